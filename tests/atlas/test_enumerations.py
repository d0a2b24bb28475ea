"""One table for every plain enumeration of every place: what it lists exists, and is as complete as its source."""

from datetime import UTC, date, datetime

import pytest

from xborder import greet
from xborder.atlas import standard
from xborder.codes import Country, Currency, LanguageTag
from xborder.doors import zones

ATLAS = standard()
GROUND = ATLAS.layers[0]
PLACES = ATLAS.listed("places")
WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TODAY = date(2026, 11, 21)
UNLISTED = {"xk": ["Europe/Belgrade"]}
"""Countries that have no line in zone.tab: Kosovo keeps the clock of Belgrade."""


def entries(place, prefix):
    """The entries of a place's own page below a prefix, regions included, with the country they hold for."""
    return [one for one in GROUND.page("places", place).entries() if one.name.startswith(prefix)]


def today(place, rule):
    scope = place.upper()
    return ATLAS.find(scope, rule, ATLAS.moment(scope, TODAY).first).entry


@pytest.mark.parametrize("place", PLACES)
class TestPlace:
    def test_its_header_can_be_read(self, place):
        header = ATLAS.header(place.upper())

        assert Country(place.upper()) == place.upper()
        assert Currency(header.get("currency")).withdrawn is None
        assert header.get("zone") in zones.zone_names()
        assert all(bloc in ATLAS.listed("blocs") for bloc in header.get("blocs") or ())

    def test_its_authority_keeps_a_clock_of_the_country(self, place):
        assert ATLAS.header(place.upper()).get("zone") in (UNLISTED.get(place) or zones.zones_of(place.upper()))

    def test_its_zones_are_those_of_the_tz_database(self, place):
        entry = today(place, "hours.zones")

        expected = sorted(UNLISTED.get(place) or zones.zones_of(place.upper()))
        actual = sorted(entry.value) if entry else []

        assert expected == actual

    def test_its_first_zone_is_its_capital_s(self, place):
        expected = ATLAS.header(place.upper()).get("zone")
        actual = today(place, "hours.zones").value[0]

        assert expected == actual

    def test_its_weekend_is_days_in_the_order_of_the_week(self, place):
        assert today(place, "hours.weekend") is not None
        for entry in entries(place, "hours.weekend"):
            expected = [day for day in WEEK if day in entry.value]
            actual = list(entry.value)

            assert expected == actual

    def test_its_languages_are_canonical(self, place):
        assert today(place, "locale.languages") is not None
        for entry in entries(place, "locale.languages"):
            expected = [str(LanguageTag(tag)) for tag in entry.value]
            actual = list(entry.value)

            assert expected == actual

    def test_its_language_has_a_tongue_or_another_is_spoken(self, place):
        tongues = {LanguageTag(name).language for name in ATLAS.listed("tongues")}
        main = today(place, "locale.languages").value[0]
        greeting = greet({"languages": [main], "address": place.upper(), "timezone": "UTC"}, at=datetime(2026, 11, 21, 12, tzinfo=UTC))

        assert (LanguageTag(main).language in tongues) == (LanguageTag(main).language == greeting.language.language)

    def test_its_payment_methods_have_pages(self, place):
        offered = {one.name.removeprefix("payments.offers.") for one in entries(place, "payments.offers.")}

        expected = set()
        actual = offered - set(ATLAS.listed("methods"))

        assert expected == actual


def test_members_of_blocs_that_have_a_page_name_the_bloc():
    """Blocs that say more than who belongs to them are named by their members; mere agreements are looked up by themselves."""
    told = [
        (one.name.removeprefix("members."), bloc)
        for bloc in ATLAS.listed("blocs")
        for one in GROUND.page("blocs", bloc).entries()
        if one.name.startswith("members.") and any(not other.name.startswith("members.") for other in GROUND.page("blocs", bloc).entries())
    ]

    expected = []
    actual = [f"{place} in {bloc}" for place, bloc in told if place.lower() in PLACES and bloc not in (ATLAS.header(place).get("blocs") or ())]

    assert expected == actual


def test_blocs_that_places_name_have_them_as_members():
    named = [(place.upper(), bloc) for place in PLACES for bloc in ATLAS.header(place.upper()).get("blocs") or ()]

    expected = []
    actual = [f"{place} in {bloc}" for place, bloc in named if not GROUND.page("blocs", bloc).timeline("", f"members.{place}")]

    assert expected == actual
