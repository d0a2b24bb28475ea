"""Landed costs whose duty the tariff itself is asked for."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder import LandedCost, Layer, Money, duty, landed_cost, standard

DAY = date(2026, 3, 15)


def sent(*lines: dict[str, Any], to: str = "US", freight: str | None = "20.00 USD", **more: Any) -> dict[str, Any]:
    return {"lines": lines, "ship_from": "CN", "ship_to": to, "channel": "courier", "freight": freight, **more}


def line(price: str = "1000.00 USD", hs: str = "61091000", origin: str = "CN", **more: Any) -> dict[str, Any]:
    return {"sku": "a", "unit_price": price, "hs": hs, "origin": origin, **more}


def duties(cost: LandedCost) -> dict[str, str | None]:
    return {charge.code: charge.amount and str(charge.amount) for charge in cost.charges if charge.kind == "duty"}


def test_each_duty_of_the_stack_is_a_charge_with_its_own_rule() -> None:
    cost = landed_cost(sent(line()), on=DAY)

    assert {"duty.mfn": "165.00 USD", "duty.us.s122": "100.00 USD", "duty.us.s301-4a": "75.00 USD"} == duties(cost)
    assert "US:shipping.duty.additional.s122@2026-02-24T00:01:00-05:00" == cost.charges[1].rule
    assert ("1360.00 USD", "complete") == (str(cost.total), cost.status)
    assert {"US:shipping.tariff@2025-12-01"} <= {reason.rule for reason in cost.because}


@given(
    st.lists(
        st.tuples(
            st.integers(1, 10**6), st.sampled_from(["61091000", "64039900", "85171300", "95030000", "42022100"]), st.sampled_from(["CN", "DE", "VN", "CA"])
        ),
        min_size=1,
        max_size=3,
    )
)
def test_a_landed_cost_and_the_duty_question_agree(lines: list[tuple[int, str, str]]) -> None:
    at = datetime.fromisoformat("2026-05-20T12:00:00-04:00")
    cost = landed_cost(sent(*[line(str(Money.of(cents, "USD")), hs, origin) for cents, hs, origin in lines]), on=at)
    answers = [duty("US", at=at, hs=hs, origin=origin, value=Money.of(cents, "USD")) for cents, hs, origin in lines]
    lows, highs = [one.low for one in answers], [one.high for one in answers]
    least = [charge.low for charge in cost.charges if charge.kind == "duty" and charge.low]

    assert sum((one for one in lows if one), start=Money(0, "USD")) == sum(least, start=Money(0, "USD"))
    assert (cost.total is None) == any(one.amount is None for one in answers)
    if None not in highs and cost.goods and cost.freight and cost.low and cost.high:
        fees = sum((charge.amount for charge in cost.charges if charge.kind == "fee" and charge.amount), start=Money(0, "USD"))
        assert cost.goods + cost.freight + fees + sum((one for one in highs if one), start=Money(0, "USD")) == cost.high
        assert cost.low <= cost.high


def test_a_day_on_which_a_duty_turns_gives_both_ends_and_asks_for_the_instant() -> None:
    cost = landed_cost(sent(line()), on="2026-02-24")
    after = landed_cost(sent(line()), on="2026-02-24T12:00:00-05:00")

    assert ["/on"] == [need.path for need in cost.needs]
    assert ("1260.00 USD", "1360.00 USD", None) == (str(cost.low), str(cost.high), cost.total)
    assert ("estimated", "0.00 USD", "100.00 USD") == next((one.status, str(one.low), str(one.high)) for one in cost.charges if one.code == "duty.us.s122")
    assert "1360.00 USD" == str(after.total)


def test_what_the_tariff_lacks_is_named_on_its_line() -> None:
    cost = landed_cost(sent(line(), line(hs="61091001")), on=DAY)

    assert {"/parcel/lines/1/hs"} == {need.path for need in cost.needs}
    assert ["165.00 USD", "100.00 USD", "75.00 USD", None] == [charge.amount and str(charge.amount) for charge in cost.charges if charge.kind == "duty"]
    assert cost.total is None


def test_an_estimate_of_the_european_union_says_so_and_its_tax_follows() -> None:
    goods = line("200.00 EUR", "610910", "US")
    cost = landed_cost(sent(goods, to="DE", freight="20.00 EUR"), on=DAY)

    assert ("estimated", "26.40 EUR") == (cost.charges[0].status, str(cost.charges[0].amount))
    assert "293.22 EUR" == str(cost.total)
    assert {"estimated", "stale"} == {caveat.kind for caveat in cost.caveats}


def test_two_rates_under_one_code_give_bounds_that_the_tax_follows() -> None:
    cost = landed_cost(sent(line("500.00 EUR", "850440"), to="DE", freight="20.00 EUR"), on="2026-05-21")

    assert ["/parcel/lines/0/hs"] == [need.path for need in cost.needs]
    assert cost.low and cost.high and cost.low < cost.high
    tax = next(charge for charge in cost.charges if charge.kind == "tax")
    assert ("estimated", None) == (tax.status, tax.amount)
    assert tax.low and tax.high and tax.low < tax.high


def test_a_weight_the_duty_needs_comes_from_the_line() -> None:
    sugar = line("200.00 EUR", "170199", "BR")
    without, known = (landed_cost(sent({**sugar, **more}, to="DE", freight="0.00 EUR"), on=DAY) for more in ({}, {"weight_kg": "5", "quantity": 2}))

    assert {"/parcel/lines/0/measures/kg"} == {need.path for need in without.needs}
    assert {"duty.mfn": "4.19 EUR"} == duties(known)


def test_freight_that_counts_for_duty_is_asked_for() -> None:
    cost = landed_cost(sent(line("200.00 EUR", "610910", "US"), to="DE", freight=None), on=DAY)

    assert ["/parcel/freight"] == [need.path for need in cost.needs]
    assert {"duty.mfn": None} == duties(cost)


def test_goods_that_may_not_enter_are_no_number() -> None:
    ban = {
        "since": "2026-01-01", "grade": "A", "sources": [{"title": "A proclamation", "url": "https://law.example", "checked": "2026-01-01"}],
        "value": {"heading": "9903.99.99", "codes": ["610910"], "origins": ["CN"], "prohibited": True},
    }  # fmt: skip
    atlas = standard().overlay(Layer.from_mapping({"places/us": {"shipping": {"duty": {"additional": {"ban": [ban]}}}}}, edition="banned"))
    cost = landed_cost(sent(line()), on=DAY, atlas=atlas)

    assert ("prohibited", None, None) == (cost.status, cost.total, cost.low)
    assert "prohibited" in {charge.status for charge in cost.charges}


def test_prices_that_hold_the_duty_are_solved_back_through_the_tariff() -> None:
    cost = landed_cost(sent(line("1340.00 USD"), prices_include=["duty"]), on=DAY)

    assert (100000,) == cost.quote.figures.goods
    assert "1360.00 USD" == str(cost.total)


@pytest.mark.parametrize("claim", [None, {"programme": "usmca", "proof": "certification of origin"}])
def test_a_claim_lowers_what_it_lowers(claim: dict[str, str] | None) -> None:
    cost = landed_cost(sent(line(origin="MX", claim=claim)), on="2025-12-15")

    assert ("duty.preference" if claim else "duty.mfn") in duties(cost)


def test_the_day_of_the_unions_tariff_is_that_of_the_place() -> None:
    cost = landed_cost(sent(line("200.00 EUR", "610910", "US"), to="GR", freight="20.00 EUR"), on="2010-01-01")

    assert {"duty.mfn": "26.40 EUR"} == duties(cost)
