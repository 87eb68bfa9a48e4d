"""What the desk tells of files of evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.files import Media


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of a case. `name` is what it was called where it came from; `pictured`: a small copy can be shown."""

    number: str
    digest: str
    media: Media
    size: int
    name: str
    person: str
    at: datetime
    pictured: bool


#: Files by their digests.
Files = Mapping[str, KeptFile]
