"""How much open time goes by? Arithmetic that is the same for every set of hours, on seconds and on datetimes."""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, timedelta
from typing import Any

from xborder.doors import zones
from xborder.hours import edges as arithmetic
from xborder.hours.calendars import Ruling
from xborder.hours.windows import FIRST_YEAR, LAST_YEAR, SHIFT, Window, bounds, year_of
from xborder.values import Value, instant, utc, whole

__all__ = ["FAR", "PATIENCE", "OpenTime"]

PATIENCE = 5
"""How many years without an opening are searched before hours are said not to open."""
FAR = PATIENCE * 366 * 86_400
"""These years in seconds: what lies behind a longer closed stretch is never found, whatever happens to be compiled already."""

_NEAR = 10
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICRO = 1_000_000
_TICK = timedelta(microseconds=1)


class OpenTime(Value):
    """What can be asked of hours: whether, when, how long. Methods named `_at` speak in seconds since 1970."""

    __slots__ = ()

    timezone: Any
    _memo: dict[str, Window]

    def _compiled(self, first: int, last: int, known: Window | None) -> Window:
        raise NotImplementedError

    def decided(self, second: int, /) -> tuple[Any, Ruling, date]:
        """The schedule that decides on a second, its ruling, and the local day it is of."""
        raise NotImplementedError

    def is_open(self, at: datetime, /) -> bool:
        """Whether it is open at an instant; at closing time it is closed."""
        try:
            gone = at - _EPOCH
        except TypeError:
            gone = instant(at) - _EPOCH
        return self.open_at(gone.days * 86_400 + gone.seconds)

    def open_at(self, second: int, /) -> bool:
        """Whether it is open at a second since 1970."""
        window = self._memo.get("window")
        if window is None or not window.first <= second < window.last:
            window = self.window(second)
        near, stretch = window.near, second - window.first >> SHIFT
        return bisect_right(window.edges, second, near[stretch], near[stretch + 1]) & 1 == 1

    def next_open(self, at: datetime, /) -> datetime | None:
        """The first open instant: `at` itself if it is open, None where five years bring none."""
        try:
            gone = at - _EPOCH
        except TypeError:
            gone = instant(at) - _EPOCH
        second = gone.days * 86_400 + gone.seconds
        window = self._memo.get("window")
        if window is None or not window.first <= second < window.last:
            window = self.window(second)
        near, stretch, edges = window.near, second - window.first >> SHIFT, window.edges
        index = bisect_right(edges, second, near[stretch], near[stretch + 1])
        if index & 1:
            return _EPOCH + gone
        if index < len(edges) and (found := edges[index]) - second <= FAR:
            return _EPOCH + timedelta(0, found)
        return _moment(self.turn(window, index, second))

    def next_open_at(self, second: int, /) -> int | None:
        """The first open second, that second itself if it is open, None where five years bring none."""
        window = self._memo.get("window")
        if window is None or not window.first <= second < window.last:
            window = self.window(second)
        near, stretch, edges = window.near, second - window.first >> SHIFT, window.edges
        index = bisect_right(edges, second, near[stretch], near[stretch + 1])
        if index & 1:
            return second
        if index < len(edges) and (found := edges[index]) - second <= FAR:
            return found
        return self.turn(window, index, second)

    def next_close(self, at: datetime, /) -> datetime | None:
        """The first closed instant: `at` itself if it is closed, None where five years bring none."""
        second, _ = _split(at)
        window = self.window(second)
        index = window.gone(second)
        return _moment(self.turn(window, index, second)) if index & 1 else utc(instant(at))

    def add(self, at: datetime, amount: int | timedelta, /) -> datetime | None:
        """The instant by which so much open time, in seconds, has gone by; less than none goes back in time.

        An hour that ends with the day ends at closing time, not at the next opening; what is taken back from there is
        exactly what was added. None where five years bring no more open time.
        """
        try:
            gone = at - _EPOCH
        except TypeError:
            gone = instant(at) - _EPOCH
        second, micro = gone.days * 86_400 + gone.seconds, gone.microseconds
        if type(amount) is int and not micro:
            found = self.add_at(second, amount)
            return None if found is None else _EPOCH + timedelta(0, found)
        wanted = amount // _TICK if isinstance(amount, timedelta) else whole(amount) * _MICRO
        if wanted == 0:
            return self.next_open(at)
        if micro and not self.open_at(second):
            micro = 0
        seconds, part = divmod(wanted + micro, _MICRO)
        if part == 0 and micro == 0:
            return _moment(self.add_at(second, seconds))
        return _moment(self._spot(second, seconds, late=part > 0 or wanted < 0), part)

    def add_at(self, second: int, seconds: int, /) -> int | None:
        """The second by which so many open ones have gone by; less than none goes back in time."""
        if seconds <= 0:
            return self._spot(second, seconds, late=True) if seconds else self.next_open_at(second)
        window = self._memo.get("window")
        if window is None or not window.first <= second < window.last:
            window = self.window(second)
        near, stretch = window.near, second - window.first >> SHIFT
        edges, before = window.edges, window.before
        index = bisect_right(edges, second, near[stretch], near[stretch + 1])
        at = index >> 1
        total = before[at] + seconds
        if index & 1:
            total += second - edges[index - 1]
        last = len(before) - 1
        if at < last and before[at + 1] < total:
            at = bisect_left(before, total, at + 1) - 1
        if at < last and (found := edges[2 * at] + total - before[at]) <= window.last and found - second <= FAR:
            return found
        return self._spot(second, seconds, late=False)

    def _spot(self, second: int, seconds: int, *, late: bool) -> int | None:
        """The earliest or the latest second by which so many have gone by, further years compiled until it is certain."""
        window = self.window(second)
        earliest, latest = bounds(self.timezone, FIRST_YEAR, LAST_YEAR)
        if not earliest <= second + seconds <= latest:
            return None
        while True:
            index = window.gone(second)
            gone = window.before[index >> 1] + (second - window.edges[index - 1] if index & 1 else 0)
            found = arithmetic.spot(window.edges, window.before, gone + seconds, late=late)
            if found is not None and window.first <= found <= window.last:
                return found if window.idle(second, found) <= FAR else None
            end = window.last if seconds >= 0 else window.first
            year = self._next_year(window, seconds)
            if year is None or window.idle(second, end) > FAR:
                return None
            window = self._extended(window, year)

    @staticmethod
    def _next_year(window: Window, seconds: int) -> int | None:
        """Up to which year, later or earlier, so much time is looked for next; None where no more years can be compiled."""
        # As many years at once as this much time takes at the pace of those known, but never far more than there are already.
        known, years = window.before[-1], window.years[1] - window.years[0] + 1
        more = min(1 + abs(seconds) * years // known if known else 1, max(years, PATIENCE))
        year = min(window.years[1] + more, LAST_YEAR) if seconds >= 0 else max(window.years[0] - more, FIRST_YEAR)
        return None if window.years[0] <= year <= window.years[1] else year

    def between(self, start: datetime, end: datetime, /) -> timedelta:
        """How much open time lies between two instants; negative where the end comes first."""
        try:
            gone, till = start - _EPOCH, end - _EPOCH
        except TypeError:
            gone, till = instant(start) - _EPOCH, instant(end) - _EPOCH
        one, other = gone.days * 86_400 + gone.seconds, till.days * 86_400 + till.seconds
        before, after = gone.microseconds, till.microseconds
        if before or after:
            # Edges stand on whole seconds: the rest of one counts where that second is open.
            before, after = before * self.open_at(one), after * self.open_at(other)
        return timedelta(0, self.between_at(one, other), after - before)

    def between_at(self, one: int, other: int, /) -> int:
        """How many open seconds lie from one second to another; fewer than none where the other comes first."""
        window = self._memo.get("window")
        if window is None or not (window.first <= one < window.last and window.first <= other < window.last):
            window = self.covering(one, other)
        near, first, edges, before = window.near, window.first, window.edges, window.before
        stretch = one - first >> SHIFT
        start = bisect_right(edges, one, near[stretch], near[stretch + 1])
        stretch = other - first >> SHIFT
        end = bisect_right(edges, other, near[stretch], near[stretch + 1])
        total = before[end >> 1] - before[start >> 1]
        if end & 1:
            total += other - edges[end - 1]
        return total - (one - edges[start - 1]) if start & 1 else total

    def edges(self, start: datetime, end: datetime, /) -> list[int]:
        """The openings and closings in `[start, end)` as seconds since 1970, for the arithmetic of `hours.edges`."""
        return self.edges_at(_split(start)[0], _split(end)[0])

    def edges_at(self, one: int, other: int, /) -> list[int]:
        """The openings and closings from one second up to another."""
        if one >= other:
            return []
        window = self.covering(one, other - 1)
        first, last = window.gone(one), window.gone(other - 1)
        inner = list(window.edges[first:last])
        if first & 1:
            inner.insert(0, one)
        if len(inner) & 1:
            inner.append(other)
        return inner

    def window(self, second: int, /) -> Window:
        """Compiled years around a second, remembered."""
        window = self._memo.get("window")
        if window is not None and window.first <= second < window.last:
            return window
        year = year_of(self.timezone, second)
        if window is None or not window.years[0] - _NEAR <= year <= window.years[1] + _NEAR:
            window = self._memo["window"] = self._compiled(year, year, None)
            return window
        return self._extended(window, year)

    def years(self, first: int, last: int, /) -> Window:
        """The years from one to another compiled, ahead of the questions."""
        window = self._memo.get("window")
        if window is None:
            window = self._memo["window"] = self._compiled(first, last, None)
        if window.years[0] > first or window.years[1] < last:
            window = self._memo["window"] = self._compiled(min(first, window.years[0]), max(last, window.years[1]), window)
        return window

    def turn(self, window: Window, index: int, second: int, /) -> int | None:
        """The edge of that index, further years compiled until it is certain; None where five years do not bring it."""
        while index >= len(window.edges) or window.edges[index] >= window.last:
            if window.last - second > FAR or window.years[1] == LAST_YEAR:
                return None
            window = self._extended(window, window.years[1] + 1)
        found = window.edges[index]
        return found if found - second <= FAR else None

    def last_open_at(self, second: int, /) -> int | None:
        """The second itself if it is open, else the closing before it; None where five years before it had none."""
        window = self.window(second)
        # A closed second behind an edge stands behind a closing.
        while (index := window.gone(second)) == 0:
            if second - window.first > FAR or window.years[0] == FIRST_YEAR:
                return None
            window = self._extended(window, window.years[0] - 1)
        if index & 1:
            return second
        found = window.edges[index - 1]
        return found if second - found <= FAR else None

    def covering(self, one: int, other: int, /) -> Window:
        """Compiled years that hold both seconds."""
        window = self.window(min(one, other))
        return window if max(one, other) < window.last else self._extended(window, year_of(self.timezone, max(one, other)))

    def _extended(self, window: Window, year: int) -> Window:
        first, last = min(window.years[0], year), max(window.years[1], year)
        # Whoever walks on year by year has some more compiled at once: each time all of them are laid out anew.
        more = (window.years[1] - window.years[0]) // 4
        first, last = max(first - more * (year < window.years[0]), FIRST_YEAR), min(last + more * (year > window.years[1]), LAST_YEAR)
        longer = self._compiled(first, last, window)
        self._memo["window"] = longer
        return longer

    def local(self, at: datetime, /) -> datetime:
        """What the clock of the place shows at an instant."""
        return zones.local(instant(at), self.timezone)


def _split(at: datetime) -> tuple[int, int]:
    try:
        gone = at - _EPOCH
    except TypeError:
        gone = instant(at) - _EPOCH
    return gone.days * 86_400 + gone.seconds, gone.microseconds


def _moment(second: int | None, microsecond: int = 0) -> datetime | None:
    return None if second is None else _EPOCH + timedelta(0, second, microsecond)
