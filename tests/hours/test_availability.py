"""The question itself: open or not, until when, decided by what, and how surely."""

import json
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.atlas import EDITION, Layer, standard
from xborder.doors import holidays, zones
from xborder.errors import FactError
from xborder.hours import Availability, Schedule, Times, availability

BERLIN = {
    "timezone": "Europe/Berlin",
    "weekly": {"mon-fri": [["10:00", "18:00"]], "sat": [["20:00", "26:00"]], "sun": []},
    "special": {"2026-12-24": [["10:00", "14:00"]]},
    "holidays": {"country": "DE", "region": "BE"},
}
CHINA = {"timezone": "Asia/Shanghai", "weekly": {"mon-thu": [["09:00", "18:00"]], "fri": [["09:00", "15:00"]]}, "holidays": {"country": "CN"}}
# The last year whose moons the package knows for Sri Lanka: no weekday of the next one is known to be a working day.
LAST = holidays.calendar_year("LK", None, 2090).horizon
CEYLON = {
    "timezone": "Asia/Colombo",
    "weekly": {"mon-fri": [["09:00", "18:00"]], "sat,sun": []},
    "special": {f"{LAST}-12-30": [["09:00", "18:00"]], f"{LAST}-12-31": [["09:00", "18:00"]]},
    "holidays": {"country": "LK"},
}
EGYPT = {"timezone": "Africa/Cairo", "weekly": {"sun-thu": [["09:00", "17:00"]], "fri,sat": []}, "holidays": {"country": "EG"}}


def utc(text):
    return datetime.fromisoformat(text).astimezone(UTC)


def local(times):
    return times and times.local.isoformat(timespec="minutes")


@pytest.mark.parametrize(
    ("schedule", "at", "expected"),
    [
        (BERLIN, "2026-11-20T10:00+01:00", (True, "2026-11-20T18:00+01:00", "2026-11-21T20:00+01:00", "weekly", "2026-11-20", "rule")),
        (BERLIN, "2026-11-20T18:00+01:00", (False, "2026-11-21T20:00+01:00", "2026-11-21T20:00+01:00", "weekly", "2026-11-20", "rule")),
        (BERLIN, "2026-11-22T01:59+01:00", (True, "2026-11-22T02:00+01:00", "2026-11-23T10:00+01:00", "weekly", "2026-11-21", "rule")),
        (BERLIN, "2026-11-22T02:00+01:00", (False, "2026-11-23T10:00+01:00", "2026-11-23T10:00+01:00", "weekly", "2026-11-22", "rule")),
        (BERLIN, "2026-12-24T14:00+01:00", (False, "2026-12-28T10:00+01:00", "2026-12-28T10:00+01:00", "special", "2026-12-24", "decreed")),
        (BERLIN, "2026-12-24T13:59+01:00", (True, "2026-12-24T14:00+01:00", "2026-12-28T10:00+01:00", "special", "2026-12-24", "decreed")),
        (BERLIN, "2026-12-25T12:00+01:00", (False, "2026-12-28T10:00+01:00", "2026-12-28T10:00+01:00", "holiday", "2026-12-25", "rule")),
        # A Saturday made up for Friday 20 February keeps Friday's shorter hours.
        (CHINA, "2026-02-14T14:59+08:00", (True, "2026-02-14T15:00+08:00", "2026-02-24T09:00+08:00", "makeup", "2026-02-14", "decreed")),
        (CHINA, "2026-02-14T15:00+08:00", (False, "2026-02-24T09:00+08:00", "2026-02-24T09:00+08:00", "makeup", "2026-02-14", "decreed")),
        (CHINA, "2026-02-20T12:00+08:00", (False, "2026-02-24T09:00+08:00", "2026-02-24T09:00+08:00", "holiday", "2026-02-20", "decreed")),
        (CHINA, "2090-03-07T12:00+08:00", (True, "2090-03-07T18:00+08:00", "2090-03-08T09:00+08:00", "weekly", "2090-03-07", "estimated")),
        (CEYLON, f"{LAST}-12-31T17:59+05:30", (True, f"{LAST}-12-31T18:00+05:30", None, "special", f"{LAST}-12-31", "decreed")),
        (CEYLON, "2090-06-01T12:00+05:30", (False, None, None, "holiday", "2090-06-01", "unknown")),
        (EGYPT, "2027-03-09T12:00+02:00", (False, "2027-03-11T09:00+02:00", "2027-03-11T09:00+02:00", "holiday", "2027-03-09", "estimated")),
    ],
)
def test_what_a_place_answers(schedule, at, expected):
    answer = availability(schedule, at=utc(at))
    actual = (
        answer.open,
        local(answer.until),
        local(answer.next_open),
        answer.decided_by,
        answer.decided_on.isoformat(),
        answer.confidence,
    )

    assert expected == actual
    assert answer.never_open is False
    assert zones.version() == answer.tzdata


