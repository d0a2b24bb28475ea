"""Hours as people write them down, and how slips are refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.errors import FactError
from xborder.hours import Schedule
from xborder.hours.week import DAYS, Special, Week, hours, spans, special, week

NINE = [["09:00", "17:00"]]


@pytest.mark.parametrize(
    ("key", "days"),
    [
        ("mon", "mon"),
        ("mon-fri", "mon tue wed thu fri"),
        ("fri-mon", "mon fri sat sun"),
        ("sat,sun", "sat sun"),
        ("sun-sun", "sun"),
        ("mon-wed, sat", "mon tue wed sat"),
        ("tue-mon", "mon tue wed thu fri sat sun"),
    ],
)
def test_keys_name_days(key, days):
    read = week({key: NINE})

    assert days.split() == [name for name, one in zip(DAYS, read, strict=True) if one]
    assert tuple(name for name in DAYS if name not in days.split()) == read.unnamed


def test_hours_are_put_in_order_and_may_touch():
    expected = ((540, 720), (720, 1020), (1320, 2880))

    assert expected == hours([["22:00", "48:00"], ["12:00", "17:00"], ["09:00", "12:00"]])


@pytest.mark.parametrize(
    ("weekly", "code", "path", "hint"),
    [
        ({"mon": [["25:00", "26:00"]]}, "opens_after_midnight", "/weekly/mon/0", "write it under that day"),
        ({"mon": [["24:00", "26:00"]]}, "opens_after_midnight", "/weekly/mon/0", None),
        ({"mon": [["09:00", "49:00"]]}, "not_a_time", "/weekly/mon/0/1", "the latest end is '48:00'"),
        ({"mon": [["09:60", "17:00"]]}, "not_a_time", "/weekly/mon/0/0", None),
        ({"mon": [["9:00", "17:00"]]}, "not_a_time", "/weekly/mon/0/0", "write hours and minutes with two digits each, as '09:00'"),
        ({"mon": [[9, 17]]}, "not_a_time", "/weekly/mon/0/0", None),
        ({"mon": [["09:00", "12:00"], ["22:00", "02:00"]]}, "ends_before_start", "/weekly/mon/1", "past midnight, write '26:00'"),
        ({"mon": [["18:00", "00:00"]]}, "ends_before_start", "/weekly/mon/0", "past midnight, write '24:00'"),
        ({"mon": [["09:00", "09:00"]]}, "empty_interval", "/weekly/mon/0", "the whole day is ['00:00', '24:00'], a closed day []"),
        ({"mon": ["09:00", "17:00"]}, "not_an_interval", "/weekly/mon/0", 'write the day as [["10:00", "18:00"]]'),
        ({"mon": [["09:00"]]}, "not_an_interval", "/weekly/mon/0", None),
        ({"mon": "09:00-17:00"}, "not_a_list", "/weekly/mon", None),
        ({"mon": None}, "not_a_list", "/weekly/mon", None),
        ({"mon": [["09:00", "13:00"], ["12:00", "17:00"]]}, "overlapping_intervals", "/weekly/mon", "write ['09:00', '17:00'], or mend one of them"),
        ({"monday": NINE}, "unknown_day", "/weekly/monday", "did you mean 'mon'?"),
        ({"Mon": NINE}, "unknown_day", "/weekly/Mon", "did you mean 'mon'?"),
        ({"mon-": NINE}, "unknown_day", "/weekly/mon-", None),
        ({"mon-tue-wed": NINE}, "unknown_day", "/weekly/mon-tue-wed", "write 'mon-fri'"),
        ({"": NINE}, "unknown_day", "/weekly/", None),
        ({"mon-fri": NINE, "fri": NINE}, "day_twice", "/weekly/fri", "name each day once"),
        ({"sat-mon,sun": NINE}, "day_twice", "/weekly/sat-mon,sun", None),
        ("mon-fri", "not_a_mapping", "/weekly", None),
        (None, "not_a_mapping", "/weekly", None),
    ],
)
def test_a_slip_in_the_week_is_refused(weekly, code, path, hint):
    with pytest.raises(FactError) as caught:
        Schedule(timezone="UTC", weekly=weekly)

    assert (code, path) == (caught.value.code, caught.value.path)
    assert hint in (None, caught.value.hint)


@pytest.mark.parametrize(
    ("facts", "code", "path"),
    [
        ({"timezone": "Berlin"}, "unknown_zone", "/timezone"),
        ({"special": {"24.12.2026": []}}, "not_a_day", "/special/24.12.2026"),
        ({"special": {"2026-02-30": []}}, "no_such_day", "/special/2026-02-30"),
        ({"special": {"2026-12-24": [["10:00", "09:00"]]}}, "ends_before_start", "/special/2026-12-24/0"),
        ({"special": ["2026-12-24"]}, "not_a_mapping", "/special"),
        ({"special": {date(2026, 12, 24): [], "2026-12-24": []}}, "day_twice", "/special/2026-12-24"),
        ({"holidays": "DE"}, "not_a_mapping", "/holidays"),
        ({"holidays": {}}, "missing_key", "/holidays/country"),
        ({"holidays": {"country": "UK"}}, "unknown_country", "/holidays/country"),
        ({"holidays": {"country": "DE", "regoin": "BY"}}, "unknown_key", "/holidays/regoin"),
        ({"holidays": {"country": "DE", "categories": "public"}}, "not_a_list", "/holidays/categories"),
        ({"valid": ["2026-01-01"]}, "not_two_days", "/valid"),
        ({"valid": ["2026-02-01", "2026-01-01"]}, "ends_before_start", "/valid"),
        ({"valid": ["2026-02-01", "soon"]}, "not_a_day", "/valid/1"),
        ({"valid": "2026-02-01"}, "not_a_list", "/valid"),
    ],
)
def test_a_slip_in_a_schedule_is_refused(facts, code, path):
    with pytest.raises(FactError) as caught:
        Schedule.from_dict({"timezone": "UTC", "weekly": {"mon": NINE}} | facts)

    assert (code, path) == (caught.value.code, caught.value.path)


def test_an_unknown_key_is_refused_with_a_hint():
    with pytest.raises(FactError) as caught:
        Schedule.from_dict({"timezone": "UTC", "weekley": {}})

    assert ("unknown_key", "/weekley", "did you mean 'weekly'?") == (caught.value.code, caught.value.path, caught.value.hint)


minutes = st.integers(0, 48 * 60)
day_hours = st.lists(st.tuples(minutes.filter(lambda one: one < 1440), minutes), max_size=4).map(
    lambda pairs: [pair for index, pair in enumerate(pairs) if pair[0] < pair[1] and all(pair[0] >= one[1] or pair[1] <= one[0] for one in pairs[:index])]
)
weeks = st.dictionaries(st.sampled_from(DAYS), day_hours.map(lambda one: spans(tuple(one))))


@given(written=weeks)
def test_a_week_reads_what_it_writes(written):
    read = week(written)

    assert read == week(read.to_dict())
    assert read is week(read)
    assert isinstance(read, Week)


@given(written=st.dictionaries(st.dates().map(date.isoformat), day_hours.map(lambda one: spans(tuple(one))), max_size=5))
def test_special_days_read_what_they_write(written):
    read = special(written)

    assert read == special(read.to_dict())
    assert read is special(read)
    assert list(read) == sorted(read)
    assert isinstance(read, Special)


def test_equal_neighbours_are_drawn_together():
    read = week({"mon,tue,wed": NINE, "thu": [], "fri-sun": NINE})

    assert {"mon-wed": NINE, "thu": [], "fri-sun": NINE} == read.to_dict()
