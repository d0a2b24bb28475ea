"""How much time is left to answer? A clock read from a ticket's log, in elapsed or in business time.

>>> desk = {"timezone": "Europe/Berlin", "weekly": {"mon-fri": [["09:00", "17:00"]]}}
>>> target = {"amount": {"n": "8", "unit": "hours"}, "clock": "business"}
>>> log = [{"act": "start", "at": "2026-11-20T16:00:00+01:00"}, {"act": "pause", "at": "2026-11-23T10:00:00+01:00"}]
>>> told = sla_clock(log, target=target, schedule=desk, at="2026-11-24T09:00:00+01:00")
>>> told.state, told.used.business, told.remaining, told.due
('paused', 7200, 21600, None)
>>> log.append({"act": "resume", "at": "2026-11-24T07:00:00+01:00"})
>>> sla_clock(log, target=target, schedule=desk, at="2026-11-24T09:00:00+01:00").due.isoformat()
'2026-11-24T15:00:00+01:00'
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple, final

from attrs import frozen

from xborder.atlas import EDITION, Atlas
from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours.moves import by_days
from xborder.hours.schedules import Combined, Schedule
from xborder.hours.telling import edition, silences
from xborder.hours.windows import year_of
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, told
from xborder.service.targets import ClockUnit, ScheduleChange, SlaEvent, SlaTarget
from xborder.values import Under, Value, choice, instant, read, sequence

__all__ = ["ScheduleChange", "SlaClock", "SlaEvent", "SlaTarget", "UsedTime", "sla_clock"]

OnChange = Literal["keep_used", "recompute"]
State = Literal["running", "paused", "stopped"]
Hours = Schedule | Combined

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NOTHING = timedelta(0)
_SECOND = timedelta(seconds=1)


@final
@frozen(kw_only=True)
class UsedTime(Value):
    """How many seconds the clock has run: by the wall, and within the hours."""

    elapsed: int
    business: int


class Rule(NamedTuple):
    """Hours in force from an instant on."""

    since: datetime | None
    hours: Hours


@final
@frozen(kw_only=True)
class SlaClock(Answer):
    """Where a clock stands at an instant.

    `due` and `at_risk_at` are None while it is paused, where nobody can say, and where the hours never bring them; once
    stopped they are what they were then. `breached_at` is `due` if that passed while the clock ran; `met` says whether it was
    stopped in time, None while it is not. `remaining` is below zero once the time is used up.
    """

    WIRE = (
        *("state", "clock", "target", "used", "remaining", "due", "at_risk_at", "breached_at", "at_risk", "met"),
        *("status", "edition", "because", "needs", "caveats", "assumed"),
    )

    given: SlaTarget
    rules: tuple[Rule, ...]
    runs: tuple[tuple[datetime, datetime | None], ...]
    at: datetime
    stopped: datetime | None
    whole: timedelta | None
    world: str

    @property
    def state(self) -> State:
        """Whether it runs."""
        if self.stopped is not None:
            return "stopped"
        return "running" if self.runs and self.runs[-1][1] is None else "paused"

    @property
    def clock(self) -> ClockUnit:
        """Which time is counted."""
        return self.given.clock

    @property
    def target(self) -> int | None:
        """How many seconds there are in all; None where the hours never bring so many working days."""
        return None if self.whole is None else self.whole // _SECOND

    @property
    def used(self) -> UsedTime:
        """How long it has run, on both clocks."""
        spans = [(start, min(end or self.at, self.at)) for start, end in self.runs]
        elapsed = sum((end - start for start, end in spans), _NOTHING)
        return UsedTime(elapsed=elapsed // _SECOND, business=self._business(spans) // _SECOND)

    def _business(self, spans: Iterable[tuple[datetime, datetime]]) -> timedelta:
        pieces = (piece for start, end in spans for piece in _pieces(self.rules, start, end))
        return sum((hours.between(start, end) for hours, start, end in pieces if end is not None), _NOTHING)

    @property
    def remaining(self) -> int | None:
        """How many seconds are left; below zero once it is over."""
        return None if self.target is None else self.target - getattr(self.used, self.given.clock)

    @property
    def due(self) -> datetime | None:
        """The last instant in time."""
        return self._shown(self._reached(self.whole))

    @property
    def at_risk_at(self) -> datetime | None:
        """The instant from which on it is at risk."""
        return self._shown(self._reached(None if self.whole is None else self.whole * self.given.at_risk.numerator // self.given.at_risk.denominator))

    @property
    def breached_at(self) -> datetime | None:
        """The instant at which the time was over, if it was."""
        due = self._reached(self.whole)
        ran_on = due is not None and any(due < min(end or self.at, self.at) for _, end in self.runs)
        return self._shown(due) if ran_on else None

    @property
    def at_risk(self) -> bool:
        """Whether the part of the time from which it is at risk is used up, and it still runs."""
        since = self.at_risk_at
        return self.stopped is None and since is not None and since <= self.at

    @property
    def met(self) -> bool | None:
        """Whether it was stopped in time."""
        return None if self.stopped is None else self.breached_at is None

    def _reached(self, amount: timedelta | None) -> datetime | None:
        """The instant at which the clock has run for so long."""
        if amount is None:
            return None
        left = amount
        # What was stopped while it ran is due when it would have been: nothing but the stop ended its last run.
        open_ = self.stopped is not None and self.runs[-1][1] == self.stopped
        for start, end in (*self.runs[:-1], (self.runs[-1][0], None)) if open_ else self.runs:
            for hours, one, other in _pieces(self.rules, start, end):
                if other is None:
                    return one + left if self.given.clock == "elapsed" else hours.add(one, left)
                gone = other - one if self.given.clock == "elapsed" else hours.between(one, other)
                if gone >= left:
                    return one + left if self.given.clock == "elapsed" else hours.add(one, left)
                left -= gone
        return None

    def _shown(self, at: datetime | None) -> datetime | None:
        return None if at is None else zones.local(at, self.rules[-1].hours.timezone)

    @property
    def edition(self) -> str:
        """All data that was read, by name and edition."""
        return " ".join(dict.fromkeys(word for one in self.rules for word in edition(self.world, one.hours).split()))

    @property
    def because(self) -> tuple[Reason, ...]:
        """How the time was counted."""
        spoken = "by the wall" if self.given.clock == "elapsed" else "within the hours"
        template = "it ran {elapsed} s by the wall and {business} s within the hours; what counts is time {spoken}"
        used = self.used
        return (told("sla.clock", template, elapsed=used.elapsed, business=used.business, spoken=spoken),)

    @property
    def needs(self) -> tuple[Need, ...]:
        """The years whose holidays nobody has written down: their days count as closed."""
        found: dict[str, Need] = {}
        due = self._reached(self.whole)
        for index, one in enumerate(self.rules):
            first, *others = (year_of(one.hours.timezone, (at - _EPOCH) // _SECOND) for at in (self.runs[0][0], self.at, due) if at is not None)
            # What is never due was searched for as far as hours are.
            last = None if due is None and self.state == "running" else max(others)
            path = "" if index == 0 else f"/changes/{index - 1}"
            for need in silences(one.hours, first, last):
                found.setdefault(need.text, Need(kind=need.kind, path=path + need.path, text=need.text))
        return tuple(found.values())

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Nothing beside what the hours themselves say."""
        return ()

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """Nothing is taken for granted."""
        return ()