def test_holidays_close_only_where_a_calendar_is_named():
    shop = {key: value for key, value in BERLIN.items() if key != "holidays"}
    answer = availability(shop, at=utc("2026-12-25T12:00+01:00"))

    assert (True, "weekly", "rule") == (answer.open, answer.decided_by, answer.confidence)
    assert f"{EDITION} tzdata-{zones.version()}" == answer.edition


def test_the_answer_on_the_wire():
    answer = availability(BERLIN, at="2026-11-20T12:00:00Z", viewer="America/Vancouver")
    expected = {
        "open": True,
        "until": {"utc": "2026-11-20T17:00:00Z", "local": "2026-11-20T18:00:00+01:00", "viewer": "2026-11-20T10:00:00-07:00"},
        "next_open": {"utc": "2026-11-21T19:00:00Z", "local": "2026-11-21T20:00:00+01:00", "viewer": "2026-11-21T12:00:00-07:00"},
        "decided_by": "weekly",
        "decided_on": "2026-11-20",
        "confidence": "rule",
        "never_open": False,
        "tzdata": zones.version(),
        "status": "complete",
        "edition": f"{EDITION} tzdata-{zones.version()} holidays-{holidays.version()}",
        "because": [
            {
                "code": "hours.weekly",
                "rule": None,
                "text": "2026-11-20 is a Friday: 10:00-18:00 in Europe/Berlin",
                "formula": None,
                "since": None,
                "until": None,
                "grade": None,
                "sources": [],
            }
        ],
        "needs": [],
        "caveats": [],
        "assumed": [],
    }

    assert expected == json.loads(json.dumps(answer.to_dict()))


def test_the_gap_behind_an_unknown_year_is_a_need():
    answer = availability(CEYLON, at=utc(f"{LAST}-12-31T18:30+05:30"))
    need = answer.needs[0]

    assert (None, None, False) == (answer.until, answer.next_open, answer.never_open)
    assert ("incomplete", ()) == (answer.status, answer.caveats)
    assert ("rule", "/schedule/holidays") == (need.kind, need.path)
    assert need.text.startswith(f"the holidays of LK in {LAST + 1} to {LAST + 5} are not in holidays ")


def test_an_answer_that_meets_no_unknown_year_is_complete():
    answer = availability(CEYLON, at=utc(f"{LAST}-12-30T12:00+05:30"))

    assert ("complete", ()) == (answer.status, answer.needs)


def test_a_special_day_opens_an_unknown_year():
    shop = CEYLON | {"special": {f"{LAST + 1}-01-04": [["09:00", "12:00"]]}}
    before = availability(shop, at=utc(f"{LAST}-12-31T18:30+05:30"))
    within = availability(shop, at=utc(f"{LAST + 1}-01-04T10:00+05:30"))

    assert f"{LAST + 1}-01-04T09:00+05:30" == local(before.next_open)
    assert before.needs[0].text.startswith(f"the holidays of LK in {LAST + 1} are not in holidays ")
    assert (True, "special", "decreed") == (within.open, within.decided_by, within.confidence)


def test_a_region_is_named_in_what_is_missing():
    shop = {"timezone": "Asia/Kolkata", "weekly": {"mon-sat": [["09:00", "18:00"]]}, "holidays": {"country": "IN", "region": "MH"}}
    answer = availability(shop, at=utc("2040-01-02T12:00+05:30"))

    assert "the holidays of IN MH in 2040 to 2045" in answer.needs[0].text


def test_estimated_days_are_caveats():
    day_before = availability(EGYPT, at=utc("2027-03-07T18:00+02:00"))
    open_in_doubt = availability(CHINA, at=utc("2090-03-07T12:00+08:00"))

    assert [(one.kind, one.on) for one in open_in_doubt.caveats] == [("estimated", date(2090, 3, 7)), ("estimated", date(2090, 3, 8))]
    assert date(2027, 3, 8) in {one.on for one in day_before.caveats}


