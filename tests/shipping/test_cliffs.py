"""Every leap of the landed cost is one of the cliffs, and every cliff is what quoting both sides says."""

from datetime import date
from itertools import pairwise

import pytest
from attrs import evolve

from xborder import ExchangeRates, FactError, Money, Parcel, cliffs, landed_cost

RATES = ExchangeRates.from_mapping(
    "EUR",
    {"GBP": "0.85", "AUD": "1.65", "USD": "1.1", "CHF": "0.95", "NZD": "1.8", "SGD": "1.5", "JPY": "160", "NOK": "11.6", "CAD": "1.5", "BRL": "6", "MXN": "20"}
    | {"KRW": "1600", "SEK": "11.2", "RON": "5", "PLN": "4.3", "MYR": "4.9", "TRY": "45", "ZAR": "20"},
    on="2026-11-20",
    source="an example",
)
HOMES = {"DE": "EUR", "FR": "EUR", "IT": "EUR", "SE": "SEK", "PL": "PLN", "RO": "RON", "GB": "GBP", "CH": "CHF", "NO": "NOK", "AU": "AUD", "NZ": "NZD"}
HOMES |= {"SG": "SGD", "JP": "JPY", "KR": "KRW", "CA": "CAD", "BR": "BRL", "MX": "MXN", "US": "USD", "MY": "MYR", "TR": "TRY", "ZA": "ZAR"}


def parcel_to(place, price="100.00 EUR", **facts):
    line = {"sku": "tee", "unit_price": price, "hs": "610910", "origin": "CN", "duty_rate": "0.12"}
    return Parcel(**{"lines": [line], "ship_from": "CN", "ship_to": place, "channel": "courier", "transport": "air", "freight": "10.00 EUR", **facts})


def total_at(parcel, goods, currency, on):
    line = evolve(parcel.lines[0], unit_price=Money.of(goods, currency))
    return landed_cost(evolve(parcel, lines=(line,)), on=on, rates=RATES).total.minor


@pytest.mark.parametrize("schemes", [(), ("ioss", "uk", "voec", "au", "nz", "sg", "ch")])
@pytest.mark.parametrize(("place", "currency"), HOMES.items())
def test_every_leap_over_a_grid_of_cents_is_a_cliff(place, currency, schemes):
    """Every cent within a window around each limit of the day, and a coarse grid of neighbours everywhere else."""
    on = date(2026, 11, 22)
    parcel = parcel_to(place, seller={"schemes": list(schemes)})
    answer = cliffs(parcel, on=on, rates=RATES)
    assert () == answer.needs
    cost = answer.cost
    step = max(cost.plan.rounding(name)[0] for name in ("base", "duty", "vat"))
    slack = 2 + 3 * step
    edges = {one.below.goods.minor for one in answer.cliffs}
    exponent = Money("1", currency).scale
    tried = {goods for edge in edges for goods in range(max(edge - 20, 0), edge + 20)}
    tried |= set(range(0, 400 * 10**exponent, 61 if exponent else 1))
    found = {goods for goods in sorted(tried) if abs(total_at(parcel, goods + 1, currency, on) - total_at(parcel, goods, currency, on)) > slack}

    assert found <= edges
    assert {one.below.goods.minor for one in answer.cliffs if abs(one.jump.minor) > slack} <= found


@pytest.mark.parametrize(("place", "currency"), HOMES.items())
def test_both_sides_are_what_the_landed_cost_says(place, currency):
    on = date(2026, 11, 22)
    parcel = parcel_to(place)
    for one in cliffs(parcel, on=on, rates=RATES).found:
        for side in (one.below, one.above):
            assert total_at(parcel, side.goods.minor, currency, on) == side.total.minor
        assert one.jump == one.above.total - one.below.total


