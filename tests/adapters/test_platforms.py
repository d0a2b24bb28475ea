"""Do the readers say what the payload says, in its own currency, net, and nothing that it does not say?"""

import copy
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from xborder import FactError, Money, customer_brief
from xborder.adapters.platforms import saleor, shopify, woocommerce
from xborder.adapters.platforms.payload import address, kilograms, line, money, payload_of, phrase, product_of, rows, total
from xborder.adapters.wire import facts_of

ORDERS = Path(__file__).parents[2] / "examples" / "orders"
SHOP = {"schedule": {"timezone": "Europe/Berlin", "weekly": {"mon-fri": [["09:00", "17:00"]]}}, "country": "DE", "languages": ["en"]}
READERS = {"shopify": shopify.read_order, "woocommerce": woocommerce.read_order, "saleor": saleor.read_order}


def payload(name):
    return facts_of((ORDERS / f"{name}.json").read_bytes())["order"]


SHOPIFY = payload("shopify-us-fr-ioss")
WOO = payload("woocommerce-cn-us")
SALEOR = payload("saleor-ro-gb")
PAYLOADS = {"shopify": SHOPIFY, "woocommerce": WOO, "saleor": SALEOR}


def read_shopify(change=None, **known):
    return shopify.read_order({**SHOPIFY, **(change or {})}, **{"products": {}, "shop_country": "US", **known})


def read_woo(change=None, **known):
    return woocommerce.read_order({**WOO, **(change or {})}, **{"products": {}, "shop_country": "CN", **known})


def read_saleor(change=None, **known):
    return saleor.read_order({**SALEOR["order"], **(change or {})}, **{"products": {}, "shop_country": "RO", **known})


def worth(one):
    return (Money.read(one["unit_price"]) * one["quantity"]).rounded()


def amounts(facts):
    return [str(worth(one)) for one in facts["parcel"]["lines"]]


# ----------------------------------------------------------------------------------------------------------------------- all of them


@pytest.mark.parametrize("platform", READERS)
def test_facts_are_plain_json_and_are_answered(platform):
    facts = READERS[platform](PAYLOADS[platform], products={}, shop_country="DE")
    answer = customer_brief(facts, shop=SHOP, at="2026-11-30T08:00:00Z")

    assert facts == json.loads(json.dumps(facts))
    assert answer.cost is not None
    assert answer.payments is not None
    assert answer.greeting.name_used


@pytest.mark.parametrize("platform", READERS)
def test_the_payload_is_left_as_it_was(platform):
    before = copy.deepcopy(PAYLOADS[platform])
    READERS[platform](PAYLOADS[platform], products={}, shop_country="DE")

    assert before == PAYLOADS[platform]


@pytest.mark.parametrize("platform", READERS)
def test_what_a_platform_does_not_say_is_not_said(platform):
    facts = READERS[platform]({"id": 7}, products={}, shop_country="DE")

    assert {"id": "7", "customer": {"languages": []}} == facts
    assert {"/order/parcel", "/order/checkout", "/order/consent", "/order/customer/languages"} <= {
        need.path for need in customer_brief(facts, shop=SHOP, at="2026-11-30T08:00:00Z").needs
    }


@pytest.mark.parametrize("platform", READERS)
@pytest.mark.parametrize("fact", ["gift", "insurance", "seller"])
def test_no_platform_knows_these(platform, fact):
    assert fact not in READERS[platform](PAYLOADS[platform], products={}, shop_country="DE")["parcel"]


@pytest.mark.parametrize("platform", READERS)
def test_the_shop_says_how_and_from_where_it_sends(platform):
    facts = READERS[platform](PAYLOADS[platform], products={}, shop_country="DE", ship_from="CN", channel="post", transport="air")

    assert ("CN", "post", "air") == tuple(facts["parcel"][name] for name in ("ship_from", "channel", "transport"))
    assert {"country": "DE"} == facts["checkout"]["merchant"]
    assert "DE" == READERS[platform](PAYLOADS[platform], products={}, shop_country="DE")["parcel"]["ship_from"]


