"""Promises worked out by hand, with a calendar beside the paper: what each row leans on stands in its last column."""

import pytest

from xborder import promise

SHANGHAI = {"timezone": "Asia/Shanghai", "country": "CN", "cutoff": "14:00"}
BERLIN = {"timezone": "Europe/Berlin", "country": "DE", "cutoff": "14:00"}
TOKYO = {"timezone": "Asia/Tokyo", "country": "JP", "cutoff": "12:00"}
DUBAI = {"timezone": "Asia/Dubai", "country": "AE", "cutoff": "15:00"}
FRIDAYS = {**DUBAI, "cutoff": {"mon-thu": "15:00", "fri": "11:00"}}
BRUNEI = {"timezone": "Asia/Brunei", "country": "BN", "cutoff": "14:00"}
RIYADH = {"timezone": "Asia/Riyadh", "country": "SA", "cutoff": "14:00"}
AUCKLAND = {"timezone": "Pacific/Auckland", "country": "NZ", "cutoff": "14:00"}
LOS_ANGELES = {"timezone": "America/Los_Angeles", "country": "US", "cutoff": "14:00"}
NEW_YORK = {"timezone": "America/New_York", "country": "US", "cutoff": "12:00"}
SHOPIFY = [
    ("handling", 2, 2, {"weekdays": "mon-fri", "closures": [{"start": "2025-01-24", "end": "2025-01-24"}]}),
    ("transit", 2, 3, {"weekdays": "mon-fri"}),
]


def place(zone, country, cutoff="14:00", **more):
    return {"timezone": zone, "country": country, "cutoff": cutoff, **more}


def stages(rows):
    """(name, min, max) counts days, (name, min, max, calendar) working days; a calendar is a country or a mapping."""
    made = []
    for name, least, most, *calendar in rows:
        kept = {"country": calendar[0]} if calendar and isinstance(calendar[0], str) else calendar[0] if calendar else {}
        made.append({"name": name, "min": least, "max": most, "unit": "working_days" if calendar else "days", "calendar": kept})
    return made


def handling(days, calendar):
    return [("handling", days, days, calendar)]


FACTORY = {"country": "CN", "closures": [{"start": "2026-02-10", "end": "2026-02-28", "recovery_days": 5}]}
SLOWING = {"country": "CN", "closures": [{"start": "2026-02-16", "end": "2026-02-23", "ramp_down_days": 3}]}
AUGUST = {"country": "IT", "closures": [{"start": "2026-08-10", "end": "2026-08-21", "name": "summer"}]}

