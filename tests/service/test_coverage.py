"""Who is there when: seconds, gaps and their causes, hand-offs, whom to take on, in which language."""

import json
import pickle
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder import FactError, Money, Schedule, coverage, standard
from xborder.adapters.wire import ask, text_of
from xborder.doors import holidays, zones
from xborder.service.hiring import MOST, cheapest
from xborder.service.teams import Team

YEAR = {"start": "2026-01-01T00:00:00Z", "end": "2027-01-01T00:00:00Z"}
LAST = holidays.calendar_year("LK", None, 2090).horizon


def team(name, zone, start, end, *, days="mon-fri", country=None, region=None, special=None, **more):
    calendar = {"holidays": {"country": country, **({"region": region} if region else {})}} if country else {}
    schedule = {"timezone": zone, "weekly": {days: [[start, end]]}, **calendar, **({"special": special} if special else {})}
    return {"name": name, "schedule": schedule, "languages": ["en"], "capacity": 1, **more}


MANILA = team("Manila", "Asia/Manila", "06:00", "15:00", country="PH")
LONDON = team("London", "Europe/London", "07:00", "16:00", country="GB", region="ENG")
DENVER = team("Denver", "America/Denver", "08:00", "17:00", country="US")
ALL_DAY = {"days": "mon-sun", "start": "00:00", "end": "24:00"}


def gaps(told):
    return [(one.start.isoformat()[:16], one.end.isoformat()[:16], one.causes) for one in told.gaps]


def test_three_teams_round_the_clock():
    """By hand: a week of winter has no gap but the weekend, from Denver's Friday evening to Manila's Monday morning."""
    told = coverage([MANILA, LONDON, DENVER], start="2026-01-11T22:00:00Z", end="2026-01-18T22:00:00Z")

    assert [("2026-01-17T00:00", "2026-01-18T22:00", ("weekly",))] == gaps(told)
    assert 46 * 3600 == told.seconds.uncovered
    assert 122 * 3600 == told.seconds.covered
    # Denver opens an hour before London closes, and Manila two before Denver closes (at four of five ends); else one is alone.
    assert 122 * 3600 - 5 * 3600 - 4 * 2 * 3600 == told.seconds.single
    assert [("Manila", 45 * 3600), ("London", 45 * 3600), ("Denver", 45 * 3600)] == [(one.name, one.seconds) for one in told.teams]
    assert told.seconds.single == sum(one.alone for one in told.teams)


def test_holidays_leave_gaps_with_their_names():
    told = coverage([MANILA, LONDON, DENVER], start="2026-03-30T00:00:00Z", end="2026-04-04T00:00:00Z")

    expected = [
        ("2026-04-01T23:00", "2026-04-02T06:00", ("holiday:PH:Maundy Thursday",)),
        ("2026-04-02T23:00", "2026-04-03T14:00", ("holiday:PH:Good Friday", "holiday:GB:Good Friday")),
        ("2026-04-03T23:00", "2026-04-04T00:00", ("weekly",)),
    ]

    assert expected == gaps(told)


def test_a_year_adds_up():
    told = coverage([MANILA, LONDON, DENVER], **YEAR)

    assert 365 * 86_400 == told.seconds.covered + told.seconds.uncovered
    assert told.seconds.uncovered == sum(int((one.end - one.start).total_seconds()) for one in told.gaps)
    assert all(one.causes for one in told.gaps)
    assert 0.30 < told.seconds.uncovered / (365 * 86_400) < 0.32
    assert {"holiday:PH:Maundy Thursday", "holiday:US:Thanksgiving Day", "weekly"} <= {cause for one in told.gaps for cause in one.causes}
    assert "weekly: 52 gaps" in " ".join(one.text for one in told.because)


def test_a_gap_that_only_the_clocks_make_names_them():
    """16:00 in Denver is 07:00 of the next day in Manila; in summer it is 06:00, and an hour is missing."""
    manila = team("Manila", "Asia/Manila", "07:00", "16:00")
    denver = team("Denver", "America/Denver", "08:00", "16:00")
    told = coverage([manila, denver], start="2026-02-02T00:00:00Z", end="2026-07-31T00:00:00Z")
    short = [one for one in told.gaps if one.end - one.start == timedelta(hours=1)]

    assert {("dst:America/Denver:Asia/Manila",)} == {one.causes for one in short}
    assert datetime(2026, 3, 9, 22, tzinfo=UTC) == min(one.start for one in short)
    assert 4 * 21 == len(short)  # Monday to Thursday, in the weeks from 9 March to 27 July


