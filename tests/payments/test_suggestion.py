import pickle
from datetime import date

import pytest

from xborder.atlas import Layer, standard
from xborder.errors import FactError
from xborder.payments.checkout import Checkout
from xborder.payments.suggestion import suggest_payments

DAY = date(2026, 2, 2)


def checkout(amount="50.00 EUR", customer="DE", merchant="DE", goods="physical", purpose="one_off", *, age=None, providers=None, blocked=(), **more):
    return Checkout(
        amount=amount,
        customer={"country": customer, "age": age},
        merchant={"country": merchant, "providers": providers, "blocked": blocked},
        goods=goods,
        purpose=purpose,
        **more,
    )


def reasons(answer, method):
    return next((one.reasons for one in answer.excluded if one.method == method), None)


def offer(answer, method):
    return next((one for one in answer.offered if one.method == method), None)


def needs(answer, method):
    return next((tuple(need.path for need in one.needs) for one in answer.unknown if one.method == method), None)


def lists(answer):
    return ({one.method for one in answer.offered}, {one.method for one in answer.excluded}, {one.method for one in answer.unknown})


# ---------------------------------------------------------------------------------------------------------------------------- filters


def test_a_german_in_germany():
    answer = suggest_payments(checkout(), on=DAY)

    assert {"visa", "paypal", "klarna", "sepa_direct_debit", "wero", "cash_on_delivery"} <= lists(answer)[0]
    assert reasons(answer, "ideal") == ("customer_country",)
    assert reasons(answer, "giropay") == ("ended",)
    assert reasons(answer, "billie") == ("purpose",)
    assert reasons(answer, "swish") == ("customer_country", "currency")


def test_a_provider_ends_earlier_than_the_scheme():
    on = date(2024, 7, 1)

    assert reasons(suggest_payments(checkout(providers=["stripe", "mollie"]), on=on), "giropay") == ("ended",)
    assert offer(suggest_payments(checkout(providers=["stripe", "paypal"]), on=on), "giropay").provider == "paypal"
    assert offer(suggest_payments(checkout(), on=on), "giropay").provider is None


def test_a_provider_of_whom_nothing_is_written_leaves_a_method_unknown_and_never_brings_a_no():
    answer = suggest_payments(checkout(customer="NL", providers=["redsys"]), on=DAY)

    assert needs(answer, "ideal") == ("ideal:payments.provider.redsys",)
    assert [need.path for need in answer.needs if "redsys" in need.path] == ["/checkout/merchant/providers/redsys"]
    assert reasons(answer, "swish") == ("customer_country", "currency")


def test_a_shop_without_providers_takes_what_needs_none():
    answer = suggest_payments(checkout(providers=[]), on=DAY)

    assert {"bank_transfer", "invoice", "cash_on_delivery"} == lists(answer)[0]
    assert reasons(answer, "visa") == ("provider",)
    assert reasons(answer, "ideal") == ("provider", "customer_country")


def test_a_contract_with_the_method_itself_is_a_provider():
    assert offer(suggest_payments(checkout(providers=["klarna"]), on=DAY), "klarna").provider == "klarna"


@pytest.mark.parametrize(
    ("amount", "expected"),
    [("0.99 EUR", ("amount_below",)), ("1.00 EUR", None), ("10000.00 EUR", None), ("10000.01 EUR", ("amount_above",))],
)
def test_amounts_lie_within_limits_to_the_cent(amount, expected):
    assert reasons(suggest_payments(checkout(amount, "AT", "AT", providers=["mollie"]), on=DAY), "eps") == expected


@pytest.mark.parametrize(("amount", "expected"), [("99 JPY", ("amount_below",)), ("100 JPY", None), ("299000 JPY", None), ("299001 JPY", ("amount_above",))])
def test_amounts_lie_within_limits_in_a_currency_without_cents(amount, expected):
    answer = suggest_payments(checkout(amount, "JP", "JP", providers=["worldpay"]), on=DAY)

    assert reasons(answer, "konbini") == expected


def test_without_a_provider_the_widest_limits_known_leave_it_open():
    answer = suggest_payments(checkout("120000.00 EUR", "PT", "PT"), on=DAY)

    assert needs(answer, "multibanco") == ("/checkout/merchant/providers",)
    assert offer(suggest_payments(checkout("20000.00 EUR", "PT", "PT"), on=DAY), "multibanco") is not None


def test_a_pair_of_countries():
    assert reasons(suggest_payments(checkout("50.00 USD", "US", "CA"), on=DAY), "affirm") == ("pair",)
    assert offer(suggest_payments(checkout("50.00 USD", "US", "US"), on=DAY), "affirm") is not None
    assert offer(suggest_payments(checkout(customer="FI", merchant="GB"), on=DAY), "klarna") is not None
    assert reasons(suggest_payments(checkout(customer="FI", merchant="US"), on=DAY), "klarna") == ("pair",)


