"""The demo's organisation (CONTRACT.md): 安澜集团, its region 华东, its projects 云栖苑 and 江湾里."""

from desk.accounts import Account, Seat, Site
from domain.vocabulary import Department, Role

REGION = "华东"

SITES = (
    Site("YXY", "云栖苑", "Yunqi Gardens", REGION, {"buildings": 3, "units": 2, "floors": 18, "rooms": 4}),
    Site("JWL", "江湾里", "Jiangwan Lane", REGION, {"buildings": 6, "units": 2, "floors": 11, "rooms": 2}),
)


def at(project: str, role: Role, department: str = "", *, deputy: bool = False) -> tuple[Seat, ...]:
    """A seat in a project."""
    return (Seat(role, project, department=department, deputy=deputy),)


def over(region: str, role: Role) -> tuple[Seat, ...]:
    """A seat of the region; of the group when there is none."""
    return (Seat(role, region=region),)


PEOPLE = (
    Account("cs", "周念", "Zhou Nian", at("YXY", Role.R02)),
    Account("csm", "何静宜", "He Jingyi", at("YXY", Role.R03)),
    Account("csm1", "邱明", "Qiu Ming", at("YXY", Role.R03)),
    Account("eng", "罗建川", "Luo Jianchuan", at("YXY", Role.R05, Department.ENGINEERING)),
    Account("sales", "方以安", "Fang Yian", at("YXY", Role.R05, Department.SALES)),
    Account("prop", "谢雨桐", "Xie Yutong", at("YXY", Role.R05, Department.PROPERTY)),
    Account("head", "沈望舒", "Shen Wangshu", at("YXY", Role.R06)),
    Account("head1", "陆承远", "Lu Chengyuan", at("YXY", Role.R06, deputy=True)),
    Account("cs2", "丁海峰", "Ding Haifeng", at("JWL", Role.R02)),
    Account("csm2", "苏明玥", "Su Mingyue", at("JWL", Role.R03)),
    Account("eng2", "郑开", "Zheng Kai", at("JWL", Role.R05, Department.ENGINEERING)),
    Account("head2", "唐立衡", "Tang Liheng", at("JWL", Role.R06)),
    Account("region", "顾怀远", "Gu Huaiyuan", over(REGION, Role.R08)),
    Account("legal", "叶知秋", "Ye Zhiqiu", over("", Role.R13)),
    Account("pr", "江澄", "Jiang Cheng", over("", Role.R14)),
    Account("spokes", "林清和", "Lin Qinghe", over("", Role.R15)),
    Account("exec", "高振宇", "Gao Zhenyu", over("", Role.R10)),
    Account("audit", "温知衡", "Wen Zhiheng", over("", Role.R31)),
    Account("admin", "秦朗", "Qin Lang", over("", Role.R32)),
)
