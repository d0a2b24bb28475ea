"""An order of Shopify: Admin REST (or a webhook's, which is the same) and Admin GraphQL."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from xborder.adapters.platforms.payload import (
    address,
    each,
    first,
    kilograms,
    line,
    money,
    names,
    order_facts,
    payload_of,
    phrase,
    pieces,
    product_of,
    rows,
    total,
)
from xborder.money import Money

__all__ = ["read_order"]

_UNITS = {"GRAMS": "G", "KILOGRAMS": "KG", "OUNCES": "OZ", "POUNDS": "LB"}
_STATES = ("subscribed", "not_subscribed", "pending", "unsubscribed")
_GONE = ("unsubscribed", "invalid", "redacted")
_LEVELS = {"single_opt_in": "opt_in", "confirmed_opt_in": "double_opt_in"}
_PAID = ("paid", "partially_refunded")
_OWN = ("web", "pos", "shopify_draft_order")


def read_order(
    payload: Mapping[str, Any],
    /,
    *,
    products: Mapping[str, Mapping[str, Any]],
    shop_country: str,
    ship_from: str | None = None,
    channel: str = "courier",
    transport: str | None = None,
    consent: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The facts of a Shopify order, for `customer_brief`.

    >>> tee = {"sku": "tee", "quantity": 2, "price": "20.00", "requires_shipping": True, "discount_allocations": [{"amount": "4.00"}]}
    >>> payload = {"name": "#1001", "currency": "USD", "taxes_included": False, "line_items": [tee]}
    >>> read_order(payload, products={}, shop_country="US")["parcel"]["lines"]
    [{'sku': 'tee', 'quantity': 2, 'unit_price': {'amount': '18.00', 'currency': 'USD'}}]

    Prices are in the currency she saw, after all discounts, without the tax that Shopify says is in them. `products` are by
    SKU. Her consent is what `email_marketing_consent` says, dated as Shopify dates it: an opt-in whose level is unknown is
    no act, and where she unsubscribed on an unknown day nothing is said at all. `consent` adds what others know.
    """
    order = _snaked(payload_of(payload, "data", "order", "node"))
    to = _address(first(order, "shipping_address"))
    taxed = order.get("taxes_included") is True
    currency = order.get("currency") or order.get("currency_code")
    items = [one for one in rows(order.get("line_items")) if _count(one)]
    sent = [one for one in items if one.get("requires_shipping") is not False and not first(one, "gift_card", "is_gift_card")]
    duties = _money(order, currency, "current_total_duties", "original_total_duties")
    business = bool(order.get("company"))
    recurring = any(first(one, "selling_plan_allocation", "selling_plan") for one in items)
    placed_at = first(order, "processed_at", "created_at")
    return order_facts(
        id=first(order, "name") or str(first(order, "id") or ""),
        placed_at=placed_at,
        name=_name(order),
        languages=[first(order, "customer_locale") or first(order.get("customer"), "locale")],
        to=to,
        ship_from=ship_from or shop_country,
        lines=each("line_items", sent, lambda one: _line(one, currency, products, to, taxed=taxed)),
        freight=total(each("shipping_lines", _carried(order), lambda one: _freight(one, currency, taxed=taxed))),
        parcel={
            "channel": channel,
            "transport": transport,
            "sold_via": "own" if order.get("source_name") in _OWN else None,
            "prices_include": ["duty"] if order.get("duties_included") is True else [],
            "incoterm": "DDP" if duties is not None and duties.units > 0 else None,
            "buyer": {"kind": "business"} if business else None,
        },
        amount=_money(order, currency, "current_total_price", "total_price"),
        checkout={
            "merchant": {"country": shop_country},
            "goods": "physical" if sent else "digital" if items else None,
            "purpose": "b2b" if business else "recurring" if recurring else "one_off",
        },
        consent=_consent(order, placed_at, list(consent)),
    )


