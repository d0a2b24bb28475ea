"""What promises owe: no fact that costs time brings one forward, and what was promised first stays what was promised first."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from xborder.doors import zones
from xborder.shipping.promise.facts import Calendar, PromiseRequest
from xborder.shipping.promise.log import TrackingEvent
from xborder.testing.laws.broken import held, owed, told
from xborder.testing.strategies.deliveries import calendars, promise_requests, tracking_logs
from xborder.values import Value

__all__ = ["check_promises", "check_reestimates"]

Told = Value | Mapping[str, Any]
_DAY = timedelta(days=1)


class _Ends(NamedTuple):
    """The range of an answer, where it has one."""

    earliest: date
    latest: date


def _ends(answer: Told) -> _Ends | None:
    said = told(answer)
    if said.get("earliest") is None or said.get("latest") is None:
        return None
    return _Ends(date.fromisoformat(said["earliest"]), date.fromisoformat(said["latest"]))


def check_promises(promise: Callable[..., Told], /, *, calendars: SearchStrategy[Calendar] | None = None) -> None:
    """Law: an order placed later, one day of closure more, one day of work more: none of them ever brings a promise forward.

    >>> from xborder import promise
    >>> check_promises(promise)

    Asked as `promise(placed_at, warehouse=, stages=, ship_to=, timezone=)` in the words of the wire, of orders whose stages keep
    drawn `calendars`. The first day is never after the last, and neither lies before the order on any clock of the world. An
    answer without a range is held to nothing.
    """
    drawn = _some_calendars() if calendars is None else calendars

    def ask(facts: Mapping[str, Any]) -> _Ends | None:
        return _ends(promise(facts["placed_at"], **{name: one for name, one in facts.items() if name != "placed_at"}))

    def check(drawn: tuple[PromiseRequest, int, int, Calendar]) -> None:
        request, minutes, which, extra = drawn
        facts = request.to_dict()
        first = ask(facts)
        if first is None:
            return
        beside: dict[str, object] = {"facts": facts}
        owed("promises", first.earliest <= first.latest, "a first day no later than the last", " to ".join(map(str, first)), **beside)
        soonest = _anywhere(request.placed_at)
        owed("promises", first.earliest >= soonest, f"a first day from {soonest} on, the day of the order", first.earliest, **beside)
        for what, changed in _slower(facts, minutes, which, extra):
            other = ask(changed)
            if other is not None:
                no_sooner = other.earliest >= first.earliest and other.latest >= first.latest
                expected = f"with {what} nothing before {first.earliest} to {first.latest}"
                owed("promises", no_sooner, expected, f"{other.earliest} to {other.latest}", changed=changed, **beside)

    held(st.tuples(promise_requests(calendars=drawn), st.integers(1, 30_000), st.integers(0, 4), drawn), check)


def _some_calendars() -> SearchStrategy[Calendar]:
    return calendars()


def _slower(facts: Mapping[str, Any], minutes: int, which: int, extra: Calendar) -> list[tuple[str, dict[str, Any]]]:
    """The same order with one fact each that costs time."""
    index = which % len(facts["stages"])
    stage = facts["stages"][index]
    later = datetime.fromisoformat(facts["placed_at"]) + timedelta(minutes=minutes)
    closed = {**stage["calendar"], "closures": [*stage["calendar"]["closures"], *(one.to_dict() for one in extra.closures)]}
    return [
        (f"an order {minutes} minutes later", {**facts, "placed_at": later.isoformat()}),
        (f"a day more of {stage['name']}", _with(facts, index, {**stage, "min": stage["min"] + 1, "max": stage["max"] + 1})),
        (f"more closures of {stage['name']}", _with(facts, index, {**stage, "calendar": closed})),
    ]


def _with(facts: Mapping[str, Any], index: int, stage: Mapping[str, Any]) -> dict[str, Any]:
    return {**facts, "stages": [stage if one == index else known for one, known in enumerate(facts["stages"])]}


def _anywhere(at: datetime) -> date:
    """The earliest day that any clock of the world shows at an instant."""
    return (at.astimezone(UTC) - timedelta(hours=12)).date()


@st.composite
def _watched(draw: DrawFn, requests: SearchStrategy[PromiseRequest]) -> tuple[PromiseRequest, tuple[TrackingEvent, ...], datetime]:
    """An order, what its carrier reported, and an instant after all of it."""
    request = draw(requests)
    events = draw(tracking_logs(since=request.placed_at))
    last = max((one.at for one in events), default=request.placed_at)
    return request, events, last + draw(st.sampled_from((0, 1, 600, 3 * 1440)) | st.integers(0, 12 * 1440)) * timedelta(minutes=1)


def check_reestimates(reestimate: Callable[..., Told], /) -> None:
    """Law: nothing arrives before it is asked for, and no later news launders the first promise.

    >>> from xborder import reestimate
    >>> check_reestimates(reestimate)

    Asked as `reestimate(promise, events=, at=)`, and with `first` and `told`, in the words of the wire. The range never lies
    before `at` until the parcel is there; `first` is what it was before anything happened, or what was handed in, whatever was
    told since; `moved` is reckoned from it. Neither the order in which events are listed nor one that is listed twice moves
    anything; events of one instant count in the order given.
    """

    def check(drawn: tuple[PromiseRequest, tuple[TrackingEvent, ...], datetime]) -> None:
        request, events, at = drawn
        facts, log, now = request.to_dict(), [one.to_dict() for one in events], at.isoformat()
        beside: dict[str, object] = {"facts": facts, "events": log, "at": now}
        answer = told(reestimate(facts, events=log, at=now))
        _not_before(answer, at, beside)
        planned = told(reestimate(facts, events=[], at=facts["placed_at"]))["first"]
        owed("reestimates", answer["first"] == planned, f"the first promise still {planned}", answer["first"], **beside)
        _moved(answer, beside)
        if planned is not None:
            _not_laundered(reestimate, planned, answer, beside)
        seen = [*sorted(log, key=lambda one: datetime.fromisoformat(one["at"]))]
        for what, other in (("in order of time", seen), ("with one listed twice", _twice(seen))):
            again = told(reestimate(facts, events=other, at=now))
            same = all(again[name] == answer[name] for name in ("earliest", "latest", "moved", "cause", "stage"))
            owed("reestimates", same, f"the same {what}: {answer['earliest']} to {answer['latest']}", f"{again['earliest']} to {again['latest']}", **beside)

    held(_watched(promise_requests()), check)


def _twice(log: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [*log[: len(log) // 2 + 1], *log[len(log) // 2 :]]


def _not_before(answer: Mapping[str, Any], at: datetime, beside: Mapping[str, object]) -> None:
    ends = _ends(answer)
    if ends is None or answer["stage"] in ("delivered", "returned"):
        return
    zone = answer["timezone"]
    today = _anywhere(at) if zone is None else zones.local(at, zone).date()
    owed("reestimates", ends.earliest >= today, f"nothing before {today}, the day of the question", ends.earliest, **beside)
    owed("reestimates", ends.earliest <= ends.latest, "a first day no later than the last", " to ".join(map(str, ends)), **beside)


def _moved(answer: Mapping[str, Any], beside: Mapping[str, object]) -> None:
    first, moved = answer["first"], answer["moved"]
    for end in ("earliest", "latest") if first is not None else ():
        days = None if answer[end] is None else (date.fromisoformat(answer[end]) - date.fromisoformat(first[end])).days
        owed("reestimates", moved[end] == days, f"{end} moved by {days} days since the first promise", moved[end], **beside)


def _not_laundered(reestimate: Callable[..., Told], planned: Mapping[str, str], answer: Mapping[str, Any], beside: dict[str, object]) -> None:
    """What was handed in as promised first is what counts, however late a date was told since."""
    handed = {end: (date.fromisoformat(one) - _DAY).isoformat() for end, one in planned.items()}
    told_since = {end: (date.fromisoformat(one) + 30 * _DAY).isoformat() for end, one in planned.items()}
    again = told(reestimate(beside["facts"], events=beside["events"], at=beside["at"], first=handed, told=told_since))
    beside = {**beside, "first": handed, "told": told_since}
    owed("reestimates", again["first"] == handed, f"the first promise still {handed}", again["first"], **beside)
    _moved(again, beside)
    same = (again["earliest"], again["latest"]) == (answer["earliest"], answer["latest"])
    owed("reestimates", same, f"{answer['earliest']} to {answer['latest']}, whatever was promised", f"{again['earliest']} to {again['latest']}", **beside)
