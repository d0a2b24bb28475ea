"""Which way of shipping: the front, the preference, what is out of the question."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder import ExchangeRates, FactError, Money, Parcel, ShippingOption, choose_option, landed_cost, promise

POST = {"id": "post", "cost": "9.00 EUR", "arrival": {"earliest": "2026-03-09", "latest": "2026-03-13"}}
COURIER = {"id": "courier", "cost": "18.00 EUR", "arrival": {"earliest": "2026-03-04", "latest": "2026-03-05"}}
WORSE = {"id": "worse", "cost": "19.00 EUR", "arrival": {"earliest": "2026-03-05", "latest": "2026-03-06"}}
OPTIONS = [POST, COURIER, WORSE]


@pytest.mark.parametrize(
    ("policy", "chosen", "standings"),
    [
        ({"prefer": "cheapest"}, "post", "chosen possible dominated"),
        ({"prefer": "fastest"}, "courier", "possible chosen dominated"),
        ({"prefer": "cheapest", "by": "2026-03-10"}, "courier", "too_late chosen dominated"),
        ({"prefer": "fastest", "at_most": "10.00 EUR"}, "post", "chosen too_dear too_dear"),
        ({"prefer": "cheapest", "by": "2026-03-10", "at_most": "10.00 EUR"}, None, "too_late too_dear too_dear"),
        # Eight days earlier for nine euro more: worth it at two euro a day, and at one not.
        ({"prefer": "balanced", "day_worth": "2.00 EUR"}, "courier", "possible chosen dominated"),
        ({"prefer": "balanced", "day_worth": "1.00 EUR"}, "post", "chosen possible dominated"),
        ({"prefer": "balanced", "day_worth": "0.00 EUR"}, "post", "chosen possible dominated"),
    ],
)
def test_the_policy_decides_among_the_best(policy, chosen, standings):
    choice = choose_option(OPTIONS, policy=policy)

    assert chosen == choice.chosen
    assert standings.split() == [one.standing for one in choice.options]
    assert ("post", "courier") == choice.front


def test_every_option_is_explained():
    choice = choose_option(OPTIONS, policy={"prefer": "cheapest", "by": "2026-03-10"})
    dear = choose_option(OPTIONS, policy={"prefer": "fastest", "at_most": "10.00 EUR"})

    expected = [
        "post may be here only 2026-03-13, after 2026-03-10",
        "courier is chosen: 18.00 EUR, here 2026-03-05 at the latest",
        "worse is no better than courier in price and day",
    ]

    assert expected == [one.text for one in choice.because]
    assert "courier costs 18.00 EUR, more than 10.00 EUR" == dear.because[1].text
    assert "courier" == choice.options[2].dominated_by
    assert (
        "post would do, at 9.00 EUR and 2026-03-13 at the latest, and is not what is preferred"
        == choose_option(OPTIONS, policy={"prefer": "fastest"}).because[0].text
    )


def test_of_two_alike_the_first_is_taken():
    choice = choose_option([POST, {**POST, "id": "other post"}], policy={"prefer": "cheapest"})

    assert ("post", ("post",), "post") == (choice.chosen, choice.front, choice.options[1].dominated_by)


def test_whole_answers_are_compared_and_what_they_lack_is_named():
    parcel = Parcel(
        lines=[{"sku": "tee", "unit_price": "20.00 EUR", "duty_rate": "0.12"}], ship_from="US", ship_to="DE", channel="courier", freight="10.00 EUR"
    )
    open_ = Parcel(lines=[{"sku": "tee", "unit_price": "20.00 EUR", "duty_rate": "0.12"}], ship_from="US", ship_to="DE", channel="courier")
    told = promise(
        "2026-03-02T10:00:00-05:00",
        warehouse={"timezone": "America/New_York", "country": "US", "cutoff": "14:00"},
        stages=[{"name": "transit", "min": 3, "max": 5, "unit": "days"}],
        ship_to="DE",
    )
    options = [
        ShippingOption(id="known", cost=landed_cost(parcel, on="2026-03-02"), arrival=told),
        ShippingOption(id="open", cost=landed_cost(open_, on="2026-03-02"), arrival=told),
    ]
    choice = choose_option(options, policy={"prefer": "fastest"})

    assert ("known", "incomplete", ("known",)) == (choice.chosen, choice.status, choice.front)
    assert ["/options/1/cost/parcel/freight"] == [one.path for one in choice.needs]
    assert ["chosen", "unknown"] == [one.standing for one in choice.options]
    assert "open cannot be compared: its cost or its arrival is not known" == choice.because[1].text
    assert "tzdata-" in choice.edition
    assert () == choice.assumed
    assert [] == [one for one in choice.to_dict()["caveats"] if one["kind"] == "announced" and one["on"] is None]
    assert {"id": "known", "total": options[0].cost.total.to_dict(), "earliest": str(told.earliest), "latest": str(told.latest)} == options[0].to_dict()


def test_nothing_is_chosen_where_nothing_is_known():
    parcel = Parcel(lines=[{"sku": "tee", "unit_price": "20.00 EUR"}], ship_from="US", ship_to="DE", channel="courier")
    choice = choose_option([{"id": "open", "cost": landed_cost(parcel, on="2026-03-02"), "arrival": POST["arrival"]}], policy={"prefer": "cheapest"})

    assert (None, (), ()) == (choice.chosen, choice.front, choice.caveats)


@pytest.mark.parametrize(
    ("options", "policy", "code", "path"),
    [
        ([], {"prefer": "cheapest"}, "no_options", "/options"),
        ([POST, POST], {"prefer": "cheapest"}, "id_twice", "/options/1/id"),
        ([POST, {**COURIER, "cost": "18.00 USD"}], {"prefer": "cheapest"}, "mixed_currencies", "/options/1/cost"),
        ([POST], {"prefer": "cheapest", "at_most": "10.00 USD"}, "mixed_currencies", "/policy/at_most"),
        ([POST], {"prefer": "nicest"}, "unknown_choice", "/policy/prefer"),
        ([POST], {"prefer": "balanced"}, "unusable_policy", "/policy/day_worth"),
        ([POST], {"prefer": "cheapest", "day_worth": "1.00 EUR"}, "unusable_policy", "/policy/day_worth"),
        ([POST], {"prefer": "balanced", "day_worth": "-1.00 EUR"}, "negative_price", "/policy/day_worth"),
        ([{**POST, "arrival": {"earliest": "2026-03-09", "latest": "2026-03-08"}}], {"prefer": "cheapest"}, "ends_before_start", "/options/0/arrival"),
        ([{**POST, "cost": 9}], {"prefer": "cheapest"}, "unreadable_money", "/options/0/cost"),
    ],
)
def test_what_cannot_be_compared_is_refused(options, policy, code, path):
    with pytest.raises(FactError) as caught:
        choose_option(options, policy=policy)

    assert (code, path) == (caught.value.code, caught.value.path)


@st.composite
def shelves(draw):
    made = []
    for index in range(draw(st.integers(1, 6))):
        earliest = draw(st.integers(0, 4))
        days = [date(2026, 3, 1) + timedelta(days=one) for one in (earliest, earliest + draw(st.integers(0, 4)))]
        made.append({"id": str(index), "cost": Money.of(draw(st.integers(0, 5)), "EUR"), "arrival": {"earliest": days[0], "latest": days[1]}})
    return made


policies = st.sampled_from(
    [
        {"prefer": prefer, **({"day_worth": worth} if prefer == "balanced" else {}), **by, **most}
        for prefer, worth, by, most in product(
            ["cheapest", "fastest", "balanced"], ["0.01 EUR", "0.00 EUR"], [{}, {"by": "2026-03-05"}], [{}, {"at_most": "0.02 EUR"}]
        )
    ]
)


@given(shelves(), policies)
def test_what_is_chosen_is_never_beaten(shelf, policy):
    choice = choose_option(shelf, policy=policy)
    figures = {one.id: (one.total, one.latest, one.earliest) for one in choice.options}
    allowed = [
        name
        for name, (total, latest, _) in figures.items()
        if ("by" not in policy or str(latest) <= policy["by"]) and ("at_most" not in policy or total <= Money.read(policy["at_most"]))
    ]

    assert (choice.chosen is None) == (not allowed)
    if choice.chosen is not None:
        mine = figures[choice.chosen]
        assert choice.chosen in choice.front
        assert choice.chosen in allowed
        assert not any(other != mine and all(a <= b for a, b in zip(other, mine, strict=True)) for other in figures.values())
        least = {"cheapest": lambda one: one[0], "fastest": lambda one: one[1]}.get(policy["prefer"])
        assert least is None or all(least(mine) <= least(figures[one]) for one in allowed)


@given(shelves())
def test_the_front_is_what_nothing_beats(shelf):
    choice = choose_option(shelf, policy={"prefer": "cheapest"})
    figures = [(one.total, one.latest, one.earliest) for one in choice.options]
    best = {one for one in figures if not any(other != one and all(a <= b for a, b in zip(other, one, strict=True)) for other in figures)}

    assert best == {figures[int(name)] for name in choice.front}
    assert len(best) == len(choice.front)


def test_a_cost_in_another_currency_is_quoted_in_the_buyers():
    rates = ExchangeRates(quotes={"USD/EUR": "0.92"}, on="2026-03-02", source="our bank")
    parcel = Parcel(
        lines=[{"sku": "tee", "unit_price": "20.00 USD", "duty_rate": "0.12"}], ship_from="US", ship_to="DE", channel="courier", freight="10.00 USD"
    )
    choice = choose_option(
        [{"id": "known", "cost": landed_cost(parcel, on="2026-03-02", rates=rates), "arrival": POST["arrival"]}],
        policy={"prefer": "cheapest", "at_most": "100.00 EUR"},
    )

    assert "known" == choice.chosen
