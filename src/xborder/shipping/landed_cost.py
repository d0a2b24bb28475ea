"""What will this parcel cost at her door?

>>> from datetime import date
>>> from xborder import Parcel, landed_cost
>>> parcel = Parcel(lines=[{"sku": "tee", "quantity": 10, "unit_price": "20.00 EUR", "hs": "6109.10", "duty_rate": "0.12"}],
...                 ship_from="US", ship_to="DE", channel="courier", freight="10.00 EUR")
>>> cost = landed_cost(parcel, on=date(2026, 2, 2))
>>> cost.total
Money('279.89', 'EUR')
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from attrs import evolve

from xborder.atlas import Atlas, Moment, standard
from xborder.codes import Currency
from xborder.errors import FactError
from xborder.money import ExchangeRates, Money, divide
from xborder.reasons import Need
from xborder.shipping.consignment import Consignment, Pair, spread
from xborder.shipping.cost import LandedCost, Quote, answered
from xborder.shipping.figures import Tape, customs_values, levy_figures, reckon
from xborder.shipping.inverse import Net, net_goods
from xborder.shipping.limits import Limits, Shown, limits_of
from xborder.shipping.parcel import Parcel
from xborder.shipping.plan import LandedCostPlan, worth
from xborder.shipping.reading import plan_for
from xborder.shipping.regime import Regime, regime_of
from xborder.values import day_or_instant, read

if TYPE_CHECKING:
    from xborder.shipping.asked import Asked

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
    if sold_on is None and type(on) is date and (ready := world.ready.get((case, on))) is not None:
        return _cost(parcel, on, ready, rates, {}, world)
    day = _when("on", on)
    moment = _moment(world, case.scope, "on", day)
    _exists(parcel, moment.day)
    plan = plan_for(case, moment, world)
    tax_point = None if sold_on is None else _when("sold_on", sold_on)
    if tax_point is not None:
        sold = plan_for(case, _moment(world, case.scope, "sold_on", tax_point), world)
        plan = evolve(plan, scheme=sold.scheme, scheme_rates=sold.scheme_rates)
    problems: dict[str, Need] = {}
    if plan.needs or not plan.known or plan.last < moment.last:
        problems = _gaps(plan, moment.last, parcel)
    elif tax_point is None and type(on) is date:
        world.keep((case, on), plan)
    cost = _cost(parcel, day, plan, rates, problems, world)
    return cost if tax_point is None else evolve(cost, quote=cost.quote._replace(sold_on=tax_point))


def _fit(parcel: Parcel, plan: LandedCostPlan) -> None:
    """Refuses an excise of the whole of a base that holds the excise itself."""
    for index, line in enumerate(parcel.lines):
        rate = line.excise_rate
        if rate and rate.numerator >= rate.denominator and any(levy.rate is None and levy.inside for levy in plan.levies):
            text = f"excise counts inside its own base in {plan.scope}, so it is below 100 %, not {rate.percent}"
            raise FactError("excise_too_high", text, path=f"/parcel/lines/{index}/excise_rate", value=rate, hint="pass the rate of the price that holds it")


def _exists(parcel: Parcel, day: date) -> None:
    """Refuses a place that there was not on the day."""
    for name, place in (("ship_to", parcel.ship_to), ("ship_from", parcel.ship_from)):
        try:
            place.country.on(day)
        except FactError as error:
            raise error.under("country").under(name).under("parcel") from None


def _gaps(plan: LandedCostPlan, last: int, parcel: Parcel) -> dict[str, Need]:
    """What the atlas is silent about."""
    if not plan.known:
        text = f"the atlas {plan.edition} has no page for {parcel.ship_to.country}"
        return {"/parcel/ship_to": Need(kind="rule", path="/parcel/ship_to", text=text)}
    problems = {need.path: need for need in plan.needs}
    if plan.last < last:
        problems["/on"] = Need(kind="fact", path="/on", text="a rule turns within this day: pass the instant of entry")
    return problems


def _moment(world: Atlas, scope: str, name: str, day: date) -> Moment:
    try:
        return world.moment(scope, day)
    except FactError as error:
        raise error.under(name) from None


def _when(name: str, value: date | str) -> date:
    try:
        return day_or_instant(value)
    except FactError as error:
        raise error.under(name) from None


def _cost(parcel: Parcel, on: date, plan: LandedCostPlan, rates: ExchangeRates | None, problems: dict[str, Need], world: Atlas) -> LandedCost:
    columns = parcel.columns
    if parcel.case.excised:
        _fit(parcel, plan)
    home = plan.currency if plan.known else parcel.currency or parcel.lines[0].unit_price.currency
    wants: list[str] = []
    prices, freight, insurance = _written(parcel, home, rates, wants)
    limits = limits_of(plan, rates)
    currency = parcel.currency or home
    if currency is home:
        shown, written, carriage = limits.shown if plan.known else Shown(home, home), prices, (freight, insurance)
    else:
        shown = _shown(currency, plan, rates, wants)
        written, *others = _written(parcel, currency, rates, wants)
        carriage = (others[0], others[1])
    at_border, by_seller = _tax_rates(plan, columns.categories)
    known = None not in prices
    goods = cast("tuple[int, ...]", prices) if known else tuple([one or 0 for one in prices])
    figures = Consignment(goods, freight, insurance or 0, columns.duty_rates, at_border, by_seller, goods, columns, columns.nothing)
    tape: Tape | None = None
    ceiling: Tape | None = None
    ambiguous = False
    asked = _asked(parcel, on, plan, rates, world) if known and plan.known and None in columns.duty_rates else None
    if known and plan.known:
        if parcel.prices_include:
            figures, tape, ambiguous = _backwards(figures, parcel, plan, limits, asked, problems, wants)
        else:
            regime = regime_of(plan, limits, figures)
            if asked and regime.duty == "rate":
                figures = asked.known(figures, customs_values(plan, limits, figures))
            tape = reckon(plan, limits, figures, regime, wants)
    if asked and tape:
        problems.update(asked.needs)
        most = asked.most(figures)
        ceiling = reckon(plan, limits, most, tape.regime, []) if most else None
    if wants:
        problems.update((path, Need(kind="fact", path=path, text=_wanted(path, parcel))) for path in wants if path not in problems)
    needs = tuple(problems.values()) if problems else ()
    return answered(parcel, on, limits, Quote(shown, figures, written, carriage, tape, needs, ambiguous, ceiling, asked.told if asked else ()))


def _asked(parcel: Parcel, on: date, plan: LandedCostPlan, rates: ExchangeRates | None, world: Atlas) -> "Asked":
    from xborder.shipping.asked import Asked

    return Asked(parcel, on, plan, rates, world)


def _written(parcel: Parcel, into: Currency, rates: ExchangeRates | None, wants: list[str]) -> tuple[tuple[int | None, ...], int | None, int | None]:
    """What was written, in one currency: each line's price after discount, the freight and the insurance."""
    columns = parcel.columns
    prices: tuple[int | None, ...] | None = columns.goods
    if columns.currency is not into or prices is None:
        prices = tuple([_units(line.unit_price, into, rates, wants, line.quantity) for line in parcel.lines])
    if parcel.discount:
        prices = _less(prices, _units(parcel.discount, into, rates, wants), columns.order)
    if parcel.freight is None:
        wants.append("/parcel/freight")
    freight = _units(parcel.freight, into, rates, wants) if parcel.freight else None
    return prices, freight, _units(parcel.insurance, into, rates, wants) if parcel.insurance else 0


