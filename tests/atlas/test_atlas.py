"""The atlas: layers, lookup by place, bloc and day, overlays, and what changes when."""

import pickle
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder import Layer, changes, diff, landed_cost, stale, standard, tax_rate
from xborder.atlas import Atlas, Moment
from xborder.atlas.timeline import key
from xborder.errors import AtlasError, FactError

RULE = "shipping.vat.standard"
DAYS = st.dates(date(2010, 1, 1), date(2035, 12, 31))


def entry(value: Any, since: str, until: str | None = None, **more: Any) -> dict[str, Any]:
    source = {"title": "a decree of ours", "url": "https://example.org/decree", "checked": "2026-11-21"}
    return {"since": since, **({"until": until} if until else {}), "value": value, "grade": "B", "sources": [source], **more}


def vat(*entries: Mapping[str, Any]) -> dict[str, Any]:
    return {"shipping": {"vat": {"standard": list(entries)}}}


def layer(edition: str = "acme-3", **pages: Mapping[str, Any]) -> Layer:
    return Layer.from_mapping({name.replace("_", "/", 1): page for name, page in pages.items()}, edition=edition)


@st.composite
def layers(draw: st.DrawFn, edition: str) -> Layer:
    since = draw(DAYS)
    until = draw(st.dates(since, date(2036, 1, 1)).filter(lambda day: day > since))
    name = draw(st.sampled_from(["places_de", "places_fr", "blocs_eu", "blocs_world"]))
    value = draw(st.sampled_from(["0.01", "0.02", "0.03"]))
    return layer(edition, **{name: vat(entry(value, since.isoformat(), until.isoformat()))})


def said(atlas: Atlas, place: str, day: date) -> object:
    found = atlas.find(place, RULE, key(day)).entry
    return found and found.value


@given(layers("a"), layers("b"), layers("c"), st.sampled_from(["DE", "FR", "US", "GB"]), DAYS)
def test_overlay_is_associative_and_the_empty_layer_is_its_identity(a: Layer, b: Layer, c: Layer, place: str, day: date) -> None:
    ground, nothing = standard(), Layer("nothing")
    left, right = ground.overlay(a, b).overlay(c), ground.overlay(a).overlay(b, c)

    assert left == right
    assert said(left, place, day) == said(right, place, day)
    assert ground == ground.overlay(nothing) == ground.overlay()
    assert left == left.overlay(nothing)


@given(layers("top"), st.sampled_from(["DE", "FR"]), DAYS)
def test_the_top_layer_wins_on_its_days_and_the_ground_shows_through_elsewhere(top: Layer, place: str, day: date) -> None:
    page = top.pages[0]
    line = page.timelines[0][1].entries[0]
    speaks = page.name in (place.lower(), "eu", "world") and line.since <= day < line.until  # type: ignore[operator]

    assert (line.value if speaks else said(standard(), place, day)) == said(standard().overlay(top), place, day)


def test_a_later_bloc_outranks_an_earlier_place_and_in_one_layer_the_place_outranks_the_bloc() -> None:
    bloc, place = vat(entry("0.05", "2030-01-01")), vat(entry("0.06", "2030-01-01"))
    day = date(2030, 6, 1)

    assert "0.05" == said(standard().overlay(layer(blocs_eu=bloc)), "DE", day)
    assert "0.06" == said(standard().overlay(layer(blocs_eu=bloc, places_de=place)), "DE", day)


def test_membership_is_dated() -> None:
    assert "eu" == standard().find("GB", "shipping.duty.base", key(date(2020, 12, 31))).entry.scope  # type: ignore[union-attr]
    assert "GB" == standard().find("GB", "shipping.duty.base", key(date(2021, 1, 1))).entry.scope  # type: ignore[union-attr]
    assert "eu" in standard().chain("GB", key(date(2020, 12, 31)))[0]
    assert "eu" not in standard().chain("GB", key(date(2021, 1, 1)))[0]


def test_a_region_speaks_before_its_country() -> None:
    day = key(date(2026, 2, 2))

    assert ("CA-ON", "CA", "world") == standard().chain("CA-ON", day)[0]
    assert standard().find("CA-ON", RULE, day).entry.scope == "CA-ON"  # type: ignore[union-attr]
    assert "DE:buesingen" == standard().find("DE:buesingen", RULE, day).entry.scope  # type: ignore[union-attr]
    assert "CA" == standard().find("CA-AB", RULE, day).entry.scope  # type: ignore[union-attr]


