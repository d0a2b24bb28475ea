"""Opening hours as OpenStreetMap writes them."""

from datetime import UTC, date, datetime

import pytest

from xborder.errors import FactError
from xborder.hours import Schedule
from xborder.hours.formats import from_osm, to_osm

FIRST, LAST = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 12, 30, tzinfo=UTC)
NINE = [["09:00", "17:00"]]


def same(one, other):
    return one.edges(FIRST, LAST) == other.edges(FIRST, LAST)


@pytest.mark.parametrize(
    ("text", "weekly"),
    [
        ("Mo-Fr 10:00-18:00", {"mon-fri": [["10:00", "18:00"]]}),
        ("10:00-12:00", {"mon-sun": [["10:00", "12:00"]]}),
        ("Mo,We 10:00-12:00,14:00-16:00", {"mon": [["10:00", "12:00"], ["14:00", "16:00"]], "wed": [["10:00", "12:00"], ["14:00", "16:00"]]}),
        ("Sa-Mo 22:00-02:00", {"mon": [["22:00", "26:00"]], "sat-sun": [["22:00", "26:00"]]}),
        ("Fr 22:00-26:00", {"fri": [["22:00", "26:00"]]}),
        ("24/7", {"mon-sun": [["00:00", "24:00"]]}),
        ("24/7 off", {"mon-sun": []}),
        ("Mo-Su", {"mon-sun": [["00:00", "24:00"]]}),
        ("Mo-Fr: 9:00-17:00", {"mon-fri": NINE}),
        ("Mo-Fr 10:00-12:00, Sa 10:00-14:00", {"mon-fri": [["10:00", "12:00"]], "sat": [["10:00", "14:00"]]}),
        ("Mo-Tu 10:00-16:00; Tu 12:00-18:00", {"mon": [["10:00", "16:00"]], "tue": [["12:00", "18:00"]]}),
        ("Mo-Tu 10:00-16:00, Tu 15:00-18:00", {"mon": [["10:00", "16:00"]], "tue": [["10:00", "18:00"]]}),
        ("Mo-We 10:00-16:00; Tu off", {"mon": [["10:00", "16:00"]], "tue": [], "wed": [["10:00", "16:00"]]}),
        ("Mo 10:00-16:00; Mo closed", {"mon": []}),
        ("Mo 10:00-12:00 open;", {"mon": [["10:00", "12:00"]]}),
        ("Mo-Fr 08:00-18:00; Mo-Fr 12:00-13:00 off", {"mon-fri": [["08:00", "12:00"], ["13:00", "18:00"]]}),
        ("Mo 20:00-26:00; Tu 03:00-04:00 off", {"mon": [["20:00", "26:00"]], "tue": []}),
        ("off", {"mon-sun": []}),
    ],
)
def test_weekly_rules(text, weekly):
    assert weekly == from_osm(text, timezone="Europe/Berlin").weekly.to_dict()


@pytest.mark.parametrize(
    ("text", "special"),
    [
        ("2026 Dec 24 10:00-12:00", {"2026-12-24": [["10:00", "12:00"]]}),
        ("2026 Dec 24: 10:00-12:00", {"2026-12-24": [["10:00", "12:00"]]}),
        ("2026 Dec 24,26 off", {"2026-12-24": [], "2026-12-26": []}),
        ("2026 Dec 24, 2027 Jan 01 off", {"2026-12-24": [], "2027-01-01": []}),
        ("2026 Dec 24-26 off", {"2026-12-24": [], "2026-12-25": [], "2026-12-26": []}),
        ("2026 Dec 31-2027 Jan 01 off", {"2026-12-31": [], "2027-01-01": []}),
        ("2026 Nov 30-Dec 01 Mo off", {"2026-11-30": [], "2026-12-01": []}),
        ("2026 Feb 27-Mar 01 off; 2026 Feb 28 10:00-11:00", {"2026-02-27": [], "2026-02-28": [["10:00", "11:00"]], "2026-03-01": []}),
        # Friday 25 December is a holiday: the rule that stands last decides.
        ("Mo-Su 09:00-17:00; 2026 Dec 25 10:00-12:00; PH off", {"2026-12-25": []}),
        ("Mo-Su 09:00-17:00; PH off; 2026 Dec 25 10:00-12:00", {"2026-12-25": [["10:00", "12:00"]]}),
    ],
)
def test_dated_rules(text, special):
    assert special == from_osm(text, timezone="Europe/Berlin", holidays={"country": "DE"}).special.to_dict()


