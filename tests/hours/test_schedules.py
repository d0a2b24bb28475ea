"""Arithmetic in open time on a place's own clock."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from xborder.hours import Schedule
from xborder.hours import edges as e
from xborder.hours.week import DAYS, spans

ZONES = ["UTC", "Europe/Paris", "Australia/Lord_Howe", "Africa/Cairo", "America/Havana", "Asia/Kathmandu", "Antarctica/Troll"]

minutes = st.integers(0, 1439)
spoken = st.lists(minutes, min_size=2, max_size=4, unique=True).map(sorted)
day_hours = st.one_of(
    st.just(()),
    spoken.map(lambda cuts: ((cuts[0], cuts[1]),)),
    spoken.filter(lambda cuts: len(cuts) == 4).map(lambda cuts: ((cuts[0], cuts[1]), (cuts[2], cuts[3] + 600))),
)
days = st.dates(date(2026, 7, 1), date(2027, 2, 28))
instants = st.datetimes(datetime(2026, 7, 1), datetime(2027, 1, 31), timezones=st.just(UTC))
whole_instants = instants.map(lambda at: at.replace(microsecond=0))
amounts = st.integers(0, 10 * 86_400)


@st.composite
def schedules(draw, never=False):
    week = {day: spans(draw(day_hours)) for day in DAYS}
    if not never:
        week["wed"] = [["09:00", "17:00"]]
    special = {on.isoformat(): spans(draw(day_hours)) for on in draw(st.sets(days, max_size=3))}
    return Schedule(
        timezone=draw(st.sampled_from(ZONES)),
        weekly=week,
        special=special,
        holidays=draw(st.sampled_from([None, {"country": "DE", "region": "BE"}, {"country": "EG"}, {"country": "CN"}])),
    )


@settings(max_examples=35)
@given(schedule=schedules(), at=instants)
def test_it_is_open_when_it_next_opens(schedule, at):
    following = schedule.next_open(at)

    assert following >= at
    assert schedule.is_open(following)
    assert schedule.is_open(at) == (following == at)


@settings(max_examples=35)
@given(schedule=schedules(), at=instants)
def test_it_is_closed_when_it_next_closes_and_was_open_just_before(schedule, at):
    following = schedule.next_close(at)

    assert following >= at
    assert not schedule.is_open(following)
    assert following == at or schedule.is_open(following - timedelta(microseconds=1))


@settings(max_examples=35)
@given(schedule=schedules(), at=instants, amount=amounts)
def test_what_was_added_is_taken_back_to_the_microsecond(schedule, at, amount):
    there = schedule.add(at, amount)

    assert timedelta(seconds=amount) == schedule.between(at, there)
    if schedule.is_open(at):
        assert at == schedule.add(there, -amount)


@settings(max_examples=35)
@given(schedule=schedules(), at=instants, amount=amounts.filter(bool))
def test_what_was_taken_is_added_back(schedule, at, amount):
    there = schedule.add(at, -amount)

    assert timedelta(seconds=amount) == schedule.between(there, at)
    if schedule.is_open(at - timedelta(microseconds=1)):
        assert at == schedule.add(there, amount)


@settings(max_examples=35)
@given(schedule=schedules(), at=whole_instants, one=amounts, other=amounts.filter(bool))
def test_adding_in_two_steps_is_adding_at_once(schedule, at, one, other):
    assert schedule.add(at, one + other) == schedule.add(schedule.add(at, one), other)


@settings(max_examples=35)
@given(schedule=schedules(), moments=st.tuples(instants, instants, instants))
def test_open_time_adds_up(schedule, moments):
    one, other, third = moments

    assert schedule.between(one, third) == schedule.between(one, other) + schedule.between(other, third)
    assert schedule.between(one, other) == -schedule.between(other, one)


@settings(max_examples=35)
@given(schedule=schedules(), one=instants, other=instants, amount=amounts)
def test_who_comes_later_is_not_due_earlier(schedule, one, other, amount):
    first, second = sorted((one, other))

    assert schedule.add(first, amount) <= schedule.add(second, amount)


@settings(max_examples=35)
@given(schedule=schedules(), at=instants, name=st.sampled_from(ZONES))
def test_the_zone_an_instant_is_written_in_does_not_matter(schedule, at, name):
    elsewhere = at.astimezone(ZoneInfo(name))

    assert schedule.is_open(at) == schedule.is_open(elsewhere)
    assert schedule.next_open(at) == schedule.next_open(elsewhere)


@settings(max_examples=35)
@given(schedule=schedules(never=True), start=instants, end=instants)
def test_edges_are_those_of_the_stretch(schedule, start, end):
    edges = schedule.edges(start, end)
    first, last = int(start.timestamp()), int(end.timestamp())

    assert edges == sorted(set(edges))
    assert all(first <= one <= last for one in edges)
    assert e.is_open(edges, first) == (schedule.is_open(start) and first < last)


@given(schedule=schedules(never=True), at=instants)
@settings(max_examples=30)
def test_a_schedule_survives_the_wire_and_the_pickle(schedule, at):
    schedule.is_open(at)

    assert schedule == Schedule.from_dict(schedule.to_dict())
    assert schedule == pickle.loads(pickle.dumps(schedule)) == copy.deepcopy(schedule)
    assert hash(schedule) == hash(Schedule.from_dict(schedule.to_dict()))
    assert "_memo" not in repr(schedule)


@given(schedule=schedules(never=True), moments=st.lists(st.datetimes(datetime(1960, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)), max_size=5))
@settings(max_examples=30, deadline=None)
def test_what_was_asked_before_changes_nothing(schedule, moments):
    warm = [schedule.is_open(at) for at in moments]
    fresh = [Schedule.from_dict(schedule.to_dict()).is_open(at) for at in moments]

    assert fresh == warm


def test_threads_agree():
    schedule = Schedule(timezone="Asia/Tokyo", weekly={"mon-fri": [["09:00", "18:00"]]}, holidays={"country": "JP"})
    moments = [datetime(year, 5, 20, 3, tzinfo=UTC) for year in range(2020, 2028)]
    expected = [Schedule.from_dict(schedule.to_dict()).is_open(at) for at in moments]
    found = {}
    threads = [Thread(target=lambda one=one: found.update({one: [schedule.is_open(at) for at in moments]})) for one in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert [expected] * 4 == list(found.values())
