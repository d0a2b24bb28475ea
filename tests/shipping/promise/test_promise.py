"""The question itself: its trace, what it takes for granted, what it does not know, and what it refuses."""

import json
import pickle
from datetime import date, datetime, timedelta

from xborder import PromiseRequest, Stage, Warehouse, promise, standard
from xborder.adapters.wire import ask, text_of
from xborder.atlas import Layer
from xborder.doors import holidays, zones
from xborder.shipping.promise import clocks, workdays
from xborder.shipping.promise.facts import Arrival, Calendar, Cutoff

SHANGHAI = {"timezone": "Asia/Shanghai", "country": "CN", "cutoff": "14:00"}
BERLIN = {"timezone": "Europe/Berlin", "country": "DE", "cutoff": "14:00"}
COLOMBO = {"timezone": "Asia/Colombo", "country": "LK", "cutoff": "14:00"}
LAST = holidays.calendar_year("LK", None, 2090).horizon


def stage(name="handling", least=1, most=None, unit="working_days", **calendar):
    return {"name": name, "min": least, "max": least if most is None else most, "unit": unit, "calendar": calendar}


def asked(placed_at="2026-03-02T10:00:00+01:00", *, warehouse=BERLIN, stages=(), ship_to="DE", **more):
    return promise(placed_at, warehouse=warehouse, stages=[*stages] or [stage(country="DE")], ship_to=ship_to, **more)


def skipped(told, index=0):
    return [(str(one.on), one.why) for one in told.stages[index].skipped]


def test_every_skipped_day_is_told():
    told = asked("2026-02-13T15:00:00+08:00", warehouse=SHANGHAI, stages=[stage(country="CN")], ship_to="CN")

    expected = [
        ("2026-02-13", "cutoff"),
        ("2026-02-15", "weekend"),
        ("2026-02-16", "holiday:CN:Chinese New Year's Eve"),
        ("2026-02-17", "holiday:CN:Chinese New Year (Spring Festival)"),
        ("2026-02-18", "holiday:CN:Chinese New Year (Spring Festival)"),
        ("2026-02-19", "holiday:CN:Chinese New Year (Spring Festival)"),
        ("2026-02-20", "holiday:CN:Day off (substituted from 02/14/2026)"),
        ("2026-02-21", "weekend"),
        ("2026-02-22", "weekend"),
        ("2026-02-23", "holiday:CN:Day off (substituted from 02/28/2026)"),
    ]

    assert expected == skipped(told)


def test_slow_days_are_told_apart():
    factory = {"country": "CN", "closures": [{"start": "2026-03-09", "end": "2026-03-10", "ramp_down_days": 1, "recovery_days": 2, "name": "move"}]}
    told = asked("2026-03-05T10:00:00+08:00", warehouse=SHANGHAI, stages=[stage(least=1, **factory)], ship_to="CN")

    expected = [
        ("2026-03-06", "ramp_down"),
        ("2026-03-07", "weekend"),
        ("2026-03-08", "weekend"),
        ("2026-03-09", "closure:move"),
        ("2026-03-10", "closure:move"),
        ("2026-03-11", "recovery"),
        ("2026-03-12", "recovery"),
    ]

    assert ("2026-03-06", "2026-03-13") == (str(told.earliest), str(told.latest))
    assert expected == skipped(told)


def test_a_closure_at_the_turn_of_a_year_slows_both_years():
    inventory = {"country": "DE", "closures": [{"start": "2026-12-28", "end": "2027-01-01", "ramp_down_days": 2, "recovery_days": 3}]}
    before = asked("2026-12-23T10:00:00+01:00", stages=[stage(least=0, **inventory)])
    after = asked("2027-01-04T10:00:00+01:00", stages=[stage(least=0, **inventory)])

    # Before: Wed 23 and Thu 24 are the last two; after: Mon 4, Tue 5 and Wed 6 the first three.
    assert ("2026-12-23", "2027-01-07") == (str(before.earliest), str(before.latest))
    assert ("2027-01-04", "2027-01-07") == (str(after.earliest), str(after.latest))


def test_weekdays_nobody_works_are_not_a_weekend():
    told = asked("2026-03-02T10:00:00+01:00", stages=[stage(least=1, weekdays="mon,thu")])

    assert [("2026-03-03", "weekday"), ("2026-03-04", "weekday")] == skipped(told)
    assert "2026-03-05" == str(told.earliest)


def test_a_make_up_day_is_the_weekday_it_makes_up_for():
    """Saturday 14 February 2026 makes up for Friday 20."""
    fridays = asked("2026-02-10T10:00:00+08:00", warehouse=SHANGHAI, stages=[stage(least=1, country="CN", weekdays="fri")], ship_to="CN")
    mondays = asked("2026-02-10T10:00:00+08:00", warehouse=SHANGHAI, stages=[stage(least=1, country="CN", weekdays="mon")], ship_to="CN")

    # Saturday 28 makes up for Monday 23.
    assert ("2026-02-14", "2026-03-02") == (str(fridays.earliest), str(mondays.earliest))


