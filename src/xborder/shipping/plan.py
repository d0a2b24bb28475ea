"""The rules of one destination for one period, resolved once: what a quote then only computes with."""

from datetime import date
from typing import Any, Literal, NamedTuple, final

from attrs import field, frozen

from xborder.atlas import Entry
from xborder.codes import Currency
from xborder.money import Conversion, Direction, ExchangeRates, Money, Rate
from xborder.reasons import Caveat, Need
from xborder.values import Value, field_names

__all__ = ["Fee", "Gate", "General", "LandedCostPlan", "Levy", "Rounding", "Scheme", "Simplified", "announcement", "near", "worth"]

NEAR = 180
"""An announced change is near for half a year, in days."""
_DAY = 86_400


Collector = Literal["seller", "platform", "carrier", "customs"]


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
        return self.method in ("at_most", "below", "excess")


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
    excise: bool
    rate: Rate | None
    """The scheme's own rate, where it is not that of the goods."""

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
    cif: bool
    payer: Literal["buyer", "seller"]
    collected_by: Collector
    in_vat_base: bool


class Levy(NamedTuple):
    """A charge of the state beside duty and tax, at a rate of a base; without a rate of its own, the line's excise."""

    entry: Entry
    name: str
    code: str
    title: str
    kind: Literal["duty", "tax", "fee"]
    rate: Rate | None
    base: tuple[str, ...]
    inside: bool
    where: Literal["duty", "tax", "entry"]
    after_tax: bool

    def charged(self, *, duty: str, tax: str, scheme: Scheme | None) -> bool:
        """Whether it is due where duty and tax are charged in these ways."""
        if self.rate is None and scheme is not None:
            return scheme.excise
        if self.where == "entry":
            return True
        return tax == "import" if self.where == "tax" else duty in ("rate", "given")


class General(NamedTuple):
    """The one rate of duty that all goods bear, but for the exceptions told."""

    entry: Entry
    rate: Rate
    exceptions: str | None


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
    edition: str
    currency: Currency
    known: bool
    first: int
    last: int
    duty_base: Entry | None
    duty_silent: bool
    tax_silent: bool
    untaxed: Entry | None
    cif: bool
    factor: Rate | None
    duty_relief: Gate | None
    simplified: Simplified | None
    general: General | None
    levies: tuple[Levy, ...]
    tax_rates: tuple[tuple[str, Rate, Entry], ...]
    scheme_rates: tuple[tuple[str, Rate, Entry], ...]
    tax_name: str
    platform: bool
    freight_channel: bool
    tax_base: Entry | None
    tax_columns: tuple[str, ...]
    uplift: Rate | None
    uplift_cif: bool
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
    def collector(self) -> Collector:
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


def announcement(entry: Entry) -> Caveat:
    """An announced change, as a caveat."""
    return Caveat(kind="announced", rule=entry.rule, text=entry.note or f"{entry.name} will change", on=date.fromordinal(entry.start // _DAY))


def near(plan: LandedCostPlan, on: date) -> tuple[Caveat, ...]:
    """The announced changes of a plan's rules that begin within half a year."""
    return tuple(announcement(entry) for entry in plan.announced if entry.start // _DAY - on.toordinal() <= NEAR)