@pytest.mark.parametrize("platform", READERS)
@pytest.mark.parametrize("value", [None, [], "order", 7])
def test_what_is_no_order_is_refused(platform, value):
    with pytest.raises(FactError) as caught:
        READERS[platform](value, products={}, shop_country="DE")

    assert "not_a_mapping" == caught.value.code


@pytest.mark.parametrize("platform", READERS)
def test_products_fill_what_the_payload_leaves_out(platform):
    skus = {"shopify": "CANDLE-CEDAR", "woocommerce": "LAMP-ARC-WW", "saleor": "BOWL-HOREZU"}
    known = {skus[platform]: {"hs": "3406.00", "origin": "PT", "weight_kg": "9", "duty_rates": {"FR": "0.01", "US": "0.02", "GB": "0.03"}}}
    found = {one["sku"]: one for one in READERS[platform](PAYLOADS[platform], products=known, shop_country="DE")["parcel"]["lines"]}
    one = found[skus[platform]]

    assert ("340600", "PT") == (one["hs"], one["origin"])
    assert one["duty_rate"] == {"shopify": "0.01", "woocommerce": "0.02", "saleor": "0.03"}[platform]
    assert one["weight_kg"] == {"shopify": "0.38", "woocommerce": "9", "saleor": "0.48"}[platform]
    assert all("hs" not in other for sku, other in found.items() if sku != skus[platform])


def test_a_product_that_is_wrong_is_refused_by_its_sku():
    with pytest.raises(FactError) as caught:
        read_woo(products={"LAMP-ARC-WW": {"hs": "12"}})

    assert "/line_items/0/products/LAMP-ARC-WW/hs" == caught.value.path


def places(node, path=()):
    if isinstance(node, dict):
        for key, one in node.items():
            yield (*path, key)
            yield from places(one, (*path, key))
    elif isinstance(node, list):
        for index, one in enumerate(node):
            yield (*path, index)
            yield from places(one, (*path, index))


@given(
    platform=st.sampled_from(sorted(PAYLOADS)),
    data=st.data(),
    junk=st.sampled_from([None, "", 0, -1, 1.5, True, [], {}, "x", "UK", "12.345", {"amount": "x"}, [None], "2026-13-45"]),
)
def test_a_payload_that_is_spoilt_is_read_or_refused_and_never_crashes(platform, data, junk):
    spoilt = copy.deepcopy(PAYLOADS[platform])
    where = data.draw(st.sampled_from(list(places(spoilt))))
    node = spoilt
    for key in where[:-1]:
        node = node[key]
    node[where[-1]] = junk
    with suppress(FactError):
        customer_brief(READERS[platform](spoilt, products={}, shop_country="DE"), shop=SHOP, at="2026-11-30T08:00:00Z")


@given(st.integers(0, 10**10), st.integers(1, 10**6), st.sampled_from(["EUR", "JPY", "KWD", "USD", "UYW"]))
def test_so_many_pieces_cost_the_whole_again(units, quantity, currency):
    paid = Money.of(units, currency)
    made = line("x", quantity, paid, {}, {}, None)

    assert paid == worth(made)


# --------------------------------------------------------------------------------------------------------------------------- Shopify


def test_shopify_is_read_in_what_she_saw_after_discount_and_without_tax():
    facts = read_shopify()

    assert ["40.00 EUR", "15.00 EUR"] == amounts(facts)
    assert {"amount": "5.00", "currency": "EUR"} == facts["parcel"]["freight"]
    assert {"amount": "72.00", "currency": "EUR"} == facts["checkout"]["amount"]
    assert [] == facts["parcel"]["prices_include"]


def test_shopify_discounts_are_taken_off_their_lines():
    facts = shopify.read_order(payload("shopify-us-de"), products={}, shop_country="US")

    assert ["148.00 EUR", "37.80 EUR"] == amounts(facts)


def test_shopify_prices_that_include_no_tax_are_left_alone():
    facts = read_shopify({"taxes_included": False})

    assert ["48.00 EUR", "18.00 EUR"] == amounts(facts)
    assert {"amount": "6.00", "currency": "EUR"} == facts["parcel"]["freight"]


