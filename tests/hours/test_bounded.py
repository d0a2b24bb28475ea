"""Hours that open once or never are looked through a bounded number of times, and what was asked before decides nothing."""

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder.hours import Schedule, availability, business_time, nearest_open, nth_working_day, windows

FEW = settings(max_examples=30, deadline=None)
AT = datetime(2026, 6, 1, tzinfo=UTC)
ONCE = {"2026-01-01": [["09:00", "17:00"]]}
HOUR = 3600


def made(**facts):
    return Schedule(**{"timezone": "UTC", "weekly": {}, **facts})


HOURS = {
    "never": made,
    "once": lambda: made(special=ONCE),
    "twice, eight years apart": lambda: made(special={**ONCE, "2034-01-01": [["09:00", "17:00"]]}),
    "never, by a calendar": lambda: made(holidays={"country": "DE"}),
    "until its last day": lambda: made(weekly={"mon-sun": [["09:00", "17:00"]]}, valid=["2020-01-01", "2026-05-01"]),
    "never both": lambda: made(special=ONCE) & made(weekly={"sun": [["09:00", "17:00"]]}),
}
QUESTIONS = {
    "next_open": lambda hours: hours.next_open(AT),
    "next_close": lambda hours: hours.next_close(AT),
    "add": lambda hours: hours.add(AT, HOUR),
    "add, much": lambda hours: hours.add(AT, 10**9),
    "add, from before": lambda hours: hours.add(datetime(2025, 12, 1, tzinfo=UTC), 9 * HOUR),
    "subtract": lambda hours: hours.add(AT, -9 * HOUR),
    "subtract, much": lambda hours: hours.add(AT, -(10**9)),
    "nearest": lambda hours: nearest_open(hours, at=AT),
    "availability": lambda hours: availability(hours, at=AT).to_dict(),
    "business_time": lambda hours: business_time(hours, op="add", at=AT, amount={"n": "10000000000", "unit": "days"}).to_dict(),
    "nth_working_day": lambda hours: nth_working_day(hours, at=AT, n=10**12),
}


@pytest.fixture
def compiled(monkeypatch):
    """How many years were laid out, each time that any were."""
    counted = []
    real = windows.laid

    def laid(years, *facts):
        counted.append(years[1] - years[0] + 1)
        return real(years, *facts)

    monkeypatch.setattr("xborder.hours.windows.laid", laid)
    monkeypatch.setattr("xborder.hours.schedules.laid", laid)
    return counted


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("kind", HOURS)
def test_asked_again_nothing_more_is_compiled(kind, question, compiled):
    hours, ask = HOURS[kind](), QUESTIONS[question]
    first = ask(hours)
    once = len(compiled)
    again = [ask(hours) for _ in range(5)]

    assert [first] * 5 == again
    assert once == len(compiled)
    assert sum(compiled) <= 250


def test_a_walk_through_all_years_lays_them_out_a_few_times():
    """Year by year they would be laid out 174 times, 15,000 years in all."""
    daily = made(weekly={"mon-sun": [["09:00", "17:00"]]})
    second = int(AT.timestamp())
    walked = []
    while second is not None:
        second = daily.add_at(second, 300 * 8 * HOUR)
        years = daily._memo["window"].years
        if years not in walked:
            walked.append(years)

    assert 2199 == walked[-1][1]
    assert len(walked) < 30


@pytest.mark.parametrize("order", list(permutations(("next_open", "add", "add, from before", "subtract"))), ids="-".join)
def test_what_was_asked_before_decides_nothing(order):
    """Eight years are too far to be found, also by those who have compiled them already."""
    for kind in HOURS.values():
        alone = {name: QUESTIONS[name](kind()) for name in order}
        hours = kind()
        hours.years(2020, 2040)
        together = {name: QUESTIONS[name](hours) for name in order}

        assert alone == together


DAYS = st.dates(datetime(2015, 1, 1).date(), datetime(2045, 1, 1).date()).map(str)


@FEW
@given(st.lists(DAYS, min_size=1, max_size=4, unique=True), st.lists(st.tuples(DAYS, st.integers(-30, 30)), min_size=1, max_size=4))
def test_rare_hours_answer_the_same_in_any_order(opened, asked):
    special = {on: [["09:00", "17:00"]] for on in opened}

    def answers(hours, on, much):
        at = datetime.fromisoformat(on).replace(tzinfo=UTC) + timedelta(hours=12)
        told = availability(hours, at=at)
        return hours.next_open(at), hours.next_close(at), hours.add(at, much * HOUR), hours.last_open_at(int(at.timestamp())), told.turns, told.opens

    known = made(special=special)
    for one in asked:
        assert answers(made(special=special), *one) == answers(known, *one)


def test_five_years_are_searched_and_no_more():
    opened = datetime(2031, 6, 4, 9, tzinfo=UTC)
    rare = made(special={str(opened.date()): [["09:00", "17:00"]]})
    far = timedelta(days=5 * 366)

    assert opened == rare.next_open(opened - far)
    assert rare.next_open(opened - far - timedelta(seconds=1)) is None
    assert opened + timedelta(hours=1) == rare.add(opened - far, HOUR)
    assert rare.add(opened - far - timedelta(seconds=1), HOUR) is None
    assert opened + timedelta(hours=7) == rare.add(opened + timedelta(hours=8) + far, -HOUR)
    assert rare.add(opened + timedelta(hours=8) + far + timedelta(seconds=1), -HOUR) is None