def test_a_make_up_day_keeps_the_cut_off_of_the_weekday_it_makes_up_for():
    early = {**SHANGHAI, "cutoff": {"mon-thu": "16:00", "fri": "11:00"}}
    told = asked("2026-02-14T12:00:00+08:00", warehouse=early, stages=[stage(least=0, country="CN")], ship_to="CN")

    assert "2026-02-24" == str(told.earliest)


def test_days_count_one_by_one_but_begin_and_end_on_working_days():
    told = asked("2026-03-06T10:00:00+01:00", stages=[stage("transit", 2, 2, "days", weekdays="mon-fri")])

    # Friday 6, two days on Sunday 8, done on Monday 9.
    assert [("2026-03-08", "weekday")] == skipped(told)
    assert "2026-03-09" == str(told.earliest)


def test_what_no_stage_names_is_taken_for_granted_and_said():
    told = asked(stages=[stage("handling"), stage("transit"), stage("delivery", weekdays="mon-sat")], ship_to="FR")

    expected = [
        ("/stages/0/calendar/country", "DE", "handling keeps the working days of the warehouse's country"),
        ("/stages/1/calendar/country", "FR", "transit keeps the working days of the buyer's country"),
    ]

    assert expected == [(one.path, one.value, one.text) for one in told.assumed]


def test_without_handling_orders_leave_on_working_days_of_the_warehouse():
    told = asked("2026-03-07T10:00:00+01:00", stages=[stage("transit", 1, 1, "days")])

    assert ["/warehouse/country"] == [one.path for one in told.assumed]
    assert "2026-03-10" == str(told.earliest)
    assert [("2026-03-07", "weekend"), ("2026-03-08", "weekend")] == skipped(told)


def test_a_region_the_calendar_does_not_tell_apart_is_its_country():
    told = asked(stages=[stage("delivery")], ship_to="DE:buesingen")

    assert ("DE", "complete") == (told.assumed[1].value, told.status)


def test_an_empty_year_is_unknown_and_never_open():
    told = asked(f"{LAST}-12-30T10:00:00+05:30", warehouse=COLOMBO, stages=[stage(least=0, most=5, country="LK"), stage("transit")], ship_to="LK")

    assert (f"{LAST}-12-30", None, "unknown", "incomplete") == (str(told.stages[0].earliest), told.latest, told.confidence, told.status)
    assert [("rule", "/stages/0/calendar")] == [(one.kind, one.path) for one in told.needs]
    assert f"the holidays of LK in {LAST + 1} are not in holidays {holidays.version()}" in told.needs[0].text


def test_an_order_in_a_year_nobody_knows_is_not_promised_anything():
    told = asked("2090-06-01T10:00:00+05:30", warehouse=COLOMBO, stages=[stage(country="LK")], ship_to="LK")

    assert (None, None, "unknown") == (told.earliest, told.latest, told.confidence)
    assert ["/stages/0/calendar"] == [one.path for one in told.needs]
    assert told.arrival is None


def test_a_country_without_a_calendar_is_a_gap_where_it_is_taken_for_granted():
    told = asked(stages=[stage("delivery")], ship_to="QM", timezone="UTC")

    assert ["/stages/0/calendar"] == [one.path for one in told.needs]
    assert told.earliest is None


def test_what_is_never_done_is_said_instead_of_searched_for_ever():
    closed = [{"start": "2026-01-01", "end": "2060-12-31"}]
    told = asked(stages=[stage("handling", country="DE"), stage("delivery", 0, 0, weekdays="mon-fri", closures=closed)])

    assert (None, "incomplete") == (told.earliest, told.status)
    assert [("fact", "/stages/1/calendar")] == [(one.kind, one.path) for one in told.needs]


def test_a_cut_off_that_no_working_day_has_is_said():
    told = asked(warehouse={**BERLIN, "cutoff": {"sun": "14:00"}}, stages=[stage(country="DE")])

    assert ["/stages/0/calendar"] == [one.path for one in told.needs]
    assert told.latest is None


def test_a_forecast_is_not_a_fact():
    told = asked("2027-02-01T10:00:00+08:00", warehouse=SHANGHAI, stages=[stage(least=5, country="CN")], ship_to="CN")

    assert "estimated" == told.confidence
    assert {"estimated"} == {one.kind for one in told.caveats}
    assert date(2027, 2, 9) in {one.on for one in told.caveats}
    assert told.caveats[0].text.startswith("whether 2027-02-0")