def plain_shopify(**change):
    """An order as a shop with one currency has it."""
    item = {"sku": "tee", "quantity": 2, "price": "20.00", "grams": 180, "requires_shipping": True, "variant_id": 44}
    return {"id": 1, "currency": "JPY", "line_items": [{**item, **change}]}


def test_shopify_without_sets_speaks_in_the_shops_currency():
    facts = shopify.read_order({**plain_shopify(price="1980"), "total_price": "3960", "shipping_lines": [{"price": "700"}]}, products={}, shop_country="JP")

    assert ["3960 JPY"] == amounts(facts)
    assert {"amount": "3960", "currency": "JPY"} == facts["checkout"]["amount"]
    assert {"amount": "700", "currency": "JPY"} == facts["parcel"]["freight"]


def test_shopify_sets_without_presentment_speak_in_the_shops_currency():
    bag = {"shop_money": {"amount": "9.50", "currency_code": "CAD"}}
    facts = shopify.read_order(plain_shopify(price_set=bag), products={}, shop_country="CA")

    assert ["19.00 CAD"] == amounts(facts)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"current_quantity": 1}, (1, "20.00")),
        ({"current_quantity": 2, "discount_allocations": [{"amount": "5.00"}, {"amount": "1.00"}]}, (2, "17.00")),
        ({"quantity": 4, "current_quantity": 3, "discount_allocations": [{"amount": "8.00"}]}, (3, "18.00")),
    ],
)
def test_shopify_pieces_taken_out_again_do_not_count_and_do_not_move_the_price(change, expected):
    made = shopify.read_order({**plain_shopify(**change), "currency": "USD"}, products={}, shop_country="US")["parcel"]["lines"][0]

    assert expected == (made["quantity"], made["unit_price"]["amount"])


@pytest.mark.parametrize("change", [{"requires_shipping": False}, {"gift_card": True}, {"is_gift_card": True}, {"current_quantity": 0}, {"quantity": 0}])
def test_shopify_lines_that_are_not_sent_are_not_in_the_parcel(change):
    facts = shopify.read_order({**plain_shopify(**change), "total_price": "5"}, products={}, shop_country="US")

    assert "parcel" not in facts
    assert facts["checkout"].get("goods") == (None if "quantity" in str(change) else "digital")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"shipping_lines": []}, None),
        ({"shipping_lines": [{"price": "6.00", "is_removed": True}]}, None),
        ({"shipping_lines": [{"price": "0.00"}]}, "0.00"),
        ({"shipping_lines": [{"price": "6.00", "discounted_price": "4.00"}, {"price": "1.00"}]}, "5.00"),
        ({"shipping_lines": None, "shippingLine": {"originalPriceSet": {"shopMoney": {"amount": "3.0", "currencyCode": "USD"}}}}, "3.00"),
    ],
)
def test_shopify_no_shipping_line_is_no_word_about_freight(change, expected):
    freight = shopify.read_order({**plain_shopify(), "currency": "USD", **change}, products={}, shop_country="US")["parcel"].get("freight")

    assert expected == (freight and freight["amount"])


@pytest.mark.parametrize(
    ("change", "fact", "expected"),
    [
        ({"duties_included": True}, "prices_include", ["duty"]),
        ({"current_total_duties_set": {"presentment_money": {"amount": "7.50", "currency_code": "EUR"}}}, "incoterm", "DDP"),
        ({"original_total_duties_set": {"presentment_money": {"amount": "0.00", "currency_code": "EUR"}}}, "incoterm", None),
        ({"company": {"id": 4}}, "buyer", {"kind": "business"}),
        ({"source_name": "web"}, "sold_via", "own"),
        ({"source_name": "a-marketplace"}, "sold_via", None),
    ],
)
def test_shopify_says_who_buys_and_who_owes(change, fact, expected):
    assert expected == read_shopify(change)["parcel"].get(fact)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "one_off"),
        ({"company": {"id": 4}}, "b2b"),
        ({"line_items": [{**SHOPIFY["line_items"][0], "selling_plan_allocation": {"selling_plan": {"id": 1}}}]}, "recurring"),
    ],
)
def test_shopify_says_what_is_paid_for(change, expected):
    assert expected == read_shopify(change)["checkout"]["purpose"]


