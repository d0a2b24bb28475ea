"""When is so much open time over, and how much of it lies between two instants?

>>> desk = {"timezone": "Europe/Berlin", "weekly": {"mon-fri": [["09:00", "17:00"]], "sat,sun": []}}
>>> due = business_time(desk, op="add", at=datetime(2026, 11, 20, 15, 30, tzinfo=UTC), amount={"n": "1", "unit": "hours"})
>>> due.instant.local.isoformat(), due.seconds
('2026-11-23T09:30:00+01:00', 3600)
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from datetime import date as Day  # noqa: N812 - an answer has a `date` of its own
from decimal import Decimal
from itertools import islice
from typing import Literal, cast, final

from attrs import frozen

from xborder.atlas import EDITION, Atlas
from xborder.doors.holidays import Confidence
from xborder.errors import FactError
from xborder.hours.amounts import Amount, DayUnit
from xborder.hours.asking import asked_at, hours_at, under, within_reach
from xborder.hours.moves import by_days, nth_day, opening
from xborder.hours.schedules import PATIENCE, Combined, Schedule
from xborder.hours.telling import assumptions, confidence_over, crossed, edition, estimates_over, silences, silent_years
from xborder.hours.times import Times, second_of
from xborder.hours.windows import FIRST_YEAR, year_of
from xborder.reasons import Assumption, Caveat, Need, Reason, told
from xborder.values import Answer, choice, instant, named, whole

__all__ = [
    "BusinessTime",
    "Operation",
    "add_business_time",
    "business_time",
    "business_time_between",
    "nearest_open",
    "nth_working_day",
    "subtract_business_time",
]

Operation = Literal["add", "subtract", "between", "next_open", "nth_working_day"]
Hours = Schedule | Combined | Mapping[str, object]

_OWED: dict[Operation, tuple[str, ...]] = {
    "add": ("amount",),
    "subtract": ("amount",),
    "between": ("to",),
    "next_open": (),
    "nth_working_day": ("n",),
}
"""The facts that each operation reads beside `at`."""
_DAYS: tuple[DayUnit, ...] = ("24_hours", "working_day")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_MOST = timedelta.max // _TICK
"""The longest stretch of time there is, in microseconds; no calendar reaches that far."""
_TOLD = 30
"""How many days out of the ordinary are told one by one."""


@final
@frozen(kw_only=True, field_transformer=named)
class BusinessTime(Answer):
    """The instant a question of open time leads to, and the open time on the way there.

    `instant` is None where five years bring no more open time. `seconds` is the open time from `at` to `instant`, or to `to`,
    where it is less than none if `to` comes first. `confidence` is that of the least sure day on the way; where a year's
    holidays are not known its days count as closed, and `needs` says so.
    """

    WIRE = ("instant", "date", "seconds", "confidence", "never_open", "status", "edition", "because", "needs", "caveats", "assumed")

    schedule: Schedule | Combined
    op: Operation
    at: datetime
    to: datetime | None
    amount: Amount | None
    day: DayUnit
    n: int | None
    found: datetime | None
    world: str

    @property
    def instant(self) -> Times | None:
        """The instant it leads to."""
        if self.found is None:
            return None
        gone = self.found - _EPOCH
        return Times(second=gone.days * 86_400 + gone.seconds, microsecond=gone.microseconds, zone=self.schedule.timezone)

    @property
    def date(self) -> Day | None:
        """The local day of that instant."""
        return None if self.found is None else self.schedule.local(self.found).date()

    @property
    def seconds(self) -> int | Decimal | None:
        """The open time on the way, whole seconds as a whole number."""
        end = self.to if self.op == "between" else self.found
        if end is None:
            return None
        gone = self.schedule.between(self.at, end)
        micro = (-gone if self.op == "subtract" else gone) // _TICK
        seconds, rest = divmod(abs(micro), 1_000_000)
        return Decimal(f"{'-' if micro < 0 else ''}{seconds}.{rest:06d}") if rest else seconds if micro >= 0 else -seconds

    @property
    def confidence(self) -> Confidence:
        """How sure the least sure day on the way is."""
        if self.found is None and self.to is None:
            return "unknown" if self.needs else confidence_over(self.schedule, *self._way)
        return confidence_over(self.schedule, *self._way)

    @property
    def never_open(self) -> bool:
        """Whether five years bring no opening at all, and surely so."""
        second = second_of(self.at)
        return self.op != "between" and self.found is None and self.schedule.next_open_at(second) is None and not self._silent

    @property
    def edition(self) -> str:
        """All data that was read, by name and edition."""
        return edition(self.world, self.schedule)

    @property
    def because(self) -> tuple[Reason, ...]:
        """What was reckoned, and each day on the way that is no ordinary one."""
        one, other = self._way
        return (self._told(), *islice(crossed(self.schedule, one, other), _TOLD))

    @property
    def needs(self) -> tuple[Need, ...]:
        """The years on the way whose holidays nobody has written down."""
        return silences(self.schedule, *self._years)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """The days on the way whose standing is only estimated."""
        return estimates_over(self.schedule, *self._way)

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """What was left out and has a stated default."""
        return assumptions(self.schedule, second_of(self.at))

    @property
    def _way(self) -> tuple[int, int]:
        end = self.to if self.op == "between" else self.found
        return second_of(self.at), second_of(end or self.at)

    @property
    def _years(self) -> tuple[int, int | None]:
        first, last = sorted(year_of(self.schedule.timezone, one) for one in self._way)
        if self.found or self.op == "between":
            return first, last
        return (max(FIRST_YEAR, first - PATIENCE), first) if self.op == "subtract" else (first, None)

    @property
    def _silent(self) -> bool:
        return bool(silent_years(self.schedule, *self._years))

    def _told(self) -> Reason:
        amount = f"{self.amount.n} {self.amount.unit} of open time" if self.amount else ""
        if self.amount and self.amount.unit == "days":
            amount = f"{self.amount.n} days of " + ("24 open hours" if self.day == "24_hours" else "work")
        where = self.found and self.schedule.local(self.found).isoformat()
        template = _TEXTS[self.op] if self.found or self.op == "between" else "no more open time follows {at} within five years"
        to = self.to and self.schedule.local(self.to).isoformat()
        at = self.schedule.local(self.at).isoformat()
        return told(f"hours.{self.op}", template, amount=amount, at=at, instant=where, n=self.n, seconds=self.seconds, to=to)


_TEXTS: dict[Operation, str] = {
    "add": "{amount} from {at} on are over at {instant}",
    "subtract": "{amount} until {at} began at {instant}",
    "between": "from {at} to {to} it is open for {seconds} seconds",
    "next_open": "from {at} on it is first open at {instant}",
    "nth_working_day": "day {n} with hours of its own after {at} opens at {instant}",
}


def business_time(
    schedule: Schedule | Combined | Mapping[str, object],
    /,
    *,
    op: Operation,
    at: datetime,
    to: datetime | None = None,
    amount: Amount | Mapping[str, object] | None = None,
    day: DayUnit = "24_hours",
    n: int | None = None,
    atlas: Atlas | None = None,
) -> BusinessTime:
    """When so much open time is over, how much lies between two instants, which day is the n-th working day.

    >>> desk = {"timezone": "Asia/Shanghai", "weekly": {"mon-fri": [["09:00", "18:00"]]}, "holidays": {"country": "CN"}}
    >>> answer = business_time(desk, op="nth_working_day", at=datetime(2026, 2, 13, 12, tzinfo=UTC), n=2)
    >>> answer.date.isoformat(), answer.confidence
    ('2026-02-24', 'rule')

    A day of an amount is 24 open hours, or with `day="working_day"` a step to the next day that has hours, at the same time
    of day, and from there to the next open moment.
    """
    hours = hours_at(schedule)
    asked: Operation = under("op", lambda: choice(op, *_OWED))
    start = within_reach(asked_at(at))
    end = None if to is None else within_reach(under("to", lambda: instant(to)), "to")
    unit: DayUnit = under("day", lambda: choice(day, *_DAYS))
    much = None if amount is None else under("amount", lambda: Amount.read(amount))
    count = None if n is None else under("n", lambda: _count(n))
    given = {"to": end, "amount": much, "n": count}
    for name, value in given.items():
        if (value is not None) != (name in _OWED[asked]):
            raise FactError(
                "missing_key" if value is None else "unused_fact",
                f"{asked} needs {name!r}" if value is None else f"{asked} does not read {name!r}",
                path=f"/{name}",
                value=value,
                hint=f"pass {', '.join(_OWED[asked]) or 'at alone'}",
            )
    try:
        found = _found(hours, asked, start, much, unit, count)
        hours.window(second_of(end or start))
    except FactError as error:
        # Whether a calendar exists is known only once the calendar is opened.
        raise (error.under("schedule") if error.path.startswith("/holidays") else error) from None
    world = EDITION if atlas is None else atlas.edition
    return BusinessTime(schedule=hours, op=asked, at=start, to=end, amount=much, day=unit, n=count, found=found, world=world)


def _found(hours: Schedule | Combined, op: Operation, at: datetime, amount: Amount | None, day: DayUnit, n: int | None) -> datetime | None:
    if op == "between":
        return None
    if op == "next_open":
        return hours.next_open(at)
    if op == "nth_working_day":
        on = nth_day(hours, hours.local(at).date(), n or 0)
        second = None if on is None else opening(hours, on)
        return None if second is None else _EPOCH + timedelta(0, second)
    assert amount is not None  # noqa: S101 - it was asked for above
    step = 1 if op == "add" else -1
    try:
        if amount.unit == "days" and day == "working_day":
            return by_days(hours, at, amount.days, step)
        micro = amount.microseconds
    except FactError as error:
        raise error.under("amount") from None
    if micro == 0 and step < 0:
        return by_days(hours, at, 0, step)
    return None if micro > _MOST else hours.add(at, timedelta(0, 0, step * micro))


def add_business_time(schedule: Hours, /, *, at: datetime, amount: Amount | Mapping[str, object] | timedelta, day: DayUnit = "24_hours") -> datetime | None:
    """The instant at which so much open time is over, in UTC; None where five years bring no more of it.

    >>> desk = {"timezone": "Europe/Paris", "weekly": {"mon-fri": [["09:00", "17:00"]]}}
    >>> add_business_time(desk, at=datetime(2026, 11, 20, 16, tzinfo=UTC), amount=timedelta(hours=8)).isoformat()
    '2026-11-23T16:00:00+00:00'
    """
    return business_time(schedule, op="add", at=at, amount=cast("Amount", amount), day=day).found


def subtract_business_time(
    schedule: Hours, /, *, at: datetime, amount: Amount | Mapping[str, object] | timedelta, day: DayUnit = "24_hours"
) -> datetime | None:
    """The instant since which so much open time has gone by until `at`, in UTC; None where five years back have no more of it.

    >>> desk = {"timezone": "Europe/Paris", "weekly": {"mon-fri": [["09:00", "17:00"]]}}
    >>> subtract_business_time(desk, at=datetime(2026, 11, 23, 16, tzinfo=UTC), amount=timedelta(hours=9)).isoformat()
    '2026-11-20T15:00:00+00:00'
    """
    return business_time(schedule, op="subtract", at=at, amount=cast("Amount", amount), day=day).found


def business_time_between(schedule: Hours, start: datetime, end: datetime, /) -> timedelta:
    """How much open time lies between two instants; less than none where the end comes first.

    >>> desk = {"timezone": "Europe/Paris", "weekly": {"mon-fri": [["09:00", "17:00"]]}}
    >>> business_time_between(desk, datetime(2026, 11, 20, 15, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC))
    datetime.timedelta(seconds=7200)
    """
    return hours_at(schedule).between(instant(start), instant(end))


def nth_working_day(schedule: Hours, /, *, at: datetime, n: int) -> Day | None:
    """The n-th day that has hours after the local day of an instant; with n = 0 that day, or the first one after it.

    >>> desk = {"timezone": "Europe/Paris", "weekly": {"mon-fri": [["09:00", "17:00"]]}}
    >>> nth_working_day(desk, at=datetime(2026, 11, 20, 15, tzinfo=UTC), n=1).isoformat()
    '2026-11-23'
    """
    return business_time(schedule, op="nth_working_day", at=at, n=n).date


def nearest_open(schedule: Hours, /, *, at: datetime, towards: Literal["either", "later", "earlier"] = "either") -> datetime | None:
    """The open moment nearest to an instant, in UTC: itself, the next opening or the last closing; of two as near the later.

    >>> desk = {"timezone": "Europe/Paris", "weekly": {"mon-fri": [["09:00", "17:00"]]}}
    >>> nearest_open(desk, at=datetime(2026, 11, 20, 17, tzinfo=UTC)).isoformat()
    '2026-11-20T16:00:00+00:00'
    """
    hours, asked = hours_at(schedule), asked_at(at)
    choice(towards, "either", "later", "earlier")
    later = hours.next_open(asked)
    if towards == "later" or later == asked:
        return later
    second = hours.last_open_at(second_of(asked))
    earlier = None if second is None else _EPOCH + timedelta(0, second)
    if towards == "earlier" or later is None or earlier is None:
        return earlier if towards == "earlier" else later or earlier
    return later if later - asked <= asked - earlier else earlier


def _count(value: object) -> int:
    n = whole(value)
    if n < 0:
        hint = "working days are counted forwards: go back with subtract and day='working_day'"
        raise FactError("negative_amount", f"{n} is less than nothing", value=n, hint=hint)
    return n