def test_an_hour_apart_in_march():
    """Denver moves its clock on 8 March and 1 November 2026, London on 29 March and 25 October: in between they are an hour nearer."""
    london = team("London", "Europe/London", "08:00", "16:00", days="mon-sun")
    denver = team("Denver", "America/Denver", "10:00", "18:00", days="mon-sun")
    told = coverage([london, denver], **YEAR)

    # 16:00 in London is 09:00 in Denver, an hour before it opens; only when they are nearer is there no gap.
    hours = [one for one in told.gaps if one.end - one.start == timedelta(hours=1)]
    assert {("dst:Europe/London:America/Denver",)} == {one.causes for one in hours}
    assert 365 - 21 - 7 == len(hours)


def test_special_days_seasons_breaks_and_ends_are_told():
    closed = team("Special", "UTC", **ALL_DAY, special={"2026-03-03": []})
    schedule = {"timezone": "UTC", "weekly": {"mon-sun": [["00:00", "24:00"]]}}
    season = {"name": "Season", "schedule": {**schedule, "seasons": [{"valid": ["2026-03-04", "2026-03-04"], "weekly": {}}]}, "languages": []}
    pause = {"name": "Break", "schedule": {**schedule, "breaks": {"2026-03-05": [["10:00", "11:00"]]}}, "languages": []}
    until = {"name": "Until", "schedule": {**schedule, "valid": ["2026-01-01", "2026-03-05"]}, "languages": []}
    period = {"start": "2026-03-01T00:00:00Z", "end": "2026-03-07T00:00:00Z"}

    assert [("2026-03-03T00:00", "2026-03-04T00:00", ("special:Special",))] == gaps(coverage([closed], **period))
    assert [("2026-03-04T00:00", "2026-03-05T00:00", ("season:Season",))] == gaps(coverage([season], **period))
    assert [("2026-03-05T10:00", "2026-03-05T11:00", ("break:Break",))] == gaps(coverage([pause], **period))
    assert [("2026-03-06T00:00", "2026-03-07T00:00", ("season:Until",))] == gaps(coverage([until], **period))


def test_a_make_up_day_is_no_cause():
    china = team("Shanghai", "Asia/Shanghai", "09:00", "17:00", country="CN")
    told = coverage([china], start="2026-02-13T00:00:00Z", end="2026-02-16T00:00:00Z")

    assert [("weekly",), ("weekly",), ("weekly",)] == [one.causes for one in told.gaps]


def test_a_year_nobody_knows_is_not_covered_and_said():
    ceylon = team("Colombo", "Asia/Colombo", **ALL_DAY, country="LK")
    told = coverage([ceylon], start=f"{LAST + 1}-03-01T00:00:00Z", end=f"{LAST + 1}-03-02T00:00:00Z")

    assert (0, (f"unknown:LK:{LAST + 1}",), "incomplete") == (told.seconds.covered, told.gaps[0].causes, told.status)
    assert ["/teams/0/schedule/holidays"] == [one.path for one in told.needs]


def test_days_that_may_move_are_told():
    cairo = team("Cairo", "Africa/Cairo", "09:00", "17:00", days="sun-thu", country="EG")
    told = coverage([cairo], start="2027-03-01T00:00:00Z", end="2027-03-31T00:00:00Z")

    assert told.caveats
    assert all("whether Cairo works on 2027-03-" in one.text for one in told.caveats)
    assert () == coverage([LONDON], start="2027-03-01T00:00:00Z", end="2027-03-31T00:00:00Z").caveats


