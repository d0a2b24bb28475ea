"""Sets of hours: lawful through every gap and overlap of every clock."""

import copy
import pickle
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder.errors import FactError
from xborder.hours import Combined, Schedule, availability
from xborder.hours import edges as e
from xborder.hours.week import DAYS, spans

# Half an hour, two hours, midnight turns, none at all, and a Ramadan that is over.
ZONES = ["Europe/Paris", "Australia/Lord_Howe", "Antarctica/Troll", "Africa/Cairo", "America/Havana", "Asia/Kathmandu", "Africa/Casablanca"]
# Weeks in which clocks turn somewhere.
TURNS = [date(2026, 3, 29), date(2026, 4, 5), date(2026, 4, 24), date(2026, 9, 20), date(2026, 10, 4), date(2026, 10, 25), date(2026, 11, 1)]

cuts = st.lists(st.integers(0, 95), min_size=2, max_size=4, unique=True).map(sorted)
day_hours = st.one_of(
    st.just(()),
    st.just(((0, 1440),)),
    cuts.map(lambda one: tuple((start * 15, end * 15) for start, end in zip(one[::2], one[1::2], strict=False))),
    st.integers(0, 95).map(lambda start: ((start * 15, start * 15 + 1440),)),
)


@st.composite
def schedules(draw):
    turn = draw(st.sampled_from(TURNS))
    return Schedule(
        timezone=draw(st.sampled_from(ZONES)),
        weekly={day: spans(draw(day_hours)) for day in DAYS},
        special={turn.isoformat(): spans(draw(day_hours))} if draw(st.booleans()) else {},
        breaks={turn.isoformat(): [["01:30", "02:15"], ["23:30", "24:30"]]} if draw(st.booleans()) else {},
        seasons=[{"valid": [turn, turn + timedelta(days=9)], "weekly": {"mon-sun": [["00:00", "03:00"]]}}] if draw(st.booleans()) else [],
    )


@st.composite
def stretches(draw):
    turn = draw(st.sampled_from(TURNS))
    start = datetime(turn.year, turn.month, turn.day, tzinfo=UTC) - timedelta(days=2)
    return start, start + timedelta(days=draw(st.integers(1, 8)), seconds=draw(st.integers(0, 86_400)))


def seen(hours, stretch):
    return hours.edges(*stretch)


@settings(max_examples=60)
@given(one=schedules(), other=schedules(), stretch=stretches())
def test_sets_of_schedules_are_sets_of_seconds(one, other, stretch):
    first, second = seen(one, stretch), seen(other, stretch)
    start, end = (int(at.timestamp()) for at in stretch)

    assert e.union(first, second) == seen(one | other, stretch)
    assert e.intersection(first, second) == seen(one & other, stretch)
    assert e.difference(first, second) == seen(one - other, stretch)
    assert e.complement(first, start, end) == seen(~one, stretch)


@settings(max_examples=30)
@given(one=schedules(), other=schedules(), third=schedules(), stretch=stretches())
def test_the_laws_of_sets(one, other, third, stretch):
    def same(left, right):
        return seen(left, stretch) == seen(right, stretch)

    assert same(~(one | other), ~one & ~other)
    assert same(~(one & other), ~one | ~other)
    assert same(one - other, one & ~other)
    assert same(~~one, one)
    assert same(one | other, other | one)
    assert same(one & (other | third), (one & other) | (one & third))
    assert same((one | other) | third, one | (other | third))
    assert same(one | (one & other), one)
    assert same((one - other) | (one & other), one)
    assert seen(one & ~one, stretch) == []


@settings(max_examples=40)
@given(one=schedules(), other=schedules(), stretch=stretches(), second=st.integers(0, 86_400))
def test_a_second_is_open_as_its_parts_say(one, other, stretch, second):
    at = stretch[0] + timedelta(seconds=second)
    first, then = one.is_open(at), other.is_open(at)

    assert (first or then, first and then, first and not then, not first) == (
        (one | other).is_open(at),
        (one & other).is_open(at),
        (one - other).is_open(at),
        (~one).is_open(at),
    )


@settings(max_examples=40)
@given(one=schedules(), other=schedules(), stretch=stretches(), amount=st.integers(1, 200_000))
def test_open_time_of_a_set_is_added_and_taken_back(one, other, stretch, amount):
    both = one | other | Schedule(timezone="UTC", weekly={"wed": [["09:00", "10:00"]]})
    there = both.add(stretch[0], amount)

    assert timedelta(seconds=amount) == both.between(stretch[0], there)
    assert there == both.next_close(there - timedelta(microseconds=1)) or both.is_open(there)
    assert both.add(there, -amount) == both.next_open(stretch[0])