def _pieces(rules: tuple[Rule, ...], start: datetime, end: datetime | None) -> Iterator[tuple[Hours, datetime, datetime | None]]:
    """A stretch of time, cut where the hours change."""
    for index, rule in enumerate(rules):
        until = rules[index + 1].since if index + 1 < len(rules) else None
        first = start if rule.since is None else max(start, rule.since)
        last = end if until is None else until if end is None else min(end, until)
        if last is None or first < last:
            yield rule.hours, first, last


def sla_clock(
    events: Iterable[SlaEvent | Mapping[str, Any]],
    /,
    *,
    target: SlaTarget | Mapping[str, Any],
    schedule: Schedule | Combined | Mapping[str, Any],
    at: datetime | str,
    changes: Iterable[ScheduleChange | Mapping[str, Any]] = (),
    on_change: OnChange = "keep_used",
    atlas: Atlas | None = None,
) -> SlaClock:
    """How much of its time has an answer used, when is it due, and was it in time?

    A pause takes out only time the clock would have run: a weekend in a pause takes nothing from business time. Where the
    hours change, `keep_used` leaves the time used as it was counted and counts the rest by the new hours; `recompute` counts
    everything by the hours in force at `at`.
    """
    log: tuple[SlaEvent, ...] = Under("events", lambda value: sequence(value, lambda one: read(SlaEvent, one)))(events)
    goal: SlaTarget = Under("target", lambda value: read(SlaTarget, value))(target)
    hours: Hours = Under("schedule", Schedule.read)(schedule)
    now: datetime = Under("at", instant)(at)
    moved: tuple[ScheduleChange, ...] = Under("changes", lambda value: sequence(value, lambda one: read(ScheduleChange, one)))(changes)
    policy: OnChange = Under("on_change", lambda value: choice(value, "keep_used", "recompute"))(on_change)
    ordered = sorted(moved, key=lambda one: one.since)
    rules = (Rule(None, hours), *(Rule(one.since, one.schedule) for one in ordered))
    if policy == "recompute":
        rules = (Rule(None, [one for one in rules if one.since is None or one.since <= now][-1].hours),)
    runs, stopped = _runs(log, now)
    start = runs[0][0]
    first = [one for one in rules if one.since is None or one.since <= start][-1].hours
    return SlaClock(
        given=goal,
        rules=rules,
        runs=runs,
        at=now,
        stopped=stopped,
        whole=_whole(goal, first, start),
        world=EDITION if atlas is None else atlas.edition,
    )


