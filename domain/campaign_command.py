"""What the row of a campaign's command says, and the fields that several share; the rows are in `campaign_commands`."""

from dataclasses import dataclass

from domain.asked import one_of, text
from domain.campaign_codes import CampaignKind, Group
from domain.campaign_guards import Guard
from domain.fields import Field, Kind
from domain.vocabulary import Role, Term

BOTH = tuple(CampaignKind)
WINDOW, DELIVERY = (CampaignKind.CONSUMER_DAY,), (CampaignKind.DELIVERY,)
HEADS = (Role.R03, Role.R06)
#: Long and short words.
LONG, SHORT = 2000, 300


@dataclass(frozen=True, slots=True)
class CampaignCommand:
    """One command. `zh`, `en` are verb and object, as on a button; `who` are roles, groups and seats that may.

    `at_once`: one of the day, made to be pressed on a telephone. `rule` is the mechanism it comes from. `tells` is
    the field that names who finds the line among the news of their desk.
    """

    name: str
    zh: str
    en: str
    kinds: tuple[CampaignKind, ...]
    who: tuple[Term, ...]
    fields: tuple[Field, ...] = ()
    guards: tuple[Guard, ...] = ()
    rule: str = ""
    at_once: bool = False
    tells: str = ""


def day(name: str, zh: str, en: str) -> Field:
    return Field(name, Kind.DATE, zh, en, required=True)


def person(name: str, zh: str, en: str, *, required: bool = True) -> Field:
    return Field(name, Kind.ACCOUNT, zh, en, required)


def some_of(name: str, zh: str, en: str, codes: tuple[Term, ...], *, required: bool = True) -> Field:
    return Field(name, Kind.CODES, zh, en, required, codes)


LEADER = person("leader", "组长", "Group leader")
GROUP = one_of("group", "小组", "Group", tuple(Group))
NOTE = text("note", "补充说明", "More", SHORT)
PLACE = text("place", "地点", "Place", 60, required=True)
REPORT = text("report", "总结报告", "Report", LONG, required=True)
CARRIED = Field("carried", Kind.FLAG, "未结案件转常规办理，按各自时限继续", "Open cases go on in their own time limits")
