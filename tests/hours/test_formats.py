"""What others write: read, written, and read again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours import Schedule
from xborder.hours.formats import (
    from_delivery_time,
    from_osm,
    from_schema_org,
    from_zendesk,
    to_delivery_time,
    to_osm,
    to_schema_org,
    to_vavailability,
    to_zendesk,
)
from xborder.hours.week import DAYS, spans

ZONES = ["UTC", "Europe/Paris", "Australia/Lord_Howe", "Africa/Cairo", "America/Havana"]
FIRST, LAST = datetime(2026, 1, 2, tzinfo=UTC), datetime(2026, 12, 30, tzinfo=UTC)
NINE = [["09:00", "17:00"]]


def hours_of(longest):
    """Any hours of a day; the last of them may run as far into the next as the format can say."""
    cuts = st.lists(st.integers(0, 1439), max_size=4, unique=True).map(sorted).map(lambda one: list(zip(one[::2], one[1::2], strict=False)))
    over = st.integers(0, longest)
    return st.one_of(
        st.just([]),
        st.just([(0, 1440)]),
        cuts,
        st.tuples(cuts.filter(bool), over).map(lambda one: [*one[0][:-1], (one[0][-1][0], min(max(one[0][-1][1], 1440 + one[1]), one[0][-1][0] + 1439))]),
    )


def weeks(longest=1438):
    return st.lists(st.one_of(st.none(), hours_of(longest)), min_size=7, max_size=7).map(
        lambda week: {day: spans(tuple(one)) for day, one in zip(DAYS, week, strict=True) if one is not None}
    )


dates = st.dates(date(2026, 1, 10), date(2026, 12, 20))


@st.composite
def schedules(draw, longest=1438, breaks=False, parts=True):
    extra = {}
    if parts:
        extra["special"] = {on.isoformat(): spans(tuple(draw(hours_of(longest)))) for on in draw(st.sets(dates, max_size=3))}
        extra["holidays"] = draw(st.sampled_from([None, {"country": "DE"}]))
        start = draw(dates)
        if draw(st.booleans()):
            extra["seasons"] = [{"valid": [start, start + timedelta(days=draw(st.integers(0, 60)))], "weekly": draw(weeks(longest))}]
        if draw(st.booleans()):
            begin = draw(dates)
            extra["valid"] = [begin, begin + timedelta(days=draw(st.integers(0, 120)))]
    if breaks:
        extra["breaks"] = {on.isoformat(): [["12:00", "12:30"], ["23:15", "25:00"]] for on in draw(st.sets(dates, max_size=2))}
    return Schedule(timezone=draw(st.sampled_from(ZONES)), weekly=draw(weeks(longest)), **extra)


def same(one, other):
    return one.edges(FIRST, LAST) == other.edges(FIRST, LAST)


@settings(max_examples=60, deadline=None)
@given(schedule=schedules())
def test_schema_org_reads_what_it_wrote(schedule):
    again = from_schema_org(to_schema_org(schedule), timezone=schedule.timezone, holidays={"country": "DE"})

    assert same(schedule, again)
    assert same(schedule, from_schema_org(to_schema_org(again), timezone=schedule.timezone, holidays={"country": "DE"}))


@settings(max_examples=60, deadline=None)
@given(schedule=schedules(breaks=True))
def test_osm_reads_what_it_wrote(schedule):
    again = from_osm(to_osm(schedule), timezone=schedule.timezone, holidays={"country": "DE"})

    assert same(schedule, again)
    assert same(schedule, from_osm(to_osm(again), timezone=schedule.timezone, holidays={"country": "DE"}))


@settings(max_examples=40, deadline=None)
@given(schedule=schedules(parts=False), closed=st.sets(dates, max_size=3))
def test_zendesk_reads_what_it_wrote(schedule, closed):
    written = to_zendesk(schedule)
    again = from_zendesk(written)

    assert same(schedule, again)
    assert written["intervals"] == to_zendesk(again)["intervals"]
    days = Schedule(timezone="UTC", weekly={"mon-sun": NINE}, special={on: [] for on in closed})
    told = to_zendesk(days)
    assert days == from_zendesk(told, holidays=told["holidays"])


@settings(max_examples=40, deadline=None)
@given(minute=st.integers(1, 1439), named=st.sets(st.sampled_from(DAYS), min_size=1), zone=st.sampled_from(ZONES))
def test_google_reads_what_it_wrote(minute, named, zone):
    schedule = Schedule(timezone=zone, weekly={day: spans(((0, minute),)) for day in named})

    assert schedule == from_delivery_time(to_delivery_time(schedule))


# ------------------------------------------------------------------------------------------------------------------------ schema.org


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


# ---------------------------------------------------------------------------------------------------------------------- OpenStreetMap


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


# ---------------------------------------------------------------------------------------------------------------------------- Zendesk


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


# ----------------------------------------------------------------------------------------------------------------------------- Google


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


# ----------------------------------------------------------------------------------------------------------------------- VAVAILABILITY


def parts(text):
    """The components of an iCalendar text, each with its properties; and its zone's name."""
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    found, stack = [], []
    for line in text.replace("\r\n ", "").splitlines():
        name, _, value = line.partition(":")
        if name == "BEGIN":
            stack.append((value, []))
        elif name == "END":
            found.append(stack.pop())
        else:
            stack[-1][1].append((name.partition(";")[0], value))
    return found


