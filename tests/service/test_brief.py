"""Is a brief nothing but the five answers, each whole, with every gap under the name that fills it?"""

import json
import pickle
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from xborder import ExchangeRates, FactError, Money, Order, Shop, availability, check_consent, customer_brief, greet, landed_cost, suggest_payments
from xborder.adapters.wire import ask
from xborder.service.order import Product
from xborder.service.rendering import WIDTH, cells, wrapped
from xborder.shipping.cost import LandedCost

AT = "2026-11-25T14:30:00Z"
RATES = ExchangeRates(quotes={"USD/EUR": "0.86"}, on="2026-11-24", source="example")
DESK = {"timezone": "America/New_York", "weekly": {"mon-fri": [["09:00", "17:00"]], "sat,sun": []}}
SHOP = {
    "schedule": DESK,
    "country": "US",
    "languages": ["en", "de"],
    "products": {"coat": {"hs": "6201.30", "origin": "US", "weight_kg": "1.1", "duty_rates": {"DE": "0.12", "CH": "0"}}},
}
ORDER = {
    "id": "1001",
    "placed_at": "2026-11-25T14:02:00Z",
    "customer": {"name": {"given": "Lena", "surname": "Vogt"}, "languages": ["de"], "address": "DE"},
    "parcel": {"lines": [{"sku": "coat", "unit_price": "200.00 USD"}], "ship_from": "US", "ship_to": "DE", "channel": "courier", "freight": "20.00 USD"},
    "checkout": {"amount": "220.00 USD", "customer": {"country": "DE"}, "merchant": {"country": "US"}, "goods": "physical", "purpose": "one_off"},
    "consent": [{"act": "double_opt_in", "at": "2026-03-01T10:00:00+01:00", "channel": "email"}],
}
MAIL = {"kind": "message", "channel": "email", "content": "marketing"}
PARTS = {"customer": "greeting", "parcel": "cost", "checkout": "payments", "consent": "consent"}


def without(data, *keys):
    """A copy of plain data without what stands under a path."""
    copy = json.loads(json.dumps(data))
    inner = copy
    for key in keys[:-1]:
        inner = inner[key]
    del inner[keys[-1]]
    return copy


def having(data, value, *keys):
    """A copy of plain data with a value under a path."""
    copy = json.loads(json.dumps(data))
    inner = copy
    for key in keys[:-1]:
        inner = inner.setdefault(key, {}) if isinstance(inner, dict) else inner[key]
    inner[keys[-1]] = value
    return copy


def brief(order=ORDER, shop=SHOP, at=AT, rates=RATES):
    return customer_brief(order, shop=shop, at=at, rates=rates)


def paths(answer):
    return [need.path for need in answer.needs]


def test_each_part_is_its_questions_own_answer():
    actual = brief()
    line = {**ORDER["parcel"]["lines"][0], "hs": "620130", "origin": "US", "weight_kg": "1.1", "duty_rate": "0.12"}
    parcel = {**ORDER["parcel"], "lines": [line]}

    assert greet(ORDER["customer"], at=AT, offered=["en", "de"]) == actual.greeting
    assert availability(DESK, at=AT, viewer="Europe/Berlin").to_dict() == actual.availability.to_dict()
    assert landed_cost(parcel, on="2026-11-25", rates=RATES).to_dict() == actual.cost.to_dict()
    assert suggest_payments(ORDER["checkout"], on="2026-11-25").to_dict() == actual.payments.to_dict()
    assert "allow" == actual.consent.verdict
    assert "complete" == actual.status


def test_consent_is_asked_for_a_marketing_email_from_the_shop_itself():
    request = {**MAIL, "history": ORDER["consent"], "recipient": {"country": "DE", "kind": "individual"}, "sender": {"country": "US", "same_entity": True}}

    assert check_consent(request, at=AT) == brief().consent


def test_a_whole_consent_request_is_asked_as_it_is():
    request = {**MAIL, "content": "transactional", "history": [], "recipient": {"country": "CH", "kind": "company"}, "sender": {"country": "US"}}
    actual = brief(having(ORDER, request, "consent"))

    assert "transactional" == actual.consent.basis
    assert not [one for one in actual.assumed if one.path == "/order/consent"]


