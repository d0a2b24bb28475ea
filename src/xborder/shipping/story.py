"""Why a landed cost is what it is, and what to know before relying on it."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from xborder.atlas import Entry
from xborder.money import ExchangeRates
from xborder.reasons import Caveat, Reason, told
from xborder.shipping.charges import Charge
from xborder.shipping.line_duty import LineDuty
from xborder.shipping.parcel import Parcel
from xborder.shipping.plan import General, LandedCostPlan
from xborder.shipping.regime import Regime

__all__ = ["caveats_of", "reasons_of"]

_OLD = {"daily": 7, "monthly": 35}
_BASES = {
    True: "the customs value counts goods, freight and insurance (CIF)",
    False: "the customs value counts the goods alone (FOB)",
}


def reasons_of(
    plan: LandedCostPlan,
    parcel: Parcel,
    regime: Regime | None,
    charges: Iterable[Charge],
    rates: ExchangeRates | None,
    asked: Iterable[LineDuty | None],
) -> tuple[Reason, ...]:
    """One reason for each rule that was read, in the order it was applied; of a tariff's parts its own reasons."""
    if regime is None:
        return ()
    tariff = [reason for one in asked if one is not None for reason in one.reasons]
    law = regime.places.get("law")
    if law is None:
        law = regime.places.setdefault("law", tuple(_regime(plan, regime)))
    return (*law, *_conversions(plan, parcel, rates), *tariff, *(charge.reason() for charge in charges if charge.place.part is None))


def _regime(plan: LandedCostPlan, regime: Regime) -> Iterator[Reason]:
    """What the law of the regime says, whatever is in the parcel."""
    if plan.duty_base and regime.duty in ("rate", "bands"):
        yield plan.duty_base.reason("duty.base", _BASES[plan.cif])
    relief = plan.duty_relief
    if relief and relief.method == "none" and regime.duty == "rate":
        yield relief.entry.reason("duty.no_relief", "duty is due from the first cent")
    elif relief and regime.duty == "rate" and relief.method == "excess":
        yield relief.entry.reason("duty.excess", "duty is charged on what exceeds {limit}", limit=relief.limit)
    elif relief and regime.duty == "rate" and relief.limit:
        yield relief.entry.reason("duty.above_relief", "the value is above the relief of {limit}", limit=relief.limit)
    elif relief and regime.duty_entry is relief.entry:
        yield relief.entry.reason("duty.relief", "no duty up to {limit}", limit=relief.limit)
    if plan.simplified and regime.duty_entry is plan.simplified.entry:
        yield plan.simplified.entry.reason("duty.simplified", "a simplified duty applies up to {limit}", limit=plan.simplified.limit)
    scheme = plan.scheme
    if plan.untaxed is not None:
        yield plan.untaxed.reason("duty.union", "no customs border is crossed, so no duty is due")
    elif scheme and regime.tax_entry is scheme.entry:
        words = {True: "the tax is collected at checkout under {name}, up to {limit}", False: "up to {limit} the tax is the seller's to collect ({name})"}
        yield scheme.entry.reason("tax.scheme", words[scheme.registered], name=scheme.name, limit=scheme.limit or "any value")
    elif plan.tax_base and regime.tax == "import":
        columns = ", ".join(plan.tax_columns)
        if plan.uplift:
            columns += f", and {plan.uplift.percent} of {'the customs value' if plan.uplift_cif else 'the goods'} beside them"
        if plan.inside:
            columns += " and on itself"
        yield plan.tax_base.reason("tax.base", "{tax} at import is reckoned on {columns}", tax=plan.tax_name, columns=columns)


def _conversions(plan: LandedCostPlan, parcel: Parcel, rates: ExchangeRates | None) -> Iterator[Reason]:
    written = {line.unit_price.currency for line in parcel.lines} | {one.currency for one in (parcel.freight, parcel.insurance) if one}
    for currency in sorted(written - {plan.currency}):
        found = rates.between(currency, plan.currency) if rates else None
        if rates and found:
            text = "{path} by {source} of {on}"
            yield told("exchange_rate", text, path=str(found), source=rates.source, on=rates.on)


