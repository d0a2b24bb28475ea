"""Codes of the Harmonized System: how they are read, and what became of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.errors import FactError
from xborder.shipping.tariff import hs_code, predecessor, standing, subheadings

digits = st.sampled_from((4, 6, 8, 10)).flatmap(lambda size: st.text("0123456789", min_size=size, max_size=size))


@given(digits.filter(lambda one: one[:2] not in ("00", "77")), st.data())
def test_dots_and_spaces_do_not_change_a_code(code, data):
    written = code[0] + "".join(data.draw(st.sampled_from(("", ".", " ", "\u00a0", "-"))) + digit for digit in code[1:])

    assert code == hs_code(written)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("61091", "a zero may be missing in front: '061091'"),
        ("6109100", "a zero may be missing in front: '06109100'"),
        ("61", "has 2 digits"),
        ("610910001234", "has 12 digits"),
        ("7701", "chapter 77 of the code '7701' is kept empty"),
        ("0001.10", "chapter 00 of the code '0001.10' is no chapter"),
        ("", "'' is not a tariff code"),
        ("61o9", "is not a tariff code"),
        ("6109.", "is not a tariff code"),
        ("６１０９", "is not a tariff code"),
        ("6" * 5000, "is not a tariff code"),
        (6109, "wanted as text, not 6109"),
        (None, "wanted as text"),
    ],
)
def test_what_cannot_be_a_code_is_refused_and_says_why(code, said):
    with pytest.raises(FactError) as caught:
        hs_code(code)

    assert said in str(caught.value)


def test_the_structure_is_that_of_hs_2022():
    known = subheadings()

    assert 5612 == len(known)  # 999999, which the table also lists, is of chapter 99
    assert [f"{chapter:02}" for chapter in range(1, 98) if chapter != 77] == sorted({code[:2] for code in known})
    assert 1228 == len({code[:4] for code in known})
    assert list(known) == sorted(set(known))


@given(st.sampled_from(subheadings()))
def test_every_subheading_of_today_is_current_and_follows_its_predecessor(code):
    found = standing(code)

    assert "current" == found.status
    assert code in standing(predecessor(code)).successors


@pytest.mark.parametrize(
    ("code", "status", "successors"),
    [
        ("0302.14", "current", ("030214", "030299")),
        ("8525.81", "current", ()),
        ("2852.00", "unknown", ()),
        ("620111", "retired", ("620120",)),
        ("620112", "retired", ()),
        ("8469", "retired", ()),
        ("8803", "retired", ("8807",)),
        ("0199", "unknown", ()),
        ("9903.88.15", "national", ()),
    ],
)
def test_what_became_of_a_code(code, status, successors):
    found = standing(code)

    assert (status, successors) == (found.status, found.successors)


def test_whether_a_heading_begins_subheadings_of_today():
    assert ("610910", "610990") == subheadings("6109")
    assert () == subheadings("7701")
    assert predecessor("999999") is None
