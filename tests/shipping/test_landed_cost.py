"""Landed cost: sums, shares, thresholds, schemes, and what is missing."""

import pickle
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder import ExchangeRates, FactError, Incomplete, LandedCost, Money, Parcel, Rate, landed_cost

DAY = date(2026, 2, 2)
RATES = ExchangeRates.from_mapping(
    "EUR",
    {
        "USD": "1.0842", "GBP": "0.8570", "SEK": "11.20", "JPY": "162.5", "CHF": "0.9312", "AUD": "1.6420", "CAD": "1.5110", "NOK": "11.71", "BRL": "6.21",
        "INR": "91.20", "KRW": "1560.1", "CNY": "7.71", "MXN": "20.4", "SGD": "1.4411", "AED": "3.981", "SAR": "4.065", "ZAR": "19.71", "TRY": "47.11",
        "NZD": "1.812", "PLN": "4.25", "RON": "5.06", "CZK": "24.6", "DKK": "7.4601",
    },
    on=DAY,
    source="a bank",
)  # fmt: skip
PLACES = ("DE", "SE", "GB", "CH", "NO", "US", "AU", "NZ", "SG", "JP", "KR", "CN", "IN", "BR", "MX", "CA-ON", "AE", "SA", "ZA", "TR", "RO", "PL", "DK")


def line(price: str = "100.00 EUR", **more: Any) -> dict[str, Any]:
    return {"sku": "x", "unit_price": price, "hs": "610910", "origin": "US", "duty_rate": "0.12", **more}


def parcel(*lines: dict[str, Any], **more: Any) -> Parcel:
    known = {"ship_from": "US", "ship_to": "DE", "channel": "courier", "transport": "air", "freight": "10.00 EUR", **more}
    return Parcel(lines=lines or (line(),), **known)


prices = st.integers(0, 40_000).map(lambda cents: f"{Decimal(cents) / 100:.2f} EUR")
lines = st.builds(
    line,
    prices,
    sku=st.sampled_from("abc"),
    quantity=st.integers(1, 4),
    hs=st.sampled_from(["610910", "640399", "851712"]),
    duty_rate=st.sampled_from(["0", "0.035", "0.12", "1/3"]),
)


@st.composite
def parcels(draw: st.DrawFn, **fixed: Any) -> Parcel:
    facts: dict[str, Any] = {
        "ship_to": draw(st.sampled_from(PLACES)),
        "freight": draw(prices),
        "insurance": draw(st.none() | prices),
        "channel": "courier",
        "seller": {"schemes": draw(st.sampled_from([[], ["ioss", "voec", "au", "nz", "sg", "ch", "uk"]]))},
        **fixed,
    }
    return parcel(*draw(st.lists(lines, min_size=1, max_size=4)), **facts)


@given(parcels())
def test_a_total_is_the_sum_of_its_parts(sent: Parcel) -> None:
    cost = landed_cost(sent, on=DAY, rates=RATES)
    assert cost.goods and cost.freight and cost.insurance
    charges = [charge.amount for charge in cost.charges]

    assert "complete" == cost.status
    assert None not in charges
    assert cost.total == sum((one for one in charges if one), start=cost.goods + cost.freight + cost.insurance)
    assert cost.total == sum((share.share for share in cost.per_line[1:] if share.share), start=cost.per_line[0].share or cost.goods)
    assert cost.due_at_checkout and cost.due_at_door and cost.total == cost.due_at_checkout + cost.due_at_door
    assert cost.total == cost.low == cost.high == cost.figure()
    assert all(
        amount and amount == sum((one.amount for one in cost.charges if one.kind == kind and one.amount), start=Money(0, cost.currency))
        for kind, amount in (("duty", cost.sums.duty), ("tax", cost.sums.tax), ("fee", cost.sums.fee))
    )


@given(parcels())
def test_each_figure_follows_from_its_base_and_rate(sent: Parcel) -> None:
    cost = landed_cost(sent, on=DAY, rates=RATES)
    plan = cost.plan
    for charge in cost.charges:
        assert charge.amount and charge.amount.units >= 0
        if charge.rate and charge.base and charge.kind != "fee":
            step, _ = plan.rounding("duty" if charge.kind == "duty" else "vat")
            assert abs(charge.base.exact * charge.rate.exact - charge.amount.exact) <= max(Fraction(step), Fraction(1, 2))
        assert charge.rule or charge.status == "not_applicable"


