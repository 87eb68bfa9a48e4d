"""The language a caller asks for: Chinese unless English is wanted more."""

from starlette.requests import Request


def language_of(request: Request) -> str:
    """`zh` or `en`, by Accept-Language."""
    return best(request.headers.get("accept-language", ""))


def best(header: str) -> str:
    """The better of the two by quality; the first named when they are equal."""
    wanted = {"zh": 0.0, "en": 0.0}
    for part in header[:200].split(","):
        tag, _, quality = part.partition(";")
        name = tag.strip().lower().split("-")[0]
        if name in wanted:
            wanted[name] = max(wanted[name], _quality(quality))
    return "en" if wanted["en"] > wanted["zh"] else "zh"


def _quality(text: str) -> float:
    value = text.strip().removeprefix("q=")
    try:
        return float(value) if value else 1.0
    except ValueError:
        return 0.0
