"""At the ends of time a promise is made, left open, or refused in words: no date is too early, late or unknown."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xborder import FactError
from xborder.adapters.wire import ask

FEW = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])

ENDS = (
    *("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999-12:00", "1899-12-31T23:59:59Z", "1900-01-01T00:00:00Z"),
    *("1901-01-01T00:00:00+14:00", "2198-12-31T23:59:59Z", "2199-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "2035-12-31T23:00:00Z", "2036-01-01T00:00:00Z"),
)
DAYS = ("0001-01-01", "9999-12-31", "1900-01-01", "1899-12-31", "2199-12-31", "2200-01-01", "2026-01-01", "2035-12-31")
reached = st.datetimes(datetime(1901, 1, 3), datetime(2198, 12, 29), timezones=st.just(UTC)).map(datetime.isoformat)
near = st.datetimes(datetime(2009, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)).map(datetime.isoformat)
instants = near | reached | st.sampled_from(ENDS)
zones = st.none() | st.sampled_from(("UTC", "Pacific/Kiritimati", "Etc/GMT+12"))
stretches = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(sorted)
slow = st.sampled_from((0, 1, 120))
closures = st.builds(lambda days, before, after: {"start": days[0], "end": days[1], "ramp_down_days": before, "recovery_days": after}, stretches, slow, slow)
calendars = st.builds(
    lambda base, closed: {**base, "closures": closed},
    st.sampled_from(({}, {"country": "CN"}, {"country": "LK"}, {"weekdays": "mon-fri"}, {"country": "QZ"})),
    st.lists(closures, max_size=2),
)
units = st.sampled_from(("days", "working_days"))
stages = st.builds(
    lambda name, least, more, unit, calendar: [
        {"name": name, "min": least, "max": min(least + more, 730), "unit": unit, "calendar": calendar},
        {"name": "delivery", "min": 0, "max": 1, "unit": unit},
    ],
    st.sampled_from(("handling", "transit", "customs")),
    st.sampled_from((0, 5, 730)),
    st.sampled_from((0, 700)),
    units,
    calendars,
)
cutoffs = st.sampled_from(("00:00", "14:00", "24:00", {"mon": "10:00"}))
houses = st.builds(
    lambda zone, country, cutoff: {"timezone": zone, "country": country, "cutoff": cutoff},
    st.sampled_from(("UTC", "Pacific/Kiritimati", "Etc/GMT+12")),
    st.sampled_from(("CN", "DE", "QZ")),
    cutoffs,
)
promises = st.fixed_dictionaries(
    {"placed_at": instants, "warehouse": houses, "stages": stages, "ship_to": st.sampled_from(("DE", "US", "QZ", "AE")), "timezone": zones}
)
STATES = st.sampled_from(("accepted", "shipped", "in_transit", "customs", "held", "delivered", "exception", "returned"))


@FEW
@given(promises)
def test_every_order_is_promised_or_refused(facts):
    with suppress(FactError):
        assert json.dumps(ask("promise", facts))


@FEW
@given(promises, st.lists(st.tuples(STATES, instants), max_size=3), instants, st.none() | stretches)
def test_every_order_is_looked_at_again_or_refused(facts, log, at, first):
    at = max(at, facts["placed_at"], key=datetime.fromisoformat)
    events = [{"state": state, "at": min(when, at, key=datetime.fromisoformat)} for state, when in log]
    asked = {"promise": facts, "events": [one for one in events if datetime.fromisoformat(one["at"]) >= datetime.fromisoformat(facts["placed_at"])], "at": at}
    if first is not None:
        asked["first"] = dict(zip(("earliest", "latest"), first, strict=True))
    with suppress(FactError):
        assert json.dumps(ask("reestimate", asked))


HOUSE = {"timezone": "Pacific/Kiritimati", "country": "DE", "cutoff": "14:00"}
STAGES = [{"name": "handling", "min": 1, "max": 2, "unit": "working_days"}]


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00Z", "1899-12-31T00:00:00Z", "2200-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_year_nobody_keeps_a_calendar_of_is_refused_by_name(at):
    with pytest.raises(FactError) as caught:
        ask("promise", {"placed_at": at, "warehouse": HOUSE, "stages": STAGES, "ship_to": "DE"})

    assert ("instant_out_of_range", "/placed_at") == (caught.value.code, caught.value.path)


def test_beyond_what_anybody_knows_there_is_no_date_but_a_need():
    answer = ask("promise", {"placed_at": "2150-01-01T00:00:00Z", "warehouse": {**HOUSE, "country": "CN"}, "stages": STAGES, "ship_to": "DE"})

    assert (None, None, "unknown", "incomplete") == (answer["earliest"], answer["latest"], answer["confidence"], answer["status"])
    assert any("2150 are not in holidays" in one["text"] for one in answer["needs"])
