"""What others write: read, written, and read again; and RFC 7953, which is written only."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder.doors import zones
from xborder.errors import FactError
from xborder.hours import Schedule
from xborder.hours.edges import intersection, merged
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


@settings(max_examples=35, deadline=None)
@given(schedule=schedules())
def test_schema_org_reads_what_it_wrote(schedule):
    again = from_schema_org(to_schema_org(schedule), timezone=schedule.timezone, holidays={"country": "DE"})

    assert same(schedule, again)
    assert same(schedule, from_schema_org(to_schema_org(again), timezone=schedule.timezone, holidays={"country": "DE"}))


@settings(max_examples=35, deadline=None)
@given(schedule=schedules(breaks=True))
def test_osm_reads_what_it_wrote(schedule):
    again = from_osm(to_osm(schedule), timezone=schedule.timezone, holidays={"country": "DE"})

    assert same(schedule, again)
    assert same(schedule, from_osm(to_osm(again), timezone=schedule.timezone, holidays={"country": "DE"}))


@settings(max_examples=25, deadline=None)
@given(schedule=schedules(parts=False), closed=st.sets(dates, max_size=3))
def test_zendesk_reads_what_it_wrote(schedule, closed):
    written = to_zendesk(schedule)
    again = from_zendesk(written)

    assert same(schedule, again)
    assert written["intervals"] == to_zendesk(again)["intervals"]
    days = Schedule(timezone="UTC", weekly={"mon-sun": NINE}, special={on: [] for on in closed})
    told = to_zendesk(days)
    assert days == from_zendesk(told, holidays=told["holidays"])


@settings(max_examples=25, deadline=None)
@given(minute=st.integers(1, 1439), named=st.sets(st.sampled_from(DAYS), min_size=1), zone=st.sampled_from(ZONES))
def test_google_reads_what_it_wrote(minute, named, zone):
    schedule = Schedule(timezone=zone, weekly={day: spans(((0, minute),)) for day in named})

    assert schedule == from_delivery_time(to_delivery_time(schedule))


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
