"""Every law bites where it is broken, says which law it is, and leaves the library's own functions alone."""

import pickle
import runpy
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder import (
    ExchangeRates,
    Layer,
    Money,
    Schedule,
    availability,
    check_consent,
    greet,
    landed_cost,
    standard,
    suggest_payments,
    tax_rate,
)
from xborder.atlas.page import FOLDERS
from xborder.compliance.consent import strictest
from xborder.hours import edges
from xborder.money import allocate
from xborder.testing import (
    LawBroken,
    atlases,
    check_algebra,
    check_allocation,
    check_answer,
    check_atlas,
    check_half_open,
    check_monotone,
    check_never_loosens,
    check_overlay,
    check_partition,
    check_permutation,
    check_purity,
    check_sums,
    check_withdrawal_wins,
    checkouts,
    consent_requests,
    customers,
    days,
    examples_in,
    exchange_rates,
    instants,
    instants_near_transition,
    layers,
    parcels,
    places,
    schedules,
)
from xborder.testing._worlds import home_currencies
from xborder.testing.laws.world import silences

FAULTS = runpy.run_path(str(Path(__file__).with_name("toyshop.py")))["FAULTS"]
SILENT = {
    *("CA-BC:shipping.levy.pst", "IT:shipping.fee.parcel"),
    *("DE:shipping.vat.art", "HR:shipping.vat.e_books", "IN:shipping.vat.footwear", "IT:campione:shipping.vat.art", "LU:shipping.vat.car_seats"),
    "IL:shipping.duty.relief",
}
"""Charges that were given up and came back; goods whose rate for a while was two, or unread; days between two limits of which nothing was read."""
EACH = settings(database=None, derandomize=True, deadline=None, max_examples=25)
RATES = exchange_rates(currencies=home_currencies(standard()))


@pytest.mark.parametrize("label", FAULTS)
def test_a_toy_shop_that_breaks_a_law_is_told_which(label):
    settings.load_profile("unpruned")
    law, check = FAULTS[label]
    with pytest.raises(LawBroken) as caught:
        check()

    assert law == caught.value.law
    assert str(caught.value).startswith(f"{law}: expected ")


def test_every_law_is_broken_by_somebody():
    expected = {
        *("algebra", "allocation", "citation", "closure", "examples", "gaps", "half-open", "monotone", "names", "never loosens", "overlay"),
        *("partition", "permutation", "purity", "schema", "sums", "value", "withdrawal wins"),
    }
    actual = {law for law, _ in FAULTS.values()}

    assert expected == actual


def test_what_breaks_a_law_is_told_with_the_smallest_facts():
    def rounds_each(total, weights):
        return [round(total * weight / (sum(weights) or 1)) for weight in weights]

    with pytest.raises(LawBroken) as caught:
        check_allocation(rounds_each)

    assert "allocation: expected shares that add up to 1, found 0\n  total = 1\n  weights = [0]\n  shares = [0]" == str(caught.value)


def test_a_broken_law_is_an_assertion():
    broken = LawBroken("sums", expected=1, found=2)

    assert isinstance(broken, AssertionError)
    assert "sums: expected 1, found 2" == str(broken)


# ------------------------------------------------------------------------------------------------- the library's answers


@EACH
@given(parcels(), days(), RATES)
def test_a_landed_cost_keeps_the_laws(parcel, on, rates):
    cost = landed_cost(parcel, on=on, rates=rates)
    check_answer(cost)
    check_sums(cost)


def test_the_formula_of_a_clamped_fee_leads_to_its_amount():
    parcel = {
        "lines": [{"sku": "tee", "unit_price": "100.00 USD", "hs": "610910", "duty_rate": "0.12"}],
        "ship_from": "CN",
        "ship_to": "US",
        "channel": "freight",
        "freight": "10.00 USD",
    }

    check_sums(landed_cost(parcel, on="2026-02-02"))


def test_a_charge_may_be_rounded_up_to_the_step_of_its_law():
    parcel = {
        "lines": [{"sku": "tee", "unit_price": "2.00 IDR", "hs": "610910", "duty_rate": "0.12"}],
        "ship_from": "CN",
        "ship_to": "ID",
        "channel": "freight",
        "freight": "1.00 IDR",
    }
    table = ExchangeRates(quotes={"USD/IDR": "16000"}, on="2026-06-04", source="drawn up")
    cost = landed_cost(parcel, on="2026-06-04", rates=table)
    check_sums(cost)

    assert Money("1000.00", "IDR") == cost.sums.duty


def test_a_price_that_cannot_hold_its_tax_has_no_net_price():
    parcel = {
        "lines": [{"sku": "tee", "unit_price": "80.00 CNY", "hs": "610910", "duty_rate": "0.12"}],
        "ship_from": "DE",
        "ship_to": "CN",
        "channel": "freight",
        "freight": "3000.00 CNY",
        "prices_include": ["duty", "tax"],
    }

    check_sums(landed_cost(parcel, on="2026-02-02"))


@EACH
@given(parcels(allow_unknown=False), days(), RATES)
def test_a_complete_parcel_wants_no_fact(parcel, on, rates):
    cost = landed_cost(evolve(parcel, prices_include=None), on=on, rates=rates)

    assert [] == [need.path for need in cost.needs if need.kind == "fact"]


