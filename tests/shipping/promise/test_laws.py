"""What holds of every promise: later facts never bring it forward, and a day-by-day loop written apart agrees."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from xborder import promise, reestimate
from xborder.shipping.promise.log import STATES
from xborder.shipping.promise.reestimate import Moved

HOMES = {
    "CN": "Asia/Shanghai",
    "JP": "Asia/Tokyo",
    "DE": "Europe/Berlin",
    "AE": "Asia/Dubai",
    "BN": "Asia/Brunei",
    "SA": "Asia/Riyadh",
    "US": "America/Los_Angeles",
    "NZ": "Pacific/Auckland",
    "HU": "Europe/Budapest",
    "BR": "America/Sao_Paulo",
}
NAMES = ("handling", "pickup", "transit", "customs", "delivery")
ONE = timedelta(days=1)


@cache
def book(country):
    return holidays.country_holidays(country, years=range(2009, 2032), expand=False, language="en_US")


def works(country, on):
    return book(country).is_working_day(on)


def open_on(calendar, on):
    if any(date.fromisoformat(one["start"]) <= on <= date.fromisoformat(one["end"]) for one in calendar.get("closures", ())):
        return False
    return works(calendar["country"], on)


def naive_promise(placed_at, warehouse, stages, timezone, side):
    """A promise as one would first write it, day by day; `side` is `min` or `max`."""
    at = datetime.fromisoformat(placed_at) if isinstance(placed_at, str) else placed_at
    shown = at.astimezone(ZoneInfo(warehouse["timezone"]))
    on, time = shown.date(), shown.strftime("%H:%M")
    first = stages[0]["calendar"]
    while not open_on(first, on) or (on == shown.date() and time >= warehouse["cutoff"]):
        on += ONE
    gone = False
    for stage in [*stages, {"name": "arrival", "unit": "days", "min": 0, "max": 0}]:
        if not gone and stage["name"] not in ("handling", "pickup"):
            gone = True
            hour, minute = map(int, warehouse["cutoff"].split(":"))
            left = datetime(on.year, on.month, on.day, hour, minute, tzinfo=ZoneInfo(warehouse["timezone"]))
            on = left.astimezone(ZoneInfo(timezone)).date()
        if stage["unit"] == "days":
            on += ONE * stage[side]
            continue
        while not open_on(stage["calendar"], on):
            on += ONE
        for _ in range(stage[side]):
            on += ONE
            while not open_on(stage["calendar"], on):
                on += ONE
    return on


FEW = settings(max_examples=40)
"""A night finds more; forty of each are enough to see a law broken."""

countries = st.sampled_from(sorted(HOMES))
instants = st.datetimes(datetime(2018, 1, 1), datetime(2026, 11, 1), timezones=st.just(UTC)).map(lambda at: at.replace(microsecond=0))
clocks = st.builds(lambda hour, minute: f"{hour:02d}:{minute:02d}", st.integers(0, 23), st.integers(0, 59))
days = st.dates(datetime(2018, 1, 1).date(), datetime(2026, 11, 1).date())


@st.composite
def closures(draw):
    start = draw(days)
    return {
        "start": str(start),
        "end": str(start + timedelta(days=draw(st.integers(0, 30)))),
        "recovery_days": draw(st.integers(0, 6)),
        "ramp_down_days": draw(st.integers(0, 6)),
    }


@st.composite
def stages(draw, *, slow=True):
    made = []
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=5, unique=True).map(lambda found: sorted(found, key=NAMES.index))):
        least = draw(st.integers(0, 6))
        calendar = {"country": draw(countries), "closures": draw(st.lists(closures(), max_size=2)) if slow else []}
        made.append({"name": name, "min": least, "max": least + draw(st.integers(0, 4)), "unit": "working_days", "calendar": calendar})
        if name == "transit" and draw(st.booleans()):
            made[-1] |= {"unit": "days", "calendar": {}}
    return made


@st.composite
def requests(draw, *, slow=True):
    house, to = draw(countries), draw(countries)
    return {
        "placed_at": draw(instants),
        "warehouse": {"timezone": HOMES[house], "country": house, "cutoff": draw(clocks)},
        "stages": draw(stages(slow=slow)),
        "ship_to": to,
        "timezone": HOMES[to],
    }


def told(facts):
    return promise(facts["placed_at"], **{name: one for name, one in facts.items() if name != "placed_at"})


def ends(facts):
    answer = told(facts)
    assume(answer.earliest is not None and answer.latest is not None)
    return answer.earliest, answer.latest


def changed(facts, index, **change):
    rows = [dict(one) for one in facts["stages"]]
    rows[index] |= change
    return {**facts, "stages": rows}


def no_earlier(first, second):
    assert first[0] <= second[0]
    assert first[1] <= second[1]


@FEW
@given(requests())
def test_the_earliest_day_is_never_after_the_latest(facts):
    earliest, latest = ends(facts)

    assert earliest <= latest
    for one in told(facts).stages:
        assert one.earliest <= one.latest


@FEW
@given(requests(), st.timedeltas(timedelta(0), timedelta(days=20)))
def test_a_later_order_never_arrives_earlier(facts, later):
    no_earlier(ends(facts), ends({**facts, "placed_at": facts["placed_at"] + later}))


@FEW
@given(requests(), st.data())
def test_an_extra_closure_never_brings_it_forward(facts, data):
    index = data.draw(st.integers(0, len(facts["stages"]) - 1))
    calendar = facts["stages"][index]["calendar"]
    assume("country" in calendar)
    extra = {**calendar, "closures": [*calendar["closures"], data.draw(closures())]}

    no_earlier(ends(facts), ends(changed(facts, index, calendar=extra)))


@FEW
@given(requests(), st.data())
def test_more_days_never_bring_it_forward(facts, data):
    index = data.draw(st.integers(0, len(facts["stages"]) - 1))
    least, most = data.draw(st.integers(0, 3)), data.draw(st.integers(0, 3))
    row = facts["stages"][index]

    no_earlier(ends(facts), ends(changed(facts, index, min=row["min"] + least, max=row["max"] + least + most)))


@FEW
@given(requests(), clocks)
def test_an_earlier_cut_off_never_brings_it_forward(facts, other):
    """On one clock; across clocks what leaves at an earlier hour may arrive on an earlier date."""
    house = facts["warehouse"]
    early, late = sorted((house["cutoff"], other))
    facts = {**facts, "timezone": house["timezone"]}

    no_earlier(ends({**facts, "warehouse": {**house, "cutoff": late}}), ends({**facts, "warehouse": {**house, "cutoff": early}}))


@FEW
@given(requests(), clocks)
def test_an_order_that_makes_both_cut_offs_is_no_earlier_by_the_later(facts, other):
    house = facts["warehouse"]
    early, late = sorted((house["cutoff"], other))
    first, second = (told({**facts, "warehouse": {**house, "cutoff": one}}) for one in (early, late))
    assume(first.tape.counts == second.tape.counts and None not in (first.earliest, first.latest, second.earliest, second.latest))

    no_earlier((first.earliest, first.latest), (second.earliest, second.latest))


@FEW
@given(requests(slow=False))
def test_a_loop_from_day_to_day_agrees(facts):
    first = facts["stages"][0]
    assume(first["name"] in ("handling", "pickup"))  # where nothing is handled, the warehouse's own calendar opens the way
    asked = (facts["placed_at"], facts["warehouse"], facts["stages"], facts["timezone"])

    assert (naive_promise(*asked, "min"), naive_promise(*asked, "max")) == ends(facts)


@st.composite
def logs(draw):
    """Events in any order of states, and an instant after the last of them."""
    facts = draw(requests())
    at = facts["placed_at"]
    events = []
    for state in draw(st.lists(st.sampled_from(STATES), max_size=6)):
        at += draw(st.timedeltas(timedelta(minutes=1), timedelta(days=6)))
        events.append({"state": state, "at": at})
    return facts, events, at + draw(st.timedeltas(timedelta(0), timedelta(days=10)))


@FEW
@given(logs())
def test_a_new_estimate_never_lies_before_the_instant_it_is_made_at(log):
    facts, events, at = log
    now = reestimate(facts, events=events, at=at)
    assume(not now.log.returned and now.log.delivered is None and now.earliest is not None and now.latest is not None)

    assert min(now.route.clocks.days(int(at.timestamp()))) <= now.earliest.toordinal()
    assert now.earliest <= now.latest


@FEW
@given(logs())
def test_the_first_promise_is_never_lost(log):
    facts, events, at = log
    first = told(facts).arrival
    now = reestimate(facts, events=events, at=at)
    again = reestimate(facts, events=events, at=at, first=now.first)

    assert first == now.first == again.first
    if first is not None and now.earliest is not None and now.latest is not None:
        assert Moved(earliest=(now.earliest - first.earliest).days, latest=(now.latest - first.latest).days) == now.moved
    assert now.to_dict()["first"] == (None if first is None else first.to_dict())


@FEW
@given(logs(), st.timedeltas(timedelta(0), timedelta(days=9)))
def test_waiting_without_news_never_brings_it_forward(log, later):
    facts, events, at = log
    now, then = reestimate(facts, events=events, at=at), reestimate(facts, events=events, at=at + later)
    assume(None not in (now.earliest, now.latest, then.earliest, then.latest))

    no_earlier((now.earliest, now.latest), (then.earliest, then.latest))


def test_without_news_before_anything_was_due_nothing_moves():
    facts = {
        "placed_at": datetime(2026, 3, 2, 9, tzinfo=UTC),
        "warehouse": {"timezone": "Europe/Berlin", "country": "DE", "cutoff": "14:00"},
        "stages": [{"name": "handling", "min": 2, "max": 3, "unit": "working_days"}, {"name": "transit", "min": 2, "max": 4, "unit": "working_days"}],
        "ship_to": "FR",
    }
    now = reestimate(facts, events=[], at=facts["placed_at"])

    assert (Moved(earliest=0, latest=0), None, False) == (now.moved, now.cause, now.notify)


@pytest.mark.parametrize("country", sorted(HOMES))
def test_the_years_agree_with_the_loop_day_by_day(country):
    """Every day of 2026 an order of two working days."""
    house = {"timezone": HOMES[country], "country": country, "cutoff": "12:00"}
    rows = [{"name": "handling", "min": 1, "max": 2, "unit": "working_days", "calendar": {"country": country}}]
    start = datetime(2026, 1, 1, 4, tzinfo=UTC)
    for index in range(0, 340, 2):
        at = start + timedelta(days=index, hours=index % 24)
        answer = promise(at, warehouse=house, stages=rows, ship_to=country, timezone=HOMES[country])

        assert naive_promise(at, house, rows, HOMES[country], "min") == answer.earliest
        assert naive_promise(at, house, rows, HOMES[country], "max") == answer.latest
