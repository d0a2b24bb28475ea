"""When somebody may be reached."""

import json
import pickle
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder import Customer
from xborder.adapters.wire import ask
from xborder.doors import holidays, phone
from xborder.errors import FactError
from xborder.hours import Cap, Schedule, contact_windows
from xborder.hours import edges as e
from xborder.hours.reach import blocked, stretches

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
PERMITTED = {"weekly": {"mon-fri": [["08:00", "21:00"]], "sat": [["10:00", "18:00"]]}}
DESK = {"timezone": "Europe/Berlin", "weekly": {"mon-fri": [["09:00", "17:00"]]}}


def local(times):
    return times.local.isoformat(timespec="minutes")


def asked(customer, k=1, minutes=30, at=AT, **facts):
    return contact_windows(customer, at=at, k=k, minutes=minutes, **{"permitted": PERMITTED, **facts})


def shown(answer):
    return [(local(one.start), local(one.end)) for one in answer.windows]


def test_one_clock():
    answer = asked({"timezone": "Asia/Tokyo"}, k=3)

    # Best first: on Saturday it is sooner than on Monday, and tonight in Tokyo it is over.
    assert [
        ("2026-11-21T10:00+09:00", "2026-11-21T18:00+09:00"),
        ("2026-11-23T08:00+09:00", "2026-11-23T21:00+09:00"),
        ("2026-11-24T08:00+09:00", "2026-11-24T21:00+09:00"),
    ] == shown(answer)
    assert [93, 79, 72] == [one.score for one in answer.windows]
    assert ("tomorrow", "daytime") == answer.windows[0].why
    assert (("Asia/Tokyo",), (), "complete") == (answer.zones, answer.none_because, answer.status)


def test_a_country_of_several_clocks_is_reached_where_all_of_them_allow_it():
    answer = asked({"languages": ["en"], "address": "US"})

    # 08:00 in Honolulu (18:00 UTC) to 21:00 in New York (02:00 UTC).
    assert ("2026-11-20T18:00:00+00:00", "2026-11-21T02:00:00+00:00") == tuple(one.utc.isoformat() for one in (answer.windows[0].start, answer.windows[0].end))
    assert 29 == len(answer.zones)
    assert 8 == len(answer.clocks)
    assert "several_clocks" in answer.windows[0].why
    assert "she may live by any of 8 clocks: every window suits all of them" in {one.text for one in answer.caveats}
    assert "US:hours.zones@2010-01-01" == answer.because[0].rule


def test_her_zone_speaks_before_her_address_and_her_address_before_her_number():
    both = {"timezone": "America/New_York", "address": "US", "phone": "+4930123456"}

    assert ("America/New_York",) == asked(both).zones
    assert 29 == len(asked({"address": "US", "phone": "+4930123456"}).zones)
    assert ("Europe/Berlin",) == asked({"phone": "+4930123456"}).zones
    assert ("Atlantic/Canary",) == asked({"phone": "922 123456", "address": {"country": "ES"}, "timezone": "Atlantic/Canary"}).zones


def test_a_number_tells_where_it_was_issued():
    answer = asked({"phone": "+34 922 123456"})

    assert ("Atlantic/Canary",) == answer.zones
    assert f"phonenumbers-{phone.version()}" in answer.edition
    assert "a number tells where it was issued, not where she is" in {one.text for one in answer.caveats}


def test_a_number_of_forty_two_zones_leaves_a_little():
    answer = asked({"phone": "+1 800 555 0100"}, permitted={"weekly": {"mon-sun": [["08:00", "21:00"]]}})
    window = answer.windows[0]

    assert 42 == len(answer.zones)
    assert timedelta(minutes=30) <= window.end.utc - window.start.utc <= timedelta(hours=4)


def test_where_she_is_not_known_nothing_is_guessed():
    for customer in ({"languages": ["de"]}, {"phone": "+870 773 111632"}, {"address": "QZ"}):
        answer = asked(customer)

        assert ((), (), ("no_zone",), "incomplete") == (answer.zones, answer.windows, answer.none_because, answer.status)
        assert ["/customer/timezone"] == [one.path for one in answer.needs]
        assert () == answer.because