def test_a_month_is_a_season():
    shop = from_osm("Mo-Fr 09:00-18:00; 2026 Jul-Aug Mo-Fr 08:00-14:00; 2027 Sa 10:00-12:00", timezone="UTC")
    twice = from_osm("2026-2028 Mo 09:00-17:00; 2026 Aug off", timezone="UTC")

    assert [("2026-07-01", "2026-08-31"), ("2027-01-01", "2027-12-31")] == [tuple(map(str, one.valid)) for one in shop.seasons]
    assert {"mon-fri": [["08:00", "14:00"]], "sat-sun": []} == shop.seasons[0].weekly.to_dict()
    assert {"mon-fri": [["09:00", "18:00"]], "sat": [["10:00", "12:00"]], "sun": []} == shop.seasons[1].weekly.to_dict()
    assert not twice.seasons[1].weekly.to_dict()["mon-sun"]
    assert date(2028, 12, 31) == twice.seasons[-1].valid[1]


def test_a_season_after_the_holidays_opens_them():
    shop = from_osm("Mo-Fr 09:00-18:00; PH off; 2026 Dec 10:00-11:00", timezone="Europe/Berlin", holidays={"country": "DE"})
    before = from_osm("Mo-Fr 09:00-18:00; 2026 Dec 10:00-11:00; PH off", timezone="Europe/Berlin", holidays={"country": "DE"})

    assert "special" == shop.ruling("2026-12-25").decided_by
    assert "holiday" == before.ruling("2026-12-25").decided_by


def test_what_comes_every_year_is_written_out_for_the_years_named():
    shop = from_osm("Mo-Fr 09:00-18:00; Dec 24-Jan 02 off; Feb 29 10:00-12:00; Jun-Jul Mo 08:00-10:00", timezone="UTC", years=(2026, 2028))

    assert {date(2025, 12, 24), date(2026, 1, 2), date(2028, 12, 31), date(2029, 1, 2), date(2028, 2, 29)} <= {on for on, _ in shop.special}
    assert date(2026, 2, 28) not in {on for on, _ in shop.special}
    assert [2026, 2027, 2028] == [one.valid[0].year for one in shop.seasons]


