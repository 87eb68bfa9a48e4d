"""The words of what leaves the house: audiences, kinds, ways out (D35, D36, T38, T39)."""

from domain.vocabulary import Term


class Audience(Term):
    """Whom a statement speaks to (D35); the authorities' version follows from D26-7."""

    MEDIA = "media", "媒体版", "Media"
    CUSTOMERS = "customers", "客户版", "Customers"
    STAFF = "staff", "员工版", "Staff"
    AUTHORITIES = "authorities", "政府版", "Authorities"


class StatementKind(Term):
    """A first response while facts are still being checked (T38), an ordinary one, a correction (T39), a weekly notice (T18)."""

    HOLDING = "holding", "首次回应", "First response"
    ORDINARY = "ordinary", "正式说明", "Statement"
    CORRECTION = "correction", "更正说明", "Correction"
    WEEKLY = "weekly", "每周进展通知", "Weekly progress notice"


class Incident(Term):
    """What happened, as far as a first response has to know (T38)."""

    FALLING = "falling", "外墙或高空坠物", "Falling parts"
    FIRE = "fire", "火情", "Fire"
    INJURY = "injury", "人员受伤", "Injury"
    OUTAGE = "outage", "停水停电停梯", "Outage of water, power or lifts"
    QUALITY = "quality", "房屋质量", "Quality of the building"
    DELIVERY = "delivery", "交付延期", "Late delivery"
    GATHERING = "gathering", "业主聚集", "Gathering of owners"
    OTHER = "other", "其他情况", "Something else"


class Outlet(Term):
    """Where a statement goes out. The page is ours and published at once; the others are posted by hand."""

    PAGE = "page", "公告网页", "Public page"
    PRESS = "press", "发给媒体", "Sent to the press"
    CONFERENCE = "conference", "新闻发布会", "Press conference"
    SOCIAL = "social", "官方账号", "Official accounts"
    GROUP = "group", "业主群", "Owners' groups"
    NOTICE = "notice", "张贴公告", "Posted notice"
    LETTER = "letter", "书面函件", "Letter"
    INTERNAL = "internal", "内部通知", "Internal notice"


class Comparison(Term):
    """Do two statements tell the same facts? A person says so (D35: no inside/outside mismatch)."""

    CONSISTENT = "consistent", "事实一致", "The same facts"
    CONTRADICTS = "contradicts", "事实有出入", "Facts differ"


#: The ways out of each audience; what is for staff never reaches a public one.
OUTLETS: dict[Audience, tuple[Outlet, ...]] = {
    Audience.MEDIA: (Outlet.PAGE, Outlet.PRESS, Outlet.CONFERENCE, Outlet.SOCIAL),
    Audience.CUSTOMERS: (Outlet.PAGE, Outlet.SOCIAL, Outlet.GROUP, Outlet.NOTICE, Outlet.LETTER),
    Audience.STAFF: (Outlet.INTERNAL,),
    Audience.AUTHORITIES: (Outlet.LETTER,),
}
#: What everybody may read (T38).
PUBLIC = (Audience.MEDIA, Audience.CUSTOMERS)