def caveats_of(
    plan: LandedCostPlan,
    parcel: Parcel,
    regime: Regime | None,
    on: date,
    rates: ExchangeRates | None,
    asked: Iterable[LineDuty | None],
    *,
    ambiguous: bool,
) -> tuple[Caveat, ...]:
    """What to know before relying on the figures."""
    told = [one for one in asked if one is not None]
    small = plan.duty_relief.entry if plan.duty_relief and plan.duty_waiver else None
    charged = regime is not None and (regime.duty == "rate" or (small is not None and regime.duty_entry is small))
    general = [_general(one.general) for one in told if charged and one.general is not None and one.general.exceptions]
    seller = _registrations(plan, parcel, regime) if parcel.seller and regime else ()
    gift = (Caveat(kind="conflict", text="a gift goes from one private person to another: sold to a business it counts as a sale"),)
    people = gift if parcel.gift and not parcel.case.gift else ()
    return (*_caveats(plan, regime, on, rates, ambiguous=ambiguous), *people, *seller, *general, *(caveat for one in told for caveat in one.caveats))


def _registrations(plan: LandedCostPlan, parcel: Parcel, regime: Regime) -> Iterator[Caveat]:
    """What does not fit together in the seller's registrations, numbers and this parcel."""
    scheme, seller = plan.scheme, parcel.seller
    if seller is None:
        return
    if scheme and scheme.registered and scheme.limit and regime.tax != "scheme" and scheme.name in seller.schemes:
        value = "a piece is" if scheme.per_item else "its goods are"
        text = f"the seller's {scheme.name} registration does not reach this parcel: {value} worth more than {scheme.limit} allows"
        yield Caveat(kind="conflict", rule=scheme.entry.rule, text=text)
    if scheme and not scheme.registered and scheme.name in dict(seller.ids):
        text = f"the seller gives a number for {scheme.name}, which is not among her schemes: it is not counted on"
        yield Caveat(kind="conflict", rule=scheme.entry.rule, text=text)
    if seller.ids:
        from xborder.shipping.tax_id import id_findings

        yield from id_findings(dict(seller.ids), parcel.ship_to.country)


def _general(rate: General) -> Caveat:
    text = f"nearly all goods bear {rate.rate.percent} duty; not so: {rate.exceptions}"
    return Caveat(kind="estimated", rule=rate.entry.rule, text=text)


def _caveats(plan: LandedCostPlan, regime: Regime | None, on: date, rates: ExchangeRates | None, *, ambiguous: bool) -> Iterator[Caveat]:
    day = on.date() if isinstance(on, datetime) else on
    if rates and abs((day - rates.on).days) > _OLD[rates.period]:
        yield Caveat(kind="stale", text=f"the exchange rates of {rates.source} are of {rates.on}", on=rates.on)
    for entry in _read(plan, regime):
        if entry.grade == "C":
            yield Caveat(kind="unverified", rule=entry.rule, text=f"{entry.rule} was not verified against a source")
    scheme = plan.scheme
    if scheme and regime and regime.tax_entry is scheme.entry and not scheme.registered and regime.tax == "scheme":
        yield Caveat(kind="conflict", rule=scheme.entry.rule, text=f"the seller owes this tax but names no {scheme.name} registration")
    if scheme and regime and regime.tax == "scheme" and plan.platform:
        yield Caveat(kind="estimated", rule=scheme.entry.rule, text="the platform is taken to be registered and to collect the tax")
    if ambiguous:
        yield Caveat(kind="conflict", text="several net prices lead to these prices under different regimes; the lowest was taken")


def _read(plan: LandedCostPlan, regime: Regime | None) -> tuple[Entry, ...]:
    """The entries that a quote under this regime rests on."""
    if regime is None:
        return ()
    rates = plan.scheme_rates if regime.tax == "scheme" else plan.tax_rates
    entries = [regime.duty_entry, regime.tax_entry, *(entry for _, _, entry in rates), *(fee.entry for fee in plan.fees)]
    return tuple(dict.fromkeys(entry for entry in entries if entry is not None))
