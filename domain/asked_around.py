"""Fields that commands of the walk ask besides their own: the second half of a satisfaction, the letter (C-12)."""

from domain.codes import Satisfaction, Screening, Way
from domain.fields import Field, Kind

#: Not the outcome, but how the customer was treated.
TREATMENT = Field("treatment", Kind.CODE, "对办理过程的评价", "How they were treated", codes=tuple(Satisfaction))

#: What was sent, where the contact was in writing.
LETTER = Field(
    "letter",
    Kind.TEXT,
    "书面告知的全文",
    "Text of the letter",
    limit=4000,
    when=("way", (Way.CHAT, Way.EMAIL, Way.LETTER)),
)
PARENT = Field(
    "parent",
    Kind.CASE,
    "并入案件（编号）",
    "Number of the case it is merged into",
    required=True,
    when=("outcome", (Screening.DUPLICATE,)),
)
#: The group case a complaint is a household of, from its first line on (C-30).
GROUP = Field("group", Kind.CASE, "所属群诉案件（编号）", "Group case (number)")
