"""What crosses the wire. Fields are only ever added, each with a default, so that old histories decode."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.case import EPOCH, Case
from domain.entries import Data, Entry
from domain.policy import Policy
from domain.roster import Roster


@dataclass(frozen=True, slots=True)
class Members:
    """How the households of a group stood at receipt: all, those open, and those open without a reason.

    `first` are the numbers of the first of these, so that a refusal can name them; never all three hundred.
    """

    count: int = 0
    open: int = 0
    unsettled: int = 0
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """What a person asked, as the desk sealed it. Decisions are commands named approve, reject, return.

    `roles` and `departments` are what the person held on this case at receipt; `texts` names the
    text fields that were filled, whose words lie under `content`; `bad` names fields that could not be
    read in their kind and do not travel. `position` counts the commands of
    the case in the order of receipt, without gaps. `members` is sealed into what closes a group case (C-30).
    """

    id: str = ""
    case: str = ""
    life: int = 1
    name: str = ""
    actor: str = ""
    roles: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    received_at: datetime = EPOCH
    happened_at: datetime | None = None
    on_behalf: str = ""
    data: Data = field(default_factory=dict, hash=False)
    texts: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
    content: str = ""
    digest: str = ""
    version: int | None = None
    position: int = 0
    roster: Roster = field(default_factory=Roster)
    members: Members | None = None


@dataclass(frozen=True, slots=True)
class Stranger:
    """Something that came to the case from outside the desk (WALK section 3 i)."""

    door: str
    name: str = ""
    approval: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Knocks:
    """How many strangers came in the hour that began at `since`."""

    since: datetime | None = None
    count: int = 0
    last: Stranger | None = None


@dataclass(frozen=True, slots=True)
class CaseToGoOn:
    """The workflow's input: a case to go on from. Opening, rolling over, reopening, rebuilding are all this."""

    case: Case
    policy: Policy
    life: int = 1
    inbox: tuple[Command, ...] = ()
    position: int = 0
    knocks: Knocks = field(default_factory=Knocks)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a command: applied with these entries, or refused by that entry."""

    command: str
    state: str
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Recording:
    """What the recording activity writes in one transaction; writing it twice changes nothing."""

    number: str
    life: int
    entries: tuple[Entry, ...]
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """What the clock asks the table before it writes a line: commands waiting, received by `until`."""

    number: str
    project: str
    until: datetime
    answered_seq: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What the table answered: the waiting commands, oldest first, and who sits where now."""

    waiting: tuple[Command, ...] = ()
    roster: Roster = field(default_factory=Roster)


@dataclass(frozen=True, slots=True)
class SeatToFill:
    """The input of one seat's activity: what is asked, never of whom by name."""

    approval: str
    rule: str
    subject: str
    digest: str


@dataclass(frozen=True, slots=True)
class Release:
    """One text to be let out at one place (lifecycle 5.6): exactly the words under `digest`, as the case knows it.

    `drill`: outside channels are cut off; nothing is written where the public could read it.
    """

    number: str
    release: int
    statement: int
    outlet: str
    digest: str
    drill: bool = False


@dataclass(frozen=True, slots=True)
class Released:
    """What became of a release; `refusal` is the code of what stood against it, empty when the text is out."""

    release: int
    refusal: str = ""