def test_shopify_nothing_to_pay_is_no_checkout():
    free = {"current_total_price_set": {"presentment_money": {"amount": "0.00", "currency_code": "EUR"}}, "total_price": "0.00"}

    assert "checkout" not in read_shopify(free)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {"given": "Camille", "surname": "Aubert"}),
        ({"customer": None}, {"given": "Camille", "surname": "Aubert"}),
        ({"customer": {"first_name": "  Ana\tMaria ", "last_name": ""}}, {"given": "Ana Maria"}),
        ({"customer": None, "billing_address": {"last_name": "Doe"}}, {"surname": "Doe"}),
        ({"customer": None, "shipping_address": None}, None),
    ],
)
def test_shopify_names_are_hers_as_far_as_they_are_told(change, expected):
    assert expected == read_shopify(change)["customer"].get("name")


@pytest.mark.parametrize(
    ("change", "expected"), [({}, ["fr-FR"]), ({"customer_locale": None}, []), ({"customer_locale": None, "customer": {"locale": "pt-BR"}}, ["pt-BR"])]
)
def test_shopify_languages_are_the_ones_she_bought_in(change, expected):
    assert expected == read_shopify(change)["customer"]["languages"]


CONSENTS = [
    ({"state": "subscribed", "opt_in_level": "confirmed_opt_in", "consent_updated_at": "2026-06-14T18:02:33+02:00"}, ["double_opt_in"]),
    ({"state": "subscribed", "opt_in_level": "single_opt_in", "consent_updated_at": "2026-06-14T18:02:33+02:00"}, ["opt_in"]),
    ({"state": "subscribed", "opt_in_level": "unknown", "consent_updated_at": "2026-06-14T18:02:33+02:00"}, []),
    ({"state": "subscribed", "opt_in_level": "single_opt_in", "consent_updated_at": None}, []),
    ({"state": "pending", "opt_in_level": "single_opt_in", "consent_updated_at": "2026-06-14T18:02:33+02:00"}, []),
    ({"state": "not_subscribed", "opt_in_level": "single_opt_in", "consent_updated_at": None}, []),
    ({"state": "unsubscribed", "opt_in_level": "single_opt_in", "consent_updated_at": "2026-06-14T18:02:33+02:00"}, ["withdrawal"]),
    ({"state": "unsubscribed", "opt_in_level": "single_opt_in", "consent_updated_at": None}, None),
    ({"state": "redacted"}, None),
    ({"state": "invalid", "consent_updated_at": "2026-06-14T18:02:33+02:00"}, None),
    (None, None),
]


@pytest.mark.parametrize(("block", "expected"), CONSENTS)
@pytest.mark.parametrize("form", ["rest", "graphql", "address"])
def test_shopify_consent_is_an_act_only_where_it_is_dated(block, expected, form):
    upper = block and {name: one.upper() if name != "consent_updated_at" and one else one for name, one in block.items()}
    customer = {
        "rest": {"email_marketing_consent": block},
        "graphql": {
            "emailMarketingConsent": upper
            and {"marketingState": upper["state"], "marketingOptInLevel": upper.get("opt_in_level"), "consentUpdatedAt": upper.get("consent_updated_at")}
        },
        "address": {
            "defaultEmailAddress": upper
            and {"marketingState": upper["state"], "marketingOptInLevel": upper.get("opt_in_level"), "marketingUpdatedAt": upper.get("consent_updated_at")}
        },
    }[form]
    found = read_shopify({"customer": customer}).get("consent")

    assert expected == (None if found is None else [one["act"] for one in found if one["act"] != "purchase"])
    assert all(one["channel"] == "email" for one in found or () if one["act"] != "purchase")


