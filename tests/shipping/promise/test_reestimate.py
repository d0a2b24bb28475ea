"""What is left of a promise after what has happened, and whether it was kept."""

import json
import pickle

import pytest

from xborder import FactError, check_promise, promise, reestimate
from xborder.adapters.wire import ask, text_of
from xborder.doors import holidays

BERLIN = {"timezone": "Europe/Berlin", "country": "DE", "cutoff": "14:00"}
SHANGHAI = {"timezone": "Asia/Shanghai", "country": "CN", "cutoff": "14:00"}
LAST = holidays.calendar_year("LK", None, 2090).horizon


def row(name, least, most=None, country="DE", unit="working_days"):
    calendar = {"country": country} if unit == "working_days" else {}
    return {"name": name, "min": least, "max": least if most is None else most, "unit": unit, "calendar": calendar}


# Monday 2 March 2026: handling Tue 3, transit Thu 5 to Fri 6, delivery the same day or Mon 9.
FACTS = {
    "placed_at": "2026-03-02T09:00:00+01:00",
    "warehouse": BERLIN,
    "stages": [row("handling", 1), row("transit", 2, 3), row("delivery", 0, 1)],
    "ship_to": "DE",
}
FIRST = ("2026-03-05", "2026-03-09")


def event(state, at):
    return {"state": state, "at": f"2026-03-{at}:00+01:00"}


def now(at, *events, facts=FACTS, **more):
    return reestimate(facts, events=[event(*one) for one in events], at=f"2026-03-{at}:00+01:00", **more)


SENT, HELD = ("shipped", "03T18:00"), ("held", "04T16:00")
WITH_COURIER = ("out_for_delivery", "05T07:00")


def summary(told):
    return (str(told.earliest), str(told.latest), told.moved.earliest, told.moved.latest, told.cause, told.notify, told.stage)


CASES = [
    ("nothing yet", "02T10:00", [], (*FIRST, 0, 0, None, False, "handling")),
    ("the day it should leave, before the cut-off", "03T13:59", [], (*FIRST, 0, 0, None, False, "handling")),
    ("the day it should have left, after the cut-off", "03T14:00", [], ("2026-03-06", "2026-03-10", 1, 1, "handling", True, "handling")),
    ("accepted says nothing of the way", "03T10:00", [("accepted", "02T12:00")], (*FIRST, 0, 0, None, False, "handling")),
    ("two days late out of the house", "05T15:00", [], ("2026-03-10", "2026-03-12", 5, 3, "handling", True, "handling")),
    ("left a day early", "02T20:00", [("shipped", "02T18:00")], ("2026-03-04", "2026-03-06", -1, -3, None, True, "transit")),
    ("left as planned", "03T20:00", [SENT], (*FIRST, 0, 0, None, False, "transit")),
    ("left a day late", "04T20:00", [("shipped", "04T18:00")], ("2026-03-06", "2026-03-10", 1, 1, "handling", True, "transit")),
    ("a scan moves nothing", "04T20:00", [SENT, ("in_transit", "04T08:00")], (*FIRST, 0, 0, None, False, "transit")),
    ("a first scan is a departure", "04T20:00", [("in_transit", "03T18:00")], (*FIRST, 0, 0, None, False, "transit")),
    # Transit should be over by Friday 6; on Monday 9 it still is not.
    ("overdue on the way", "09T10:00", [SENT], ("2026-03-09", "2026-03-10", 4, 1, "transit", True, "transit")),
    ("with the courier today", "05T08:00", [SENT, WITH_COURIER], ("2026-03-05", "2026-03-06", 0, -3, None, False, "delivery")),
    ("with the courier since Friday", "09T08:00", [SENT, ("out_for_delivery", "06T07:00")], ("2026-03-09", "2026-03-09", 4, 0, None, False, "delivery")),
    # It had used one of its days when it stopped on Wednesday 4; stopped still on Friday 6, it has one to two left.
    ("stopped, and still so", "06T08:00", [SENT, HELD], ("2026-03-09", "2026-03-11", 4, 2, "held", True, "transit")),
    ("stopped, and moving again", "09T08:00", [SENT, HELD, ("in_transit", "06T16:00")], ("2026-03-09", "2026-03-11", 4, 2, "held", True, "transit")),
    ("an exception of an hour", "04T18:00", [SENT, ("exception", "04T16:00"), ("in_transit", "04T17:00")], (*FIRST, 0, 0, None, False, "transit")),
    ("an exception at the door", "06T18:00", [SENT, WITH_COURIER, ("exception", "05T17:00")], ("2026-03-06", "2026-03-09", 1, 0, None, False, "delivery")),
    ("out of stock for a week", "10T08:00", [("held", "02T12:00")], ("2026-03-13", "2026-03-17", 8, 8, "held", True, "handling")),
    ("delivered in time", "05T18:00", [SENT, ("delivered", "05T12:00")], ("2026-03-05", "2026-03-05", 0, -4, None, False, "delivered")),
    ("delivered late", "12T18:00", [SENT, ("delivered", "11T12:00")], ("2026-03-11", "2026-03-11", 6, 2, "transit", False, "delivered")),
    (
        "delivered late after a hold",
        "12T18:00",
        [SENT, ("held", "05T08:00"), ("delivered", "11T12:00")],
        ("2026-03-11", "2026-03-11", 6, 2, "held", False, "delivered"),
    ),
    ("goes back", "09T18:00", [SENT, ("returned", "09T12:00")], ("None", "None", None, None, "returned", True, "returned")),
    ("came and went back", "09T18:00", [("delivered", "05T12:00"), ("returned", "09T12:00")], ("None", "None", None, None, "returned", True, "returned")),
]