@given(parcels(), st.randoms(use_true_random=False))
def test_the_order_of_lines_never_moves_a_cent(sent: Parcel, dice: Any) -> None:
    places = list(range(len(sent.lines)))
    dice.shuffle(places)
    turned = Parcel(**{**{name: getattr(sent, name) for name in sent.to_dict()}, "lines": [sent.lines[place] for place in places]})
    one, other = landed_cost(sent, on=DAY, rates=RATES), landed_cost(turned, on=DAY, rates=RATES)

    assert (one.total, one.sums) == (other.total, other.sums)
    assert sorted(str(share) for share in one.per_line) == sorted(str(share) for share in other.per_line)


@given(parcels())
def test_asked_twice_it_answers_alike(sent: Parcel) -> None:
    one, other = landed_cost(sent, on=DAY, rates=RATES), landed_cost(Parcel.from_dict(sent.to_dict()), on=DAY, rates=RATES)
    copied: LandedCost = pickle.loads(pickle.dumps(one))

    assert one == other == copied
    assert hash(one) == hash(other) == hash(copied)
    assert one.to_dict() == other.to_dict() == copied.to_dict()


@given(parcels(ship_to="DE"), st.sampled_from(["USD", "JPY", "SEK"]))
def test_a_quote_in_another_currency_is_converted_charge_by_charge(sent: Parcel, currency: str) -> None:
    other = Parcel(**{**{name: getattr(sent, name) for name in sent.to_dict()}, "currency": currency})
    home, shown = landed_cost(sent, on=DAY, rates=RATES), landed_cost(other, on=DAY, rates=RATES)

    assert currency == shown.currency == shown.figure().currency
    assert [RATES.convert(charge.amount, currency) for charge in home.charges if charge.amount] == [charge.amount for charge in shown.charges]
    assert home.charges[0].formula == shown.charges[0].formula


@given(parcels(), st.sampled_from([["tax"], ["duty"], ["duty", "tax"]]))
def test_prices_that_hold_charges_are_solved_back(sent: Parcel, inside: list[str]) -> None:
    facts = {name: getattr(sent, name) for name in sent.to_dict()}
    cost = landed_cost(Parcel(**{**facts, "prices_include": inside}), on=DAY, rates=RATES)
    if cost.status == "incomplete":
        assert ["/parcel/prices_include"] == [need.path for need in cost.needs]
        return
    inner = [charge.amount for charge in cost.charges if charge.kind in inside and charge.amount]
    net = Money.of(sum(cost.quote.figures.goods), cost.currency)

    assert cost.goods and cost.freight and cost.insurance
    assert cost.goods == sum(inner, start=net)
    outer = [charge.amount for charge in cost.charges if charge.kind not in inside and charge.amount]
    assert cost.total == sum(outer, start=cost.goods + cost.freight + cost.insurance)


@pytest.mark.parametrize("net", ["84.03", "100.00", "150.00", "1234.56"])
def test_a_door_price_leads_back_to_the_net_price_it_came_from(net: str) -> None:
    forwards = landed_cost(parcel(line(f"{net} EUR"), freight="0.00 EUR"), on=DAY)
    back = landed_cost(parcel(line(str(forwards.figure())), freight="0.00 EUR", prices_include=["duty", "tax"]), on=DAY)

    assert Money(net, "EUR") == Money.of(back.quote.figures.goods[0], "EUR")
    assert [charge.amount for charge in forwards.charges] == [charge.amount for charge in back.charges]


def test_between_two_regimes_no_net_price_exists_and_both_neighbours_are_named() -> None:
    # below EUR 150 no duty: 150.00 costs 178.50; above it duty and tax: 150.01 costs 199.93
    cost = landed_cost(parcel(line("190.00 EUR"), freight="0.00 EUR", prices_include=["duty", "tax"]), on=DAY)

    assert None is cost.total
    assert "the nearest door prices are 178.50 EUR and 199.93 EUR" in cost.needs[0].text


