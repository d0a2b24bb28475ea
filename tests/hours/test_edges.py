"""Arithmetic in open time, against a list of every second."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xborder.hours import edges as e

FIRST, LAST = 0, 60

spans = st.lists(st.tuples(st.integers(FIRST, LAST), st.integers(FIRST, LAST)), max_size=8)
some = spans.map(e.merged)
full = some.filter(bool)
seconds = st.integers(FIRST - 5, LAST + 5)
amounts = st.integers(0, LAST)


def painted(edges):
    return {second for start, end in e.intervals(edges) for second in range(start, end)}


def lawful(edges):
    return len(edges) % 2 == 0 and all(one < other for one, other in pairwise(edges))


@given(spans=spans)
def test_merged_spans_are_open_where_one_of_them_is(spans):
    edges = e.merged(spans)

    assert lawful(edges)
    assert {second for start, end in spans for second in range(start, end)} == painted(edges)


@given(edges=some, at=seconds)
def test_a_second_is_open_where_painted(edges, at):
    assert (at in painted(edges)) == e.is_open(edges, at)


@given(edges=some, at=seconds)
def test_next_open_is_the_first_open_second(edges, at):
    assert min((one for one in painted(edges) if one >= at), default=None) == e.next_open(edges, at)


@given(edges=some, at=seconds)
def test_next_close_is_the_first_closed_second(edges, at):
    assert next(one for one in range(at, LAST + 9) if one not in painted(edges)) == e.next_close(edges, at)


@given(edges=some, start=seconds, end=seconds)
def test_between_counts_open_seconds(edges, start, end):
    count = len([one for one in painted(edges) if min(start, end) <= one < max(start, end)])

    assert (count if start <= end else -count) == e.between(edges, start, end)


@given(edges=full, at=seconds, amount=amounts.filter(bool))
def test_add_ends_with_the_second_that_completes_it(edges, at, amount):
    ahead = sorted(one for one in painted(edges) if one >= at)
    expected = ahead[amount - 1] + 1 if amount <= len(ahead) else None

    assert expected == e.add(edges, at, amount)


@given(edges=full, at=seconds, amount=amounts.filter(bool))
def test_subtract_starts_with_the_second_that_completes_it(edges, at, amount):
    behind = sorted((one for one in painted(edges) if one < at), reverse=True)
    expected = behind[amount - 1] if amount <= len(behind) else None

    assert expected == e.subtract(edges, at, amount)


@given(edges=some, at=seconds)
def test_nothing_leads_to_the_nearest_open_moment(edges, at):
    closings = [end for start, end in e.intervals(edges) if end <= at]

    assert e.next_open(edges, at) == e.add(edges, at, 0)
    assert (at if e.is_open(edges, at) else max(closings, default=None)) == e.subtract(edges, at, 0)


@given(edges=full, at=seconds, amount=amounts)
def test_what_was_added_is_taken_back(edges, at, amount):
    there = e.add(edges, at, amount)
    if there is not None and e.is_open(edges, at):
        assert at == e.subtract(edges, there, amount)
    if there is not None:
        assert amount == e.between(edges, at, there)


@given(edges=full, at=seconds, amount=amounts.filter(bool))
def test_what_was_taken_is_added_back(edges, at, amount):
    there = e.subtract(edges, at, amount)
    if there is not None and e.is_open(edges, at - 1):
        assert at == e.add(edges, there, amount)


@given(edges=full, at=seconds, one=amounts, other=amounts.filter(bool))
def test_adding_in_two_steps_is_adding_at_once(edges, at, one, other):
    half = e.add(edges, at, one)
    if half is not None:
        assert e.add(edges, at, one + other) == e.add(edges, half, other)


@given(edges=full, at=seconds, amount=amounts)
def test_less_than_nothing_goes_the_other_way(edges, at, amount):
    assert e.subtract(edges, at, amount) == e.add(edges, at, -amount) or amount == 0
    assert e.add(edges, at, amount) == e.subtract(edges, at, -amount) or amount == 0


@given(edges=full, at=seconds, later=seconds, amount=amounts)
def test_a_later_start_is_never_due_earlier(edges, at, later, amount):
    first, second = (e.add(edges, one, amount) for one in sorted((at, later)))

    assert second is None or (first is not None and first <= second)


@given(one=some, other=some)
def test_sets_of_seconds(one, other):
    for made, expected in (
        (e.union(one, other), painted(one) | painted(other)),
        (e.intersection(one, other), painted(one) & painted(other)),
        (e.difference(one, other), painted(one) - painted(other)),
        (e.complement(one, FIRST, LAST), set(range(FIRST, LAST)) - painted(one)),
    ):
        assert lawful(made)
        assert expected == painted(made)


@given(one=some, other=some)
def test_de_morgan(one, other):
    def away(edges):
        return e.complement(edges, FIRST, LAST)

    assert away(e.union(one, other)) == e.intersection(away(one), away(other))
    assert away(e.intersection(one, other)) == e.union(away(one), away(other))
    assert one == away(away(one))


@given(one=some, other=some, third=some)
def test_sets_commute_and_distribute(one, other, third):
    assert e.union(one, other) == e.union(other, one)
    assert e.intersection(one, other) == e.intersection(other, one)
    assert e.union(e.union(one, other), third) == e.union(one, e.union(other, third))
    assert e.intersection(one, e.union(other, third)) == e.union(e.intersection(one, other), e.intersection(one, third))
    assert e.difference(one, other) == e.difference(one, e.intersection(one, other))
    assert one == e.union(e.intersection(one, other), e.difference(one, other))


@settings(max_examples=50)
@given(edges=full, at=seconds, amount=amounts)
def test_sums_reckoned_before_change_nothing(edges, at, amount):
    before = e.sums(edges)

    assert e.add(edges, at, amount) == e.add(edges, at, amount, before)
    assert e.subtract(edges, at, amount) == e.subtract(edges, at, amount, before)
    assert e.between(edges, 0, at) == e.between(edges, 0, at, before)


@pytest.mark.parametrize("start", [5, 9])
def test_the_complement_of_no_time_is_none(start):
    assert e.complement([1, 4], start, 5) == []