def test_who_answers_in_spanish_at_three_in_the_morning_in_madrid():
    madrid = team("Madrid", "Europe/Madrid", "09:00", "18:00", days="mon-sun", languages=["es-ES", "en"])
    bogota = team("Bogotá", "America/Bogota", "15:00", "24:00", days="mon-sun", languages=["es-CO"])
    manila = team("Manila", "Asia/Manila", "00:00", "24:00", days="mon-sun", languages=["en"])
    told = coverage([madrid, bogota, manila], start="2026-03-02T00:00:00+01:00", end="2026-03-03T00:00:00+01:00", language="es")

    assert ("Bogotá",) == told.on_duty("2026-03-02T03:00:00+01:00")
    assert () == told.on_duty("2026-03-02T07:30:00+01:00")
    assert ["Madrid", "Bogotá"] == [one.name for one in told.teams]
    assert [("2026-03-02T05:00", "2026-03-02T08:00", ("language:es",)), ("2026-03-02T17:00", "2026-03-02T20:00", ("language:es",))] == gaps(told)
    assert ("Madrid",) == told.on_duty("2026-03-02T10:00:00+01:00")


def test_a_team_whose_languages_are_not_known_does_not_count_and_is_asked_for():
    silent = {one: value for one, value in MANILA.items() if one not in ("languages", "capacity")}
    told = coverage([silent], start="2026-03-02T00:00:00Z", end="2026-03-03T00:00:00Z", language="en")
    free = coverage([silent], start="2026-03-02T00:00:00Z", end="2026-03-03T00:00:00Z")

    assert (0, ["/teams/0/languages"]) == (told.seconds.covered, [one.path for one in told.needs])
    # Until 07:00, and from 22:00 on, when it is Tuesday in Manila.
    assert (9 * 3600, ["/teams/0/capacity"]) == (free.seconds.covered, [one.path for one in free.assumed])


def test_hand_offs_are_measured_and_short_ones_marked():
    told = coverage([MANILA, LONDON, DENVER], start="2026-01-12T00:00:00Z", end="2026-01-14T00:00:00Z", min_overlap_minutes=60)
    found = [(one.giver, one.to, one.seconds, one.at.isoformat()[:16], one.enough) for one in told.handoffs]

    expected = [
        ("Manila", "London", 0, "2026-01-12T07:00", False),
        ("London", "Denver", 3600, "2026-01-12T16:00", True),
        ("Denver", "Manila", 7200, "2026-01-13T00:00", True),
        ("Manila", "London", 0, "2026-01-13T07:00", False),
        ("London", "Denver", 3600, "2026-01-13T16:00", True),
    ]

    assert expected == found
    assert {"from": "Manila", "to": "London", "seconds": 0, "at": "2026-01-12T07:00:00Z", "enough": False} == told.to_dict()["handoffs"][0]
    assert [None] * 5 == [one.enough for one in coverage([MANILA, LONDON, DENVER], start="2026-01-12T00:00:00Z", end="2026-01-14T00:00:00Z").handoffs]


def test_teams_that_come_together_hand_nothing_over():
    told = coverage([team("A", "UTC", "08:00", "12:00"), team("B", "UTC", "08:00", "16:00")], start="2026-03-02T00:00:00Z", end="2026-03-03T00:00:00Z")

    assert () == told.handoffs