def test_the_least_sure_day_decides():
    decreed = asked("2026-02-13T10:00:00+08:00", warehouse=SHANGHAI, stages=[stage(country="CN")], ship_to="CN")
    ruled = asked("2026-02-13T10:00:00+08:00", warehouse=SHANGHAI, stages=[stage(country="CN"), stage("delivery", 0, 0, country="DE")], ship_to="DE")
    counted = asked(stages=[stage("handling", 1, 1, "days")])

    assert ["decreed", "rule", "decreed"] == [decreed.confidence, ruled.confidence, counted.confidence]


def test_an_address_of_several_days_keeps_the_wider_range():
    """At 14:00 in Shanghai it is the same day in New York and still the day before in Los Angeles."""
    facts = {"warehouse": SHANGHAI, "stages": [stage("transit", 5, 7, "days")], "ship_to": "US"}
    open_, hers = asked("2026-01-13T10:00:00+08:00", **facts), asked("2026-01-13T10:00:00+08:00", **facts, timezone="America/Los_Angeles")

    assert (None, "incomplete", ["/timezone"]) == (open_.timezone, open_.status, [one.path for one in open_.needs])
    assert ("2026-01-17", "2026-01-20") == (str(open_.earliest), str(open_.latest))
    assert ("America/Los_Angeles", "complete") == (hers.timezone, hers.status)
    assert ("2026-01-17", "2026-01-19") == (str(hers.earliest), str(hers.latest))


def test_a_region_with_a_page_of_its_own_has_its_own_clock():
    layer = Layer.from_mapping(
        {"places/us": {"regions": {"CA": {"hours": {"zones": [{"since": "2010-01-01", "value": ["America/Los_Angeles"], "grade": "C", "sources": []}]}}}}},
        edition="shop",
    )
    facts = {"warehouse": SHANGHAI, "stages": [stage("transit", 5, 7, "days")], "ship_to": "US-CA"}
    told = asked("2026-01-13T10:00:00+08:00", **facts, atlas=standard().overlay(layer))

    assert ("America/Los_Angeles", "2026-01-19") == (told.timezone, str(told.latest))
    assert told.edition.startswith(f"{standard().edition}+shop ")


def test_a_place_without_a_clock_asks_for_one():
    told = asked(stages=[stage("transit", 1, 1, "days")], ship_to="QZ")
    known = asked(stages=[stage("transit", 1, 1, "days")], ship_to="QZ", timezone="Antarctica/Vostok")

    assert (None, None, ["/timezone"]) == (told.earliest, told.timezone, [one.path for one in told.needs])
    assert "2026-03-03" == str(known.earliest)


def test_a_page_that_moves_the_weekend_moves_the_promise():
    sunday = [{"since": "2010-01-01", "until": "2026-03-09", "value": ["sun"], "grade": "C", "sources": []}]
    layer = Layer.from_mapping({"places/de": {"hours": {"weekend": sunday}}}, edition="shop")
    atlas = standard().overlay(layer)
    told = [asked(f"2026-03-{day}T15:00:00+01:00", stages=[stage(least=0, country="DE")], atlas=atlas) for day in ("06", "13")]

    # Saturday 7 is worked; from Monday 9 on only the page below the layer speaks, and Saturday 14 is not.
    assert ["2026-03-07", "2026-03-16"] == [str(one.earliest) for one in told]
    assert any(one.rule == "DE:hours.weekend@2010-01-01" for one in told[0].because)


def test_a_promise_says_how_it_came_about():
    told = asked("2026-12-23T15:00:00+02:00", warehouse={"timezone": "Europe/Athens", "country": "GR", "cutoff": "14:00"}, stages=[stage(country="GR")])

    expected = [
        "placed 2026-12-23 15:00 in Europe/Athens, not before the cut-off: it counts from 2026-12-24",
        "handling takes 1 working day: done 2026-12-28, past 4 days off",
        "it leaves at the cut-off in Europe/Athens: by then it is 2026-12-28 in Europe/Berlin",
        "2026-12-24 counts as a working day, though it is a half day in GR: Christmas Eve",
    ]
    actual = [one.text for one in told.because if one.code != "promise.weekend"]

    assert expected == actual


def test_fridays_in_the_emirates_and_chinas_womens_day_are_told_for_what_they_are():
    dubai = {"timezone": "Asia/Dubai", "country": "AE", "cutoff": "15:00"}
    friday = asked("2026-01-09T10:00:00+04:00", warehouse=dubai, stages=[stage(least=0, country="AE")], ship_to="AE")
    before = asked("2021-12-12T10:00:00+04:00", warehouse=dubai, stages=[stage(least=0, country="AE")], ship_to="AE")
    youth = asked("2027-05-04T10:00:00+08:00", warehouse=SHANGHAI, stages=[stage(least=3, country="CN")], ship_to="CN")

    assert [1, 0, 0] == [sum(reason.code == "promise.half_day" for reason in one.because) for one in (friday, before, youth)]
    told = next(reason for reason in friday.because if reason.code == "promise.half_day")
    assert "2026-01-09 counts as a working day, though it is a half day in AE: work ends at 12:00" == told.text
    assert ("AE:hours.half_days@2022-01-01", "2022-01-01") == (told.rule, str(told.since))


