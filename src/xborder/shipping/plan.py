"""The rules of one destination for one period, resolved once: what a quote then only computes with."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple, final

from attrs import field, frozen

from xborder.atlas import Atlas, Entry, Moment
from xborder.codes import Currency
from xborder.money import Conversion, Direction, ExchangeRates, Money, Rate
from xborder.reasons import Caveat, Need
from xborder.shipping.parcel import Circumstances
from xborder.values import Pairs, Value, field_names

__all__ = ["Fee", "Gate", "LandedCostPlan", "Rounding", "Scheme", "Simplified", "plan_for"]

NEAR = 180
"""An announced change is near for half a year, in days."""
_DAY = 86_400


class Gate(NamedTuple):
    """Up to where something is waived."""

    entry: Entry
    method: str
    limit: Money | None
    basis: str

    @property
    def strict(self) -> bool:
        """Whether the limit itself is outside."""
        return self.method in ("below", "tax_below")

    @property
    def by_value(self) -> bool:
        """Whether the goods' value decides, and not the size of the tax."""
        return self.method in ("at_most", "below")


class Scheme(NamedTuple):
    """A low-value scheme in which the seller collects the tax."""

    name: str
    entry: Entry
    limit: Money | None
    strict: bool
    basis: str
    per_item: bool
    mandatory: bool
    base: tuple[str, ...]
    duty: str
    unregistered: str
    registered: bool
    factor: Rate | None

    @property
    def collects(self) -> bool:
        """Whether the scheme decides at all: an unregistered seller's parcel may simply be taxed at the border."""
        return self.registered or self.unregistered in ("untaxed", "owed")


class Simplified(NamedTuple):
    """A way of charging duty that replaces the tariff up to a limit."""

    entry: Entry
    method: str
    code: str
    limit: Money | None
    strict: bool
    basis: str
    amount: Money | None
    item: str
    rate: Rate | None
    bands: tuple[tuple[Money, Rate, Money | None], ...]


class Fee(NamedTuple):
    """A charge for the handling of the parcel, not for the goods."""

    entry: Entry
    method: str
    code: str
    amount: Money | None
    rate: Rate | None
    least: Money | None
    most: Money | None
    limit: Money | None
    above: Money | None
    strict: bool
    payer: str
    collected_by: str
    in_vat_base: bool


class Rounding(NamedTuple):
    """To which step a figure is rounded, and which way."""

    entry: Entry
    unit: Money
    direction: Direction


@final
@frozen(kw_only=True)
class LandedCostPlan(Value):
    """What the atlas says of one destination, for the circumstances of a parcel, from `first` to `last`."""

    scope: str
    currency: Currency
    known: bool
    first: int
    last: int
    duty_base: Entry | None
    untaxed: Entry | None
    cif: bool
    factor: Rate | None
    duty_relief: Gate | None
    simplified: Simplified | None
    tax_rates: tuple[tuple[str, Rate, Entry], ...]
    scheme_rates: tuple[tuple[str, Rate, Entry], ...]
    tax_name: str
    platform: bool
    freight_channel: bool
    tax_base: Entry | None
    tax_columns: tuple[str, ...]
    uplift: Rate | None
    inside: bool
    tax_relief: Gate | None
    scheme: Scheme | None
    fees: tuple[Fee, ...]
    roundings: tuple[tuple[str, Rounding], ...]
    announced: tuple[Entry, ...]
    needs: tuple[Need, ...]
    memo: dict[object, Any] = field(factory=dict, init=False, repr=False, eq=False, hash=False)

    def __reduce__(self) -> tuple[object, ...]:
        return (_replanned, tuple(getattr(self, name) for name in field_names(type(self))))

    @property
    def tax_waiver(self) -> bool:
        """Whether a tax that is small as a whole is waived."""
        return self.tax_relief is not None and not self.tax_relief.by_value

    @property
    def duty_waiver(self) -> bool:
        """Whether a duty that is small as a whole is waived."""
        relief = self.duty_relief
        return relief is not None and relief.limit is not None and not relief.by_value

    @property
    def collector(self) -> str:
        """Who collects what is due at the border."""
        return "customs" if self.freight_channel else "carrier"

    def rounding(self, name: str) -> tuple[int, Direction]:
        """The step, in minor units, and direction a figure is rounded in."""
        for one, rounding in self.roundings:
            if one == name:
                return rounding.unit.minor, rounding.direction
        return 1, "half_up"


