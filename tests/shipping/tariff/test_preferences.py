"""Which programmes join an origin and a destination on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.atlas import Layer, standard
from xborder.errors import FactError
from xborder.shipping.tariff.preferences import SCHEMES, column_2, preferences
from xborder.testing.strategies.ground import countries

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2012, 1, 1), date(2035, 12, 31))  # every country of today was there


def ids(origin, to, on=TODAY, atlas=None):
    return [one.id for one in preferences(origin, to, on, atlas)]


@pytest.mark.parametrize(
    ("origin", "to", "on", "expected"),
    [
        ("MX", "US", TODAY, ["usmca"]),
        ("MX", "US", date(2020, 6, 30), []),
        ("KR", "US", date(2012, 3, 14), []),
        ("KR", "US", date(2012, 3, 15), ["us-kr"]),
        ("US", "KR", TODAY, ["us-kr"]),
        ("CR", "US", TODAY, ["cafta-dr"]),
        ("CR", "US", date(2009, 12, 31) + timedelta(days=1), ["cafta-dr"]),
        ("KE", "US", TODAY, ["agoa"]),
        ("KE", "US", date(2027, 1, 1), []),
        ("UG", "US", date(2023, 12, 31), ["agoa"]),
        ("UG", "US", date(2024, 1, 1), []),
        ("JM", "US", TODAY, ["cbera", "cbtpa"]),
        ("IN", "US", date(2019, 6, 4), ["us-gsp"]),
        ("IN", "US", date(2019, 6, 5), []),
        ("TH", "US", date(2020, 12, 31), ["us-gsp"]),
        ("TH", "US", date(2021, 1, 1), []),
        ("CN", "US", TODAY, []),
        ("JP", "DE", TODAY, ["eu-jp"]),
        ("JP", "EU", TODAY, ["eu-jp"]),
        ("JP", "GB", date(2020, 12, 31), ["eu-jp"]),
        ("JP", "GB", TODAY, ["uk-jp", "cptpp"]),
        ("DE", "JP", TODAY, ["eu-jp"]),
        ("DE", "FR", TODAY, []),
        ("DE", "GB", date(2020, 12, 31), []),
        ("DE", "GB", date(2021, 1, 1), ["eu-gb"]),
        ("BR", "DE", date(2026, 4, 30), []),
        ("BR", "DE", date(2026, 5, 1), ["eu-br"]),
        ("TR", "DE", TODAY, ["eu-tr"]),
        ("PK", "DE", TODAY, ["eu-gsp-plus"]),
        ("IN", "DE", TODAY, ["eu-gsp"]),
        ("BD", "EU", TODAY, ["eu-eba"]),
        ("AU", "GB", date(2023, 5, 30), []),
        ("AU", "GB", date(2023, 5, 31), ["uk-au"]),
        ("IN", "GB", date(2023, 6, 19), ["uk-dcts"]),
        ("CN", "AU", TODAY, ["au-cn", "rcep"]),
        ("US", "AU", TODAY, ["us-au"]),
        ("PE", "AU", date(2021, 9, 18), ["au-pe"]),
        ("PE", "AU", date(2021, 9, 19), ["au-pe", "cptpp"]),
        ("BR", "AR", TODAY, ["mercosur"]),
        ("SA", "AE", TODAY, ["gcc"]),
        ("NO", "CH", TODAY, ["efta"]),
        ("GH", "NG", TODAY, ["afcfta"]),
        ("TH", "VN", TODAY, ["aanzfta", "rcep", "asean"]),
        ("DE", "US", TODAY, []),
        ("US", "DE", TODAY, ["eu-us"]),
        ("US", "US", TODAY, []),
    ],
)
def test_programmes_hold_from_their_first_day_to_their_last(origin, to, on, expected):
    assert expected == ids(origin, to, on)


@given(countries(), countries(), DAYS)
def test_every_programme_is_in_force_on_the_day_and_cited(origin, to, on):
    for one in preferences(origin, to, on):
        assert one.since <= on
        assert one.until is None or on < one.until
        assert one.sources or one.grade == "C"
        assert one.name
        assert not one.symbols or to == "US"


MUTUAL = {"usmca", "cafta-dr", "aanzfta", "rcep", "cptpp", "mercosur", "afcfta", "gcc", "efta", "asean"}


@given(countries(), countries(), DAYS)
def test_an_agreement_joins_both_ways(one, other, on):
    there = {name for name in ids(one, other, on) if name in MUTUAL or len(name) == 5}
    back = {name for name in ids(other, one, on) if name in MUTUAL or len(name) == 5}

    assert there == back


@given(countries(), DAYS)
def test_the_european_union_grants_what_its_members_grant(origin, on):
    assert set(ids(origin, "EU", on)) == {name for name in ids(origin, "DE", on) if name.startswith("eu-")}


@pytest.mark.parametrize(
    ("origin", "on", "second"),
    [("CU", TODAY, True), ("KP", TODAY, True), ("RU", date(2022, 4, 8), False), ("RU", date(2022, 4, 9), True), ("BY", TODAY, True), ("CN", TODAY, False)],
)
def test_column_2_of_the_united_states_is_dated(origin, on, second):
    assert second == (column_2(origin, on) is not None)


def test_the_symbols_are_those_of_the_us_tariff():
    symbols = {symbol for scheme in SCHEMES for symbol in scheme.symbols}

    assert {"A", "A*", "A+", "D", "E", "E*", "R", "S", "S+", "P", "P+", "NP"} == symbols
    assert ("KR",) == preferences("KR", "US", TODAY)[0].symbols
    assert () == preferences("US", "KR", TODAY)[0].symbols
    assert "United States-Korea Free Trade Agreement" == preferences("KR", "US", TODAY)[0].name


@pytest.mark.parametrize(("origin", "on"), [("SS", date(2011, 7, 8)), ("CW", date(2010, 10, 9)), ("BQ", date(2010, 10, 9)), ("SX", date(2010, 10, 9))])
def test_an_origin_that_there_was_not_is_refused(origin, on):
    with pytest.raises(FactError, match=f"there was no {origin} on {on}"):
        preferences(origin, "US", on)

    assert isinstance(preferences(origin, "US", on + timedelta(days=1)), tuple)


def test_an_overlay_mends_who_belongs_to_what():
    page = {"blocs/cptpp": {"members": [{"place": "CR", "since": "2026-10-01", "grade": "C", "sources": [], "note": "ours"}]}}
    world = standard().overlay(Layer.from_mapping(page, edition="acme-1"))

    assert "cptpp" not in ids("CR", "CA")
    assert ["cptpp"] == ids("CR", "CA", TODAY, world)


def test_what_lapsed_and_was_restored_says_so():
    one = preferences("KE", "US", date(2025, 11, 1))[0]

    assert "agoa" == one.id
    assert "refunded on request" in one.note
    assert {"id", "name", "symbols", "since", "until", "grade", "note", "rule", "sources"} == set(one.to_dict())
