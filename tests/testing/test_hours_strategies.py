"""Calendars, logs, hours, amounts and contacts are drawn as odd as the world has them, and of nothing that is refused."""

from datetime import UTC, datetime, timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

import xborder.testing
from xborder import Address, Country, Schedule, promise
from xborder.hours import Combined
from xborder.shipping.promise.facts import Calendar
from xborder.testing import amounts, calendars, combined_schedules, contact_histories, promise_requests, schedules, tracking_logs

ONCE = settings(database=None, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
EACH = settings(database=None, derandomize=True, deadline=None, max_examples=25)


def drawn(strategy, count=150):
    """Some of what a strategy draws, always the same."""
    found = []

    @settings(ONCE, max_examples=count)
    @given(strategy)
    def draw(one):
        found.append(one)

    draw()
    return found


@cache
def sample(name):
    return drawn(getattr(xborder.testing, name)())


def seen(name, condition):
    """Whether a sample of what one of our strategies draws holds one of which something is so."""
    return any(condition(one) for one in sample(name))


# ----------------------------------------------------------------------------------------------------------- calendars


@pytest.mark.parametrize(
    ("what", "condition"),
    [
        ("make-up days", lambda one: one.country == "CN" and one.weekdays is None),
        ("a region", lambda one: one.region is not None),
        ("weekdays of no country", lambda one: one.country is None and one.weekdays is not None),
        ("weekdays of a country", lambda one: one.country is not None and one.weekdays is not None),
        ("two closures", lambda one: len(one.closures) == 2),
        ("slow work", lambda one: any(closure.recovery_days and closure.ramp_down_days for closure in one.closures)),
    ],
)
def test_calendars_have(what, condition):
    assert seen("calendars", condition), what


@EACH
@given(calendars(countries=st.just(Country("QZ"))))
def test_calendars_may_be_of_countries_of_ones_own(calendar):
    assert calendar.country in ("QZ", None)
    assert calendar.region is None


# ------------------------------------------------------------------------------------------------------------ promises


def test_promise_requests_have_any_of_the_stages():
    names = {stage.name for one in sample("promise_requests") for stage in one.stages}

    assert {"handling", "pickup", "transit", "customs", "delivery"} == names
    assert seen("promise_requests", lambda one: len(one.stages) == 1)
    assert seen("promise_requests", lambda one: len(one.stages) == 5)
    assert seen("promise_requests", lambda one: one.timezone is not None)


@EACH
@given(promise_requests(calendars=st.just(Calendar(weekdays="mon-sun"))))
def test_promise_requests_keep_the_calendars_handed_in(request):
    assert {stage.calendar for stage in request.stages} <= {Calendar(weekdays="mon-sun"), Calendar()}


def test_promise_requests_are_mostly_answered():
    answers = [
        promise(one.placed_at, warehouse=one.warehouse, stages=one.stages, ship_to=one.ship_to, timezone=one.timezone) for one in drawn(promise_requests(), 60)
    ]

    assert len([one for one in answers if one.earliest is not None]) > 30
    assert any(one.needs for one in answers)


# ---------------------------------------------------------------------------------------------------------------- logs


def states(log):
    return [one.state for one in log]


@pytest.mark.parametrize(
    ("what", "condition"),
    [
        ("nothing yet", lambda log: not log),
        ("all the way", lambda log: len(set(states(log))) > 5 and states(log)[-1] == "delivered"),
        ("stopped", lambda log: "held" in states(log)),
        ("went wrong and on", lambda log: "exception" in states(log) and "delivered" in states(log)),
        ("went back", lambda log: "returned" in states(log)),
        ("twice at one instant", lambda log: len(set(log)) < len(log)),
        ("twice within minutes", lambda log: any(a.state == b.state and timedelta(0) < b.at - a.at <= timedelta(minutes=5) for a in log for b in log)),
        ("listed out of order", lambda log: [one.at for one in log] != sorted(one.at for one in log)),
        ("two at one instant", lambda log: len({one.at for one in log}) < len({(one.state, one.at) for one in log})),
    ],
)
def test_tracking_logs_are_as_carriers_write_them(what, condition):
    assert seen("tracking_logs", condition), what


NEWS = datetime(2026, 3, 29, tzinfo=UTC)


@EACH
@given(tracking_logs(since=NEWS))
def test_tracking_logs_begin_where_they_are_told_to(log):
    assert all(one.at >= NEWS for one in log)
    assert not any(one.state == "delivered" for one in log if "returned" in states(log))


# --------------------------------------------------------------------------------------------------------------- hours


@pytest.mark.parametrize(
    ("what", "condition"),
    [
        ("season", lambda one: one.seasons),
        ("two seasons", lambda one: len(one.seasons) == 2),
        ("a season of one day", lambda one: any(season.valid[0] == season.valid[1] for season in one.seasons)),
        ("breaks", lambda one: one.breaks),
        ("a break past midnight", lambda one: any(end > 24 * 60 for _, spans in one.breaks for _, end in spans)),
        ("valid for a day", lambda one: one.valid and one.valid[0] == one.valid[1]),
        ("valid for a year", lambda one: one.valid and (one.valid[1] - one.valid[0]).days == 400),
        ("overnight in a season", lambda one: any(end > 24 * 60 for season in one.seasons for day in season.weekly for _, end in day or ())),
        ("everything", lambda one: one.seasons and one.breaks and one.special and one.valid),
        ("never open", lambda one: not any(one.weekly) and not one.special and not one.seasons),
    ],
)
def test_schedules_have(what, condition):
    assert seen("schedules", condition), what


def depth(hours):
    return 0 if isinstance(hours, Schedule) else 1 + max(map(depth, hours.parts))


@pytest.mark.parametrize("op", ["union", "intersection", "difference", "complement"])
def test_sets_of_hours_come_with_every_operation(op):
    assert seen("combined_schedules", lambda one: one.op == op)


def test_sets_of_hours_are_nested_and_in_several_zones():
    assert seen("combined_schedules", lambda one: depth(one) > 1)
    assert seen("combined_schedules", lambda one: len({part.timezone for part in one.schedules}) > 1)
    assert seen("combined_schedules", lambda one: len(one.parts) > 2)


TOKYO = schedules(zones=["Asia/Tokyo"])


@EACH
@given(combined_schedules(parts=TOKYO))
def test_sets_of_hours_are_of_the_parts_handed_in(one):
    assert isinstance(one, Combined)
    assert {"Asia/Tokyo"} == {part.timezone for part in one.schedules}


# ------------------------------------------------------------------------------------------------------------- amounts


@EACH
@given(amounts(max_days=3))
def test_amounts_are_exact_and_bounded(amount):
    assert 0 <= amount.microseconds <= 3 * 86_400 * 10**6


def test_amounts_of_every_unit_may_be_nothing_whole_or_fine():
    assert {"seconds", "minutes", "hours", "days"} == {one.unit for one in sample("amounts")}
    assert seen("amounts", lambda one: one.n == 0)
    assert seen("amounts", lambda one: one.n == int(one.n) > 0)
    assert seen("amounts", lambda one: one.microseconds % 1_000_000)
    assert {"days"} == {one.unit for one in drawn(amounts(units=["days"]), 10)}


# ------------------------------------------------------------------------------------------------------------- contact


@EACH
@given(contact_histories(before=NEWS))
def test_contacts_lie_before_the_instant_named(contacted):
    assert len(contacted) <= 8
    assert all(NEWS - timedelta(days=45) <= one <= NEWS for one in contacted)


def test_contacts_are_many_equal_or_in_no_order():
    assert seen("contact_histories", lambda one: not one)
    assert seen("contact_histories", lambda one: len(set(one)) < len(one))
    assert seen("contact_histories", lambda one: list(one) != sorted(one))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: amounts(units=[]), r"units=\[\] are to be some of"),
        (lambda: amounts(units=["weeks"]), "'weeks'.* are to be some of"),
        (lambda: amounts(max_days=0), "no room for a day"),
        (lambda: contact_histories(before=datetime(2026, 1, 1)), "before=.* give it a zone"),
        (lambda: drawn(tracking_logs(since=datetime(2026, 1, 1)), 1), "since=.* give it a zone"),
        (lambda: drawn(schedules(zones=["Mars/Olympus"]), 1), "Mars/Olympus"),
    ],
)
def test_what_cannot_be_drawn_is_refused(make, words):
    with pytest.raises(InvalidArgument, match=words):
        make()


def test_where_nobody_lives_is_drawn_too():
    assert {Address.read("QZ"), Address.read("US-HI")} <= {one.ship_to for one in sample("promise_requests")}