def test_days_left_out_are_said_to_be_closed():
    answer = availability(CHINA, at=utc("2026-11-21T12:00+08:00"))

    assert [("/schedule/weekly", "days not named are closed: sat, sun")] == [(one.path, one.text) for one in answer.assumed]


def test_a_make_up_day_for_a_day_unknown_keeps_mondays_hours(monkeypatch):
    from xborder.doors.holidays import CalendarDay, CalendarYear

    made = CalendarYear(
        country="CN",
        year=2026,
        categories=["public"],
        confidence="decreed",
        horizon=2026,
        closed=[],
        makeup=[CalendarDay(day="2026-02-14", name="Make-up working day", confidence="decreed")],
        weekend=["2026-02-14"],
        estimated=[],
    )
    monkeypatch.setattr(holidays, "calendar_year", lambda *_: made)
    answer = availability(CHINA, at=utc("2026-02-14T17:00+08:00"))

    assert (True, "makeup") == (answer.open, answer.decided_by)
    assert "2026-02-14 makes up for a day that is not known, and keeps Monday's hours" in {one.text for one in answer.assumed}


@pytest.mark.parametrize(
    ("changes", "at", "text"),
    [
        ({}, "2026-11-20T12:00+01:00", "2026-11-20 is a Friday: 10:00-18:00 in Europe/Berlin"),
        ({}, "2026-11-22T12:00+01:00", "2026-11-22 is a Sunday: closed in Europe/Berlin"),
        ({}, "2026-11-22T01:00+01:00", "2026-11-21 is a Saturday: 20:00-26:00 in Europe/Berlin"),
        ({}, "2026-12-24T12:00+01:00", "2026-12-24 has hours of its own: 10:00-14:00 in Europe/Berlin"),
        ({}, "2026-12-25T12:00+01:00", "2026-12-25 is a holiday in DE, Christmas Day: closed"),
        ({"valid": ["2026-01-01", "2026-06-30"]}, "2026-11-20T12:00+01:00", "2026-11-20 is outside the days the schedule is valid on: closed"),
        (CHINA, "2026-02-14T12:00+08:00", "2026-02-14 is a make-up working day in CN: 09:00-15:00 in Asia/Shanghai"),
        (CEYLON, "2090-06-01T12:00+05:30", "whether 2090-06-01 is a holiday in LK is not known: closed"),
    ],
)
def test_why(changes, at, text):
    answer = availability(BERLIN | {"special": {} if "timezone" in changes else BERLIN["special"]} | changes, at=utc(at))

    assert [text] == [one.text for one in answer.because]
    assert [f"hours.{answer.decided_by}"] == [one.code for one in answer.because]


@pytest.mark.parametrize(
    "schedule",
    [
        {"timezone": "UTC", "weekly": {}},
        {"timezone": "UTC", "weekly": {"mon-sun": []}},
        {"timezone": "UTC", "weekly": {"mon": [["09:00", "10:00"]]}, "valid": ["2020-01-01", "2026-01-01"]},
        {"timezone": "UTC", "weekly": {"mon": [["09:00", "10:00"]]}, "valid": ["2035-01-01", "2036-01-01"]},
        CEYLON | {"valid": ["2020-01-01", "2026-01-01"]},
        CEYLON | {"weekly": {}, "special": {}, "holidays": None},
    ],
)
def test_a_schedule_that_never_opens_says_so(schedule):
    answer = availability(schedule, at=utc("2026-11-21T12:00Z"))

    assert (False, None, None, True) == (answer.open, answer.until, answer.next_open, answer.never_open)
    assert "complete" == answer.status


def test_a_schedule_that_never_closes():
    answer = availability({"timezone": "Europe/Paris", "weekly": {"mon-sun": [["00:00", "24:00"]]}}, at=utc("2026-11-21T12:00Z"))

    assert (True, None, None, False) == (answer.open, answer.until, answer.next_open, answer.never_open)


def test_two_days_at_once_are_answered_by_the_one_still_open():
    shop = {"timezone": "UTC", "weekly": {"fri": [["10:00", "48:00"]], "sat": [["09:00", "10:00"]]}}
    days = [availability(shop, at=utc(f"2026-11-21T{hour}:30Z")).decided_on.day for hour in ("08", "09", "11")]

    assert [20, 21, 20] == days


