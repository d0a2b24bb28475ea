"""The semantics of spatie/opening-hours (MIT), restated; its next opening is always ahead, even of an hour that is open."""

from datetime import UTC, datetime

import pytest

from xborder.errors import FactError
from xborder.hours import Schedule, availability
from xborder.hours.formats import from_schema_org

WEEK = {
    "timezone": "UTC",
    "weekly": {
        "mon": [["09:00", "24:00"]],
        "tue": [["00:00", "24:00"]],
        "wed": [["00:00", "03:00"], ["09:00", "24:00"]],
        "fri": [["00:00", "03:00"]],
    },
}
MONDAY = {"timezone": "UTC", "weekly": {"mon": [["09:00", "11:00"], ["13:00", "19:00"]]}}


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def closes(facts, at):
    """When it next closes: `until` while it is open, else the closing after it opens."""
    answer = availability(facts, at=utc(at))
    opening = answer.until.utc if answer.until and not answer.open else utc(at)
    return Schedule.from_dict(facts).next_close(opening)


@pytest.mark.parametrize(
    ("facts", "at", "opens", "closing"),
    [
        (WEEK, "2019-02-04 11:00", "2019-02-06 09:00", "2019-02-06 03:00"),
        (WEEK, "2019-02-06 09:00", "2019-02-08 00:00", "2019-02-07 00:00"),
        (MONDAY, "2016-09-26 12:00", "2016-09-26 13:00", "2016-09-26 19:00"),
        (MONDAY, "2019-02-11 00:00", "2019-02-11 09:00", "2019-02-11 11:00"),
        (MONDAY, "2019-02-11 09:00", "2019-02-11 13:00", "2019-02-11 11:00"),
        (MONDAY, "2019-02-11 10:00", "2019-02-11 13:00", "2019-02-11 11:00"),
        (MONDAY, "2019-02-11 11:00", "2019-02-11 13:00", "2019-02-11 19:00"),
        (MONDAY, "2019-02-11 13:00", "2019-02-18 09:00", "2019-02-11 19:00"),
        (MONDAY, "2019-02-11 15:00", "2019-02-18 09:00", "2019-02-11 19:00"),
        (MONDAY, "2019-02-11 19:00", "2019-02-18 09:00", "2019-02-18 11:00"),
        (MONDAY, "2019-02-11 21:00", "2019-02-18 09:00", "2019-02-18 11:00"),
    ],
)
def test_next_open_and_next_close(facts, at, opens, closing):
    assert utc(opens) == availability(facts, at=utc(at)).next_open.utc
    assert utc(closing) == closes(facts, at)


@pytest.mark.parametrize(
    ("at", "expected"),
    [("2016-09-26 11:00", False), ("2016-09-19 11:00", True), ("2016-09-19 18:00", False), ("2016-09-20 11:00", False)],
)
def test_an_exception_closes_its_day(at, expected):
    shop = Schedule(timezone="UTC", weekly={"mon": [["09:00", "18:00"]]}, special={"2016-09-26": []})

    assert expected == shop.is_open(utc(at))


def test_an_exception_moves_the_next_opening():
    shop = {"timezone": "UTC", "weekly": {"mon": [["09:00", "11:00"], ["13:00", "19:00"]], "tue": [["10:00", "11:00"], ["14:00", "19:00"]]}}
    shop |= {"special": {"2016-09-26": []}}

    assert utc("2016-09-27 10:00") == availability(shop, at=utc("2016-09-26 04:00")).next_open.utc
    assert utc("2016-09-27 11:00") == closes(shop, "2016-09-26 04:00")


def test_a_closed_range_within_a_day():
    shop = Schedule(timezone="UTC", weekly={"mon": [["09:00", "18:00"]]}, breaks={"2016-11-07": [["12:30", "13:00"]]})
    edges = shop.edges(utc("2016-11-07 00:00"), utc("2016-11-08 00:00"))

    assert ["09:00", "12:30", "13:00", "18:00"] == [datetime.fromtimestamp(one, UTC).strftime("%H:%M") for one in edges]


