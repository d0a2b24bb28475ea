"""Which regime does the law put a consignment under?

The regime changes only at the limits, so between two limits it is decided once and remembered on the plan.
"""

from bisect import bisect_right
from typing import Any, Literal, NamedTuple

from xborder.atlas import Entry
from xborder.shipping.consignment import Consignment
from xborder.shipping.kernel import Lines
from xborder.shipping.limits import NO_LIMIT, Limits
from xborder.shipping.plan import Collector, LandedCostPlan, Scheme

__all__ = ["Regime", "Terms", "regime_of"]


Kind = Literal["duty", "tax", "fee"]


class Terms(NamedTuple):
    """What is the same for every charge of one kind in an answer."""

    code: str
    kind: Kind
    name: str
    entry: Entry | None
    collected_by: Collector
    payer: Literal["buyer", "seller"] | None = None
    estimated: bool = False
    rule: str | None = None
    """What was read where it is no entry of the atlas, as a row of a tariff."""


class Regime(NamedTuple):
    """How duty and tax are charged, by which entries; `in_scheme` tells lines apart where the scheme goes by item."""

    duty: str
    duty_entry: Entry | None
    tax: str
    tax_entry: Entry | None
    in_scheme: tuple[bool, ...] | None
    undecided: tuple[str, ...]
    duty_terms: Terms
    sold_terms: Terms
    import_terms: Terms
    levy_terms: tuple[Terms, ...]
    waives_tax: bool
    """Whether a tax at the border that is small as a whole is waived."""
    plain: bool
    """Whether every line is charged alike, by rates alone: no fee, no duty too small to collect, nothing undecided."""
    places: dict[object, tuple[Any, ...]]
    """What answers under this regime share: where charges stand in tapes of one shape, and why the law is what it is."""
    loops: dict[int, Lines]

    def __reduce__(self) -> tuple[object, ...]:
        return Regime, (*self[:-2], {}, {})

    def same(self, other: "Regime") -> bool:
        """Whether both charge alike."""
        return (self.duty, self.tax, self.in_scheme) == (other.duty, other.tax, other.in_scheme)

    def tax_of(self, index: int) -> str:
        """How the tax of a line is collected: `scheme` by the seller, `import` at the border, or `none`."""
        if self.tax in ("scheme", "untaxed"):
            inside = self.in_scheme is None or self.in_scheme[index]
            return ("scheme" if self.tax == "scheme" else "none") if inside else "import"
        return "import" if self.tax == "import" else "none"


def regime_of(plan: LandedCostPlan, limits: Limits, parcel: Consignment) -> Regime:
    """The regime of a consignment. Facts that leave it undecided stand in `undecided`."""
    steps = limits.steps
    if steps is None:
        return _decided(plan, limits, parcel)
    cell = bisect_right(steps, sum(parcel.goods))
    known: Regime | None = limits.regimes.get(cell)
    return known if known is not None else limits.regimes.setdefault(cell, _decided(plan, limits, parcel))


