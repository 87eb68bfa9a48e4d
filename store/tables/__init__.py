"""Everything that is kept, by noun."""

from store.tables.campaigns import CampaignLineRow, CampaignNoticeRow
from store.tables.cases import CaseRow, DutyRow, JournalRow, NoticeRow
from store.tables.columns import Instant, NaiveTimeError, Table
from store.tables.commands import CommandRow, ContentRow, FoundRow, LeaseRow, NumberRow
from store.tables.days import DayLineRow, DayNoticeRow, ProjectDayRow
from store.tables.delegations import DelegationNoticeRow, DelegationRow
from store.tables.evidence import EvidenceFileRow
from store.tables.groups import HouseholdListRow
from store.tables.improvements import ImprovementRow
from store.tables.people import AccountRow, HoldingRow, ProjectRow, ReadRow, SessionRow, TokenRow
from store.tables.policies import PolicyLineRow, PolicyNoticeRow
from store.tables.releases import ReleaseRow
from store.tables.signoffs import ApprovalRow, AskeeRow

__all__ = [
    "AccountRow",
    "ApprovalRow",
    "AskeeRow",
    "CampaignLineRow",
    "CampaignNoticeRow",
    "CaseRow",
    "CommandRow",
    "ContentRow",
    "DayLineRow",
    "DayNoticeRow",
    "DelegationNoticeRow",
    "DelegationRow",
    "DutyRow",
    "EvidenceFileRow",
    "FoundRow",
    "HoldingRow",
    "HouseholdListRow",
    "ImprovementRow",
    "Instant",
    "JournalRow",
    "LeaseRow",
    "NaiveTimeError",
    "NoticeRow",
    "NumberRow",
    "PolicyLineRow",
    "PolicyNoticeRow",
    "ProjectDayRow",
    "ProjectRow",
    "ReadRow",
    "ReleaseRow",
    "SessionRow",
    "Table",
    "TokenRow",
]
