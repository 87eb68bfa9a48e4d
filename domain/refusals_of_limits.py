"""Sentences of refusals about changing the limits (A20)."""

from collections.abc import Mapping

OF_LIMITS: Mapping[str, tuple[str, str]] = {
    "versions_held": (
        "本系统按设置停在第 {version} 版，更新的版本不会生效，所以不能提请。",
        "This installation is held at version {version}: no newer one can come into force, so none can be proposed.",
    ),
    "amendment_open": (
        "{by}提请的一版还在等签批；一次只提请一版，请等它签完，或先撤回。",
        "A version that {by} proposed still waits for its signature. One at a time: wait for it, or withdraw it first.",
    ),
    "book_gone": (
        "新版本不能退回到更早的规则；请保留现有规则，只改数字。",
        "A new version cannot go back to earlier rules; keep the rules and change numbers only.",
    ),
    "nothing_changed": (
        "没有改动任何数字；请至少改一项再提请。",
        "No number is changed; change at least one, then propose it.",
    ),
    "since_gone": (
        "生效时间已经过去或马上就到；请填以后的时间，给签批留出时间。",
        "The first moment is past or all but past; name a later one that leaves time to sign.",
    ),
    "since_far": (
        "生效时间太远；请填一年以内的时间。",
        "The first moment is too far off; name one within a year.",
    ),
    "since_too_early": (
        "生效时间不能早于第 {version} 版的生效时间；请填更晚的时间。",
        "The first moment cannot lie before that of version {version}; name a later one.",
    ),
    "amendment_moved": (
        "预览以后又有新版本获批，数字已经不同；请重新预览再提请。",
        "Another version was approved after your preview, so the numbers differ. Preview it again, then propose it.",
    ),
    "amendment_expired": (
        "签批前已过生效时间，这次提请已过期；请用更晚的生效时间重新提请。",
        "Its first moment came before anybody signed, so it has expired. Propose it again with a later first moment.",
    ),
    "amendment_of_other": (
        "这是{by}提请的，只有提请人能撤回；你可以签批。",
        "{by} proposed this; only the proposer withdraws it. You can approve or reject it.",
    ),
}

#: `not_yours` where there is no case: whose it is.
NOT_YOURS = (
    "修改时限由{roles}办理，你没有这个职责。",
    "Changing the limits is for {roles}; you do not hold that role.",
)
