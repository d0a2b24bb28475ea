"""Does a plan hold exactly as long as what it read?"""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder.atlas import COVERS, Atlas, standard
from xborder.atlas.timeline import key
from xborder.shipping.stack import duty
from xborder.testing import us_entries, us_turns

YEAR = [datetime.fromisoformat("2026-01-01T12:00:00-05:00") + timedelta(days=day, minutes=day) for day in range(365)]
SHARED = Atlas(standard().layers)


def told(entry, atlas):
    answer = duty("US", **entry, atlas=atlas)
    return answer.to_dict() | {"available": None}


@settings(max_examples=40, deadline=None)
@given(us_entries(), st.sampled_from(us_turns()), st.integers(-1, 1))
def test_what_was_asked_before_changes_no_answer(entry, turn, minute):
    """An atlas that has answered for other instants answers as one that was never asked."""
    elsewhen = entry | {"at": turn + minute * timedelta(minutes=1)}
    told(elsewhen, SHARED)

    assert told(entry, Atlas(standard().layers)) == told(entry, SHARED)


@pytest.mark.parametrize(
    ("hs", "origin", "most"), [("6109.10.00", "CN", 16), ("6109.10.00", "VN", 14), ("0901.11.00", "BR", 14), ("7208.10.15", "DE", 16), ("0901.11.00", "RU", 10)]
)
def test_a_year_of_quotes_makes_few_plans(hs, origin, most):
    atlas = Atlas(standard().layers)
    plans = [duty("US", at=at, hs=hs, origin=origin, value="1000.00 USD", atlas=atlas).plan for at in YEAR]

    assert len({(one.first, one.last) for one in plans}) <= most
    assert all(one.first <= key(at) <= one.last for one, at in zip(plans, YEAR, strict=True))


def test_a_plan_knows_its_first_and_last_second():
    plan = duty("US", at="2026-03-15T12:00:00-04:00", hs="6109.10.00", origin="VN", value="1000.00 USD").plan

    expected = ("2026-02-28T00:01:00", "2026-06-23T23:59:59")  # de minimis: the rule of 2026-06-24
    actual = tuple((datetime.fromordinal(one // 86_400) + timedelta(seconds=one % 86_400)).isoformat() for one in (plan.first, plan.last))

    assert expected == actual


def test_no_plan_reaches_beyond_the_atlas():
    plan = duty("EU", at="2035-12-31T12:00:00+01:00", hs="6109.10", origin="CN", value="1000.00 EUR").plan

    assert plan.last < key(COVERS[1]) + 86_400