@pytest.mark.parametrize(
    ("customer", "expected"),
    [
        ({"accepts_marketing": True, "accepts_marketing_updated_at": "2020-05-01T10:00:00Z", "marketing_opt_in_level": "single_opt_in"}, ["opt_in"]),
        ({"accepts_marketing": False, "accepts_marketing_updated_at": "2020-05-01T10:00:00Z"}, ["withdrawal"]),
        ({"accepts_marketing": False, "accepts_marketing_updated_at": None}, None),
        ({}, None),
    ],
)
def test_shopify_consent_of_former_versions_is_read_too(customer, expected):
    found = read_shopify({"customer": customer}).get("consent")

    assert expected == (None if found is None else [one["act"] for one in found if one["act"] != "purchase"])


@pytest.mark.parametrize(("status", "expected"), [("paid", 1), ("PARTIALLY_REFUNDED", 1), ("pending", 0), ("refunded", 0), (None, 0)])
def test_shopify_what_is_paid_is_a_purchase_of_its_day(status, expected):
    acts = read_shopify({"financial_status": status})["consent"]

    assert expected == len([one for one in acts if one == {"act": "purchase", "at": "2026-11-24T08:51:40-08:00"}])


def test_shopify_what_others_know_of_her_consent_is_added_but_drowns_no_withdrawal():
    told = [{"act": "opt_in", "at": "2026-11-01T10:00:00Z", "channel": "email"}]
    gone = {"customer": {"email_marketing_consent": {"state": "unsubscribed", "consent_updated_at": None}}}

    assert told == read_shopify(consent=told)["consent"][-1:]
    assert told == read_shopify({"customer": {}, "financial_status": "pending"}, consent=told)["consent"]
    assert "consent" not in read_shopify(gone, consent=told)