def _whole(goal: SlaTarget, hours: Hours, start: datetime) -> timedelta | None:
    """All the time there is, in the unit that is counted."""
    if goal.amount.unit != "days" or goal.day == "24_hours":
        return timedelta(microseconds=goal.amount.microseconds)
    try:
        end = by_days(hours, start, goal.amount.days, 1)
    except FactError as error:
        raise error.under("amount").under("target") from None
    if end is None:
        return None
    return end - start if goal.clock == "elapsed" else hours.between(start, end)


def _runs(log: tuple[SlaEvent, ...], now: datetime) -> tuple[tuple[tuple[datetime, datetime | None], ...], datetime | None]:
    """The stretches in which the clock ran, the last one open while it still does, and when it was stopped."""
    ordered = sorted(enumerate(log), key=lambda one: one[1].at)
    runs: list[tuple[datetime, datetime | None]] = []
    stopped: datetime | None = None
    for index, one in ordered:
        path = f"/events/{index}"
        if one.at > now:
            raise FactError("event_in_the_future", f"{one.act} at {one.at} is after {now}", path=f"{path}/at", value=one.at, hint="leave it out")
        if (one.act == "start") == bool(runs):
            text = f"{one.act} comes before the start" if not runs else "the clock is started twice"
            raise FactError("event_out_of_order", text, path=f"{path}/act", value=one.act, hint="one start, then the rest; reopen goes on with an old clock")
        running = bool(runs) and runs[-1][1] is None
        goes = one.act in ("start", "reopen") or (one.act == "resume" and stopped is None)
        if goes and not running:
            runs.append((one.at, None))
            stopped = None
        elif one.act in ("pause", "stop"):
            if running:
                runs[-1] = runs[-1][0], one.at
            stopped = one.at if one.act == "stop" and stopped is None else stopped
    if not runs:
        raise FactError("no_start", "a clock that nobody started shows no time", path="/events", value="[]", hint="pass a start")
    return tuple(runs), stopped