def test_a_minor_gets_no_credit_and_an_unknown_age_is_flagged():
    assert reasons(suggest_payments(checkout(age=17), on=DAY), "klarna") == ("age",)
    assert offer(suggest_payments(checkout(age=18), on=DAY), "klarna").flags == ()
    assert offer(suggest_payments(checkout(), on=DAY), "klarna").flags == ("age_unknown",)
    assert offer(suggest_payments(checkout(age=17), on=DAY), "visa") is not None


def test_a_device_left_out_is_a_need_where_it_decides():
    here = {"customer": "ZA", "merchant": "ZA", "amount": "50.00 ZAR"}
    bare = suggest_payments(checkout(**here), on=DAY)

    assert needs(bare, "snapscan") == ("/checkout/device",)
    assert "/checkout/device" in [need.path for need in bare.needs]
    assert bare.status == "incomplete"
    assert offer(suggest_payments(checkout(**here, device="mobile"), on=DAY), "snapscan") is not None
    assert needs(suggest_payments(checkout(**here, device="desktop"), on=DAY), "snapscan") == ("snapscan:payments.method.devices",)


def test_a_voucher_may_not_outlive_the_promise():
    here = {"customer": "BR", "merchant": "BR", "amount": "50.00 BRL"}

    assert reasons(suggest_payments(checkout(**here, delivery_days=7), on=DAY), "boleto") == ("delivery",)
    assert offer(suggest_payments(checkout(**here, delivery_days=8), on=DAY), "boleto") is not None
    assert offer(suggest_payments(checkout(**here), on=DAY), "boleto") is not None


def test_the_door_is_paid_for_things_only():
    assert offer(suggest_payments(checkout(), on=DAY), "cash_on_delivery") is not None
    assert reasons(suggest_payments(checkout(goods="service"), on=DAY), "cash_on_delivery") == ("goods",)


def test_a_method_is_blocked_by_what_a_provider_calls_it():
    answer = suggest_payments(checkout(blocked=["Card"]), on=DAY)

    assert reasons(answer, "visa") == reasons(answer, "mastercard") == ("blocked",)
    assert reasons(suggest_payments(checkout(customer="PL", blocked=["p24"]), on=DAY), "przelewy24") == ("blocked",)


def test_before_its_launch_a_method_is_not_yet_and_before_its_first_source_unknown():
    assert reasons(suggest_payments(checkout("50.00 BRL", "BR", "BR"), on=date(2019, 5, 5)), "pix") == ("not_yet",)
    assert needs(suggest_payments(checkout("50.00 BRL", "BR", "BR"), on=date(2020, 11, 20)), "pix") == ("pix:payments.method",)
    assert offer(suggest_payments(checkout("50.00 BRL", "BR", "BR"), on=date(2020, 12, 1)), "pix") is not None


def test_a_table_holds_no_longer_than_a_launch():
    later = {**ACME, "payments": {"method": [{**ACME["payments"]["method"][0], "since": "2026-04-01"}]}}
    world = standard().overlay(Layer.from_mapping({"methods/acme_pay": later}, edition="acme-3"))
    before, after = suggest_payments(checkout(), on=date(2026, 3, 31), atlas=world), suggest_payments(checkout(), on=date(2026, 4, 1), atlas=world)

    assert needs(before, "acme_pay") == ("acme_pay:payments.method",)
    assert offer(after, "acme_pay") is not None


@pytest.mark.parametrize("asked", [["2020-10-31", "2020-11-20", "2020-12-01"], ["2020-12-01", "2020-11-20", "2020-10-31"], ["2020-11-20", "2020-10-31"]])
def test_the_order_of_asking_never_matters(asked):
    fresh = pickle.loads(pickle.dumps(standard()))
    facts = checkout("50.00 BRL", "BR", "BR")
    expected = {"2020-10-31": ("not_yet",), "2020-11-20": None, "2020-12-01": None}

    assert [expected[on] for on in asked] == [reasons(suggest_payments(facts, on=on, atlas=fresh), "pix") for on in asked]


def test_ideal_changes_its_name():
    names = [offer(suggest_payments(checkout(customer="NL"), on=on), "ideal").name for on in (date(2026, 1, 28), date(2026, 1, 29))]

    assert names == ["iDEAL", "iDEAL | Wero"]


# ---------------------------------------------------------------------------------------------------------------------- overlays, reasons

ACME = {
    "name": "Acme Pay",
    "family": "wallet",
    "payments": {
        "method": [
            {
                "since": "2026-01-01",
                "until": "2026-05-01",
                "grade": "C",
                "sources": [],
                "value": {
                    "customers": ["DE"], "merchants": "any", "pair": "any", "currencies": ["EUR"], "goods": ["physical"], "purposes": ["one_off"],
                    "devices": ["mobile", "desktop"],
                },
            }
        ]
    },
}  # fmt: skip
CASHLESS = [{"since": "2026-01-01", "grade": "C", "sources": [], "value": {"text": "mind the law", "families": ["wallet"], "above": "100.00 EUR"}}]
OFTEN = [{"since": "2026-01-01", "grade": "C", "sources": [], "value": "dominant"}]


