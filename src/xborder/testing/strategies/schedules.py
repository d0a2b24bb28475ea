"""Opening hours, sets of them, and how much open time is asked for.

>>> from hypothesis import find
>>> find(schedules(), lambda one: one.seasons).seasons[0].valid[0].isoformat()
'2026-01-01'
>>> find(combined_schedules(), lambda one: one.op == "difference").op
'difference'
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from xborder.codes import Country
from xborder.hours.amounts import Amount, Unit
from xborder.hours.schedules import Combined, Schedule
from xborder.testing.strategies.clocks import zone_names

__all__ = ["amounts", "combined_schedules", "contact_histories", "schedules"]

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS: tuple[list[list[str]], ...] = (
    [],
    [["09:00", "17:00"]],
    [["00:00", "24:00"]],
    [["09:00", "12:30"], ["13:30", "18:00"]],
    [["22:00", "30:00"]],
    [["00:00", "02:30"], ["20:00", "26:00"]],
    [["12:00", "48:00"]],
)
_BREAKS = ([["12:00", "13:00"]], [["00:00", "24:00"]], [["01:30", "02:30"], ["23:00", "25:00"]])
_NEW_YEAR = date(2026, 1, 1)
_DAY = timedelta(days=1)
_SPECIAL, _HOLIDAYS, _SEASONS, _PAUSES, _VALID = 1, 2, 4, 8, 16
_KINDS = (0, 0, 1, 4, 8, 16, 31, 31, *range(16), *range(16), *range(32))
_LASTING = (400, 0, 40, 0)


@st.composite
def _drawn_hours(draw: DrawFn) -> list[list[str]]:
    """Intervals that follow each other, each beginning before midnight."""
    marks = sorted(draw(st.lists(st.integers(0, 287), min_size=2, max_size=4, unique=True)))
    long = draw(st.sampled_from((0, 288)))
    marks = marks[: len(marks) // 2 * 2]
    return [[_clock(start), _clock(end + (long if end == marks[-1] else 0))] for start, end in zip(marks[::2], marks[1::2], strict=True)]


def _clock(step: int) -> str:
    return f"{step * 5 // 60:02d}:{step * 5 % 60:02d}"


def _week(pattern: int, shapes: Sequence[list[list[str]]]) -> dict[str, list[list[str]]]:
    """A week whose days keep one of some hours each, or are not named."""
    found = {}
    for name in _DAYS:
        pattern, which = divmod(pattern, len(shapes) + 1)
        if which < len(shapes):
            found[name] = shapes[which]
    return found


@st.composite
def schedules(draw: DrawFn, *, zones: Sequence[str] | None = None, countries: SearchStrategy[Country] | None = None) -> Schedule:
    """Opening hours in any zone (or in `zones`): several intervals a day, overnight, never or always open, and of every other kind.

    Of each kind there are many: with special days, up to two seasons, breaks, and those that hold for a while only. A calendar
    of holidays is named only where `countries` says whose: reading one takes a while.
    """
    shapes = draw(st.lists(st.sampled_from(_HOURS) | _drawn_hours(), min_size=1, max_size=3))
    patterns = (len(shapes) + 1) ** 7
    more = draw(st.sampled_from(_KINDS))
    start = _NEW_YEAR + draw(st.integers(0, 364)) * _DAY
    seasons: list[dict[str, Any]] = []
    if more & _SEASONS:
        first = start
        for days in draw(st.lists(st.sampled_from((0, 6, 29, 91)), min_size=1, max_size=2)):
            seasons.append({"valid": (first, first + days * _DAY), "weekly": _week(draw(st.integers(0, patterns - 1)), shapes)})
            first += (days + 1) * _DAY
    return Schedule(
        timezone=draw(zone_names(zones)),
        weekly=_week(draw(st.integers(0, patterns - 1)), shapes),
        special={start: draw(st.sampled_from(_HOURS)), start + _DAY: shapes[0]} if more & _SPECIAL else {},
        holidays=None if countries is None or not more & _HOLIDAYS else {"country": draw(countries)},
        seasons=seasons,
        breaks={start - _DAY: draw(st.sampled_from(_BREAKS)), start: draw(st.sampled_from(_BREAKS))} if more & _PAUSES else {},
        valid=(start, start + draw(st.sampled_from(_LASTING)) * _DAY) if more & _VALID else None,
    )


def combined_schedules(*, parts: SearchStrategy[Schedule] | None = None) -> SearchStrategy[Combined]:
    """Unions, intersections, differences and complements of `parts` (by default of any schedules), nested in each other, too."""
    leaves = schedules() if parts is None else parts
    nested: SearchStrategy[Schedule | Combined] = st.recursive(leaves, _sets, max_leaves=3)
    return _sets(nested)


def _sets(parts: SearchStrategy[Any]) -> SearchStrategy[Combined]:
    return (
        st.builds(lambda one, other, op: Combined(op=op, parts=[one, other]), parts, parts, st.sampled_from(("union", "intersection", "difference")))
        | st.builds(lambda one: Combined(op="complement", parts=[one]), parts)
        | st.builds(lambda some, op: Combined(op=op, parts=some), st.lists(parts, min_size=3, max_size=3), st.sampled_from(("union", "intersection")))
    )


_SECONDS: dict[Unit, int] = {"hours": 3_600, "days": 86_400, "minutes": 60, "seconds": 1}


def amounts(*, units: Sequence[Unit] = ("hours", "days", "minutes", "seconds"), max_days: int = 30) -> SearchStrategy[Amount]:
    """How much open time: nothing at all, whole or to the microsecond, up to so many days of 24 hours."""
    if not units or set(units) - set(_SECONDS):
        message = f"units={units!r} are to be some of {', '.join(_SECONDS)}"
        raise InvalidArgument(message)
    if max_days < 1:
        message = f"max_days={max_days!r} leaves no room for a day"
        raise InvalidArgument(message)

    def of(unit: Unit) -> SearchStrategy[Amount]:
        most = max_days * 86_400 // _SECONDS[unit]
        common = [one for one in (8, 1, 0, 24) if one <= most]
        # A millionth of any unit is a whole number of microseconds.
        n = st.sampled_from(common) | st.integers(0, most) | st.integers(0, most * 100).map(_hundredths) | st.integers(0, most * 10**6).map(_millionths)
        return n.map(lambda n: Amount(n=n, unit=unit))

    return st.one_of([of(unit) for unit in units])


def _hundredths(n: int) -> str:
    return f"{n // 100}.{n % 100:02d}"


def _millionths(n: int) -> str:
    return f"{n // 10**6}.{n % 10**6:06d}"


_BEFORE = datetime(2026, 11, 21, 12, tzinfo=UTC)
_AGO = st.sampled_from((0, 0, 60, 1440, 7 * 1440)) | st.integers(0, 45 * 1440)


def contact_histories(*, before: datetime = _BEFORE) -> SearchStrategy[tuple[datetime, ...]]:
    """When a customer was reached already: up to eight instants of the 45 days up to `before`, in no order, some of them equal."""
    if before.utcoffset() is None:
        message = f"before={before!r} is an instant: give it a zone"
        raise InvalidArgument(message)
    return st.lists(_AGO, max_size=8).map(lambda ago: tuple(before - timedelta(minutes=one) for one in ago))
