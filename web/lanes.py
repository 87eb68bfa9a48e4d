"""The ways of the process chart as lanes beside a ladder of stages: pure layout, no words.

A way to the next stage runs on the rail. All others run in lanes, one for all ways that lead to the same stage in
the same direction; a lane lies as near to the rail as there is room. The page draws each part with a class, so that
a row may grow when it is opened and the lanes grow with it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

#: From row to row: the two ends of a way.
Way = tuple[int, int]
#: What is emphasised, the strongest first: a way that may come next, a way that was taken.
MAY, WAS = "may", "was"


@dataclass(frozen=True, slots=True)
class Lane:
    """All ways to one row in one direction. `column` 0 is nearest to the rail."""

    end: int
    starts: frozenset[int]
    column: int = 0

    @property
    def low(self) -> int:
        return min(self.end, *self.starts)

    @property
    def high(self) -> int:
        return max(self.end, *self.starts)

    @property
    def back(self) -> bool:
        return min(self.starts) > self.end

    def covers(self, row: int) -> bool:
        return self.low <= row <= self.high


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the drawing: the parts of each lane, outermost first, and those of the rail, as classes."""

    lanes: tuple[tuple[str, ...], ...]
    rail: tuple[str, ...]


def lanes(ways: Iterable[Way]) -> tuple[Lane, ...]:
    """The lanes of all ways that do not lead to the next row."""
    starts: dict[tuple[int, bool], set[int]] = {}
    for start, end in ways:
        if end != start + 1:
            starts.setdefault((end, start > end), set()).add(start)
    found = [Lane(end, frozenset(some)) for (end, _), some in starts.items()]
    placed: list[Lane] = []
    for lane in sorted(found, key=lambda one: (one.high - one.low, one.low)):
        taken = {p.column for p in placed if p.low <= lane.high and lane.low <= p.high}
        column = next(c for c in range(len(found)) if c not in taken)
        placed.append(Lane(lane.end, lane.starts, column))
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Lays the rows out. `was` and `may` are the ways that are emphasised."""

    ways: frozenset[Way]
    was: frozenset[Way] = frozenset()
    may: frozenset[Way] = frozenset()

    def rows(self, count: int) -> tuple[Row, ...]:
        found = lanes(sorted(self.ways))
        width = max((lane.column + 1 for lane in found), default=0)
        return tuple(Row(self._lanes(row, found, width), self._rail(row, found)) for row in range(count))

    def _lanes(self, row: int, found: Iterable[Lane], width: int) -> tuple[tuple[str, ...], ...]:
        parts: list[list[str]] = [[] for _ in range(width)]
        for lane in found:
            if lane.covers(row):
                parts[lane.column] += self._down(row, lane)
            if row == lane.end or row in lane.starts:
                parts[lane.column] += self._across(row, lane, "h")
                parts[lane.column] += ["o"] if row in lane.starts else []
                for nearer in range(lane.column):
                    parts[nearer] += self._across(row, lane, "x")
        return tuple(tuple(one) for one in reversed(parts))

    def _down(self, row: int, lane: Lane) -> list[str]:
        """The upper and the lower half of a lane's line in this row."""
        kind = " back" if lane.back else ""
        halves = (("u", row - 1, row > lane.low), ("d", row, row < lane.high))
        return [f"{half}{kind}{self._tone(lane, upper)}" for half, upper, there in halves if there]

    def _tone(self, lane: Lane, upper: int) -> str:
        """How the piece between a row and the one below is emphasised."""
        return _strongest(
            {
                tone
                for tone, ways in ((MAY, self.may), (WAS, self.was))
                for start in lane.starts
                if (start, lane.end) in ways and min(start, lane.end) <= upper < max(start, lane.end)
            }
        )

    def _across(self, row: int, lane: Lane, part: str) -> list[str]:
        ends = {(start, lane.end) for start in lane.starts if row in (start, lane.end)}
        tones = {tone for tone, ways in ((MAY, self.may), (WAS, self.was)) if ends & ways}
        return [f"{part}{_strongest(tones)}"]

    def _rail(self, row: int, found: Iterable[Lane]) -> tuple[str, ...]:
        parts = [
            f"{half}{self._step(way)}"
            for half, way in (("u", (row - 1, row)), ("d", (row, row + 1)))
            if way in self.ways
        ]
        here = [part for lane in found if row in (lane.end, *lane.starts) for part in self._across(row, lane, "x")]
        parts += [f"x{_strongest({part[2:] for part in here})}"] if here else []
        into = any(lane.end == row for lane in found)
        return (*parts, "in") if into else tuple(parts)

    def _step(self, way: Way) -> str:
        return _strongest({tone for tone, ways in ((MAY, self.may), (WAS, self.was)) if way in ways})


def _strongest(tones: Collection[str]) -> str:
    return f" {MAY}" if MAY in tones else f" {WAS}" if WAS in tones else ""
