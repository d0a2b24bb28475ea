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
from xborder.shipping.figures import Consignment, Pair, Regime, Row, regime_of, rows_of, spread
from xborder.shipping.inverse import Net, net_goods
from xborder.shipping.parcel import Line, Parcel
from xborder.shipping.plan import LandedCostPlan, circumstances, plan_for, worth
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
    case = circumstances(parcel)
    moment = world.moment(case.scope, _when("on", on))
    plan = plan_for(case, moment, world)
    if sold_on is not None:
        sold = plan_for(case, world.moment(case.scope, _when("sold_on", sold_on)), world)
        plan = evolve(plan, scheme=sold.scheme, scheme_rates=sold.tax_rates)
    problems: dict[str, Need] = {need.path: need for need in plan.needs}
    if not world.knows(case.scope):
        text = f"the atlas {world.edition} has no page for {parcel.ship_to.country}"
        problems = {"/parcel/ship_to": Need(kind="rule", path="/parcel/ship_to", text=text)}
    if plan.last < moment.last:
        problems["/on"] = Need(kind="fact", path="/on", text="a rule turns within this day: pass the instant of entry")
    cost = _cost(parcel, _when("on", on), plan, rates, problems)
    return evolve(cost, edition=world.edition)


def _when(name: str, value: date | str) -> date:
    try:
        return day_or_instant(value)
    except FactError as error:
        raise error.under(name) from None


def _cost(parcel: Parcel, on: date, plan: LandedCostPlan, rates: ExchangeRates | None, problems: dict[str, Need]) -> LandedCost:
    currency = parcel.currency or plan.currency

    def need(path: str) -> None:
        problems.setdefault(path, Need(kind="fact", path=path, text=_wanted(path, parcel)))

    def units(money: Money | None, into: Currency, count: int = 1) -> int | None:
        if money is None:
            return None
        found = worth(money, into, rates)
        if found is None:
            need(f"/rates/{money.currency}~1{into}")
            return None
        return (2 * found[0] * count + found[1]) // (2 * found[1])

    def both(money: Money | None, count: int = 1) -> tuple[int | None, int | None]:
        home = units(money, plan.currency, count)
        return (home if currency == plan.currency else units(money, currency, count)), home

    shown = _shown(currency, plan, rates, need)
    lines = [both(line.unit_price, line.quantity) for line in parcel.lines]
    prices = [one for one, _ in lines]
    home = [one for _, one in lines]
    freight, insurance = both(parcel.freight), both(parcel.insurance) if parcel.insurance else (0, 0)
    if parcel.freight is None:
        need("/parcel/freight")
    order = _order(parcel.lines, home)
    if parcel.discount:
        off = both(parcel.discount)
        prices = _less(prices, off[0], order)
        home = _less(home, off[1], order)
    values = tuple(one or 0 for one in home)
    figures = Consignment(
        goods=values,
        freight=freight[1],
        insurance=insurance[1] or 0,
        duty_rates=tuple((line.duty_rate.numerator, line.duty_rate.denominator) if line.duty_rate else None for line in parcel.lines),
        tax_rates=_tax_rates(parcel.lines, plan, scheme=False),
        scheme_rates=_tax_rates(parcel.lines, plan, scheme=True),
        items=tuple(line.hs[:6] if line.hs else None for line in parcel.lines),
        pieces=tuple(line.quantity for line in parcel.lines),
        order=order,
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
        edition="",
        plan=plan,
        shown=shown,
        figures=net.parcel if net else figures,
        prices=tuple(prices),
        carriage=(freight[0], insurance[0]),
        regime=net.regime if net else None,
        rows=rows,
        needs=tuple(problems.values()),
        ambiguous=net.ambiguous if net else False,
    )


def _charged(
    figures: Consignment, parcel: Parcel, plan: LandedCostPlan, rates: ExchangeRates | None, problems: dict[str, Need], need: Callable[[str], None]
) -> tuple[Net | None, tuple[Row, ...]]:
    """The consignment under the law: forwards, or backwards where prices already hold charges."""

    def law(one: Consignment) -> Regime:
        return regime_of(plan, one, rates)

    def quote(one: Consignment, regime: Regime) -> tuple[Row, ...]:
        return rows_of(plan, one, regime, rates, need)

    if not parcel.prices_include:
        regime = law(figures)
        return Net(figures, regime, ambiguous=False), quote(figures, regime)
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


def _order(lines: Sequence[Line], values: Sequence[int | None]) -> tuple[int, ...]:
    """Lines by their content, so that the order in which they were given never matters."""

    def content(index: int) -> tuple[object, ...]:
        line = lines[index]
        rate = line.duty_rate.exact if line.duty_rate else -1
        return (values[index] or 0, line.hs or "", rate, line.category, line.sku)

    return tuple(sorted(range(len(lines)), key=content)) if len(lines) > 1 else (0,)  # type: ignore[arg-type,return-value]


def _less(values: Iterable[int | None], off: int | None, order: Sequence[int]) -> list[int | None]:
    """Prices less a discount, shared by value."""
    whole = list(values)
    if off is None or None in whole:
        return [None] * len(whole)
    known = [one or 0 for one in whole]
    if off > sum(known):
        raise FactError("discount_too_high", "the discount is more than the goods cost", path="/parcel/discount", value=off, hint="lower it")
    return [price - share for price, share in zip(known, spread(off, known, order), strict=True)]


def _tax_rates(lines: Sequence[Line], plan: LandedCostPlan, *, scheme: bool) -> tuple[Pair | None, ...]:
    known = {name: (rate.numerator, rate.denominator) for name, rate, _ in (plan.scheme_rates if scheme else plan.tax_rates)}
    return tuple(known.get(line.category) for line in lines)


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