@pytest.mark.parametrize(("buyer", "expected"), [("business", "opt_out"), ("consumer", "opt_in")])
def test_who_is_written_to_is_who_buys(buyer, expected):
    """In Sweden consent is owed by those who write to persons, not by those who write to companies."""
    order = having(having(having(ORDER, {"kind": buyer}, "parcel", "buyer"), "SE", "customer", "address"), [], "consent")
    verdict = {"opt_out": "allow", "opt_in": "deny"}[expected]

    assert verdict == brief(order).consent.verdict


def test_her_place_is_her_address_else_where_the_parcel_goes():
    order = having(having(ORDER, {"languages": ["en"]}, "customer"), [], "consent")

    assert "DE:compliance.email_marketing" == brief(order).consent.rules[0].rule.split("@")[0]
    assert "US:compliance.email_marketing" == brief(having(order, "US", "customer", "address")).consent.rules[0].rule.split("@")[0]


@pytest.mark.parametrize(
    ("at", "to", "expected"),
    [
        ("2026-06-30T21:59:59Z", "DE", date(2026, 6, 30)),
        ("2026-06-30T22:00:00Z", "DE", date(2026, 7, 1)),
        ("2026-11-24T15:30:00Z", "JP", date(2026, 11, 25)),
        ("2026-11-25T03:00:00Z", "US", date(2026, 11, 24)),
        ("2026-11-25T23:30:00-08:00", "AQ", date(2026, 11, 26)),
    ],
)
def test_the_cost_is_of_the_day_on_the_destinations_calendar(at, to, expected):
    actual = brief(having(ORDER, to, "parcel", "ship_to"), at=at).cost.on

    assert expected == actual


def test_a_law_that_turns_at_her_midnight_turns_the_cost():
    small = having(ORDER, "50.00 USD", "parcel", "lines", 0, "unit_price")
    before, after = (brief(small, at=at).cost for at in ("2026-06-30T21:59:59Z", "2026-06-30T22:00:00Z"))

    assert "duty.eu.low-value" not in {charge.code for charge in before.charges}
    assert "duty.eu.low-value" in {charge.code for charge in after.charges}


def test_the_hours_are_told_on_her_clock_where_it_is_known():
    assert "2026-11-25T23:00:00+01:00" == brief().availability.until.viewer.isoformat()

    travelling = having(ORDER, "Asia/Tokyo", "customer", "timezone")

    assert "Asia/Tokyo" == brief(travelling).viewer
    assert "2026-11-26T07:00:00+09:00" == brief(travelling).availability.until.viewer.isoformat()


@pytest.mark.parametrize("address", ["US", None])
def test_an_unknown_clock_is_a_need_and_the_hours_are_the_shops(address):
    actual = brief(having(ORDER, address, "customer", "address"))

    assert actual.availability.until.viewer is None
    assert "/order/customer/timezone" in paths(actual)
    assert 1 == paths(actual).count("/order/customer/timezone")


def test_what_the_shop_knows_of_its_goods_fills_what_the_order_leaves_out():
    line = brief().cost.parcel.lines[0]

    assert ("620130", "US", "1.1", "12%") == (line.hs, line.origin, str(line.weight_kg), str(line.duty_rate))


@pytest.mark.parametrize(("fact", "value"), [("hs", "610910"), ("origin", "CN"), ("weight_kg", "2"), ("duty_rate", "0.05")])
def test_what_the_order_says_is_never_overridden(fact, value):
    line = brief(having(ORDER, value, "parcel", "lines", 0, fact)).cost.parcel.lines[0]

    assert value == line.to_dict()[fact]


def test_a_product_speaks_of_its_own_destinations_and_of_no_other_good():
    other = having(ORDER, "hat", "parcel", "lines", 0, "sku")
    french = having(ORDER, "FR", "parcel", "ship_to")

    assert brief(other).cost.parcel.lines[0].hs is None
    assert brief(french).cost.parcel.lines[0].duty_rate is None
    assert {"estimated"} == {charge.status for charge in brief(french).cost.charges if charge.kind == "duty"}


