"""The demo organisation on paper: who works where."""

from desk.views import Person, Place
from domain.roster import Holding, Roster

PROJECTS = {"YXY": ("云栖苑", "Yunqi Court"), "JWL": ("江湾里", "Riverbend")}
DEMO = "YXY JWL"

#: Account: (Chinese name, English name, role, scope, department, deputy).
ACCOUNTS = {
    "cs": ("周念", "Zhou Nian", "R02", "YXY", "", False),
    "csm": ("何静宜", "He Jingyi", "R03", "YXY", "", False),
    "csm1": ("丁海峰", "Ding Haifeng", "R03", "YXY", "", False),
    "eng": ("罗建川", "Luo Jianchuan", "R05", "YXY", "engineering", False),
    "sales": ("江映雪", "Jiang Yingxue", "R05", "YXY", "sales", False),
    "prop": ("谢雨桐", "Xie Yutong", "R05", "YXY", "property", False),
    "head": ("沈望舒", "Shen Wangshu", "R06", "YXY", "", False),
    "head1": ("顾南乔", "Gu Nanqiao", "R06", "YXY", "", True),
    "cs2": ("白露", "Bai Lu", "R02", "JWL", "", False),
    "csm2": ("秦越", "Qin Yue", "R03", "JWL", "", False),
    "eng2": ("石磊", "Shi Lei", "R05", "JWL", "engineering", False),
    "head2": ("叶知秋", "Ye Zhiqiu", "R06", "JWL", "", False),
    "region": ("温知衡", "Wen Zhiheng", "R08", "EAST", "", False),
    "legal": ("方以安", "Fang Yi'an", "R13", "", "", False),
    "pr": ("苏禾", "Su He", "R14", "", "", False),
    "spokes": ("林清和", "Lin Qinghe", "R15", "", "", False),
    "exec": ("陆怀瑾", "Lu Huaijin", "R10", "", "", False),
    "audit": ("孟拓", "Meng Tuo", "R31", "", "", False),
    "admin": ("秦朗", "Qin Lang", "R32", "", "", False),
}

NAMES = {account: (row[0], row[1]) for account, row in ACCOUNTS.items()}


def projects_of(id: str) -> tuple[str, ...]:
    """The projects a person may see."""
    scope = ACCOUNTS[id][3]
    return (scope,) if scope in PROJECTS else tuple(PROJECTS)


def person(id: str, locale: str = "zh-CN") -> Person:
    zh, en, role, scope, department, deputy = ACCOUNTS[id]
    return Person(id, zh, en, (Place(role, scope, department, deputy),), locale, projects_of(id))


def roster(project: str) -> Roster:
    """The seats that count in a project."""
    seats = [
        Holding(role, account, department, deputy)
        for account, (_, _, role, scope, department, deputy) in ACCOUNTS.items()
        if scope in (project, "EAST", "") and role not in ("R31", "R32")
    ]
    return Roster(project, tuple(seats))
