"""The fields of an assessment (D03, D04): all optional, and all of one sheet that a later one supersedes."""

from dataclasses import replace

from domain.classification import Action, Category, Fault, Mentality, Nature, Score, Source, Systemic
from domain.fields import Field, Kind
from domain.vocabulary import Term


def _choice(name: str, zh: str, en: str, codes: tuple[Term, ...]) -> Field:
    return Field(name, Kind.CODE, zh, en, codes=codes)


def _score(name: str, zh: str, en: str) -> Field:
    return Field(name, Kind.CODE, zh, en, codes=tuple(Score))


CLASSES = (
    _choice("category", "投诉类别", "Category", tuple(Category)),
    _choice("source", "投诉来源", "Source", tuple(Source)),
    _choice("nature", "投诉性质", "Nature of the complaint", tuple(Nature)),
    _choice("systemic", "偶然还是系统性", "One-off or systemic", tuple(Systemic)),
    Field("mentality", Kind.CODES, "客户心态", "Mentality", codes=tuple(Mentality)),
    Field("actions", Kind.CODES, "投诉方式", "Forms of action", codes=tuple(Action)),
    _choice("fault", "过失类型", "Type of fault", tuple(Fault)),
)

#: The criteria of 001 (nature, scope, urgency) and 002 (severity, safety, complexity, influence, action).
SCORES = (
    _score("score_nature", "评分：性质", "Score: nature"),
    _score("score_scope", "评分：影响范围", "Score: scope of impact"),
    _score("score_urgency", "评分：紧急程度", "Score: urgency"),
    _score("score_severity", "评分：严重性", "Score: severity"),
    _score("score_safety", "评分：安全隐患", "Score: safety"),
    _score("score_complexity", "评分：复杂性", "Score: complexity"),
    _score("score_influence", "评分：影响力", "Score: influence"),
    _score("score_action", "评分：立即行动的必要与可行", "Score: need and chance of immediate action"),
)

ASSESSMENT = (*CLASSES, *SCORES)
#: The same sheet on the form of another command.
FOLDED = tuple(replace(field, folded=True) for field in ASSESSMENT)

#: Facts that set a floor (lifecycle 5.5, C-25); `level_set` asks them as well.
FACTS = (
    Field("media", Kind.FLAG, "已有媒体关注", "Media involved"),
    Field("casualty", Kind.FLAG, "有人员伤亡", "Casualty"),
    Field("organised", Kind.FLAG, "有组织的群体行动", "Organised action"),
    Field("households", Kind.NUMBER, "同一原因的户数", "Households with one cause"),
)

ASSESS = (*ASSESSMENT, *FACTS, Field("note", Kind.TEXT, "说明", "Note", limit=2000))