def test_the_shops_registrations_and_providers_count_where_the_order_is_silent():
    shop = {**SHOP, "schemes": ["ioss"], "providers": ["Stripe"]}
    actual = brief(shop=shop)

    assert ("ioss",) == actual.cost.parcel.seller.schemes
    assert ("stripe",) == actual.payments.checkout.merchant.providers
    assert brief().cost.parcel.seller is None

    told = having(having(ORDER, {"schemes": []}, "parcel", "seller"), ["adyen"], "checkout", "merchant", "providers")

    assert () == brief(told, shop=shop).cost.parcel.seller.schemes
    assert ("adyen",) == brief(told, shop=shop).payments.checkout.merchant.providers


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_missing_is_one_need_and_hides_no_other(part):
    whole, actual = brief().to_dict(), brief(without(ORDER, part))

    assert getattr(actual, PARTS[part]) is None
    assert f"/order/{part}" in paths(actual)
    assert "incomplete" == actual.status
    told = actual.to_dict()
    others = [one for name, one in PARTS.items() if name != part and (part, name) != ("customer", "consent")]
    assert {name: whole[name] for name in others} == {name: told[name] for name in others}


@pytest.mark.parametrize(
    ("keys", "part"),
    [
        (("customer", "languages"), "greeting"),
        (("parcel", "channel"), "cost"),
        (("parcel", "ship_from"), "cost"),
        (("parcel", "ship_to"), "cost"),
        (("parcel", "lines"), "cost"),
        (("parcel", "lines", 0, "sku"), "cost"),
        (("parcel", "lines", 0, "unit_price"), "cost"),
        (("checkout", "amount"), "payments"),
        (("checkout", "merchant"), "payments"),
        (("checkout", "customer", "country"), "payments"),
        (("consent", 0, "at"), "consent"),
    ],
)
def test_a_missing_key_is_a_need_of_its_part(keys, part):
    actual = brief(without(ORDER, *keys))
    path = "/order/" + "/".join(map(str, keys))

    assert path in paths(actual)
    assert getattr(actual, part) is None
    assert all(getattr(actual, one) is not None for one in PARTS.values() if one != part and (part, one) != ("greeting", "consent"))


def test_all_missing_keys_of_a_part_are_named_at_once_and_parts_add_up():
    order = {"id": "7", "parcel": {"lines": [{"sku": "coat", "unit_price": "1.00 USD"}]}, "checkout": {"amount": "1.00 USD"}, "consent": {"kind": "message"}}
    expected = {
        *("/order/parcel/ship_from", "/order/parcel/ship_to", "/order/parcel/channel", "/order/customer"),
        *("/order/checkout/customer", "/order/checkout/merchant", "/order/checkout/goods", "/order/checkout/purpose"),
        *("/order/consent/content", "/order/consent/recipient", "/order/consent/sender", "/order/consent/history"),
    }
    actual = set(paths(brief(order)))

    assert expected == actual


@pytest.mark.parametrize(
    ("order", "code", "path"),
    [
        (without(ORDER, "id"), "missing_key", "/order/id"),
        (having(ORDER, "", "id"), "empty_text", "/order/id"),
        (having(ORDER, "yesterday", "placed_at"), "not_an_instant", "/order/placed_at"),
        (having(ORDER, "UK", "parcel", "ship_to"), "unknown_country", "/order/parcel/ship_to/country"),
        (having(ORDER, 1, "parcel", "frieght"), "unknown_key", "/order/parcel/frieght"),
        (having(ORDER, {}, "customer", "name", "given"), "unreadable_name", "/order/customer/name/given"),
        (having(ORDER, "Mars/Base", "customer", "timezone"), "unknown_zone", "/order/customer/timezone"),
        (having(ORDER, "999.00 USD", "parcel", "discount"), "discount_too_high", "/order/parcel/discount"),
        (having(ORDER, ["nope"], "checkout", "merchant", "blocked"), "unknown_method", "/order/checkout/merchant/blocked/0"),
        (having(ORDER, "sold", "consent", 0, "act"), "unknown_choice", "/order/consent/0/act"),
        (having(ORDER, "no", "consent"), "not_a_list", "/order/consent"),
        (having(ORDER, {"kind": "letter"}, "consent"), "missing_key", None),
        ([], "not_a_mapping", "/order"),
        (7, "not_a_mapping", "/order"),
    ],
)
def test_a_fact_that_is_wrong_is_refused_with_its_path(order, code, path):
    if path is None:
        assert "/order/consent/content" in paths(brief(order))
        return
    with pytest.raises(FactError) as caught:
        brief(order)

    assert (code, path) == (caught.value.code, caught.value.path)


