"""The desk's two clocks: the instant that counts as received, and the real one for leases and tries."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def real_time() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)
