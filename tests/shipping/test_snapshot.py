"""A past answer stays what it was, and says what would be another today."""

import json
import pickle

import pytest

from xborder import ExchangeRates, FactError, Layer, Parcel, Snapshot, landed_cost, reprice, snapshot, standard

RATES = ExchangeRates(quotes={"EUR/GBP": "0.85", "EUR/SEK": "11.2"}, on="2026-11-20", source="our bank")
OTHER = {"places/de": {"shipping": {"vat": {"standard": [{"since": "2020-01-01", "value": "0.17", "grade": "C", "note": "a plan", "sources": []}]}}}}


def kept(to="DE", on="2026-02-02", atlas=None, **facts):
    line = {"sku": "tee", "unit_price": "100.00 EUR", "hs": "610910", "origin": "CN", "duty_rate": "1/3"}
    parcel = Parcel(**{"lines": [line], "ship_from": "CN", "ship_to": to, "channel": "courier", "freight": "10.00 EUR", **facts})
    return snapshot(landed_cost(parcel, on=on, rates=RATES, atlas=atlas))


@pytest.mark.parametrize("one", [kept(), kept("GB"), kept("SE", freight=None), kept(on="2026-11-22T10:00:00+01:00"), kept(prices_include=["tax"])])
def test_it_comes_back_equal(one):
    again = Snapshot.from_dict(json.loads(json.dumps(one.to_dict())))

    assert one == again == pickle.loads(pickle.dumps(one))
    assert (hash(one), one.digest, one.to_dict()) == (hash(again), again.digest, again.to_dict())
    assert reprice(again).same
    assert reprice(again).same_rules


def test_another_atlas_moves_what_it_says_and_not_what_was_said():
    one = kept()
    before = one.to_dict()
    today = reprice(one, atlas=standard().overlay(Layer.from_mapping(OTHER, edition="acme")))

    assert before == one.to_dict()
    assert (False, False, "2026.11+acme") == (today.same, today.same_rules, today.edition)
    assert [("tax.vat", 0, "20.90", "18.70")] == [(each.code, each.line, each.then.digits, each.now.digits) for each in today.differences]
    assert "DE:shipping.vat.standard@2020-01-01" == today.to_dict()["differences"][0]["rule_now"]


def test_other_rates_are_other_figures_by_the_same_rules():
    today = reprice(kept("GB"), rates=ExchangeRates(quotes={"EUR/GBP": "0.80"}, on="2026-11-21", source="our bank"))

    assert (False, True) == (today.same, today.same_rules)


def test_equal_evidence_hashes_alike_and_other_evidence_does_not():
    assert kept().digest == kept().digest
    assert kept().digest != kept("FR").digest
    assert kept().read != kept(atlas=standard().overlay(Layer.from_mapping(OTHER, edition="acme"))).read


def test_a_form_of_later_days_is_refused():
    with pytest.raises(FactError, match="a snapshot of form 2 cannot be read here"):
        Snapshot.from_dict({**kept().to_dict(), "form": 2})
