"""What a rule said, day by day.

Times are kept as seconds on the authority's own clock (`key`), so that a bare date means 00:00 there and a rule may
also turn at a minute. Intervals are half-open: `until` is the first moment not in force.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise
from typing import Any, Literal, NamedTuple, final

from attrs import field, frozen

from xborder.errors import AtlasError
from xborder.reasons import Grade, Reason, Source, told
from xborder.values import Value

__all__ = ["BEGINNING", "END", "Entry", "Moment", "Stretch", "Timeline", "key"]

BEGINNING = 0
END = 10**12
_DAY = 86_400


def key(when: date | datetime) -> int:
    """Seconds on the clock the date or instant itself is written in."""
    if isinstance(when, datetime):
        return when.toordinal() * _DAY + when.hour * 3600 + when.minute * 60 + when.second
    return when.toordinal() * _DAY


class Moment(NamedTuple):
    """When a question is asked, on the authority's clock: one second, or every second of a day."""

    first: int
    last: int
    day: date

    @classmethod
    def of(cls, on: date) -> "Moment":
        """A day, or an instant that is already on the authority's clock."""
        if isinstance(on, datetime):
            return cls(key(on), key(on), on.date())
        start = key(on)
        return cls(start, start + _DAY - 1, on)


@final
@frozen(kw_only=True)
class Entry(Value):
    """One thing a page says: a value, from when until when, by which sources and how well known."""

    scope: str
    name: str
    since: date | datetime
    until: date | datetime | None = None
    value: Any = None
    cases: tuple[tuple[Any, Any], ...] = ()
    grade: Grade = "C"
    sources: tuple[Source, ...] = ()
    status: Literal["in_force", "announced"] = "in_force"
    note: str = ""

    @property
    def rule(self) -> str:
        """The id that answers cite: `DE:shipping.vat.standard@2021-01-01`."""
        return f"{self.scope}:{self.name}@{self.since.isoformat()}"

    @property
    def start(self) -> int:
        """The first second in force."""
        return key(self.since)

    @property
    def stop(self) -> int:
        """The first second not in force."""
        return END if self.until is None else key(self.until)

    def reason(self, code: str, template: str, /, formula: str | None = None, **params: object) -> Reason:
        """A reason that cites this entry."""
        return told(code, template, self, formula, **params)


class Stretch(NamedTuple):
    """What a lookup found, and the longest time around the question in which it finds the same."""

    entry: Entry | None
    first: int
    last: int


@final
@frozen
class Timeline:
    """The entries of one rule at one place in one layer: in order, never two at once."""

    entries: tuple[Entry, ...]
    announced: tuple[Entry, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(one.start for one in self.entries))

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "Timeline":
        """A timeline from entries in any order; two in force at once are refused."""
        ordered = sorted(entries, key=lambda one: one.start)
        binding = tuple(one for one in ordered if one.status == "in_force")
        for one, other in pairwise(binding):
            if one.stop > other.start:
                raise AtlasError(
                    "overlapping_entries", f"{one.rule} and {other.rule} are both in force on {other.since}", hint=f"end the first with until = {other.since}"
                )
        return cls(binding, tuple(one for one in ordered if one.status == "announced"))

    def at(self, second: int) -> Stretch:
        """The entry in force at a second, or none, and for how long that stays so."""
        index = bisect_right(self._starts, second) - 1
        following = self._starts[index + 1] if index + 1 < len(self._starts) else END
        if index < 0:
            return Stretch(None, BEGINNING, following - 1)
        entry = self.entries[index]
        if second < entry.stop:
            return Stretch(entry, entry.start, min(entry.stop, END) - 1)
        return Stretch(None, entry.stop, following - 1)
