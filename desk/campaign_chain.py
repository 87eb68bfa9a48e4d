"""The chain of a campaign as it is written and read: the next line, what was sent before, the words beside it."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from desk.clock import Clock
from desk.errors import IdReused
from desk.forms import Entered
from desk.views import Person, Words
from domain.campaign import OPENED, REFUSED, Campaign
from domain.campaign_command import CampaignCommand
from domain.campaign_commands import OPENING, command_of
from domain.entries import Data, Draft, Entry, genesis, link, not_before
from domain.refusal import Refusal
from domain.rights import LOOKERS
from store.campaigns import add_line
from store.chained import entry_of
from store.contents import Content, Contents
from store.tables import CampaignLineRow


def chain_of(number: str) -> str:
    """The name under which a campaign's lines are chained."""
    return f"campaign:{number}"


@dataclass(frozen=True, slots=True)
class Sent:
    """One command on its way: under which id, of whom, which row, what it says."""

    id: str
    person: Person
    row: CampaignCommand
    entered: Entered


class CampaignChain:
    """Writes lines with their words sealed beside them, and opens them again."""

    def __init__(self, contents: Contents, clock: Clock) -> None:
        self._contents, self._clock = contents, clock

    async def add(
        self,
        session: AsyncSession,
        campaign: Campaign,
        lines: tuple[Entry, ...],
        sent: Sent,
        seat: str,
        data: Data,
        refusal: Refusal | None = None,
    ) -> int:
        """The next line of the chain: what was sent with its words sealed beside it, or why it was refused."""
        name, seq, sealed, told = sent.row.name, len(lines) + 1, b"", ""
        if refusal:
            name, data = REFUSED, {"command": name, "code": refusal.code, "details": refusal.details}
        elif sent.row.tells:
            told = data[sent.row.tells]
        if sent.entered.texts and not refusal:
            content = Content(content_id(seq), name, sent.entered.texts)
            row = self._contents.seal(chain_of(campaign.number), content, sent.id)
            data, sealed = {**data, "digest": row.digest}, row.sealed
        at = not_before(lines, self._clock())
        prev = lines[-1].hash if lines else genesis(chain_of(campaign.number))
        line = link(Draft(name, data, at, sent.person.id, _role(sent.person, seat)), seq, at, prev)
        await add_line(session, campaign.number, campaign.project, line, sent.id, sealed, told)
        return seq

    def again(self, known: CampaignLineRow, sent: Sent, number: str = "") -> Refusal | None:
        """The same id once more: the same content has the same answer. Raises IdReused."""
        line = entry_of(known)
        if known.actor != sent.person.id or (number and known.campaign != number):
            raise IdReused
        if line.type == REFUSED and line.data["command"] == sent.row.name:
            return Refusal(line.data["code"], line.data["details"])
        same = {k: v for k, v in line.data.items() if k not in ("digest", "project", "kind")} == sent.entered.data
        words = opened_words(self._contents, known)
        if line.type != sent.row.name or not same or (words.fields if words else {}) != sent.entered.texts:
            raise IdReused
        return None

    def words(self, person: Person, campaign: Campaign, row: CampaignLineRow) -> Words:
        """The words of a line; restricted ones not for those who only look (R31, R32)."""
        opened = opened_words(self._contents, row)
        command = OPENING[campaign.kind] if row.type == OPENED else command_of(campaign.kind, row.type)
        if opened is None or command is None:
            return {}
        looks = all(place.role in LOOKERS for place in person.holdings)
        hidden = {f.name for f in command.fields if f.restricted} if looks else set()
        return {name: text for name, text in opened.fields.items() if name not in hidden}


def content_id(seq: int) -> str:
    return f"cl-{seq:04d}"


def opened_words(contents: Contents, row: CampaignLineRow) -> Content | None:
    """The words of a line; None when it has none or they do not open."""
    return contents.opened(chain_of(row.campaign), content_id(row.seq), row.sealed)


def _role(person: Person, seat: str) -> str:
    """As what somebody acted: a group, the leader, or the first role they hold."""
    if seat and seat != "anyone":
        return seat
    return person.holdings[0].role if person.holdings else ""
