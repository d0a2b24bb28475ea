"""Timelines: what a rule said, day by day, in half-open intervals."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.atlas import Entry, Moment, Timeline
from xborder.atlas.timeline import BEGINNING, END, key
from xborder.errors import AtlasError

DAYS = st.dates(date(2010, 1, 1), date(2035, 12, 31))


def entry(since: date, until: date | None = None, value: object = 1, status: str = "in_force") -> Entry:
    return Entry(scope="DE", name="shipping.vat.standard", since=since, until=until, value=value, status=status)  # type: ignore[arg-type]


@st.composite
def timelines(draw: st.DrawFn) -> tuple[Timeline, list[Entry]]:
    days = sorted(draw(st.sets(DAYS, min_size=2, max_size=8)))
    entries = [
        entry(since, until if draw(st.booleans()) else since + timedelta(days=draw(st.integers(1, (until - since).days))), index)
        for index, (since, until) in enumerate(pairwise(days))
    ]
    return Timeline.of(draw(st.permutations(entries))), entries


@given(timelines(), DAYS)
def test_a_lookup_finds_the_one_entry_in_force(made: tuple[Timeline, list[Entry]], day: date) -> None:
    timeline, entries = made
    expected = [one for one in entries if one.since <= day < (one.until or date.max)]

    assert (expected or [None]) == [timeline.at(key(day)).entry]


@given(timelines(), DAYS, DAYS)
def test_within_a_stretch_nothing_changes_and_at_its_ends_it_does(made: tuple[Timeline, list[Entry]], day: date, other: date) -> None:
    timeline, _ = made
    stretch = timeline.at(key(day))

    assert stretch.first <= key(day) <= stretch.last
    if stretch.first <= key(other) <= stretch.last:
        assert stretch.entry == timeline.at(key(other)).entry
    for outside in (stretch.first - 1, stretch.last + 1):
        if BEGINNING <= outside < END:
            assert (stretch.entry, stretch.first) != (timeline.at(outside).entry, timeline.at(outside).first)


def test_two_entries_at_once_are_refused_with_the_mend() -> None:
    with pytest.raises(AtlasError, match="end the first with until = 2021-01-01"):
        Timeline.of([entry(date(2020, 1, 1)), entry(date(2021, 1, 1))])


def test_an_announced_entry_is_never_in_force() -> None:
    ahead = entry(date(2029, 3, 1), status="announced")
    timeline = Timeline.of([ahead, entry(date(2021, 1, 1))])

    assert (ahead,) == timeline.announced
    assert date(2021, 1, 1) == timeline.at(key(date(2030, 1, 1))).entry.since  # type: ignore[union-attr]


def test_a_rule_may_turn_at_a_minute() -> None:
    eastern = timezone(timedelta(hours=-5))
    turn = datetime(2026, 2, 24, 0, 1, tzinfo=eastern)
    timeline = Timeline.of([entry(date(2026, 1, 1), turn, "before"), entry(turn, None, "after")])  # type: ignore[arg-type]

    assert "before" == timeline.at(key(datetime(2026, 2, 24, 0, 0, 59, tzinfo=eastern))).entry.value  # type: ignore[union-attr]
    assert "after" == timeline.at(key(turn)).entry.value  # type: ignore[union-attr]
    assert "DE:shipping.vat.standard@2026-02-24T00:01:00-05:00" == timeline.entries[1].rule


def test_a_moment_is_a_second_or_a_whole_day() -> None:
    day, second = Moment.of(date(2026, 2, 24)), Moment.of(datetime(2026, 2, 24, 0, 1, tzinfo=UTC))

    assert 86_399 == day.last - day.first
    assert (60, 0, date(2026, 2, 24)) == (second.first - day.first, second.last - second.first, second.day)


def test_a_reason_cites_its_entry() -> None:
    reason = entry(date(2021, 1, 1)).reason("tax.vat", "VAT is {rate}", rate="19%")

    assert ("DE:shipping.vat.standard@2021-01-01", "VAT is 19%", "C") == (reason.rule, reason.text, reason.grade)


def test_seconds_count_in_a_key() -> None:
    midnight = datetime(2026, 2, 24, tzinfo=UTC)

    assert [0, 1, 60, 3600] == [
        key(midnight.replace(hour=h, minute=m, second=s)) - key(date(2026, 2, 24)) for h, m, s in ((0, 0, 0), (0, 0, 1), (0, 1, 0), (1, 0, 0))
    ]
    assert 86_400 == key(date(2026, 2, 25)) - key(date(2026, 2, 24))


def test_a_gap_ends_where_the_next_entry_begins() -> None:
    timeline = Timeline.of([entry(date(2020, 1, 1), date(2020, 2, 1)), entry(date(2021, 1, 1))])
    before, inside, gap, last = (timeline.at(key(day)) for day in (date(2019, 1, 1), date(2020, 1, 15), date(2020, 6, 1), date(2022, 1, 1)))

    assert (None, BEGINNING, key(date(2020, 1, 1)) - 1) == before
    assert (key(date(2020, 1, 1)), key(date(2020, 2, 1)) - 1) == inside[1:]
    assert (None, key(date(2020, 2, 1)), key(date(2021, 1, 1)) - 1) == gap
    assert (key(date(2021, 1, 1)), END - 1) == last[1:]


def test_overlaps_and_reasons_are_told_in_full() -> None:
    with pytest.raises(AtlasError) as caught:
        Timeline.of([entry(date(2020, 1, 1)), entry(date(2021, 1, 1))])
    reason = entry(date(2021, 1, 1)).reason("tax.vat", "VAT is {rate}", "19% of 1", rate="19%")

    assert ("overlapping_entries", "end the first with until = 2021-01-01") == (caught.value.code, caught.value.hint)
    assert "DE:shipping.vat.standard@2020-01-01 and DE:shipping.vat.standard@2021-01-01 are both in force on 2021-01-01" == caught.value.message
    assert ("tax.vat", "19% of 1") == (reason.code, reason.formula)