def _units(money: Money, into: Currency, rates: ExchangeRates | None, wants: list[str], count: int = 1) -> int | None:
    """Money in the minor units of a currency, rounded once; None without a rate."""
    if money.currency is into:
        return money.minor if count == 1 else divide(money.units * count, 10 ** (money.scale - into.exponent))
    found = worth(money, into, rates)
    if found is None:
        wants.append(f"/rates/{money.currency}~1{into}")
        return None
    return divide(found[0] * count, found[1])


def _backwards(
    figures: Consignment, parcel: Parcel, plan: LandedCostPlan, limits: Limits, asked: "Asked | None", problems: dict[str, Need], wants: list[str]
) -> tuple[Consignment, Tape | None, bool]:
    """The net prices behind prices that already hold charges, and the tape they lead to."""

    def law(one: Consignment) -> Regime:
        return regime_of(plan, limits, one)

    def known(one: Consignment, regime: Regime) -> Consignment:
        return asked.known(one, customs_values(plan, limits, one)) if asked and regime.duty == "rate" else one

    def quote(one: Consignment, regime: Regime) -> Tape:
        return reckon(plan, limits, known(one, regime), regime, wants)

    inside = parcel.prices_include or ()
    slack = 1 + sum(plan.rounding(name)[0] for name in ("base", "duty", "vat"))
    solved = net_goods(figures, inside, law, quote, slack, {kind: levy_figures(plan, kind) for kind in inside})
    if not isinstance(solved, Net):
        below, above = (Money.of(one, plan.currency) for one in solved)
        text = f"no net price leads to these prices: the nearest door prices are {below} and {above}"
        problems["/parcel/prices_include"] = Need(kind="fact", path="/parcel/prices_include", text=text)
        return figures, None, False
    net = known(solved.parcel, solved.regime)
    return net, _settled(figures, net, plan, inside, quote(net, solved.regime)), solved.ambiguous


