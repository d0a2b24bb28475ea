"""Which week is kept when? Weekly hours of a part of the year: of the summer, of Ramadan.

>>> summer = Season(valid=["2026-07-01", "2026-08-31"], weekly={"mon-fri": [["08:00", "14:00"]]})
>>> summer.weekly.unnamed
('sat', 'sun')
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Literal, final

from attrs import field, frozen

from xborder.doors import holidays as book
from xborder.errors import FactError
from xborder.hours.week import Week, week
from xborder.values import Value, choice, day, named, read, sequence

__all__ = ["Season", "ramadan", "seasons", "valid"]


def valid(value: Sequence[date | str]) -> tuple[date, date]:
    """The first and the last day on which something holds."""
    days = sequence(value, day)
    if len(days) != 2:
        raise FactError(
            "not_two_days",
            f"a validity has a first and a last day, unlike {value!r}",
            value=value,
            hint="write ['2026-06-01', '2026-08-31']",
        )
    if days[1] < days[0]:
        raise FactError(
            "ends_before_start",
            f"{days[0]} to {days[1]} ends before it starts",
            value=value,
            hint="put the earlier day first",
        )
    return days[0], days[1]


def _weekly(value: Week | Mapping[str, object]) -> Week:
    return week(value)


def _confidence(value: object) -> Literal["rule", "estimated"]:
    return choice(value, "rule", "estimated")


@final
@frozen(kw_only=True, field_transformer=named)
class Season(Value):
    """The week that is kept from one day to another, both included, in place of the usual one.

    Its make-up days keep its own hours. `estimated` says that it may begin or end a day sooner or later: its days, and the
    two beside them, are known that well then.
    """

    valid: tuple[date, date] = field(converter=valid)
    weekly: Week = field(converter=_weekly)
    confidence: Literal["rule", "estimated"] = field(default="rule", converter=_confidence)


def seasons(value: "Iterable[Season | Mapping[str, object]]") -> tuple[Season, ...]:
    """The seasons of a schedule in order; two that overlap are refused."""
    found = tuple(sorted(sequence(value, lambda one: read(Season, one)), key=lambda one: one.valid))
    for one, other in pairwise(found):
        if other.valid[0] <= one.valid[1]:
            raise FactError(
                "overlapping_seasons",
                f"a season runs to {one.valid[1]}, and another begins on {other.valid[0]}",
                value=[one.valid, other.valid],
                hint="let each day have one season",
            )
    return found


def ramadan(year: int, /, *, weekly: Week | Mapping[str, object]) -> tuple[Season, ...]:
    """The hours kept in each Ramadan that begins in a year, estimated: every country sights its own moon.

    >>> fasting = ramadan(2026, weekly={"sun-thu": [["10:00", "16:00"]]})
    >>> [(str(one.valid[0]), str(one.valid[1]), one.confidence) for one in fasting]
    [('2026-02-18', '2026-03-19', 'estimated')]
    """
    kept = week(weekly)
    return tuple(Season(valid=one, weekly=kept, confidence="estimated") for one in book.ramadan(year))