def test_a_break_is_no_special_day():
    shop = from_osm("Mo-Fr 09:00-18:00; 2026 Nov 23-24 Mo 14:00-14:30 off", timezone="UTC")

    assert ({}, {"2026-11-23": [["14:00", "14:30"]]}) == (shop.special.to_dict(), shop.breaks.to_dict())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "an empty value"),
        ("sunrise-sunset", "times of the sun"),
        ("Mo 10:00-(sunset-01:00)", "times of the sun"),
        ("Mo 10:00+", "an open end"),
        ("Mo 10:00-16:00/01:30", "a repeated time"),
        ("Mo 10:00", "a time without an end"),
        ("Mo[1] 10:00-12:00", "the n-th weekday"),
        ("week 1-10 Mo 10:00-12:00", "weeks of the year"),
        ("easter off", "Easter"),
        ("SH 10:00-12:00", "school holidays"),
        ("PH 10:00-12:00", "'PH 10:00 - 12:00'"),
        ("Mo,PH off", "'Mo , PH off'"),
        ("PH off", "'PH' of nobody"),
        ("Mo 10:00-12:00 || off", "a fallback rule"),
        ('Mo 10:00-12:00 "by appointment"', "a comment"),
        ("Mo unknown", "`unknown`"),
        ("Dec 24 off", "which comes every year"),
        ("2026 Dec 26-24 off", "ends before it starts"),
        ("2026 Dec 24-Jan 02 off", "ends before it starts"),
        ("2026 Dec 24-Jan off", "a range from a day to a month"),
        ("2026 Feb 30 off", "Feb 30"),
        ("2026 dec 24 off", "'dec'"),
        ("dec 24 off", "'dec'"),
        ("mo 10:00-12:00", "'mo'"),
        ("Montag 10:00-12:00", "'Montag'"),
        ("Mo- 10:00-12:00", "a range without two days"),
        ("Mo-PH 10:00-12:00", "a range without two days"),
        ("Mo 10:00-10:00", "10:00-10:00"),
        ("Mo 24:30-25:00", "24:30-25:00"),
        ("Mo 10:00-12:00 13:00-14:00", "'13:00'"),
        ("Mo 10:00-12:00;;", "';'"),
        ("Mo 10:00-12:00 & Tu", "a joined selector"),
        ("Mo 10.00-12.00", "'.'"),
        ("0000 Dec 24 off", "'0000 Dec 24 off'"),
        ("2300 Dec 24 off", "'2300 Dec 24 off'"),
        ("2026 Dec 24 off, 2027-2300 off", "'2027 - 2300 off'"),
        ("Mo 22:00-30:00; Tu 02:00-03:00 off", "cuts the night before"),
    ],
)
def test_what_is_neither_weekly_nor_dated_is_refused(text, word):
    with pytest.raises(FactError) as caught:
        from_osm(text, timezone="UTC")

    assert "not_readable" == caught.value.code
    assert word in str(caught.value)
    assert text == caught.value.value


@pytest.mark.parametrize("text", ["Mo 10:75-12:00", "Mo 10:00-49:00"])
def test_times_that_are_none(text):
    with pytest.raises(FactError) as caught:
        from_osm(text, timezone="UTC")

    assert "not_a_time" == caught.value.code


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"weekly": {}}, "off"),
        ({"weekly": {"mon-fri": NINE, "sun": [["00:00", "24:00"]]}}, "Mo-Fr 09:00-17:00; Su 00:00-24:00"),
        ({"weekly": {"mon-sun": NINE}, "holidays": {"country": "DE"}, "special": {"2026-12-24": []}}, "Mo-Su 09:00-17:00; PH off; 2026 Dec 24 off"),
        ({"weekly": {"mon": NINE}, "breaks": {"2026-11-23": [["14:00", "14:30"]]}}, "Mo 09:00-17:00; 2026 Nov 23 14:00-14:30 off"),
        (
            {"weekly": {"mon": NINE}, "valid": ["2026-06-01", "2026-08-31"], "special": {"2026-09-01": NINE, "2026-06-02": NINE}},
            "2026 Jun 01-2026 Aug 31 Mo 09:00-17:00; 2026 Jun 02 09:00-17:00",
        ),
        (
            {"weekly": {"mon": NINE}, "valid": ["2026-06-01", "2026-08-31"], "seasons": [{"valid": ["2026-08-15", "2026-09-15"], "weekly": {"tue": NINE}}]},
            "2026 Jun 01-2026 Aug 31 Mo 09:00-17:00; 2026 Aug 15-2026 Aug 31 off; 2026 Aug 15-2026 Aug 31 Tu 09:00-17:00",
        ),
        (
            {"weekly": {"mon": NINE}, "valid": ["2026-06-01", "2026-08-31"], "seasons": [{"valid": ["2027-08-15", "2027-09-15"], "weekly": {"tue": NINE}}]},
            "2026 Jun 01-2026 Aug 31 Mo 09:00-17:00",
        ),
    ],
)
def test_rules_as_they_are_written(facts, expected):
    shop = Schedule.from_dict({"timezone": "Europe/Berlin"} | facts)

    assert expected == to_osm(shop)
    assert same(shop, from_osm(expected, timezone="Europe/Berlin", holidays={"country": "DE"}))
