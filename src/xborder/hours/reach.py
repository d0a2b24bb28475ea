"""When do her hours and ours meet? The stretches in which somebody may be reached, and what leaves none."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any, Literal, NamedTuple, Self, final

from attrs import field, frozen

from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours import edges as arithmetic
from xborder.hours.calendars import Holidays
from xborder.hours.schedules import Combined, Schedule
from xborder.hours.week import Special, Week, special, week
from xborder.hours.windows import LAST_YEAR
from xborder.values import Value, instant, named, read, sequence, whole

__all__ = ["Cap", "Cause", "Hers", "Permitted", "Stretch", "blocked", "hers", "stretches"]

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

HORIZON = 366
"""How many days ahead are searched."""

_DAY = 86_400
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


def causes(who: Hers, agents: Schedule | Combined | None, barred: Sequence[int], start: int, end: int) -> Iterator[tuple[Cause, list[int]]]:
    """What takes time away, one after the other, each with the time it leaves."""
    each = [one.edges_at(start, end) for one in who.schedules]
    yield "no_permitted_hours", [] if not all(each) else [start, end]
    shared = each[0]
    for one in each[1:]:
        shared = arithmetic.intersection(shared, one)
    yield "zones_share_no_hours", shared
    if agents is not None:
        theirs = agents.edges_at(start, end)
        yield "agents_never_open", theirs and shared
        shared = arithmetic.intersection(shared, theirs)
        yield "agents_away_then", shared
    shared = arithmetic.difference(shared, barred)
    yield "cap_reached", shared


def seconds(values: Iterable[datetime | str]) -> tuple[datetime, ...]:
    """Instants at the door."""
    return sequence(values, instant)
