"""When: instants anywhere, and instants where a clock skips or repeats.

>>> from hypothesis import find
>>> find(instants_near_transition(zones=["Australia/Lord_Howe"], allow_imaginary=False), lambda at: at.fold == 1).isoformat()
'2010-04-04T01:30:00+10:30'
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from xborder.doors import zones as clocks
from xborder.errors import FactError

__all__ = ["instants", "instants_near_transition", "zone_names"]

_FIRST, _LAST = datetime(2010, 1, 1, 12, tzinfo=UTC), datetime(2035, 12, 31, 12, tzinfo=UTC)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND, _MICROSECOND = timedelta(seconds=1), timedelta(microseconds=1)
_LOOK = 7 * 86_400
"""No clock has been turned and turned back within a week since 1970."""

# Half an hour, a skipped day, Ramadan, three quarters of an hour, the last turn in Vancouver, a turn at midnight, none at all.
_ODD = (
    *("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca", "Pacific/Chatham", "America/Vancouver"),
    *("America/Havana", "Asia/Beirut", "Antarctica/Troll", "America/St_Johns", "Asia/Tehran", "Asia/Pyongyang", "Pacific/Kwajalein", "Asia/Tokyo"),
)
_NUDGES = (0, -1, 1, -1800, 1800, -3600, 3600, -86_400, 86_400)


class _Turn(NamedTuple):
    """The second at which a clock is turned, and the seconds from UTC it shows before and after."""

    second: int
    before: int
    after: int


def _offset(zone: str, second: int) -> int:
    shown = (_EPOCH + second * _SECOND).astimezone(clocks.zone(zone)).utcoffset()
    return shown // _SECOND if shown else 0


@cache
def _turns(zone: str, first: int, last: int) -> tuple[_Turn, ...]:
    """Every second at which the clock of a zone is turned."""
    found = []
    known = _offset(zone, first)
    for second in range(first + _LOOK, last + _LOOK, _LOOK):
        shown = _offset(zone, second)
        if shown != known:
            low, high = second - _LOOK, second
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if _offset(zone, middle) == known else (low, middle)
            found.append(_Turn(high, known, shown))
            known = shown
    return tuple(one for one in found if one.second <= last)


def _names(zones: Iterable[str] | None) -> tuple[str, ...]:
    if zones is None:
        return (*_ODD, *sorted(clocks.zone_names() - {*_ODD}))
    names = tuple(zones)
    for one in names:
        try:
            clocks.zone(one)
        except FactError as error:
            message = f"zones: {error}"
            raise InvalidArgument(message) from error
    if not names:
        message = "zones=[] leaves nothing to choose from"
        raise InvalidArgument(message)
    return names


def _bounds(min_value: datetime | None, max_value: datetime | None) -> tuple[int, int]:
    first, last = min_value or _FIRST, max_value or _LAST
    if first.utcoffset() is None or last.utcoffset() is None:
        message = f"min_value={min_value!r} and max_value={max_value!r} are instants: give them a zone"
        raise InvalidArgument(message)
    if first > last:
        message = f"min_value={min_value!r} is after max_value={max_value!r}"
        raise InvalidArgument(message)
    return -((_EPOCH - first) // _SECOND), (last - _EPOCH) // _SECOND


def zone_names(zones: Iterable[str] | None = None) -> SearchStrategy[str]:
    """Names of IANA zones, those with odd clocks more often than others, or one of `zones`."""
    return _zone(_names(zones))


def _zone(zones: Sequence[str]) -> SearchStrategy[str]:
    odd = [one for one in zones if one in _ODD]
    return st.sampled_from(odd) | st.sampled_from(zones) if 0 < len(odd) < len(zones) else st.sampled_from(zones)


def instants(*, min_value: datetime | None = None, max_value: datetime | None = None, zones: Iterable[str] | None = None) -> SearchStrategy[datetime]:
    """Instants on the clock of any IANA zone (or of `zones`), bounds included; by default where the atlas knows the world.

    Each shows its zone's own time, `fold` and all: two of them are told apart by subtraction only after `astimezone(UTC)`.
    """
    first, last = _bounds(min_value, max_value)

    def shown(drawn: tuple[str, int, int]) -> datetime:
        zone, second, microsecond = drawn
        at = _EPOCH + second * _SECOND + (microsecond if second < last else 0) * _MICROSECOND
        return at.astimezone(clocks.zone(zone))

    return st.tuples(_zone(_names(zones)), st.integers(first, last), st.sampled_from((0, 0, 1, 999_999))).map(shown)


@st.composite
def _near(draw: DrawFn, names: tuple[str, ...], first: int, last: int, imaginary: bool) -> datetime:  # noqa: FBT001
    zone = draw(_zone(names))
    turns = _turns(zone, first, last)
    if not turns:  # the next zone whose clock is turned at all
        start = names.index(zone)
        zone, turns = next(((one, found) for one in (*names[start:], *names[:start]) if (found := _turns(one, first, last))), (zone, ()))
    if not turns:
        message = f"no clock of {', '.join(names[:5])} is turned in that time"
        raise InvalidArgument(message)
    clock = clocks.zone(zone)
    turn = draw(st.sampled_from(turns))
    gap = abs(turn.after - turn.before)
    if draw(st.booleans()):
        nudge = draw(st.sampled_from(_NUDGES) | st.integers(-gap, gap))
        at = _EPOCH + (turn.second + nudge) * _SECOND - draw(st.sampled_from((0, 1))) * _MICROSECOND
        return at.astimezone(clock)
    # What the wall clock shows within the hour that it skips or repeats, by either reading.
    wall = (_EPOCH + (turn.second + min(turn.before, turn.after) + draw(st.integers(0, gap - 1))) * _SECOND).replace(tzinfo=None)
    shown = wall.replace(tzinfo=clock, fold=draw(st.sampled_from((0, 1))))
    return shown if imaginary or turn.after < turn.before else shown.astimezone(UTC).astimezone(clock)


def instants_near_transition(
    *, zones: Iterable[str] | None = None, min_value: datetime | None = None, max_value: datetime | None = None, allow_imaginary: bool = True
) -> SearchStrategy[datetime]:
    """Instants at and around every turn of a clock: Lord Howe's half hour, Apia's missing day, both readings of a repeated hour.

    With `allow_imaginary` also wall times that the clock skips, which still mean one instant each by their `fold`.
    """
    first, last = _bounds(min_value, max_value)
    return _near(_names(zones), first, last, allow_imaginary)
