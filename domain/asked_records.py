"""Fields that make a record whole: a plan's negotiation sheet (D06), evidence (D33), functions of the team (D24)."""

from domain.fields import Field, Kind
from domain.files import LARGEST, MB, MOST_FILES


def _part(name: str, zh: str, en: str, limit: int, *, restricted: bool = False) -> Field:
    """A part of a sheet, sealed, shown folded."""
    return Field(name, Kind.TEXT, zh, en, limit=limit, restricted=restricted, folded=True)


#: What 003 and 002 want in a plan besides its steps (D06). Bottom lines, losses and names are for the few.
NEGOTIATION = (
    _part("viewpoint", "站在业主角度看", "As the owner sees it", 2000),
    _part("their_bottom_line", "对方底线", "Their bottom line", 2000, restricted=True),
    _part("our_loss", "我方损失", "Our loss", 2000, restricted=True),
    _part("compromise", "妥协临界点", "Point of compromise", 2000, restricted=True),
    _part("adverse", "后续可能的不利情形", "Adverse situations to expect", 4000),
    _part("key_owners", "需重点沟通的业主", "Key owners to approach", 1000, restricted=True),
    Field(
        "key_departments",
        Kind.TEXT,
        "重点部门",
        "Key departments",
        limit=1000,
        folded=True,
        hint_zh="每行一个：哪个部门，有决定权、否决权还是切入点（如政府、媒体、执法、消协、质监）。",
        hint_en=(
            "One a line: which department, and whether it decides, can veto, or is where to begin "
            "(government, media, enforcement, consumer association, quality supervision)."
        ),
    ),
    _part("venue", "接待地点与接待人员", "Venue and reception staff", 500),
    _part("evidence_ready", "证据准备", "Evidence at hand", 1000),
    _part("third_parties", "第三方支持", "Third-party support", 1000),
)

#: The files of a piece of evidence, and what they show; without a file, why there is none (D33).
PIECE = (
    Field(
        "files",
        Kind.FILES,
        "文件",
        "Files",
        hint_zh=f"照片、录音录像、文档；最多 {MOST_FILES} 个，每个不超过 {LARGEST // MB} MB。原件加密保存，摘要入链。",
        hint_en=(
            f"Photos, recordings, documents; at most {MOST_FILES}, each up to {LARGEST // MB} MB. The originals are kept "
            "sealed, their digests in the chain."
        ),
    ),
    Field(
        "reason",
        Kind.TEXT,
        "说明",
        "What it shows",
        required=True,
        limit=500,
        hint_zh="没有文件时，请写明原因。",
        hint_en="Without a file, say why there is none.",
        unless="files",
    ),
)

#: Where, when and by whom evidence was taken, who holds the original, the digest of its file, and which earlier piece
#: it stands in for (D33).
PROVENANCE = (
    Field("place", Kind.TEXT, "取证地点", "Where it was taken", limit=200, folded=True),
    Field("taken_at", Kind.INSTANT, "取证时间", "When it was taken", folded=True),
    Field("taker", Kind.TEXT, "取证人", "Who took it", limit=60, folded=True),
    Field("custody", Kind.TEXT, "原件由谁保管", "Who holds the original", limit=200, folded=True),
    Field("file_digest", Kind.DIGEST, "文件摘要（SHA-256）", "Digest of the file (SHA-256)", folded=True),
    Field("supersedes", Kind.NUMBER, "替代哪一件证据", "Supersedes evidence", folded=True),
)

#: Functions within the team (D24): 001 and 002 name who leads, speaks with the customer, keeps evidence, advises.
FUNCTIONS = (
    Field("commander", Kind.ACCOUNT, "总指挥", "Commander", folded=True),
    Field("liaison", Kind.ACCOUNT, "客户联络", "Liaison", folded=True),
    Field("evidence_keeper", Kind.ACCOUNT, "证据保全", "Keeper of evidence", folded=True),
    Field("specialist", Kind.ACCOUNT, "专业顾问", "Specialist", folded=True),
)