def _replanned(*values: Any) -> LandedCostPlan:
    return LandedCostPlan(**dict(zip(field_names(LandedCostPlan), values, strict=True)))


def worth(money: Money, currency: Currency, rates: ExchangeRates | None) -> tuple[int, int] | None:
    """Money as an exact fraction of another currency's minor units."""
    if money.currency == currency:
        return money.units, 10 ** (money.scale - currency.exponent)
    found: Conversion | None = rates.between(money.currency, currency) if rates else None
    if found is None:
        return None
    return money.units * found.numerator * 10**currency.exponent, found.denominator * 10**money.scale


def plan_for(case: Circumstances, moment: Moment, atlas: Atlas) -> LandedCostPlan:
    """The plan for these circumstances, remembered by the atlas for as long as it holds."""
    return atlas.plan(("landed_cost", case), moment, lambda: _Reading(case, moment, atlas).plan())


class _Reading:
    """One pass over the rules of a destination."""

    def __init__(self, case: Circumstances, moment: Moment, atlas: Atlas) -> None:
        self.case = case
        self.atlas = atlas
        self.second = moment.first
        self.first, self.last = 0, 10**12
        self.needs: list[Need] = []
        self.announced: list[Entry] = []
        self.facts = _facts(case, atlas, moment.first)

    def plan(self) -> LandedCostPlan:
        header = self.atlas.header(self.case.scope)
        within = self.union()
        if within is not None:
            return within
        duty_base, duty_value = self.read("shipping.duty.base")
        tax_base, tax_value = self.read("shipping.vat.base", owed=False)
        rates = self.tax_rates()
        if tax_base is None and any(rate.numerator for _, rate, _ in rates):
            self.owe("shipping.vat.base")
        return LandedCostPlan(
            scope=self.case.scope,
            known=self.atlas.knows(self.case.scope),
            currency=Currency(header.get("currency") or "USD"),
            duty_base=duty_base,
            untaxed=None,
            cif=bool(duty_value) and duty_value.get("method") == "cif",
            factor=_rate(duty_value, "factor"),
            duty_relief=self.gate("shipping.duty.relief"),
            simplified=self.simplified(),
            tax_rates=rates,
            scheme_rates=rates,
            platform=self.case.sold_via == "platform",
            freight_channel=self.case.channel == "freight",
            tax_name=header.get("tax_name") or "VAT",
            tax_base=tax_base,
            tax_columns=tax_value.get("include") if tax_value else (),
            uplift=_rate(tax_value, "uplift"),
            inside=bool(tax_value) and bool(tax_value.get("inside")),
            tax_relief=self.gate("shipping.vat.relief") if any(rate.numerator for _, rate, _ in rates) else None,
            scheme=self.scheme(),
            fees=self.fees(),
            roundings=self.roundings(),
            announced=tuple(self.announced),
            needs=tuple(self.needs),
            first=self.first,
            last=self.last,
        )

    def union(self) -> LandedCostPlan | None:
        """The plan of a parcel that crosses no customs border: sold at home, or inside a customs union."""
        entry, value = self.read("shipping.union", owed=False)
        at_home = self.case.ship_from == self.case.scope[:2]
        method = "seller" if at_home else value.get("method") if value else "none"
        if method == "none":
            return None
        rates = self.tax_rates()
        entry = rates[0][2] if at_home and rates else entry
        tax_base, tax_value = self.read("shipping.vat.base", owed=False) if method == "import_tax" else (None, None)
        scheme = None
        if entry is not None and method != "import_tax":
            base = value.get("base") if value and not at_home else ("goods", "freight", "insurance")
            scheme = Scheme(
                name="union",
                entry=entry,
                limit=None,
                strict=False,
                basis="goods",
                per_item=False,
                mandatory=True,
                base=base or (),
                duty="none",
                unregistered="untaxed",
                registered=method == "seller",
                factor=None,
            )
        header = self.atlas.header(self.case.scope)
        return LandedCostPlan(
            scope=self.case.scope,
            known=self.atlas.knows(self.case.scope),
            currency=Currency(header.get("currency") or "USD"),
            duty_base=None,
            untaxed=entry,
            cif=False,
            factor=None,
            duty_relief=None,
            simplified=None,
            tax_rates=rates,
            scheme_rates=rates,
            platform=self.case.sold_via == "platform",
            freight_channel=self.case.channel == "freight",
            tax_name=header.get("tax_name") or "VAT",
            tax_base=tax_base,
            tax_columns=tax_value.get("include") if tax_value else (),
            uplift=None,
            inside=False,
            tax_relief=None,
            scheme=scheme,
            fees=(),
            roundings=(),
            announced=tuple(self.announced),
            needs=tuple(self.needs),
            first=self.first,
            last=self.last,
        )

    def read(self, rule: str, *, owed: bool = True) -> tuple[Entry | None, Pairs | None]:
        """The value of a rule for these circumstances; its period narrows the plan's."""
        stretch = self.atlas.find(self.case.scope, rule, self.second)
        self.first, self.last = max(self.first, stretch.first), min(self.last, stretch.last)
        ahead = self.atlas.announced(self.case.scope, rule, self.second)
        self.announced += ahead
        if stretch.entry is None:
            if owed:
                self.owe(rule)
            return None, None
        value, unknown = chosen(stretch.entry, self.facts)
        if value is None and owed and not unknown:
            self.owe(rule)
            return stretch.entry, None
        for fact in unknown:
            path = {"origin": "/parcel/lines", "ship_from": "/parcel/ship_from"}.get(fact, f"/parcel/{fact}")
            self.needs.append(Need(kind="fact", path=path, text=f"{fact} decides between the cases of {stretch.entry.rule}"))
        return stretch.entry, value

    def owe(self, rule: str) -> None:
        text = f"the atlas {self.atlas.edition} has no rule {rule} for {self.case.scope} on that day"
        self.needs.append(Need(kind="rule", path=f"{self.case.scope}:{rule}", text=text))

    def tax_rates(self) -> tuple[tuple[str, Rate, Entry], ...]:
        found = []
        for category in sorted(self.case.categories):
            entry, value = self.read(f"shipping.vat.{category}")
            if entry is not None and value is not None:
                found.append((category, Rate.read(value), entry))
        return tuple(found)

    def gate(self, rule: str) -> Gate | None:
        entry, value = self.read(rule)
        if entry is None or value is None:
            return None
        limit = value.get("limit")
        return Gate(entry, value.get("method"), Money.read(limit) if limit else None, value.get("basis") or "goods")

    def simplified(self) -> Simplified | None:
        entry, value = self.read("shipping.duty.simplified", owed=False)
        if entry is None or value is None or value.get("method") == "none":
            return None
        bands = tuple((Money.read(one.get("up_to")), Rate.read(one.get("rate")), _money(one, "less")) for one in value.get("bands") or ())
        return Simplified(
            entry=entry,
            method=value.get("method"),
            code=value.get("code"),
            limit=_money(value, "limit") or (bands[-1][0] if bands else None),
            strict=value.get("edge") == "below",
            basis=value.get("basis") or "goods",
            amount=_money(value, "amount"),
            item=value.get("item") or "line",
            rate=_rate(value, "rate"),
            bands=bands,
        )

    def scheme(self) -> Scheme | None:
        """The scheme that the seller or the platform may collect under: one she is registered for before one she is not."""
        found: list[Scheme] = []
        for rule in self.atlas.rules(self.case.scope, "shipping.scheme.", self.second):
            entry, value = self.read(rule, owed=False)
            if entry is None or value is None or value.get("method") == "none":
                continue
            name = rule.rpartition(".")[2]
            registered = name in self.case.schemes or (self.case.sold_via == "platform" and value.get("unregistered") != "import")
            found.append(
                Scheme(
                    name=name,
                    entry=entry,
                    limit=_money(value, "limit"),
                    strict=value.get("edge") == "below",
                    basis=value.get("basis"),
                    per_item=value.get("per") == "item",
                    mandatory=value.get("mandatory"),
                    base=value.get("base"),
                    duty=value.get("duty"),
                    unregistered=value.get("unregistered"),
                    registered=registered,
                    factor=_rate(value, "factor"),
                )
            )
        return next(iter(sorted(found, key=lambda one: (not one.registered, not one.mandatory, one.name))), None)

    def fees(self) -> tuple[Fee, ...]:
        found = []
        for rule in self.atlas.rules(self.case.scope, "shipping.fee.", self.second):
            entry, value = self.read(rule, owed=False)
            if entry is None or value is None or value.get("method") == "none":
                continue
            found.append(
                Fee(
                    entry=entry,
                    method=value.get("method"),
                    code=value.get("code"),
                    amount=_money(value, "amount"),
                    rate=_rate(value, "rate"),
                    least=_money(value, "min"),
                    most=_money(value, "max"),
                    limit=_money(value, "limit"),
                    above=_money(value, "above"),
                    strict=value.get("edge") == "below",
                    payer=value.get("payer"),
                    collected_by=value.get("collected_by"),
                    in_vat_base=value.get("in_vat_base"),
                )
            )
        return tuple(found)

    def roundings(self) -> tuple[tuple[str, Rounding], ...]:
        found = []
        for name in ("base", "duty", "vat"):
            entry, value = self.read(f"shipping.rounding.{name}", owed=False)
            if entry is not None and value is not None:
                found.append((name, Rounding(entry, Money.read(value.get("unit")), value.get("direction"))))
        return tuple(found)