class _Limits:
    """Compares one consignment with the limits of a plan, and remembers what it could not compare."""

    def __init__(self, plan: LandedCostPlan, limits: Limits, parcel: Consignment) -> None:
        self.plan = plan
        self.limits = limits
        self.parcel = parcel
        self.goods = sum(parcel.goods)
        self.undecided: list[str] = []

    def holds(self, limit: int | None, basis: str) -> bool | None:
        """Whether the consignment's value is inside a limit; None where that is not known."""
        if limit is None:
            self.undecided.extend(self.limits.wanted)
            return None
        if basis != "cif":
            return self.goods < limit
        inside = self.goods + self.parcel.insurance + (self.parcel.freight or 0) < limit
        if inside and self.parcel.freight is None and limit < NO_LIMIT:
            self.undecided.append("/parcel/freight")
            return None
        return inside

    def scheme(self) -> tuple[bool | None, tuple[bool, ...] | None]:
        """Whether the seller collects the tax, and of which lines where the scheme goes by item."""
        scheme = self.plan.scheme
        if scheme is None or not scheme.collects:
            return False, None
        items = _items(scheme, self.limits, self.parcel)
        return (any(items), items) if items is not None else (self.holds(self.limits.scheme, scheme.basis), None)

    def duty(self, fits: bool | None, items: tuple[bool, ...] | None) -> tuple[str, Entry | None]:  # noqa: FBT001
        """How duty is charged, and by which entry."""
        plan, scheme, simplified, relief = self.plan, self.plan.scheme, self.plan.simplified, self.plan.duty_relief
        if plan.untaxed is not None:
            return "none", plan.untaxed
        if fits and scheme and scheme.duty == "none" and (items is None or all(items)):
            return "none", scheme.entry
        if simplified and (held := self.holds(self.limits.simplified, simplified.basis)) is not False:
            return "open" if held is None else simplified.method, simplified.entry
        if relief and relief.by_value and (held := self.holds(self.limits.duty_relief, relief.basis)) is not False:
            return "open" if held is None else "none", relief.entry
        return "open" if plan.duty_silent else "rate", plan.duty_base

    def tax(self, fits: bool | None) -> tuple[str, Entry | None]:  # noqa: FBT001
        """How tax is charged, and by which entry."""
        scheme, relief = self.plan.scheme, self.plan.tax_relief
        if fits is None:
            return "open", self.plan.tax_base
        if fits and scheme:
            return "scheme" if scheme.registered or scheme.unregistered == "owed" else "untaxed", scheme.entry
        if relief and relief.by_value and (held := self.holds(self.limits.tax_relief, relief.basis)) is not False:
            return "open" if held is None else "none", relief.entry
        return "open" if self.plan.tax_silent else "import", self.plan.tax_base


def _decided(plan: LandedCostPlan, limits: Limits, parcel: Consignment) -> Regime:
    law = _Limits(plan, limits, parcel)
    fits, items = law.scheme()
    duty, duty_entry = law.duty(fits, items)
    tax, tax_entry = ("none", duty_entry) if duty == "replaces_all" else law.tax(fits)
    in_scheme = items if tax in ("scheme", "untaxed") else None
    return named_regime(plan, duty, duty_entry, tax, tax_entry, in_scheme, tuple(dict.fromkeys(law.undecided)))


def _items(scheme: Scheme, limits: Limits, parcel: Consignment) -> tuple[bool, ...] | None:
    """Which lines are under a scheme that goes by item; None where it goes by consignment."""
    limit = limits.scheme
    if not scheme.per_item or limit is None:
        return None
    return tuple(value < limit * pieces for value, pieces in zip(parcel.goods, parcel.columns.pieces, strict=True))


def named_regime(
    plan: LandedCostPlan,
    duty: str,
    duty_entry: Entry | None,
    tax: str,
    tax_entry: Entry | None,
    in_scheme: tuple[bool, ...] | None = None,
    undecided: tuple[str, ...] = (),
) -> Regime:
    """A regime with the terms of its charges."""
    code = plan.simplified.code if plan.simplified and duty in ("per_item", "bands", "replaces_all") else "mfn"
    sold = plan.scheme_rates[0][2] if plan.scheme_rates else tax_entry
    imported = plan.tax_rates[0][2] if plan.tax_rates and tax != "none" else tax_entry
    return Regime(
        duty,
        duty_entry,
        tax,
        tax_entry,
        in_scheme,
        undecided,
        Terms(f"duty.{code}", "duty", "customs duty", duty_entry, plan.collector),
        Terms("tax.vat", "tax", plan.tax_name, sold, "platform" if plan.platform else "seller"),
        Terms("tax.vat", "tax", plan.tax_name, imported, plan.collector),
        tuple(Terms(f"{levy.kind}.{levy.code}", levy.kind, levy.title, levy.entry, plan.collector) for levy in plan.levies),
        tax == "import" and plan.tax_waiver,
        in_scheme is None and duty in ("rate", "none") and not (undecided or plan.fees or plan.duty_waiver),
        {},
        {},
    )
