"""What stands under a code, and how sure that is."""

import pickle
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.errors import FactError, Incomplete
from xborder.shipping.tariff import TariffSchedule, au_tariff, eu_tariff, packaged_tariff, us_tariff

US, EU, AU = us_tariff(), eu_tariff(), au_tariff()
codes_of_the_us = st.sampled_from(US.codes)


@given(codes_of_the_us)
def test_a_code_finds_itself_however_it_is_written(code):
    dotted = ".".join((code[:4], *(code[at : at + 2] for at in range(4, len(code), 2))))

    assert US.lookup(code) == US.lookup(dotted)
    assert all(line.code.startswith(code) or code.startswith(line.rated_by) for line in US.lookup(code).lines)


@given(codes_of_the_us.filter(lambda code: len(code) == 10), st.sampled_from((4, 6, 8)))
def test_fewer_digits_find_all_lines_below_them_and_pick_none(code, length):
    below = {line.rates for one in US.codes if one.startswith(code[:length]) for line in US.lookup(one).lines if len(one) == 10}
    found = US.lookup(code[:length])

    assert below <= {line.rates for line in found.lines}
    if len(below) > 1:
        assert not found.decided
        with pytest.raises(Incomplete, match=f"the code {code[:length]} does not decide the rate: one of "):
            _ = found.line


def test_59_percent_of_the_ten_digit_rows_inherit_their_rates():
    ten = [US.lookup(code).line for code in US.codes if len(code) == 10 and code < "98"]
    inherited = [line for line in ten if line.rated_by != line.code]

    assert (19_650, 11_539) == (len(ten), len(inherited))  # of the 8,111 others one has a rate of its own in column 2 alone
    assert {8, 10} == {len(line.rated_by) for line in ten}
    assert [] == [line.code for line in ten if not (line.column("general") and line.column("column2"))]


def test_a_row_with_a_rate_in_column_2_alone_inherits_the_others():
    line = US.lookup("9006.59.15.20").line

    assert {"column2": "20%", "general": "Free"} == {rate.column: rate.text for rate in line.rates if rate.column != "special"}


def test_the_rates_of_the_united_states_are_read_or_named():
    unread = [
        (line.code, rate.column)
        for code in US.codes
        if code < "98" and len(code) > 6
        for line in US.lookup(code).lines
        for rate in line.rates
        if rate.column != "special" and getattr(rate.expression, "kind", "") == "unread"
    ]

    assert [] == unread


@pytest.mark.parametrize(
    ("code", "line", "said"),
    [
        ("0101.30.00.99", "0101300000", "the edition 2025-12-01 has no 0101300099: these are the rates of 01013000"),
        ("6109.10.00.99", "61091000", "the edition 2025-12-01 has no 6109100099: these are the rates of 61091000"),
    ],
)
def test_an_unknown_statistical_suffix_has_the_rate_of_its_line_and_says_so(code, line, said):
    found = US.lookup(code)

    assert (line, said) == (found.line.code, found.caveats[0].text)


@pytest.mark.parametrize(
    ("schedule", "code", "said"),
    [
        (US, "8525.80.40", "it was retired from the Harmonized System, today's codes are 852581, 852582,"),
        (US, "8469.00.00", "it was retired from the Harmonized System"),
        (US, "8803.30.00", "it was retired from the Harmonized System, today's codes are 880730"),
        (US, "8803.00.00", "HS 2022 has no such code: heading 8803 was retired, today's are 8807"),
        (US, "6109.20", "has no row for 610920, and HS 2022 has no such code"),
        (AU, "6109.10.00", "the source of the tariff of AU has no chapter 61"),
        (AU, "0301.99.99", "has no row for 03019999"),
        (EU, "9999.99", "the tariff of EU, edition CN 2012, has no row for 999999"),
    ],
)
def test_a_code_without_a_row_is_a_need_that_says_what_became_of_it(schedule, code, said):
    found = schedule.lookup(code)

    assert () == found.lines
    assert ("rule", "/hs") == (found.needs[0].kind, found.needs[0].path)
    assert said in found.needs[0].text


def test_wrong_codes_are_refused():
    for code in ("61091", "7700", "0000", "61.09.1", "abcd"):
        with pytest.raises(FactError):
            US.lookup(code)


def test_the_european_union_answers_with_every_rate_below_a_subheading():
    line = EU.lookup("8525.81").lines[0]

    assert ("852581", "852580") == (line.code, line.rated_by)
    assert ["0", "14", "3", "4.9"] == [rate.text for rate in line.column("base")]
    assert "reached through 852580, its code in HS 2012" in EU.lookup("8525.81").caveats[0].text
    assert EU.estimate


def test_a_code_of_2012_is_still_found_and_names_its_successors():
    found = EU.lookup("8525.80")

    assert found.lines
    assert ("conflict", True) == (found.caveats[0].kind, "successors are 852581, 852582" in found.caveats[0].text)


def test_a_heading_of_the_european_union_gathers_today_s_subheadings():
    assert ["610910", "610990"] == [line.code for line in EU.lookup("6109").lines]


def test_the_low_end_is_free_where_the_information_technology_agreement_may_have_freed_it():
    cuts = [line.column("cut", day) for line in EU.lookup("8518.30").lines for day in (date(2016, 6, 30), date(2016, 7, 1))]

    assert [0, 1] == [len(one) for one in cuts]
    assert () == EU.lookup("6109.10").lines[0].column("cut")


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (date(2025, 11, 30), "estimated"),
        (date(2025, 12, 1), None),
        (date(2025, 12, 2), "stale"),
        (datetime.fromisoformat("2026-01-01T00:00:00-05:00"), "stale"),
    ],
)
def test_an_edition_speaks_of_its_own_day(on, kind):
    caveat = US.stale(on)

    assert kind == (caveat and caveat.kind)


def test_a_schedule_is_a_value():
    again = pickle.loads(pickle.dumps(AU))

    assert AU == again
    assert hash(AU) == hash(again)
    assert AU != EU
    assert TariffSchedule(AU.data).lookup("0101.21") == AU.lookup("0101.21")
    assert "TariffSchedule(AU 2026-04, 5651 rows)" == repr(AU)
    assert {"name", "edition", "country", "revised", "nomenclature", "rows", "source"} == set(AU.to_dict())
    with pytest.raises(FactError, match=r"keep schedule\.data"):
        TariffSchedule.from_dict(AU.to_dict())
    with pytest.raises(FactError, match="bytes, not str"):
        TariffSchedule("x")
    assert packaged_tariff("CH") is None


def test_nobody_can_change_what_a_schedule_says():
    with pytest.raises(TypeError):
        AU.table.header["main"] = "special"
    with pytest.raises(AttributeError):
        AU.table.header["absent_chapters"].append("01")


def test_the_words_above_a_line_are_its_path():
    line = US.lookup("6109.10.00.12").line

    assert ("Men's (338)", ("doz.", "kg")) == (line.description, line.units)
    assert ("T-shirts, singlets, tank tops and similar garments, knitted or crocheted:", "Of cotton", "Men's or boys':", "Other T-shirts:") == line.path
    assert ["general", "special", "column2"] == [name for name, _ in line.expressions]