def test_overflow_is_written_past_midnight():
    bar = Schedule(timezone="UTC", weekly={"mon": [["09:00", "26:00"]]})

    assert bar.is_open(utc("2019-04-23 01:00"))
    assert utc("2019-04-23 02:00") == bar.next_close(utc("2019-04-23 01:00"))
    with pytest.raises(FactError, match="past midnight, write '26:00'"):
        Schedule(timezone="UTC", weekly={"mon": [["09:00", "02:00"]]})


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2016-10-10T10:00+00:00", True),
        ("2016-10-10T15:59+00:00", True),
        ("2016-10-10T07:00+00:00", True),
        ("2016-10-10T06:59+00:00", False),
        ("2016-10-10T08:59+02:00", False),
        ("2016-10-10T18:01+02:00", False),
        ("2016-11-14T17:59+01:00", False),
        ("2016-11-14T12:59+01:00", True),
        ("2016-11-14T15:59-07:00", False),
        ("2016-10-10T09:59-06:00", True),
    ],
)
def test_the_zone_of_the_shop_decides(at, expected):
    shop = Schedule(timezone="Europe/Amsterdam", weekly={"mon": [["09:00", "18:00"]]}, special={"2016-11-14": [["09:00", "13:00"]]})

    assert expected == shop.is_open(datetime.fromisoformat(at))


SPECS = [
    {
        "@type": "OpeningHoursSpecification",
        "opens": "08:00",
        "closes": "12:00",
        "dayOfWeek": [f"https://schema.org/{name}day" for name in ("Mon", "Tues", "Fri")],
    },
    {"@type": "OpeningHoursSpecification", "opens": "14:00", "closes": "18:00", "dayOfWeek": ["https://schema.org/Monday"]},
    {"@type": "OpeningHoursSpecification", "opens": "08:00:00", "closes": "12:00:00", "dayOfWeek": "https://schema.org/Saturday"},
    {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00", "dayOfWeek": ["Sunday"]},
    {"@type": "OpeningHoursSpecification", "opens": "00:00", "closes": "00:00", "validFrom": "2023-12-25", "validThrough": "2023-12-25"},
    {"@type": "OpeningHoursSpecification", "opens": "09:00", "closes": "18:00", "validFrom": "2023-12-24", "validThrough": "2023-12-24"},
]


@pytest.mark.parametrize(
    ("specs", "at", "expected"),
    [
        (SPECS, "2023-11-20 08:00", True),
        (SPECS, "2023-11-25 11:59", True),
        (SPECS, "2023-11-25 13:00", False),
        (SPECS, "2023-11-26 08:00", False),
        (SPECS, "2023-12-25 08:00", False),
        (SPECS, "2023-12-24 10:00", True),
        ([{"dayOfWeek": "Monday", "opens": "18:00", "closes": "02:00"}], "2023-11-27 17:50", False),
        ([{"dayOfWeek": "Monday", "opens": "18:00", "closes": "02:00"}], "2023-11-27 23:59", True),
        ([{"dayOfWeek": "Monday", "opens": "18:00", "closes": "02:00"}], "2023-11-28 01:50", True),
        ([{"dayOfWeek": "Monday", "opens": "18:00", "closes": "02:00"}], "2023-11-28 19:00", False),
        ([{"dayOfWeek": "Monday", "opens": "00:00", "closes": "23:59"}], "2023-11-27 23:59:34", True),
        ([{"dayOfWeek": "Monday", "opens": "00:00", "closes": "23:59"}], "2023-11-25 23:59:34", False),
        ([{"dayOfWeek": "Monday"}], "2023-11-27 12:00", False),
    ],
)
def test_structured_data(specs, at, expected):
    assert expected == from_schema_org(specs, timezone="UTC").is_open(utc(at))


def test_no_structured_data_is_never_open():
    assert from_schema_org([], timezone="UTC").next_open(utc("2023-11-27 12:00")) is None
