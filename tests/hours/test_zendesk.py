"""Schedules of Zendesk, and cut-offs of Google."""

from datetime import UTC, datetime, timedelta

import pytest

from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours import Schedule
from xborder.hours.formats import from_delivery_time, from_zendesk, to_delivery_time, to_zendesk

FIRST, LAST = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 12, 30, tzinfo=UTC)
NINE = [["09:00", "17:00"]]


def same(one, other):
    return one.edges(FIRST, LAST) == other.edges(FIRST, LAST)


def test_intervals_since_sunday():
    # An account of Zendesk in Tokyo, as its API answers: Monday 09:00 to 17:00 is 1980 to 2460.
    starts = [1980, 3420, 4860, 6300, 7740]
    data = {"time_zone": "Tokyo", "intervals": [{"start_time": one, "end_time": one + 480} for one in starts]}
    desk = from_zendesk(data, timezone="Asia/Tokyo", holidays=[{"name": "New Year", "start_date": "2027-01-01", "end_date": "2027-01-03"}])

    assert {"mon-fri": NINE} == desk.weekly.to_dict()
    assert ["2027-01-01", "2027-01-02", "2027-01-03"] == list(desk.special.to_dict())
    assert data["intervals"] == to_zendesk(desk)["intervals"]


def test_sunday_is_the_first_day_and_a_night_is_two_intervals():
    bar = Schedule(timezone="UTC", weekly={"sat": [["20:00", "48:00"]], "sun": [["22:00", "26:00"]]})
    expected = [{"start_time": 0, "end_time": 1440}, {"start_time": 1440, "end_time": 1560}, {"start_time": 9840, "end_time": 10_080}]

    assert expected == to_zendesk(bar)["intervals"]
    assert same(bar, from_zendesk(to_zendesk(bar)))


def test_the_holidays_of_a_calendar_are_written_out():
    desk = Schedule(timezone="Europe/Berlin", weekly={"mon-fri": NINE}, holidays={"country": "DE"}, special={"2026-12-24": []})
    written = to_zendesk(desk, years=[2026])

    assert {"name": "Christmas Day", "start_date": "2026-12-25", "end_date": "2026-12-25"} in written["holidays"]
    assert same(desk, from_zendesk(written, holidays=written["holidays"]))


@pytest.mark.parametrize(
    ("data", "zone", "code", "path"),
    [
        ({"time_zone": "Eastern Time (US & Canada)"}, None, "unknown_zone", "/time_zone"),
        ({"intervals": [{"start_time": 1400, "end_time": 1500}]}, "UTC", "not_readable", "/intervals/0"),
        ({"intervals": [{"start_time": 500, "end_time": 400}]}, "UTC", "not_readable", "/intervals/0"),
        ({"intervals": [{"start_time": 10_000, "end_time": 10_081}]}, "UTC", "not_readable", "/intervals/0"),
        ({"intervals": [{"start_time": 10}]}, "UTC", "not_a_whole_number", "/intervals/0"),
    ],
)
def test_what_zendesk_cannot_mean(data, zone, code, path):
    with pytest.raises(FactError) as caught:
        from_zendesk(data, timezone=zone)

    assert (code, path) == (caught.value.code, caught.value.path)


@pytest.mark.parametrize(
    ("facts", "years"),
    [
        ({"holidays": {"country": "DE"}}, []),
        ({"holidays": {"country": "CN"}}, [2026]),
        ({"holidays": {"country": "LK"}}, [2090]),
        ({"special": {"2026-12-24": NINE}}, []),
        ({"weekly": {"mon": [["20:00", "26:00"]]}, "special": {"2026-12-24": []}}, []),
        ({"seasons": [{"valid": ["2026-07-01", "2026-07-31"], "weekly": {}}]}, []),
        ({"valid": ["2026-07-01", "2026-07-31"]}, []),
        ({"breaks": {"2026-12-24": NINE}}, []),
    ],
)
def test_what_zendesk_has_no_words_for(facts, years):
    with pytest.raises(FactError) as caught:
        to_zendesk(Schedule.from_dict({"timezone": "UTC", "weekly": {"mon": NINE}} | facts), years=years)

    assert "not_expressible" == caught.value.code


def test_an_order_at_the_cut_off_misses_the_day():
    data = {
        "cutoffTime": {"hour": 14, "minute": 30, "timezone": "Europe/Berlin"},
        "handlingBusinessDayConfig": {"businessDays": ["monday", "tuesday", "FRIDAY"]},
        "transitBusinessDayConfig": {"businessDays": ["monday", "saturday"]},
        "minHandlingTimeInDays": 0,
    }
    until = from_delivery_time(data)
    moving = from_delivery_time(data, of="transit", timezone="Europe/Paris")
    friday = zones.resolve(datetime(2026, 11, 20, 14, 30), "Europe/Berlin")

    assert until.is_open(friday - timedelta(seconds=1))
    assert zones.resolve(datetime(2026, 11, 23), "Europe/Berlin") == until.next_open(friday)
    assert ("Europe/Paris", {"mon": [["00:00", "24:00"]], "sat": [["00:00", "24:00"]]}) == (moving.timezone, moving.weekly.to_dict())


def test_what_google_takes_where_nothing_is_given():
    default = from_delivery_time({})

    assert ("America/Los_Angeles", {"mon-fri": [["00:00", "08:00"]]}) == (default.timezone, default.weekly.to_dict())


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        ({"cutoffTime": {"hour": 24}}, "not_readable", "/cutoffTime"),
        ({"cutoffTime": {"hour": 0, "minute": 0}}, "not_readable", "/cutoffTime"),
        ({"handlingBusinessDayConfig": {"businessDays": ["moonday"]}}, "unknown_day", "/handlingBusinessDayConfig/businessDays/0"),
        ({"holidayCutoffs": [{"holidayId": "christmas"}]}, "not_readable", "/holidayCutoffs"),
    ],
)
def test_what_google_cannot_mean(data, code, path):
    with pytest.raises(FactError) as caught:
        from_delivery_time(data)

    assert (code, path) == (caught.value.code, caught.value.path)


@pytest.mark.parametrize(
    "weekly",
    [
        {},
        {"mon": NINE},
        {"mon": [["00:00", "14:00"]], "tue": [["00:00", "15:00"]]},
        {"mon": [["00:00", "24:00"]]},
        {"mon": [["00:00", "01:00"], ["02:00", "03:00"]]},
    ],
)
def test_hours_that_are_no_cut_off(weekly):
    with pytest.raises(FactError) as caught:
        to_delivery_time(Schedule(timezone="UTC", weekly=weekly))

    assert "not_expressible" == caught.value.code
