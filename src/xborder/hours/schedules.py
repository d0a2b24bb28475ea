"""When is a place open? Its hours as people write them down, and arithmetic in open time.

>>> desk = Schedule(timezone="Asia/Tokyo", weekly={"mon-fri": [["10:00", "18:00"]]})
>>> desk.is_open(datetime(2026, 11, 20, 8, 59, tzinfo=UTC)), desk.is_open(datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
(True, False)
>>> desk.add(datetime(2026, 11, 20, 8, 0, tzinfo=UTC), 2 * 3600).isoformat()
'2026-11-23T02:00:00+00:00'
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import final

from attrs import field, frozen

from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours import edges as arithmetic
from xborder.hours.calendars import (
    FIRST_YEAR,
    LAST_YEAR,
    Holidays,
    Ruling,
    Window,
    compiled,
    holidays,
    rulings,
    year_of,
)
from xborder.hours.week import Special, Week, special, week
from xborder.values import Value, day, instant, named, sequence, text, utc, whole

__all__ = ["PATIENCE", "Schedule"]

PATIENCE = 5
"""How many years without an opening are searched before a schedule is said not to open."""

_NEAR = 10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _timezone(value: str) -> str:
    zones.zone(text(value))
    return value


def _weekly(value: Week | Mapping[str, object]) -> Week:
    return week(value)


def _special(value: Special | Mapping[str, object] | Mapping[date, object]) -> Special:
    return special(value)


def _holidays(value: Holidays | Mapping[str, object] | None) -> Holidays | None:
    return holidays(value)


def _valid(value: Sequence[date | str] | None) -> tuple[date, date] | None:
    if value is None:
        return None
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


@final
@frozen(kw_only=True, field_transformer=named)
class Schedule(Value):
    """The opening hours of one place, on its own clock.

    >>> shop = Schedule(
    ...     timezone="Europe/Berlin",
    ...     weekly={"mon-fri": [["09:00", "12:30"], ["13:30", "18:00"]], "sat": [["20:00", "26:00"]], "sun": []},
    ...     special={"2026-12-24": [["09:00", "12:00"]]},
    ...     holidays={"country": "DE", "region": "BE"},
    ... )
    >>> shop.special.to_dict()
    {'2026-12-24': [['09:00', '12:00']]}

    A day not named is closed. Intervals are half-open and may run to "48:00"; they belong to the day they start on, so a
    holiday does not cut the night before it. `special` replaces a day, holidays and all. Holidays close only where
    `holidays` names a calendar; its make-up days keep the hours of the weekday they make up for, Monday's where that is
    not known. `valid` names the first and the last day, both included, and outside nothing is open.
    """

    timezone: str = field(converter=_timezone)
    weekly: Week = field(converter=_weekly)
    special: Special = field(default=Special(), converter=_special)
    holidays: Holidays | None = field(default=None, converter=_holidays)
    valid: tuple[date, date] | None = field(default=None, converter=_valid)
    _memo: dict[str, Window] = field(factory=dict, init=False, repr=False, eq=False, hash=False)

    def __reduce__(self) -> tuple[object, ...]:
        return (_restored, (self.to_dict(),))

    def is_open(self, at: datetime, /) -> bool:
        """Whether it is open at an instant; at closing time it is closed."""
        return self.open_at(_second(at))

    def open_at(self, second: int, /) -> bool:
        """Whether it is open at a second since 1970."""
        window = self._memo.get("window")
        if window is None or not window.first <= second < window.last:
            window = self.window(second)
        return bisect_right(window.edges, second) & 1 == 1

    def next_open(self, at: datetime, /) -> datetime | None:
        """The first open instant: `at` itself if it is open, None where five years bring none."""
        return self._next(at, 1)

    def next_close(self, at: datetime, /) -> datetime | None:
        """The first closed instant: `at` itself if it is closed, None where five years bring none."""
        return self._next(at, 0)

    def _next(self, at: datetime, side: int) -> datetime | None:
        second = _second(at)
        window = self.window(second)
        index = bisect_right(window.edges, second)
        return utc(instant(at)) if index & 1 == side else _moment(self.turn(window, index, second))

    def add(self, at: datetime, seconds: int, /) -> datetime | None:
        """The instant by which so many open seconds have gone by; less than none goes back in time.

        An hour that ends with the day ends at closing time, not at the next opening; what is taken back from there is
        exactly what was added. None where five years bring no more open time.
        """
        start, part = _split(at)
        wanted = whole(seconds)
        window, stalled = self.window(start), 0
        part = part if part and self.open_at(start) else 0
        while True:
            if part:
                total = arithmetic.elapsed(window.edges, window.before, start) + wanted
                found = arithmetic.spot(window.edges, window.before, total, late=True)
            else:
                found = arithmetic.add(window.edges, start, wanted, window.before)
            if found is not None and window.first <= found <= window.last:
                return _moment(found, part)
            year = window.years[1] + 1 if wanted >= 0 else window.years[0] - 1
            if stalled == PATIENCE or not FIRST_YEAR <= year <= LAST_YEAR:
                return None
            known, window = window.before[-1], self._extended(window, year)
            stalled = stalled + 1 if window.before[-1] == known else 0

    def between(self, start: datetime, end: datetime, /) -> timedelta:
        """How much open time lies between two instants; negative where the end comes first."""
        (one, before), (other, after) = _split(start), _split(end)
        window = self._covering(one, other)
        seconds = arithmetic.between(window.edges, one, other, window.before)
        if before or after:
            # Edges stand on whole seconds: the rest of one counts where that second is open.
            before, after = before * self.open_at(one), after * self.open_at(other)
        return timedelta(seconds=seconds, microseconds=after - before)

    def edges(self, start: datetime, end: datetime, /) -> list[int]:
        """The openings and closings in `[start, end)` as seconds since 1970, for the arithmetic of `hours.edges`."""
        one, other = _second(start), _second(end)
        return arithmetic.intersection(self._covering(one, other).edges, [one, other]) if one < other else []

    def ruling(self, on: date, /) -> Ruling:
        """What rules a day: the week, a holiday, a make-up day, a special day, or that the schedule is not valid then."""
        asked = day(on)
        if not FIRST_YEAR <= asked.year <= LAST_YEAR:
            raise FactError("day_out_of_range", f"{asked} is outside the years {FIRST_YEAR} to {LAST_YEAR}", value=asked, hint="ask of a day people live in")
        window = self._memo.get("window")
        known = window.rulings.get(asked.year) if window is not None else None
        return (known or rulings(self, asked.year))[asked.timetuple().tm_yday - 1]

    def window(self, second: int, /) -> Window:
        """Compiled years around a second, remembered."""
        window = self._memo.get("window")
        if window is not None and window.first <= second < window.last:
            return window
        year = year_of(self, second)
        if window is None or not window.years[0] - _NEAR <= year <= window.years[1] + _NEAR:
            window = self._memo["window"] = compiled(self, year, year)
            return window
        return self._extended(window, year)

    def years(self, first: int, last: int, /) -> Window:
        """The years from one to another compiled, ahead of the questions."""
        window = self._memo.get("window")
        if window is None:
            window = self._memo["window"] = compiled(self, first, last)
        if window.years[0] > first or window.years[1] < last:
            window = self._memo["window"] = compiled(self, min(first, window.years[0]), max(last, window.years[1]), window)
        return window

    def turn(self, window: Window, index: int, second: int, /) -> int | None:
        """The edge of that index, further years compiled until it is certain; None where five years do not bring it."""
        while index >= len(window.edges) or window.edges[index] >= window.last:
            year = window.years[1] + 1
            if year > min(LAST_YEAR, year_of(self, second) + PATIENCE):
                return None
            window = self._extended(window, year)
        return window.edges[index]

    def _extended(self, window: Window, year: int) -> Window:
        longer = compiled(self, min(window.years[0], year), max(window.years[1], year), window)
        self._memo["window"] = longer
        return longer

    def _covering(self, one: int, other: int) -> Window:
        window = self.window(min(one, other))
        return window if max(one, other) < window.last else self._extended(window, year_of(self, max(one, other)))


def _restored(data: dict[str, object]) -> Schedule:
    return Schedule.from_dict(data)


def _second(at: datetime) -> int:
    try:
        gone = at - _EPOCH
    except TypeError:
        gone = instant(at) - _EPOCH
    return gone.days * 86_400 + gone.seconds


def _split(at: datetime) -> tuple[int, int]:
    gone = instant(at) - _EPOCH
    return gone.days * 86_400 + gone.seconds, gone.microseconds


def _moment(second: int | None, microsecond: int = 0) -> datetime | None:
    return None if second is None else _EPOCH + timedelta(seconds=second, microseconds=microsecond)