def test_her_holidays_are_left_out():
    christmas = datetime(2026, 12, 24, 21, tzinfo=UTC)
    at_home = asked({"address": "DE"}, at=christmas)
    given = asked({"timezone": "Europe/Berlin"}, at=christmas, holidays={"country": "DE"})
    without = asked({"timezone": "Europe/Berlin"}, at=christmas)

    assert "2026-12-28" == shown(at_home)[0][0][:10] == shown(given)[0][0][:10]
    assert "2026-12-25" == shown(without)[0][0][:10]
    assert "2026-12-25 is a holiday of hers, Christmas Day" in {one.text for one in at_home.because}
    assert {"/holidays", "/agents"} == {one.path for one in at_home.assumed}
    assert "her country is not known, so no holidays are kept" in {one.text for one in without.assumed}
    assert f"holidays-{holidays.version()}" in at_home.edition


def test_the_holidays_of_her_region_where_it_has_some():
    epiphany = datetime(2027, 1, 5, 21, tzinfo=UTC)

    assert "2027-01-07" == shown(asked({"address": {"country": "DE", "region": "BY"}}, at=epiphany))[0][0][:10]
    assert "2027-01-06" == shown(asked({"address": {"country": "DE", "region": "BE"}}, at=epiphany))[0][0][:10]
    assert "2027-01-06" == shown(asked({"address": {"country": "DE", "region": "ZZ"}}, at=epiphany))[0][0][:10]


def test_a_special_day_permits_what_a_holiday_would_not():
    facts = {"permitted": PERMITTED | {"special": {"2026-12-25": [["10:00", "12:00"]]}}}

    assert [("2026-12-25T10:00+01:00", "2026-12-25T12:00+01:00")] == shown(asked({"address": "DE"}, at=datetime(2026, 12, 24, 21, tzinfo=UTC), **facts))


def test_a_make_up_day_permits_no_more_than_its_weekday():
    # Saturday 14 February 2026 is worked in China; the hours permitted on Saturdays stay what they are.
    answer = asked({"address": "CN"}, at=datetime(2026, 2, 13, 14, tzinfo=UTC), permitted={"weekly": {"mon-fri": [["09:00", "18:00"]], "sat,sun": []}})

    assert "2026-02-24" == shown(answer)[0][0][:10]


def test_our_hours_are_seen_on_our_clock():
    answer = asked({"timezone": "America/New_York"}, agents=DESK, k=2)

    assert [("2026-11-20T08:00-05:00", "2026-11-20T11:00-05:00"), ("2026-11-23T08:00-05:00", "2026-11-23T11:00-05:00")] == shown(answer)
    assert "2026-11-20T14:00:00+01:00" == answer.windows[0].start.viewer.isoformat()
    assert "agents_open" in answer.windows[0].why


def test_a_window_is_open_now_and_ends_with_her_day():
    answer = asked({"timezone": "Europe/Berlin"}, at=datetime(2026, 11, 20, 12, 0, 30, 1, tzinfo=UTC), permitted={"mon-sun": [["00:00", "24:00"]]}, k=2)

    assert "2026-11-20T13:00:31+01:00" == answer.windows[0].start.local.isoformat()
    assert ["2026-11-21T00:00+01:00", "2026-11-22T00:00+01:00"] == [local(one.end) for one in answer.windows]


def test_without_permitted_hours_manners_are_kept():
    answer = contact_windows({"timezone": "Europe/Paris"}, at=datetime(2026, 11, 20, 23, tzinfo=UTC), k=1, minutes=15)

    assert [("2026-11-21T09:00+01:00", "2026-11-21T20:00+01:00")] == shown(answer)
    assert {"mon-sun": [["09:00", "20:00"]]} == answer.to_dict()["assumed"][0]["value"]["weekly"]


@pytest.mark.parametrize(
    ("facts", "cause"),
    [
        ({"permitted": {"weekly": {"mon-sun": []}}}, "no_permitted_hours"),
        ({"customer": {"address": "ES"}, "permitted": {"weekly": {"mon-sun": [["09:00", "10:00"]]}}}, "zones_share_no_hours"),
        ({"agents": {"timezone": "UTC", "weekly": {"mon-sun": []}}}, "agents_never_open"),
        ({"agents": {"timezone": "UTC", "weekly": {"mon-fri": [["02:00", "04:00"]]}}}, "agents_away_then"),
        ({"contacted": [AT, AT - timedelta(days=1)], "cap": {"count": 2, "days": 500}}, "cap_reached"),
        ({"minutes": 14 * 60}, "too_short"),
    ],
)
def test_none_says_why(facts, cause):
    customer = facts.get("customer", {"timezone": "Europe/Berlin"})
    answer = asked(customer, **{key: value for key, value in facts.items() if key != "customer"})

    assert ((), (cause,), "complete") == (answer.windows, answer.none_because, answer.status)


