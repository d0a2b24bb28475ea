"""Was the promise kept? Judged by the first range that was promised, whatever was said later.

>>> from xborder import check_promise
>>> facts = {
...     "placed_at": "2026-03-02T09:00:00+01:00",
...     "warehouse": {"timezone": "Europe/Berlin", "country": "DE", "cutoff": "14:00"},
...     "stages": [{"name": "transit", "min": 2, "max": 4, "unit": "working_days"}],
...     "ship_to": "DE",
... }
>>> told = check_promise(facts, delivered_at="2026-03-09T10:00:00+01:00")
>>> told.kept, told.first.latest.isoformat(), told.days_late, told.working_days_late
(False, '2026-03-06', 3, 1)
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, final

from attrs import field, frozen

from xborder.atlas import Atlas, standard
from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours.schedules import Schedule
from xborder.hours.times import second_of
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, told
from xborder.shipping.promise.facts import Arrival, PromiseRequest, arrival
from xborder.shipping.promise.journey import Route, in_reach, journey, route_of
from xborder.shipping.promise.promise import Promise
from xborder.values import Under, instant, read

__all__ = ["PromiseCheck", "check_promise"]


@final
@frozen(kw_only=True)
class PromiseCheck(Answer):
    """Whether a delivery kept the first promise, and how late it was if not: all in days of the buyer's calendar.

    Working days are those of the last stage of the way; `working_time_late` is what the hours handed in hold of the time
    from the end of the last promised day. `kept_told` judges by the range told last. None is what cannot be said.
    """

    WIRE = (
        *("kept", "kept_told", "early", "first", "delivered", "timezone", "days_late", "working_days_late", "seconds_late"),
        *("working_time_late", "status", "edition", "because", "needs", "caveats", "assumed"),
    )

    planned: Promise = field(repr=False)
    delivered_at: datetime
    first: Arrival | None
    told: Arrival | None
    hours: Schedule | None

    @property
    def _route(self) -> Route:
        return self.planned.route

    @property
    def delivered(self) -> date | None:
        """The day it arrived on the buyer's calendar; None where her clock is not known, or two differ."""
        names, second = self._route.clocks, second_of(self.delivered_at)
        return date.fromordinal(names.days(second)[0]) if names.zone(second) is not None else None

    @property
    def timezone(self) -> str | None:
        """The zone whose calendar the days are of."""
        return self._route.clocks.zone(second_of(self.delivered_at))

    @property
    def kept(self) -> bool | None:
        """Whether it came by the last day of the first promise."""
        return self._by(self.first)

    @property
    def kept_told(self) -> bool | None:
        """Whether it came by the last day the buyer was told."""
        return self._by(self.told)

    def _by(self, range_: Arrival | None) -> bool | None:
        return None if range_ is None or self.delivered is None else self.delivered <= range_.latest

    @property
    def early(self) -> bool | None:
        """Whether it came before the first day that was promised."""
        return None if self.first is None or self.delivered is None else self.delivered < self.first.earliest

    @property
    def days_late(self) -> int | None:
        """By how many days it was late; 0 if it was not."""
        return None if self.first is None or self.delivered is None else max(0, (self.delivered - self.first.latest).days)

    @property
    def working_days_late(self) -> int | None:
        """By how many working days it was late, of the calendar of the last stage."""
        late, days = self.days_late, self._route.days[-1]
        if not late or days is None or self.first is None:
            return late
        start = self.first.latest.toordinal()
        known = days.silent(start)
        return None if known is not None and known <= (self.first.latest + timedelta(days=late)).year else days.count(start, start + late, slow=False)

    @property
    def seconds_late(self) -> int | None:
        """By how many seconds it missed the end of the last promised day."""
        end = self._end()
        return None if end is None else max(0, second_of(self.delivered_at) - second_of(end))

    @property
    def working_time_late(self) -> int | None:
        """How many of these seconds lie in the hours handed in."""
        end = self._end()
        if end is None or self.hours is None:
            return None
        return self.hours.between(end, self.delivered_at) // timedelta(seconds=1) if end < self.delivered_at else 0

    def _end(self) -> datetime | None:
        zone = self.timezone
        if zone is None or self.first is None:
            return None
        return zones.resolve(datetime.combine(self.first.latest + timedelta(days=1), datetime.min.time()), zone).astimezone(UTC)

    @property
    def edition(self) -> str:
        """All data that was read, by name and edition."""
        return self.planned.edition

    @property
    def because(self) -> tuple[Reason, ...]:
        """What was compared."""
        if self.first is None or self.delivered is None:
            return ()
        code = "kept" if self.kept else "broken"
        template = "delivered on {on}, and the first promise was {first} to {last}"
        return (told(f"check_promise.{code}", template, on=self.delivered, first=self.first.earliest, last=self.first.latest),)

    @property
    def needs(self) -> tuple[Need, ...]:
        """What keeps the judgement open."""
        if self.first is None:
            return tuple(Need(kind=one.kind, path=f"/promise{one.path}", text=one.text) for one in self.planned.needs)
        if self.delivered is None:
            return (Need(kind="fact", path="/promise/timezone", text="the day of delivery depends on the buyer's clock: pass her timezone"),)
        return ()

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """Days of the promise whose standing was only estimated."""
        return self.planned.caveats

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """The calendars that no stage names."""
        return tuple(Assumption(path=f"/promise{one.path}", value=one.value, text=one.text) for one in self.planned.assumed)


def check_promise(
    promise: PromiseRequest | Mapping[str, Any],
    /,
    *,
    delivered_at: datetime | str,
    first: Arrival | Mapping[str, Any] | None = None,
    told: Arrival | Mapping[str, Any] | None = None,
    hours: Schedule | Mapping[str, Any] | None = None,
    atlas: Atlas | None = None,
) -> PromiseCheck:
    """Was the promise kept, and if not, how late was it in working time?

    `first` is the range that was promised first, by default what these facts lead to; `told` the last range told, by default
    the first. However often a new date was told, lateness is counted from the first.
    """
    request: PromiseRequest = Under("promise", lambda value: read(PromiseRequest, value))(promise)
    done: datetime = Under("delivered_at", instant)(delivered_at)
    given: Arrival | None = Under("first", arrival)(first)
    known: Arrival | None = Under("told", arrival)(told)
    open_: Schedule | None = Under("hours", lambda value: None if value is None else read(Schedule, value))(hours)
    in_reach(done, "delivered_at")
    if done < request.placed_at:
        raise FactError("before_the_order", f"{done} is before the order was placed", path="/delivered_at", value=done, hint="check both instants")
    route = route_of(request, standard() if atlas is None else atlas)
    try:
        planned = Promise(route=route, tape=journey(route))
    except FactError as error:
        raise error.under("promise") from None
    kept = given or planned.arrival
    return PromiseCheck(planned=planned, delivered_at=done, first=kept, told=known or kept, hours=open_)