def test_unknown_freight_is_never_zero() -> None:
    cost = landed_cost(parcel(line("200.00 EUR"), freight=None), on=DAY)

    assert ("incomplete", None, None) == (cost.status, cost.total, cost.freight)
    assert ["/parcel/freight"] == [need.path for need in cost.needs]
    assert Money("266.56", "EUR") == cost.low
    assert None is cost.high
    assert {"missing"} == {charge.status for charge in cost.charges}
    assert [None, None] == [charge.base for charge in cost.charges]
    with pytest.raises(Incomplete, match="no total without /parcel/freight: pass it and ask again"):
        cost.figure()
    assert (None, None, None) == (cost.due_at_door, cost.due_at_checkout, cost.per_line[0].share)


def test_a_duty_rate_is_asked_for_only_where_it_is_read() -> None:
    without = line("100.00 EUR", duty_rate=None, hs=None)

    assert "complete" == landed_cost(parcel(without), on=DAY).status
    missing = landed_cost(parcel(without, line("60.00 EUR")), on=DAY)
    assert ["/parcel/lines/0/duty_rate"] == [need.path for need in missing.needs]
    assert "the duty rate of x (no HS code, from US) in DE" == missing.needs[0].text
    assert [None, "7.65"] == [charge.amount and charge.amount.digits for charge in missing.charges if charge.kind == "duty"]


def test_a_missing_exchange_rate_names_its_pair() -> None:
    cost = landed_cost(parcel(line("100.00 USD")), on=DAY)

    assert ["/rates/USD~1EUR"] == [need.path for need in cost.needs]
    assert "what one USD is in EUR: pass rates with 'USD/EUR'" == cost.needs[0].text
    assert (None, ()) == (cost.goods, cost.charges)
    assert "complete" == landed_cost(parcel(line("100.00 USD")), on=DAY, rates=RATES).status


def test_a_limit_in_a_foreign_currency_needs_its_rate() -> None:
    sent = parcel(line("1000.00 SEK"), ship_to="SE", freight="100.00 SEK")

    assert ["/rates/EUR~1SEK"] == [need.path for need in landed_cost(sent, on=DAY).needs]
    assert {"missing"} == {charge.status for charge in landed_cost(sent, on=DAY).charges if charge.kind == "duty"}
    assert "complete" == landed_cost(sent, on=DAY, rates=RATES).status


def test_rates_that_are_old_are_a_caveat() -> None:
    late = landed_cost(parcel(line("100.00 USD")), on=DAY + timedelta(days=8), rates=RATES)

    assert ["stale"] == [caveat.kind for caveat in late.caveats if caveat.kind == "stale"]
    assert "stale" not in [caveat.kind for caveat in landed_cost(parcel(line("100.00 USD")), on=DAY + timedelta(days=7), rates=RATES).caveats]


@pytest.mark.parametrize(("price", "tax"), [("150.00 EUR", "30.40"), ("150.01 EUR", "34.05")])
def test_a_threshold_has_two_sides(price: str, tax: str) -> None:
    cost = landed_cost(parcel(line(price)), on=DAY)

    assert cost.sums.tax and tax == cost.sums.tax.digits


def test_the_three_euros_are_charged_per_item() -> None:
    # the Commission's example of June 2026: two T-shirts and a pair of shoes are two items
    shirts, shoes = line("20.00 EUR", quantity=2), line("40.00 EUR", hs="640399", sku="shoes")
    cost = landed_cost(parcel(shirts, shoes, ship_to="FR", seller={"schemes": ["ioss"]}), on=date(2026, 7, 1))

    assert cost.sums.duty and "6.00" == cost.sums.duty.digits
    assert [("duty.eu.low-value", None), ("tax.vat", 0), ("tax.vat", 1)] == [(charge.code, charge.line) for charge in cost.charges if charge.kind != "fee"]
    unknown = landed_cost(parcel(line("20.00 EUR", hs=None), shoes), on=date(2026, 7, 1))
    assert "/parcel/lines/0/hs" in [need.path for need in unknown.needs]


