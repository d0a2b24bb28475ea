"""An order of WooCommerce, as REST API v3 and its webhooks write it."""

from collections.abc import Iterable, Mapping
from typing import Any

from xborder.adapters.platforms.payload import address, first, line, money, names, order_facts, payload_of, phrase, product_of, rows
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
    fees = [(one, money(one["total"], currency)) for one in rows(order.get("fee_lines")) if first(one, "total") is not None]
    items = [_line(one, currency, products, to) for one in rows(order.get("line_items"))]
    items += [_fee(one, total, products, to) for one, total in fees if total.units > 0]
    off = [-total for _, total in fees if total.units < 0]
    carried = rows(order.get("shipping_lines"))
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
        freight=_sum([money(one["total"], currency) for one in carried if first(one, "total") is not None]),
        parcel={"channel": channel, "transport": transport, "sold_via": "own", "discount": _plain(_sum(off))},
        amount=money(order["total"], currency) if first(order, "total") is not None else None,
        checkout={"merchant": {"country": shop_country}, "goods": "physical" if carried else None, "purpose": "one_off"},
        consent=None if consent is None else [*bought, *consent],
    )


def _utc(value: object) -> str | None:
    """A time that WooCommerce keeps as UTC and writes without an offset."""
    return f"{value}Z" if isinstance(value, str) and value and not value.endswith("Z") else phrase(value)


def _sum(parts: list[Money]) -> Money | None:
    return sum(parts[1:], parts[0]) if parts else None


def _plain(value: Money | None) -> dict[str, str] | None:
    return None if value is None else value.to_dict()


def _line(item: Mapping[str, Any], currency: object, products: Mapping[str, Mapping[str, Any]], to: Mapping[str, str] | None) -> dict[str, Any]:
    total = money(item["total"], currency) if first(item, "total") is not None else None
    product = product_of(products, first(item, "sku"), item.get("variation_id") or None, item.get("product_id"))
    return line(phrase(item.get("sku")) or phrase(item.get("name")) or "", item.get("quantity"), total, {}, product, to)


def _fee(item: Mapping[str, Any], total: Money, products: Mapping[str, Mapping[str, Any]], to: Mapping[str, str] | None) -> dict[str, Any]:
    name = phrase(item.get("name")) or "fee"
    return line(name, 1, total, {}, product_of(products, name), to)
