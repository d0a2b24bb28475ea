"""What the payloads of all platforms have in common: money in text or numbers, names with entities, fields that are empty.

A reader turns a payload into the facts of an order, as plain data. What a payload does not say stays out of the facts,
and the brief names it in its `needs`.
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from xborder.errors import FactError
from xborder.money import Money, divide
from xborder.service.order import Product
from xborder.values import Under, plain, read

__all__ = ["address", "each", "first", "kilograms", "line", "money", "names", "order_facts", "payload_of", "phrase", "pieces", "product_of", "rows", "total"]

T = TypeVar("T")

_DIGITS = 15
"""As many digits of a decimal survive in a float."""
_FINEST = 18
_KILOGRAMS = {"KG": "1", "G": "0.001", "LB": "0.45359237", "OZ": "0.028349523125", "TONNE": "1000"}
_NATIONAL = ("JP", "TR")
"""Where WooCommerce writes the ISO part of a subdivision's code behind the country's: `JP13`."""


def payload_of(value: object, *wrappers: str) -> Mapping[str, Any]:
    """The order inside its wrappers, as `{"order": {…}}`."""
    if not isinstance(value, Mapping):
        raise FactError("not_a_mapping", f"a payload is one JSON object, not {type(value).__name__}", value=value, hint="pass one order at a time")
    for name in wrappers:
        inner = value.get(name)
        if isinstance(inner, Mapping):
            return payload_of(inner, *wrappers)
    return value


def first(data: object, *names: str) -> Any:
    """What stands under the first of these names that holds anything; an empty text holds nothing, nor does what is no object."""
    for name in names:
        value = data.get(name) if isinstance(data, Mapping) else None
        if value is not None and value != "":
            return value
    return None


def rows(value: object) -> list[Mapping[str, Any]]:
    """The members of a list, also of one in GraphQL's `nodes` or `edges`."""
    if isinstance(value, Mapping):
        return rows(value.get("nodes")) or [first(edge, "node") for edge in rows(value.get("edges")) if isinstance(first(edge, "node"), Mapping)]
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list | tuple) else []


def phrase(value: object) -> str | None:
    """A text with its entities read and its spaces in order; None where nothing is left."""
    told = " ".join(html.unescape(value).split()) if isinstance(value, str) else ""
    return told or None


def money(amount: object, currency: object) -> Money | None:
    """An amount as text or as a JSON number, in major units; None where it or its currency is not told."""
    if amount is None or amount == "" or currency is None:
        return None
    written = amount
    if isinstance(amount, float):
        digits = repr(amount)  # the shortest text for this float: what was written, where that had at most 15 digits
        if len(re.sub(r"[^0-9]", "", digits.partition("e")[0]).strip("0")) > _DIGITS:
            hint = "read the payload's JSON with parse_float=Decimal"
            raise FactError("float_money", f"{digits} has more digits than a float keeps", value=amount, hint=hint)
        written = Decimal(digits)
    return Money(written, str(currency))  # type: ignore[arg-type]


def total(parts: Iterable[Money | None]) -> Money | None:
    """The sum of the amounts that are told; None where none is."""
    told = [one for one in parts if one is not None]
    return sum(told[1:], told[0]) if told else None


def each(name: str, members: Iterable[Mapping[str, Any]], read_one: Callable[[Mapping[str, Any]], T]) -> list[T]:
    """What is read of each member of a list; what is refused is named by its place in the payload."""
    found = []
    for index, one in enumerate(members):
        try:
            found.append(read_one(one))
        except FactError as error:
            raise error.under(index).under(name) from None
    return found


def pieces(value: object) -> int | None:
    """How many, where that is a whole number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _apiece(paid: Money, quantity: int) -> Money:
    """What one piece costs, exactly enough that so many of them cost the whole again."""
    if paid.units % quantity == 0:
        return Money.of(paid.units // quantity, paid.currency, paid.scale)
    scale = min(_FINEST, paid.scale + 6 + len(str(quantity)))
    return Money.of(divide(paid.units * 10 ** (scale - paid.scale), quantity), paid.currency, scale)


def kilograms(value: object, unit: object) -> str | None:
    """A weight in kilograms, to the microgram; None where it or its unit is not told."""
    if not value or str(unit) not in _KILOGRAMS or isinstance(value, bool):
        return None
    try:
        micrograms = round(Fraction(str(value)) * Fraction(_KILOGRAMS[str(unit)]) * 10**9)
    except ValueError:
        return None
    return f"{micrograms // 10**9}.{micrograms % 10**9:09}".rstrip("0").rstrip(".")


def names(data: object, given: str, surname: str) -> dict[str, str]:
    """A name by its parts, as far as they are told."""
    parts = {"given": phrase(first(data, given)), "surname": phrase(first(data, surname))}
    return {part: told for part, told in parts.items() if told}


def address(country: object, region: object = None, city: object = None, postcode: object = None) -> dict[str, str] | None:
    """An address, or None without a country; a region only where it is a code, not a name."""
    if not isinstance(country, str) or not country:
        return None
    place = country.upper()
    code = str(region or "").removeprefix(f"{place}-")
    code = code.removeprefix(place) if place in _NATIONAL else code
    told = {"country": place, "region": code if re.fullmatch(r"[A-Z0-9]{1,3}", code) else None, "city": phrase(city), "postcode": phrase(postcode)}
    return {name: one for name, one in told.items() if one}


def product_of(products: Mapping[str, Mapping[str, Any]], *keys: object) -> dict[str, Any]:
    """What the shop knows of a good, found by its SKU or id."""
    for key in keys:
        known = products.get(str(key)) if key is not None else None
        if known is not None:
            found: Product = Under("products", Under(str(key), lambda value: read(Product, value)))(known)
            return found.to_dict()
    return {}


def line(
    sku: str | None, quantity: object, paid: Money | None, told: Mapping[str, Any], product: Mapping[str, Any], to: Mapping[str, str] | None
) -> dict[str, Any]:
    """One line of a parcel, from what it costs in all; the payload speaks before the shop's own table."""
    known = {name: first(told, name) or first(product, name) for name in ("hs", "origin", "weight_kg")}
    known["duty_rate"] = (product.get("duty_rates") or {}).get(to["country"]) if to else None
    price = None if paid is None else plain(_apiece(paid, max(1, pieces(quantity) or 1)))
    return _told({"sku": sku, "quantity": quantity, "unit_price": price, **known})


def order_facts(
    *,
    id: object,  # noqa: A002 - the word of the wire
    placed_at: object,
    name: Mapping[str, str],
    languages: Iterable[object],
    to: Mapping[str, str] | None,
    ship_from: object,
    lines: list[dict[str, Any]],
    freight: Money | None,
    parcel: Mapping[str, Any],
    amount: Money | None,
    checkout: Mapping[str, Any],
    consent: list[Mapping[str, Any]] | None,
) -> dict[str, Any]:
    """The facts of an order; what is None was not told and stays out."""
    customer = {"name": dict(name) or None, "languages": [one for one in languages if one], "address": to}
    sent = {"lines": lines, "ship_from": ship_from, "ship_to": to, "freight": plain(freight), "prices_include": [], **parcel}
    paid = {"amount": plain(amount), "customer": to and {"country": to["country"]}, **checkout}
    facts = {
        "id": id,
        "placed_at": placed_at,
        "customer": _told(customer),
        "parcel": _told(sent) if lines else None,
        "checkout": _told(paid) if amount is not None and amount.units > 0 else None,
        "consent": consent,
    }
    return _told(facts)


def _told(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in facts.items() if one is not None}