def graphql(value):
    """A REST payload in the spelling of GraphQL."""
    renamed = {
        "line_items": "lineItems",
        "shipping_lines": "shippingLines",
        "price_set": "originalUnitPriceSet",
        "amount_set": "allocatedAmountSet",
        "currency": "currencyCode",
        "country_code": "countryCodeV2",
        "financial_status": "displayFinancialStatus",
        "gift_card": "isGiftCard",
        "state": "marketingState",
        "opt_in_level": "marketingOptInLevel",
    }
    if isinstance(value, dict):
        bare = ("price", "amount", "discounted_price", "current_total_price", "total_price", "grams", "id", "variant_id")
        kept = {key: one for key, one in value.items() if key not in bare or (key == "amount" and "currency_code" in value)}
        made = {}
        for key, one in kept.items():
            head, *tail = key.split("_")
            name = renamed.get(key, head + "".join(part.title() for part in tail))
            inner = graphql(one)
            made[name] = {"nodes": inner} if name in ("lineItems", "shippingLines") else inner
        for tax in made.get("taxLines", ()):
            tax["priceSet"] = tax.pop("originalUnitPriceSet")
        return made
    return [graphql(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", ["shopify-us-de", "shopify-us-fr-ioss"])
def test_shopify_graphql_says_the_same_as_rest(name):
    rest = payload(name)
    query = {"data": {"order": graphql(rest)}}
    expected = shopify.read_order(rest, products={}, shop_country="US")
    actual = shopify.read_order(query, products={}, shop_country="US")
    for one in expected["parcel"]["lines"]:
        one.pop("weight_kg", None)

    assert expected == actual


@pytest.mark.parametrize(
    ("code", "expected"),
    [("6109.10", "610910"), ("6109100012", "6109100012"), ("6109100012345", "6109100012"), ("61091000", "61091000"), ("6109", None), (7, None)],
)
def test_shopify_graphql_knows_codes_origins_and_weights(code, expected):
    stock = {"harmonizedSystemCode": code, "countryCodeOfOrigin": "PT", "measurement": {"weight": {"unit": "POUNDS", "value": 2.0}}}
    order = {"name": "#1", "currencyCode": "EUR", "lineItems": {"edges": [{"node": {"sku": "x", "quantity": 1, "variant": {"inventoryItem": stock}}}]}}
    known = {"x": {"hs": "420221", "origin": "CN", "weight_kg": "5"}} if expected else {}
    made = shopify.read_order(order, products=known, shop_country="PT")["parcel"]["lines"][0]

    assert expected == made.get("hs")
    assert ("PT", "0.90718474") == (made["origin"], made["weight_kg"])


def test_shopify_lines_without_sku_bear_their_name_and_are_known_by_variant():
    made = shopify.read_order(plain_shopify(sku="", title="Tee &amp; more"), products={"44": {"hs": "6109.10"}}, shop_country="US")["parcel"]["lines"][0]

    assert ("Tee & more", "610910") == (made["sku"], made["hs"])


def test_shopify_what_cannot_be_read_is_named_by_its_place():
    broken = copy.deepcopy(SHOPIFY)
    broken["line_items"][1]["price_set"]["presentment_money"]["amount"] = "12,50"
    with pytest.raises(FactError) as caught:
        shopify.read_order(broken, products={}, shop_country="US")

    assert "/line_items/1" == caught.value.path


# ---------------------------------------------------------------------------------------------------------------------- WooCommerce


def test_woocommerce_is_read_net_and_after_discount():
    facts = read_woo()

    assert ["59.80 USD", "20.00 USD"] == amounts(facts)
    assert {"amount": "12.90", "currency": "USD"} == facts["parcel"]["freight"]
    assert {"amount": "92.70", "currency": "USD"} == facts["checkout"]["amount"]
    assert ("7271", "2026-11-26T12:41:17Z") == (facts["id"], facts["placed_at"])
    assert {"country": "US", "region": "WA", "city": "Seattle", "postcode": "98109"} == facts["parcel"]["ship_to"]


def test_woocommerce_entities_are_read():
    assert {"given": "Dana", "surname": "O'Hollis"} == read_woo()["customer"]["name"]


def test_woocommerce_lines_without_sku_bear_their_name_and_are_known_by_id():
    item = {"name": "Ship Your Idea &ndash; Color: Black", "product_id": 22, "variation_id": 23, "quantity": 1, "total": "12.00", "sku": ""}
    known = {"23": {"origin": "VN"}, "22": {"origin": "CN"}}
    made = [read_woo({"line_items": [{**item, **change}]}, products=known)["parcel"]["lines"][0] for change in ({}, {"variation_id": 0})]

    assert ["Ship Your Idea \N{EN DASH} Color: Black"] * 2 == [one["sku"] for one in made]
    assert ["VN", "CN"] == [one["origin"] for one in made]


def test_woocommerce_fees_are_lines_and_negative_fees_a_discount():
    fees = [
        {"name": "Gift wrap", "total": "4.00"},
        {"name": "Loyal customer", "total": "-3.00"},
        {"name": "Again", "total": "-1.50"},
        {"name": "", "total": "0.00"},
    ]
    facts = read_woo({"fee_lines": fees}, products={"Gift wrap": {"hs": "4811.90"}})

    assert {"sku": "Gift wrap", "quantity": 1, "unit_price": {"amount": "4.00", "currency": "USD"}, "hs": "481190"} == facts["parcel"]["lines"][-1]
    assert {"amount": "4.50", "currency": "USD"} == facts["parcel"]["discount"]
    assert "discount" not in read_woo()["parcel"]


@pytest.mark.parametrize(
    ("lines", "expected", "goods"), [([], None, None), ([{"total": "0.00"}], "0.00", "physical"), ([{"total": "5.00"}, {"total": "2.50"}], "7.50", "physical")]
)
def test_woocommerce_no_shipping_line_is_no_word_about_freight(lines, expected, goods):
    facts = read_woo({"shipping_lines": lines})
    freight = facts["parcel"].get("freight")

    assert expected == (freight and freight["amount"])
    assert goods == facts["checkout"].get("goods")


def test_woocommerce_does_not_know_languages_or_consent_unless_they_are_passed():
    silent, told = read_woo(), read_woo(languages=["en-US", "es"], consent=[])

    assert [] == silent["customer"]["languages"]
    assert "consent" not in silent
    assert ["en-US", "es"] == told["customer"]["languages"]
    assert [{"act": "purchase", "at": "2026-11-26T12:41:52Z"}] == told["consent"]
    assert [] == read_woo({"date_paid_gmt": None}, consent=[])["consent"]


def test_woocommerce_without_an_address_of_delivery_sends_nowhere_yet():
    nowhere = read_woo({"shipping": {"first_name": "", "country": ""}})

    assert "ship_to" not in nowhere["parcel"]
    assert "address" not in nowhere["customer"]
    assert {"/order/parcel/ship_to", "/order/checkout/customer"} <= {need.path for need in customer_brief(nowhere, shop=SHOP, at="2026-11-30T08:00:00Z").needs}


# --------------------------------------------------------------------------------------------------------------------------- Saleor


def test_saleor_is_read_net_from_numbers():
    facts = read_saleor()

    assert ["32.00 GBP", "43.00 GBP"] == amounts(facts)
    assert {"amount": "9.50", "currency": "GBP"} == facts["parcel"]["freight"]
    assert {"amount": "101.40", "currency": "GBP"} == facts["checkout"]["amount"]
    assert {"given": "Imogen", "surname": "Farrow"} == facts["customer"]["name"]
    assert ["EN_GB"] == facts["customer"]["languages"]
    assert ["0.31", "0.48"] == [one["weight_kg"] for one in facts["parcel"]["lines"]]


@pytest.mark.parametrize("wrappers", [(), ("order",), ("order", "event"), ("order", "event", "data")], ids=len)
def test_saleor_payloads_are_unwrapped(wrappers):
    wrapped = SALEOR["order"]
    for name in wrappers:
        wrapped = {name: wrapped}

    assert read_saleor() == saleor.read_order(wrapped, products={}, shop_country="RO")


def test_saleor_checkouts_are_read_as_orders_are():
    checkout = {
        "id": "Q2hlY2tvdXQ6MQ==", "languageCode": "PT_BR", "isShippingRequired": True, "created": "2026-11-30T08:00:00+00:00",
        "shippingAddress": {"firstName": "Rui", "country": {"code": "BR"}, "countryArea": "SP", "city": "Campinas", "postalCode": "13010"},
        "shippingPrice": {"net": {"amount": 30, "currency": "BRL"}}, "totalPrice": {"gross": {"amount": 171.5, "currency": "BRL"}},
        "lines": [
            {"quantity": 3, "requiresShipping": True, "unitPrice": {"net": {"amount": 47.166, "currency": "BRL"}}, "variant": {"sku": "cup"}},
            {"quantity": 1, "requiresShipping": False, "unitPrice": {"net": {"amount": 9.0, "currency": "BRL"}}, "variant": {"sku": "e-book"}},
        ],
    }  # fmt: skip
    facts = saleor.read_order({"checkout": checkout}, products={}, shop_country="PT")

    assert ["cup"] == [one["sku"] for one in facts["parcel"]["lines"]]
    assert {"amount": "47.166", "currency": "BRL"} == facts["parcel"]["lines"][0]["unit_price"]
    assert {"amount": "171.50", "currency": "BRL"} == facts["checkout"]["amount"]
    assert ("physical", "SP") == (facts["checkout"]["goods"], facts["parcel"]["ship_to"]["region"])
    assert "placed_at" not in facts


def test_saleor_static_payloads_are_refused_with_what_to_ask_for():
    with pytest.raises(FactError, match="SUBSCRIPTION"):
        saleor.read_order([{"type": "Order"}], products={}, shop_country="RO")
    for field in ("languageCodeEnum", "totalPrice { net", "weight { value unit }", "country { code }"):
        assert field in saleor.SUBSCRIPTION


@pytest.mark.parametrize(("change", "expected"), [({}, 1), ({"isPaid": False}, 0), ({"created": None}, 0)])
def test_saleor_what_is_paid_is_a_purchase_of_its_day(change, expected):
    assert expected == len(read_saleor(change, consent=[])["consent"])
    assert "consent" not in read_saleor(change)


def test_saleor_gross_prices_alone_are_not_taken_for_net():
    gross = [{"productSku": "x", "quantity": 1, "totalPrice": {"gross": {"amount": 12.0, "currency": "GBP"}}}]

    assert "unit_price" not in read_saleor({"lines": gross})["parcel"]["lines"][0]


def test_saleor_digital_orders_are_digital():
    assert "digital" == read_saleor({"isShippingRequired": False})["checkout"]["goods"]


# ------------------------------------------------------------------------------------------------------------------- what they share


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("12.50", "EUR", "12.50 EUR"),
        (12, "JPY", "12 JPY"),
        (0.1, "EUR", "0.10 EUR"),
        (1234567.89, "EUR", "1234567.89 EUR"),
        (-3.5, "EUR", "-3.50 EUR"),
        (1e-05, "EUR", "0.00001 EUR"),
        (None, "EUR", None),
        ("", "EUR", None),
        ("1.00", None, None),
    ],
)
def test_money_comes_as_text_or_number(amount, currency, expected):
    found = money(amount, currency)

    assert expected == (found and str(found))


