"""Laws of every stack: never below nothing, never falling with the value, bounds around the figure, turning only where the page turns."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.atlas import standard
from xborder.shipping.stack import duty

EASTERN = ZoneInfo("America/New_York")
CODES = [
    "6109.10.00",
    "8703.23.01",
    "7208.10.15",
    "7318.15.20",
    "8471.50.01",
    "2204.21.50",
    "8403.10.00",
    "9403.40.90",
    "8507.60.00",
    "0901.11.00",
    "3004.90.92",
]
ORIGINS = ["CN", "HK", "CA", "MX", "DE", "JP", "KR", "CH", "GB", "BR", "IN", "VN", "RU", "AF", "TW", "TH"]
MOMENTS = st.datetimes(datetime(2018, 1, 1), datetime(2026, 11, 21)).map(lambda one: one.replace(second=0, microsecond=0, tzinfo=EASTERN))


def ask(hs, origin, at, cents, **facts):
    return duty("US", hs=hs, origin=origin, at=at, value=f"{cents // 100}.{cents % 100:02d} USD", measures={"l": "10", "pieces": "10", "kg": "10"}, **facts)


@given(st.sampled_from(CODES), st.sampled_from(ORIGINS), MOMENTS, st.integers(0, 10**8))
def test_bounds_lie_around_the_figure_and_above_nothing(hs, origin, at, cents):
    answer = ask(hs, origin, at, cents)
    low, high = ask(hs, origin, at, cents, strategy="low").amount, ask(hs, origin, at, cents, strategy="high").amount

    assert 0 <= answer.low.units <= answer.high.units
    assert (answer.low, answer.high) == (low, high)
    assert answer.amount is None or answer.low == answer.amount == answer.high
    assert (answer.amount is None) == (answer.status == "incomplete")


@given(st.sampled_from(CODES), st.sampled_from(ORIGINS), MOMENTS, st.integers(0, 10**7), st.integers(0, 10**7))
def test_a_duty_never_falls_when_the_value_rises(hs, origin, at, cents, more):
    one, other = ask(hs, origin, at, cents), ask(hs, origin, at, cents + more)

    assert one.low.units <= other.low.units
    assert one.high.units <= other.high.units


@given(st.sampled_from(CODES), st.sampled_from(ORIGINS), MOMENTS, st.integers(0, 10**7))
def test_the_parts_add_up_to_the_whole(hs, origin, at, cents):
    answer = ask(hs, origin, at, cents, strategy="high")

    expected = answer.amount.units
    actual = sum(one.amount.units for one in answer.components)

    assert expected == actual


def turns():
    """Every moment at which the page says anything changes."""
    page = standard().layers[0].page("places", "us")
    found = set()
    for entry in page.entries():
        if entry.name.startswith("shipping."):
            value = entry.value if not entry.cases else ()
            found.update(one for one in (entry.start, entry.stop))
            entered = dict(value).get("entered_before") if isinstance(value, tuple) and value and isinstance(value[0], tuple) else None
            if entered is not None:
                local = entered.astimezone(EASTERN)
                found.add(local.toordinal() * 86_400 + local.hour * 3600 + local.minute * 60)
    return found


TURNS = turns()


@given(st.sampled_from(CODES), st.sampled_from(ORIGINS), MOMENTS, st.integers(1, 60 * 24 * 3))
def test_only_where_the_page_turns_the_answer_turns(hs, origin, at, minutes):
    later = (at.astimezone(ZoneInfo("UTC")) + timedelta(minutes=minutes)).astimezone(EASTERN)
    first, last = (one.toordinal() * 86_400 + one.hour * 3600 + one.minute * 60 for one in (at, later))
    if any(first < turn <= last for turn in TURNS):
        return
    one, other = ask(hs, origin, at, 100_000), ask(hs, origin, later, 100_000)

    assert (one.low, one.high) == (other.low, other.high)


def test_everything_a_page_lists_comes_along():
    from xborder.shipping.stack.lists import listed, product_list

    page = standard().layers[0].page("places", "us")
    named = set()
    for entry in page.entries():
        if entry.name.startswith("shipping.duty.additional.") and entry.value:
            told = dict(entry.value)
            for key in ("lists", "exempt_lists", "doubt_lists", "within_lists"):
                named |= set(told.get(key) or ()) - {"all"}

    assert named <= set(listed())
    assert all(product_list(one).rows for one in listed())


@pytest.mark.parametrize(
    "entry", [one for one in standard().layers[0].page("places", "us").entries() if one.name.startswith("shipping.duty.additional.")], ids=lambda one: one.rule
)
def test_what_an_entry_beats_exists(entry):
    names = {one.name.rpartition(".")[2] for one in standard().layers[0].page("places", "us").entries() if one.name.startswith("shipping.duty.additional.")}
    beaten = dict(entry.value).get("excludes") or ()

    assert all(any(name == one or (one.endswith("*") and name.startswith(one[:-1])) for name in names) for one in beaten)
