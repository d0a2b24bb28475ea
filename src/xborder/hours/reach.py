"""When do her hours and ours meet? The stretches in which somebody may be reached, and what leaves none."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise
from typing import Any, Literal, NamedTuple, Self, final

from attrs import field, frozen

from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours import edges as arithmetic
from xborder.hours.calendars import Holidays
from xborder.hours.schedules import Combined, Schedule
from xborder.hours.week import DAYS, Special, Week, special, week
from xborder.hours.windows import LAST_YEAR
from xborder.values import Value, named, read, whole

__all__ = ["DAYTIME", "HORIZON", "Cap", "Cause", "Hers", "Permitted", "Reach", "Search", "Stretch", "Why", "blocked", "hers", "stretches"]

Cause = Literal[
    "no_zone",
    "no_permitted_hours",
    "zones_share_no_hours",
    "holidays_unknown",
    "agents_never_open",
    "agents_away_then",
    "cap_reached",
    "too_short",
]

Why = Literal["today", "tomorrow", "later", "working_day", "rest_day", "estimated_day", "daytime", "early", "late", "short", "several_clocks", "agents_open"]

DAYTIME = week({"mon-sun": [["10:00", "18:00"]]})
"""The hours in which a window is best, on every clock she may live by."""
HORIZON = 366
"""How many days ahead are searched."""

_DAY = 86_400
_TOLD = 30
_LOOKS = (14, 56, HORIZON)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _weekly(value: Week | Mapping[str, object]) -> Week:
    return week(value)


def _special(value: Special | Mapping[str, object] | Mapping[date, object]) -> Special:
    return special(value)


@final
@frozen(kw_only=True, field_transformer=named)
class Permitted(Value):
    """The hours in which she may be contacted, on her own clock; `special` days replace the week's hours and her holidays.

    >>> Permitted.read({"mon-fri": [["08:00", "21:00"]]}).weekly.to_dict()
    {'mon-fri': [['08:00', '21:00']]}
    """

    weekly: Week = field(converter=_weekly)
    special: Special = field(default=Special(), converter=_special)

    @classmethod
    def read(cls, value: "Permitted | Mapping[str, Any]") -> Self:
        """Hours at the door: themselves, a mapping, or just the week."""
        if isinstance(value, Mapping) and not {"weekly", "special"} & set(value):
            return cls(weekly=value)
        return read(cls, value)


def _positive(value: int) -> int:
    count = whole(value)
    if count < 1:
        raise FactError("not_positive", f"{count} is less than one", value=count, hint="leave it out where there is no limit")
    return count


@final
@frozen(kw_only=True, field_transformer=named)
class Cap(Value):
    """At most `count` contacts within any `days` days on end."""

    count: int = field(converter=_positive)
    days: int = field(converter=_positive)


class Hers(NamedTuple):
    """Her permitted hours on each clock she may live by, and what of them only her holidays take."""

    schedules: tuple[Schedule, ...]
    closed: Mapping[date, str]
    shaky: frozenset[date]
    unknown: tuple[int, ...]


def hers(permitted: Permitted, names: Sequence[str], calendar: Holidays | None, first: int, last: int) -> Hers:
    """Her hours through some years. A make-up day permits no more than its own weekday does."""
    closed: dict[date, str] = {}
    shaky: set[date] = set()
    unknown: list[int] = []
    if calendar:
        for year in range(first, min(last, LAST_YEAR) + 1):
            told = calendar.year(year)
            if told.confidence == "unknown":
                unknown.append(year)
                continue
            closed.update((one.day, one.name) for one in told.closed)
            shaky.update(told.estimated)
            shaky.update(one.day for one in told.closed if one.confidence == "estimated")
    own = dict(permitted.special)
    free = {on: () for on in closed if on not in own}
    kept = Special(sorted({**own, **free}.items()))
    until = date(unknown[0] - 1, 12, 31) if unknown else None
    valid = None if until is None else (date(first - 1, 1, 1), max(until, date(first - 1, 1, 1)))
    schedules = tuple(Schedule(timezone=name, weekly=permitted.weekly, special=kept, valid=valid) for name in names)
    return Hers(schedules, closed, frozenset(shaky), tuple(unknown))


class Stretch(NamedTuple):
    """A stretch of time within one of her days, in seconds since 1970."""

    start: int
    end: int
    day: date


def blocked(contacted: Iterable[int], cap: Cap | None) -> list[int]:
    """The edges of the time in which one contact more would be one too many within the days of the cap."""
    if cap is None:
        return []
    made = sorted(contacted)
    span = cap.days * _DAY
    runs = zip(made, made[cap.count - 1 :], strict=False)
    return arithmetic.merged((last - span + 1, first + span) for first, last in runs if last - first < span)


def stretches(open_: Sequence[int], zone: str, least: int) -> Iterator[Stretch]:
    """The open time cut at her midnights, as far as it is long enough."""
    clock = zones.zone(zone)
    for start, end in arithmetic.intervals(open_):
        first = (_EPOCH + timedelta(seconds=start)).astimezone(clock).date()
        last = (_EPOCH + timedelta(seconds=end - 1)).astimezone(clock).date()
        cuts = [start, *zones.midnights(clock, first.toordinal() + 1, last.toordinal()), end]
        for index, (one, other) in enumerate(pairwise(cuts)):
            if other - one >= least:
                yield Stretch(one, other, first + timedelta(days=index))


class Reach(NamedTuple):
    """What a search found: stretches with their score and why, or what left none; and what it met on the way."""

    windows: tuple[tuple[Stretch, int, tuple[Why, ...]], ...]
    none_because: tuple[Cause, ...]
    skipped: tuple[tuple[date, str], ...]
    unknown: tuple[int, ...]


class Search(NamedTuple):
    """How the next windows are looked for, on the clocks somebody may live by."""

    her: Hers
    agents: Schedule | Combined | None
    barred: Sequence[int]
    clocks: tuple[str, ...]
    start: int
    least: int
    rests: Callable[[date], tuple[str, ...] | None]
    daytime: tuple[Schedule, ...]

    def next(self, count: int) -> Reach:
        """The next windows, so many of them, best first."""
        here = self._day(self.start)
        end, found = self.start, list[Stretch]()
        for days in _LOOKS:
            end = self.start + days * _DAY
            found = list(islice(stretches(self._open(end)[-1][1], self.clocks[0], self.least), count))
            # A window that ends with the search may be longer than it looks.
            if len(found) == count and found[-1].end < end:
                break
        last = found[-1].day if found else self._day(end)
        skipped = tuple((on, name) for on, name in sorted(self.her.closed.items()) if here <= on <= last)
        unknown = tuple(year for year in self.her.unknown if here.year <= year <= last.year)
        if not found:
            return Reach((), self._causes(end), skipped[:_TOLD], unknown)
        rated = [(one, *self._score(one, here)) for one in found]
        return Reach(tuple(sorted(rated, key=lambda one: (-one[1], one[0].start))), (), skipped[:_TOLD], unknown)

    def _day(self, second: int) -> date:
        return (_EPOCH + timedelta(seconds=second)).astimezone(zones.zone(self.clocks[0])).date()

    def _open(self, end: int) -> list[tuple[Cause, list[int]]]:
        """What takes time away, one after the other, each with the time it leaves."""
        each = [one.edges_at(self.start, end) for one in self.her.schedules]
        left: list[tuple[Cause, list[int]]] = [("no_permitted_hours", [self.start, end] if all(each) else [])]
        shared = each[0]
        for one in each[1:]:
            shared = arithmetic.intersection(shared, one)
        left.append(("zones_share_no_hours", shared))
        if self.agents is not None:
            theirs = self.agents.edges_at(self.start, end)
            left.append(("agents_never_open", shared if theirs else []))
            shared = arithmetic.intersection(shared, theirs)
            left.append(("agents_away_then", shared))
        shared = arithmetic.difference(shared, self.barred)
        left.append(("cap_reached", shared))
        return left

    def _causes(self, end: int) -> tuple[Cause, ...]:
        cause: Cause = next((cause for cause, left in self._open(end) if not left), "too_short")
        return ("holidays_unknown",) if cause == "no_permitted_hours" and self.her.unknown else (cause,)

    def _score(self, one: Stretch, here: date) -> tuple[int, tuple[Why, ...]]:
        """How good a stretch is: soon, in the daytime on every clock, on a day surely of work, and with time to spare."""
        waited = (one.day - here).days
        why: list[Why] = ["today" if waited == 0 else "tomorrow" if waited == 1 else "later"]
        score = 100 - min(7 * waited, 49)
        rests = self.rests(one.day)
        if rests is not None:
            why.append("rest_day" if DAYS[one.day.weekday()] in rests else "working_day")
            score -= 10 * (why[-1] == "rest_day")
        if one.day in self.her.shaky:
            why.append("estimated_day")
            score -= 20
        best = [one.start, one.end]
        for daytime in self.daytime:
            best = arithmetic.intersection(best, daytime.edges_at(one.start, one.end))
        if any(end - start >= self.least for start, end in arithmetic.intervals(best)):
            why.append("daytime")
        else:
            noon = zones.second(zones.zone(self.clocks[0]), datetime.fromordinal(one.day.toordinal()) + timedelta(hours=12))
            why.append("early" if one.start < noon else "late")
            score -= 15
        if one.end - one.start < 2 * self.least:
            why.append("short")
            score -= 5
        if len(self.clocks) > 1:
            why.append("several_clocks")
        if self.agents is not None:
            why.append("agents_open")
        return score, tuple(why)
