"""What lies ahead of a place, in order, and what it would do to a parcel."""

import pytest

from xborder import FactError, Parcel, compare_origins, upcoming


def parcel_to(place, price, **facts):
    line = {"sku": "tee", "unit_price": price, "hs": "610910", "origin": "CN", "duty_rate": "0.12"}
    return Parcel(**{"lines": [line], "ship_from": "CN", "ship_to": place, "channel": "courier", "freight": f"10 {price[-3:]}", **facts})


def test_what_is_announced_is_reckoned_as_if_it_were_law():
    one, *_ = upcoming("JP", after="2026-11-21", parcel=parcel_to("JP", "9000 JPY")).ahead

    assert ("2028-04-01", "announced") == (str(one.on), one.change.kind)
    assert ("9010", "9510", "500") == (one.before.total.digits, one.after.total.digits, one.difference.digits)


def test_a_blocs_rule_is_its_members():
    one, *_ = upcoming("DE", after="2026-06-29", until="2026-07-02", parcel=parcel_to("DE", "100.00 EUR")).ahead

    assert "2026-07-01" == str(one.on)
    assert ("130.90", "134.47") == (one.before.total.digits, one.after.total.digits)


def test_whom_a_place_has_left_says_nothing_of_it():
    assert [] == [one.change.rule for one in upcoming("GB", after="2026-11-21").ahead if one.change.rule.startswith("eu:")]


def test_the_days_are_in_order_and_after_the_day():
    ahead = upcoming("US", after="2026-11-21").ahead

    assert sorted(one.on for one in ahead) == [one.on for one in ahead]
    assert all(str(one.on) > "2026-11-21" for one in ahead)


def test_a_parcel_to_elsewhere_is_refused():
    with pytest.raises(FactError, match="the parcel goes to JP, not to DE"):
        upcoming("DE", after="2026-11-21", parcel=parcel_to("JP", "9000 JPY"))


# ------------------------------------------------------------------------------------------------------------- origins


def us_parcel(**line):
    return Parcel(
        lines=[{"sku": "tee", "quantity": 10, "unit_price": "20.00 USD", "hs": "6109.10.0012", **line}],
        ship_from="CN",
        ship_to="US",
        channel="courier",
        transport="air",
        freight="10.00 USD",
    )


def test_origins_are_ranked_with_the_charges_that_make_the_difference():
    answer = compare_origins(us_parcel(), ["CN", "MX", "DE", "CN"], on="2025-12-01", ship_from=True)

    assert ["DE", "MX", "CN"] == [one.origin for one in answer.ranked]
    assert [1, 2, 3] == [one.rank for one in answer.ranked]
    for one in answer.ranked:
        assert one.difference.units == sum(gap.difference.units for gap in one.made_by)


def test_what_has_no_total_is_never_ranked():
    parcel = Parcel(lines=[{"sku": "tee", "unit_price": "200.00 EUR"}], ship_from="CN", ship_to="DE", channel="courier", freight="10.00 EUR")
    answer = compare_origins(parcel, ["US", "DE"], on="2026-11-21", ship_from=True)

    assert ["DE"] == [one.origin for one in answer.ranked]
    assert ["US"] == [one.origin for one in answer.apart]
    assert "/parcel/lines/0/duty_rate" in [need.path for need in answer.needs]


def test_a_stated_rate_is_named_for_what_it_hides():
    answer = compare_origins(us_parcel(duty_rate="0.12"), ["CN", "DE"], on="2025-12-01")

    assert any("stated" in caveat.text for caveat in answer.caveats)
    assert (1, 1) == tuple(one.rank for one in answer.ranked)


def test_an_unknown_origin_is_refused_where_it_stands():
    with pytest.raises(FactError, match="/origins/1"):
        compare_origins(us_parcel(), ["CN", "UK"], on="2025-12-01")
