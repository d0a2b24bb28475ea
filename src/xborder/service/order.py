"""What a shop knows of one order, and of itself: the facts of a customer brief."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Self, final

import attrs
from attrs import converters, evolve, field, frozen

from xborder.codes import Country, LanguageTag
from xborder.compliance.request import Act, ConsentRequest
from xborder.errors import FactError
from xborder.hours.schedules import Schedule
from xborder.locale.contact import Customer
from xborder.money import Rate
from xborder.payments.checkout import Checkout
from xborder.reasons import Need
from xborder.shipping.parcel import Line, Parcel, Seller
from xborder.values import Pairs, Under, Value, instant, named, pairs, read, sequence, text

__all__ = ["History", "Order", "Product", "Shop"]

PARTS = ("customer", "parcel", "checkout", "consent")
"""The facts of an order that are a question's own; without one of them the other questions are still answered."""


def _acts(value: Iterable[Act | Mapping[str, Any]]) -> tuple[Act, ...]:
    return sequence(value, lambda one: read(Act, one))


@final
@frozen(field_transformer=named)
class History(Value):
    """What she did and said about being written to; written and read as a plain list."""

    acts: tuple[Act, ...] = field(converter=_acts)

    def to_dict(self) -> list[dict[str, Any]]:  # type: ignore[override]
        """The acts, as a list."""
        return [one.to_dict() for one in self.acts]


def _consent(value: ConsentRequest | History | Mapping[str, Any] | Iterable[Act | Mapping[str, Any]]) -> ConsentRequest | History:
    if isinstance(value, ConsentRequest | History):
        return value
    if isinstance(value, Mapping):
        return read(ConsentRequest, value)
    try:
        return History(value)
    except FactError as error:
        error.path = error.path.removeprefix("/acts")
        raise


def _customer(value: Customer | Mapping[str, Any]) -> Customer:
    return read(Customer, value)


def _parcel(value: Parcel | Mapping[str, Any]) -> Parcel:
    return read(Parcel, value)


def _checkout(value: Checkout | Mapping[str, Any]) -> Checkout:
    return read(Checkout, value)


@final
@frozen(kw_only=True, field_transformer=named)
class Order(Value):
    """One order, or a checkout on its way to be one.

    >>> order = Order.read({"id": "1001", "customer": {"languages": ["de"]}, "parcel": {"ship_from": "US", "ship_to": "DE"}})
    >>> order.parcel, [need.path for need in order.gaps]
    (None, ['/order/parcel/lines', '/order/parcel/channel'])

    `consent` is what she did and said about being written to, an empty list if she never did; or a whole consent request.
    `gaps` names what a part owes: such a part is left out, so that it does not hide the others.
    """

    id: str = field(converter=text)
    placed_at: datetime | None = field(default=None, converter=converters.optional(instant))
    customer: Customer | None = field(default=None, converter=converters.optional(_customer))
    parcel: Parcel | None = field(default=None, converter=converters.optional(_parcel))
    checkout: Checkout | None = field(default=None, converter=converters.optional(_checkout))
    consent: ConsentRequest | History | None = field(default=None, converter=converters.optional(_consent))
    gaps: tuple[Need, ...] = field(init=False, default=(), repr=False, eq=False)

    @classmethod
    def read(cls, value: "Order | Mapping[str, Any]") -> Self:
        """An order at the door; a part in which a key is missing is left out and named in `gaps`."""
        if not isinstance(value, Mapping):
            return read(cls, value)
        facts, gaps = dict(value), []
        while True:
            try:
                order = read(cls, facts)
            except FactError as error:
                part = error.path.split("/")[1] if error.path else ""
                if error.code != "missing_key" or part not in PARTS:
                    raise
                gaps += _missing(part, facts.pop(part), error)
            else:
                object.__setattr__(order, "gaps", tuple(gaps))
                return order


def _missing(part: str, facts: Mapping[str, Any], error: FactError) -> list[Need]:
    """Every key that a part owes; where the key is missing deeper inside, that one."""
    owed = {"customer": Customer, "parcel": Parcel, "checkout": Checkout, "consent": ConsentRequest}[part]
    if error.path.count("/") > 2:  # noqa: PLR2004 - "/parcel/lines/0/sku" is deeper than "/parcel/lines"
        return [Need(kind="fact", path=f"/order{error.path}", text=error.message)]
    wanting = [one.name for one in attrs.fields(owed) if one.init and one.default is attrs.NOTHING and one.name not in facts]
    return [Need(kind="fact", path=f"/order/{part}/{name}", text=f"{owed.__name__} needs {name!r}") for name in wanting]


