"""At the ends of time every question about hours is answered, or refused in words: no year is too early, late or unknown."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xborder import FactError, Schedule
from xborder.adapters.wire import ask
from xborder.hours import zones_of_address

FEW = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Twenty times as many are tried before a release."""

ENDS = (
    *("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "0001-01-02T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59.999999-12:00"),
    *("1899-12-31T23:59:59Z", "1900-01-01T00:00:00Z", "1900-01-05T00:00:00+14:00", "2199-12-30T00:00:00Z", "2199-12-31T23:59:59Z", "2200-01-01T00:00:00Z"),
    *("2009-12-31T23:00:00Z", "2035-12-31T23:00:00Z", "2036-01-01T00:00:00Z", "1582-10-10T00:00:00Z", "2100-02-28T12:00:00Z", "1969-12-31T23:59:59Z"),
)
DAYS = ("2026-01-01", "0001-01-01", "9999-12-31", "1900-01-01", "1899-12-31", "2199-12-31", "2200-01-01", "2035-12-31")
near = st.datetimes(datetime(2009, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)).map(datetime.isoformat)
reached = st.datetimes(datetime(1900, 1, 3), datetime(2199, 12, 29), timezones=st.just(UTC)).map(datetime.isoformat)
instants = near | reached | near | st.sampled_from(ENDS)
stretches = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(sorted)
zones = st.sampled_from(("UTC", "Pacific/Kiritimati", "Etc/GMT+12", "America/New_York", "Pacific/Apia", "Africa/Monrovia"))
hours = st.sampled_from(([], [["09:00", "17:00"]], [["00:00", "24:00"]], [["22:00", "48:00"]]))
weeks = st.sampled_from(("mon-sun", "mon-fri", "sat")).flatmap(lambda key: hours.map(lambda one: {key: one}))


def some(strategy):
    return st.none() | strategy


@st.composite
def schedules(draw):
    facts = {"timezone": draw(zones), "weekly": draw(weeks)}
    more = {
        "special": draw(some(st.dictionaries(st.sampled_from(DAYS), hours, min_size=1, max_size=2))),
        "breaks": draw(some(st.sampled_from(DAYS).map(lambda on: {on: [["10:00", "11:00"], ["23:00", "25:00"]]}))),
        "valid": draw(some(stretches)),
        "seasons": draw(some(st.builds(lambda valid, weekly: [{"valid": valid, "weekly": weekly, "confidence": "estimated"}], stretches, weeks))),
        "holidays": draw(some(st.sampled_from(("DE", "CN", "AE", "LK", "US")).map(lambda country: {"country": country}))),
    }
    return facts | {name: one for name, one in more.items() if one is not None}


OPS = (("complement", 1), ("difference", 2), ("union", 2), ("intersection", 3))


def sets(parts):
    return st.sampled_from(OPS).flatmap(lambda op: st.lists(parts, min_size=op[1], max_size=op[1]).map(lambda some: {"op": op[0], "parts": some}))


combined = st.recursive(schedules(), sets, max_leaves=3)
amounts = st.builds(
    lambda n, unit: {"n": n, "unit": unit}, st.sampled_from(("0", "8", "0.000001", "99999", "10000000000")), st.sampled_from(("seconds", "hours", "days"))
)


def known(facts):
    return {name: one for name, one in facts.items() if one is not None}


QUESTIONS = {
    "availability": st.fixed_dictionaries({"schedule": combined, "at": instants, "viewer": some(zones)}),
    "add": st.fixed_dictionaries(
        {
            "schedule": combined,
            "op": st.sampled_from(("add", "subtract")),
            "at": instants,
            "amount": amounts,
            "day": st.sampled_from(("24_hours", "working_day")),
        }
    ),
    "between": st.fixed_dictionaries({"schedule": combined, "op": st.just("between"), "at": instants, "to": instants}),
    "next_open": st.fixed_dictionaries({"schedule": combined, "op": st.just("next_open"), "at": instants}),
    "nth": st.fixed_dictionaries({"schedule": schedules(), "op": st.just("nth_working_day"), "at": instants, "n": st.sampled_from((0, 1, 300, 10**12))}),
    "contact_windows": st.fixed_dictionaries(
        {
            "customer": st.sampled_from(({"timezone": "Asia/Tokyo"}, {"address": "US"}, {"address": "QZ"}, {"phone": "+34922123456"}, {})),
            "at": instants,
            "k": st.sampled_from((1, 100)),
            "minutes": st.sampled_from((1, 1440)),
            "agents": some(combined),
            "permitted": some(st.sampled_from(DAYS).map(lambda on: {"weekly": {"mon-sun": [["08:00", "32:00"]]}, "special": {on: []}})),
            "contacted": st.lists(instants, max_size=3),
            "cap": some(st.fixed_dictionaries({"count": st.sampled_from((1, 2)), "days": st.sampled_from((1, 10**6, 10**15))})),
            "holidays": some(st.sampled_from(("DE", "LK")).map(lambda country: {"country": country})),
        }
    ),
    "coverage": st.builds(
        lambda one, other, schedule: {"teams": [{"name": "a", "schedule": schedule}], "start": min(one, other), "end": max(one, other)},
        near,
        instants,
        schedules(),
    ),
}
NAMES = {"add": "business_time", "between": "business_time", "next_open": "business_time", "nth": "business_time"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_whatever_is_asked_is_answered_or_refused(question):
    @FEW
    @given(QUESTIONS[question])
    def asked(facts):
        with suppress(FactError):
            assert json.dumps(ask(NAMES.get(question, question), known(facts)))

    asked()


DESK = {"timezone": "Pacific/Kiritimati", "weekly": {"mon-sun": [["09:00", "17:00"]]}}


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "1899-06-01T00:00:00Z", "2200-06-01T00:00:00Z"])
@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("availability", {"schedule": DESK}),
        ("business_time", {"schedule": DESK, "op": "next_open"}),
        ("business_time", {"schedule": DESK, "op": "nth_working_day", "n": 1}),
        ("business_time", {"schedule": DESK, "op": "add", "amount": {"n": "1", "unit": "hours"}}),
        ("business_time", {"schedule": DESK, "op": "between", "to": "2026-01-01T00:00:00Z"}),
        ("contact_windows", {"customer": {"timezone": "Asia/Tokyo"}, "k": 1, "minutes": 30}),
    ],
    ids=["availability", "next_open", "nth", "add", "between", "contact"],
)
def test_a_year_nobody_keeps_a_calendar_of_is_refused_by_name(question, facts, at):
    with pytest.raises(FactError) as caught:
        ask(question, {**facts, "at": at})

    assert ("instant_out_of_range", "/at") == (caught.value.code, caught.value.path)
    assert "outside the years 1900 to 2199" in str(caught.value)


