"""Which hours does each day keep? Read strictly from what people write down.

>>> week({"mon-fri": [["10:00", "18:00"]], "sat": [["22:00", "26:00"]]}).to_dict()
{'mon-fri': [['10:00', '18:00']], 'sat': [['22:00', '26:00']]}
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeAlias, final

from xborder.errors import FactError
from xborder.values import day, nearest, sequence

__all__ = ["DAYS", "Breaks", "Hours", "Special", "Week", "before", "breaks", "hours", "period", "spans", "special", "week"]

Hours: TypeAlias = tuple[tuple[int, int], ...]
"""The intervals of a day in minutes from its midnight: in order, apart, half-open; an end may lie in the next day."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"(\d\d):([0-5]\d)")
_NOON = 24 * 60
_LAST = 48 * 60
_LONGEST = 1_000
"""How many days one closing may cover: a longer one is surely a slip, or a schedule's end."""


@final
class Week(tuple["Hours | None", ...]):
    """The hours of Monday to Sunday; None for a day nobody named, which is closed like one named as closed."""

    __slots__ = ()

    def to_dict(self) -> dict[str, list[list[str]]]:
        """The week as it is written down, equal neighbours drawn together."""
        written: dict[str, list[list[str]]] = {}
        first = 0
        for index in range(1, 8):
            if index == 7 or self[index] != self[first]:
                one = self[first]
                if one is not None:
                    key = DAYS[first] if index - first == 1 else f"{DAYS[first]}-{DAYS[index - 1]}"
                    written[key] = spans(one)
                first = index
        return written

    @property
    def unnamed(self) -> tuple[str, ...]:
        """The days nobody named."""
        return tuple(name for name, one in zip(DAYS, self, strict=True) if one is None)


@final
class Special(tuple[tuple[date, Hours], ...]):
    """Days that keep hours of their own, in order."""

    __slots__ = ()

    def to_dict(self) -> dict[str, list[list[str]]]:
        """The days as they are written down."""
        return {on.isoformat(): spans(one) for on, one in self}


@final
class Breaks(tuple[tuple[date, Hours], ...]):
    """Parts of days on which it is closed, whatever the day's hours are, in order."""

    __slots__ = ()

    def to_dict(self) -> dict[str, list[list[str]]]:
        """The breaks as they are written down."""
        return {on.isoformat(): spans(one) for on, one in self}


def spans(one: Hours) -> list[list[str]]:
    """The hours of a day as they are written down: `[["10:00", "18:00"]]`."""
    return [[f"{minute // 60:02d}:{minute % 60:02d}" for minute in span] for span in one]


def before(one: Hours, minute: int) -> Hours:
    """What of the hours of a day lies before a minute of it."""
    return tuple((start, min(end, minute)) for start, end in one if start < minute)


def _minute(value: object) -> int:
    found = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise FactError(
            "not_a_time",
            f"{value!r} is not a time of day",
            value=value,
            hint="write hours and minutes with two digits each, as '09:00'",
        )
    minute = int(found[1]) * 60 + int(found[2])
    if minute > _LAST:
        raise FactError(
            "not_a_time",
            f"{value!r} is past the end of the next day",
            value=value,
            hint="the latest end is '48:00'",
        )
    return minute


def _span(value: object) -> tuple[int, int]:
    if isinstance(value, str) or not isinstance(value, Iterable) or len(pair := list(value)) != 2:
        raise FactError(
            "not_an_interval",
            f"an interval has an opening and a closing, unlike {value!r}",
            value=value,
            hint='write the day as [["10:00", "18:00"]]',
        )
    start, end = sequence(pair, _minute)
    if start >= _NOON:
        raise FactError(
            "opens_after_midnight",
            f"{pair[0]!r} belongs to the next day",
            value=pair[0],
            hint="write it under that day",
        )
    if end == start:
        raise FactError(
            "empty_interval",
            f"{pair[0]!r} to {pair[1]!r} is no time at all",
            value=pair,
            hint="the whole day is ['00:00', '24:00'], a closed day []",
        )
    if end < start:
        after = spans(((start, end + _NOON),))[0][1]
        raise FactError(
            "ends_before_start",
            f"{pair[0]!r} to {pair[1]!r} ends before it starts",
            value=pair,
            hint=f"past midnight, write {after!r}",
        )
    return start, end