@pytest.mark.parametrize(
    ("schemes", "collected_by", "door"),
    [([], "carrier", "20.90"), (["ioss"], "seller", "0.00")],
    ids=["at the door", "at checkout"],
)
def test_who_collects_depends_on_the_registration(schemes: list[str], collected_by: str, door: str) -> None:
    cost = landed_cost(parcel(seller={"schemes": schemes}), on=DAY)

    assert cost.due_at_door and door == cost.due_at_door.digits
    assert {collected_by} == {charge.collected_by for charge in cost.charges if charge.kind == "tax"}


def test_a_seller_who_owes_a_tax_and_is_not_registered_is_told() -> None:
    cost = landed_cost(parcel(line("100.00 GBP"), ship_to="GB", freight="0.00 GBP"), on=DAY, rates=RATES)

    assert "conflict" in [caveat.kind for caveat in cost.caveats]
    assert "20.00" == cost.sums.to_dict()["tax"]["amount"]


def test_delivered_duty_paid_leaves_nothing_for_the_door() -> None:
    cost = landed_cost(parcel(line("200.00 EUR"), incoterm="DDP"), on=DAY)

    assert cost.due_at_door and "0.00" == cost.due_at_door.digits
    assert {"seller"} == {charge.payer for charge in cost.charges}


def test_a_discount_is_shared_by_value() -> None:
    cost = landed_cost(parcel(line("100.00 EUR"), line("50.00 EUR", sku="y"), discount="30.00 EUR"), on=DAY)

    assert (8000, 4000) == cost.quote.figures.goods
    assert cost.goods and "120.00" == cost.goods.digits
    with pytest.raises(FactError, match="more than the goods cost"):
        landed_cost(parcel(discount="100.01 EUR"), on=DAY)


def test_freight_goes_to_customs_where_there_is_a_declaration() -> None:
    cost = landed_cost(parcel(line("2000.00 EUR"), channel="freight", transport="sea"), on=DAY)

    assert {"customs"} == {charge.collected_by for charge in cost.charges}


def test_seller_collected_tax_has_its_own_day() -> None:
    sent = parcel(line("100.00 EUR"), ship_to="RO", freight="0.00 EUR", seller={"schemes": ["ioss"]}, currency="EUR")
    cost = landed_cost(sent, on=date(2025, 8, 5), sold_on=date(2025, 7, 31), rates=RATES)

    assert [Rate("0.19")] == [charge.rate for charge in cost.charges if charge.kind == "tax"]
    assert [Rate("0.21")] == [charge.rate for charge in landed_cost(sent, on=date(2025, 8, 5), rates=RATES).charges if charge.kind == "tax"]


def test_a_place_nobody_wrote_about_is_a_need() -> None:
    cost = landed_cost(parcel(ship_to="AQ"), on=DAY)

    assert [("rule", "/parcel/ship_to")] == [(need.kind, need.path) for need in cost.needs]
    assert () == cost.because


def test_a_category_that_is_not_written_down_is_a_need() -> None:
    cost = landed_cost(parcel(line(category="art"), ship_to="AE"), on=DAY, rates=RATES)

    assert ["AE:shipping.vat.art"] == [need.path for need in cost.needs]
    assert [None] == [charge.amount for charge in cost.charges if charge.kind == "tax"]


def test_a_day_on_which_a_rule_turns_asks_for_the_instant() -> None:
    eastern = timezone(timedelta(hours=-4))
    sent = parcel(line("100.00 USD", origin="CN"), ship_from="CN", ship_to="US", freight="0.00 USD")
    before = landed_cost(sent, on=datetime(2025, 5, 2, 0, 0, 30, tzinfo=eastern))
    after = landed_cost(sent, on=datetime(2025, 5, 2, 0, 1, tzinfo=eastern))
    whole = landed_cost(sent, on=date(2025, 5, 2))

    assert "/on" in [need.path for need in whole.needs] or (before.total, after.total) == (whole.total, whole.total)


