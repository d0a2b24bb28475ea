"""Facts of a promise that make no sense: each is refused by its own name and place."""

import pytest

from xborder import FactError
from xborder.adapters.wire import ask

BERLIN = {"timezone": "Europe/Berlin", "country": "DE", "cutoff": "14:00"}


def stage(name="handling", least=1, most=None, **calendar):
    return {"name": name, "min": least, "max": least if most is None else most, "unit": "working_days", "calendar": calendar}


BAD = [
    ({"placed_at": "2026-03-02T10:00:00"}, "naive_datetime", "/placed_at"),
    ({"placed_at": "2300-01-01T00:00:00Z"}, "instant_out_of_range", "/placed_at"),
    ({"placed_at": "9999-12-31T23:00:00Z"}, "instant_out_of_range", "/placed_at"),
    ({"placed_at": "0001-01-01T00:00:00+14:00"}, "instant_out_of_range", "/placed_at"),
    ({"warehouse": {**BERLIN, "timezone": "Europe/Belrin"}}, "unknown_zone", "/warehouse/timezone"),
    ({"warehouse": {**BERLIN, "country": "UK"}}, "unknown_country", "/warehouse/country"),
    ({"warehouse": {**BERLIN, "cutoff": "25:00"}}, "not_a_time", "/warehouse/cutoff"),
    ({"warehouse": {**BERLIN, "cutoff": "24:01"}}, "not_a_time", "/warehouse/cutoff"),
    ({"warehouse": {**BERLIN, "cutoff": 14}}, "not_a_time", "/warehouse/cutoff"),
    ({"warehouse": {**BERLIN, "cutoff": {}}}, "no_cutoff", "/warehouse/cutoff"),
    ({"warehouse": {**BERLIN, "cutoff": {"mon-fri": "2 pm"}}}, "not_a_time", "/warehouse/cutoff/mon-fri"),
    ({"warehouse": {**BERLIN, "cutoff": {"mon-fri": "14:00", "fri": "12:00"}}}, "day_twice", "/warehouse/cutoff/fri"),
    ({"warehouse": {**BERLIN, "cutoff": {"freitag": "14:00"}}}, "unknown_day", "/warehouse/cutoff/freitag"),
    ({"stages": []}, "no_stages", "/stages"),
    ({"stages": "transit"}, "not_a_list", "/stages"),
    ({"stages": [stage("flight")]}, "unknown_choice", "/stages/0/name"),
    ({"stages": [{**stage(), "unit": "weeks"}]}, "unknown_choice", "/stages/0/unit"),
    ({"stages": [{**stage(), "min": -1}]}, "unusable_days", "/stages/0/min"),
    ({"stages": [{**stage(), "max": 731}]}, "unusable_days", "/stages/0/max"),
    ({"stages": [stage("handling", 2, 1)]}, "max_below_min", "/stages/0/max"),
    ({"stages": [stage("transit"), stage("handling")]}, "stage_out_of_order", "/stages/1/name"),
    ({"stages": [stage(country="QQ")]}, "unknown_country", "/stages/0/calendar/country"),
    ({"stages": [stage(), stage("transit", country="DE", region="XX")]}, "unknown_region", "/stages/1/calendar/region"),
    ({"stages": [stage(region="BY")]}, "region_without_country", "/stages/0/calendar/region"),
    ({"stages": [stage(weekdays=[])]}, "no_weekdays", "/stages/0/calendar/weekdays"),
    ({"stages": [stage(weekdays="mon-friday")]}, "unknown_day", "/stages/0/calendar/weekdays"),
    ({"stages": [stage(weekdays=["mon", "mon"])]}, "day_twice", "/stages/0/calendar/weekdays"),
    ({"stages": [stage(closures=[{"start": "2026-03-02", "end": "2026-03-01"}])]}, "ends_before_start", "/stages/0/calendar/closures/0"),
    (
        {"stages": [stage(closures=[{"start": "2026-03-02", "end": "2026-03-03", "recovery_days": 121}])]},
        "unusable_days",
        "/stages/0/calendar/closures/0/recovery_days",
    ),
    ({"stages": [stage(closures=[{"start": "2026-02-30", "end": "2026-03-03"}])]}, "no_such_day", "/stages/0/calendar/closures/0/start"),
    ({"ship_to": "UK"}, "unknown_country", "/ship_to/country"),
    ({"timezone": "Mars/Olympus"}, "unknown_zone", "/timezone"),
]


@pytest.mark.parametrize(("change", "code", "path"), BAD, ids=[f"{index} {code}" for index, (_, code, _) in enumerate(BAD)])
def test_what_makes_no_sense_is_refused_by_name(change, code, path):
    facts = {"placed_at": "2026-03-02T10:00:00+01:00", "warehouse": BERLIN, "stages": [stage(country="DE")], "ship_to": "DE", **change}
    with pytest.raises(FactError) as caught:
        ask("promise", facts)

    assert (code, path) == (caught.value.code, caught.value.path)
