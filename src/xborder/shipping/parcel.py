"""What is sent, from where to where, by whom and to whom: the facts of a landed cost."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, NamedTuple, final, get_args

from attrs import converters, field, frozen

from xborder.codes import Country, Currency
from xborder.errors import FactError
from xborder.locale.contact import Address
from xborder.money import Money, Rate, divide, exponent_of
from xborder.reasons import Assumption, assumed
from xborder.shipping.consignment import Columns
from xborder.values import Pairs, Value, choice, named, pairs, read, sequence, text, truth, whole

__all__ = ["INCOTERMS", "Buyer", "Circumstances", "Claim", "Line", "Package", "Parcel", "Seller"]

Incoterm = Literal["EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"]
Channel = Literal["post", "courier", "freight"]
Transport = Literal["air", "sea", "land"]
SoldVia = Literal["own", "platform"]
INCOTERMS: tuple[Incoterm, ...] = get_args(Incoterm)
_CHANNELS, _TRANSPORTS, _SELLING = (get_args(one) for one in (Channel, Transport, SoldVia))
_MOST_PIECES = 10**9
_NO_RATE = (0, 1)


def _quantity(value: int | str) -> int:
    count = whole(value)
    if not 0 < count <= _MOST_PIECES:
        raise FactError("unusable_quantity", f"a quantity is 1 or more, not {count}", value=count, hint="leave a line of none out")
    return count


def _price(value: Money | Mapping[str, Any] | str) -> Money:
    money = Money.read(value)
    if money.units < 0:
        raise FactError("negative_price", f"a price is zero or above, not {money}", value=money, hint="pass a reduction as discount")
    return money


def _hs(value: str) -> str:
    """An HS or national tariff code of 6 to 10 digits; dots and spaces are dropped."""
    return _hs_code(value) if type(value) is str else _hs_read(value)


def _hs_read(value: str) -> str:
    code = re.sub(r"[.\s]", "", text(value))
    if not re.fullmatch(r"\d{6}(\d{2}){0,2}", code):
        raise FactError("unreadable_hs", f"{value!r} is not an HS code", value=value, hint="6, 8 or 10 digits, as '6109.10'")
    if not 1 <= int(code[:2]) <= 97 or code[:2] == "77":  # noqa: PLR2004 - the chapters of the Harmonized System; 77 is reserved
        raise FactError("unknown_hs_chapter", f"there is no chapter {code[:2]} in the Harmonized System", value=value, hint="chapters are 01 to 97, without 77")
    return code


_hs_code = lru_cache(16_384)(_hs_read)


def _country(value: Country | str) -> Country:
    return Country(value)


def _amount(value: object) -> Decimal:
    """A weight or measure, exact."""
    if isinstance(value, bool | float):
        raise FactError("float_measure", f"{value!r} is not an exact measure", value=value, hint=f"write it as text: '{value}'")
    written = str(value)
    if not re.fullmatch(r"\d{1,12}(\.\d{1,9})?", written):
        raise FactError("unreadable_measure", f"{written!r} is not a weight or measure", value=value, hint="digits with a decimal point: '0.350'")
    return Decimal(written)


def _weight(value: object) -> Decimal:
    weight = _amount(value)
    if not weight:
        raise FactError("no_weight", "a good weighs more than nothing", value=value, hint="leave an unknown weight out")
    return weight


def _measures(value: Mapping[str, Decimal | str] | Iterable[tuple[str, Decimal | str]]) -> Pairs:
    return pairs(value, _amount)


def _materials(value: Mapping[str, Money | str] | Iterable[tuple[str, Money | str]]) -> Pairs:
    return pairs(value, _price)


def _rate(value: Rate | str) -> Rate:
    return Rate.read(value)


def _sides(value: Iterable[Decimal | str | int]) -> tuple[Decimal, ...]:
    return sequence(value, _amount)


def _schemes(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(sequence(value, text)))


def _ids(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> Pairs:
    return pairs(value, text)


def _kind(value: Literal["consumer", "business"]) -> Literal["consumer", "business"]:
    return choice(value, "consumer", "business")


@final
@frozen(kw_only=True, field_transformer=named)
class Claim(Value):
    """A preference the importer claims, and what proves it."""

    programme: str = field(converter=text)
    proof: str = field(converter=text)


def _claim(value: Claim | Mapping[str, Any]) -> Claim:
    return read(Claim, value)


@final
@frozen(kw_only=True, field_transformer=named)
class Line(Value):
    """One kind of good in a parcel. `unit_price` is what one costs after discount, without freight."""

    sku: str = field(converter=text)
    unit_price: Money = field(converter=_price)
    quantity: int = field(default=1, converter=_quantity)
    hs: str | None = field(default=None, converter=converters.optional(_hs))
    origin: Country | None = field(default=None, converter=converters.optional(_country))
    weight_kg: Decimal | None = field(default=None, converter=converters.optional(_weight))
    measures: Pairs = field(default=Pairs(), converter=_measures, metadata={"mapping": str})
    materials: Pairs = field(default=Pairs(), converter=_materials, metadata={"mapping": Money})
    duty_rate: Rate | None = field(default=None, converter=converters.optional(_rate))
    excise_rate: Rate | None = field(default=None, converter=converters.optional(_rate))
    category: str = field(default="standard", converter=text)
    claim: Claim | None = field(default=None, converter=converters.optional(_claim))


@final
@frozen(kw_only=True, field_transformer=named)
class Package(Value):
    """One box: its gross weight in kg and its sides in cm."""

    kg: Decimal = field(converter=_amount)
    cm: tuple[Decimal, ...] = field(default=(), converter=_sides)


@final
@frozen(kw_only=True, field_transformer=named)
class Seller(Value):
    """Who sells, and for which low-value schemes she is registered."""

    country: Country | None = field(default=None, converter=converters.optional(_country))
    schemes: tuple[str, ...] = field(default=(), converter=_schemes)
    ids: Pairs = field(default=Pairs(), converter=_ids, metadata={"mapping": str})


@final
@frozen(kw_only=True, field_transformer=named)
class Buyer(Value):
    """Whether a consumer or a business buys, and the business's tax id."""

    kind: Literal["consumer", "business"] = field(default="consumer", converter=_kind)
    tax_id: str | None = field(default=None, converter=converters.optional(text))


