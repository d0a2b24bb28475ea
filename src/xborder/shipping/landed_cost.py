"""What will this parcel cost at her door?

>>> from datetime import date
>>> from xborder import Parcel, landed_cost
>>> parcel = Parcel(lines=[{"sku": "tee", "quantity": 10, "unit_price": "20.00 EUR", "hs": "6109.10", "duty_rate": "0.12"}],
...                 ship_from="US", ship_to="DE", channel="courier", freight="10.00 EUR")
>>> cost = landed_cost(parcel, on=date(2026, 2, 2))
>>> cost.total
Money('279.89', 'EUR')
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve

from xborder.atlas import Atlas, standard
from xborder.codes import Currency
from xborder.errors import FactError
from xborder.money import ExchangeRates, Money
from xborder.reasons import Need
from xborder.shipping.charges import Shown
from xborder.shipping.cost import LandedCost
from xborder.shipping.figures import Consignment, Regime, Row, regime_of, rows_of, spread
from xborder.shipping.inverse import Net, net_goods
from xborder.shipping.parcel import Parcel
from xborder.shipping.limits import limits_of
from xborder.shipping.plan import LandedCostPlan, plan_for, worth
from xborder.values import day_or_instant, read

__all__ = ["LandedCost", "landed_cost"]


def landed_cost(
    parcel: Parcel | Mapping[str, Any],
    /,
    *,
    on: date | str,
    sold_on: date | str | None = None,
    rates: ExchangeRates | None = None,
    atlas: Atlas | None = None,
) -> LandedCost:
    """What will this parcel cost at her door?

    `on` is the day (or aware instant) of import entry; `sold_on`, by default the same, is the tax point of schemes in
    which the seller collects. Facts that are missing come back in `needs`; asking `figure()` then raises `Incomplete`.
    """
    parcel = read(Parcel, parcel)
    world = standard() if atlas is None else atlas
    case = parcel.case
    day = _when("on", on)
    moment = world.moment(case.scope, day)
    plan = plan_for(case, moment, world)
    if sold_on is not None:
        sold = plan_for(case, world.moment(case.scope, _when("sold_on", sold_on)), world)
        plan = evolve(plan, scheme=sold.scheme, scheme_rates=sold.tax_rates)
    problems = {need.path: need for need in plan.needs}
    if plan.last < moment.last:
        problems["/on"] = Need(kind="fact", path="/on", text="a rule turns within this day: pass the instant of entry")
    if not world.knows(case.scope):
        text = f"the atlas {world.edition} has no page for {parcel.ship_to.country}"
        problems = {"/parcel/ship_to": Need(kind="rule", path="/parcel/ship_to", text=text)}
    return _cost(parcel, day, plan, rates, problems, world.edition)


def _when(name: str, value: date | str) -> date:
    try:
        return day_or_instant(value)
    except FactError as error:
        raise error.under(name) from None


def _cost(parcel: Parcel, on: date, plan: LandedCostPlan, rates: ExchangeRates | None, problems: dict[str, Need], edition: str) -> LandedCost:
    currency = parcel.currency or plan.currency

    def need(path: str) -> None:
        problems.setdefault(path, Need(kind="fact", path=path, text=_wanted(path, parcel)))

    def units(money: Money, into: Currency, count: int = 1) -> int | None:
        if money.currency is into and money.scale == money.currency.exponent:
            return money.units * count
        found = worth(money, into, rates)
        if found is None:
            need(f"/rates/{money.currency}~1{into}")
            return None
        return (2 * found[0] * count + found[1]) // (2 * found[1])

    home = [units(line.unit_price, plan.currency, line.quantity) for line in parcel.lines]
    freight = units(parcel.freight, plan.currency) if parcel.freight else None
    insurance = units(parcel.insurance, plan.currency) if parcel.insurance else 0
    if parcel.freight is None:
        need("/parcel/freight")
    if currency is plan.currency:
        shown, prices, carriage = Shown(currency, currency), home, (freight, insurance)
    else:
        shown = _shown(currency, plan, rates, need)
        prices = [units(line.unit_price, currency, line.quantity) for line in parcel.lines]
        carriage = (units(parcel.freight, currency) if parcel.freight else None, units(parcel.insurance, currency) if parcel.insurance else 0)
    if parcel.discount:
        home, whole = _less(home, units(parcel.discount, plan.currency), parcel.order), home
        prices = home if prices is whole else _less(prices, units(parcel.discount, currency), parcel.order)
    values = tuple(one or 0 for one in home)
    standard_rates = {name: (rate.numerator, rate.denominator) for name, rate, _ in plan.tax_rates}
    sold_rates = standard_rates if plan.scheme_rates is plan.tax_rates else {name: (rate.numerator, rate.denominator) for name, rate, _ in plan.scheme_rates}
    tax_rates = tuple([standard_rates.get(line.category) for line in parcel.lines])
    figures = Consignment(
        goods=values,
        freight=freight,
        insurance=insurance or 0,
        duty_rates=tuple([(line.duty_rate.numerator, line.duty_rate.denominator) if line.duty_rate else None for line in parcel.lines]),
        tax_rates=tax_rates,
        scheme_rates=tax_rates if sold_rates is standard_rates else tuple([sold_rates.get(line.category) for line in parcel.lines]),
        items=tuple([line.hs[:6] if line.hs else None for line in parcel.lines]),
        pieces=tuple([line.quantity for line in parcel.lines]),
        order=parcel.order,
        weights=values,
    )
    rows: tuple[Row, ...] = ()
    net: Net | None = None
    if None not in home and "/parcel/ship_to" not in problems:
        net, rows = _charged(figures, parcel, plan, rates, problems, need)
    return LandedCost(
        parcel=parcel,
        on=on,
        rates=rates,
        edition=edition,
        plan=plan,
        shown=shown,
        figures=net.parcel if net else figures,
        prices=tuple(prices),
        carriage=carriage,
        regime=net.regime if net else None,
        rows=rows,
        needs=tuple(problems.values()),
        ambiguous=net.ambiguous if net else False,
    )


def _charged(
    figures: Consignment, parcel: Parcel, plan: LandedCostPlan, rates: ExchangeRates | None, problems: dict[str, Need], need: Callable[[str], None]
) -> tuple[Net | None, tuple[Row, ...]]:
    """The consignment under the law: forwards, or backwards where prices already hold charges."""

    limits = limits_of(plan, rates)
    if not parcel.prices_include:
        regime = regime_of(plan, limits, figures)
        return Net(figures, regime, ambiguous=False), rows_of(plan, limits, figures, regime, need)

    def law(one: Consignment) -> Regime:
        return regime_of(plan, limits, one)

    def quote(one: Consignment, regime: Regime) -> tuple[Row, ...]:
        return rows_of(plan, limits, one, regime, need)

    solved = net_goods(figures, parcel.prices_include, law, quote)
    if not isinstance(solved, Net):
        below, above = (Money.of(one, plan.currency) for one in solved)
        text = f"no net price leads to these prices: the nearest door prices are {below} and {above}"
        problems["/parcel/prices_include"] = Need(kind="fact", path="/parcel/prices_include", text=text)
        return None, ()
    return solved, _settled(figures, solved.parcel, parcel.prices_include, quote(solved.parcel, solved.regime))


def _settled(written: Consignment, net: Consignment, inside: Sequence[str], rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows with what is left of each written price, less than a step, put into its last inner charge."""
    settled = list(rows)
    for index, price in enumerate(written.goods):
        inner = [place for place, row in enumerate(rows) if row.line == index and row.terms.kind in inside and row.amount is not None]
        rest = price - net.goods[index] - sum(rows[place].amount or 0 for place in inner)
        if inner and rest:
            last = rows[inner[-1]]
            amount = (last.amount or 0) + rest
            settled[inner[-1]] = last._replace(amount=amount, low=amount, high=amount)
    return tuple(settled)