def test_more_may_be_asked_for_than_one():
    two = [team("A", "UTC", "08:00", "16:00", capacity=2), team("B", "UTC", "12:00", "20:00", capacity=1)]
    period = {"start": "2026-03-02T00:00:00Z", "end": "2026-03-03T00:00:00Z"}
    told = [coverage(two, **period, demand=count).seconds for count in (1, 2, 3, 4)]

    assert [12, 8, 4, 0] == [one.covered // 3600 for one in told]
    assert [8, 4, 0, 0] == [one.single // 3600 for one in told]


NIGHT = team("Night", "UTC", "20:00", "32:00", days="mon-sun", candidate=True, cost="500.00 EUR")
EVENING = team("Evening", "UTC", "20:00", "26:00", days="mon-sun", candidate=True, cost="200.00 EUR")
MORNING = team("Morning", "UTC", "02:00", "08:00", days="mon-sun", candidate=True, cost="250.00 EUR")
DAY = team("Day", "UTC", "08:00", "20:00", days="mon-sun")
PERIOD = {"start": "2026-03-02T08:00:00Z", "end": "2026-03-05T08:00:00Z"}


def test_the_cheapest_set_closes_the_gaps():
    told = coverage([DAY, NIGHT, EVENING, MORNING], **PERIOD)
    dear = coverage([DAY, NIGHT, EVENING, {**MORNING, "cost": "300.00 EUR"}], **PERIOD)

    assert (("Evening", "Morning"), Money("450.00", "EUR")) == (told.hire.teams, told.hire.cost)
    # 500 and 500: the smaller set is taken.
    assert ("Night",) == dear.hire.teams
    assert "Evening and Morning close every gap for 450.00 EUR" == told.because[-1].text
    assert 36 * 3600 == told.seconds.covered


def test_candidates_do_not_count_as_there():
    told = coverage([DAY, NIGHT], **PERIOD)

    assert (36 * 3600, ["Day"], ()) == (told.seconds.covered, [one.name for one in told.teams], told.handoffs)


def test_where_nobody_closes_a_gap_nobody_is_hired():
    told = coverage([DAY, EVENING], **PERIOD)
    bare = coverage([DAY], **PERIOD)
    full = coverage([team("Always", "UTC", **ALL_DAY), NIGHT], **PERIOD)

    assert None is told.hire is bare.hire is full.hire
    assert "no candidate closes the gap at 2026-03-03T02:00:00+00:00" == told.because[-1].text
    assert ["coverage.weekly", "coverage.hopeless"] == [one.code for one in bare.because]
    assert () == full.because


def test_a_cost_nobody_knows_is_asked_for():
    told = coverage([DAY, NIGHT, {**EVENING, "cost": None}], **PERIOD)

    assert (None, "incomplete", ["/teams/2/cost"]) == (told.hire, told.status, [one.path for one in told.needs])


def test_a_candidate_brings_its_capacity():
    big = {**NIGHT, "capacity": 3}
    two = coverage([{**DAY, "capacity": 2}, big, EVENING, MORNING], **PERIOD, demand=2)
    none = coverage([{**DAY, "capacity": 2}, NIGHT], **PERIOD, demand=2)

    assert (("Night",), None) == (two.hire.teams, none.hire)


def test_a_candidate_who_does_not_speak_the_language_is_not_taken_on():
    told = coverage([DAY, {**NIGHT, "languages": ["de"]}, EVENING, MORNING], **PERIOD, language="en")

    assert ("Evening", "Morning") == told.hire.teams


def brute(lacks, capacities, costs):
    count, best = len(costs), None
    for chosen in product([0, 1], repeat=count):
        picked = tuple(index for index in range(count) if chosen[index])
        if all(sum(capacities[index] for index in picked if mask >> index & 1) >= lack for mask, lack in lacks.items()):
            found = (sum(costs[index] for index in picked), len(picked), picked)
            best = found if best is None else min(best, found)
    return best and best[2]


@st.composite
def hires(draw):
    count = draw(st.integers(1, 7))
    lacks = draw(st.dictionaries(st.integers(0, 2**count - 1), st.integers(0, 3), max_size=6))
    return lacks, draw(st.lists(st.integers(1, 3), min_size=count, max_size=count)), draw(st.lists(st.integers(0, 6), min_size=count, max_size=count))


@given(hires())
def test_the_set_is_the_one_that_trying_all_finds(hire):
    assert brute(*hire) == cheapest(*hire)


def test_twenty_candidates_are_weighed_exactly():
    """Each covers three of forty hours; the best seven are found among a million sets."""
    masks = [1 << index % 20 | 1 << (index * 7 + 3) % 20 | 1 << (index * 11 + 8) % 20 for index in range(40)]
    costs = [100 + 37 * index % 61 for index in range(20)]
    found = cheapest(dict.fromkeys(masks, 1), [1] * 20, costs)

    assert all(any(mask >> index & 1 for index in found) for mask in masks)
    assert not any(all(any(mask >> index & 1 for index in found if index != out) for mask in masks) for out in found)


@st.composite
def weeks(draw):
    spans = []
    for _ in range(draw(st.integers(1, 2))):
        start = draw(st.integers(0, 22))
        spans.append((start, start + draw(st.integers(1, 12))))
    first = spans[0]
    zone = draw(st.sampled_from(["UTC", "Asia/Manila", "America/Denver", "Europe/London", "Australia/Lord_Howe"]))
    return {"timezone": zone, "weekly": {draw(st.sampled_from(["mon-fri", "mon-sun", "fri-mon"])): [[f"{first[0]:02d}:00", f"{first[1]:02d}:00"]]}}


@settings(max_examples=25)
@given(st.lists(weeks(), min_size=1, max_size=4), st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC)), st.integers(1, 2))
def test_minute_by_minute_it_is_the_same(schedules, start, demand):
    start = start.replace(minute=0, second=0, microsecond=0)
    teams = [{"name": str(index), "schedule": one, "capacity": 1} for index, one in enumerate(schedules)]
    told = coverage(teams, start=start, end=start + timedelta(days=9), demand=demand)
    hours = [Schedule.from_dict(one) for one in schedules]
    levels = [sum(one.is_open(start + timedelta(minutes=30 * index)) for one in hours) for index in range(9 * 48)]

    assert sum(one >= demand for one in levels) * 1800 == told.seconds.covered
    assert sum(one == 1 and demand == 1 for one in levels) * 1800 == told.seconds.single
    half = timedelta(minutes=30)
    inside = {index for gap in told.gaps for index in range((gap.start - start) // half, (gap.end - start) // half)}
    assert {index for index, one in enumerate(levels) if one < demand} == inside


def test_a_coverage_is_a_value_and_travels():
    told = coverage([MANILA, LONDON], **PERIOD)

    assert told == pickle.loads(pickle.dumps(told))
    assert json.loads(text_of(told.to_dict())) == told.to_dict()
    assert told.to_dict() == ask("coverage", {"teams": [MANILA, LONDON], **PERIOD})
    assert f"{standard().edition} tzdata-{zones.version()} holidays-{holidays.version()}" == told.edition
    assert Team(**MANILA) == Team.from_dict(Team(**MANILA).to_dict())


def test_hours_made_of_hours_have_causes_too():
    both = {"op": "union", "parts": [LONDON["schedule"], DENVER["schedule"]]}
    told = coverage([{"name": "West", "schedule": both, "languages": ["en"], "capacity": 1}], start="2026-11-26T16:00:00Z", end="2026-11-26T20:00:00Z")

    assert [("2026-11-26T16:00", "2026-11-26T20:00", ("holiday:US:Thanksgiving Day",))] == gaps(told)


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"teams": []}, "no_teams", "/teams"),
        ({"teams": [DAY, DAY]}, "name_twice", "/teams/1/name"),
        ({"teams": [{**DAY, "capacity": 0}]}, "unusable_capacity", "/teams/0/capacity"),
        ({"teams": [{**NIGHT, "cost": "-1.00 EUR"}]}, "negative_price", "/teams/0/cost"),
        ({"teams": [DAY, NIGHT, {**EVENING, "cost": "1.00 USD"}]}, "mixed_currencies", "/teams/2/cost"),
        ({"teams": [{**DAY, "candidate": "yes"}]}, "not_a_boolean", "/teams/0/candidate"),
        (
            {"teams": [{**DAY, "schedule": {"timezone": "UTC", "weekly": {"mon": [["25:00", "26:00"]]}}}]},
            "opens_after_midnight",
            "/teams/0/schedule/weekly/mon/0",
        ),
        ({"teams": [team("A", "UTC", "08:00", "16:00", country="QQ")]}, "unknown_country", "/teams/0/schedule/holidays/country"),
        ({"teams": [{**NIGHT, "name": str(index)} for index in range(MOST + 1)]}, "too_many_candidates", "/teams"),
        ({"end": "2026-03-02T08:00:00Z"}, "ends_before_start", "/end"),
        ({"start": "2026-03-02T08:00:00"}, "naive_datetime", "/start"),
        ({"start": "1800-03-02T08:00:00Z"}, "instant_out_of_range", "/at"),
        ({"language": "e"}, "unreadable_language_tag", "/language"),
        ({"min_overlap_minutes": -1}, "unusable_count", "/min_overlap_minutes"),
        ({"demand": 0}, "unusable_count", "/demand"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(change, code, path):
    with pytest.raises(FactError) as caught:
        ask("coverage", {"teams": [DAY], **PERIOD, **change})

    assert (code, path) == (caught.value.code, caught.value.path)