DESK = Schedule(timezone="Europe/Berlin", weekly={"mon-fri": [["09:00", "17:00"]]}, holidays={"country": "DE"})
NIGHT = Schedule(timezone="Asia/Manila", weekly={"mon-sun": [["10:00", "19:00"]]})
LUNCH = Schedule(timezone="Europe/Berlin", weekly={"mon-fri": [["12:00", "13:00"]]})
NEVER = Schedule(timezone="UTC", weekly={"mon-sun": []})


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("hours", "moment", "expected"),
    [
        (DESK | NIGHT, "2026-11-20T10:00Z", (True, "weekly", "Europe/Berlin")),
        (DESK | NIGHT, "2026-11-20T02:00Z", (True, "weekly", "Asia/Manila")),
        (DESK | NIGHT, "2026-11-20T20:00Z", (False, "weekly", "Europe/Berlin")),
        (DESK & NIGHT, "2026-12-25T09:30Z", (False, "holiday", "Europe/Berlin")),
        (DESK & NIGHT, "2026-11-20T03:00Z", (False, "weekly", "Europe/Berlin")),
        (DESK & DESK, "2026-11-20T10:00Z", (True, "weekly", "Europe/Berlin")),
        (DESK - LUNCH, "2026-11-20T11:30Z", (False, "weekly", "Europe/Berlin")),
        (DESK - LUNCH, "2026-12-25T11:30Z", (False, "holiday", "Europe/Berlin")),
        (DESK - NIGHT, "2026-11-20T12:00Z", (True, "weekly", "Europe/Berlin")),
        (~DESK, "2026-12-25T11:30Z", (True, "holiday", "Europe/Berlin")),
    ],
)
def test_which_part_decides(hours, moment, expected):
    answer = availability(hours, at=at(moment))
    schedule, _, _ = hours.decided(int(at(moment).timestamp()))

    assert expected == (answer.open, answer.decided_by, schedule.timezone)
    assert len(answer.because) == 1
    assert answer.to_dict()["until"] is not None


def test_all_that_had_to_agree_make_it_less_sure():
    egypt = Schedule(timezone="Africa/Cairo", weekly={"sun-thu": [["09:00", "17:00"]]}, holidays={"country": "EG"})
    every = Schedule(timezone="UTC", weekly={"mon-sun": [["00:00", "24:00"]]}, special={"2041-01-01": []})
    eid = next(one.day for one in egypt.holidays.year(2041).closed if "Eid" in one.name and one.day.weekday() not in (4, 5))
    moment = datetime(eid.year, eid.month, eid.day, 10, tzinfo=UTC)

    assert availability(egypt & every, at=moment).confidence == "estimated"
    assert availability(egypt | every, at=moment).confidence == "rule"
    assert availability(egypt | NEVER, at=moment).confidence == "estimated"
    assert availability(every - egypt, at=moment).confidence == "estimated"
    assert availability(egypt - every, at=moment).confidence == "estimated"


def test_unknown_years_are_needs_of_the_part_that_reads_them():
    ceylon = Schedule(timezone="Asia/Colombo", weekly={"mon-fri": [["09:00", "17:00"]]}, holidays={"country": "LK"})
    answer = availability(ceylon | NEVER, at=datetime(2090, 6, 1, 6, tzinfo=UTC))

    assert ("incomplete", False, False) == (answer.status, answer.open, answer.never_open)
    assert answer.needs[0].text.startswith("the holidays of LK in 2090 to 2095 are not in holidays ")


def test_a_set_is_a_value():
    hours = (DESK | NIGHT) - LUNCH
    thawed = pickle.loads(pickle.dumps(hours))

    assert hours == thawed == copy.deepcopy(hours) == Combined.from_dict(hours.to_dict()) == Schedule.read(hours.to_dict())
    assert hash(hours) == hash(thawed)
    assert "_memo" not in repr(hours)
    assert "Europe/Berlin" == hours.timezone
    assert (DESK, NIGHT, LUNCH) == hours.schedules
    assert 3 == len((DESK | NIGHT | LUNCH).parts)
    assert DESK == Schedule.read(DESK)


def test_a_set_knows_when_nothing_opens():
    assert (NEVER & DESK).next_open(at("2026-11-21T12:00Z")) is None
    assert (~(DESK | ~DESK)).next_open(at("2026-11-21T12:00Z")) is None
    assert (~NEVER).next_close(at("2026-11-21T12:00Z")) is None


def test_sets_end_with_the_years():
    tokyo = Schedule(timezone="Asia/Tokyo", weekly={"mon-sun": [["09:00", "17:00"]]})
    hawaii = Schedule(timezone="Pacific/Honolulu", weekly={"mon-sun": [["09:00", "10:00"]]})
    late, early = at("2199-12-31T12:00Z"), at("1900-01-02T12:00Z")

    for hours in (tokyo | hawaii, hawaii | tokyo, tokyo & hawaii, ~tokyo):
        assert hours.next_open(late) is None or hours.is_open(hours.next_open(late))
        assert hours.add(early, -(86_400 * 900)) is None


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        ({"op": "complement", "parts": [DESK, NIGHT]}, "wrong_number_of_parts", "/parts"),
        ({"op": "difference", "parts": [DESK]}, "wrong_number_of_parts", "/parts"),
        ({"op": "union", "parts": [DESK]}, "wrong_number_of_parts", "/parts"),
        ({"op": "xor", "parts": [DESK, NIGHT]}, "unknown_choice", "/op"),
        ({"op": "union", "parts": [DESK, {"timezone": "UTC"}]}, "missing_key", "/parts/1/weekly"),
        ({"op": "union"}, "missing_key", "/parts"),
    ],
)
def test_a_set_that_is_none_is_refused(data, code, path):
    with pytest.raises(FactError) as caught:
        Schedule.read(data)

    assert (code, path) == (caught.value.code, caught.value.path)


def test_hours_join_with_hours_only():
    with pytest.raises(TypeError):
        _ = DESK | 3