def test_reasons_cite_what_was_read() -> None:
    reasons = {reason.code: reason for reason in landed_cost(parcel(line("200.00 EUR")), on=DAY).because}

    assert {"duty.base", "duty.above_relief", "tax.base", "duty.mfn", "tax.vat"} == set(reasons)
    assert "DE:shipping.vat.standard@2021-01-01" == reasons["tax.vat"].rule
    assert all(reason.sources for reason in reasons.values())
    assert "USD → EUR by a bank of 2026-02-02" in [reason.text for reason in landed_cost(parcel(line("200.00 USD")), on=DAY, rates=RATES).because]


def test_defaults_are_told() -> None:
    taken = {one.path for one in landed_cost(parcel(), on=DAY).assumed}

    assert {"/parcel/insurance", "/parcel/incoterm", "/parcel/buyer/kind", "/parcel/prices_include", "/parcel/gift"} == taken
    told = parcel(insurance="0 EUR", incoterm="DAP", buyer={"kind": "consumer"}, prices_include=[], gift=False)
    assert () == landed_cost(told, on=DAY).assumed


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "no lines": ({"lines": []}, "empty_parcel", "/lines"),
    "a negative quantity": ({"lines": [line(quantity=-1)]}, "unusable_quantity", "/lines/0/quantity"),
    "no quantity": ({"lines": [line(quantity=0)]}, "unusable_quantity", "/lines/0/quantity"),
    "a float price": ({"lines": [line(unit_price={"amount": 9.99, "currency": "EUR"})]}, "float_money", "/lines/0/unit_price/amount"),
    "a negative price": ({"lines": [line("-1 EUR")]}, "negative_price", "/lines/0/unit_price"),
    "a negative freight": ({"freight": "-1 EUR"}, "negative_price", "/freight"),
    "the United Kingdom": ({"ship_to": "UK"}, "unknown_country", "/ship_to/country"),
    "Greece": ({"ship_to": "EL"}, "unknown_country", "/ship_to/country"),
    "nowhere": ({"ship_to": "zz"}, "unknown_country", "/ship_to/country"),
    "an old incoterm": ({"incoterm": "DDU"}, "withdrawn_incoterm", "/incoterm"),
    "no incoterm": ({"incoterm": "XYZ"}, "unknown_choice", "/incoterm"),
    "a short code": ({"lines": [line(hs="6109")]}, "unreadable_hs", "/lines/0/hs"),
    "chapter 77": ({"lines": [line(hs="770000")]}, "unknown_hs_chapter", "/lines/0/hs"),
    "a rate in percent": ({"lines": [line(duty_rate="12")]}, "rate_too_high", "/lines/0/duty_rate"),
    "a float weight": ({"lines": [line(weight_kg=0.5)]}, "float_measure", "/lines/0/weight_kg"),
    "a weight in words": ({"lines": [line(weight_kg="heavy")]}, "unreadable_measure", "/lines/0/weight_kg"),
    "a channel": ({"channel": "pigeon"}, "unknown_choice", "/channel"),
    "a gift that is a word": ({"gift": "yes"}, "not_a_boolean", "/gift"),
    "an unknown key": ({"lines": [line(hscode="610910")]}, "unknown_key", "/lines/0/hscode"),
}


@pytest.mark.parametrize("name", WRONG)
def test_bad_facts_are_refused_by_name(name: str) -> None:
    facts, code, path = WRONG[name]
    known = {"lines": [line()], "ship_from": "US", "ship_to": "DE", "channel": "courier"}
    with pytest.raises(FactError) as caught:
        Parcel(**{**known, **facts})

    assert (code, path) == (caught.value.code, caught.value.path)


def test_bad_days_are_refused() -> None:
    for on, code in (("yesterday", "not_an_instant"), ("2009-12-31", "outside_atlas"), (datetime(2026, 2, 2), "naive_datetime")):
        with pytest.raises(FactError) as caught:
            landed_cost(parcel(), on=on)
        assert code == caught.value.code


def test_ten_thousand_lines_are_simply_right() -> None:
    many = landed_cost(parcel(*[line("1.00 EUR") for _ in range(10_000)], freight="0.00 EUR"), on=DAY)

    assert many.sums.duty and "1200.00" == many.sums.duty.digits