@given(st.integers(0, 10**12 - 1), st.sampled_from(["EUR", "JPY", "KWD"]))
def test_numbers_of_json_mean_what_was_written(units, currency):
    written = Money.of(units, currency)
    assume(len(written.digits.replace(".", "")) <= 15)

    assert written == money(json.loads(written.digits), currency)
    assert written == money(facts_of(written.digits), currency)


@pytest.mark.parametrize(
    ("amount", "code"),
    [(0.1 + 0.2, "float_money"), (True, "float_money"), ("12,50", "unreadable_amount"), (float("inf"), "unreadable_amount"), ([], "unreadable_amount")],
)
def test_money_that_is_none_is_refused(amount, code):
    with pytest.raises(FactError) as caught:
        money(amount, "EUR")

    assert code == caught.value.code


def test_two_currencies_are_not_added():
    with pytest.raises(FactError, match="two currencies"):
        total([Money("1", "EUR"), Money("1", "USD")])


@pytest.mark.parametrize(
    ("country", "region", "expected"),
    [
        ("US", "CA", "CA"),
        ("US", "California", None),
        ("JP", "JP13", "13"),
        ("JP", "JP-13", "13"),
        ("TR", "TR34", "34"),
        ("CN", "CN30", None),
        ("PL", "Mazowieckie", None),
        ("DE", "", None),
        ("DE", None, None),
        ("us", "NY", "NY"),
    ],
)
def test_a_region_is_a_code_or_is_not_told(country, region, expected):
    assert expected == address(country, region).get("region")


