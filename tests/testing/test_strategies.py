"""What is drawn is what was asked for, reaches the odd corners, and comes quickly enough."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from time import perf_counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

import xborder.testing
from xborder import Address, Country, Currency, ExchangeRates, Money, landed_cost, standard
from xborder.atlas import COVERS, Entry
from xborder.testing import (
    around_threshold,
    atlases,
    consent_requests,
    countries,
    currencies,
    customers,
    days,
    exchange_rates,
    from_atlas,
    hs_codes,
    instants,
    instants_near_transition,
    layers,
    money,
    parcels,
    places,
    rates,
    schedules,
    timelines,
)
from xborder.testing._worlds import home_currencies
from xborder.testing.strategies.world import _known, complete_places

ONCE = settings(database=None, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))

EACH = settings(database=None, derandomize=True, deadline=None, max_examples=25)


def drawn(strategy: st.SearchStrategy[Any], count: int = 60) -> list[Any]:
    """Some of what a strategy draws, always the same."""
    found = []

    @settings(ONCE, max_examples=count)
    @given(strategy)
    def draw(one: object) -> None:
        found.append(one)

    draw()
    return found


@cache
def sample(name: str) -> list[Any]:
    """A sample of what one of our strategies draws without being told anything."""
    return drawn(getattr(xborder.testing, name)(), 120)


def found(strategy: st.SearchStrategy[Any], condition: Callable[[Any], bool]) -> Any:
    """The first thing a strategy draws of which something is so."""
    return next(one for one in drawn(strategy, 120) if condition(one))


def seen(name: str, condition: Callable[[Any], object]) -> bool:
    """Whether a sample holds one of which something is so."""
    return any(condition(one) for one in sample(name))


# ------------------------------------------------------------------------------------------------------------ ground


def test_money_comes_in_every_exponent():
    assert {0, 2, 3} <= {one.currency.exponent for one in sample("money")}
    assert {4} == {one.scale for one in drawn(money(currencies=st.just(Currency("CLF")), allow_finer=False), 10)}


def test_money_is_negative_or_finer_than_a_minor_unit_unless_told_otherwise():
    assert seen("money", lambda one: one.units < 0)
    assert seen("money", lambda one: one.scale > one.currency.exponent)


@EACH
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
    assert found(currencies(allow_withdrawn=True), lambda one: one.withdrawn)


@EACH
@given(currencies())
def test_currencies_are_in_force_and_payable(one):
    assert one.withdrawn is None
    assert one.exponent >= 0


def test_countries_may_be_ones_own():
    assert found(countries(allow_user_assigned=True), lambda one: "QM" <= one <= "QZ")
    assert not seen("countries", lambda one: "QM" <= one <= "QZ")


@EACH
@given(rates(max_value="0.5"))
def test_rates_keep_their_bound(one):
    assert 0 <= one.exact <= Fraction(1, 2)


def test_rates_may_have_no_decimal_digits():
    assert seen("rates", lambda one: one.denominator == 3)


def test_a_percentage_is_no_rate():
    with pytest.raises(InvalidArgument, match="from 0 to 10"):
        rates(max_value=19)


@EACH
@given(exchange_rates(currencies=["EUR", "SEK", "JPY", "KWD"]))
def test_exchange_rates_lead_everywhere(table):
    assert table.between("SEK", "KWD").numerator > 0
    assert table.between("JPY", "EUR").denominator > 0


def test_exchange_rates_may_lead_over_a_third_currency():
    assert seen("exchange_rates", lambda one: len(one.between("EUR", "KWD").path) > 2)
    assert seen("exchange_rates", lambda one: {Fraction(1)} == {worth for _, worth in one.quotes})


@pytest.mark.parametrize("part", ["script", "region", "variants", "extensions", "private"])
def test_language_tags_have_every_part(part):
    assert seen("language_tags", lambda tag: getattr(tag, part))


# ------------------------------------------------------------------------------------------------------------ people


def test_names_may_be_single_whole_or_titled():
    assert seen("person_names", lambda name: name.given and not name.surname)
    assert seen("person_names", lambda name: name.surname and not name.given)
    assert seen("person_names", lambda name: name.full and not name.given)
    assert seen("person_names", lambda name: name.title and name.surname)


@pytest.mark.parametrize("script", ["CYRILLIC", "GREEK", "HEBREW", "ARABIC", "DEVANAGARI", "TAMIL", "THAI", "CJK", "HANGUL", "GEORGIAN", "ETHIOPIC", "LATIN"])
def test_names_come_in_many_scripts(script):
    assert seen("person_names", lambda name: script in unicodedata.name((name.surname or name.given or name.full)[0]))


def test_customers_of_an_own_atlas_may_live_where_no_zone_is_known():
    assert any(one.address and one.address.country.startswith("Q") for one in drawn(customers(atlas=drawn(atlases(), 1)[0])))


# ------------------------------------------------------------------------------------------------------------ clocks


def utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


@EACH
@given(instants())
def test_instants_are_where_the_atlas_knows_the_world(at):
    assert at.utcoffset() is not None
    assert COVERS[0] <= utc(at).date() <= COVERS[1]


@EACH
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


@EACH
@given(instants_near_transition(zones=["Europe/Berlin", "Pacific/Apia"], allow_imaginary=False))
def test_what_the_clock_never_shows_can_be_left_out(at):
    shown = utc(at).astimezone(at.tzinfo)

    assert (at.replace(tzinfo=None), at.fold) == (shown.replace(tzinfo=None), shown.fold)


@EACH
@given(instants_near_transition(zones=["Asia/Tokyo", "Europe/Berlin"]))
def test_a_zone_whose_clock_is_never_turned_gives_way_to_the_next(at):
    assert "Europe/Berlin" == str(at.tzinfo)


@EACH
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
    assert seen("schedules", lambda one: any(end > 24 * 60 for day in one.weekly for _, end in day or ()))
    assert seen("schedules", lambda one: one.special)
    assert seen("schedules", lambda one: one.valid)
    assert seen("schedules", lambda one: not any(one.weekly))
    assert not seen("schedules", lambda one: one.holidays)
    assert "JP" == found(schedules(countries=st.just(Country("JP"))), lambda one: one.holidays).holidays.country


# ------------------------------------------------------------------------------------------------------------- world


def test_days_are_often_those_on_which_something_changes():
    first, last = date(2024, 1, 2), date(2027, 1, 1)
    changing = {
        entry.since
        for name in standard().listed("places")
        for layer in standard().layers
        for entry in layer.page("places", name).entries()
        if type(entry.since) is date and first <= entry.since <= last
    }
    found = [on for on in drawn(days(min_value=first, max_value=last), 200) if on in changing]

    assert len(found) > 1.3 * 200 * len(changing) / (last - first).days


@EACH
@given(days(min_value=date(2026, 6, 1), max_value=date(2026, 6, 2)))
def test_days_keep_their_bounds(on):
    assert date(2026, 6, 1) <= on <= date(2026, 6, 2)


@EACH
@given(places())
def test_places_have_a_page(place):
    assert standard().knows(place.scope)


def test_places_may_be_regions():
    assert seen("places", lambda place: place.scope == place.country)
    assert seen("places", lambda place: "-" in place.scope)
    assert seen("places", lambda place: ":" in place.scope)


@EACH
@given(places(complete_on=date(2026, 11, 21)))
def test_places_may_be_those_whose_landed_cost_can_be_told(place):
    facts = {"ship_from": "US", "channel": "courier", "transport": "air", "sold_via": "own", "freight": "0.00 EUR"}
    tee = {"sku": "tee", "unit_price": "20.00 EUR", "hs": "610910", "origin": "US", "duty_rate": "0.12"}
    cost = landed_cost({"lines": [tee], "ship_to": place, **facts}, on="2026-11-21")

    assert set() == {need.path for need in cost.needs if need.kind == "rule"}


def test_where_no_landed_cost_can_be_told_places_are_all():
    own = drawn(atlases(), 1)[0]

    assert set(drawn(places(atlas=own), 20)) == set(drawn(places(atlas=own, complete_on=date(2026, 11, 21)), 20))


@EACH
@given(timelines())
def test_timelines_are_in_order(line):
    for one, other in pairwise(line.entries):
        assert one.stop <= other.start


def test_timelines_may_fall_silent_and_announce():
    assert seen("timelines", lambda line: any(one.stop < other.start for one, other in pairwise(line.entries)))
    assert seen("timelines", lambda line: line.announced)
    assert {"x"} == {line.entries[0].value for line in drawn(timelines(values=st.just("x")), 10)}


def test_layers_may_have_blocs_and_speak_of_real_places():
    assert {("toys",), ()} == {layer.listed("blocs") for layer in drawn(layers(), 20)}
    assert {("de",)} == {layer.listed("places") for layer in drawn(layers(countries=st.just(Country("DE"))), 5)}


def test_atlases_stand_alone_or_on_another():
    assert {1, 2, 3} == {len(atlas.layers) for atlas in drawn(atlases(), 30)}
    assert standard() in drawn(atlases(ground=standard()), 20)


@EACH
@given(from_atlas(standard(), rules="shipping.vat."))
def test_entries_of_an_atlas_are_of_the_rules_asked_for(entry: Entry):
    assert entry.name.startswith("shipping.vat.")
    assert "in_force" == entry.status


# ------------------------------------------------------------------------------------------------------------- trade


@EACH
@given(hs_codes())
def test_hs_codes_are_of_chapters_there_are(code):
    assert len(code) in (6, 8, 10)
    assert 1 <= int(code[:2]) <= 97
    assert "77" != code[:2]


def test_parcels_lack_facts_unless_told_otherwise():
    assert seen("parcels", lambda one: one.freight is None)
    assert seen("parcels", lambda one: one.sold_via is None)
    assert seen("parcels", lambda one: any(line.duty_rate is None for line in one.lines))
    assert seen("parcels", lambda one: any(line.hs is None for line in one.lines))


@EACH
@given(parcels(allow_unknown=False))
def test_complete_parcels_lack_nothing_a_rule_reads(parcel):
    assert None not in (parcel.freight, parcel.sold_via, parcel.transport, parcel.seller)
    assert all(None not in (line.hs, line.origin, line.duty_rate) for line in parcel.lines)


def test_parcels_are_priced_in_several_currencies():
    assert seen("parcels", lambda one: len({line.unit_price.currency for line in one.lines}) == 2)
    assert seen("parcels", lambda one: any(line.unit_price.scale > line.unit_price.currency.exponent for line in one.lines))
    assert seen("parcels", lambda one: one.currency == "KWD")


def test_parcels_come_from_everywhere_and_go_to_where_the_formula_is_complete():
    known, complete = set(_known(standard())), set(complete_places(standard(), COVERS[1]))
    starts, goals = ({getattr(one, end) for one in sample("parcels")} for end in ("ship_from", "ship_to"))
    anywhere = {one.ship_to for one in drawn(parcels(complete_on=None), 120)}

    assert complete < known
    assert starts <= known
    assert starts - complete
    assert goals <= complete
    assert anywhere <= known
    assert anywhere - complete
    assert all(len(some) > 15 for some in (starts, goals, anywhere))


def test_parcels_bear_excise_and_levies():
    table = ExchangeRates.from_mapping("EUR", dict.fromkeys(home_currencies(standard())[1:], 1), on="2026-11-21", source="drawn up")
    levies = {entry.value.get("code") for entry in standard().entries() if entry.name.startswith("shipping.levy.") and entry.value}
    many = drawn(parcels(), 400)
    charged = {charge.code.partition(".")[2] for one in many for charge in landed_cost(one, on="2026-11-21", rates=table).charges}

    assert seen("parcels", lambda one: any(line.excise_rate for line in one.lines))
    assert "excise" in charged
    assert levies & charged


def test_parcels_go_on_many_lanes():
    assert len({(one.ship_from.country, one.ship_to.country) for one in sample("parcels")}) > 15


def test_parcels_of_an_own_atlas_stay_in_it():
    own = drawn(atlases(), 1)[0]

    assert {one.ship_to.scope.lower() for one in drawn(parcels(atlas=own), 10)} <= set(own.listed("places"))


def test_parcels_come_at_three_hundred_a_second():
    """On a busy machine, too, where a draw of nothing at all takes a millisecond: the better of two runs counts."""

    def took(strategy: st.SearchStrategy[Any]) -> float:
        @settings(ONCE, max_examples=60)
        @given(strategy)
        def draw(_: object) -> None:
            pass

        start = perf_counter()
        draw()
        return (perf_counter() - start) / 60

    least = took(st.integers())

    assert min(took(parcels()) for _ in range(2)) <= max(1 / 300, 8 * least)


def test_checkouts_of_every_kind():
    assert seen("checkouts", lambda one: one.purpose == "b2b")
    assert seen("checkouts", lambda one: one.customer.age == 17)
    assert seen("checkouts", lambda one: one.merchant.blocked)
    assert seen("checkouts", lambda one: one.merchant.providers == ())


# -------------------------------------------------------------------------------------------------------- permission


def test_histories_have_equal_instants_and_late_records():
    assert seen("histories", lambda acts: len({act.at for act in acts}) < len(acts))
    assert seen("histories", lambda acts: any(act.recorded_at and act.recorded_at > act.at for act in acts))


@EACH
@given(consent_requests(recipients=st.just(Address.read("CA-ON")), histories=st.just(())))
def test_requests_are_to_whom_and_after_what_was_asked_for(request):
    assert "CA-ON" == request.recipient.scope
    assert () == request.history


# -------------------------------------------------------------------------------------------------------- thresholds

EURO = "eu:shipping.duty.relief"
KRONA = ExchangeRates(quotes={"EUR/SEK": "11.2346"}, on="2026-02-02", source="drawn up")


def test_a_threshold_is_met_from_both_sides():
    at_limit = around_threshold(EURO, on="2026-02-02")

    assert {"149.99", "150.00", "150.01"} <= {one.digits for one in drawn(at_limit)}


def test_a_threshold_is_met_in_the_currency_of_the_cart():
    at_limit = around_threshold(EURO, on="2026-02-02", currency="SEK", rates=KRONA)

    assert {"1685.18", "1685.19", "1685.20"} <= {one.digits for one in drawn(at_limit) if one.currency == "SEK"}


@EACH
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
    inside = price.exact <= 15000 if price.currency == "EUR" else price.exact <= 168519

    assert inside == (cost.sums.duty.units == 0)


def test_rules_with_bands_or_methods_know_several_limits():
    bands = drawn(around_threshold("BR:shipping.duty.simplified", on="2026-02-02"))
    limits = drawn(around_threshold("klarna:payments.limits@2020-01-01", on="2026-02-02"))

    assert {"50.00", "3000.01"} <= {one.digits for one in bands}
    assert {"EUR", "GBP"} <= {one.currency for one in limits}


@pytest.mark.xfail(strict=False, reason="150 EUR in crowns is no whole öre: rounded up, the price at the limit is above the limit rounded down")
def test_a_price_at_the_limit_in_its_own_currency_is_inside_everywhere():
    parcel = {
        "lines": [{"sku": "tee", "unit_price": "150.00 EUR", "hs": "610910", "duty_rate": "0.12"}],
        "ship_from": "US",
        "ship_to": "SE",
        "channel": "courier",
        "freight": "0.00 SEK",
    }
    cost = landed_cost(parcel, on="2026-02-02", rates=ExchangeRates(quotes={"EUR/SEK": "11.2347"}, on="2026-02-02", source="drawn up"))

    assert Money("0.00", "SEK") == cost.sums.duty


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