@pytest.mark.parametrize(
    ("shop", "code", "path"),
    [
        (without(SHOP, "schedule"), "missing_key", "/shop/schedule"),
        (having(SHOP, [], "languages"), "no_languages", "/shop/languages"),
        (having(SHOP, "12", "products", "coat", "hs"), "unreadable_hs", "/shop/products/coat/hs"),
        (having(SHOP, 1.5, "products", "coat", "weight_kg"), "float_measure", "/shop/products/coat/weight_kg"),
        (having(SHOP, "0.1", "products", "coat", "duty_rates", "UK"), "unknown_country", "/shop/products/coat/duty_rates/UK"),
        (having(SHOP, "12", "products", "coat", "duty_rates", "DE"), "rate_too_high", "/shop/products/coat/duty_rates/DE"),
        (having(SHOP, {"country": "DE", "region": "XX"}, "schedule", "holidays"), None, "/shop/schedule/holidays/region"),
    ],
)
def test_what_is_wrong_about_the_shop_is_refused_with_its_path(shop, code, path):
    with pytest.raises(FactError) as caught:
        brief(shop=shop)

    assert path == caught.value.path
    assert code in (None, caught.value.code)


@pytest.mark.parametrize(("at", "code"), [("2026-11-25T14:30:00", "naive_datetime"), ("today", "not_an_instant"), ("2050-01-01T00:00:00Z", "outside_atlas")])
def test_the_instant_is_refused_by_its_name(at, code):
    with pytest.raises(FactError) as caught:
        brief(at=at)

    assert (code, "/at") == (caught.value.code, caught.value.path)


def test_needs_are_named_as_the_facts_of_the_brief_are():
    order = without(without(ORDER, "parcel", "freight"), "customer", "address")
    order = having(order, [{"act": "opt_in", "at": "2026-03-01T10:00:00+01:00"}], "consent")
    order = having(order, "ZZ-unknown", "checkout", "merchant", "providers")
    order = without(order, "checkout", "merchant", "providers")
    actual = paths(brief(order, shop=without(SHOP, "products"), rates=None))

    for path in ("/order/parcel/freight", "/rates/USD~1EUR", "/order/consent/0/channel", "/order/customer/timezone"):
        assert path in actual
    assert len(actual) == len(set(actual))


def test_needs_of_a_whole_request_are_named_in_it():
    request = {"kind": "message", "content": "marketing", "history": [], "recipient": {"country": "DE", "kind": "individual"}, "sender": {"country": "US"}}

    assert "/order/consent/channel" in paths(brief(having(ORDER, request, "consent")))


def test_needs_of_the_hours_are_named_in_the_shop():
    shop = having(SHOP, {"country": "US"}, "schedule", "holidays")
    late = brief(without(without(without(without(ORDER, "parcel"), "checkout"), "consent"), "customer"), shop=shop, at="2034-11-25T14:30:00Z")

    assert all(path.startswith(("/order", "/shop")) for path in paths(late))


FILLS = {
    "/order/parcel/freight": ("20.00 USD", "parcel", "freight"),
    "/order/parcel/channel": ("courier", "parcel", "channel"),
    "/order/parcel/ship_to": ("DE", "parcel", "ship_to"),
    "/order/parcel/lines/0/duty_rate": ("0.12", "parcel", "lines", 0, "duty_rate"),
    "/order/customer/timezone": ("Europe/Berlin", "customer", "timezone"),
    "/order/customer/languages": (["de"], "customer", "languages"),
    "/order/customer": (ORDER["customer"], "customer"),
    "/order/checkout": (ORDER["checkout"], "checkout"),
    "/order/checkout/goods": ("physical", "checkout", "goods"),
    "/order/consent": (ORDER["consent"], "consent"),
}


@given(gone=st.sets(st.sampled_from(sorted(FILLS))))
def test_bringing_what_the_needs_name_completes_the_brief(gone):
    order = json.loads(json.dumps(having(ORDER, "0.12", "parcel", "lines", 0, "duty_rate")))
    for path in sorted(gone, key=len, reverse=True):
        try:
            order = without(order, *FILLS[path][1:])
        except KeyError:
            continue
    for _ in range(8):
        found = brief(order, shop=without(SHOP, "products"))
        if found.status == "complete":
            break
        for need in found.needs:
            value, *keys = FILLS[need.path]
            order = having(order, value, *keys)

    assert "complete" == found.status
    assert () == found.needs


