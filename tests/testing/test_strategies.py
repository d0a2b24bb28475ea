"""What is drawn is what was asked for, reaches the odd corners, and comes quickly enough."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from time import perf_counter
from typing import Any

import pytest
from hypothesis import HealthCheck, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from xborder import Country, Currency, ExchangeRates, LanguageTag, Money, landed_cost, standard
from xborder.atlas import COVERS, Entry
from xborder.money import Rate
from xborder.testing import (
    around_threshold,
    atlases,
    checkouts,
    consent_requests,
    countries,
    currencies,
    days,
    exchange_rates,
    from_atlas,
    histories,
    hs_codes,
    instants,
    instants_near_transition,
    language_tags,
    layers,
    money,
    parcels,
    person_names,
    places,
    rates,
    schedules,
    timelines,
)

ONCE = settings(database=None, derandomize=True, max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))


def found(strategy: st.SearchStrategy[Any], condition: Callable[[Any], bool]) -> Any:
    """The simplest thing a strategy draws of which something is so."""
    return find(strategy, condition, settings=ONCE)


# ------------------------------------------------------------------------------------------------------------ ground


@pytest.mark.parametrize("exponent", [0, 2, 3, 4])
def test_money_comes_in_every_exponent(exponent):
    assert exponent == found(money(), lambda one: one.currency.exponent == exponent).currency.exponent


def test_money_is_negative_or_finer_than_a_minor_unit_unless_told_otherwise():
    assert Money("-0.01", "EUR") == found(money(allow_finer=False), lambda one: one.units < 0)
    assert found(money(), lambda one: one.scale == 6).scale == 6


@given(money(min_value="0.005", max_value="0.015", currencies=st.just(Currency("EUR")), allow_finer=False))
def test_bounds_of_money_are_amounts_of_its_own_digits(one):
    assert Money("0.01", "EUR") == one


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({"min_value": "2", "max_value": "1"}, "is above"),
        ({"min_value": "a little"}, "not an exact amount"),
        ({"max_value": Decimal("NaN")}, "not an exact amount"),
        ({"min_value": "0.1", "max_value": "0.9", "currencies": st.just(Currency("JPY")), "allow_finer": False}, "no amount of JPY"),
    ],
)
def test_impossible_bounds_are_refused(bounds, words):
    with pytest.raises(InvalidArgument, match=words):
        found(money(**bounds), lambda _: True)


def test_currencies_may_be_withdrawn():
    assert found(currencies(allow_withdrawn=True), lambda one: one.withdrawn is not None).withdrawn


@given(currencies())
def test_currencies_are_in_force_and_payable(one):
    assert one.withdrawn is None
    assert one.exponent >= 0


def test_countries_may_be_ones_own():
    assert "QM" <= found(countries(allow_user_assigned=True), lambda one: one.startswith("Q") and one != "QA") <= "QZ"
    assert Country("XK") == found(countries(), lambda one: one == "XK")


@given(rates(max_value="0.5"))
def test_rates_keep_their_bound(one):
    assert 0 <= one.exact <= Fraction(1, 2)


def test_rates_may_have_no_decimal_digits():
    assert Rate("1/3") == found(rates(), lambda one: one.denominator == 3)


def test_a_percentage_is_no_rate():
    with pytest.raises(InvalidArgument, match="from 0 to 10"):
        rates(max_value=19)


@given(exchange_rates(currencies=["EUR", "SEK", "JPY", "KWD"]))
def test_exchange_rates_lead_everywhere(table):
    assert table.between("SEK", "KWD").numerator > 0
    assert table.between("JPY", "EUR").denominator > 0


def test_exchange_rates_may_lead_over_a_third_currency():
    assert 4 == len(found(exchange_rates(currencies=["EUR", "SEK", "JPY", "KWD"]), lambda one: len(one.between("EUR", "KWD").path) == 4).quotes) + 1


@pytest.mark.parametrize("part", ["script", "region", "variants", "extensions", "private"])
def test_language_tags_have_every_part(part):
    assert isinstance(found(language_tags(), lambda tag: getattr(tag, part)), LanguageTag)


# ------------------------------------------------------------------------------------------------------------ people


def test_names_may_be_single_whole_or_titled():
    assert found(person_names(), lambda name: name.given and not name.surname).full is None
    assert found(person_names(), lambda name: name.surname and not name.given)
    assert found(person_names(), lambda name: name.full and not name.given).surname is None
    assert found(person_names(), lambda name: name.title and name.surname).given


@pytest.mark.parametrize("letter", "ЩΞبיशதณ翔伟지ნԱአŁ")
def test_names_come_in_many_scripts(letter):
    assert found(person_names(), lambda name: any(letter in (part or "") for part in (name.given, name.surname)))


# ------------------------------------------------------------------------------------------------------------ clocks


def utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


@given(instants())
def test_instants_are_where_the_atlas_knows_the_world(at):
    assert at.utcoffset() is not None
    assert COVERS[0] <= utc(at).date() <= COVERS[1]


@given(instants(min_value=datetime(2026, 1, 1, tzinfo=UTC), max_value=datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC), zones=["Asia/Tokyo"]))
def test_instants_keep_their_bounds(at):
    assert timedelta(0) <= utc(at) - datetime(2026, 1, 1, tzinfo=UTC) <= timedelta(seconds=1)
    assert timedelta(hours=9) == at.utcoffset()


HALF_HOUR = instants_near_transition(zones=["Australia/Lord_Howe"])


def test_lord_howe_repeats_half_an_hour():
    def twice(at: datetime) -> bool:
        return at.fold == 1 and utc(at) - utc(at.replace(fold=0)) == timedelta(minutes=30)

    assert 1 == found(HALF_HOUR, twice).fold


def test_lord_howe_skips_half_an_hour():
    def skipped(at: datetime) -> bool:
        return utc(at).astimezone(at.tzinfo).replace(tzinfo=None) != at.replace(tzinfo=None)

    at = found(HALF_HOUR, skipped)

    assert timedelta(minutes=30) == abs(utc(at) - utc(at.replace(fold=1 - at.fold)))


def test_apia_misses_a_day():
    missing = found(instants_near_transition(zones=["Pacific/Apia"]), lambda at: at.date() == date(2011, 12, 30))

    assert date(2011, 12, 30) != utc(missing).astimezone(missing.tzinfo).date()


@given(instants_near_transition(zones=["Europe/Berlin", "Pacific/Apia"], allow_imaginary=False))
def test_what_the_clock_never_shows_can_be_left_out(at):
    shown = utc(at).astimezone(at.tzinfo)

    assert (at.replace(tzinfo=None), at.fold) == (shown.replace(tzinfo=None), shown.fold)


@given(instants_near_transition(zones=["Asia/Tokyo", "Europe/Berlin"]))
def test_a_zone_whose_clock_is_never_turned_gives_way_to_the_next(at):
    assert "Europe/Berlin" == str(at.tzinfo)


@given(instants_near_transition())
def test_transitions_are_near(at):
    day = timedelta(days=2)
    offsets = {(utc(at) + nudge).astimezone(at.tzinfo).utcoffset() for nudge in (-day, -day / 2, timedelta(0), day / 2, day)}

    assert len(offsets) > 1 or "Apia" in str(at.tzinfo)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: instants(zones=["Mars/Olympus"]), "Mars/Olympus"),
        (lambda: instants(zones=[]), "nothing to choose from"),
        (lambda: instants(min_value=datetime(2026, 1, 1)), "give them a zone"),
        (lambda: instants(min_value=datetime(2026, 1, 2, tzinfo=UTC), max_value=datetime(2026, 1, 1, tzinfo=UTC)), "is after"),
        (lambda: found(instants_near_transition(zones=["Asia/Tokyo"]), bool), "is turned in that time"),
        (lambda: days(min_value=date(2036, 1, 1)), "no time inside"),
        (lambda: days(min_value=date(2026, 1, 2), max_value=date(2026, 1, 1)), "2026, 1, 2.* is no time"),
        (lambda: found(from_atlas(standard(), rules="shipping.dragons"), bool), "no entry of a rule"),
    ],
)
def test_what_cannot_be_drawn_is_refused(make, words):
    with pytest.raises(InvalidArgument, match=words):
        make()


def test_schedules_may_be_overnight_special_holidayed_or_limited():
    assert found(schedules(), lambda one: any(end > 24 * 60 for day in one.weekly for _, end in day or ()))
    assert found(schedules(), lambda one: one.special)
    assert found(schedules(), lambda one: one.valid)
    assert found(schedules(countries=st.just(Country("JP"))), lambda one: one.holidays).holidays.country == "JP"
    assert not found(schedules(), lambda one: not any(one.weekly)).special


# ------------------------------------------------------------------------------------------------------------- world


def test_days_are_often_those_on_which_something_changes():
    assert date(2026, 7, 1) == found(days(min_value=date(2026, 6, 15), max_value=date(2026, 7, 15)), lambda on: on.day == 1)


@given(days(min_value=date(2026, 6, 1), max_value=date(2026, 6, 2)))
def test_days_keep_their_bounds(on):
    assert date(2026, 6, 1) <= on <= date(2026, 6, 2)


@given(places())
def test_places_have_a_page(place):
    assert standard().knows(place.scope)


def test_places_may_be_regions():
    assert "ES-CN" == found(places(), lambda place: place.scope == "ES-CN").scope
    assert "DE:buesingen" == found(places(), lambda place: place.scope == "DE:buesingen").scope


@given(timelines())
def test_timelines_are_in_order(line):
    for one, other in zip(line.entries, line.entries[1:], strict=False):
        assert one.stop <= other.start


def test_timelines_may_fall_silent_and_announce():
    assert found(timelines(), lambda line: any(one.stop < other.start for one, other in zip(line.entries, line.entries[1:], strict=False)))
    assert found(timelines(), lambda line: line.announced).entries
    assert "x" == found(timelines(values=st.just("x")), lambda _: True).entries[0].value


def test_layers_may_have_blocs_and_speak_of_real_places():
    assert found(layers(), lambda layer: layer.listed("blocs")).listed("places")
    assert ("de",) == found(layers(countries=st.just(Country("DE"))), lambda _: True).listed("places")


def test_atlases_stand_alone_or_on_another():
    assert 3 == len(found(atlases(), lambda atlas: len(atlas.layers) == 3).layers)
    assert standard() == found(atlases(ground=standard()), lambda _: True)


@given(from_atlas(standard(), rules="shipping.vat."))
def test_entries_of_an_atlas_are_of_the_rules_asked_for(entry: Entry):
    assert entry.name.startswith("shipping.vat.")
    assert "in_force" == entry.status


# ------------------------------------------------------------------------------------------------------------- trade


@given(hs_codes())
def test_hs_codes_are_of_chapters_there_are(code):
    assert len(code) in (6, 8, 10)
    assert 1 <= int(code[:2]) <= 97
    assert "77" != code[:2]


def test_parcels_lack_facts_unless_told_otherwise():
    assert found(parcels(), lambda one: one.freight is None).freight is None
    assert found(parcels(), lambda one: one.lines[0].duty_rate is None)
    assert found(parcels(), lambda one: one.lines[0].hs is None)
    assert found(parcels(), lambda one: one.sold_via is None)


@given(parcels(allow_unknown=False))
def test_complete_parcels_lack_nothing_a_rule_reads(parcel):
    assert None not in (parcel.freight, parcel.sold_via, parcel.transport, parcel.seller)
    assert all(None not in (line.hs, line.origin, line.duty_rate) for line in parcel.lines)


def test_parcels_are_priced_in_several_currencies():
    assert 2 == len({line.unit_price.currency for line in found(parcels(), lambda one: len({line.unit_price.currency for line in one.lines}) == 2).lines})
    assert found(parcels(), lambda one: any(line.unit_price.scale > line.unit_price.currency.exponent for line in one.lines))
    assert found(parcels(), lambda one: one.currency == "KWD").currency == "KWD"


@pytest.mark.parametrize("lane", [("US", "DE"), ("CN", "US"), ("RO", "GB"), ("JP", "AU"), ("DE", "CH"), ("IN", "AE")])
def test_parcels_go_on_every_lane(lane):
    parcel = found(parcels(), lambda one: (one.ship_from.country, one.ship_to.country) == lane)

    assert lane == (parcel.ship_from.country, parcel.ship_to.country)


def test_parcels_of_an_own_atlas_stay_in_it():
    own = found(atlases(), lambda _: True)

    assert found(parcels(atlas=own), lambda _: True).ship_to.scope.lower() in own.listed("places")


def test_parcels_come_at_three_hundred_a_second():
    """On a busy machine, too, where a draw of nothing at all takes a millisecond: the better of three runs counts."""

    def took(strategy: st.SearchStrategy[Any]) -> float:
        @settings(ONCE, max_examples=150)
        @given(strategy)
        def draw(_: object) -> None:
            pass

        start = perf_counter()
        draw()
        return (perf_counter() - start) / 150

    least = min(took(st.integers()) for _ in range(2))

    assert min(took(parcels()) for _ in range(3)) <= max(1 / 300, 8 * least)


def test_checkouts_of_every_kind():
    assert found(checkouts(), lambda one: one.purpose == "b2b").purpose == "b2b"
    assert found(checkouts(), lambda one: one.customer.age == 17).customer.age == 17
    assert found(checkouts(), lambda one: one.merchant.blocked).merchant.blocked
    assert found(checkouts(), lambda one: one.merchant.providers == ()).merchant.providers == ()


# -------------------------------------------------------------------------------------------------------- permission


def test_histories_have_equal_instants_and_late_records():
    assert found(histories(), lambda acts: len(acts) == 2 and acts[0].at == acts[1].at and acts[0].act != acts[1].act)
    assert found(histories(), lambda acts: any(act.recorded_at and act.recorded_at > act.at for act in acts))


@given(consent_requests(recipients=st.just(found(places(), lambda place: place.scope == "CA-ON")), histories=st.just(())))
def test_requests_are_to_whom_and_after_what_was_asked_for(request):
    assert "CA-ON" == request.recipient.scope
    assert () == request.history


# -------------------------------------------------------------------------------------------------------- thresholds

EURO = "eu:shipping.duty.relief"
KRONA = ExchangeRates(quotes={"EUR/SEK": "11.2347"}, on="2026-02-02", source="drawn up")


def test_a_threshold_is_met_from_both_sides():
    at_limit = around_threshold(EURO, on="2026-02-02")

    assert Money("150.00", "EUR") == found(at_limit, lambda one: one.amount == 150)
    assert Money("149.99", "EUR") == found(at_limit, lambda one: one.amount < 150)
    assert Money("150.01", "EUR") == found(at_limit, lambda one: one.amount > 150)


def test_a_threshold_is_met_in_the_currency_of_the_cart():
    at_limit = around_threshold(EURO, on="2026-02-02", currency="SEK", rates=KRONA)

    assert Money("1685.20", "SEK") == found(at_limit, lambda one: one.currency == "SEK")
    assert Money("1685.21", "SEK") == found(at_limit, lambda one: one.currency == "SEK" and one.exact > 168520)


@given(around_threshold(EURO, on="2026-02-02", currency="SEK", rates=KRONA))
def test_the_law_turns_exactly_at_its_threshold(price):
    parcel = {
        "lines": [{"sku": "tee", "unit_price": price, "hs": "610910", "duty_rate": "0.12"}],
        "ship_from": "US",
        "ship_to": "SE",
        "channel": "courier",
        "freight": "0.00 SEK",
    }
    cost = landed_cost(parcel, on="2026-02-02", rates=KRONA)
    inside = price.exact <= 15000 if price.currency == "EUR" else price.exact <= 168520

    assert inside == (cost.sums.duty.units == 0)


def test_rules_with_bands_or_methods_know_several_limits():
    assert found(around_threshold("BR:shipping.duty.simplified", on="2026-02-02"), lambda one: one.amount > 1000).amount > 1000
    assert found(around_threshold("klarna:payments.limits@2020-01-01", on="2026-02-02"), lambda one: one.currency == "SEK")


@pytest.mark.parametrize(
    ("rule", "more", "words"),
    [
        ("shipping.duty.relief", {}, "names no place or bloc"),
        ("eu:shipping.duty.relieve", {}, "has no rule"),
        ("DE:shipping.vat.standard", {}, "knows no limit"),
        ("UK:shipping.duty.relief", {}, "no rule"),
        (EURO, {"currency": "EURO"}, "did you mean 'EUR'"),
        (EURO, {"currency": "SEK"}, "rates do not lead"),
        (EURO, {"on": "1066-10-14"}, "outside what the atlas covers"),
    ],
)
def test_a_threshold_nobody_wrote_down_is_refused(rule, more, words):
    with pytest.raises(InvalidArgument, match=words):
        found(around_threshold(rule, **{"on": "2026-02-02", **more}), bool)