def test_holidays_nobody_wrote_down_leave_none():
    answer = asked({"address": "LK"}, at=datetime(2034, 6, 1, tzinfo=UTC), holidays={"country": "LK"})

    assert (("holidays_unknown",), "incomplete") == (answer.none_because, answer.status)
    assert "the holidays of LK in 2034" in answer.needs[0].text


def test_a_year_not_reached_is_no_need():
    last = holidays.calendar_year("LK", None, 2090).horizon
    soon = asked({"timezone": "Asia/Colombo"}, at=datetime(last, 11, 2, tzinfo=UTC), holidays={"country": "LK"})
    later = asked({"timezone": "Asia/Colombo"}, at=datetime(last, 12, 30, tzinfo=UTC), holidays={"country": "LK"}, k=9)

    assert "complete" == soon.status
    assert 0 < len(later.windows) < 9
    assert all(one.start.local.year == last for one in later.windows)


def test_a_country_without_a_calendar_is_a_caveat():
    answer = asked({"address": "QZ", "timezone": "Europe/Oslo"})

    assert any("has no calendar of QZ" in one.text for one in answer.caveats)
    assert answer.windows
    assert not {"rest_day", "working_day"} & set(answer.windows[0].why)


@pytest.mark.parametrize(
    ("made", "cap", "expected"),
    [
        # Four tries in thirty days: the next when the first of them is thirty days old.
        ([1, 5, 9, 13], (4, 30), "2026-12-01T09:00Z"),
        ([1, 5, 9], (4, 30), "2026-11-20T12:00Z"),
        ([18, 19], (2, 7), "2026-11-25T09:00Z"),
        ([19], (1, 1), "2026-11-20T12:00Z"),
        ([20], (1, 1), "2026-11-21T12:00Z"),
    ],
)
def test_the_cap_counts_what_was_made(made, cap, expected):
    contacted = [datetime(2026, 11, on, 12 if on == 20 else 9, tzinfo=UTC) for on in made]
    answer = asked({"timezone": "UTC"}, contacted=contacted, cap={"count": cap[0], "days": cap[1]}, permitted={"mon-sun": [["09:00", "18:00"]]})

    assert datetime.fromisoformat(expected) == answer.windows[0].start.utc