def test_the_other_end_is_refused_by_its_own_name():
    with pytest.raises(FactError) as caught:
        ask("business_time", {"schedule": DESK, "op": "between", "at": "2026-01-01T00:00:00Z", "to": "9999-12-31T23:59:59Z"})

    assert ("instant_out_of_range", "/to") == (caught.value.code, caught.value.path)


def test_days_no_calendar_reaches_are_read_and_told_apart():
    desk = Schedule(**DESK, special={"0001-01-01": [], "9999-12-31": []}, breaks={"9999-12-31": [["10:00", "11:00"]]}, valid=["0001-01-01", "9999-12-31"])

    assert desk.is_open(datetime(2026, 1, 1, 0, tzinfo=UTC))
    assert desk.next_open(datetime(2199, 12, 31, 3, tzinfo=UTC)) is None


def test_a_zone_asked_for_at_the_end_of_time_is_outside_the_atlas():
    with pytest.raises(FactError) as caught:
        zones_of_address("DE", at=datetime(9999, 12, 31, tzinfo=UTC))

    assert "outside_atlas" == caught.value.code


def test_a_schedule_at_the_edges_of_its_years():
    """The first and the last day of all are asked beyond their ends, and answered as far as calendars go."""
    always = Schedule(timezone="UTC", weekly={"mon-sun": [["00:00", "24:00"]]})
    first, last = datetime(1900, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)

    assert always.is_open(first)
    assert always.is_open(last - timedelta(microseconds=1))
    assert always.add(last - timedelta(hours=1), -3600) == last - timedelta(hours=2)
    assert always.add(last - timedelta(hours=1), 7200) is None
    assert always.add(first + timedelta(hours=1), -7200) is None
    assert always.next_close(last - timedelta(hours=1)) is None