def test_what_is_assumed_and_why_is_that_of_the_parts():
    actual = brief()

    assert {"/order/parcel/gift", "/order/consent/0/freely_given", "/order/consent"} <= {one.path for one in actual.assumed}
    assert sum(len(one.because) for one, _ in actual.parts) == len(actual.because)
    assert set(actual.payments.caveats) | set(actual.cost.caveats) <= set(actual.caveats)
    assert len(actual.caveats) == len(set(actual.caveats))


def test_the_edition_names_every_book_that_was_read_once():
    shop = having(SHOP, {"country": "US"}, "schedule", "holidays")
    words = brief(shop=shop).edition.split()

    assert ["2026.11", "tzdata", "holidays"] == [word.split("-")[0] for word in words]


def test_a_part_that_is_prohibited_prohibits_the_whole(monkeypatch):
    monkeypatch.setattr(LandedCost, "status", "prohibited", raising=False)

    assert "prohibited" == brief().status


WIRED = {"rates": {"USD/EUR": "0.86"}, "rates_on": "2026-11-24", "rates_source": "example"}


def test_a_brief_is_a_value():
    one, other = brief(), brief(Order.read(ORDER), shop=Shop.from_dict(SHOP))

    assert one == other
    assert hash(one) == hash(other)
    assert one == pickle.loads(pickle.dumps(one))
    assert one.to_dict() == json.loads(json.dumps(one.to_dict()))
    assert one.to_dict() == ask("customer_brief", {"order": ORDER, "shop": SHOP, "at": AT, **WIRED})


def test_a_history_is_a_list_at_the_door_and_on_the_wire():
    order = Order.read(ORDER)

    assert order == Order(**{**ORDER, "consent": order.consent})
    assert ORDER["consent"][0]["act"] == order.to_dict()["consent"][0]["act"]


def test_orders_shops_and_products_are_read_as_they_are_written():
    for cls, data in ((Order, ORDER), (Shop, SHOP), (Product, SHOP["products"]["coat"])):
        value = cls.from_dict(data)

        assert value == cls.from_dict(value.to_dict())
        assert value == pickle.loads(pickle.dumps(value))
        assert value is cls.read(value) if cls is Order else value


# ---------------------------------------------------------------------------------------------------------------------------- the page


def lines_of(answer):
    return answer.text.split("\n")


def section(answer, label):
    found, inside = [], False
    for line in lines_of(answer):
        if line[:11].strip():
            inside = line.startswith(label)
        if inside:
            found.append(line[11:])
    return "\n".join(found)


ORDERS = sorted((Path(__file__).parents[2] / "examples" / "orders").glob("own-*.json"))


@pytest.mark.parametrize("file", ORDERS, ids=lambda file: file.stem)
def test_the_page_is_narrow_and_clean(file):
    facts = json.loads(file.read_text("utf-8"))
    del facts["platform"]
    text = ask("customer_brief", facts)["text"]

    assert WIDTH >= max(cells(line) for line in text.split("\n"))
    assert not [line for line in text.split("\n") if line != line.rstrip()]
    assert text.endswith("\n")
    assert "None" not in text


def test_every_charge_and_total_stands_on_the_page():
    actual = brief()
    parcel, cost = section(actual, "PARCEL"), actual.cost

    for money in (*(charge.amount for charge in cost.charges), cost.total, cost.due_at_checkout, cost.due_at_door, cost.freight):
        assert f" {money.digits}" in parcel
    for reason in cost.because:
        assert reason.entry is None or reason.rule in section(actual, "SOURCES")
    assert "USD → EUR by example of 2026-11-24" in parcel


def test_the_page_says_the_same_as_the_answer():
    actual = brief()

    assert actual.greeting.text in section(actual, "GREETING")
    assert "22:30 today" not in section(actual, "TEAM")
    assert "Awake until 23:00 today her time (17:00 in New York). Opens again at 15:00 tomorrow" in section(actual, "TEAM")
    assert next(one.name for one in actual.payments.offered if one.band != "unknown") in section(actual, "PAYMENT")
    assert "It may be sent now. On what ground: consent." in section(actual, "E-MAIL")
    assert "UWG, § 7(2) no. 2, § 7(3): an express consent" in section(actual, "E-MAIL")
    assert "complete; by 2026.11 tzdata" in actual.text
    assert "MISSING" not in actual.text