def _shown(currency: Currency, plan: LandedCostPlan, rates: ExchangeRates | None, need: Callable[[str], None]) -> Shown:
    if currency == plan.currency:
        return Shown(currency, plan.currency)
    found = worth(Money.of(1, plan.currency), currency, rates)
    if found is None:
        need(f"/rates/{plan.currency}~1{currency}")
        return Shown(plan.currency, plan.currency)
    return Shown(currency, plan.currency, *found)


def _less(values: Iterable[int | None], off: int | None, order: Sequence[int]) -> list[int | None]:
    """Prices less a discount, shared by value."""
    whole = list(values)
    if off is None or None in whole:
        return [None] * len(whole)
    known = [one or 0 for one in whole]
    if off > sum(known):
        raise FactError("discount_too_high", "the discount is more than the goods cost", path="/parcel/discount", value=off, hint="lower it")
    return [price - share for price, share in zip(known, spread(off, known, order), strict=True)]


def _wanted(path: str, parcel: Parcel) -> str:
    """What a missing fact is, in words."""
    if path == "/parcel/freight":
        return "what the carriage costs (0.00 if nothing)"
    if path.startswith("/rates/"):
        one, _, other = path.removeprefix("/rates/").partition("~1")
        return f"what one {one} is in {other}: pass rates with '{one}/{other}'"
    if path.endswith("/duty_rate"):
        line = parcel.lines[int(path.split("/")[3])]
        return f"the duty rate of {line.sku} ({line.hs or 'no HS code'}, from {line.origin or 'an unknown origin'}) in {parcel.ship_to.country}"
    if path.endswith("/hs"):
        return "the HS code: goods of one code are one item"
    return f"{path} decides a figure"