def opened(text, zone):
    """The open time of a VAVAILABILITY as edges, by the rules of RFC 5545: a recurring part lasts as long as its first."""
    clock = zones.zone(zone)

    def second(value):
        return zones.second(clock, datetime.fromisoformat(value))

    made = []
    bounds = None
    for name, lines in parts(text):
        told = dict(lines)
        if name == "VAVAILABILITY":
            bounds = second(told["DTSTART"]), second(told["DTEND"])
        if name != "AVAILABLE":
            continue
        start = datetime.fromisoformat(told["DTSTART"])
        length = second(told["DTEND"]) - second(told["DTSTART"])
        assert length > 0
        if "RRULE" not in told:
            made.append((second(told["DTSTART"]), second(told["DTSTART"]) + length))
            continue
        rule = dict(part.split("=") for part in told["RRULE"].split(";"))
        until = int(datetime.fromisoformat(rule["UNTIL"]).timestamp())
        left_out = {value for name, value in lines if name == "EXDATE"}
        on = start
        while zones.second(clock, on) <= until:
            if ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[on.weekday()] in rule["BYDAY"].split(",") and on.strftime("%Y%m%dT%H%M%S") not in left_out:
                made.append((zones.second(clock, on), zones.second(clock, on) + length))
            on += timedelta(days=1)
    from xborder.hours.edges import intersection, merged

    return intersection(merged(made), list(bounds))


STAMP = datetime(2026, 11, 21, 12, tzinfo=UTC)


@settings(max_examples=30, deadline=None)
@given(schedule=schedules(longest=1440, breaks=True), start=dates, length=st.integers(0, 120))
def test_vavailability_says_the_same(schedule, start, length):
    last = start + timedelta(days=length)
    text = to_vavailability(schedule, uid="desk", stamp=STAMP, first=start, last=last)
    clock = zones.zone(schedule.timezone)
    first, end = (zones.second(clock, datetime(one.year, one.month, one.day)) for one in (start, last + timedelta(days=1)))

    assert schedule.edges_at(first, end) == opened(text, schedule.timezone)


def test_what_stands_in_a_vavailability():
    desk = Schedule(timezone="Europe/Berlin", weekly={"mon-fri": NINE}, holidays={"country": "DE"})
    text = to_vavailability(desk, uid="a;b", stamp=STAMP, first="2026-10-01", last="2026-12-31")
    found = parts(text)
    names = [name for name, _ in found]

    assert 1 == names.count("VTIMEZONE") == names.count("VAVAILABILITY") == names.count("VCALENDAR") == names.count("AVAILABLE")
    assert ["STANDARD", "DAYLIGHT"] == sorted({"STANDARD", "DAYLIGHT"} & set(names), reverse=True)
    available = dict(next(lines for name, lines in found if name == "AVAILABLE"))
    assert ("a\\;b-1", "20261121T120000Z", "20261001T090000", "20261001T170000") == tuple(available[key] for key in ("UID", "DTSTAMP", "DTSTART", "DTEND"))
    assert "20261225T090000" in [value for name, lines in found for key, value in lines if key == "EXDATE"]
    winter = dict(next(lines for name, lines in found if name == "STANDARD"))
    assert {"DTSTART": "20261025T030000", "TZOFFSETFROM": "+0200", "TZOFFSETTO": "+0100"} == winter


def test_the_night_before_the_first_day_is_cut_at_midnight():
    bar = Schedule(timezone="Europe/Berlin", weekly={"fri": [["20:00", "28:00"]]})
    text = to_vavailability(bar, uid="bar", stamp=STAMP, first="2026-11-21", last="2026-11-30")
    first, end = (zones.second(zones.zone("Europe/Berlin"), datetime(*one)) for one in ((2026, 11, 21), (2026, 12, 1)))

    assert bar.edges_at(first, end) == opened(text, "Europe/Berlin")
    assert first == bar.edges_at(first, end)[0]


def test_a_long_name_is_folded():
    text = to_vavailability(Schedule(timezone="UTC", weekly={}), uid="schalter-" + "ü" * 60, stamp=STAMP, first="2026-11-21", last="2026-11-21")

    assert "UID:schalter-" + "ü" * 60 in text.replace("\r\n ", "")
    odd = to_vavailability(Schedule(timezone="UTC", weekly={}), uid="schalter--" + "ü" * 60, stamp=STAMP, first="2026-11-21", last="2026-11-21")
    assert "UID:schalter--" + "ü" * 60 in odd.replace("\r\n ", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_odd_offsets_have_seconds():
    text = to_vavailability(Schedule(timezone="Africa/Monrovia", weekly={"mon-sun": NINE}), uid="x", stamp=STAMP, first="1971-12-01", last="1972-01-31")

    assert "TZOFFSETFROM:-004430" in text
    assert "TZOFFSETTO:+0000" in text


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"first": "2026-01-02", "last": "2026-01-01"}, "not_a_period"),
        ({"first": "2026-01-01", "last": "2126-01-01"}, "not_a_period"),
        ({"uid": ""}, "empty_text"),
        ({"stamp": datetime(2026, 1, 1)}, "naive_datetime"),
    ],
)
def test_what_makes_no_vavailability(facts, code):
    asked = {"uid": "x", "stamp": STAMP, "first": "2026-01-01", "last": "2026-01-31"} | facts
    with pytest.raises(FactError) as caught:
        to_vavailability(Schedule(timezone="UTC", weekly={}), **asked)

    assert code == caught.value.code