def test_the_page_of_nothing_says_what_is_missing():
    actual = brief({"id": "1"})

    assert "Nobody is known to greet." in actual.text
    assert "No parcel is known." in actual.text
    assert "No checkout is known." in actual.text
    assert "so nothing may be sent" in actual.text
    for path in paths(actual):
        assert path in actual.text


@pytest.mark.parametrize(
    ("zone", "days", "hours", "at", "expected"),
    [
        ("America/New_York", "mon-fri", ["09:00", "17:00"], "2026-11-25T13:30:00Z", "Closed. Opens at 15:00 today her time (09:00 in New York), in 30 min."),
        (
            "America/New_York",
            "mon-fri",
            ["09:00", "17:00"],
            "2026-11-27T23:00:00Z",
            "Closed. Opens at 15:00 on Mon 30 Nov her time (09:00 in New York), in 2 d 15 h.",
        ),
        (
            "America/New_York",
            "mon-fri",
            ["09:00", "17:00"],
            "2026-11-25T23:30:30Z",
            "Closed. Opens at 15:00 today her time (09:00 in New York), in 14 h 30 min.",
        ),
        ("Europe/Vienna", "mon-sun", ["08:00", "20:00"], AT, "Awake until 20:00 today her time. Opens again at 08:00 tomorrow her time."),
        ("Asia/Tokyo", "thu", ["10:00", "18:00"], AT, "Closed. Opens at 02:00 tomorrow her time (10:00 in Tokyo), in 10 h 30 min."),
        ("Asia/Tokyo", "thu", ["04:00", "18:00"], AT, "Closed. Opens at 20:00 today her time (04:00 on Thu 26 Nov in Tokyo), in 4 h 30 min."),
        ("Asia/Tokyo", "mon-sun", ["00:00", "24:00"], AT, "Awake, and nothing known closes it."),
        ("Asia/Tokyo", "mon-sun", None, AT, "Closed. Nothing known opens it again."),
    ],
)
def test_the_page_tells_the_hours_on_her_clock(zone, days, hours, at, expected):
    schedule = {"timezone": zone, "weekly": {days: [hours] if hours else []}}
    actual = " ".join(section(brief(shop=having(SHOP, schedule, "schedule"), at=at), "TEAM").split())

    assert actual.startswith(expected)


def test_the_page_tells_hours_that_do_not_come_again():
    schedule = {"timezone": "Europe/Berlin", "weekly": {"wed": [["08:00", "20:00"]]}, "valid": ["2026-11-25", "2026-11-25"]}

    assert section(brief(shop=having(SHOP, schedule, "schedule")), "TEAM").startswith("Awake until 20:00 today her time.\n")


def test_without_her_clock_the_page_tells_the_shops():
    actual = section(brief(having(ORDER, "US", "customer", "address")), "TEAM")

    assert "Awake until 17:00 today in New York. Opens again at 09:00 tomorrow in New York." in actual


@pytest.mark.parametrize(
    ("to", "expected"), [("DE", "It may not be sent."), ("AQ", "A person who knows the law has to decide."), ("US", "no consent needed there")]
)
def test_the_page_tells_the_verdict(to, expected):
    actual = section(brief(having(having(ORDER, [], "consent"), to, "customer", "address")), "E-MAIL")

    assert expected in actual


def test_the_page_tells_until_when_a_consent_holds():
    order = having(having(ORDER, "CA", "customer", "address"), [{"act": "purchase", "at": "2026-11-20T10:00:00Z"}], "consent")

    assert "until Mon 20 Nov 2028." in section(brief(order), "E-MAIL")


def test_an_unknown_figure_is_a_question_mark_and_the_least_is_told():
    open_freight = section(brief(without(ORDER, "parcel", "freight")), "PARCEL")
    open_duty = section(brief(shop=without(SHOP, "products")), "PARCEL")
    open_rate = section(brief(rates=None), "PARCEL")

    assert "the total is not known yet " in open_freight
    assert "the total is not known yet; it is at least" in open_duty
    assert "cannot be reckoned yet" in open_duty
    assert "the total is not known yet " in open_rate
    assert "?" in open_rate