def _snaked(value: Any) -> Any:
    """GraphQL's names in REST's spelling: `shippingAddress` is `shipping_address`."""
    if isinstance(value, Mapping):
        return {re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", str(key)).lower(): _snaked(one) for key, one in value.items()}
    return [_snaked(one) for one in value] if isinstance(value, list | tuple) else value


def _address(data: object) -> dict[str, str] | None:
    return address(first(data, "country_code_v2", "country_code"), first(data, "province_code"), first(data, "city"), first(data, "zip"))


def _name(order: Mapping[str, Any]) -> dict[str, str]:
    people = (order.get(part) for part in ("customer", "billing_address", "shipping_address"))
    return next((found for one in people if (found := names(one, "first_name", "last_name"))), {})


def _money(data: Mapping[str, Any], currency: object, *fields: str) -> Money | None:
    """The first of these amounts: what she saw of it, else what the shop counts in."""
    for name in fields:
        bag = data.get(f"{name}_set")
        side = first(bag, "presentment_money", "shop_money") if isinstance(bag, Mapping) else {"amount": data.get(name), "currency_code": currency}
        found = money(first(side, "amount"), first(side, "currency_code"))
        if found is not None:
            return found
    return None


def _sum(data: object, currency: object, *fields: str) -> Money | None:
    return total(_money(one, currency, *fields) for one in rows(data))


def _count(item: Mapping[str, Any]) -> object:
    return item["current_quantity"] if item.get("current_quantity") is not None else item.get("quantity")


def _line(item: Mapping[str, Any], currency: object, products: Mapping[str, Mapping[str, Any]], to: Mapping[str, str] | None, *, taxed: bool) -> dict[str, Any]:
    price, ordered = _money(item, currency, "price", "original_unit_price"), pieces(item.get("quantity"))
    paid = None
    if price is not None and ordered is not None:
        off = _sum(item.get("discount_allocations"), currency, "amount", "allocated_amount")
        tax = _sum(item.get("tax_lines"), currency, "price") if taxed else None
        paid = total((price * ordered, off and -off, tax and -tax))
    stock = first(item.get("variant"), "inventory_item")
    told = {"hs": _hs(first(stock, "harmonized_system_code")), "origin": first(stock, "country_code_of_origin"), "weight_kg": _weight(item, stock)}
    sku = phrase(item.get("sku")) or phrase(first(item, "name", "title"))
    made = line(sku, ordered, paid, told, product_of(products, item.get("sku"), item.get("variant_id")), to)
    return {**made, "quantity": _count(item)}


def _hs(code: object) -> str | None:
    """The part of a code that is read here: Shopify keeps up to 13 digits, tariffs have 6, 8 or 10."""
    digits = re.sub(r"\D", "", code) if isinstance(code, str) else ""
    return digits[: next((length for length in (10, 8, 6) if length <= len(digits)), 0)] or None


def _carried(order: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The shipping lines that stand; none is no word about the carriage."""
    found = rows(order.get("shipping_lines")) or rows([order.get("shipping_line")])
    return [one for one in found if one.get("is_removed") is not True]


def _freight(carried: Mapping[str, Any], currency: object, *, taxed: bool) -> Money | None:
    """What she pays for the carriage, without its tax."""
    price = _money(carried, currency, "current_discounted_price", "discounted_price", "price", "original_price")
    tax = _sum(carried.get("tax_lines"), currency, "price") if taxed else None
    return price if price is None or tax is None else price - tax


def _weight(item: Mapping[str, Any], stock: object) -> str | None:
    """What one piece weighs; 0 grams is what Shopify writes where nobody weighed it."""
    if item.get("grams"):
        return kilograms(item["grams"], "G")
    weight = first(item, "weight") or first(first(stock, "measurement"), "weight")
    return kilograms(first(weight, "value"), _UNITS.get(str(first(weight, "unit"))))


def _consent(order: Mapping[str, Any], placed_at: object, told: list[Mapping[str, Any]]) -> list[Mapping[str, Any]] | None:
    """Her acts, as far as they are dated; None where it is not known whether she said no."""
    customer = order.get("customer")
    block = first(customer, "email_marketing_consent", "default_email_address") or _former(customer)
    state = str(first(block, "state", "marketing_state") or "").lower()
    level = str(first(block, "opt_in_level", "marketing_opt_in_level") or "").lower()
    at = first(block, "consent_updated_at", "marketing_updated_at")
    if state in _GONE and (at is None or state != "unsubscribed"):
        return None
    if state not in _STATES and not told:
        return None
    acts = []
    if state == "unsubscribed":
        acts.append({"act": "withdrawal", "at": at, "channel": "email"})
    elif state == "subscribed" and at is not None and level in _LEVELS:
        acts.append({"act": _LEVELS[level], "at": at, "channel": "email"})
    if str(first(order, "financial_status", "display_financial_status")).lower() in _PAID and placed_at:
        acts.append({"act": "purchase", "at": placed_at})
    return [*acts, *told]


def _former(customer: object) -> dict[str, object]:
    """The fields of before 2022: whether she agreed, and when she last agreed or objected."""
    agreed = first(customer, "accepts_marketing")
    if not isinstance(agreed, bool):
        return {}
    at, level = first(customer, "accepts_marketing_updated_at"), first(customer, "marketing_opt_in_level")
    return {"state": "subscribed" if agreed else "unsubscribed", "opt_in_level": level, "consent_updated_at": at}