@pytest.mark.parametrize("country", [None, "", 7, {}])
def test_an_address_without_a_country_is_none(country):
    assert address(country, "CA") is None


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (180, "G", "0.18"),
        (1, "KG", "1"),
        ("2.5", "LB", "1.133980925"),
        (16, "OZ", "0.45359237"),
        (1, "TONNE", "1000"),
        (0, "G", None),
        (None, "G", None),
        (3, "STONE", None),
        ("x", "G", None),
        (True, "G", None),
    ],
)
def test_weights_are_kilograms(value, unit, expected):
    assert expected == kilograms(value, unit)


@pytest.mark.parametrize(("value", "expected"), [("  a \n b ", "a b"), ("&amp;lt;", "&lt;"), ("", None), (None, None), (7, None), ("\u00a0", None)])
def test_phrases_have_their_spaces_in_order(value, expected):
    assert expected == phrase(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [([{"a": 1}], 1), ({"nodes": [{"a": 1}, {"a": 2}]}, 2), ({"edges": [{"node": {"a": 1}}]}, 1), ({}, 0), (None, 0), ("x", 0), ([None, 1, {"a": 1}], 1)],
)
def test_rows_are_found_in_lists_nodes_and_edges(value, expected):
    assert expected == len(rows(value))


def test_wrappers_are_taken_off_as_deep_as_they_go():
    assert {"id": 1} == payload_of({"data": {"order": {"id": 1}}}, "data", "order")
    assert {"order": 3} == payload_of({"order": 3}, "order")


def test_no_key_finds_no_product():
    assert {} == product_of({"a": {}}, None, "b")
