"""Levies, excise and a country's one rate of duty: what the state takes beside customs duty and VAT."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder import Atlas, AtlasError, FactError, LandedCost, Layer, Money, landed_cost, standard

DAY = date(2026, 2, 2)
SOURCE = {"title": "The Gazette of Antarctica", "url": "https://gazette.example", "checked": DAY}


def entry(value: Any) -> list[dict[str, Any]]:
    return [{"since": date(2010, 1, 1), "value": value, "grade": "A", "sources": [SOURCE]}]


def antarctica(include: tuple[str, ...] = ("goods", "freight", "insurance", "duty", "levies"), **shipping: Any) -> Atlas:
    """A country with VAT of 20 % on the value at its border, where `shipping` says what else is charged."""
    rules = {
        "vat": {"standard": entry("0.2"), "base": entry({"include": include}), "relief": entry({"method": "none"})},
        "duty": {"base": entry({"method": "cif"}), "relief": entry({"method": "none"}), **shipping.pop("duty", {})},
        **shipping,
    }
    page = {"name": "Antarctica", "currency": "EUR", "zone": "UTC", "blocs": [], "tax_name": "VAT", "tax_local": "VAT", "shipping": rules}
    return standard().overlay(Layer.from_mapping({"places/aq": page}, edition="antarctica"))


def cost(atlas: Atlas, *, price: str = "1000.00 EUR", freight: str = "100.00 EUR", **line: Any) -> LandedCost:
    sold = {"sku": "a", "unit_price": price, "duty_rate": "0.1", **line}
    return landed_cost({"lines": [sold], "ship_from": "US", "ship_to": "AQ", "channel": "courier", "freight": freight}, on=DAY, atlas=atlas)


def amounts(answer: LandedCost) -> dict[str, str]:
    return {charge.code: str(charge.amount) for charge in answer.charges}


def levy(rate: str, *base: str, kind: str = "duty", **more: Any) -> list[dict[str, Any]]:
    return entry({"code": f"xx.{rate.replace('.', '')}", "name": f"a levy of {rate}", "kind": kind, "rate": rate, "base": base, **more})


def test_a_surcharge_on_duty_enters_the_base_of_the_tax() -> None:
    found = cost(antarctica(levy={"surcharge": levy("0.1", "duty")}))

    # duty 10 % of 1,100; surcharge 10 % of it; VAT 20 % of 1,100 + 110 + 11
    assert {"duty.mfn": "110.00 EUR", "duty.xx.01": "11.00 EUR", "tax.vat": "244.20 EUR"} == amounts(found)
    assert "1465.20 EUR" == str(found.total)
    assert ("10% of 110.00 EUR = 11.00 EUR", "a levy of 0.1") == (found.charges[1].formula, found.charges[1].place.terms.name)


def test_levies_stand_on_one_another_whatever_order_a_page_has() -> None:
    found = cost(antarctica(levy={"alpha": levy("0.05", "omega", "goods"), "omega": levy("0.02", "goods", "duty")}))

    # omega 2 % of 1,110 = 22.20; alpha 5 % of 1,022.20 = 51.11
    assert {"duty.mfn": "110.00 EUR", "duty.xx.002": "22.20 EUR", "duty.xx.005": "51.11 EUR", "tax.vat": "256.66 EUR"} == amounts(found)


def test_a_levy_on_the_tax_comes_after_it_and_outside_its_base() -> None:
    found = cost(antarctica(levy={"late": levy("0.01", "goods", "vat", kind="fee")}))

    # VAT 20 % of 1,210 = 242; 1 % of 1,242
    assert {"duty.mfn": "110.00 EUR", "tax.vat": "242.00 EUR", "fee.xx.001": "12.42 EUR"} == amounts(found)


def test_a_levy_inside_its_own_base() -> None:
    found = cost(antarctica(levy={"inside": levy("0.2", "goods", inside=True)}, include=("goods",)))

    assert "250.00 EUR" == amounts(found)["duty.xx.02"]


def test_levies_in_a_circle_are_a_fault_of_the_page() -> None:
    atlas = antarctica(levy={"one": levy("0.1", "other"), "other": levy("0.1", "one")})

    with pytest.raises(AtlasError, match=r"AQ:shipping\.levy\.one@2010-01-01 is reckoned on itself"):
        cost(atlas)


def test_excise_is_reckoned_where_the_line_bears_it() -> None:
    excise = entry({"base": ["goods", "freight", "insurance", "duty"], "inside": True, "name": "consumption tax"})
    atlas = antarctica(excise=excise, include=("goods", "freight", "insurance", "duty", "excise"))
    found = cost(atlas, excise_rate="0.15")

    # (1,100 + 110) / 0.85 = 1,423.53; 15 % of it; 20 % of 1,210 + 213.53
    assert {"duty.mfn": "110.00 EUR", "tax.excise": "213.53 EUR", "tax.vat": "284.71 EUR"} == amounts(found)
    assert {"duty.mfn": "110.00 EUR", "tax.vat": "242.00 EUR"} == amounts(cost(atlas))
    assert ["AQ:shipping.excise"] == [need.path for need in cost(antarctica(), excise_rate="0.15").needs]


def test_the_one_rate_of_a_country_is_an_estimate_where_it_has_exceptions() -> None:
    strict, loose = (antarctica(duty={"general": entry({"rate": "0.05", **more})}) for more in ({}, {"exceptions": "tobacco"}))
    known, estimated = (cost(one, duty_rate=None) for one in (strict, loose))

    assert (["known", "55.00 EUR"], ["estimated", "55.00 EUR"]) == tuple([one.charges[0].status, str(one.charges[0].amount)] for one in (known, estimated))
    assert "AQ:shipping.duty.general@2010-01-01" == known.charges[0].rule
    assert ([], ["nearly all goods bear 5% duty; not so: tobacco"]) == tuple([caveat.text for caveat in one.caveats] for one in (known, estimated))
    assert "110.00 EUR" == amounts(cost(loose))["duty.mfn"]


@pytest.mark.parametrize(
    ("missing", "open_"), [({"freight": None}, {"tax.vat", "duty.mfn", "duty.xx.01"}), ({"duty_rate": None}, {"tax.vat", "duty.mfn", "duty.xx.01"})]
)
def test_what_stands_on_an_unknown_is_open(missing: dict[str, Any], open_: set[str]) -> None:
    atlas = antarctica(levy={"surcharge": levy("0.1", "duty"), "flat": levy("0.03", "goods")})
    found = cost(atlas, **missing)

    assert {"tax.vat", "duty.mfn", "duty.xx.01"} == {charge.code for charge in found.charges if charge.amount is None}
    assert "30.00 EUR" == amounts(found)["duty.xx.003"]


def test_a_levy_beside_the_tax_falls_with_it() -> None:
    levies = {"beside": levy("0.07", "goods", kind="tax", **{"with": "tax"})}
    vat = {"food": entry("0")}
    atlas = antarctica(levy=levies, include=("goods",)).overlay(Layer.from_mapping({"places/aq": {"shipping": {"vat": vat}}}, edition="food"))

    assert {"duty.mfn": "110.00 EUR", "tax.vat": "200.00 EUR", "tax.xx.007": "70.00 EUR"} == amounts(cost(atlas))
    assert {"duty.mfn": "110.00 EUR", "tax.vat": "0.00 EUR", "tax.xx.007": "0.00 EUR"} == amounts(cost(atlas, category="food"))


def test_a_relief_may_charge_only_what_exceeds_it() -> None:
    atlas = antarctica(duty={"relief": entry({"method": "excess", "limit": "200.00 EUR", "basis": "goods"})})
    below, above = cost(atlas, price="200.00 EUR"), cost(atlas, price="500.00 EUR")

    # duty 10 % of 500 + 100 - 200; VAT 20 % of 600 + 40
    assert {"duty.mfn": "0.00 EUR", "tax.vat": "60.00 EUR"} == amounts(below)
    assert {"duty.mfn": "40.00 EUR", "tax.vat": "128.00 EUR"} == amounts(above)
    assert "duty is charged on what exceeds 200.00 EUR" in [reason.text for reason in above.because]


@given(
    st.lists(st.tuples(st.integers(0, 50_000), st.sampled_from(["0", "0.1", "1/3"]), st.sampled_from([None, "0.25"])), min_size=1, max_size=4),
    st.integers(0, 9_000),
    st.sampled_from([[], ["tax"], ["duty"], ["duty", "tax"]]),
)
def test_the_door_price_adds_up_with_levies_and_excise(lines: list[tuple[int, str, str | None]], freight: int, inside: list[str]) -> None:
    atlas = antarctica(
        levy={"surcharge": levy("0.1", "duty"), "stamp": levy("0.01", "goods", kind="fee"), "late": levy("0.02", "goods", "vat", kind="tax")},
        excise=entry({"base": ["goods", "duty"], "name": "excise"}),
    )
    parcel = {
        "lines": [{"sku": "a", "unit_price": Money.of(cents, "EUR"), "duty_rate": duty, "excise_rate": excise} for cents, duty, excise in lines],
        "ship_from": "US", "ship_to": "AQ", "channel": "courier", "freight": Money.of(freight, "EUR"), "prices_include": inside,
    }  # fmt: skip
    found = landed_cost(parcel, on=DAY, atlas=atlas)
    if found.needs:
        assert ["/parcel/prices_include"] == [need.path for need in found.needs]
        return
    net = Money.of(sum(found.quote.figures.goods), "EUR")
    inner = [charge.amount for charge in found.charges if charge.kind in inside and charge.amount]
    outer = [charge.amount for charge in found.charges if charge.kind not in inside and charge.amount]

    assert found.goods and found.freight
    assert found.goods == sum(inner, start=net)
    assert found.total == sum(outer, start=found.goods + found.freight)


def test_an_excise_of_the_whole_of_its_own_base_is_refused() -> None:
    atlas = antarctica(excise=entry({"base": ["goods"], "inside": True, "name": "excise"}))

    with pytest.raises(FactError, match=r"excise counts inside its own base in AQ, so it is below 100 %, not 117%") as caught:
        cost(atlas, excise_rate="1.17")
    assert "/parcel/lines/0/excise_rate" == caught.value.path
