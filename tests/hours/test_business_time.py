"""Adding, taking, counting open time: the question, its vendors' semantics, and its errors."""

import json
import pickle
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder.adapters.wire import ask
from xborder.doors import holidays, zones
from xborder.errors import FactError
from xborder.hours import (
    Schedule,
    add_business_time,
    business_time,
    business_time_between,
    nearest_open,
    nth_working_day,
    subtract_business_time,
)

DESK = {"timezone": "Europe/Berlin", "weekly": {"mon-fri": [["09:00", "17:00"]], "sat,sun": []}, "holidays": {"country": "DE", "region": "BE"}}
CHINA = {"timezone": "Asia/Shanghai", "weekly": {"mon-fri": [["09:00", "18:00"]], "sat,sun": []}, "holidays": {"country": "CN"}}
PLAIN = {"timezone": "UTC", "weekly": {"mon-fri": [["09:00", "17:00"]], "sat,sun": []}}
NEVER = {"timezone": "UTC", "weekly": {"mon-sun": []}}
LAST = holidays.calendar_year("LK", None, 2090).horizon
CEYLON = {"timezone": "Asia/Colombo", "weekly": {"mon-fri": [["09:00", "18:00"]], "sat,sun": []}, "holidays": {"country": "LK"}}


def utc(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def hours(n):
    return {"n": n, "unit": "hours"}


def days(n):
    return {"n": n, "unit": "days"}


def shown(answer):
    return answer.instant and answer.instant.local.isoformat()


@pytest.mark.parametrize(
    ("schedule", "at", "asked", "expected"),
    [
        (DESK, "2026-11-20T16:30+01:00", {"op": "add", "amount": hours("1")}, ("2026-11-23T09:30:00+01:00", 3600)),
        (DESK, "2026-11-20T16:30+01:00", {"op": "add", "amount": hours("0.5")}, ("2026-11-20T17:00:00+01:00", 1800)),
        (DESK, "2026-11-20T17:00+01:00", {"op": "add", "amount": hours("0")}, ("2026-11-23T09:00:00+01:00", 0)),
        # Christmas: half past four on the 23rd, then Thursday 24 December is worked, 25 and the weekend are not.
        (DESK, "2026-12-23T16:30+01:00", {"op": "add", "amount": hours("9")}, ("2026-12-28T09:30:00+01:00", 32_400)),
        (DESK, "2026-11-23T09:30+01:00", {"op": "subtract", "amount": hours("1")}, ("2026-11-20T16:30:00+01:00", 3600)),
        (DESK, "2026-11-22T12:00+01:00", {"op": "subtract", "amount": hours("0")}, ("2026-11-20T17:00:00+01:00", 0)),
        # A day is 24 open hours (Intercom), or one working day (zendesk/biz).
        (DESK, "2026-11-20T16:55+01:00", {"op": "add", "amount": days("1")}, ("2026-11-25T16:55:00+01:00", 86_400)),
        (DESK, "2026-11-20T16:55+01:00", {"op": "add", "amount": days("1"), "day": "working_day"}, ("2026-11-23T16:55:00+01:00", 28_800)),
        (DESK, "2026-11-20T16:55+01:00", {"op": "add", "amount": days("0.5")}, ("2026-11-24T12:55:00+01:00", 43_200)),
        (DESK, "2026-11-20T18:00+01:00", {"op": "add", "amount": days("1"), "day": "working_day"}, ("2026-11-24T09:00:00+01:00", 28_800)),
        (DESK, "2026-11-23T08:00+01:00", {"op": "subtract", "amount": days("1"), "day": "working_day"}, ("2026-11-19T17:00:00+01:00", 28_800)),
        (DESK, "2026-11-20T12:00+01:00", {"op": "next_open"}, ("2026-11-20T12:00:00+01:00", 0)),
        (DESK, "2026-12-24T17:00+01:00", {"op": "next_open"}, ("2026-12-28T09:00:00+01:00", 0)),
        (DESK, "2026-12-24T12:00+01:00", {"op": "nth_working_day", "n": 1}, ("2026-12-28T09:00:00+01:00", 18_000)),
        (DESK, "2026-12-24T12:00+01:00", {"op": "nth_working_day", "n": 0}, ("2026-12-24T12:00:00+01:00", 0)),
        (DESK, "2026-12-25T12:00+01:00", {"op": "nth_working_day", "n": 0}, ("2026-12-28T09:00:00+01:00", 0)),
        # Chinese New Year: Saturday 14 February is worked, 15 to 23 are not.
        (CHINA, "2026-02-13T12:00+08:00", {"op": "nth_working_day", "n": 1}, ("2026-02-14T09:00:00+08:00", 21_600)),
        (CHINA, "2026-02-13T12:00+08:00", {"op": "nth_working_day", "n": 2}, ("2026-02-24T09:00:00+08:00", 54_000)),
        (CHINA, "2026-02-14T17:00+08:00", {"op": "add", "amount": hours("2")}, ("2026-02-24T10:00:00+08:00", 7200)),
    ],
)
def test_where_open_time_leads(schedule, at, asked, expected):
    answer = business_time(schedule, at=utc(at), **asked)

    if asked["op"] != "nth_working_day" or asked["n"]:
        assert expected == (shown(answer), answer.seconds)
    assert answer.date.isoformat() == expected[0][:10]
    assert ("complete", False) == (answer.status, answer.never_open)


def test_an_amount_of_days_says_what_a_day_is():
    told = [business_time(DESK, op="add", at=utc("2026-11-20T12:00Z"), amount=days("1"), day=day).because[0].text for day in ("24_hours", "working_day")]

    assert ["1 days of 24 open hours from 2026-11-20T13:00:00+01:00 on are", "1 days of work from 2026-11-20T13:00:00+01:00 on are"] == [
        one.partition(" over")[0] for one in told
    ]


def test_between_counts_open_seconds_and_has_no_instant():
    answer = business_time(DESK, op="between", at=utc("2026-12-23T16:00+01:00"), to=utc("2026-12-28T10:00+01:00"))
    back = business_time(DESK, op="between", at=utc("2026-12-28T10:00+01:00"), to=utc("2026-12-23T16:00+01:00"))

    assert (None, None, 36_000, "rule", False) == (answer.instant, answer.date, answer.seconds, answer.confidence, answer.never_open)
    assert -36_000 == back.seconds


def test_the_answer_on_the_wire():
    facts = {"schedule": DESK, "op": "add", "at": "2026-12-24T16:00:00+01:00", "amount": {"n": "2", "unit": "hours"}}
    answer = ask("business_time", facts)

    assert {"utc": "2026-12-28T09:00:00Z", "local": "2026-12-28T10:00:00+01:00", "viewer": None} == answer["instant"]
    assert ("2026-12-28", 7200, "rule", False, "complete") == tuple(answer[key] for key in ("date", "seconds", "confidence", "never_open", "status"))
    assert [
        "2 hours of open time from 2026-12-24T16:00:00+01:00 on are over at 2026-12-28T10:00:00+01:00",
        "2026-12-25 is a holiday in DE, Christmas Day: closed",
        "2026-12-26 is a holiday in DE, Second Day of Christmas: closed",
    ] == [one["text"] for one in answer["because"]]
    assert answer["edition"].endswith(f"tzdata-{zones.version()} holidays-{holidays.version()}")
    assert json.loads(json.dumps(answer)) == answer


@pytest.mark.parametrize("n", ["0.1", "0.25", "1.75", "0.000001", "7.999"])
def test_fractions_of_hours_are_exact(n):
    answer = business_time(PLAIN, op="add", at=utc("2026-11-20T09:00Z"), amount=hours(n))
    expected = Fraction(n) * 3600
    seconds = answer.seconds

    assert expected == Fraction(seconds)
    assert isinstance(seconds, int) == (expected.denominator == 1)
    assert utc("2026-11-20T09:00Z") + timedelta(microseconds=int(expected * 1_000_000)) == answer.instant.utc


def test_parts_of_a_second_are_written_as_a_figure():
    answer = business_time(PLAIN, op="between", at=utc("2026-11-20T10:00:00.25Z"), to=utc("2026-11-20T10:00:01Z"))
    back = business_time(PLAIN, op="between", at=utc("2026-11-20T10:00:01Z"), to=utc("2026-11-20T10:00:00.25Z"))

    assert (Decimal("0.750000"), Decimal("-0.750000")) == (answer.seconds, back.seconds)
    assert "0.750000" == answer.to_dict()["seconds"]


@pytest.mark.parametrize(
    ("asked", "code", "path"),
    [
        ({"op": "plus"}, "unknown_choice", "/op"),
        ({"op": "add"}, "missing_key", "/amount"),
        ({"op": "between"}, "missing_key", "/to"),
        ({"op": "nth_working_day"}, "missing_key", "/n"),
        ({"op": "next_open", "n": 1}, "unused_fact", "/n"),
        ({"op": "add", "amount": hours("1"), "to": utc("2026-11-21T12:00Z")}, "unused_fact", "/to"),
        ({"op": "add", "amount": hours("-1")}, "negative_amount", "/amount/n"),
        ({"op": "add", "amount": timedelta(hours=-1)}, "negative_amount", "/amount"),
        ({"op": "nth_working_day", "n": -1}, "negative_amount", "/n"),
        ({"op": "add", "amount": hours(1.5)}, "not_exact", "/amount/n"),
        ({"op": "add", "amount": hours(True)}, "not_exact", "/amount/n"),
        ({"op": "add", "amount": hours("an hour")}, "not_a_figure", "/amount/n"),
        ({"op": "add", "amount": hours("Infinity")}, "not_a_figure", "/amount/n"),
        ({"op": "add", "amount": hours("99999999999")}, "amount_too_large", "/amount/n"),
        ({"op": "add", "amount": hours("0.0000000001")}, "amount_too_fine", "/amount/n"),
        ({"op": "add", "amount": {"n": "1", "unit": "weeks"}}, "unknown_choice", "/amount/unit"),
        ({"op": "add", "amount": {"n": "1"}}, "missing_key", "/amount/unit"),
        ({"op": "add", "amount": days("1.5"), "day": "working_day"}, "part_of_a_working_day", "/amount/n"),
        ({"op": "add", "amount": days("1"), "day": "calendar"}, "unknown_choice", "/day"),
        ({"op": "next_open", "at": datetime(2026, 1, 1)}, "naive_datetime", "/at"),
        ({"op": "next_open", "at": utc("1850-01-01T00:00Z")}, "instant_out_of_range", "/at"),
        ({"op": "between", "to": datetime(2026, 1, 1)}, "naive_datetime", "/to"),
        ({"op": "next_open", "schedule": {"timezone": "Europe/Bern", "weekly": {}}}, "unknown_zone", "/schedule/timezone"),
        ({"op": "next_open", "schedule": DESK | {"holidays": {"country": "QQ"}}}, "unknown_country", "/schedule/holidays/country"),
        ({"op": "next_open", "schedule": DESK | {"weekly": {"mon": [["25:00", "26:00"]]}}}, "opens_after_midnight", "/schedule/weekly/mon/0"),
    ],
)
def test_what_cannot_be_reckoned_is_refused_by_name(asked, code, path):
    facts = {"schedule": DESK, "at": utc("2026-11-20T12:00Z")} | asked
    schedule = facts.pop("schedule")
    with pytest.raises(FactError) as caught:
        business_time(schedule, **facts)

    assert (code, path) == (caught.value.code, caught.value.path)


def test_negative_amounts_come_with_a_hint():
    with pytest.raises(FactError, match="go back with subtract"):
        business_time(DESK, op="add", at=utc("2026-11-20T12:00Z"), amount=hours("-1"))


@pytest.mark.parametrize(
    "asked", [{"op": "add", "amount": hours("1")}, {"op": "subtract", "amount": hours("1")}, {"op": "next_open"}, {"op": "nth_working_day", "n": 1}]
)
def test_what_never_opens_says_so(asked):
    answer = business_time(NEVER, at=utc("2026-11-20T12:00Z"), **asked)

    assert (None, None, None, True, "complete") == (answer.instant, answer.date, answer.seconds, answer.never_open, answer.status)
    assert "no more open time follows 2026-11-20T12:00:00+00:00 within five years" == answer.because[0].text


@pytest.mark.parametrize(("op", "unit"), [("add", "hours"), ("subtract", "hours"), ("add", "days"), ("subtract", "days")])
def test_time_that_runs_out_is_not_never_open(op, unit):
    shop = PLAIN | {"valid": ["2026-11-18", "2026-11-24"]}
    answer = business_time(shop, op=op, at=utc("2026-11-20T12:00Z"), amount={"n": "900", "unit": unit}, day="working_day")

    assert (None, False, "complete") == (answer.instant, answer.never_open, answer.status)


def test_an_unknown_year_on_the_way_is_a_need():
    start = utc(f"{LAST}-12-30T12:00+05:30")
    answer = business_time(CEYLON, op="add", at=start, amount=hours("100"))
    back = business_time(CEYLON, op="subtract", at=utc(f"{LAST + 9}-06-01T12:00+05:30"), amount=hours("1"))
    between = business_time(CEYLON, op="between", at=start, to=utc(f"{LAST + 1}-06-01T12:00Z"))

    assert (None, "unknown", "incomplete", False) == (answer.instant, answer.confidence, answer.status, answer.never_open)
    assert (None, "unknown", "incomplete", False) == (back.instant, back.confidence, back.status, back.never_open)
    assert ("unknown", "incomplete") == (between.confidence, between.status)


def test_estimated_days_on_the_way_are_caveats():
    egypt = {"timezone": "Africa/Cairo", "weekly": {"sun-thu": [["09:00", "17:00"]], "fri,sat": []}, "holidays": {"country": "EG"}}
    week = business_time(egypt, op="between", at=utc("2027-03-07T12:00Z"), to=utc("2027-03-09T12:00Z"))
    year = business_time(CHINA, op="between", at=utc("2094-01-01T12:00Z"), to=utc("2094-12-31T12:00Z"))

    assert ("estimated", "estimated") == (week.confidence, year.confidence)
    assert 1 < len(week.caveats) < 10
    assert 1 == len(year.caveats)
    assert "days from 2094-" in year.caveats[0].text


def test_special_days_are_decreed():
    shop = {"timezone": "UTC", "weekly": {}, "special": {"2026-11-20": [["09:00", "17:00"]]}}
    answer = business_time(shop, op="between", at=utc("2026-11-20T09:00Z"), to=utc("2026-11-20T12:00Z"))

    assert ("decreed", 10_800) == (answer.confidence, answer.seconds)
    assert "2026-11-20 has hours of its own: 09:00-17:00 in UTC" == answer.because[1].text


def test_an_answer_is_a_value():
    answer = business_time(DESK, op="add", at=utc("2026-11-20T12:00Z"), amount=hours("8"))
    thawed = pickle.loads(pickle.dumps(answer))

    assert answer == thawed
    assert hash(answer) == hash(thawed)
    assert answer.to_dict() == thawed.to_dict()


def test_the_functions_of_python():
    friday = utc("2026-11-20T16:00Z")

    assert utc("2026-11-23T10:00Z") == add_business_time(PLAIN, at=friday, amount=timedelta(hours=2))
    assert utc("2026-11-23T09:00:20Z") == add_business_time(PLAIN, at=friday, amount=timedelta(hours=1, seconds=20))
    assert utc("2026-11-20T16:00:00.000001Z") == add_business_time(PLAIN, at=friday, amount=timedelta(microseconds=1))
    assert utc("2026-11-20T15:00Z") == subtract_business_time(PLAIN, at=friday, amount=hours("1"))
    assert timedelta(hours=2) == business_time_between(PLAIN, friday, utc("2026-11-23T10:00Z"))
    assert date(2026, 11, 23) == nth_working_day(PLAIN, at=friday, n=1)
    assert date(2026, 12, 18) == nth_working_day(PLAIN, at=friday, n=20)
    assert nth_working_day(NEVER, at=friday, n=0) is None
    assert nth_working_day(PLAIN, at=utc("2199-12-30T12:00Z"), n=50) is None


@pytest.mark.parametrize(
    ("moment", "towards", "expected"),
    [
        ("2026-11-20T12:00Z", "either", "2026-11-20T12:00Z"),
        ("2026-11-20T18:00Z", "either", "2026-11-20T17:00Z"),
        ("2026-11-23T08:00Z", "either", "2026-11-23T09:00Z"),
        # From Friday 17:00 to Monday 09:00 are 64 hours: the middle is as near to both.
        ("2026-11-22T01:00Z", "either", "2026-11-23T09:00Z"),
        ("2026-11-22T00:59Z", "either", "2026-11-20T17:00Z"),
        ("2026-11-20T18:00Z", "later", "2026-11-23T09:00Z"),
        ("2026-11-23T08:00Z", "earlier", "2026-11-20T17:00Z"),
        ("2026-11-20T12:00Z", "earlier", "2026-11-20T12:00Z"),
    ],
)
def test_the_nearest_open_moment(moment, towards, expected):
    assert utc(expected) == nearest_open(PLAIN, at=utc(moment), towards=towards)


def test_the_nearest_open_moment_of_what_opens_no_more():
    ended = PLAIN | {"valid": ["2026-01-01", "2026-03-31"]}
    begins = PLAIN | {"valid": ["2030-01-01", "2030-03-31"]}

    assert utc("2026-03-31T17:00Z") == nearest_open(ended, at=utc("2027-11-20T12:00Z"))
    assert nearest_open(ended, at=utc("2027-11-20T12:00Z"), towards="later") is None
    assert utc("2030-01-01T09:00Z") == nearest_open(begins, at=utc("2027-11-20T12:00Z"))
    assert nearest_open(begins, at=utc("2027-11-20T12:00Z"), towards="earlier") is None
    assert nearest_open(NEVER, at=utc("2027-11-20T12:00Z")) is None
    with pytest.raises(FactError):
        nearest_open(NEVER, at=utc("2027-11-20T12:00Z"), towards="sideways")


def test_a_day_taken_by_a_break_or_by_the_clock_is_no_working_day():
    taken = PLAIN | {"breaks": {"2026-11-23": [["00:00", "24:00"]]}}
    samoa = {"timezone": "Pacific/Apia", "weekly": {"mon-sun": [["09:00", "17:00"]]}}

    assert date(2026, 11, 24) == nth_working_day(taken, at=utc("2026-11-20T12:00Z"), n=1)
    # Samoa had no 30 December 2011.
    assert date(2011, 12, 31) == nth_working_day(samoa, at=utc("2011-12-29T20:00Z"), n=1)


def test_working_days_of_a_set_of_hours():
    late = Schedule(timezone="UTC", weekly={"mon-sun": [["12:00", "20:00"]]})
    both = Schedule.from_dict(PLAIN) & late

    assert date(2026, 11, 23) == nth_working_day(both, at=utc("2026-11-20T12:00Z"), n=1)
    assert utc("2026-11-23T12:00Z") == business_time(both, op="nth_working_day", at=utc("2026-11-20T12:00Z"), n=1).instant.utc
    assert utc("2026-11-23T12:30Z") == add_business_time(both, at=utc("2026-11-20T12:30Z"), amount=days("1"), day="working_day")


@settings(max_examples=80)
@given(
    at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),
    micro=st.integers(0, 40 * 3600 * 1_000_000),
    schedule=st.sampled_from([DESK, CHINA, PLAIN]),
)
def test_what_was_added_lies_between_and_is_taken_back(at, micro, schedule):
    amount = timedelta(microseconds=micro)
    there = add_business_time(schedule, at=at, amount=amount)

    assert amount == business_time_between(schedule, at, there)
    back = subtract_business_time(schedule, at=there, amount=amount)
    assert business_time_between(schedule, back, there) == amount
    assert back == at or not Schedule.from_dict(schedule).is_open(at)


@settings(max_examples=60)
@given(at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)), one=st.integers(0, 30), other=st.integers(1, 30))
def test_working_days_add_up(at, one, other):
    half = nth_working_day(CHINA, at=at, n=one) if one else (at + timedelta(hours=8)).date()

    assert nth_working_day(CHINA, at=datetime(half.year, half.month, half.day, 4, tzinfo=UTC), n=other) == nth_working_day(CHINA, at=at, n=one + other)