def hours(value: object) -> Hours:
    """The hours of one day, in order; intervals that overlap are refused, as one of them is surely a slip."""
    read = sorted(sequence(value, _span))
    for one, other in pairwise(read):
        if other[0] < one[1]:
            (first, second), joined = spans((one, other)), spans(((one[0], max(one[1], other[1])),))[0]
            raise FactError(
                "overlapping_intervals",
                f"{first} and {second} overlap",
                value=spans((one, other)),
                hint=f"write {joined}, or mend one of them",
            )
    return tuple(read)


def _named(key: str) -> list[int]:
    """The days a key such as `mon-wed,sat` names; a range may run over the week's end."""
    named: list[int] = []
    for part in str(key).split(","):
        ends = [_index(one.strip()) for one in part.split("-")]
        if len(ends) > 2:
            raise FactError("unknown_day", f"{part.strip()!r} is not a range of days", value=key, hint="write 'mon-fri'")
        named += [(ends[0] + step) % 7 for step in range((ends[-1] - ends[0]) % 7 + 1)]
    return named


def _index(name: str) -> int:
    if name not in DAYS:
        raise FactError("unknown_day", f"{name!r} is not a day of the week", value=name, hint=nearest(name.lower(), DAYS))
    return DAYS.index(name)


def week(value: "Week | Mapping[str, object]") -> Week:
    """A week from keys such as `mon`, `mon-fri`, `fri-mon` or `sat,sun`; a day named twice is refused."""
    if isinstance(value, Week):
        return value
    found: list[Hours | None] = [None] * 7
    for key, read in _pairs(value):
        try:
            for index in _named(key):
                if found[index] is not None:
                    raise FactError("day_twice", f"{DAYS[index]!r} is named twice", value=key, hint="name each day once")
                found[index] = read
        except FactError as error:
            raise error.under(key) from None
    return Week(found)


def special(value: "Special | Mapping[str, object] | Mapping[date, object]") -> Special:
    """Days by date, each with the hours that replace the week's; an empty list closes.

    >>> len(special({"2026-12-24": [["10:00", "14:00"]], "2026-12-25/2026-12-31": []}))
    8
    """
    return value if isinstance(value, Special) else Special(_dated(value))


def breaks(value: "Breaks | Mapping[str, object] | Mapping[date, object]") -> Breaks:
    """Parts of days by date on which it is closed; what is open beside them stays as it is."""
    if isinstance(value, Breaks):
        return value
    found = _dated(value)
    for on, one in found:
        if not one:
            error = FactError("empty_break", f"the break of {on} has no hours", value=on, hint="a whole day is closed by an empty list in special")
            raise error.under(on.isoformat())
    return Breaks(found)


def _dated(value: object) -> list[tuple[date, Hours]]:
    """What stands under each day, or under each day of a stretch such as `2026-12-24/2026-12-26`."""
    found: dict[date, Hours] = {}
    for key, one in _pairs(value):
        try:
            first, last = period(key)
            for on in (first + timedelta(days=index) for index in range((last - first).days + 1)):
                if on in found:
                    raise FactError("day_twice", f"{on} is named twice", value=key, hint="name each day once")
                found[on] = one
        except FactError as error:
            raise error.under(key) from None
    return sorted(found.items())


def period(key: object) -> tuple[date, date]:
    """The first and the last day of a stretch of days, both of them in it; a single day is a stretch of its own."""
    first, slash, last = str(key).partition("/")
    start, end = day(first), day(last if slash else first)
    if end < start:
        raise FactError("ends_before_start", f"{start} to {end} ends before it starts", value=key, hint="put the earlier day first")
    if (end - start).days >= _LONGEST:
        raise FactError(
            "too_many_days",
            f"{start} to {end} are more than {_LONGEST} days",
            value=key,
            hint="end the schedule with valid, or name a season",
        )
    return start, end


def _pairs(value: object) -> list[tuple[str, Hours]]:
    """The entries of a mapping in the order given, each of its values read."""
    if not isinstance(value, Mapping):
        raise FactError("not_a_mapping", f"a mapping is wanted, not {type(value).__name__}", value=value)
    entries: list[tuple[str, Hours]] = []
    for key, one in value.items():
        try:
            entries.append((str(key), hours(one)))
        except FactError as error:
            raise error.under(str(key)) from None
    return entries