@pytest.mark.parametrize(("at", "events", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_an_estimate_follows_what_has_happened(at, events, expected):
    assert expected == summary(now(at, *events))


def test_events_may_come_in_any_order():
    events = [("shipped", "04T18:00"), ("accepted", "02T12:00"), ("in_transit", "05T08:00")]

    assert summary(now("05T20:00", *events)) == summary(now("05T20:00", *reversed(events)))


def test_what_the_buyer_was_told_decides_about_a_notice_and_the_first_promise_about_the_delay():
    events = [("shipped", "04T18:00")]
    silent = now("04T20:00", *events, told={"earliest": "2026-03-06", "latest": "2026-03-10"})
    patient = now("04T20:00", *events, notify_from_days=2)

    assert [(1, False), (1, False)] == [(one.moved.latest, one.notify) for one in (silent, patient)]
    assert FIRST == (str(silent.first.earliest), str(silent.first.latest))


def test_a_first_promise_that_was_tighter_than_the_facts_is_kept():
    told = now("02T10:00", first={"earliest": "2026-03-04", "latest": "2026-03-06"})

    assert ("plan", 1, 3, True) == (told.cause, told.moved.earliest, told.moved.latest, told.notify)
    assert "what was planned leads to 2026-03-09, and the first promise was 2026-03-06" == told.because[-1].text


CUSTOMS = {
    "placed_at": "2026-03-02T09:00:00+08:00",
    "warehouse": SHANGHAI,
    "stages": [row("handling", 1, 1, "CN"), row("transit", 5, 8, unit="days"), row("customs", 1, 2), row("transit", 1, 2), row("delivery", 0, 1)],
    "ship_to": "DE",
}


@pytest.mark.parametrize(
    ("events", "at", "expected"),
    [
        # Leaves Tue 3; Sun 8 to Wed 11; customs from Mon 9: Tue 10, or Fri 13; Wed 11, or Tue 17; then Wed 18.
        ([], "03T06:00", ("2026-03-11", "2026-03-18", "handling")),
        ([("shipped", "03T09:00"), ("customs", "10T08:00")], "10T09:00", ("2026-03-12", "2026-03-17", "customs")),
        (
            [("shipped", "03T09:00"), ("customs", "10T08:00"), ("held", "10T12:00"), ("in_transit", "16T08:00")],
            "16T09:00",
            ("2026-03-17", "2026-03-19", "transit"),
        ),
        ([("shipped", "03T09:00"), ("customs", "10T08:00"), ("held", "10T12:00")], "16T09:00", ("2026-03-18", "2026-03-21", "customs")),
        ([("customs", "10T08:00"), ("customs", "11T08:00")], "11T09:00", ("2026-03-12", "2026-03-17", "customs")),
        ([("out_for_delivery", "10T08:00"), ("customs", "11T08:00")], "11T09:00", ("2026-03-11", "2026-03-11", "delivery")),
    ],
)
def test_customs_and_a_second_leg(events, at, expected):
    told = now(at, *events, facts=CUSTOMS)
    expected_latest = {"2026-03-21": "2026-03-23"}.get(expected[1], expected[1])  # a Saturday rolls to Monday

    assert (expected[0], expected_latest, expected[2]) == (str(told.earliest), str(told.latest), told.stage)


def test_customs_where_none_was_planned_is_on_the_way():
    told = now("04T08:00", ("customs", "03T18:00"))

    assert ("transit", *FIRST) == (told.stage, str(told.earliest), str(told.latest))


def test_a_way_without_delivery_is_over_when_the_courier_has_it():
    facts = {**FACTS, "stages": [row("handling", 1), row("transit", 2, 3)]}
    told = now("05T09:00", SENT, ("out_for_delivery", "05T08:00"), facts=facts)

    assert ("2026-03-05", "2026-03-05", "transit") == (str(told.earliest), str(told.latest), told.stage)


def test_a_way_that_ends_at_the_warehouse():
    facts = {**FACTS, "stages": [row("handling", 1), row("pickup", 0, 1)], "ship_to": "JP"}
    waiting, gone = now("03T09:00", facts=facts), now("04T09:00", SENT, facts=facts)

    # What leaves Berlin at 14:00 leaves at 22:00 of the same day in Tokyo; at 18:00 it is the next.
    assert ("2026-03-03", "2026-03-04", "handling") == (str(waiting.earliest), str(waiting.latest), waiting.stage)
    assert ("2026-03-04", "2026-03-04", "pickup") == (str(gone.earliest), str(gone.latest), gone.stage)


def test_a_way_that_begins_on_the_road():
    facts = {**FACTS, "stages": [row("transit", 2, 3)]}

    # Nothing has left by the cut-off of Tuesday 3: it leaves on Wednesday 4 at the earliest, and transit has not begun.
    assert ("2026-03-04", "2026-03-05") == tuple(map(str, (now("02T10:00", facts=facts).earliest, now("02T10:00", facts=facts).latest)))


def test_an_order_nobody_can_promise_stays_open():
    ceylon = {"timezone": "Asia/Colombo", "country": "LK", "cutoff": "14:00"}
    facts = {"placed_at": f"{LAST}-12-30T10:00:00+05:30", "warehouse": ceylon, "stages": [row("handling", 5, 5, "LK")], "ship_to": "LK"}
    told = reestimate(facts, events=[], at=f"{LAST}-12-30T12:00:00+05:30")
    given = reestimate(facts, events=[], at=f"{LAST}-12-30T12:00:00+05:30", first={"earliest": f"{LAST + 1}-01-05", "latest": f"{LAST + 1}-01-08"})
    gone = reestimate(facts, events=[{"state": "delivered", "at": f"{LAST}-12-31T10:00:00+05:30"}], at=f"{LAST}-12-31T12:00:00+05:30")

    assert (None, None, None, False, "unknown", "incomplete") == (told.earliest, told.first, told.moved.latest, told.notify, told.confidence, told.status)
    assert ["/promise/stages/0/calendar"] == [one.path for one in told.needs]
    assert (f"{LAST + 1}-01-08", None) == (str(given.first.latest), given.cause)
    assert ("complete", "decreed", "delivered", None) == (gone.status, gone.confidence, gone.stage, gone.cause)


def test_a_pause_into_a_year_nobody_knows_stays_open():
    ceylon = {"timezone": "Asia/Colombo", "country": "LK", "cutoff": "14:00"}
    facts = {"placed_at": f"{LAST}-12-29T10:00:00+05:30", "warehouse": ceylon, "stages": [row("transit", 0, 0, "LK")], "ship_to": "LK"}
    held = {"state": "held", "at": f"{LAST}-12-29T12:00:00+05:30"}

    assert reestimate(facts, events=[held], at=f"{LAST + 1}-01-04T12:00:00+05:30").latest is None


def test_a_buyer_without_a_clock_has_no_dates():
    facts = {**FACTS, "ship_to": "QZ", "stages": [row("handling", 1), row("transit", 1, 1, unit="days")]}
    told = now("04T10:00", SENT, ("held", "03T19:00"), facts=facts)

    assert (None, None, ["/promise/timezone"]) == (told.earliest, told.timezone, [one.path for one in told.needs])


def test_an_estimate_says_what_it_leans_on():
    told = now("06T08:00", SENT, ("held", "04T16:00"))

    assert ["reestimate.event", "reestimate.event", "reestimate.held"] == [one.code for one in told.because]
    assert "it was stopped on the way: 2026-03-11 instead of the first promise of 2026-03-09" == told.because[-1].text
    assert ["nobody has said when it moves on: the range supposes that it does so now"] == [one.text for one in told.caveats]
    assert told.edition == promise(FACTS["placed_at"], warehouse=BERLIN, stages=FACTS["stages"], ship_to="DE").edition
    assert () == now("05T18:00", ("delivered", "05T12:00")).caveats
    bare = {**FACTS, "stages": [{"name": "transit", "min": 1, "max": 1, "unit": "working_days"}]}
    assert ["/promise/warehouse/country", "/promise/stages/0/calendar/country"] == [one.path for one in now("02T10:00", facts=bare).assumed]


def test_an_estimate_is_a_value():
    told = now("04T20:00", ("shipped", "04T18:00"))

    assert told == pickle.loads(pickle.dumps(told))
    assert told.to_dict() == ask("reestimate", {"promise": FACTS, "events": [event("shipped", "04T18:00")], "at": "2026-03-04T20:00:00+01:00"})
    assert json.loads(text_of(told.to_dict())) == told.to_dict()


BAD = [
    ({"events": [event("lost", "04T18:00")]}, "unknown_choice", "/events/0/state"),
    ({"events": [event("shipped", "04T18:00"), event("delivered", "20T18:00")]}, "event_in_the_future", "/events/1/at"),
    ({"events": [event("delivered", "04T18:00"), event("shipped", "01T18:00")]}, "before_the_order", "/events/1/at"),
    ({"events": [{"state": "shipped", "at": "2026-03-04T18:00:00"}]}, "naive_datetime", "/events/0/at"),
    ({"at": "2026-03-01T18:00:00+01:00"}, "before_the_order", "/at"),
    ({"at": "2500-03-01T18:00:00+01:00"}, "instant_out_of_range", "/at"),
    ({"first": {"earliest": "2026-03-09", "latest": "2026-03-05"}}, "ends_before_start", "/first"),
    ({"told": {"earliest": "2026-03-09"}}, "missing_key", "/told/latest"),
    ({"notify_from_days": 0}, "unusable_days", "/notify_from_days"),
    ({"promise": {**FACTS, "stages": []}}, "no_stages", "/promise/stages"),
    ({"promise": {**FACTS, "stages": [row("handling", 1, 1, "QQ")]}}, "unknown_country", "/promise/stages/0/calendar/country"),
]


@pytest.mark.parametrize(("change", "code", "path"), BAD, ids=[f"{index} {code}" for index, (_, code, _) in enumerate(BAD)])
def test_what_makes_no_sense_is_refused_by_name(change, code, path):
    with pytest.raises(FactError) as caught:
        ask("reestimate", {"promise": FACTS, "events": [], "at": "2026-03-05T10:00:00+01:00", **change})

    assert (code, path) == (caught.value.code, caught.value.path)


OFFICE = {"timezone": "Europe/Berlin", "weekly": {"mon-fri": [["09:00", "17:00"]]}}


@pytest.mark.parametrize(
    ("delivered", "expected"),
    [
        # The promise is Thursday 5 to Monday 9 March.
        ("04T18:00", (True, True, 0, 0, 0, 0)),
        ("05T18:00", (True, False, 0, 0, 0, 0)),
        ("09T23:59", (True, False, 0, 0, 0, 0)),
        ("10T00:00", (False, False, 1, 1, 0, 0)),
        ("10T11:00", (False, False, 1, 1, 11 * 3600, 2 * 3600)),
        ("16T09:30", (False, False, 7, 5, 6 * 86_400 + 9 * 3600 + 1800, 4 * 8 * 3600 + 1800)),
        ("15T12:00", (False, False, 6, 4, 5 * 86_400 + 12 * 3600, 4 * 8 * 3600)),
    ],
)
def test_a_promise_is_kept_or_late_by_so_much(delivered, expected):
    told = check_promise(FACTS, delivered_at=f"2026-03-{delivered}:00+01:00", hours=OFFICE)

    assert expected == (told.kept, told.early, told.days_late, told.working_days_late, told.seconds_late, told.working_time_late)


def test_a_new_date_never_launders_the_first():
    told = check_promise(FACTS, delivered_at="2026-03-11T10:00:00+01:00", told={"earliest": "2026-03-11", "latest": "2026-03-13"})

    assert (False, True, 2, None) == (told.kept, told.kept_told, told.days_late, told.working_time_late)
    assert "delivered on 2026-03-11, and the first promise was 2026-03-05 to 2026-03-09" == told.because[0].text
    assert "check_promise.broken" == told.because[0].code


def test_a_first_promise_that_was_given_is_the_one_that_counts():
    told = check_promise(FACTS, delivered_at="2026-03-09T10:00:00+01:00", first={"earliest": "2026-03-04", "latest": "2026-03-06"})

    assert (False, 3, 1) == (told.kept, told.days_late, told.working_days_late)


def test_days_are_those_of_the_buyer():
    """Delivered at 00:30 in Berlin: in London, where she lives, it is still the day before."""
    facts = {**FACTS, "ship_to": "GB", "stages": [row("transit", 2, 2, unit="days")]}
    told = check_promise(facts, delivered_at="2026-03-05T00:30:00+01:00")

    assert (True, "2026-03-04", "Europe/London", 0) == (told.kept, str(told.delivered), told.timezone, told.seconds_late)


def test_where_her_day_is_not_known_nothing_is_judged():
    facts = {**FACTS, "ship_to": "US", "stages": [row("transit", 2, 2, unit="days")]}
    told = check_promise(facts, delivered_at="2026-03-05T06:00:00+00:00", first={"earliest": "2026-03-03", "latest": "2026-03-04"})
    late = check_promise(facts, delivered_at="2026-03-07T18:00:00+00:00", first={"earliest": "2026-03-03", "latest": "2026-03-04"})

    assert (None, None, None, None, None, None) == (told.kept, told.early, told.days_late, told.seconds_late, told.timezone, told.working_days_late)
    assert ["/promise/timezone"] == [one.path for one in told.needs]
    assert () == told.because
    assert (False, 3, 3) == (late.kept, late.days_late, late.working_days_late)


def test_what_was_never_promised_is_neither_kept_nor_broken():
    ceylon = {"timezone": "Asia/Colombo", "country": "LK", "cutoff": "14:00"}
    facts = {"placed_at": f"{LAST}-12-30T10:00:00+05:30", "warehouse": ceylon, "stages": [row("handling", 5, 5, "LK")], "ship_to": "LK"}
    told = check_promise(facts, delivered_at=f"{LAST + 1}-01-10T10:00:00+05:30")
    given = check_promise(facts, delivered_at=f"{LAST + 1}-01-10T10:00:00+05:30", first={"earliest": f"{LAST}-12-30", "latest": f"{LAST}-12-31"})

    assert (None, None, "incomplete", ["/promise/stages/0/calendar"]) == (told.kept, told.seconds_late, told.status, [one.path for one in told.needs])
    assert (False, 10, None) == (given.kept, given.days_late, given.working_days_late)


def test_a_check_is_a_value_and_leans_on_what_the_promise_leans_on():
    told = check_promise(FACTS, delivered_at="2026-03-11T10:00:00+01:00", hours=OFFICE)
    bare = check_promise({**FACTS, "stages": [{"name": "transit", "min": 1, "max": 1, "unit": "working_days"}]}, delivered_at="2026-03-11T10:00:00+01:00")

    assert told == pickle.loads(pickle.dumps(told))
    assert json.loads(text_of(told.to_dict())) == told.to_dict()
    assert ["/promise/warehouse/country", "/promise/stages/0/calendar/country"] == [one.path for one in bare.assumed]
    assert () == told.caveats


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"delivered_at": "2026-03-01T10:00:00+01:00"}, "before_the_order", "/delivered_at"),
        ({"delivered_at": "2026-03-11"}, "not_an_instant", "/delivered_at"),
        ({"delivered_at": "2700-03-11T00:00:00Z"}, "instant_out_of_range", "/delivered_at"),
        ({"hours": {"timezone": "Europe/Berlin", "weekly": {"mon": [["17:00", "09:00"]]}}}, "ends_before_start", "/hours/weekly/mon/0"),
        ({"first": {"earliest": "2026-03-09", "latest": "2026-03-05"}}, "ends_before_start", "/first"),
    ],
)
def test_what_cannot_be_checked_is_refused(change, code, path):
    with pytest.raises(FactError) as caught:
        check_promise(FACTS, **{"delivered_at": "2026-03-11T10:00:00+01:00", **change})

    assert (code, path) == (caught.value.code, caught.value.path)


def test_a_fault_of_the_promise_is_named_under_it():
    with pytest.raises(FactError) as caught:
        check_promise({**FACTS, "stages": [row("handling", 1, 1, "QQ")]}, delivered_at="2026-03-11T10:00:00+01:00")

    assert "/promise/stages/0/calendar/country" == caught.value.path


def test_what_comes_a_year_late_is_counted_through():
    told = check_promise(FACTS, delivered_at="2027-03-09T10:00:00+01:00")

    # The working days of Germany from 10 March 2026 to 9 March 2027: 261 weekdays less seven holidays.
    assert (365, 254) == (told.days_late, told.working_days_late)
