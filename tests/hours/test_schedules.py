"""Arithmetic in open time on a place's own clock."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder.errors import FactError
from xborder.hours import Schedule
from xborder.hours import edges as e
from xborder.hours.open_time import OpenTime
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


NEVER = Schedule(timezone="UTC", weekly={"mon-sun": []})
ALWAYS = Schedule(timezone="America/New_York", weekly={"mon-sun": [["00:00", "24:00"]]})
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)


def test_never_open():
    assert NEVER.next_open(AT) is None
    assert AT == NEVER.next_close(AT)
    assert NEVER.add(AT, 1) is None
    assert NEVER.add(AT, -1) is None
    assert timedelta(0) == NEVER.between(AT, AT + timedelta(days=900))


def test_always_open():
    assert AT == ALWAYS.next_open(AT)
    assert ALWAYS.next_close(AT) is None
    assert AT + timedelta(days=400) == ALWAYS.add(AT, 400 * 86_400)
    assert timedelta(days=400) == ALWAYS.between(AT, AT + timedelta(days=400))


def test_a_short_week_reaches_far():
    schedule = Schedule(timezone="UTC", weekly={"mon": [["09:00", "09:01"]]})
    expected = datetime(2026, 11, 23, 9, 1, tzinfo=UTC) + timedelta(weeks=1499)

    assert expected == schedule.add(AT, 1500 * 60)


def test_time_runs_out_at_the_end_of_the_years():
    late = datetime(2199, 12, 30, 12, tzinfo=UTC)
    monday = Schedule(timezone="UTC", weekly={"mon": [["09:00", "10:00"]]})

    assert monday.next_open(late) is None
    assert monday.add(late, 86_400 * 30) is None


def test_naming_years_ahead_compiles_them():
    schedule = Schedule(timezone="UTC", weekly={"mon": [["09:00", "10:00"]]})

    assert (2026, 2028) == schedule.years(2026, 2028).years
    assert schedule.years(2027, 2027) is schedule.window(int(AT.timestamp()))
    assert (2024, 2028) == schedule.years(2024, 2025).years


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (datetime(2026, 1, 1), "naive_datetime"),
        (date(2026, 1, 1), "not_an_instant"),
        ("2026-01-01", "not_an_instant"),
        ("soon", "not_an_instant"),
        (None, "not_an_instant"),
        (datetime(1850, 1, 1, tzinfo=UTC), "instant_out_of_range"),
        (datetime(9999, 12, 31, 23, tzinfo=UTC), "instant_out_of_range"),
        (datetime(1, 1, 1, tzinfo=UTC), "instant_out_of_range"),
    ],
)
@pytest.mark.parametrize("ask", ["is_open", "next_open", "next_close"])
def test_what_is_no_instant_is_refused(at, code, ask):
    with pytest.raises(FactError) as caught:
        getattr(ALWAYS, ask)(at)

    assert code == caught.value.code


def test_text_is_an_instant_too():
    assert ALWAYS.is_open("2026-11-21T12:00:00Z")
    assert AT + timedelta(hours=1) == ALWAYS.add("2026-11-21T12:00:00Z", 3600)
    assert timedelta(hours=1) == ALWAYS.between("2026-11-21T12:00:00Z", "2026-11-21T13:00:00Z")
    assert "2026-11-21T07:00:00-05:00" == ALWAYS.local("2026-11-21T12:00:00Z").isoformat()


@pytest.mark.parametrize("amount", ["a while", 1.5, None])
def test_an_amount_is_whole_seconds_or_a_timedelta(amount):
    with pytest.raises(FactError) as caught:
        ALWAYS.add(AT, amount)

    assert "not_a_whole_number" == caught.value.code


def test_seconds_beyond_any_calendar_are_refused():
    with pytest.raises(FactError) as caught:
        ALWAYS.open_at(10**14)

    assert "instant_out_of_range" == caught.value.code


def test_what_is_only_shared_by_hours_is_no_hours():
    with pytest.raises(NotImplementedError):
        OpenTime()._compiled(2026, 2026, None)
    with pytest.raises(NotImplementedError):
        OpenTime().decided(0)
    assert AT == ALWAYS.next_open("2026-11-21T12:00:00Z")


def utc(text):
    return datetime.fromisoformat(text).astimezone(UTC)


PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("on", "hours", "length"),
    [
        ("2026-10-25", [["00:00", "08:00"]], 9),
        ("2026-03-29", [["00:00", "08:00"]], 7),
        ("2026-03-29", [["02:00", "03:00"]], 0),
        ("2026-03-29", [["02:30", "03:15"]], 0),
        ("2026-10-25", [["02:00", "03:00"]], 2),
        ("2026-10-24", [["22:00", "26:30"]], 4.5),
        ("2026-03-28", [["22:00", "26:30"]], 4.5),
        ("2026-03-28", [["22:00", "30:00"]], 7),
        ("2026-10-24", [["00:00", "48:00"]], 49),
    ],
)
def test_the_length_of_hours_where_the_clock_turns(on, hours, length):
    schedule = Schedule(timezone=PARIS, weekly={}, special={on: hours})
    start = utc(f"{on}T00:00+00:00") - timedelta(days=2)

    assert timedelta(hours=length) == schedule.between(start, start + timedelta(days=6))


def test_both_sides_of_a_repeated_hour():
    schedule = Schedule(timezone=PARIS, weekly={"sat": [["22:00", "26:30"]]})
    shown = [datetime(2026, 10, 25, 2, minute, fold=fold, tzinfo=ZoneInfo(PARIS)) for fold in (0, 1) for minute in (15, 45)]

    assert [True, False, False, False] == [schedule.is_open(at) for at in shown]


def test_the_day_apia_skipped_has_no_hours():
    # Samoa had no 30 December 2011, a Friday.
    schedule = Schedule(timezone="Pacific/Apia", weekly={"fri": [["09:00", "17:00"]]})

    assert schedule.edges(utc("2011-12-29T00:00Z"), utc("2012-01-05T00:00Z")) == []


def test_a_night_belongs_to_the_day_it_began_on():
    bar = Schedule(
        timezone="Europe/Berlin",
        weekly={"thu": [["20:00", "27:00"]], "fri": [["20:00", "27:00"]]},
        holidays={"country": "DE"},
        special={"2026-12-24": [["20:00", "26:00"]]},
    )

    # The night of Christmas Eve runs into Christmas Day, a Friday and a holiday on which nothing begins.
    assert bar.is_open(utc("2026-12-25T01:30+01:00"))
    assert not bar.is_open(utc("2026-12-25T02:00+01:00"))
    assert not bar.is_open(utc("2026-12-25T21:00+01:00"))


def test_a_night_runs_into_the_first_year_compiled():
    bar = Schedule(timezone="Europe/Berlin", weekly={"thu": [["20:00", "27:00"]]})

    assert bar.is_open(utc("2027-01-01T02:59+01:00"))
    assert not bar.is_open(utc("2027-01-01T03:00+01:00"))


def test_a_night_past_the_last_valid_day_is_finished():
    bar = Schedule(timezone="UTC", weekly={"mon-sun": [["20:00", "26:00"]]}, valid=["2026-06-01", "2026-06-02"])
    expected = [utc(one).timestamp() for one in ("2026-06-01T20:00Z", "2026-06-02T02:00Z", "2026-06-02T20:00Z", "2026-06-03T02:00Z")]

    assert expected == bar.edges(utc("2026-05-01T00:00Z"), utc("2026-07-01T00:00Z"))


def test_the_year_ends_without_a_seam():
    assert ALWAYS.edges(utc("2025-06-01T00:00Z"), utc("2029-06-01T00:00Z")) == [
        int(utc("2025-06-01T00:00Z").timestamp()),
        int(utc("2029-06-01T00:00Z").timestamp()),
    ]


def test_a_ruling_says_what_decides_a_day():
    shop = Schedule(
        timezone="Asia/Shanghai",
        weekly={"mon-fri": [["09:00", "18:00"]]},
        special={"2026-02-16": [["10:00", "12:00"]]},
        holidays={"country": "CN"},
        valid=["2026-01-01", "2026-12-31"],
    )
    decided = {on: shop.ruling(on) for on in ("2026-02-13", "2026-02-14", "2026-02-16", "2026-02-17", "2027-01-04")}

    assert ["weekly", "makeup", "special", "holiday", "seasonal"] == [one.decided_by for one in decided.values()]
    assert ((540, 1080),) == decided["2026-02-14"].hours
    assert decided["2026-02-14"].cause.makes_up == date(2026, 2, 20)


@pytest.mark.parametrize(("on", "code"), [("9999-12-31", "day_out_of_range"), ("1066-10-14", "day_out_of_range"), (AT, "instant_for_day")])
def test_a_day_nobody_compiles_is_refused(on, code):
    with pytest.raises(FactError) as caught:
        ALWAYS.ruling(on)

    assert code == caught.value.code
