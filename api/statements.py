"""The statements of a case, as the API tells them: numbers, digests and where each text is out; no words."""

from collections.abc import Callable
from datetime import datetime

from domain.case import Case
from domain.entries import Data
from domain.releasing import public_name
from domain.spokesman import spokesperson
from domain.statement_codes import Outlet
from domain.statements import audience_of, embargo, is_approved, is_withdrawn, outings


def statements_data(case: Case, shown: Callable[[datetime], str]) -> Data:
    """Who speaks, and every text with how it stands."""
    texts = [
        {
            "no": text.no,
            "audience": str(audience_of(text)),
            "kind": text.data.get("kind", "ordinary"),
            "replaces": text.data.get("replaces"),
            "digest": text.digest,
            "author": text.author,
            "at": shown(text.at),
            "approved": is_approved(case, text),
            "withdrawn": is_withdrawn(case, text.no),
            "not_before": embargo(case, text.no) or None,
            "released": [
                {"outlet": out.data["outlet"], "at": shown(out.at), **_address(case, text.digest, out.data["outlet"])}
                for out in outings(case, text.no)
            ],
        }
        for text in case.of_kind("statement")
    ]
    return {"spokesperson": spokesperson(case) or None, "texts": texts}


def _address(case: Case, digest: str, outlet: str) -> Data:
    published = outlet == Outlet.PAGE and not case.factor
    return {"page": f"/statements/{public_name(digest)}"} if published else {}
