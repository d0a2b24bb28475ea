"""Opening hours as schema.org writes them."""

from datetime import UTC, date, datetime

import pytest

from xborder.errors import FactError
from xborder.hours import Schedule
from xborder.hours.formats import from_schema_org, to_schema_org

FIRST, LAST = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 12, 30, tzinfo=UTC)
NINE = [["09:00", "17:00"]]


def same(one, other):
    return one.edges(FIRST, LAST) == other.edges(FIRST, LAST)


@pytest.mark.parametrize(
    ("weekly", "expected"),
    [
        ({"mon-fri": NINE}, [(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], "09:00", "17:00")]),
        ({"sat": [["20:00", "26:00"]], "sun": []}, [(["Saturday"], "20:00", "02:00"), (["Sunday"], "00:00", "00:00")]),
        ({"sun": [["00:00", "24:00"]]}, [(["Sunday"], "00:00", "23:59")]),
        ({"sun": [["10:00", "24:00"]]}, [(["Sunday"], "10:00", "00:00")]),
        # One minute less than a day would be read as the day.
        ({"sun": [["00:00", "23:59"]]}, [(["Sunday"], "00:00", "12:00"), (["Sunday"], "12:00", "23:59")]),
    ],
)
def test_specifications(weekly, expected):
    specs = to_schema_org(Schedule(timezone="UTC", weekly=weekly))

    assert expected == [(one["dayOfWeek"], one["opens"], one["closes"]) for one in specs]


def test_a_page_with_special_hours():
    data = {
        "@type": "LocalBusiness",
        "openingHoursSpecification": {"dayOfWeek": ["Monday", "https://schema.org/Tuesday"], "opens": "09:00:00", "closes": "17:00:00"},
        "specialOpeningHoursSpecification": [
            {"opens": "10:00", "closes": "12:00", "validFrom": "2026-12-24T00:00:00", "validThrough": "2026-12-25"},
            {"dayOfWeek": "PublicHolidays", "opens": "00:00", "closes": "00:00"},
        ],
    }
    shop = from_schema_org(data, timezone="Europe/Berlin", holidays={"country": "DE"})

    assert {"mon-tue": NINE} == shop.weekly.to_dict()
    assert {"2026-12-24": [["10:00", "12:00"]], "2026-12-25": [["10:00", "12:00"]]} == shop.special.to_dict()
    assert "DE" == shop.holidays.country
    assert {"mon-sun": NINE} == from_schema_org({"opens": "09:00", "closes": "17:00"}, timezone="UTC").weekly.to_dict()


def test_one_dated_week_is_a_validity_and_two_are_seasons():
    winter = {"dayOfWeek": "Monday", "opens": "09:00", "closes": "17:00", "validFrom": "2026-01-01", "validThrough": "2026-03-31"}
    summer = winter | {"opens": "08:00", "validFrom": "2026-06-01", "validThrough": "2026-08-31"}

    assert (date(2026, 1, 1), date(2026, 3, 31)) == from_schema_org([winter], timezone="UTC").valid
    assert [date(2026, 1, 1), date(2026, 6, 1)] == [one.valid[0] for one in from_schema_org([winter, summer], timezone="UTC").seasons]
    bounded = Schedule(timezone="UTC", weekly={"mon": NINE}, valid=["2026-01-01", "2026-03-31"])
    assert bounded == from_schema_org(to_schema_org(bounded), timezone="UTC")


@pytest.mark.parametrize(
    ("spec", "code", "path"),
    [
        ({"dayOfWeek": "Moonday", "opens": "09:00", "closes": "17:00"}, "unknown_day", "/0/dayOfWeek"),
        ({"dayOfWeek": "Monday", "opens": "9am", "closes": "17:00"}, "not_readable", "/0/opens"),
        ({"dayOfWeek": "Monday", "opens": "09:00", "closes": "17:00+01:00"}, "not_readable", "/0/closes"),
        ({"dayOfWeek": "Monday", "opens": "09:00", "closes": "17:00:30"}, "not_readable", "/0/closes"),
        ({"dayOfWeek": "Monday", "opens": "09:00"}, "not_readable", "/0"),
        ({"dayOfWeek": "Monday", "opens": "09:00", "closes": "09:00"}, "not_readable", "/0"),
        ({"opens": "09:00", "closes": "17:00", "validFrom": "2026-01-01"}, "not_readable", "/0"),
        ({"opens": "09:00", "closes": "17:00", "validFrom": "2026-01-02", "validThrough": "2026-01-01"}, "ends_before_start", "/0"),
        ({"opens": "09:00", "closes": "17:00", "validFrom": "01-01", "validThrough": "01-01"}, "not_a_day", "/0"),
        ({"dayOfWeek": "PublicHolidays", "opens": "09:00", "closes": "17:00"}, "not_readable", "/0"),
        ({"dayOfWeek": "PublicHolidays"}, "not_readable", "/0"),
    ],
)
def test_what_schema_org_leaves_unclear_is_refused(spec, code, path):
    with pytest.raises(FactError) as caught:
        from_schema_org([spec], timezone="UTC")

    assert (code, path) == (caught.value.code, caught.value.path)


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        ({"breaks": {"2026-01-02": NINE}}, "breaks"),
        ({"weekly": {"mon": [["09:00", "35:00"]]}}, "a day or longer"),
        ({"weekly": {"mon": [["09:00", "33:00"]]}}, "a day or longer"),
        ({"holidays": {"country": "DE", "categories": ["public", "catholic"]}}, "not public"),
    ],
)
def test_what_schema_org_has_no_words_for(facts, word):
    with pytest.raises(FactError, match=word) as caught:
        to_schema_org(Schedule.from_dict({"timezone": "UTC", "weekly": {"mon": NINE}} | facts))

    assert "not_expressible" == caught.value.code


def test_a_day_and_the_holidays_may_stand_in_one_specification():
    shop = from_schema_org([{"dayOfWeek": ["Sunday", "PublicHolidays"], "opens": "00:00", "closes": "00:00"}], timezone="UTC", holidays={"country": "DE"})

    assert ({"sun": []}, "DE") == (shop.weekly.to_dict(), shop.holidays.country)


def test_a_validity_around_a_season_is_written_in_pieces():
    season = {"valid": ["2026-06-01", "2026-06-30"], "weekly": {"mon": [["08:00", "12:00"]]}}
    shop = Schedule(timezone="UTC", weekly={"mon": NINE}, valid=["2026-01-01", "2026-12-31"], seasons=[season], special={"2027-01-04": NINE})
    ending = Schedule(timezone="UTC", weekly={"mon": NINE}, valid=["2026-01-01", "2026-06-15"], seasons=[season])
    begins = [(one.get("validFrom"), one.get("validThrough")) for one in to_schema_org(shop)]

    assert [("2026-06-01", "2026-06-30"), ("2026-01-01", "2026-05-31"), ("2026-07-01", "2026-12-31")] == [begins[1], begins[0], begins[2]]
    for one in (shop, ending):
        assert same(one, from_schema_org(to_schema_org(one), timezone="UTC"))


def test_an_empty_season_is_written_as_closed():
    shop = Schedule(timezone="UTC", weekly={"mon": NINE}, seasons=[{"valid": ["2026-07-01", "2026-07-31"], "weekly": {}}])
    again = from_schema_org(to_schema_org(shop), timezone="UTC")

    assert same(shop, again)