def _settled(written: Consignment, net: Consignment, plan: LandedCostPlan, inside: Sequence[str], tape: Tape) -> Tape:
    """The tape with what is left of each written price, less than a step, put into its last inner charge."""
    lines, taxes = [], 0
    others = {kind: levy_figures(plan, kind) for kind in inside}
    for index, (price, value, (duty_base, duty, tax_base, tax, *levies)) in enumerate(zip(written.goods, net.goods, tape.lines, strict=True)):
        how = tape.regime.tax_of(index)
        rate = (net.scheme_rates if how == "scheme" else net.tax_rates)[index]
        taxed = how == "scheme" or (how == "import" and not tape.waived)
        rest = price - value - sum(tape.lines[index][figure] for figures in others.values() for figure in figures)
        if "tax" in inside and taxed and rate and rate[0]:
            tax = rest - (duty if "duty" in inside else 0)  # noqa: PLW2901 - the line's own figure, settled
        elif "duty" in inside and tape.regime.duty != "none" and index not in net.tariffed:
            duty = rest  # noqa: PLW2901
        lines.append((duty_base, duty, tax_base, tax, *levies))
        taxes += tax if taxed else 0
    duties = tuple(line[1] for line in lines)
    given = duties if tape.regime.duty in ("per_item", "bands") else tape.given
    return tape._replace(lines=tuple(lines), given=given, duty=sum(duties), tax=taxes)


def _tax_rates(plan: LandedCostPlan, categories: tuple[str, ...]) -> tuple[tuple[Pair | None, ...], tuple[Pair | None, ...]]:
    """Each line's tax rate, at the border and under a scheme, remembered on the plan."""
    known: tuple[tuple[Pair | None, ...], tuple[Pair | None, ...]] | None = plan.memo.get(categories)
    if known is not None:
        return known
    tables = [{one: (rate.numerator, rate.denominator) for one, rate, _ in rates} for rates in (plan.tax_rates, plan.scheme_rates)]
    at_border, by_seller = (tuple(table.get(category) for category in categories) for table in tables)
    plan.memo[categories] = at_border, by_seller
    return at_border, by_seller


def _shown(currency: Currency, plan: LandedCostPlan, rates: ExchangeRates | None, wants: list[str]) -> Shown:
    if currency == plan.currency:
        return Shown(currency, plan.currency)
    found = worth(Money.of(1, plan.currency), currency, rates)
    if found is None:
        wants.append(f"/rates/{plan.currency}~1{currency}")
        return Shown(plan.currency, plan.currency)
    return Shown(currency, plan.currency, *found)


def _less(values: tuple[int | None, ...], off: int | None, order: Sequence[int]) -> tuple[int | None, ...]:
    """Prices less a discount, shared by value."""
    if off is None or None in values:
        return (None,) * len(values)
    known = [one or 0 for one in values]
    if off > sum(known):
        raise FactError("discount_too_high", "the discount is more than the goods cost", path="/parcel/discount", value=off, hint="lower it")
    return tuple(price - share for price, share in zip(known, spread(off, known, order), strict=True))


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
