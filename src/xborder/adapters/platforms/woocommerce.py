"""An order of WooCommerce, as REST API v3 and its webhooks write it."""

from collections.abc import Iterable, Mapping
from typing import Any

from xborder.adapters.platforms.payload import address, each, first, line, money, names, order_facts, payload_of, phrase, product_of, rows, total
from xborder.money import Money

__all__ = ["read_order"]


def read_order(
    payload: Mapping[str, Any],
    /,
    *,
    products: Mapping[str, Mapping[str, Any]],
    shop_country: str,
    ship_from: str | None = None,
    channel: str = "courier",
    transport: str | None = None,
    languages: Iterable[str] = (),
    consent: Iterable[Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """The facts of a WooCommerce order, for `customer_brief`.

    >>> cups = {"name": "Cup &amp; saucer", "sku": "", "product_id": 93, "quantity": 3, "total": "20.00", "total_tax": "1.50"}
    >>> payload = {"number": "727", "currency": "USD", "line_items": [cups]}
    >>> read_order(payload, products={"93": {"hs": "6912.00"}}, shop_country="CN")["parcel"]["lines"]
    [{'sku': 'Cup & saucer', 'quantity': 3, 'unit_price': {'amount': '6.666666667', 'currency': 'USD'}, 'hs': '691200'}]

    WooCommerce keeps a line's `total` after discounts and without tax, also in a shop whose prices include it. It does not
    keep the language of the page she bought on, nor what she said about being written to: pass `languages` and `consent`.
    `products` are by SKU, or by variation or product id. A fee is a line of its own, a negative one a discount.
    """
    order = payload_of(payload, "order")
    currency = order.get("currency")
    shipping, billing = order.get("shipping"), order.get("billing")
    to = address(first(shipping, "country"), first(shipping, "state"), first(shipping, "city"), first(shipping, "postcode"))
    carried, fees = rows(order.get("shipping_lines")), rows(order.get("fee_lines"))
    freight = each("shipping_lines", carried, lambda one: money(one.get("total"), currency))
    paid = each("fee_lines", fees, lambda one: money(one.get("total"), currency))
    items = each("line_items", rows(order.get("line_items")), lambda one: _line(one, currency, products, to))
    items += [_fee(one, amount, products, to) for one, amount in zip(fees, paid, strict=True) if amount and amount.units > 0]
    off = total(-one for one in paid if one and one.units < 0)
    paid_at = _utc(order.get("date_paid_gmt"))
    bought = [{"act": "purchase", "at": paid_at}] if paid_at else []
    return order_facts(
        id=phrase(str(first(order, "number", "id") or "")),
        placed_at=_utc(order.get("date_created_gmt")),
        name=names(billing, "first_name", "last_name") or names(shipping, "first_name", "last_name"),
        languages=languages,
        to=to,
        ship_from=ship_from or shop_country,
        lines=items,
        freight=total(freight),
        parcel={"channel": channel, "transport": transport, "sold_via": "own", "discount": off and off.to_dict()},
        amount=money(order.get("total"), currency),
        checkout={"merchant": {"country": shop_country}, "goods": "physical" if carried else None, "purpose": "one_off"},
        consent=None if consent is None else [*bought, *consent],
    )


def _utc(value: object) -> str | None:
    """A time that WooCommerce keeps as UTC and writes without an offset."""
    return f"{value}Z" if isinstance(value, str) and value and not value.endswith("Z") else phrase(value)


def _line(item: Mapping[str, Any], currency: object, products: Mapping[str, Mapping[str, Any]], to: Mapping[str, str] | None) -> dict[str, Any]:
    paid = money(item.get("total"), currency)
    product = product_of(products, first(item, "sku"), item.get("variation_id") or None, item.get("product_id"))
    return line(phrase(item.get("sku")) or phrase(item.get("name")), item.get("quantity"), paid, {}, product, to)


def _fee(item: Mapping[str, Any], paid: Money, products: Mapping[str, Mapping[str, Any]], to: Mapping[str, str] | None) -> dict[str, Any]:
    name = phrase(item.get("name")) or "fee"
    return line(name, 1, paid, {}, product_of(products, name), to)