def test_the_cut_off_is_told_in_every_way_it_can_go():
    texts = [
        asked("2026-03-02T10:00:00+01:00").because[0].text,
        asked("2026-03-07T10:00:00+01:00").because[0].text,
        asked(f"{LAST}-12-31T15:00:00+05:30", warehouse=COLOMBO, stages=[stage(country="LK")], ship_to="LK").because[0].text,
    ]

    assert "placed 2026-03-02 10:00 in Europe/Berlin, before the cut-off: it counts from that day" == texts[0]
    assert "placed 2026-03-07 10:00 in Europe/Berlin: it counts from 2026-03-09" == texts[1]
    assert texts[2].endswith("it counts from a day not known")


def test_an_answer_names_what_it_read():
    told, plain = asked(), asked(stages=[stage("handling", weekdays="mon-sun")])

    assert f"{standard().edition} tzdata-{zones.version()} holidays-{holidays.version()}" == told.edition
    assert f"{standard().edition} tzdata-{zones.version()}" == plain.edition


def test_a_promise_is_a_value():
    told = asked()
    again = pickle.loads(pickle.dumps(told))

    assert told == again
    assert hash(told) == hash(again)
    assert told.to_dict() == again.to_dict()
    assert told != asked("2026-03-03T10:00:00+01:00")
    assert Arrival(earliest=told.earliest, latest=told.latest) == told.arrival


def test_facts_are_read_back_as_they_were_written():
    facts = PromiseRequest(
        placed_at="2026-03-02T10:00:00+01:00",
        warehouse={**BERLIN, "cutoff": {"mon-thu": "14:00", "fri": "24:00"}},
        stages=[stage("handling", country="DE", region="DE-BY", closures=[{"start": "2026-08-01", "end": "2026-08-14", "recovery_days": 2}])],
        ship_to="ES-CN",
        timezone="Atlantic/Canary",
    )

    assert facts == PromiseRequest.from_dict(json.loads(json.dumps(facts.to_dict())))
    assert {"mon": "14:00", "tue": "14:00", "wed": "14:00", "thu": "14:00", "fri": "24:00"} == facts.warehouse.cutoff.to_dict()
    assert "BY" == facts.stages[0].calendar.region
    assert facts.stages[0] == pickle.loads(pickle.dumps(facts.stages[0]))


def test_values_may_be_given_as_values():
    house = Warehouse(timezone="Europe/Berlin", country="DE", cutoff=Cutoff([840] * 7))
    told = promise(datetime.fromisoformat("2026-03-02T10:00:00+01:00"), warehouse=house, stages=[Stage(**stage())], ship_to="DE")

    assert told.earliest == asked(stages=[stage()]).earliest
    assert "14:00" == house.cutoff.to_dict()


def test_an_absent_calendar_is_an_empty_one():
    assert Calendar() == Stage(name="transit", min=0, max=0, unit="days", calendar=None).calendar


def test_the_wire_answers_as_the_call_does():
    facts = {"placed_at": "2026-02-13T15:00:00+08:00", "warehouse": SHANGHAI, "stages": [stage(country="CN"), stage("transit", 5, 8, "days")], "ship_to": "DE"}
    answer = ask("promise", facts)

    expected = promise(facts["placed_at"], warehouse=SHANGHAI, stages=facts["stages"], ship_to="DE").to_dict()

    assert expected == answer
    assert json.loads(text_of(answer)) == answer


def test_many_calendars_are_remembered_and_forgotten_without_a_difference(monkeypatch):
    monkeypatch.setattr(workdays, "_MOST", 4)
    told = []
    for index in (*range(10), *range(10)):
        day = str(date(2026, 3, 3) + timedelta(days=index))
        told.append(str(asked(stages=[stage(least=1, country="DE", closures=[{"start": day, "end": day}])]).earliest))

    assert ["2026-03-04", *["2026-03-03"] * 9] * 2 == told


def test_many_handovers_are_remembered_and_forgotten_without_a_difference(monkeypatch):
    monkeypatch.setattr(clocks, "_MOST", 2)
    facts = {"warehouse": SHANGHAI, "stages": [stage("transit", 0, 0, "days")], "ship_to": "US"}
    told = [str(asked(f"2026-01-{day:02d}T10:00:00+08:00", **facts).latest) for day in (12, 13, 14, 15, 12)]

    assert ["2026-01-12", "2026-01-13", "2026-01-14", "2026-01-15", "2026-01-12"] == told