def test_a_dotted_code_is_normalised() -> None:
    assert "6109100010" == parcel(line(hs="6109.10.00 10")).lines[0].hs


NEEDS = {
    "freight": (parcel(line("200.00 EUR"), freight=None), {}, [("fact", "/parcel/freight", "what the carriage costs (0.00 if nothing)")]),
    "a price's currency": (parcel(line("1.00 USD")), {}, [("fact", "/rates/USD~1EUR", "what one USD is in EUR: pass rates with 'USD/EUR'")]),
    "the quote's currency": (parcel(currency="JPY"), {}, [("fact", "/rates/EUR~1JPY", "what one EUR is in JPY: pass rates with 'EUR/JPY'")]),
    "a duty rate": (
        parcel(line("200.00 EUR", duty_rate=None, hs=None, origin=None)),
        {},
        [("fact", "/parcel/lines/0/duty_rate", "the duty rate of x (no HS code, from an unknown origin) in DE")],
    ),
    "an item's code": (
        parcel(line("20.00 EUR", hs=None), line("10.00 EUR", sku="y")),
        {"on": date(2026, 7, 1)},
        [("fact", "/parcel/lines/0/hs", "the HS code: goods of one code are one item")],
    ),
    "a page": (parcel(ship_to="AQ"), {}, [("rule", "/parcel/ship_to", "the atlas 2026.11 has no page for AQ")]),
    "a rate of tax": (
        parcel(line(category="art"), ship_to="AE"),
        {"rates": RATES},
        [("rule", "AE:shipping.vat.art", "the atlas 2026.11 has no rule shipping.vat.art for AE on that day")],
    ),
}


@pytest.mark.parametrize("name", NEEDS)
def test_each_need_says_what_to_bring(name: str) -> None:
    sent, asked, needs = NEEDS[name]
    cost = landed_cost(sent, **{"on": DAY, **asked})

    assert needs == [(need.kind, need.path, need.text) for need in cost.needs]


def test_refusals_are_pinned_word_for_word() -> None:
    with pytest.raises(FactError) as caught:
        landed_cost(parcel(discount="100.01 EUR"), on=DAY)
    assert ("discount_too_high", "/parcel/discount", "10001", "the discount is more than the goods cost", "lower it") == tuple(
        caught.value.to_dict()[name] for name in ("code", "path", "value", "message", "hint")
    )
    for facts, path in (({"on": "2009-12-31"}, "/on"), ({"on": DAY, "sold_on": "2036-01-01"}, "/sold_on"), ({"on": DAY, "sold_on": "soon"}, "/sold_on")):
        with pytest.raises(FactError) as caught:
            landed_cost(parcel(), **facts)
        assert path == caught.value.path


def test_prices_of_several_currencies_are_each_rounded_once() -> None:
    rates = ExchangeRates(quotes={"USD/EUR": "0.5", "GBP/EUR": "2"}, on=DAY, source="round numbers")
    mixed = parcel(line("0.0125 EUR", quantity=3), line("10.01 USD", quantity=3, sku="y"), line("1.00 GBP", sku="z"), freight="3.01 USD")
    cost = landed_cost(mixed, on=DAY, rates=rates)

    assert (4, 1502, 200) == cost.quote.figures.goods
    assert 151 == cost.quote.figures.freight
    dollars = landed_cost(parcel(*mixed.lines, freight="3.01 USD", currency="USD"), on=DAY, rates=rates)
    assert dollars.goods and dollars.freight
    assert ("34.11", "3.01") == (dollars.goods.digits, dollars.freight.digits)
    insured = landed_cost(parcel(*mixed.lines, freight="3.01 USD", insurance="1.00 USD", currency="USD"), on=DAY, rates=rates)
    assert insured.insurance and "1.00" == insured.insurance.digits