def _line(value: Line | Mapping[str, Any]) -> Line:
    return read(Line, value)


def _lines(value: Iterable[Line | Mapping[str, Any]]) -> tuple[Line, ...]:
    lines = sequence(value, _line)
    if not lines:
        raise FactError("empty_parcel", "a parcel holds at least one line", value="[]", hint="add a line with sku and unit_price")
    return lines


def _packages(value: Iterable[Package | Mapping[str, Any]]) -> tuple[Package, ...]:
    return sequence(value, lambda one: read(Package, one))


def _address(value: Address | Mapping[str, Any] | str) -> Address:
    return Address.read(value)


def _incoterm(value: str) -> Incoterm:
    if value in ("DDU", "DAT", "DAF", "DES", "DEQ"):
        raise FactError("withdrawn_incoterm", f"{value} is not an Incoterms® 2020 rule", value=value, hint="DPU" if value == "DAT" else "use DAP")
    return choice(value, *INCOTERMS)


def _inside(value: Iterable[Literal["duty", "tax"]]) -> tuple[Literal["duty", "tax"], ...]:
    return tuple(sorted(set(sequence(value, lambda one: choice(one, "duty", "tax")))))


def _channel(value: str) -> Channel:
    return choice(value, *_CHANNELS)


def _transport(value: str) -> Transport:
    return choice(value, *_TRANSPORTS)


def _sold_via(value: str) -> SoldVia:
    return choice(value, *_SELLING)


def _seller(value: Seller | Mapping[str, Any]) -> Seller:
    return read(Seller, value)


def _buyer(value: Buyer | Mapping[str, Any]) -> Buyer:
    return read(Buyer, value)


def _currency(value: Currency | str) -> Currency:
    return Currency(value)


class Circumstances(NamedTuple):
    """The facts of a parcel that decide between the cases of a rule."""

    scope: str
    channel: str
    transport: str | None
    ship_from: str
    origins: tuple[str | None, ...]
    buyer: str
    sold_via: str | None
    gift: bool
    schemes: tuple[str, ...]
    categories: tuple[str, ...]
    excised: bool


