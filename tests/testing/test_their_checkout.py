"""How a shop tests a checkout that somebody else wrote: an example to copy.

The checkout below is a shop's own: it has never heard of this library. What follows it is all that is needed to hold it to
the laws, and to this library's figures.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from xborder import Currency, ExchangeRates, Line, Money, Parcel, landed_cost
from xborder.testing import about, check_allocation, check_monotone, check_permutation, check_purity, days, money

# ---------------------------------------------------------------------------------------- the checkout, as the shop has it

VAT = {"AT": "0.20", "BE": "0.21", "DE": "0.19", "FR": "0.20", "IT": "0.22", "NL": "0.21"}
CENT = Decimal("0.01")


def checkout(basket: Sequence[Mapping[str, Any]], shipping: Decimal, country: str) -> dict[str, Decimal]:
    """What a basket comes to in a country of the EU, sold from Bremen: goods, shipping and VAT of each, in euros."""
    goods = sum((Decimal(item["price"]) * item["count"] for item in basket), Decimal(0))
    rate = Decimal(VAT[country])
    vat = (goods * rate).quantize(CENT, ROUND_HALF_UP) + (shipping * rate).quantize(CENT, ROUND_HALF_UP)
    return {"goods": goods, "shipping": shipping, "vat": vat, "total": goods + shipping + vat}


def split(cents: int, parts: Sequence[int]) -> list[int]:
    """A discount in cents, split over the items: largest remainder first."""
    parts = parts if any(parts) else [1] * len(parts)
    whole = sum(parts)
    shares = [cents * part // whole for part in parts]
    late = sorted(range(len(parts)), key=lambda index: -(cents * parts[index] % whole))
    for index in late[: cents - sum(shares)]:
        shares[index] += 1
    return shares


# ------------------------------------------------------------------------------- how it is asked in the words of the library


def quoted(parcel: Parcel, *, on: date, rates: ExchangeRates | None = None) -> Money:
    """The shop's total for a parcel. The day does not matter to it: that alone is worth a test, see the last one."""
    basket = [{"price": line.unit_price.amount, "count": line.quantity} for line in parcel.lines]
    assert parcel.freight is not None
    return Money(checkout(basket, parcel.freight.amount, parcel.ship_to.country)["total"], "EUR")


EUROS = money(min_value="0", max_value="900", currencies=st.just(Currency("EUR")), allow_finer=False)


@st.composite
def orders(draw: st.DrawFn) -> Parcel:
    """What this shop sells: up to four items, in euros, from Bremen to the countries it knows."""
    lines = [Line(sku=f"item-{number}", unit_price=draw(EUROS), quantity=draw(st.integers(1, 9))) for number in range(draw(st.integers(1, 4)))]
    return Parcel(lines=lines, ship_from="DE", ship_to=draw(st.sampled_from(sorted(VAT))), channel="post", freight=draw(EUROS))


NOW = days(min_value=date(2021, 1, 1), max_value=date(2026, 12, 31))
QUICK = settings(max_examples=40, deadline=None, database=None, derandomize=True)


# ------------------------------------------------------------------------------------------------------------- the laws


@QUICK
@given(orders(), NOW)
def test_it_asks_neither_clock_nor_dice(order, on):
    check_purity(lambda: quoted(order, on=on), contexts=())


def test_it_does_not_mind_the_order_of_items():
    check_permutation(quoted, parcels=orders(), days=NOW)


def test_more_never_costs_less():
    check_monotone(quoted, parcels=orders(), days=NOW)


def test_a_discount_is_split_without_a_cent_lost():
    check_allocation(split)


# ------------------------------------------------------------------------------------------------ and against the library


@QUICK
@given(orders(), NOW)
def test_it_agrees_with_the_library_to_a_cent_for_each_line(order, on):
    mine = landed_cost(order, on=on)
    a_cent_each = Money.of(len(order.lines) + 1, "EUR")

    assert about(quoted(order, on=on), within=a_cent_each) == mine.total


def test_it_does_not_know_that_rates_change():
    """In the second half of 2020 German VAT was 16 %: the shop's table has no dates, and the difference is in the test's name."""
    order = Parcel(lines=[Line(sku="item", unit_price="100.00 EUR")], ship_from="DE", ship_to="DE", channel="post", freight="0.00 EUR")
    on = date(2020, 12, 31)

    assert Money("119.00", "EUR") == quoted(order, on=on)
    assert Money("116.00", "EUR") == landed_cost(order, on=on).total
