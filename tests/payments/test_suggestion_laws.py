"""What holds of every checkout on every day."""

import pickle
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from xborder.atlas import standard
from xborder.payments.checkout import DEVICES, GOODS, PURPOSES, Checkout
from xborder.payments.methods import BANDS, REASONS
from xborder.payments.suggestion import PaymentSuggestions, suggest_payments

DAY = date(2026, 2, 2)
COUNTRIES = st.sampled_from(["DE", "NL", "PL", "SE", "GB", "US", "JP", "BR", "CZ", "ZA", "SA", "AU", "CN", "IN", "AQ"])
CURRENCIES = {"EUR": 2, "USD": 2, "JPY": 0, "KWD": 3, "PLN": 2, "SEK": 2, "BRL": 2, "INR": 2}


@st.composite
def checkouts(draw):
    code = draw(st.sampled_from(sorted(CURRENCIES)))
    units = draw(st.integers(1, 10**9))
    whole, part = divmod(units, 10 ** CURRENCIES[code])
    amount = f"{whole}.{part:0{CURRENCIES[code]}d}" if CURRENCIES[code] else str(units)
    providers = draw(st.none() | st.lists(st.sampled_from(["stripe", "mollie", "adyen", "paypal", "klarna", "nobody"]), unique=True))
    return {
        "amount": {"amount": amount, "currency": code},
        "customer": {"country": draw(COUNTRIES), "age": draw(st.none() | st.integers(0, 99))},
        "merchant": {
            "country": draw(COUNTRIES),
            "providers": providers,
            "blocked": draw(st.lists(st.sampled_from(["visa", "card", "p24", "klarna"]), unique=True)),
        },
        "goods": draw(st.sampled_from(GOODS)),
        "purpose": draw(st.sampled_from(PURPOSES)),
        "device": draw(st.none() | st.sampled_from(DEVICES)),
        "delivery_days": draw(st.none() | st.integers(0, 60)),
    }


days = st.dates(date(2010, 1, 1), date(2035, 12, 31))


def reasons(answer, method):
    return next((one.reasons for one in answer.excluded if one.method == method), None)


def lists(answer):
    return ({one.method for one in answer.offered}, {one.method for one in answer.excluded}, {one.method for one in answer.unknown})


@given(checkouts(), days)
def test_every_known_method_is_in_exactly_one_list(facts, on):
    answer = suggest_payments(facts, on=on)
    listed = [one.method for one in (*answer.offered, *answer.excluded, *answer.unknown)]

    assert sorted(listed) == sorted(standard().listed("methods"))


@given(checkouts(), days)
def test_every_exclusion_has_reasons_and_every_unknown_has_needs(facts, on):
    answer = suggest_payments(facts, on=on)

    assert all(one.reasons and set(one.reasons) <= set(REASONS) for one in answer.excluded)
    assert all(one.needs for one in answer.unknown)


@given(checkouts(), days)
def test_asked_twice_it_answers_the_same(facts, on):
    one, other = suggest_payments(facts, on=on), suggest_payments(Checkout.from_dict(facts), on=on.isoformat())

    assert one == other
    assert hash(one) == hash(other)
    assert one.to_dict() == other.to_dict()


@given(checkouts(), days)
def test_offers_are_ranked_by_band_and_no_family_comes_twice_before_another_came_once(facts, on):
    answer = suggest_payments(facts, on=on)
    bands = [BANDS.index(one.band) for one in answer.offered]

    assert [one.rank for one in answer.offered] == list(range(1, len(answer.offered) + 1))
    assert bands == sorted(bands)
    for band in BANDS:
        families = [one.family for one in answer.offered if one.band == band]
        before = {one.family: 0 for one in answer.offered}
        for one in answer.offered:
            if BANDS.index(one.band) < BANDS.index(band):
                before[one.family] += 1
        for place, family in enumerate(families):
            waiting = set(families[place:])

            assert before[family] == min(before[one] for one in waiting)
            before[family] += 1


@given(checkouts(), days)
def test_blocking_moves_a_method_to_the_excluded_and_nothing_else(facts, on):
    free = suggest_payments({**facts, "merchant": {**facts["merchant"], "blocked": []}}, on=on)
    less = suggest_payments({**facts, "merchant": {**facts["merchant"], "blocked": ["mastercard"]}}, on=on)

    assert "blocked" in reasons(less, "mastercard")
    assert lists(free)[0] - {"mastercard"} == lists(less)[0]
    assert lists(free)[2] - {"mastercard"} == lists(less)[2]


@given(checkouts(), days, st.sampled_from(DEVICES), st.integers(0, 99), st.integers(0, 60))
def test_a_fact_more_never_brings_back_what_was_excluded(facts, on, device, age, delivery_days):
    bare = {**facts, "device": None, "delivery_days": None, "customer": {"country": facts["customer"]["country"]}}
    told = {**bare, "device": device, "delivery_days": delivery_days, "customer": {**bare["customer"], "age": age}}

    assert lists(suggest_payments(bare, on=on))[1] <= lists(suggest_payments(told, on=on))[1]


@given(checkouts(), days)
def test_a_provider_more_never_takes_an_offer_away(facts, on):
    some = {**facts, "merchant": {**facts["merchant"], "providers": ["stripe"]}}
    more = {**facts, "merchant": {**facts["merchant"], "providers": ["stripe", "mollie"]}}

    assert lists(suggest_payments(some, on=on))[0] <= lists(suggest_payments(more, on=on))[0]


@given(checkouts())
def test_it_survives_the_wire_and_the_pickle(facts):
    answer = suggest_payments(facts, on=DAY)

    assert pickle.loads(pickle.dumps(answer)) == answer
    assert list(answer.to_dict()) == list(PaymentSuggestions.WIRE)
    assert Checkout.from_dict(answer.checkout.to_dict()) == answer.checkout
