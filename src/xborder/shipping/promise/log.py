"""What has happened to a parcel so far? Events brought into one order, and the stage they leave it in."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple, final

from attrs import field, frozen

from xborder.errors import FactError
from xborder.hours.times import second_of
from xborder.shipping.promise.facts import AT_WAREHOUSE, PromiseRequest
from xborder.values import Value, choice, instant, named, read, sequence

__all__ = ["STATES", "Log", "Mark", "Pause", "State", "TrackingEvent", "log_of", "tracking_events"]

State = Literal["accepted", "shipped", "in_transit", "customs", "held", "out_for_delivery", "delivered", "exception", "returned"]

STATES: tuple[State, ...] = ("accepted", "shipped", "in_transit", "customs", "held", "out_for_delivery", "delivered", "exception", "returned")
_HALTS: dict[State, Literal["held", "exception"]] = {"held": "held", "exception": "exception"}


def _state(value: State) -> State:
    return choice(value, *STATES)


def _instant(value: datetime | str) -> datetime:
    return instant(value)


@final
@frozen(kw_only=True, field_transformer=named)
class TrackingEvent(Value):
    """One thing that happened to a parcel, in the words all carriers share.

    >>> TrackingEvent(state="customs", at="2026-03-02T09:15:00+01:00").state
    'customs'
    """

    state: State = field(converter=_state)
    at: datetime = field(converter=_instant)


def tracking_events(value: Iterable[TrackingEvent | Mapping[str, Any]]) -> tuple[TrackingEvent, ...]:
    """Events at the door, as they were given."""
    return sequence(value, lambda one: read(TrackingEvent, one))


class Mark(NamedTuple):
    """Stages from `first` up to, not including, `last` were done by a second."""

    first: int
    last: int
    second: int


class Pause(NamedTuple):
    """A stage stood still from one second to another, or still does, and why."""

    stage: int
    why: Literal["held", "exception"]
    start: int
    end: int | None


@final
@frozen
class Log:
    """What the events come to: the stage that is under way, what was done when, and what stood still."""

    stage: int
    since: int | None
    marks: tuple[Mark, ...]
    pauses: tuple[Pause, ...]
    last: State | None
    delivered: int | None
    returned: bool


def log_of(request: PromiseRequest, events: tuple[TrackingEvent, ...], at: datetime) -> Log:
    """The stage that events leave a parcel in; those of one instant count in the order given, and one that is told twice once."""
    _in_time(request, events, at)
    stage, since, last, at_customs = 0, None, None, False
    marks: list[Mark] = []
    pauses: list[Pause] = []
    delivered, returned = None, False
    for one in sorted(dict.fromkeys(events), key=lambda one: one.at):
        second = second_of(one.at)
        if pauses and pauses[-1].end is None and one.state not in _HALTS:
            pauses[-1] = pauses[-1]._replace(end=second)
        if one.state in _HALTS and not (pauses and pauses[-1].end is None):
            pauses.append(Pause(stage, _HALTS[one.state], second, None))
        reached = _reached(request, stage, one.state, at_customs=at_customs)
        at_customs = one.state == "customs" or (at_customs and one.state in _HALTS)
        if reached > stage:
            marks.append(Mark(stage, reached, second))
            stage, since = reached, second
        last, returned = one.state, returned or one.state == "returned"
        if one.state == "delivered" and delivered is None:
            delivered = second
    return Log(stage, since, tuple(marks), tuple(pauses), last, delivered, returned)


def _in_time(request: PromiseRequest, events: tuple[TrackingEvent, ...], at: datetime) -> None:
    if at < request.placed_at:
        raise FactError("before_the_order", f"{at} is before the order was placed", path="/at", value=at, hint=f"ask of an instant from {request.placed_at} on")
    for index, one in enumerate(events):
        if one.at > at:
            raise FactError("event_in_the_future", f"{one.state} at {one.at} is after {at}", path=f"/events/{index}/at", value=one.at, hint="leave it out")
        if one.at < request.placed_at:
            text = f"{one.state} at {one.at} is before the order was placed"
            raise FactError("before_the_order", text, path=f"/events/{index}/at", value=one.at, hint="leave out what happened to another parcel")


def _reached(request: PromiseRequest, stage: int, state: State, *, at_customs: bool) -> int:
    """The stage that is under way once a state is reported: never an earlier one."""
    names = [one.name for one in request.stages]
    left = next((index for index, name in enumerate(names) if name not in AT_WAREHOUSE), len(names))
    if state in ("accepted", "held", "exception", "returned"):
        return stage
    if state == "delivered":
        return len(names)
    if state == "out_for_delivery":
        return max(stage, next((index for index, name in enumerate(names) if name == "delivery"), len(names)))
    if state == "customs":
        return next((index for index in range(max(stage, left), len(names)) if names[index] == "customs"), max(stage, left))
    # Only what was reported at customs has left it when it moves again: many a way has no transit before customs.
    if state == "in_transit" and at_customs and stage < len(names) and names[stage] == "customs":
        return stage + 1
    return max(stage, left)