def test_the_page_tells_where_each_charge_is_paid():
    inside = having(ORDER, ["duty", "tax"], "parcel", "prices_include")

    assert "at the door" in section(brief(), "PARCEL")
    assert "at the door" not in section(brief(inside), "PARCEL").split("total")[0]
    assert "in the price" in section(brief(inside), "PARCEL")
    assert "at checkout [" in section(brief(having(ORDER, "DDP", "parcel", "incoterm")), "PARCEL")


def test_a_tongue_nobody_wrote_down_has_no_words_yet():
    actual = section(brief(shop=having(SHOP, ["sw"], "languages")), "GREETING")

    assert actual.startswith("There are no words for her yet.\nin sw, polite;")


def test_the_page_tells_ways_to_pay_by_how_much_they_are_used():
    whole = brief()
    few = evolve(whole, payments=evolve(whole.payments, offered=whole.payments.offered[:1]))
    unknown = evolve(whole, payments=evolve(whole.payments, offered=tuple(evolve(one, band="unknown") for one in whole.payments.offered[:1])))

    assert "also, how much used there is not known:" in section(whole, "PAYMENT")
    assert "is not known:" not in section(few, "PAYMENT")
    assert f"would work, how much used there is not known: {whole.payments.offered[0].name}" in section(unknown, "PAYMENT")


def test_the_page_tells_insurance_and_transport_only_where_they_are_told():
    actual = section(brief(having(having(ORDER, "3.00 USD", "parcel", "insurance"), "air", "parcel", "transport")), "PARCEL")

    assert "US → DE by courier, air, entering on 2026-11-25" in actual
    assert "insurance" in actual
    assert "insurance" not in section(brief(), "PARCEL").replace("goods, freight and insurance", "").replace("freight, insurance, duty", "")


@pytest.mark.parametrize("offset", ["+00:00", "-03:30", "+05:45"])
def test_the_head_tells_the_instant_as_it_was_asked(offset):
    head = lines_of(brief(at=f"2026-11-25T14:30:00{offset}"))[0]
    expected = "14:30 UTC" + ("" if offset == "+00:00" else offset)

    assert head.endswith(expected)


def test_a_long_name_of_an_order_gets_a_line_of_its_own():
    first, second, *_ = lines_of(brief(having(ORDER, "x" * 80, "id")))

    assert f"ORDER {'x' * 80} · US → DE" == first
    assert "Wed 25 Nov 2026, 14:30 UTC" == second


@given(
    sku=st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=120),
    name=st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=120),
    price=st.integers(0, 10**13),
)
def test_no_name_breaks_the_page(sku, name, price):
    line = {"sku": sku, "unit_price": str(Money.of(price, "USD")), "duty_rate": "0.12", "quantity": 3}
    order = having(having(ORDER, [line], "parcel", "lines"), {"given": name}, "customer", "name")
    lines = lines_of(brief(order))

    assert WIDTH >= max(cells(line) for line in lines[2:])


GAPS = str.maketrans("", "", " \t\r\n")


@given(st.text(max_size=200), st.integers(2, 60))
def test_wrapping_loses_nothing_and_keeps_to_its_room(text, room):
    lines = wrapped(text, room)

    assert text.translate(GAPS) == "".join(lines).translate(GAPS)
    assert all(cells(line) <= room for line in lines)


@pytest.mark.parametrize(("text", "expected"), [("abc", 3), ("山田様", 6), ("e\u0301", 1), ("Ａ", 2), ("a\u200bb", 2), ("", 0), ("Bonjour\u202f!", 9)])
def test_cells_are_columns_of_a_terminal(text, expected):
    assert expected == cells(text)


def test_an_order_without_her_place_asks_for_it_where_it_would_stand():
    order = {"id": "1", "customer": {"languages": ["de"]}, "consent": []}

    assert "/order/customer/address" in paths(brief(order))
    assert "/order/customer/address" not in paths(brief(without(order, "customer")))


def test_gaps_belong_to_what_was_read_and_are_no_part_of_the_value():
    order = Order.read({"id": "1", "parcel": {}})

    assert ["/order/parcel/lines", "/order/parcel/ship_from", "/order/parcel/ship_to", "/order/parcel/channel"] == [need.path for need in order.gaps]
    assert () == evolve(order, id="2").gaps
    assert order == Order(id="1")