def _money(value: Pairs, name: str) -> Money | None:
    text = value.get(name)
    return None if text is None else Money.read(text)


def _rate(value: Pairs | None, name: str) -> Rate | None:
    text = value.get(name) if value else None
    return None if text is None else Rate.read(text)


def _facts(case: Circumstances, atlas: Atlas, second: int) -> Mapping[str, frozenset[str | bool] | None]:
    """Each `when` key with everything that holds for it; None where the fact is unknown."""
    origins: list[frozenset[str | bool] | None] = [
        None if one is None else frozenset(atlas.chain(one, second)[0]) for one in case.origins
    ]
    known = [one for one in origins if one is not None]
    shared = None if len(known) < len(origins) else frozenset[str | bool].intersection(*known)
    return {
        "channel": frozenset({case.channel}),
        "transport": None if case.transport is None else frozenset({case.transport}),
        "ship_from": frozenset(atlas.chain(case.ship_from, second)[0]),
        "origin": shared,
        "buyer": frozenset({case.buyer}),
        "sold_via": frozenset({case.sold_via or "own"}),
        "gift": frozenset({case.gift}),
        "scheme": frozenset(case.schemes),
    }


def chosen(entry: Entry, facts: Mapping[str, frozenset[str | bool] | None]) -> tuple[Pairs | None, tuple[str, ...]]:
    """The value of the first case that holds, and the facts that were wanting to decide."""
    if not entry.cases:
        return entry.value, ()
    for when, value in entry.cases:
        unknown = tuple(fact for fact, _ in when if facts[fact] is None)
        if all(facts[fact] is None or facts[fact] & set(words if isinstance(words, tuple) else (words,)) for fact, words in when):  # type: ignore[operator]
            return (None, unknown) if unknown else (value, ())
    return None, ()


def announcement(entry: Entry) -> Caveat:
    """An announced change, as a caveat."""
    return Caveat(kind="announced", rule=entry.rule, text=entry.note or f"{entry.name} will change", on=date.fromordinal(entry.start // _DAY))


def near(plan: LandedCostPlan, on: date) -> tuple[Caveat, ...]:
    """The announced changes of a plan's rules that begin within half a year."""
    return tuple(announcement(entry) for entry in plan.announced if entry.start // _DAY - on.toordinal() <= NEAR)