ROWS = [
    # Shopify's own example, Wednesday 22 January 2025, 12:00 cut-off: one misses it, one makes it, one is there at the minute.
    ("2025-01-22T13:00-05:00", NEW_YORK, SHOPIFY, "US", "2025-01-30", "2025-01-31", "Thu 23, (Fri 24) Mon 27, leaves Tue 28"),
    ("2025-01-22T11:59-05:00", NEW_YORK, SHOPIFY, "US", "2025-01-29", "2025-01-30", "Wed 22, Thu 23, leaves Mon 27"),
    ("2025-01-22T12:00-05:00", NEW_YORK, SHOPIFY, "US", "2025-01-30", "2025-01-31", "at the cut-off is too late"),
    ("2025-01-22T11:59:59.9-05:00", NEW_YORK, SHOPIFY, "US", "2025-01-29", "2025-01-30", "a blink before it is not"),
    # Chinese New Year 2026: off from Sunday 15 to Monday 23 February, work on the Saturdays 14 and 28.
    ("2026-02-13T15:00+08:00", SHANGHAI, handling(0, "CN"), "CN", "2026-02-14", "2026-02-14", "Saturday 14 is a working day"),
    ("2026-02-13T15:00+08:00", SHANGHAI, handling(1, "CN"), "CN", "2026-02-24", "2026-02-24", "from Sat 14 to Tue 24"),
    ("2026-02-13T13:59+08:00", SHANGHAI, handling(1, "CN"), "CN", "2026-02-14", "2026-02-14", "from Fri 13"),
    ("2026-02-14T10:00+08:00", SHANGHAI, handling(0, "CN"), "CN", "2026-02-14", "2026-02-14", "Sat 14, before the cut-off"),
    ("2026-02-14T14:00+08:00", SHANGHAI, handling(0, "CN"), "CN", "2026-02-24", "2026-02-24", "Sat 14, at the cut-off"),
    ("2026-02-15T10:00+08:00", SHANGHAI, handling(0, "CN"), "CN", "2026-02-24", "2026-02-24", "in the nine days"),
    ("2026-02-12T10:00+08:00", SHANGHAI, handling(3, "CN"), "CN", "2026-02-24", "2026-02-24", "Thu 12, then Fri 13, Sat 14, Tue 24"),
    ("2026-02-27T15:00+08:00", SHANGHAI, handling(1, "CN"), "CN", "2026-03-02", "2026-03-02", "Sat 28 works, then Mon 2"),
    ("2026-02-09T15:00+08:00", SHANGHAI, handling(0, FACTORY), "CN", "2026-03-02", "2026-03-09", "five working days of backlog"),
    ("2026-02-12T10:00+08:00", SHANGHAI, handling(0, SLOWING), "CN", "2026-02-12", "2026-02-24", "Thu 12 is one of the last three"),
    # Golden Week of October 2026: off from 1 to 7, work on Sunday 20 September and Saturday 10 October.
    ("2026-09-30T15:00+08:00", SHANGHAI, handling(1, "CN"), "CN", "2026-10-09", "2026-10-09", "Thu 8, then Fri 9"),
    ("2026-09-30T15:00+08:00", SHANGHAI, handling(2, "CN"), "CN", "2026-10-10", "2026-10-10", "Saturday 10 works"),
    ("2026-09-19T10:00+08:00", SHANGHAI, handling(0, "CN"), "CN", "2026-09-20", "2026-09-20", "Sunday 20 works"),
    (
        "2026-01-05T10:00+08:00",
        SHANGHAI,
        [("handling", 2, 2, "CN"), ("transit", 30, 38), ("customs", 1, 3, "DE"), ("delivery", 1, 2, "DE")],
        "DE",
        "2026-02-10",
        "2026-02-23",
        "leaves Wed 7 Jan; Fri 6 Feb, Mon 9, Tue 10; or Sat 14, Thu 19, Mon 23",
    ),
    # Golden Week of Japan 2026: Wednesday 29 April, and Sunday 3 to Wednesday 6 May.
    ("2026-04-28T10:00+09:00", TOKYO, [("handling", 2, 2, "JP"), ("delivery", 1, 1, "JP")], "JP", "2026-05-07", "2026-05-07", "Thu 30, Fri 1; Thu 7"),
    ("2026-05-01T13:00+09:00", TOKYO, handling(0, "JP"), "JP", "2026-05-07", "2026-05-07", "missed on Fri 1"),
    ("2026-05-01T11:59+09:00", TOKYO, handling(0, "JP"), "JP", "2026-05-01", "2026-05-01", "made on Fri 1"),
    ("2026-09-18T13:00+09:00", TOKYO, handling(0, "JP"), "JP", "2026-09-24", "2026-09-24", "Silver Week: Mon 21 to Wed 23"),
    ("2026-03-02T23:30Z", TOKYO, handling(0, "JP"), "JP", "2026-03-03", "2026-03-03", "in Tokyo it is Tuesday morning"),
    # The United Arab Emirates: weekend Friday and Saturday until 2021, Saturday and Sunday with a half Friday since.
    ("2026-01-09T10:59+04:00", FRIDAYS, handling(0, "AE"), "AE", "2026-01-09", "2026-01-09", "Friday before 11:00"),
    ("2026-01-09T11:00+04:00", FRIDAYS, handling(0, "AE"), "AE", "2026-01-12", "2026-01-12", "Friday at 11:00"),
    ("2026-01-08T14:00+04:00", FRIDAYS, handling(1, "AE"), "AE", "2026-01-09", "2026-01-09", "half a Friday is a working day"),
    ("2021-12-09T16:00+04:00", DUBAI, handling(0, "AE"), "AE", "2021-12-12", "2021-12-12", "then Sunday was Monday"),
    ("2022-01-06T16:00+04:00", DUBAI, handling(0, "AE"), "AE", "2022-01-07", "2022-01-07", "the first Friday of work"),
    ("2021-12-30T16:00+04:00", DUBAI, handling(0, "AE"), "AE", "2022-01-03", "2022-01-03", "Fri 31 old, Sat 1 and Sun 2 new weekend"),
    # Brunei rests on Fridays and on Sundays.
    ("2026-01-08T15:00+08:00", BRUNEI, handling(0, "BN"), "BN", "2026-01-10", "2026-01-10", "not Fri 9, but Sat 10"),
    ("2026-01-08T15:00+08:00", BRUNEI, handling(1, "BN"), "BN", "2026-01-12", "2026-01-12", "not Sun 11, but Mon 12"),
    ("2026-01-10T13:00+08:00", BRUNEI, handling(2, "BN"), "BN", "2026-01-13", "2026-01-13", "Sat 10, Mon 12, Tue 13"),
    # Saudi Arabia moved its weekend on 29 June 2013 from Thursday and Friday to Friday and Saturday.
    ("2012-09-05T15:00+03:00", RIYADH, handling(0, "SA"), "SA", "2012-09-08", "2012-09-08", "Wed, then Sat"),
    ("2013-06-26T15:00+03:00", RIYADH, handling(0, "SA"), "SA", "2013-06-30", "2013-06-30", "Thu 27, Fri 28 old, Sat 29 new weekend"),
    ("2013-07-03T15:00+03:00", RIYADH, handling(0, "SA"), "SA", "2013-07-04", "2013-07-04", "a Thursday of work"),
    ("2026-03-04T10:00+01:00", BERLIN, [("handling", 1, 1, "DE"), ("transit", 2, 3, "SA")], "SA", "2026-03-09", "2026-03-10", "Thu 5; Sun 8, Mon 9, Tue 10"),
    ("2026-03-17T10:00+01:00", BERLIN, [("handling", 1, 1, "DE"), ("transit", 2, 2, "SA")], "SA", "2026-03-26", "2026-03-26", "Eid: Thu 19 to Tue 24"),
    # Across the date line: what leaves Auckland on Wednesday at 14:00 leaves when it is Tuesday in all of America.
    ("2026-01-13T10:00+13:00", AUCKLAND, [("handling", 1, 1, "NZ"), ("transit", 1, 2)], "US", "2026-01-14", "2026-01-15", "leaves Wed 14, which is Tue 13"),
    ("2026-01-13T10:00+13:00", AUCKLAND, [("handling", 1, 1, "NZ"), ("transit", 0, 0)], "US", "2026-01-13", "2026-01-13", "arrives the day before it left"),
    ("2026-01-13T10:00-08:00", LOS_ANGELES, [("transit", 2, 2), ("delivery", 1, 1, "NZ")], "NZ", "2026-01-19", "2026-01-19", "Wed 14, Fri 16, Mon 19"),
    ("2026-01-13T10:00+08:00", SHANGHAI, [("transit", 5, 7)], "US", "2026-01-17", "2026-01-20", "Mon 12 in Los Angeles, Tue 13 in New York"),
    # Europe.
    ("2026-04-02T15:00+02:00", BERLIN, handling(0, "DE"), "DE", "2026-04-07", "2026-04-07", "Good Friday to Easter Monday"),
    ("2025-12-31T15:00+01:00", BERLIN, handling(0, "DE"), "DE", "2026-01-02", "2026-01-02", "over the turn of the year"),
    ("2009-12-31T15:00+01:00", BERLIN, handling(0, "DE"), "DE", "2010-01-04", "2010-01-04", "before the pages begin: Fri 1, then Mon 4"),
    ("2026-06-03T15:00+02:00", BERLIN, handling(0, {"country": "DE", "region": "BY"}), "DE", "2026-06-05", "2026-06-05", "Corpus Christi in Bavaria"),
    ("2026-06-03T15:00+02:00", BERLIN, handling(0, "DE"), "DE", "2026-06-04", "2026-06-04", "and not in all of Germany"),
    (
        "2026-12-24T15:00Z",
        place("Europe/London", "GB"),
        handling(0, {"country": "GB", "region": "ENG"}),
        "GB",
        "2026-12-29",
        "2026-12-29",
        "Mon 28 for Boxing Day",
    ),
    ("2026-07-13T15:00+02:00", place("Europe/Paris", "FR"), handling(0, "FR"), "FR", "2026-07-15", "2026-07-15", "Tuesday, 14 July"),
    ("2026-08-07T15:00+02:00", place("Europe/Rome", "IT"), handling(0, AUGUST), "IT", "2026-08-24", "2026-08-24", "two weeks of August"),
    ("2026-01-09T15:00+01:00", place("Europe/Budapest", "HU"), handling(0, "HU"), "HU", "2026-01-10", "2026-01-10", "Saturday 10 for Friday 2"),
    ("2026-03-29T12:00Z", BERLIN, handling(0, {"weekdays": "mon-sun"}), "DE", "2026-03-30", "2026-03-30", "14:00 summer time, at the cut-off"),
    (
        "2026-03-09T10:00+01:00",
        BERLIN,
        [("handling", 1, 1, "DE"), ("pickup", 0, 0, {"weekdays": "tue,fri"}), ("transit", 1, 1, "DE")],
        "DE",
        "2026-03-11",
        "2026-03-11",
        "Tue 10, fetched Tue 10, Wed 11",
    ),
    (
        "2026-03-09T15:00+01:00",
        BERLIN,
        [("handling", 1, 1, "DE"), ("pickup", 0, 0, {"weekdays": ["tue", "fri"]}), ("transit", 1, 1, "DE")],
        "DE",
        "2026-03-16",
        "2026-03-16",
        "Wed 11, fetched Fri 13, Mon 16",
    ),
    ("2026-03-13T10:00+01:00", BERLIN, [("transit", 1, 2), ("delivery", 0, 0, "DE")], "DE", "2026-03-16", "2026-03-16", "Sat and Sun both roll to Mon"),
    ("2026-03-12T14:00+01:00", {**BERLIN, "cutoff": {"mon-thu": "14:00"}}, [("transit", 0, 0)], "DE", "2026-03-16", "2026-03-16", "nothing leaves on Fri"),
    # Elsewhere.
    ("2026-11-25T17:00-05:00", NEW_YORK, handling(1, "US"), "US", "2026-11-30", "2026-11-30", "Thanksgiving, Fri 27, Mon 30"),
    (
        "2026-11-27T10:00-05:00",
        NEW_YORK,
        [("transit", 1, 1), ("delivery", 0, 0, {"country": "US", "weekdays": "mon-sat"})],
        "US",
        "2026-11-28",
        "2026-11-28",
        "a carrier that delivers on Saturdays",
    ),
    ("2026-01-15T15:00+02:00", place("Asia/Jerusalem", "IL"), handling(0, "IL"), "IL", "2026-01-18", "2026-01-18", "Friday and Saturday"),
    ("2026-01-10T10:00+05:30", place("Asia/Kolkata", "IN"), handling(0, "IN"), "IN", "2026-01-10", "2026-01-10", "only Sunday is free"),
    ("2026-02-13T15:00+09:00", place("Asia/Seoul", "KR"), handling(0, "KR"), "KR", "2026-02-19", "2026-02-19", "Seollal: Mon 16 to Wed 18"),
    ("2026-02-16T15:00+08:00", place("Asia/Singapore", "SG"), handling(0, "SG"), "SG", "2026-02-19", "2026-02-19", "Tue 17 and Wed 18"),
    (
        "2026-11-02T15:00+11:00",
        place("Australia/Melbourne", "AU", region="VIC"),
        [("handling", 0, 0, {"closures": []})],
        "AU",
        "2026-11-04",
        "2026-11-04",
        "Melbourne Cup, by the warehouse's region",
    ),
]


@pytest.mark.parametrize(("placed_at", "warehouse", "rows", "ship_to", "earliest", "latest", "why"), ROWS, ids=[f"{row[0]} {row[-1]}" for row in ROWS])
def test_a_promise_is_what_it_is_by_hand(placed_at, warehouse, rows, ship_to, earliest, latest, why):
    told = promise(placed_at, warehouse=warehouse, stages=stages(rows), ship_to=ship_to)

    assert (earliest, latest) == (str(told.earliest), str(told.latest))


def test_there_are_enough_of_them():
    assert len(ROWS) >= 40
