"""The laws of cliffs and snapshots: each bites a toy that breaks it, and leaves the library's own alone."""

import json
from datetime import date

import pytest
from attrs import evolve
from hypothesis import strategies as st

from xborder import ExchangeRates, Money, Parcel, Snapshot, cliffs, snapshot
from xborder.testing import LawBroken, check_cliffs, check_snapshot

LINE = {"sku": "tee", "unit_price": "20.00 EUR", "hs": "610910", "duty_rate": "0.12"}
SOME = {
    "parcels": st.sampled_from(("DE", "AU", "CH")).map(lambda to: Parcel(lines=[LINE], ship_from="CN", ship_to=to, channel="courier", freight="10.00 EUR")),
    "days": st.just(date(2026, 2, 2)),
    "rates": st.just(ExchangeRates.from_mapping("EUR", {"AUD": "1.65", "CHF": "0.95"}, on="2026-02-02", source="drawn")),
}


def knows_no_cliff(parcel, *, on, rates):
    return {"cliffs": []}


def is_a_cent_off(parcel, *, on, rates):
    answer = cliffs(parcel, on=on, rates=rates).to_dict()
    for one in answer["cliffs"]:
        if one["above"]["total"]:
            one["above"]["total"] = (Money.read(one["above"]["total"]) + Money.of(1, one["above"]["total"]["currency"])).to_dict()
    return answer


def rounds_the_total(cost):
    kept = snapshot(cost)
    return evolve(kept, total=kept.total and Money.of(kept.total.minor // 100 * 100, kept.currency))


def forgets_a_charge(cost):
    kept = snapshot(cost)
    return evolve(kept, charges=kept.charges[1:])


def test_the_librarys_own_keep_them():
    check_cliffs(cliffs)
    check_snapshot(snapshot)


@pytest.mark.parametrize("toy", [knows_no_cliff, is_a_cent_off])
def test_cliffs_bite(toy):
    with pytest.raises(LawBroken):
        check_cliffs(toy, **SOME)


@pytest.mark.parametrize("toy", [rounds_the_total, forgets_a_charge])
def test_snapshots_bite(toy):
    with pytest.raises(LawBroken):
        check_snapshot(toy, **SOME)


def test_what_was_lost_on_the_way_is_found():
    def loses_its_sources(data):
        return Snapshot.from_dict(json.loads(json.dumps(data).replace("https", "http")))

    with pytest.raises(LawBroken):
        check_snapshot(snapshot, restore=loses_its_sources, **SOME)
