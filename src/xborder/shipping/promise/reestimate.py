"""When will it come now? A promise looked at again, after what has happened since.

>>> from xborder import reestimate
>>> facts = {
...     "placed_at": "2026-03-02T09:00:00+01:00",
...     "warehouse": {"timezone": "Europe/Berlin", "country": "DE", "cutoff": "14:00"},
...     "stages": [
...         {"name": "handling", "min": 1, "max": 1, "unit": "working_days"},
...         {"name": "transit", "min": 2, "max": 3, "unit": "working_days"},
...     ],
...     "ship_to": "FR",
... }
>>> shipped = {"state": "shipped", "at": "2026-03-05T16:00:00+01:00"}
>>> now = reestimate(facts, events=[shipped], at="2026-03-06T08:00:00+01:00")
>>> now.first.latest.isoformat(), now.latest.isoformat(), now.moved.latest, now.cause, now.notify
('2026-03-06', '2026-03-10', 4, 'handling', True)
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal, final

from attrs import field, frozen

from xborder.atlas import Atlas, standard
from xborder.doors.holidays import Confidence
from xborder.errors import FactError
from xborder.hours.times import second_of
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason
from xborder.shipping.promise.account import said
from xborder.shipping.promise.facts import Arrival, PromiseRequest, arrival
from xborder.shipping.promise.journey import Route, Tape, in_reach, journey, route_of, shown
from xborder.shipping.promise.log import Log, TrackingEvent, log_of, tracking_events
from xborder.shipping.promise.onward import late_stage, onward
from xborder.shipping.promise.promise import Promise
from xborder.values import Under, Value, instant, read, whole

__all__ = ["Moved", "Reestimate", "reestimate"]

Cause = Literal["handling", "pickup", "transit", "customs", "delivery", "held", "exception", "returned", "plan"]
Progress = Literal["handling", "pickup", "transit", "customs", "delivery", "delivered", "returned"]


@final
@frozen(kw_only=True)
class Moved(Value):
    """By how many days each end of the range has moved since the first promise; below zero is earlier."""

    earliest: int | None
    latest: int | None


@final
@frozen(kw_only=True)
class Reestimate(Answer):
    """Where a promise stands: the range as it looks now, beside the first one, which stays what it was.

    `cause` is the stage that ran late, what stopped the parcel, or `plan` where the facts themselves lead past the first
    promise. A notice is due where the range now reaches `notify_from_days` or more beyond what the buyer was told, at either
    end, or the parcel goes back. A parcel that goes back has no range.
    """

    WIRE = (
        *("earliest", "latest", "timezone", "moved", "cause", "first", "notify", "stage", "confidence"),
        *("status", "edition", "because", "needs", "caveats", "assumed"),
    )

    route: Route
    at: datetime
    events: tuple[TrackingEvent, ...]
    first: Arrival | None
    told: Arrival | None
    notify_from_days: int
    log: Log = field(repr=False)
    plan: Tape = field(repr=False)
    tape: Tape = field(repr=False)

    @property
    def earliest(self) -> date | None:
        """The first day on which it may arrive now; the day it arrived, once it has."""
        return None if self.log.returned else shown(self.tape.earliest)

    @property
    def latest(self) -> date | None:
        """The last day on which it should arrive now."""
        return None if self.log.returned else shown(self.tape.latest)

    @property
    def timezone(self) -> str | None:
        """The zone whose calendar the days are of."""
        return self.route.clocks.zone(*self.tape.left, second_of(self.at))

    @property
    def moved(self) -> Moved:
        """How far the range has moved since the first promise."""
        return Moved(
            earliest=_days(self.first and self.first.earliest, self.earliest),
            latest=_days(self.first and self.first.latest, self.latest),
        )

    @property
    def cause(self) -> Cause | None:
        """What made the last day later; None where it is not."""
        if self.log.returned:
            return "returned"
        if (self.moved.latest or 0) <= 0:
            return None
        index = late_stage(self.route, self.log, self.plan, self.tape)
        if index is None:
            return "plan"
        return next((one.why for one in self.log.pauses if one.stage == index), self.route.request.stages[index].name)

    @property
    def notify(self) -> bool:
        """Whether the buyer is to be told."""
        if self.log.returned:
            return True
        known = self.told
        if known is None or self.log.delivered is not None or self.earliest is None or self.latest is None:
            return False
        return max((self.latest - known.latest).days, (known.earliest - self.earliest).days) >= self.notify_from_days

    @property
    def stage(self) -> Progress:
        """Where it is: the stage under way, or how it ended."""
        stages = self.route.request.stages
        if self.log.returned:
            return "returned"
        return "delivered" if self.log.delivered is not None else stages[min(self.log.stage, len(stages) - 1)].name

    @property
    def confidence(self) -> Confidence:
        """How surely the days still ahead are known."""
        if self.log.returned or self.log.delivered is not None:
            return "decreed"
        return self._promise.confidence

    @property
    def edition(self) -> str:
        """All data that was read, by name and edition."""
        return self._promise.edition

    @property
    def because(self) -> tuple[Reason, ...]:
        """What happened, and what it did to the dates."""
        events = [said("reestimate.event", "{state} on {at}", state=one.state, at=one.at.isoformat()) for one in self.events]
        latest, first = self.latest or "a day not known", self.first.latest if self.first else "a day not known"
        texts: dict[str | None, str] = {
            None: "nothing has made it later: {latest} still stands beside the first promise of {first}",
            "returned": "it goes back to the sender: the first promise was {first}",
            "plan": "what was planned leads to {latest}, and the first promise was {first}",
            "held": "it was stopped on the way: {latest} instead of the first promise of {first}",
            "exception": "something went wrong on the way: {latest} instead of the first promise of {first}",
        }
        template = texts.get(self.cause, "{cause} took longer: {latest} instead of the first promise of {first}")
        return (*events, said(f"reestimate.{self.cause or 'kept'}", template, latest=latest, first=first, cause=self.cause))

    @property
    def needs(self) -> tuple[Need, ...]:
        """What keeps a day open, by the names of the promise's facts."""
        found = () if self.log.returned or self.log.delivered is not None else self._promise.needs
        return tuple(Need(kind=one.kind, path=f"/promise{one.path}", text=one.text) for one in found)

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """What to know before relying on the dates."""
        halted = self.log.pauses and self.log.pauses[-1].end is None
        text = "nobody has said when it moves on: the range supposes that it does so now"
        ahead = () if self.log.returned or self.log.delivered is not None else self._promise.caveats
        return (*ahead, *([Caveat(kind="estimated", text=text, on=self.at.date())] if halted else []))

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """The calendars that no stage names."""
        return tuple(Assumption(path=f"/promise{one.path}", value=one.value, text=one.text) for one in self._promise.assumed)

    @property
    def _promise(self) -> Promise:
        return Promise(route=self.route, tape=self.tape)