INSIDE = {
    "tax at the border": (parcel(line("238.00 EUR", duty_rate="0"), freight="0.00 EUR", prices_include=["tax"]), ["0.00", "38.00"], "238.00"),
    "tax under a scheme": (
        parcel(line("119.00 EUR"), freight="0.00 EUR", prices_include=["tax"], seller={"schemes": ["ioss"]}),
        ["0.00", "19.00"],
        "119.00",
    ),
    "duty and tax": (parcel(line("266.56 EUR"), freight="0.00 EUR", prices_include=["duty", "tax"]), ["24.00", "42.56"], "266.56"),
    "duty alone": (parcel(line("224.00 EUR"), freight="0.00 EUR", prices_include=["duty"]), ["24.00", "42.56"], "266.56"),
    "a tax with a remainder": (parcel(line("0.03 EUR"), freight="0.00 EUR", prices_include=["tax"]), ["0.00", "0.01"], "0.03"),
    "two lines": (
        parcel(line("238.00 EUR", duty_rate="0"), line("119.00 EUR", duty_rate="0", sku="y"), freight="0.00 EUR", prices_include=["tax"]),
        ["0.00", "0.00", "38.00", "19.00"],
        "357.00",
    ),
}


@pytest.mark.parametrize("name", INSIDE)
def test_what_is_inside_a_price_comes_out_of_it(name: str) -> None:
    sent, charges, total = INSIDE[name]
    cost = landed_cost(sent, on=DAY)

    assert charges == [charge.amount and charge.amount.digits for charge in cost.charges]
    assert total == cost.figure().digits
    assert cost.sums.tax and cost.sums.tax == sum((one.amount for one in cost.charges if one.kind == "tax" and one.amount), start=Money(0, "EUR"))


def test_a_waived_tax_is_not_inside_a_price() -> None:
    swiss = parcel(line("50.00 CHF", duty_rate="0"), ship_to="CH", freight="0.00 CHF", prices_include=["tax"])
    cost = landed_cost(swiss, on=DAY)

    assert (5000,) == cost.quote.figures.goods
    assert "50.00" == cost.figure().digits
    assert ["not_applicable"] == [charge.status for charge in cost.charges if charge.kind == "tax"]


@pytest.mark.parametrize(
    ("price", "seller", "told"),
    [
        ("150.00 EUR", {"schemes": ["ioss"], "ids": {"ioss": "IM2760000000"}}, []),
        ("150.01 EUR", {"schemes": ["ioss"]}, ["the seller's ioss registration does not reach this parcel: its goods are worth more than 150.00 EUR allows"]),
        ("150.00 EUR", {"ids": {"ioss": "IM2760000000"}}, ["the seller gives a number for ioss, which is not among her schemes: it is not counted on"]),
        (
            "150.00 EUR",
            {"schemes": ["ioss"], "ids": {"ioss": "IM27600000"}},
            ["the seller's ioss number 'IM27600000': an IOSS number is IM and 10 digits, and this has 8"],
        ),
    ],
)
def test_registrations_that_do_not_fit_are_named(price: str, seller: dict[str, Any], told: list[str]) -> None:
    cost = landed_cost(parcel(line(price), seller=seller), on=DAY)

    assert told == [caveat.text for caveat in cost.caveats if caveat.kind == "conflict"]


def test_a_gift_to_a_business_counts_as_a_sale() -> None:
    sold, given = (landed_cost(parcel(gift=gift, buyer={"kind": "business"}), on=DAY) for gift in (False, True))

    assert sold.total == given.total
    assert ["a gift goes from one private person to another: sold to a business it counts as a sale"] == [caveat.text for caveat in given.caveats]


def test_a_weight_of_nothing_is_refused() -> None:
    with pytest.raises(FactError, match="a good weighs more than nothing: leave an unknown weight out") as caught:
        parcel(line(weight_kg="0.000"))
    assert "/lines/0/weight_kg" == caught.value.path


@pytest.mark.parametrize(("facts", "path"), [({"ship_to": "SS"}, "/parcel/ship_to/country"), ({"ship_from": "CW"}, "/parcel/ship_from/country")])
def test_a_place_that_there_was_not_that_day_is_refused(facts: dict[str, str], path: str) -> None:
    with pytest.raises(FactError, match=r"there was no (SS|CW) on 2010-05-01: it began on 201[01]") as caught:
        landed_cost(parcel(**facts), on="2010-05-01")
    assert path == caught.value.path
