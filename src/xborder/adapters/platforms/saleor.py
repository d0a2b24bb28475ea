"""An order or checkout of Saleor, as a subscription webhook brings it."""

from collections.abc import Iterable, Mapping
from typing import Any

from xborder.adapters.platforms.payload import address, each, first, kilograms, line, money, names, order_facts, payload_of, phrase, pieces, product_of, rows
from xborder.errors import FactError
from xborder.money import Money

__all__ = ["SUBSCRIPTION", "read_order"]

SUBSCRIPTION = """\
subscription {
  event {
    ... on OrderCreated {
      order {
        number created isPaid languageCodeEnum isShippingRequired
        channel { currencyCode }
        user { firstName lastName }
        billingAddress { firstName lastName }
        shippingAddress { firstName lastName city postalCode countryArea country { code } }
        shippingPrice { net { amount currency } }
        total { gross { amount currency } }
        lines {
          productName productSku quantity isShippingRequired
          totalPrice { net { amount currency } }
          variant { weight { value unit } }
        }
      }
    }
  }
}
"""
"""What to ask Saleor for, so that nothing the reader looks for is missing from the payload."""


def read_order(
    payload: Mapping[str, Any],
    /,
    *,
    products: Mapping[str, Mapping[str, Any]],
    shop_country: str,
    ship_from: str | None = None,
    channel: str = "courier",
    transport: str | None = None,
    consent: Iterable[Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """The facts of a Saleor order or checkout, for `customer_brief`.

    >>> cup = {"productSku": "cup", "quantity": 2, "totalPrice": {"net": {"amount": 25.0, "currency": "RON"}}}
    >>> read_order({"order": {"number": "57", "lines": [cup]}}, products={}, shop_country="RO")["parcel"]["lines"]
    [{'sku': 'cup', 'quantity': 2, 'unit_price': {'amount': '12.50', 'currency': 'RON'}}]

    Prices are net, after all discounts. Saleor does not keep what she said about being written to: pass `consent`. The
    payload is of a subscription such as `SUBSCRIPTION`; the payloads of before, which are lists, are refused.
    """
    if isinstance(payload, list | tuple):
        hint = "subscribe with xborder.adapters.platforms.saleor.SUBSCRIPTION"
        raise FactError("not_a_mapping", "this is a static payload of Saleor, not a subscription's", value="[…]", hint=hint)
    order = payload_of(payload, "data", "event", "order", "checkout")
    there = order.get("shippingAddress")
    to = address(first(first(there, "country"), "code"), first(there, "countryArea"), first(there, "city"), first(there, "postalCode"))
    items = rows(order.get("lines"))
    sent = [one for one in items if first(one, "isShippingRequired", "requiresShipping") is not False]
    required = order.get("isShippingRequired")
    bought = [{"act": "purchase", "at": order["created"]}] if order.get("isPaid") and order.get("created") else []
    people = (order.get(part) for part in ("user", "billingAddress", "shippingAddress"))
    return order_facts(
        id=str(first(order, "number", "id", "token") or ""),
        placed_at=order.get("created") if first(order, "number") is not None else None,
        name=next((found for one in people if (found := names(one, "firstName", "lastName"))), {}),
        languages=[first(order, "languageCodeEnum", "languageCode")],
        to=to,
        ship_from=ship_from or shop_country,
        lines=each("lines", sent, lambda one: _line(one, products, to)),
        freight=_money(order.get("shippingPrice"), "net"),
        parcel={"channel": channel, "transport": transport, "sold_via": "own"},
        amount=_money(first(order, "total", "totalPrice"), "gross"),
        checkout={
            "merchant": {"country": shop_country},
            "goods": None if required is None else "physical" if required else "digital",
            "purpose": "one_off",
        },
        consent=None if consent is None else [*bought, *consent],
    )


def _money(price: object, side: str) -> Money | None:
    found = first(price, side)
    return money(first(found, "amount"), first(found, "currency"))


def _line(item: Mapping[str, Any], products: Mapping[str, Mapping[str, Any]], to: Mapping[str, str] | None) -> dict[str, Any]:
    variant = item.get("variant")
    sku = phrase(first(item, "productSku")) or phrase(first(variant, "sku"))
    quantity, paid = item.get("quantity"), _money(item.get("totalPrice"), "net")
    price, count = _money(item.get("unitPrice"), "net"), pieces(quantity)
    if paid is None and price is not None and count is not None:
        paid = price * count
    weight = first(variant, "weight")
    told = {"weight_kg": kilograms(first(weight, "value"), first(weight, "unit"))}
    return line(sku or phrase(item.get("productName")), quantity, paid, told, product_of(products, sku), to)