def _days(first: date | None, now: date | None) -> int | None:
    return None if first is None or now is None else (now - first).days


def _threshold(value: int) -> int:
    days = whole(value)
    if days < 1:
        raise FactError("unusable_days", f"a notice is due from 1 day on, not from {days}", value=value, hint="nothing has moved at 0 days")
    return days


def reestimate(
    promise: PromiseRequest | Mapping[str, Any],
    /,
    *,
    events: Iterable[TrackingEvent | Mapping[str, Any]],
    at: datetime | str,
    first: Arrival | Mapping[str, Any] | None = None,
    told: Arrival | Mapping[str, Any] | None = None,
    notify_from_days: int = 1,
    atlas: Atlas | None = None,
) -> Reestimate:
    """When will it come now, after what has happened, and is a notice due?

    `first` is the range that was promised first, by default what these facts lead to. `told` is the range the buyer was last
    told, by default the first: with it, one delay is announced once. Dates never lie before `at`.
    """
    request: PromiseRequest = Under("promise", lambda value: read(PromiseRequest, value))(promise)
    seen: tuple[TrackingEvent, ...] = Under("events", tracking_events)(events)
    now: datetime = Under("at", instant)(at)
    given: Arrival | None = Under("first", arrival)(first)
    known: Arrival | None = Under("told", arrival)(told)
    days: int = Under("notify_from_days", _threshold)(notify_from_days)
    world = standard() if atlas is None else atlas
    log = log_of(request, seen, in_reach(now, "at"))
    route = route_of(request, world)
    try:
        plan = journey(route)
    except FactError as error:
        raise error.under("promise") from None
    planned = Promise(route=route, tape=plan).arrival
    kept = given or planned
    return Reestimate(
        route=route,
        at=now,
        events=seen,
        first=kept,
        told=known or kept,
        notify_from_days=days,
        log=log,
        plan=plan,
        tape=onward(route, log, plan, now),
    )
