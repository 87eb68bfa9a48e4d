"""`anlan verify`: one case or all of them, outside any web process."""

from desk.errors import NotFound
from desk.opening import Settings, opened
from desk.views import Finding


async def verify_cases(number: str | None, settings: Settings) -> tuple[Finding, ...]:
    """What differs; nothing is the proof."""
    async with opened(settings) as office:
        if number is None:
            return tuple([finding async for one in office.verifier.every() for finding in one.findings])
        try:
            return (await office.verifier.verify(number)).findings
        except NotFound:
            return (Finding("no_such_case", number),)
