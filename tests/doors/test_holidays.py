"""The holidays of the package, frozen, and how well each is known."""

import pickle
import subprocess
import sys
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder.doors import holidays as door
from xborder.doors.holidays import CalendarYear, calendar_year
from xborder.errors import FactError


def day(text):
    return date.fromisoformat(text)


def test_version_is_that_of_the_package():
    assert holidays.__version__ == door.version()


def test_importing_the_door_imports_no_package():
    script = "import sys; from xborder.doors import holidays; print('holidays' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert shown.stdout.strip() == "False"


@pytest.mark.parametrize("language", ["de_DE.UTF-8", "zh_CN.UTF-8"])
def test_names_do_not_follow_the_environment(language):
    script = "from xborder.doors.holidays import calendar_year; print(calendar_year('CN', None, 2026).closed[0].name)"
    shown = subprocess.run([sys.executable, "-c", script], env={"LANG": language, "LANGUAGE": language}, check=True, capture_output=True, text=True)

    assert shown.stdout.strip() == "New Year's Day"


WATCHED = """
import os, sys

class Watched(dict):
    read = set()
    def get(self, name, default=None):
        self.read.add(name)
        return super().get(name, default)
    def __getitem__(self, name):
        self.read.add(name)
        return super().__getitem__(name)
    def __contains__(self, name):
        self.read.add(name)
        return super().__contains__(name)

import holidays  # the package itself loads its translations by name
from xborder.doors.holidays import calendar_year, countries
os.environ = Watched(os.environ)
looked = []
os.path.exists, real = lambda path: looked.append(path) or real(path), os.path.exists
told = [(one.day.isoformat(), one.name) for country in sys.argv[1].split(",") for one in calendar_year(country, None, 2026).closed]
print(sorted(Watched.read & {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}), [path for path in looked if "fr" in path.split(os.sep)])
print(hash(tuple(told)), told)
"""


@pytest.mark.parametrize("language", ["xx", "fr_FR.UTF-8:ar:tr", "en_NZ"])
def test_no_language_of_the_host_is_looked_for(language):
    """The package translates nothing for these, and would let gettext search for what `LANGUAGE` names; CN it translates."""
    untranslated = [code for code in door.countries() if "en_US" not in getattr(holidays, code).get_entity().supported_languages]
    assert {"NZ", "ZA", "JM"} <= set(untranslated)

    def run(environment):
        asked = [sys.executable, "-c", WATCHED, ",".join([*untranslated, "CN"])]
        env = {"PYTHONHASHSEED": "0", **environment}
        return subprocess.run(asked, env=env, check=True, capture_output=True, text=True, encoding="utf-8").stdout.splitlines()

    spoken = run({"LANG": language, "LANGUAGE": language, "LC_ALL": language})

    assert "[] []" == spoken[0]
    assert run({"LANG": "C"})[1] == spoken[1]


def test_new_year_of_2026_in_china():
    # General Office of the State Council, order for 2026: nine days off from 15 to 23 February, work on the 14th and the 28th.
    year = calendar_year("CN", None, 2026)
    closed = {one.day for one in year.closed}
    makeup = {one.day: one.makes_up for one in year.makeup}
    first, last = day("2026-02-15"), day("2026-02-23")
    off = [first + timedelta(days=index) for index in range(9)]

    assert all(one in closed or one in year.weekend for one in off)
    assert off[-1] == last
    assert {day("2026-02-14"): day("2026-02-20"), day("2026-02-28"): day("2026-02-23")} == {one: makeup[one] for one in makeup if one.month == 2}
    assert len(makeup) == 6
    assert {"decreed"} == {one.confidence for one in (*year.closed, *year.makeup)}
    assert year.confidence_on(day("2026-02-14")) == "decreed"


def test_work_made_up_in_december_stands_in_the_year_before():
    actual = {one.day: one.makes_up for one in calendar_year("CN", None, 2006).makeup}

    assert day("2007-01-02") == actual[day("2006-12-30")]


@pytest.mark.parametrize(
    ("country", "year", "confidence", "reached"),
    [
        ("US", 2026, "rule", True),
        ("DE", 2030, "rule", True),
        ("CN", 2026, "decreed", True),
        ("CN", 2090, "estimated", False),
        ("LK", 2026, "rule", True),
        ("LK", 2090, "unknown", False),
        ("IN", 2035, "rule", True),
        # India's moons are tabled to 2035; with most of its holidays silent the year is unknown.
        ("IN", 2090, "unknown", False),
        # Bhutan lacks one of many, so what is left is a guess.
        ("BT", 2090, "estimated", False),
        ("UA", 2090, "estimated", False),
        ("TH", 2026, "rule", True),
        ("BV", 2026, "unknown", True),
        ("JP", 2150, "unknown", False),
        ("US", 1700, "unknown", True),
    ],
)
def test_how_far_a_calendar_reaches(country, year, confidence, reached):
    known = calendar_year(country, None, year)

    assert (confidence, reached) == (known.confidence, year <= known.horizon)


@pytest.mark.parametrize(("country", "year"), [("LK", 2090), ("BV", 2026)])
def test_an_empty_year_is_unknown_and_never_a_year_of_work(country, year):
    known = calendar_year(country, None, year)

    assert ((), ()) == (known.closed, known.makeup)
    assert known.confidence_on(date(year, 6, 1)) == "unknown"


def test_a_year_without_days_off_by_martial_law_is_not_unknown():
    known = calendar_year("UA", None, 2026)

    assert known.closed == ()
    assert known.confidence == "estimated"