def test_the_last_opening_of_all():
    shop = {"timezone": "UTC", "weekly": {}, "special": {"2026-11-21": [["09:00", "17:00"]]}}
    answer = availability(shop, at=utc("2026-11-21T12:00Z"))

    assert ("2026-11-21T17:00+00:00", None, False) == (local(answer.until), answer.next_open, answer.never_open)


@pytest.mark.parametrize(
    ("facts", "code", "path"),
    [
        ({"schedule": {"timezone": "UTC"}}, "missing_key", "/schedule/weekly"),
        ({"schedule": None}, "not_a_mapping", "/schedule"),
        ({"schedule": {"timezone": "UTC", "weekly": {"mon": [["18:00", "09:00"]]}}}, "ends_before_start", "/schedule/weekly/mon/0"),
        ({"schedule": CHINA | {"holidays": {"country": "CN", "region": "Peking"}}}, "unknown_region", "/schedule/holidays/region"),
        ({"schedule": CHINA | {"holidays": {"country": "QZ"}}}, "unknown_country", "/schedule/holidays/country"),
        ({"schedule": CHINA | {"holidays": {"country": "CN", "categories": ["bank"]}}}, "unknown_category", "/schedule/holidays/categories/0"),
        ({"at": datetime(2026, 1, 1)}, "naive_datetime", "/at"),
        ({"at": "2026-01-01"}, "not_an_instant", "/at"),
        ({"at": datetime(1066, 10, 14, tzinfo=UTC)}, "instant_out_of_range", "/at"),
        ({"viewer": "Berlin"}, "unknown_zone", "/viewer"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(facts, code, path):
    asked = {"schedule": BERLIN, "at": utc("2026-11-21T12:00Z"), "viewer": None} | facts
    with pytest.raises(FactError) as caught:
        availability(asked["schedule"], at=asked["at"], viewer=asked["viewer"])

    assert (code, path) == (caught.value.code, caught.value.path)


def test_the_edition_names_every_layer_of_the_atlas():
    layer = Layer.from_mapping({}, edition="acme-3")
    world = standard().overlay(layer)
    answer = availability(BERLIN, at=utc("2026-11-21T12:00Z"), atlas=world)

    assert answer.edition.startswith(f"{world.edition} tzdata-")


def test_an_answer_is_equal_to_itself_asked_again_and_pickles():
    at = utc("2026-11-21T12:00Z")
    answer = availability(BERLIN, at=at, viewer="Asia/Tokyo")
    thawed = pickle.loads(pickle.dumps(answer))

    assert answer == availability(Schedule.from_dict(BERLIN), at=at, viewer="Asia/Tokyo") == thawed
    assert hash(answer) == hash(thawed)
    assert answer.to_dict() == thawed.to_dict()
    assert answer.until.local == pickle.loads(pickle.dumps(answer.until.local))


def test_the_answer_does_not_follow_the_host(tmp_path):
    script = (
        "import json; from xborder.hours import availability;"
        "print(json.dumps(availability({'timezone': 'America/Vancouver', 'weekly': {'mon-fri': [['10:00', '18:00']]}},"
        "at='2026-12-01T17:30:00Z').to_dict()))"
    )
    shown = [
        subprocess.run([sys.executable, "-c", script], env=env, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
        for env in ({"TZ": "Asia/Tokyo", "PYTHONTZPATH": str(tmp_path), "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2"})
    ]

    assert shown[0] == shown[1]
    assert json.loads(shown[0])["open"] is True


@given(at=st.datetimes(datetime(2020, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC)), facts=st.sampled_from([BERLIN, CHINA, EGYPT, CEYLON]))
def test_an_answer_agrees_with_its_schedule(at, facts):
    schedule = Schedule.from_dict(facts)
    answer = availability(schedule, at=at)

    assert schedule.is_open(at) == answer.open
    assert (answer.until and answer.until.utc) == (schedule.next_close(at) if answer.open else schedule.next_open(at))
    assert answer.next_open is None or schedule.is_open(answer.next_open.utc)
    assert answer.until is None or schedule.is_open(answer.until.utc) != answer.open
    assert answer.confidence != "unknown" or not answer.open
    assert isinstance(answer, Availability)


def test_times_are_one_instant():
    times = Times(second=1_796_146_200, zone="Asia/Kathmandu", viewer_zone="America/St_Johns")

    assert times.utc == times.local == times.viewer
    assert timedelta(hours=5, minutes=45) == times.local.utcoffset()
    assert Times(second=0, zone="UTC").viewer is None