def acme(**place):
    pages = {"methods/acme_pay": ACME, **({"places/de": {"payments": place}} if place else {})}
    return standard().overlay(Layer.from_mapping(pages, edition="acme-1"))


def test_a_shop_adds_a_method_of_her_own():
    answer = suggest_payments(checkout(), on=DAY, atlas=acme(offers={"acme_pay": OFTEN}))

    assert (answer.offered[0].method, answer.offered[0].band) == ("acme_pay", "dominant")
    assert answer.edition.endswith("+acme-1")
    assert "acme_pay" not in {one.method for one in suggest_payments(checkout(), on=DAY).offered}


def test_what_a_page_leaves_out_is_unknown():
    bare = {**ACME, "payments": {"method": [{**ACME["payments"]["method"][0], "value": {"customers": ["DE"]}}]}}
    world = standard().overlay(Layer.from_mapping({"methods/acme_pay": bare}, edition="acme-2"))

    gaps = [f"acme_pay:payments.method.{gap}" for gap in ("merchants", "pair", "currencies", "goods", "purposes", "devices")]
    assert needs(suggest_payments(checkout(), on=DAY, atlas=world), "acme_pay") == tuple(gaps)
    assert reasons(suggest_payments(checkout(customer="FR"), on=DAY, atlas=world), "acme_pay") == ("customer_country",)


def test_an_unverified_offer_and_an_end_within_half_a_year_are_caveats():
    answer = suggest_payments(checkout(), on=DAY, atlas=acme())
    caveats = {one.kind: one for one in answer.caveats if one.rule == "acme_pay:payments.method@2026-01-01"}

    assert sorted(caveats) == ["announced", "unverified"]
    assert caveats["announced"].on == date(2026, 5, 1)


def test_a_law_is_flagged_on_what_it_is_about_and_above_its_sum():
    world = acme(flag={"mind": CASHLESS})
    above = suggest_payments(checkout("100.01 EUR"), on=DAY, atlas=world)
    below = suggest_payments(checkout("100.00 EUR"), on=DAY, atlas=world)

    assert [one.rule for one in above.flags if one.code == "mind"] == ["DE:payments.flag.mind@2026-01-01"]
    assert offer(above, "acme_pay").flags == ("mind",)
    assert "mind" not in offer(above, "visa").flags
    assert "mind" not in {one.code for one in below.flags}


def test_because_cites_what_was_read():
    answer = suggest_payments(checkout("60.00 EUR", providers=["mollie"]), on=date(2024, 7, 1))
    read = {"visa:payments.method@2022-03-10", "visa:payments.provider.mollie@2018-05-07", "giropay:payments.provider.mollie@2018-08-06"}

    assert read <= {one.rule for one in answer.because}
    assert all(one.text for one in answer.because)
    assert answer.because[-1].code == "payments.order"


def test_a_place_nobody_wrote_about_is_a_need():
    answer = suggest_payments(checkout("50.00 USD", "AQ", "AQ"), on=DAY)

    assert "AQ:payments.offers" in [need.path for need in answer.needs]
    assert {one.band for one in answer.offered} == {"unknown"}


# ----------------------------------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("facts", "code", "path"),
    [
        ({"amount": "0.00 EUR"}, "nothing_to_pay", "/amount"),
        ({"amount": "-1.00 EUR"}, "nothing_to_pay", "/amount"),
        ({"amount": "1.005 EUR"}, "finer_than_payable", "/amount"),
        ({"amount": "0.5 JPY"}, "finer_than_payable", "/amount"),
        ({"customer": {"country": "UK"}}, "unknown_country", "/customer/country"),
        ({"customer": {"country": "DE", "age": 200}}, "impossible_age", "/customer/age"),
        ({"goods": "software"}, "unknown_choice", "/goods"),
        ({"purpose": "gift"}, "unknown_choice", "/purpose"),
        ({"device": "watch"}, "unknown_choice", "/device"),
        ({"delivery_days": -1}, "unusable_delivery", "/delivery_days"),
        ({"merchant": {"country": "DE", "blocked": "visa"}}, "not_a_list", "/merchant/blocked"),
        ({"merchant": {"country": "DE", "blocked": ["viza"]}}, "unknown_method", "/checkout/merchant/blocked/0"),
        ({"colour": "blue"}, "unknown_key", "/colour"),
    ],
)
def test_what_cannot_be_read_is_refused(facts, code, path):
    whole = {"amount": "50.00 EUR", "customer": {"country": "DE"}, "merchant": {"country": "DE"}, "goods": "physical", "purpose": "one_off"}

    with pytest.raises(FactError) as caught:
        suggest_payments({**whole, **facts}, on=DAY)

    assert (caught.value.code, caught.value.path) == (code, path)


@pytest.mark.parametrize(("on", "code"), [("2026-13-01", "no_such_day"), ("2009-12-31", "outside_atlas"), ("2026-02-02T10:00:00", "naive_datetime")])
def test_days_are_read_strictly(on, code):
    with pytest.raises(FactError) as caught:
        suggest_payments(checkout(), on=on)

    assert caught.value.code == code
