"""`anlan export`: the dossier of a case, outside any web process and for nobody's eyes in particular.

Whoever runs it holds no seat: what is restricted to a few is left out, as for anybody else.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from desk.dossiers import FILE, Dossier
from desk.evidence_views import KeptFile
from desk.opening import Settings, opened
from desk.views import Person

#: Who is named in the access log.
OPERATOR = "operator"


@asynccontextmanager
async def dossier_of(
    number: str, settings: Settings
) -> AsyncIterator[tuple[Dossier, AsyncIterator[tuple[KeptFile, bytes]]]]:
    """The dossier of one case, and its files of evidence one after the other. Raises NotFound."""
    async with opened(settings) as office:
        projects = tuple(site.code for site in await office.people.sites())
        reader = Person(OPERATOR, "系统操作员", "System operator", projects=projects)
        dossier = await office.desk.dossier(reader, number, FILE)
        yield dossier, office.desk.evidence.bytes_of(dossier.page.files)