@pytest.mark.parametrize(("place", "currency"), HOMES.items())
def test_between_two_cliffs_dearer_goods_never_cost_less(place, currency):
    on = date(2026, 11, 22)
    parcel = parcel_to(place)
    marks = [0, *(one.above.goods.minor for one in cliffs(parcel, on=on, rates=RATES).cliffs), 10**7]
    for low, high in pairwise(marks):
        grid = sorted({low + (high - 1 - low) * part // 40 for part in range(41)})
        totals = [total_at(parcel, goods, currency, on) for goods in grid]

        assert totals == sorted(totals), (place, low, high)


def test_the_eu_before_and_after_its_duty_of_three_euro():
    before, after = (cliffs(parcel_to("DE"), on=on).cliffs for on in ("2026-06-30", "2026-07-01"))

    assert [("150.00", "190.40", "213.26")] == [(one.below.goods.digits, one.below.total.digits, one.above.total.digits) for one in before]
    assert [("150.00", "193.97", "213.26")] == [(one.below.goods.digits, one.below.total.digits, one.above.total.digits) for one in after]
    assert ["eu:shipping.duty.simplified@2026-07-01"] == [limit.rule for one in after for limit in one.limits]


def test_the_limit_of_the_charge_itself_is_found_to_the_cent():
    parcel = parcel_to("CH", freight="0.00 EUR")
    duty, tax = cliffs(parcel, on="2026-11-22", rates=RATES).cliffs
    both = [
        landed_cost(evolve(parcel, lines=(evolve(parcel.lines[0], unit_price=side.goods),)), on="2026-11-22", rates=RATES) for side in (tax.below, tax.above)
    ]

    assert ["tax_waiver"] == [limit.kind for limit in tax.limits] or ["tax_waiver"] == [limit.kind for limit in duty.limits]
    assert both[1].total > both[0].total


def test_the_nearest_comes_first():
    parcel = parcel_to("RO")
    lowest, *_ = cliffs(parcel, on="2026-11-22", rates=RATES).found
    near, far = cliffs(parcel, on="2026-11-22", rates=RATES, around="150.01 EUR").found

    assert lowest.below.goods < near.below.goods
    assert far == lowest


def test_a_limit_in_another_currency_waits_for_its_rate():
    answer = cliffs(parcel_to("SE", price="1000.00 SEK", freight="10.00 SEK"), on="2026-11-22")

    assert ["/rates/EUR~1SEK"] == [need.path for need in answer.needs]
    assert "incomplete" == answer.status


def test_without_freight_the_places_are_known_but_not_the_prices():
    one, *_ = cliffs(parcel_to("DE", freight=None), on="2026-11-22").found

    assert Money("150.00", "EUR") == one.below.goods
    assert (None, None) == (one.below.total, one.jump)


def test_the_price_that_stays_below_in_the_carts_own_currency():
    one, *_ = cliffs(parcel_to("GB"), on="2026-11-22", rates=RATES).cliffs
    beyond = one.priced + Money("0.01", "EUR")
    sides = [landed_cost(parcel_to("GB", price=price), on="2026-11-22", rates=RATES).quote.figures.goods for price in (one.priced, beyond)]

    assert [(13500,), (13501,)] == sides


def test_several_lines_rise_together_to_the_cent():
    lines = [{"sku": f"{price}", "quantity": 7, "unit_price": f"{price} EUR", "hs": "610910", "duty_rate": "0.12"} for price in ("1.11", "3.33", "0.70")]
    one, *_ = cliffs(parcel_to("DE", lines=lines, discount="1.00 EUR"), on="2026-02-02").cliffs

    assert (15000, 15001) == (one.below.goods.minor, one.above.goods.minor)
    assert Money("115.03", "EUR") == one.away


def test_a_place_that_nobody_knows_has_no_cliffs():
    with pytest.raises(FactError):
        cliffs(parcel_to("UK"), on="2026-11-22")


def test_it_is_plain_data():
    said = cliffs(parcel_to("GB"), on="2026-11-22", rates=RATES).to_dict()

    assert {"goods": {"amount": "135.00", "currency": "GBP"}, "total": {"amount": "172.20", "currency": "GBP"}} == said["cliffs"][0]["below"]
    assert said["cliffs"][0]["limits"][0]["sources"]
