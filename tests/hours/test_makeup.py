"""Weekends on which work is made up: in all fifteen countries that have them, and for China day by day."""

from datetime import date, timedelta

import holidays as package
import pytest

from xborder.doors import holidays
from xborder.hours import Schedule

WEEK = {"mon-fri": [["09:00", "17:00"]], "sat,sun": []}
FIFTEEN = ["AM", "AZ", "BG", "BY", "CN", "HU", "KG", "KZ", "LV", "MM", "RU", "TW", "UA", "UZ", "VN"]

ORDERS = [
    ("AM", 2021, [("2021-09-25", "2021-09-20")], "Armenpress by qppstudio.net, 8 September 2021"),
    ("AM", 2018, [("2018-10-27", "2018-10-11"), ("2018-11-03", "2018-10-12")], "Armenpress, 10 October 2018"),
    ("AZ", 2025, [("2025-06-21", "2025-06-27")], "abc.az, 17 June 2025"),
    (
        "BG",
        2016,
        [("2016-03-12", "2016-03-04"), ("2016-05-14", "2016-05-23"), ("2016-09-10", "2016-09-05"), ("2016-09-17", "2016-09-23")],
        "Decision 935 of the Council of Ministers of 30 November 2015, SG 94/2015",
    ),
    (
        "BY",
        2025,
        [("2025-01-11", "2025-01-06"), ("2025-04-26", "2025-04-28"), ("2025-07-12", "2025-07-04"), ("2025-12-20", "2025-12-26")],
        "Resolution 839 of the Council of Ministers of 14 November 2024, by belta.by",
    ),
    ("BY", 2026, [("2026-04-25", "2026-04-20")], "Resolution 397 of the Council of Ministers of 22 July 2025"),
    (
        "CN",
        2026,
        [
            ("2026-01-04", "2026-01-02"),
            ("2026-02-14", "2026-02-20"),
            ("2026-02-28", "2026-02-23"),
            ("2026-05-09", "2026-05-05"),
            ("2026-09-20", "2026-10-06"),
            ("2026-10-10", "2026-10-07"),
        ],
        "General Office of the State Council, order for 2026; days by chinesecalendar",
    ),
    # The order for 2026 (10/2025 NGM) had Saturday 12 December worked for Christmas Eve, which is a holiday by law since 2026.
    ("HU", 2026, [("2026-01-10", "2026-01-02"), ("2026-08-08", "2026-08-21")], "10/2025. (IV. 30.) NGM, Magyar Közlöny 2025/51"),
    ("HU", 2019, [("2019-08-10", "2019-08-19"), ("2019-12-07", "2019-12-24"), ("2019-12-14", "2019-12-27")], "delmagyar.hu, January 2019"),
    ("KG", 2025, [("2025-01-11", "2025-01-02")], "24.kg, 30 December 2024"),
    ("KZ", 2025, [("2025-01-05", "2025-01-03")], "Ministry of Labour by energy-city.kz"),
    ("LV", 2025, [("2025-05-10", "2025-05-02"), ("2025-11-08", "2025-11-17")], "nasha.la.lv and jauns.lv on the Cabinet's order for 2025"),
    ("MM", 2025, [("2025-11-08", None)], "holidays alone: no second source was found"),
    ("RU", 2025, [("2025-11-01", "2025-11-03")], "Resolution of the Government by ria.ru, 27 October 2025"),
    ("TW", 2025, [("2025-02-08", "2025-01-27")], "Executive Yuan, calendar for year 114, 27 June 2024"),
    ("TW", 2024, [("2024-02-17", "2024-02-08")], "Executive Yuan, calendar for year 113"),
    ("UA", 2021, [("2021-01-16", "2021-01-08"), ("2021-08-28", "2021-08-23"), ("2021-10-23", "2021-10-15")], "Cabinet of Ministers by lenta.ua"),
    ("UA", 2019, [("2019-05-11", "2019-04-30"), ("2019-12-21", "2019-12-30"), ("2019-12-28", "2019-12-31")], "Order 7-r of 10 January 2019"),
    (
        "UZ",
        2024,
        [("2024-01-06", "2024-01-02"), ("2024-04-13", "2024-04-12"), ("2024-12-14", "2024-12-30")],
        "Ministry of Justice by Sputnik, 23 December 2023",
    ),
    ("VN", 2025, [("2025-04-26", "2025-05-02")], "Ministry of Home Affairs by aeonmall-tanphuceladon-en.com, 8 April 2025"),
]


@pytest.mark.parametrize(("country", "year", "order", "source"), ORDERS)
def test_work_is_made_up_by_order(country, year, order, source):
    made = {one.day.isoformat(): one.makes_up and one.makes_up.isoformat() for one in holidays.calendar_year(country, None, year).makeup}
    shop = Schedule(timezone="UTC", weekly=WEEK, holidays={"country": country})

    for worked, free in order:
        assert worked in made, source
        assert free is None or free == made[worked], source
        assert "makeup" == shop.ruling(worked).decided_by
        assert shop.ruling(worked).hours
        assert free is None or not shop.ruling(free).hours
    if country not in ("MM", "AM", "AZ", "KG"):  # there, sources of single days
        assert {worked for worked, _ in order} == set(made)


def test_all_fifteen_are_here():
    assert FIFTEEN == sorted({country for country, *_ in ORDERS})


@pytest.mark.parametrize("country", FIFTEEN)
def test_every_make_up_day_of_the_package_is_one(country):
    book = package.country_holidays(country, years=range(2015, 2027), expand=False, language="en_US")
    expected = {one for one in book.weekend_workdays if 2015 <= one.year <= 2026 and one not in book}
    actual = {one.day for year in range(2015, 2027) for one in holidays.calendar_year(country, None, year).makeup}

    assert expected == actual


def test_every_day_of_china_since_2007():
    """0 of 7,305 days differ from `chinesecalendar`."""
    other = pytest.importorskip("chinese_calendar", reason="chinesecalendar is not installed")
    shop = Schedule(timezone="Asia/Shanghai", weekly=WEEK, holidays={"country": "CN"})
    days = [date(2007, 1, 1) + timedelta(days=index) for index in range((date(2027, 1, 1) - date(2007, 1, 1)).days)]

    assert 7_305 == len(days)
    assert [] == [on for on in days if bool(shop.ruling(on).hours) != other.is_workday(on)]