def test_an_invented_place_needs_one_page_and_nothing_else() -> None:
    page = """
name = "Ruritania"
currency = "EUR"
zone = "Europe/Vienna"
tax_name = "VAT"
tax_local = "Rurit"

[[shipping.vat.standard]]
since = 2020-01-01
value = 0.11
grade = "C"

[[shipping.vat.base]]
since = 2020-01-01
value = { include = ["goods", "freight", "insurance", "duty"] }
grade = "C"

[[shipping.duty.base]]
since = 2020-01-01
value = { method = "fob" }
grade = "C"

[[shipping.duty.relief]]
since = 2020-01-01
value = { method = "at_most", limit = "50 EUR", basis = "goods" }
grade = "C"

[[shipping.vat.relief]]
since = 2020-01-01
value = { method = "none" }
grade = "C"
"""
    atlas = standard().overlay(Layer.from_toml({"places/qm": page}, edition="ruritania-1"))
    parcel = {"lines": [{"sku": "x", "unit_price": "100 EUR", "duty_rate": "0.1"}], "ship_from": "US", "ship_to": "QM", "channel": "post", "freight": "10 EUR"}
    cost = landed_cost(parcel, on="2026-02-02", atlas=atlas)

    assert "2026.11+ruritania-1" == cost.edition == atlas.edition
    assert "133.20" == cost.figure().digits
    assert {"unverified"} == {caveat.kind for caveat in cost.caveats}
    assert "incomplete" == landed_cost(parcel, on="2026-02-02").status


def test_a_shop_corrects_one_rate() -> None:
    acme = standard().overlay(layer(places_de=vat(entry("0.17", "2030-01-01"))), edition="acme-3")

    assert ("0.19", "0.17") == (tax_rate("DE", on="2029-12-31", atlas=acme).to_dict()["rate"], tax_rate("DE", on="2030-01-01", atlas=acme).to_dict()["rate"])
    assert "2026.11+acme-3" == tax_rate("DE", on="2030-01-01", atlas=acme).edition


def test_an_atlas_is_a_value() -> None:
    acme = standard().overlay(layer(places_de=vat(entry("0.17", "2030-01-01"))))
    tax_rate("DE", on="2030-01-01", atlas=acme)
    copied = pickle.loads(pickle.dumps(acme))

    assert acme == copied
    assert hash(acme) == hash(copied)
    assert "0.17" == said(copied, "DE", date(2030, 1, 1))
    assert standard() == pickle.loads(pickle.dumps(standard()))


def test_outside_the_atlas_is_refused() -> None:
    for day in (date(2009, 12, 31), date(2036, 1, 1)):
        with pytest.raises(FactError, match="from 2010-01-01 to 2035-12-31"):
            standard().moment("DE", day)


def test_an_instant_is_brought_to_the_authority() -> None:
    moment = standard().moment("JP", datetime(2026, 2, 2, 20, tzinfo=UTC))

    assert date(2026, 2, 3) == moment.day
    assert Moment.of(date(2026, 2, 3)).first + 5 * 3600 == moment.first
    assert date(2026, 2, 2) == standard().moment("QM", datetime(2026, 2, 2, 20, tzinfo=UTC)).day


def test_silence_is_not_a_zero() -> None:
    stretch = standard().find("QM", RULE, key(date(2026, 2, 2)))

    assert None is stretch.entry
    assert not standard().knows("QM")
    assert () == standard().page_header("places", "qm")
    assert None is standard().find_on("methods", "no_such_method", "payments.method", 0).entry


def test_pages_that_inherit_from_nobody() -> None:
    day = key(date(2026, 2, 2))
    ours = layer(tongues_de={"locale": {"register": [entry("casual", "2026-01-01")]}})
    atlas = standard().overlay(ours)

    assert "formal" == standard().find_on("tongues", "de", "locale.register", day).entry.value  # type: ignore[union-attr]
    assert "casual" == atlas.find_on("tongues", "de", "locale.register", day).entry.value  # type: ignore[union-attr]
    assert "formal" == atlas.find_on("tongues", "de", "locale.register", key(date(2025, 1, 1))).entry.value  # type: ignore[union-attr]


