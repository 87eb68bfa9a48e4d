"""The dossier as one file (D13): the pages, the journal exactly as chained, and how anybody checks it without us.

The same case, reader, language and moment make the same bytes.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from desk.dossiers import Dossier
from desk.evidence_views import KeptFile
from domain.entries import Entry, canonical
from web.dossier_view import dossier_view
from web.evidence import file_name
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


#: Files of evidence with their bytes, one after the other: together they may be more than fits in memory.
Kept = AsyncIterator[tuple[KeptFile, bytes]]


def place_inside(kept: KeptFile) -> str:
    """Where a file of evidence lies in the file."""
    return f"evidence/{file_name(kept)}"


def name_of_file(number: str) -> str:
    return f"{number}-dossier.zip"


async def pack(into: IO[bytes], dossier: Dossier, lang: Language, now: datetime, files: Kept) -> None:
    """Write the file: the pages, the journal, the evidence as it was taken in, and how all of it is checked."""
    number, sums = dossier.page.case.number, []
    with ZipFile(into, "w") as archive:

        def add(name: str, data: bytes, how: int = ZIP_DEFLATED) -> None:
            place = ZipInfo(f"{number}/{name}", LONG_AGO)
            place.compress_type, place.external_attr = how, 0o600 << 16
            archive.writestr(place, data)
            sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}")

        add(HTML, html(dossier, lang, now).encode("utf-8"))
        add(JOURNAL, journal(dossier.page.entries).encode("utf-8"))
        async for kept, data in files:
            await asyncio.to_thread(add, place_inside(kept), data, ZIP_STORED)
        add(VERIFY, verify(dossier, sums, lang, now).encode("utf-8"))


def html(dossier: Dossier, lang: Language, now: datetime) -> str:
    """The pages with their look, needing nothing from anywhere."""
    style = "\n".join((STATIC / name).read_text("utf-8") for name in STYLES)
    template = environments()[lang.code].get_template("dossier_file.html")
    made = template.render(lang=lang, now=now, **dossier_view(dossier, lang, now, place_inside))
    return made.replace(NO_LOOK, f"<style>\n{style}\n</style>", 1)


def journal(entries: tuple[Entry, ...]) -> str:
    """Every line of the chain on a line of its own: what is hashed, with `prev` and `hash` beside it."""
    return "".join(f"{canonical(asdict(entry))}\n" for entry in entries)


def verify(dossier: Dossier, sums: Iterable[str], lang: Language, now: datetime) -> str:
    """What verification said, the sums of the other files, and how to check them by hand."""
    case = dossier.page.case
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
        lang.say("5. The files belong to it: the line that names a file carries the SHA-256 of its bytes."),
    ]
    return "\n".join(lines) + "\n"