@EACH
@given(places(), days())
def test_a_tax_rate_keeps_the_laws(place, on):
    check_answer(tax_rate(place, on=on))


@settings(EACH, max_examples=15)
@given(checkouts(), days())
def test_a_payment_suggestion_keeps_the_laws(checkout, on):
    check_answer(suggest_payments(checkout, on=on))


@EACH
@given(consent_requests(), instants())
def test_a_consent_decision_keeps_the_laws(request, at):
    check_answer(check_consent(request, at=at))


@settings(EACH, max_examples=20)
@given(customers(), instants_near_transition())
def test_a_greeting_keeps_the_laws(customer, at):
    check_answer(greet(customer, at=at))


@settings(EACH, max_examples=20)
@given(schedules(), instants_near_transition())
def test_an_availability_keeps_the_laws(schedule, at):
    check_answer(availability(schedule, at=at))


QUESTIONS = {
    "tax_rate": st.builds(lambda place, on: lambda: tax_rate(place, on=on), places(), days()),
    "landed_cost": st.builds(lambda parcel, on, rates: lambda: landed_cost(parcel, on=on, rates=rates), parcels(), days(), RATES),
    "suggest_payments": st.builds(lambda checkout, on: lambda: suggest_payments(checkout, on=on), checkouts(), days()),
    "check_consent": st.builds(lambda request, at: lambda: check_consent(request, at=at), consent_requests(), instants()),
    "greet": st.builds(lambda customer, at: lambda: greet(customer, at=at), customers(), instants_near_transition()),
    "availability": st.builds(lambda schedule, at: lambda: availability(schedule, at=at), schedules(), instants_near_transition()),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_is_pure(question):
    @settings(EACH, max_examples=5)
    @given(QUESTIONS[question])
    def asked(ask):
        check_purity(ask)

    asked()


def test_an_error_that_comes_again_is_pure():
    check_purity(lambda: tax_rate("UK", on="2026-02-02"))


# ----------------------------------------------------------------------------------------------- the library's functions


@pytest.mark.parametrize("split", [allocate, lambda total, weights: [share.units for share in Money.of(total, "KWD").allocate(weights)]])
def test_allocation_keeps_its_law(split):
    check_allocation(split)


def test_landed_cost_does_not_mind_the_order_of_lines():
    check_permutation(landed_cost)


def test_landed_cost_is_monotone_within_a_regime():
    check_monotone(landed_cost)


def test_every_method_is_in_one_list():
    check_partition(suggest_payments)


def test_a_withdrawal_wins():
    check_withdrawal_wins(check_consent)


def test_consent_never_loosens():
    check_never_loosens(check_consent, strictest=strictest)


def test_edges_are_an_algebra():
    check_algebra(edges)


@pytest.mark.parametrize("zone", ["Australia/Lord_Howe", "Africa/Casablanca", "America/St_Johns"])
def test_a_schedule_is_half_open_through_the_turns_of_its_clock(zone):
    check_half_open(Schedule(timezone=zone, weekly={"mon-fri": [["00:00", "02:30"], ["22:00", "26:00"]], "sat": [["01:00", "48:00"]]}))


@pytest.mark.parametrize("weekly", [{}, {"mon-sun": [["00:00", "24:00"]]}])
def test_a_schedule_that_never_opens_or_never_closes_is_lawful(weekly):
    settings.load_profile("seedling")

    check_half_open(Schedule(timezone="UTC", weekly=weekly))


@settings(EACH, max_examples=8)
@given(schedules())
def test_any_schedule_is_half_open(schedule):
    at = datetime(2026, 6, 1, tzinfo=UTC)
    opening = schedule.next_open(at)
    closing = schedule.next_close(opening) if opening else None

    assert opening is None or schedule.is_open(opening)
    assert closing is None or not schedule.is_open(closing)


# --------------------------------------------------------------------------------------------------------------- atlases


def test_the_standard_atlas_keeps_the_laws():
    check_atlas(standard())


def test_the_standard_atlas_falls_silent_where_this_is_meant():
    world = standard()

    expected = SILENT
    actual = {name for folder in FOLDERS for page in world.listed(folder) for name, *_ in silences(world, world.layers[0].page(folder, page))}

    assert expected == actual


@settings(EACH, max_examples=15)
@given(atlases(), st.lists(layers(), max_size=2))
def test_any_atlas_may_be_laid_over(atlas, laid):
    check_overlay(atlas, *laid, Layer("nothing"))
    check_overlay(standard(), *laid, *atlas.layers)

    assert atlas == pickle.loads(pickle.dumps(atlas))


PAGE = """
[[shipping.vat.standard]]
since = 2030-01-01
value = 0.17
grade = "C"
note = "a plan of ours"
sources = []

[[example]]
ask = "tax_rate"
facts = { place = "DE", on = 2029-12-31 }
expect = { rate = "0.19" }

[[example]]
ask = "tax_rate"
facts = { place = "DE", on = 2030-01-01 }
expect = { rate = "0.17" }
"""


def test_a_plugin_author_checks_her_atlas_in_one_call():
    settings.load_profile("seedling")
    mine = standard().overlay(Layer.from_toml({"places/de": PAGE}, edition="acme-3"))
    check_atlas(mine, examples=examples_in("places/de", PAGE))

    assert date(2030, 1, 1) == tax_rate("DE", on="2030-06-01", atlas=mine).since