def _hs(value: str) -> str:
    found: str = _read_as("hs", value)
    return found


def _country(value: Country | str) -> Country:
    return Country(value)


def _weight(value: Decimal | str | int) -> Decimal:
    found: Decimal = _read_as("weight_kg", value)
    return found


def _read_as(name: str, value: object) -> Any:
    """As a line reads that fact of its good: both are one fact."""
    return attrs.fields_dict(Line)[name].converter.convert(value)  # type: ignore[union-attr]


def _rate(value: Rate | str) -> Rate:
    return Rate.read(value)


def _rates(value: Mapping[str, Rate | str] | Iterable[tuple[str, Rate | str]]) -> Pairs:
    rates = pairs(value, _rate)
    for place, _ in rates:
        Under(place, Country)(place)
    return rates


@final
@frozen(kw_only=True, field_transformer=named)
class Product(Value):
    """What the shop knows of a good and an order leaves out. `duty_rates` are by country of destination."""

    hs: str | None = field(default=None, converter=converters.optional(_hs))
    origin: Country | None = field(default=None, converter=converters.optional(_country))
    weight_kg: Decimal | None = field(default=None, converter=converters.optional(_weight))
    duty_rates: Pairs = field(default=Pairs(), converter=_rates, metadata={"mapping": Rate})

    def fill(self, line: Line, to: Country) -> Line:
        """A line with what it leaves out filled in; what it says stands."""
        known = {"hs": self.hs, "origin": self.origin, "weight_kg": self.weight_kg, "duty_rate": self.duty_rates.get(to)}
        return evolve(line, **{name: fact for name, fact in known.items() if fact is not None and getattr(line, name) is None})


def _product(value: Product | Mapping[str, Any]) -> Product:
    return read(Product, value)


def _products(value: Mapping[str, Product | Mapping[str, Any]] | Iterable[tuple[str, Any]]) -> Pairs:
    return pairs(value, _product)


def _schedule(value: Schedule | Mapping[str, Any]) -> Schedule:
    return read(Schedule, value)


def _languages(value: Iterable[LanguageTag | str]) -> tuple[LanguageTag, ...]:
    tags = sequence(value, LanguageTag)
    if not tags:
        raise FactError("no_languages", "a shop writes in at least one language", value="[]", hint="list the languages of its staff and pages, as ['en']")
    return tags


def _words(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sequence(value, text)))


@final
@frozen(kw_only=True, field_transformer=named)
class Shop(Value):
    """Who sells: when its team is awake, which languages it writes in, what it knows of its goods.

    >>> desk = {"timezone": "America/New_York", "weekly": {"mon-fri": [["09:00", "17:00"]]}}
    >>> shop = Shop(schedule=desk, country="US", languages=["en"], products={"tee": {"hs": "6109.10", "origin": "US"}})
    >>> shop.products.get("tee").hs
    '610910'

    `schemes` are the low-value schemes it is registered for, `providers` its payment providers: they count where the order
    does not say.
    """

    schedule: Schedule = field(converter=_schedule)
    country: Country = field(converter=_country)
    languages: tuple[LanguageTag, ...] = field(converter=_languages)
    products: Pairs = field(default=Pairs(), converter=_products, metadata={"mapping": Product})
    schemes: tuple[str, ...] | None = field(default=None, converter=converters.optional(_words))
    providers: tuple[str, ...] | None = field(default=None, converter=converters.optional(_words))

    def sends(self, parcel: Parcel) -> Parcel:
        """The parcel with all the shop knows of its goods and of itself."""
        known = dict(self.products)
        lines = [known[line.sku].fill(line, parcel.ship_to.country) if line.sku in known else line for line in parcel.lines]
        seller = parcel.seller or (Seller(country=self.country, schemes=self.schemes) if self.schemes is not None else None)
        return evolve(parcel, lines=lines, seller=seller)

    def takes(self, checkout: Checkout) -> Checkout:
        """The checkout with the shop's payment providers."""
        if self.providers is None or checkout.merchant.providers is not None:
            return checkout
        return evolve(checkout, merchant=evolve(checkout.merchant, providers=self.providers))
