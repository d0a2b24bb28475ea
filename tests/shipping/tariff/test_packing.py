"""A packed tariff says what its rows said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.errors import FactError
from xborder.shipping.tariff.packing import Column, Row, Table, packed

words = st.text(st.characters(exclude_categories=("C", "Z")) | st.just(" "), max_size=20).map(lambda one: " ".join(one.split()))
columns = st.builds(
    Column,
    st.sampled_from(("general", "special", "preference")),
    st.none() | st.sampled_from(("JP", "1013")),
    st.none() | st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    st.none() | st.dates(date(2031, 1, 1), date(2035, 1, 1)),
    st.sampled_from(((), ("AT", "BE"))),
)
rates = st.lists(st.tuples(columns, words), max_size=3).map(tuple)
codes = st.sampled_from((4, 6, 8, 10, 12)).flatmap(lambda size: st.text("0123456789", min_size=size, max_size=size))


@st.composite
def rows(draw):
    """Rows as a tariff has them: codes in order, and texts before the rows that they stand above."""
    found = []
    for code in sorted(draw(st.sets(codes, max_size=12)), key=lambda one: (one.ljust(12, "0"), len(one))):
        found += [Row("", draw(st.integers(0, 9)), draw(words), "", ()) for _ in range(draw(st.integers(0, 2)))]
        found.append(Row(code, draw(st.integers(0, 9)), draw(words), draw(st.sampled_from(("", "kg", "doz.,kg"))), draw(rates)))
    return found


def told(table):
    return [Row(table.code(row), table.indent(row), table.words(row), ",".join(table.units(row)), table.rates(row)) for row in range(table.rows)]


@given(rows())
def test_what_is_packed_is_found_again(published):
    assert published == told(Table(packed({}, published)))


@given(rows(), st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter_where_no_texts_stand_between(published, random):
    coded = [row for row in published if row.code]
    mixed = list(coded)
    random.shuffle(mixed)

    assert packed({}, coded) == packed({}, mixed)


@given(rows())
def test_every_code_is_found_and_no_other(published):
    table = Table(packed({}, published))
    there = {row.code for row in published if row.code}

    assert sorted(there, key=lambda one: (one.ljust(12, "0"), len(one))) == list(table.codes)
    for code in there:
        assert code == table.code(table.find(code))
    assert all(table.find(code) is None for code in ("0000", "9999999999") if code not in there)


@given(rows(), codes)
def test_a_span_holds_all_codes_that_begin_so(published, prefix):
    table = Table(packed({}, published))
    first, last = table.span(prefix)

    expected = [row.code for row in published if row.code.startswith(prefix)]
    actual = [code for row in range(first, last) if (code := table.code(row))]

    assert expected == actual


@given(rows())
def test_rates_are_those_of_the_nearest_row_above(published):
    table = Table(packed({}, published))
    for row, one in enumerate(published):
        depth, expected = one.indent + 1, None
        for above in range(row, -1, -1):
            if published[above].indent < depth:
                depth = published[above].indent
                if published[above].rates:
                    expected = above
                    break

        assert expected == table.rated(row)


def test_a_code_that_stands_twice_is_refused():
    row = Row("61091000", 0, "", "", ())

    with pytest.raises(FactError, match="the code 61091000 stands twice"):
        packed({}, [row, row])


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"xborder tariff 1\n"])
def test_other_bytes_are_refused(content):
    with pytest.raises(FactError, match="not a packed tariff"):
        Table(content)


@given(rows(), st.integers(1, 40))
def test_a_packed_tariff_without_its_end_is_refused(published, missing):
    content = packed({}, published)

    with pytest.raises(FactError):
        Table(content[:-missing])
