"""The dossier as one file (D13): the pages, the journal exactly as chained, and how anybody checks it without us.

The same case, reader, language and moment make the same bytes.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from desk.dossiers import Dossier
from domain.entries import Entry, canonical
from web.dossier_view import dossier_view
from web.language import Language
from web.moments import full
from web.pages import STATIC, environments

ZIP = "application/zip"
#: The look of the file: the tokens, the rules for paper, the dossier's own.
STYLES = ("anlan.css", "edges.css", "dossier.css")
#: Where the look goes: our own, the only thing that is not escaped.
NO_LOOK = "<style></style>"
#: A file inside says nothing of when it was packed.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
HTML, JOURNAL, VERIFY = "dossier.html", "journal.jsonl", "verify.txt"

#: What anybody runs beside the unpacked file. It needs Python and nothing of ours.
CHECK = """\
import hashlib, json
prev = hashlib.sha256("anlan:{number}".encode()).hexdigest()
for no, line in enumerate(open("journal.jsonl", encoding="utf-8"), 1):
    entry = json.loads(line)
    before, stated = entry.pop("prev"), entry.pop("hash")
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    found = hashlib.sha256((prev + text).encode()).hexdigest()
    if (entry["seq"], before, stated) != (no, prev, found):
        raise SystemExit("line %d does not hold" % no)
    prev = stated
if prev != "{head}":
    raise SystemExit("the last line is not there")
print("holds", no, prev)
"""


def name_of_file(number: str) -> str:
    return f"{number}-dossier.zip"


def packed(dossier: Dossier, lang: Language, now: datetime) -> bytes:
    """The file."""
    parts = {HTML: html(dossier, lang, now), JOURNAL: journal(dossier.page.entries)}
    parts[VERIFY] = verify(dossier, parts, lang, now)
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        for name, text in parts.items():
            place = ZipInfo(f"{dossier.page.case.number}/{name}", LONG_AGO)
            place.compress_type, place.external_attr = ZIP_DEFLATED, 0o600 << 16
            archive.writestr(place, text.encode("utf-8"))
    return kept.getvalue()


def html(dossier: Dossier, lang: Language, now: datetime) -> str:
    """The pages with their look, needing nothing from anywhere."""
    style = "\n".join((STATIC / name).read_text("utf-8") for name in STYLES)
    template = environments()[lang.code].get_template("dossier_file.html")
    made = template.render(lang=lang, now=now, **dossier_view(dossier, lang, now))
    return made.replace(NO_LOOK, f"<style>\n{style}\n</style>", 1)


def journal(entries: tuple[Entry, ...]) -> str:
    """Every line of the chain on a line of its own: what is hashed, with `prev` and `hash` beside it."""
    return "".join(f"{canonical(asdict(entry))}\n" for entry in entries)


def verify(dossier: Dossier, parts: Mapping[str, str], lang: Language, now: datetime) -> str:
    """What verification said, the sums of the other files, and how to check them by hand."""
    case = dossier.page.case
    sums = [f"{hashlib.sha256(text.encode('utf-8')).hexdigest()}  {name}" for name, text in parts.items()]
    findings = [f"  {one}" for one in dossier.verified.findings]
    check = CHECK.format(number=case.number, head=case.head)
    lines: list[Any] = [
        f"{case.number}  {lang.say('Dossier')}",
        lang.say("Made %(time)s for %(who)s.", time=full(now, lang), who=dossier.reader.name(lang.code)),
        "",
        lang.say("Result of verification: %(said)s", said="verified" if dossier.verified.verified else "NOT verified"),
        *findings,
        lang.count("%(n)s line in the journal", "%(n)s lines in the journal", case.seq),
        lang.say("Hash of the last line: %(hash)s", hash=case.head),
        "",
        lang.say("1. Nothing of this file was changed. Compare the sums, for instance: sha256sum -c verify.txt"),
        "",
        *sums,
        "",
        lang.say(
            "2. The chain holds: the hash of a line is the SHA-256 of the hash before it and the line without prev and"
            " hash, as JSON with sorted keys, without spaces, in UTF-8. The first follows the SHA-256 of %(start)s.",
            start=f"anlan:{case.number}",
        ),
        lang.say("Save these lines as check.py beside journal.jsonl, then: python3 check.py"),
        "",
        *(f"    {line}" for line in check.splitlines()),
        "",
        lang.say("3. It is the chain of this case: the audit page of the case shows the same last hash."),
        lang.say("4. The words belong to it: a line carries the digest of its words, made with a random salt."),
    ]
    return "\n".join(lines) + "\n"
