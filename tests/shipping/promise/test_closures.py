"""What slow work round a closure does: it widens the range at its far end, and nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder import promise
from xborder.atlas import standard
from xborder.shipping.promise.facts import Calendar
from xborder.shipping.promise.workdays import Workdays, workdays

FEW = settings(max_examples=60, deadline=None)
ONE = timedelta(days=1)
HOUSE = {"timezone": "Asia/Shanghai", "country": "CN", "cutoff": "14:00"}
BASES = ({"country": "CN"}, {"country": "DE", "region": "BY"}, {"weekdays": "mon-fri"}, {"weekdays": "sat"}, {"country": "AE", "weekdays": "mon-sat"})
days = st.dates(date(2024, 3, 1), date(2026, 8, 1))


def told(calendar, at, least=1, most=4, unit="working_days", name="handling"):
    rows = [{"name": name, "min": least, "max": most, "unit": unit, "calendar": calendar}, {"name": "delivery", "min": 0, "max": 0, "unit": "working_days"}]
    return promise(at, warehouse=HOUSE, stages=rows, ship_to="DE")


def closed(start, end, before=0, after=0):
    return {"start": str(start), "end": str(end), "ramp_down_days": before, "recovery_days": after}


def moved(base, on, count):
    """The working day so many before (or after) a day, by a look at each day between."""
    table = workdays(Calendar(**base), "CN", None, standard())
    step = ONE if count > 0 else -ONE
    while count:
        on += step
        count -= (1 if count > 0 else -1) * table.works(on.toordinal(), slow=False)
    return on


@FEW
@given(st.sampled_from(BASES), days, st.integers(0, 20), st.integers(0, 8), st.integers(0, 8), st.integers(-30, 40), st.integers(0, 3))
def test_the_latest_day_is_that_of_a_longer_closure_and_the_earliest_that_of_none(base, start, length, before, after, away, least):
    end = start + length * ONE
    at = datetime(start.year, start.month, start.day, 1, tzinfo=UTC) + away * ONE
    slow = told({**base, "closures": [closed(start, end, before, after)]}, at, least)
    plain = told({**base, "closures": [closed(start, end)]}, at, least)
    longer = told({**base, "closures": [closed(moved(base, start, -before), moved(base, end, after))]}, at, least)

    assert plain.earliest == slow.earliest
    assert longer.latest == slow.latest
    assert plain.latest <= slow.latest


@FEW
@given(st.sampled_from(BASES), days, st.integers(0, 120), st.integers(0, 120), st.integers(-700, 900))
def test_an_order_a_day_later_is_never_there_sooner_however_long_work_is_slow(base, start, before, after, away):
    calendar = {**base, "closures": [closed(start, start + 10 * ONE, before, after)]}
    at = datetime(start.year, start.month, start.day, 1, tzinfo=UTC) + away * ONE
    one, other = told(calendar, at), told(calendar, at + ONE)
    if None not in (one.latest, other.latest):
        assert one.latest <= other.latest
        assert one.earliest <= other.earliest


def test_recovery_outlasts_two_new_years_where_work_is_rare():
    """A hundred and twenty Saturdays after 30 June 2024 end on 17 October 2026."""
    calendar = {"weekdays": "sat", "closures": [closed("2024-01-01", "2024-06-30", after=120)]}
    before, after = told(calendar, "2025-12-31T01:00:00Z", 0, 0), told(calendar, "2026-01-02T01:00:00Z", 0, 0)

    assert ["2026-01-05", "2026-01-05"] == [str(one.earliest) for one in (before, after)]
    assert ["2026-10-26", "2026-10-26"] == [str(one.latest) for one in (before, after)]
    assert {"recovery"} == {one.why for one in after.stages[0].skipped if one.on.weekday() == 5}


def test_only_stages_that_keep_the_calendar_are_slow():
    calendar = {"country": "CN", "closures": [closed("2026-02-10", "2026-02-28", before=5, after=10)]}
    at = "2026-03-02T01:00:00Z"
    slow, other, elsewhere = told(calendar, at), told({"country": "CN"}, at), told(calendar, "2026-06-01T01:00:00Z")

    assert other.earliest == slow.earliest
    assert 14 == (slow.latest - other.latest).days
    assert elsewhere.latest == told({"country": "CN"}, "2026-06-01T01:00:00Z").latest


def test_holidays_of_a_country_have_no_slow_days():
    """Chinese New Year 2026 is off from 15 to 23 February: work begins on the 24th for the latest parcel, too."""
    answer = told({"country": "CN"}, "2026-02-14T08:00:00+08:00", 1, 1)

    assert "2026-02-24" == str(answer.stages[0].latest) == str(answer.stages[0].earliest)


@pytest.mark.parametrize(("unit", "latest"), [("working_days", "2026-03-20"), ("days", "2026-03-16")])
def test_slow_days_put_off_what_is_counted_in_working_days_and_where_days_begin_and_end(unit, latest):
    """Closed to 28 February and slow for nine working days, to 12 March; a stage of days only begins and ends on a working day."""
    calendar = {"weekdays": "mon-fri", "closures": [closed("2026-02-10", "2026-02-28", after=9)]}
    answer = told(calendar, "2026-03-02T01:00:00Z", 1, 5 if unit == "working_days" else 1, unit)

    assert latest == str(answer.stages[0].latest)


def test_a_closure_within_the_recovery_puts_the_rest_of_it_off():
    first, second = closed("2026-03-02", "2026-03-06", after=3), closed("2026-03-10", "2026-03-13")
    table = Workdays(Calendar(weekdays="mon-fri", closures=[first, second]), None, None, standard())
    march = range(date(2026, 3, 1).toordinal(), date(2026, 4, 1).toordinal())
    slow = [date.fromordinal(on).day for on in march if table.works(on, slow=False) and not table.works(on, slow=True)]

    assert [9, 16, 17] == slow