def test_the_names_of_rules_are_gathered_from_everybody_who_speaks() -> None:
    atlas = standard().overlay(layer(places_de={"payments": {"offers": {"acme_pay": [entry("rare", "2026-01-01")]}}}))
    day = key(date(2026, 2, 2))

    assert "payments.offers.acme_pay" in atlas.rules("DE", "payments.offers.", day)
    assert set(standard().rules("DE", "payments.offers.", day)) < set(atlas.rules("DE", "payments.offers.", day))
    assert "de" in atlas.listed("places")
    assert "qm" in standard().overlay(layer(places_qm={"name": "Q", "currency": "EUR", "zone": "UTC", "tax_name": "VAT", "tax_local": "VAT"})).listed("places")


def test_changes_are_listed_in_order() -> None:
    found = changes(standard(), date(2020, 7, 1), date(2021, 1, 2), ["DE"])
    rates = [(change.on.isoformat(), change.kind) for change in found if change.rule.startswith(f"DE:{RULE}@")]

    assert [("2020-07-01", "begins"), ("2020-07-01", "ends"), ("2021-01-01", "begins"), ("2021-01-01", "ends")] == sorted(rates)
    assert sorted(found, key=lambda one: one.on) == list(found)
    assert {"announced"} == {one.kind for one in changes(standard(), date(2029, 3, 1), date(2029, 3, 2), ["GB"])}
    assert len(changes(standard(), date(2020, 7, 1), date(2020, 7, 2))) >= 2


def test_announced_changes_lie_ahead() -> None:
    ahead = standard().announced("GB", "shipping.duty.relief", key(date(2026, 11, 21)))

    assert [date(2029, 3, 1)] == [one.since for one in ahead]
    assert () == standard().announced("GB", "shipping.duty.relief", key(date(2030, 1, 1)))


def test_what_nobody_checked_lately_is_stale() -> None:
    old = entry("0.17", "2030-01-01", sources=[{"title": "old", "url": "https://example.org", "checked": "2020-01-01"}])
    atlas = standard().overlay(layer(places_de=vat(old)))

    assert ["DE:shipping.vat.standard@2030-01-01"] == [one.rule for one in stale(atlas, date(2026, 11, 22)) if one.sources]


def test_editions_are_compared() -> None:
    acme = standard().overlay(
        layer(
            places_de=vat(
                entry("0.18", "2021-01-01"),
            )
            | {"hours": {"weekend": [entry(["sun"], "2031-01-01")]}}
        )
    )
    there, back = diff(standard(), acme), diff(acme, standard())

    assert [("added", "DE:hours.weekend@2031-01-01"), ("rewritten", "DE:shipping.vat.standard@2021-01-01")] == [(one.kind, one.rule) for one in there]
    assert ["removed", "rewritten"] == [one.kind for one in back]
    assert () == diff(acme, acme)


@pytest.mark.parametrize("name", ["de", "places/DE", "places/", "paces/de"])
def test_a_page_is_named_by_folder_and_id(name: str) -> None:
    with pytest.raises(FactError, match="write it as 'places/de'"):
        Layer.from_mapping({name: {}}, edition="x")


def test_a_layer_that_says_two_things_at_once_is_refused() -> None:
    with pytest.raises(AtlasError, match="overlaps entry"):
        layer(places_de=vat(entry("0.17", "2030-01-01"), entry("0.18", "2031-01-01")))


def test_a_later_page_is_asked_first_and_a_page_may_be_silent() -> None:
    ours = layer(tongues_de={"locale": {"closing": [entry({"formal": "Beste Grüße"}, "2026-01-01")]}})

    assert "formal" == standard().overlay(ours).find_on("tongues", "de", "locale.register", key(date(2026, 2, 2))).entry.value  # type: ignore[union-attr]


def test_a_plan_is_remembered_for_its_period_only() -> None:
    atlas, made = Atlas(standard().layers), []

    def make() -> Moment:
        made.append(1)
        return Moment(10, 20, date(2026, 2, 2))

    for first, last in ((11, 12), (10, 20), (15, 21)):
        atlas.plan("x", Moment(first, last, date(2026, 2, 2)), make)

    assert 2 == len(made)