def test_a_moon_still_to_be_sighted_makes_its_neighbours_uncertain():
    year = calendar_year("EG", None, 2041)
    eid = next(one.day for one in year.closed if "Eid al-Fitr" in one.name)

    assert year.confidence_on(eid) == "estimated"
    assert year.confidence_on(eid - timedelta(days=1)) == "estimated"
    assert year.confidence_on(day("2041-01-07")) == "rule"
    assert eid - timedelta(days=1) in year.estimated


def test_without_its_order_the_moved_days_of_a_year_are_estimates():
    year = calendar_year("CN", None, 2094)
    known = {one.day: one.confidence for one in year.closed}

    assert known[day("2094-10-01")] == "rule"
    assert known[day("2094-10-04")] == "estimated"
    assert year.confidence_on(day("2094-03-02")) == "estimated"


def test_single_orders_are_decreed():
    known = {one.day: one.confidence for one in calendar_year("GB", "ENG", 2022).closed}

    # The Queen's state funeral, by proclamation.
    assert known[day("2022-09-19")] == "decreed"
    assert known[day("2022-12-26")] == "rule"


def test_regions_and_categories():
    national = {one.day for one in calendar_year("DE", None, 2026).closed}
    bavarian = {one.day for one in calendar_year("DE", "BY", 2026).closed}
    banks = {one.day for one in calendar_year("DK", None, 2026, ("public", "optional")).closed}

    assert day("2026-01-06") in bavarian - national
    assert day("2026-06-05") in banks


@pytest.mark.parametrize(
    ("country", "on", "part"),
    [
        ("IS", "2026-12-24", (780, None)),
        ("PR", "2026-12-24", (720, None)),
        ("EE", "2026-12-23", (None, 180)),
        ("GR", "2026-12-24", (None, None)),
    ],
)
def test_half_days_are_read_from_their_names(country, on, part):
    year = calendar_year(country, None, 2026)
    asked = calendar_year(country, None, 2026, ("public", "half_day"))
    left_out = {one.day: one for one in year.halves}
    taken = {one.day: one for one in asked.closed}

    assert (True, "estimated", *part) == tuple(getattr(left_out[day(on)], name) for name in ("half", "confidence", "from_minute", "shorter_by"))
    assert left_out[day(on)] == taken[day(on)]
    assert () == asked.halves
    assert calendar_year(country, None, 2026, ("half_day",)).closed == year.halves


def test_afternoons_are_half_days():
    assert {"from_minute": 720} == door._part_of("Christmas Eve (afternoon)")
    assert {"from_minute": 0} == door._part_of("A night (from 12am)")
    assert {"from_minute": 1110} == door._part_of("An evening (from 6:30pm)")


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2026, [("2026-02-18", "2026-03-19")]),
        (2030, [("2030-01-05", "2030-02-03"), ("2030-12-26", "2031-01-23")]),
    ],
)
def test_ramadan_by_the_calendar_of_umm_al_qura(year, expected):
    assert expected == [(str(first), str(last)) for first, last in door.ramadan(year)]


def test_a_moon_nobody_tabled_is_refused():
    with pytest.raises(FactError) as caught:
        door.ramadan(2150)

    assert "year_out_of_range" == caught.value.code


def test_regions_may_be_named_by_their_alias():
    assert calendar_year("DE", "Bayern", 2026).closed == calendar_year("DE", "BY", 2026).closed


def test_weekends_follow_their_history():
    # The Emirates moved their weekend from Friday and Saturday to Saturday and Sunday on 2022-01-01.
    assert {4, 5} == {one.weekday() for one in calendar_year("AE", None, 2021).weekend}
    assert {5, 6} == {one.weekday() for one in calendar_year("AE", None, 2022).weekend}


@pytest.mark.parametrize(
    ("asked", "code", "path", "hint"),
    [
        (("UK", None, 2026), "unknown_country", "/country", "did you mean 'GB'?"),
        (("de", None, 2026), "unknown_country", "/country", "did you mean 'DE'?"),
        (("QQ", None, 2026), "unknown_country", "/country", "write an ISO 3166-1 code, as 'DE'"),
        (("", None, 2026), "empty_text", "", None),
        (("DE", "BAY", 2026), "unknown_region", "/region", "did you mean"),
        (("SM", "XX", 2026), "unknown_region", "/region", "leave it out: the calendar is national"),
        (("DE", None, 2026, ("publik",)), "unknown_category", "/categories/0", "did you mean 'public'?"),
        (("DE", None, 2026, ()), "no_categories", "/categories", None),
    ],
)
def test_what_is_not_known_is_refused(asked, code, path, hint):
    with pytest.raises(FactError) as caught:
        calendar_year(*asked)

    assert (code, path) == (caught.value.code, caught.value.path)
    assert hint is None or caught.value.hint.startswith(hint)


def test_a_year_is_read_once_and_pickles():
    year = calendar_year("JP", None, 2026)

    assert year is calendar_year("JP", None, 2026)
    assert year == pickle.loads(pickle.dumps(year))
    assert year == CalendarYear.from_dict(year.to_dict())


@settings(max_examples=40, deadline=None)
@given(country=st.sampled_from(door.countries()), year=st.integers(2007, 2026))
def test_days_agree_with_the_package(country, year):
    book = holidays.country_holidays(country, years=(year, year + 1), expand=False, language="en_US")
    known = calendar_year(country, None, year)
    closed = {one for one in book if one.year == year}
    makeup = {one for one in book.weekend_workdays if one.year == year and one not in closed}

    assert known.confidence == "unknown" or closed == {one.day for one in known.closed}
    assert known.confidence == "unknown" or makeup == {one.day for one in known.makeup}