@final
@frozen(kw_only=True, field_transformer=named)
class Parcel(Value):
    """A consignment. What is left out is unknown, never zero; the few fields with a stated default say so in `assumed`.

    >>> parcel = Parcel(lines=[{"sku": "tee", "unit_price": "20.00 USD", "duty_rate": "0.12"}], ship_from="US", ship_to="DE",
    ...                 channel="courier", freight="10.00 USD")
    >>> parcel.ship_to.country
    Country('DE')
    """

    lines: tuple[Line, ...] = field(converter=_lines)
    ship_from: Address = field(converter=_address)
    ship_to: Address = field(converter=_address)
    channel: Channel = field(converter=_channel)
    packages: tuple[Package, ...] = field(default=(), converter=_packages)
    freight: Money | None = field(default=None, converter=converters.optional(_price))
    insurance: Money | None = field(default=None, converter=converters.optional(_price))
    discount: Money | None = field(default=None, converter=converters.optional(_price))
    incoterm: Incoterm | None = field(default=None, converter=converters.optional(_incoterm))
    prices_include: tuple[Literal["duty", "tax"], ...] | None = field(default=None, converter=converters.optional(_inside))
    transport: Transport | None = field(default=None, converter=converters.optional(_transport))
    sold_via: SoldVia | None = field(default=None, converter=converters.optional(_sold_via))
    seller: Seller | None = field(default=None, converter=converters.optional(_seller))
    buyer: Buyer | None = field(default=None, converter=converters.optional(_buyer))
    gift: bool | None = field(default=None, converter=converters.optional(truth))
    currency: Currency | None = field(default=None, converter=converters.optional(_currency))
    case: Circumstances = field(init=False, repr=False, eq=False)
    columns: Columns = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "case", _case(self))
        object.__setattr__(self, "columns", _columns(self.lines))

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """The defaults this parcel leans on."""
        taken = [
            (self.insurance is None, "/parcel/insurance", "0", "no insurance was bought"),
            (self.incoterm is None, "/parcel/incoterm", "DAP", "delivered at place: the buyer owes duty and tax"),
            (self.buyer is None, "/parcel/buyer/kind", "consumer", "the buyer is a consumer"),
            (self.prices_include is None, "/parcel/prices_include", [], "prices hold neither duty nor tax"),
            (self.gift is None, "/parcel/gift", False, "the goods are sold, not given"),
        ]
        return tuple(assumed(path, value, why) for missing, path, value, why in taken if missing)


def _case(parcel: Parcel) -> Circumstances:
    lines, seller, buyer = parcel.lines, parcel.seller, parcel.buyer
    origins = {line.origin for line in lines}
    categories = {line.category for line in lines}
    return Circumstances(
        parcel.ship_to.scope,
        parcel.channel,
        parcel.transport,
        parcel.ship_from.country,
        tuple(sorted(origins, key=str)) if len(origins) > 1 else tuple(origins),
        buyer.kind if buyer else "consumer",
        parcel.sold_via,
        bool(parcel.gift) and not (buyer and buyer.kind == "business"),
        seller.schemes if seller else (),
        tuple(sorted(categories)) if len(categories) > 1 else tuple(categories),
        any(line.excise_rate for line in lines),
    )


def _columns(lines: tuple[Line, ...]) -> Columns:
    first = lines[0].unit_price.currency
    shared, exponent = True, exponent_of(first)
    goods, duties, excises, items, pieces, categories = [], [], [], [], [], []
    for line in lines:
        price, count, duty, excise, hs = line.unit_price, line.quantity, line.duty_rate, line.excise_rate, line.hs
        shared = shared and price.currency is first
        goods.append(price.units * count if price.scale == exponent else _worth(price, count, exponent))
        duties.append((duty.numerator, duty.denominator) if duty else None)
        excises.append((excise.numerator, excise.denominator) if excise else _NO_RATE)
        items.append(hs[:6] if hs else None)
        pieces.append(count)
        categories.append(line.category)
    return Columns(
        first if shared else None,
        tuple(goods) if shared else None,
        tuple(duties),
        tuple(excises),
        (0,) * len(lines),
        tuple(items),
        tuple(pieces),
        tuple(categories),
        _order(lines) if len(lines) > 1 else (0,),
    )


def _order(lines: tuple[Line, ...]) -> tuple[int, ...]:
    """The lines in the order of what they are, so that the order in which they are given never moves a cent."""
    contents = [_content(line) for line in lines]
    return tuple(sorted(range(len(lines)), key=contents.__getitem__))


def _worth(price: Money, count: int, exponent: int) -> int:
    """A price finer than its currency's minor unit, times a count; of another currency the figure is not read."""
    return divide(price.units * count, 10 ** (price.scale - exponent)) if price.scale > exponent else price.units * count


def _content(line: Line) -> tuple[object, ...]:
    """What a line is."""
    price, rate = line.unit_price, line.duty_rate
    by_rate = (rate.numerator, rate.denominator) if rate else (-1, 0)
    return (price.currency, price.units * line.quantity, price.scale, line.hs or "", by_rate, line.category, line.sku)
