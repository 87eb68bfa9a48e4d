"""Campaigns among the news of the desk: the media are handed on to who speaks for the house (D29, C-03)."""

from desk.views import NoticeRow
from web.language import Language

#: Lines of a campaign that somebody is told of, and how they look.
OF_CAMPAIGNS = {"hand_over_media": "crisis"}


def of_campaigns(row: NoticeRow, lang: Language) -> str:
    """A line of a campaign: what whoever wrote it did."""
    return lang.say("handed the media on site on to you: visit %(no)s", no=row.data["media"])