@settings(max_examples=100)
@given(made=st.lists(st.integers(0, 60), max_size=8), count=st.integers(1, 4), days=st.integers(1, 9), at=st.integers(-20, 80))
def test_one_contact_more_is_never_one_too_many(made, count, days, at):
    day = 86_400
    edges = blocked([one * day for one in made], Cap(count=count, days=days))
    moment = at * day
    many = any(sum(start <= one * day < start + days * day for one in made) >= count for start in range(moment - days * day + 1, moment + 1, day // 4))

    assert many == e.is_open(edges, moment) or not many


@pytest.mark.parametrize(
    ("facts", "code", "path"),
    [
        ({"k": 0}, "out_of_range", "/k"),
        ({"k": 101}, "out_of_range", "/k"),
        ({"minutes": 0}, "out_of_range", "/minutes"),
        ({"minutes": 1441}, "out_of_range", "/minutes"),
        ({"minutes": "half an hour"}, "not_a_whole_number", "/minutes"),
        ({"at": datetime(2026, 1, 1)}, "naive_datetime", "/at"),
        ({"permitted": {"weekly": {"mon": [["25:00", "26:00"]]}}}, "opens_after_midnight", "/permitted/weekly/mon/0"),
        ({"permitted": {"moon": []}}, "unknown_day", "/permitted/weekly/moon"),
        ({"agents": {"timezone": "UTC"}}, "missing_key", "/agents/weekly"),
        ({"holidays": {"country": "UK"}}, "unknown_country", "/holidays/country"),
        ({"holidays": {"country": "DE", "region": "QQ"}}, "unknown_region", "/holidays/region"),
        ({"contacted": [datetime(2026, 1, 1)]}, "naive_datetime", "/contacted/0"),
        ({"contacted": "2026-01-01T00:00:00Z"}, "not_a_list", "/contacted"),
        ({"cap": {"count": 0, "days": 1}}, "not_positive", "/cap/count"),
        ({"cap": {"count": 1}}, "missing_key", "/cap/days"),
        ({"customer": {"timezone": "Berlin"}}, "unknown_zone", "/customer/timezone"),
        ({"customer": {"phone": "call me"}}, "not_a_phone_number", "/customer/phone"),
        ({"customer": {"address": "DE"}, "at": datetime(2050, 1, 1, tzinfo=UTC)}, "outside_atlas", "/at"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(facts, code, path):
    facts = {"customer": {"timezone": "UTC"}, "at": AT, "k": 1, "minutes": 30} | facts
    with pytest.raises(FactError) as caught:
        contact_windows(facts.pop("customer"), **facts)

    assert (code, path) == (caught.value.code, caught.value.path)


def test_the_answer_on_the_wire():
    facts = {
        "customer": {"languages": ["es"], "name": {"given": "Ana"}, "address": {"country": "ES"}},
        "at": "2026-12-23T15:00:00Z",
        "k": 2,
        "minutes": 30,
        "permitted": {"weekly": {"mon-fri": [["09:00", "21:00"]]}},
        "agents": DESK,
        "contacted": ["2026-12-20T10:00:00Z"],
        "cap": {"count": 1, "days": 4},
    }
    answer = ask("contact_windows", facts)

    assert {"zones", "windows", "none_because", "status", "edition", "because", "needs", "caveats", "assumed"} == set(answer)
    assert ["Europe/Madrid", "Africa/Ceuta", "Atlantic/Canary"] == answer["zones"]
    assert {
        "start": {"utc": "2026-12-24T10:00:00Z", "local": "2026-12-24T11:00:00+01:00", "viewer": "2026-12-24T11:00:00+01:00"},
        "end": {"utc": "2026-12-24T16:00:00Z", "local": "2026-12-24T17:00:00+01:00", "viewer": "2026-12-24T17:00:00+01:00"},
        "score": 93,
        "why": ["tomorrow", "working_day", "daytime", "several_clocks", "agents_open"],
    } == answer["windows"][0]
    assert json.loads(json.dumps(answer)) == answer


def test_a_customer_of_another_room_and_the_answer_as_a_value():
    customer = Customer(languages=["de"], address="DE")
    answer = contact_windows(customer, at=AT, k=2, minutes=30)
    thawed = pickle.loads(pickle.dumps(answer))

    assert answer == thawed == contact_windows(customer.to_dict(), at=AT, k=2, minutes=30)
    assert hash(answer) == hash(thawed)


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"permitted": {"mon-sun": [["08:00", "09:30"]]}}, {"early"}),
        ({"permitted": {"mon-sun": [["18:30", "20:00"]]}}, {"late"}),
        ({"permitted": {"mon-sun": [["11:00", "11:45"]]}}, {"short", "daytime"}),
        ({"customer": {"address": "AE"}, "at": datetime(2026, 11, 20, 21, tzinfo=UTC), "permitted": {"sat": [["10:00", "18:00"]]}}, {"rest_day", "today"}),
    ],
)
def test_why_a_window_is_no_better(facts, why):
    answer = asked(facts.get("customer", {"timezone": "UTC"}), **{key: value for key, value in facts.items() if key != "customer"})

    assert why <= set(answer.windows[0].why)


def test_a_day_that_may_be_a_holiday_is_the_last_to_choose():
    answer = asked({"address": "AE"}, at=datetime(2028, 2, 24, 18, tzinfo=UTC), permitted={"mon-sun": [["09:00", "18:00"]]}, k=4)
    doubtful = [one for one in answer.windows if "estimated_day" in one.why]

    assert doubtful
    assert answer.windows[-1] in doubtful
    assert "estimated" in {one.kind for one in answer.caveats}


def test_a_day_the_clock_skipped_is_no_window():
    found = list(stretches([int(datetime(2011, 12, 29, tzinfo=UTC).timestamp()), int(datetime(2012, 1, 2, tzinfo=UTC).timestamp())], "Pacific/Apia", 60))

    assert date(2011, 12, 30) not in {one.day for one in found}


@settings(max_examples=40)
@given(
    at=st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 30), timezones=st.just(UTC)),
    zone=st.sampled_from(["Europe/Paris", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Chatham"]),
    minutes=st.integers(1, 300),
    k=st.integers(1, 5),
)
def test_a_window_is_open_to_all_and_long_enough(at, zone, minutes, k):
    answer = contact_windows({"timezone": zone}, at=at, k=k, minutes=minutes, permitted=PERMITTED, agents=DESK)
    hers = Schedule(timezone=zone, weekly=PERMITTED["weekly"])
    both = hers & Schedule.from_dict(DESK)

    assert [one.score for one in answer.windows] == sorted((one.score for one in answer.windows), reverse=True)
    for one in answer.windows:
        start, end = one.start.utc, one.end.utc
        assert at <= start
        assert timedelta(minutes=minutes) <= end - start
        assert end - start == both.between(start, end)
        assert one.start.local.date() == (one.end.local - timedelta(microseconds=1)).date()
