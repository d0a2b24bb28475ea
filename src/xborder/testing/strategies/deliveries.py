"""What is promised and what becomes of it: calendars of work, promises asked for, logs of carriers.

>>> from hypothesis import find
>>> find(calendars(), lambda one: one.country == "DE" and one.region).region
'BY'
>>> twice = find(tracking_logs(), lambda log: len({one.state for one in log}) < len(log))
>>> len(twice) > len({one.state for one in twice})
True
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from xborder.codes import Country
from xborder.doors import zones
from xborder.locale.contact import Address
from xborder.shipping.promise.facts import STAGES, Calendar, Closure, PromiseRequest, Stage, Unit, Warehouse
from xborder.shipping.promise.log import State, TrackingEvent

__all__ = ["calendars", "promise_requests", "tracking_logs"]

# Weekends on Saturday alone, on Friday, on Friday and Sunday; make-up days; moons; regions with a weekend of their own.
_PLACES = (
    *(("DE", "BY"), ("CN", None), ("AE", None), ("BN", None), ("SA", None), ("HU", None), ("IL", None), ("JP", None), ("IR", None), ("NP", None)),
    *(("MY", "KDH"), ("MY", "SGR"), ("IN", "KL"), ("US", "HI"), ("GB", "SCT"), ("CH", "GE"), ("NZ", "AUK"), ("ES", "CN"), ("BR", "SP"), ("VN", None)),
)
_WEEKDAYS = (None, None, "mon-fri", "mon-sat", "sun-thu", "mon,wed,fri", "sat", "mon-sun")
_FIRST, _DAYS = date(2024, 1, 1), 3 * 365
_NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
_CLOSED = st.sampled_from(tuple(product((0, 1, 13, 30, 120), (0, 0, 1, 5, 20), (0, 0, 1, 5))))


@st.composite
def _closures(draw: DrawFn) -> Closure:
    start = _FIRST + draw(st.integers(0, _DAYS)) * timedelta(days=1)
    days, recovery, ramp_down = draw(_CLOSED)
    return Closure(start=start, end=start + timedelta(days=days), recovery_days=recovery, ramp_down_days=ramp_down, name="works holiday" if days else None)


@st.composite
def calendars(draw: DrawFn, *, countries: SearchStrategy[Country] | None = None) -> Calendar:
    """Days of work: of a place with its weekend, holidays and make-up days, of named weekdays, or of both; less up to two closures.

    Closures lie in 2024 to 2026, some overlap, some slow work down around them. Places are twenty whose calendars are odd, some
    of them regions, or one of `countries`, which may be any that `holidays` knows or does not know.
    """
    place, region = draw(st.sampled_from(_PLACES)) if countries is None else (draw(countries), None)
    weekdays = draw(st.sampled_from(_WEEKDAYS))
    alone = weekdays is not None and draw(st.booleans())
    return Calendar(
        country=None if alone else place,
        region=None if alone else region,
        weekdays=weekdays,
        closures=draw(st.lists(_closures(), max_size=2)),
    )


_HOUSES = ("CN", "DE", "AE", "BN", "NZ", "US", "HU", "JP")
_BUYERS = ("DE", "US", "AE", "NZ", "CN", "SA", "BR", "US-HI", "ES-CN", "QZ")
_CUTOFFS: tuple[Any, ...] = ("14:00", "00:00", "24:00", "23:59", {"mon-fri": "16:00", "sat": "11:00"}, {"sun": "09:00"})
_UNITS: tuple[Unit, ...] = ("working_days", "working_days", "days")
_KEPT = st.sampled_from((1, 0b10101, 0b11111, 0b11111, *range(1, 2 ** len(STAGES))))
_SPANS = tuple(product((0, 1, 2, 5), (0, 0, 1, 4), _UNITS))


@st.composite
def _stages(draw: DrawFn, of: SearchStrategy[Calendar]) -> tuple[Stage, ...]:
    kept = draw(_KEPT)
    found = []
    for index, name in enumerate(STAGES):
        if kept >> index & 1:
            least, more, unit = draw(st.sampled_from(_SPANS))
            found.append(Stage(name=name, min=least, max=least + more, unit=unit, calendar=draw(st.just(Calendar()) | of)))
    return tuple(found)


@st.composite
def promise_requests(draw: DrawFn, *, calendars: SearchStrategy[Calendar] | None = None) -> PromiseRequest:
    """Orders of 2024 to 2026 from eight countries to ten places, through any of the five stages, each with a calendar or none.

    The buyer's clock may be left open, or be one that no page knows.
    """
    house, to = draw(st.sampled_from(_HOUSES)), draw(st.sampled_from(_BUYERS))
    at = datetime.combine(_FIRST, datetime.min.time(), UTC) + draw(st.integers(0, _DAYS * 1440)) * timedelta(minutes=1)
    return PromiseRequest(
        placed_at=at,
        warehouse=Warehouse(timezone=zones.zones_of(house)[0], country=house, cutoff=draw(st.sampled_from(_CUTOFFS))),
        stages=draw(_stages(_any_calendar() if calendars is None else calendars)),
        ship_to=Address.read(to),
        timezone=draw(st.sampled_from((None, None, "Pacific/Auckland", "America/New_York"))),
    )


def _any_calendar() -> SearchStrategy[Calendar]:
    return calendars()


_WAY: tuple[State, ...] = ("accepted", "shipped", "in_transit", "customs", "in_transit", "out_for_delivery", "delivered")
_STOPS: tuple[tuple[State, ...], ...] = (("exception",), ("held",), ("held", "exception"), ("exception", "in_transit"), ("held", "held"))
_BACK: tuple[tuple[State, ...], ...] = (("exception", "returned"), ("returned",), ("exception", "returned", "in_transit", "returned"))
_WAITS = st.sampled_from((90, 0, 1, 720, 1440, 4 * 1440, 9 * 1440)) | st.integers(0, 6 * 1440)


@st.composite
def tracking_logs(draw: DrawFn, *, since: datetime = _NOON) -> tuple[TrackingEvent, ...]:
    """What carriers report of one parcel from `since` on, as far as it has come, in the order in which it reached the shop.

    Scans are missing; parcels are held, go wrong and go on, go back; a scan is reported twice, at one instant or a while
    later; late ones stand behind those they came before, so that the last event listed need not be the last that happened.
    """
    if since.utcoffset() is None:
        message = f"since={since!r} is an instant: give it a zone"
        raise InvalidArgument(message)
    kept = draw(st.integers(0, 2 ** len(_WAY) - 1))
    states = [one for index, one in enumerate(_WAY) if kept >> index & 1]
    ends = draw(st.sampled_from(("goes", "stops", "goes", "goes back")))
    if ends != "goes":
        at = draw(st.integers(0, len(states) - ("delivered" in states)))
        states[at:] = [*draw(st.sampled_from(_STOPS)), *states[at:]] if ends == "stops" else draw(st.sampled_from(_BACK))
    events = []
    moment = since
    for state in states:
        moment += draw(_WAITS) * timedelta(minutes=1)
        events.append(TrackingEvent(state=state, at=moment))
    for one in draw(st.lists(st.sampled_from(events), max_size=2)) if events else ():
        again = draw(st.sampled_from((0, 0, 5))) * timedelta(minutes=1)
        events.append(TrackingEvent(state=one.state, at=min(one.at + again, moment)))
    return _arrived(draw, events)


def _arrived(draw: DrawFn, events: Sequence[TrackingEvent]) -> tuple[TrackingEvent, ...]:
    ordered = sorted(events, key=lambda one: one.at)
    if not draw(st.sampled_from((False, False, True))):
        return tuple(ordered)
    return tuple(draw(st.permutations(ordered)))
