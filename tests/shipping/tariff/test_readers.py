"""Official downloads: read whole, or refused with row and column."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder.errors import FactError
from xborder.shipping.tariff import Column, read_tariff_csv, read_uk_commodities, read_usitc_csv, read_usitc_json, read_wits

HEADER = [
    "HTS Number",
    "Indent",
    "Description",
    "Unit of Quantity",
    "General Rate of Duty",
    "Special Rate of Duty",
    "Column 2 Rate of Duty",
    "Quota Quantity",
    "Additional Duties",
]
HORSES = [
    ["0101", "0", "Live horses, asses, mules and hinnies:", "", "", "", "", "", ""],
    ["", "1", "Horses:", "", "", "", "", "", ""],
    ["0101.29.00", "2", "Other", "", "Free", "", "20%", "", ""],
    ["0101.29.00.10", "3", "Imported for immediate slaughter", '["No."]', "", "", "", "", ""],
    ["0101.29.00.90", "3", "Other", '["No."]', "", "", "", "", ""],
    ["0101.30.00.00", "1", "Asses", '["No.","kg"]', "6.8%", "Free (AU, KR)", "15%", "", "See 9903.88.15"],
]
EDITION = {"edition": "2025-12-01", "revised": "2025-12-01"}


def exported(rows, header=HEADER):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([header, *rows])
    return out.getvalue()


def said(schedule):
    """Code, words and rates of every line."""
    return [(line.code, line.description, [(rate.column, rate.text) for rate in line.rates]) for code in schedule.codes for line in schedule.lookup(code).lines]


def test_the_csv_export_is_read_with_its_inheritance():
    schedule = read_usitc_csv(exported(HORSES), **EDITION)
    line = schedule.lookup("0101.29.00.90").line

    assert ("0101290090", "01012900", "Other", ("No.",)) == (line.code, line.rated_by, line.description, line.units)
    assert ("Live horses, asses, mules and hinnies:", "Horses:", "Other") == line.path
    assert [("general", "Free"), ("column2", "20%")] == [(rate.column, rate.text) for rate in line.rates]
    assert "See 9903.88.15" == schedule.lookup("0101.30").line.column("additional")[0].text


def test_a_byte_order_mark_changes_nothing():
    plain = exported(HORSES)

    assert read_usitc_csv(plain, **EDITION) == read_usitc_csv(b"\xef\xbb\xbf" + plain.encode(), **EDITION)


def as_json(row, additional="addiitionalDuties"):
    code, indent, words, units, general, special, second, quota, duties = row
    told = {"htsno": code, "indent": indent, "description": words, "superior": None if code else "true", "units": json.loads(units or "[]"), "general": general}
    return {**told, "special": special, "other": second, "footnotes": None, "quotaQuantity": quota, additional: duties or None}


@pytest.mark.parametrize("misspelt", ["addiitionalDuties", "additionalDuties"])
def test_the_json_export_says_the_same(misspelt):
    told = [as_json(row, misspelt) for row in HORSES]
    of_csv = read_usitc_csv(exported(HORSES), **EDITION)

    assert of_csv == read_usitc_json(told, **EDITION)
    assert of_csv == read_usitc_json(json.dumps(told).encode(), **EDITION)
    assert of_csv == read_usitc_json([told[0], *told], **EDITION)  # the export's extra first row


def test_the_live_export_s_tags_are_left_out():
    row = as_json(["4407.11.00", "0", "Of pine (<i>Pinus spp.</i>)", "[]", "Free", "", "$1.70/m<sup>3</sup>", "", ""])
    line = read_usitc_json([row], **EDITION).lookup("4407.11").line

    assert ("Of pine (Pinus spp.)", "$1.70/m3") == (line.description, line.column("column2")[0].text)


@pytest.mark.parametrize("column", HEADER[:7] + HEADER[8:])
def test_a_missing_column_is_named(column):
    keep = [index for index, name in enumerate(HEADER) if name != column]

    with pytest.raises(FactError) as caught:
        read_usitc_csv(exported([[row[index] for index in keep] for row in HORSES], [HEADER[index] for index in keep]), **EDITION)

    assert ("missing_column", f"/rows/1/{column}") == (caught.value.code, caught.value.path)


def test_a_missing_key_of_the_json_export_is_named():
    row = as_json(HORSES[5])
    del row["general"]

    with pytest.raises(FactError, match="row 2 has no column 'general'"):
        read_usitc_json([as_json(HORSES[0]), row], **EDITION)


@given(st.integers(1, len(exported([HORSES[5]])) - len(exported([])) - 2))
def test_a_last_line_that_is_cut_off_is_refused_wherever_it_is_cut(missing):
    with pytest.raises(FactError) as caught:
        read_usitc_csv(exported(HORSES)[: -missing - 1], **EDITION)

    assert caught.value.code in ("cut_off_row", "unreadable_units")
    assert caught.value.path.startswith("/rows/7")


@given(st.integers(2, 300))
def test_a_json_export_that_is_cut_off_is_refused(missing):
    with pytest.raises(FactError, match="cut off or no JSON: line 1"):
        read_usitc_json(json.dumps([as_json(row) for row in HORSES])[:-missing], **EDITION)


@pytest.mark.parametrize(
    ("index", "cell", "code", "path"),
    [
        (0, "101.29", "unreadable_hs_code", "/rows/2/HTS Number"),
        (0, "01012900", "unreadable_hs_code", "/rows/2/HTS Number"),
        (1, "", "unreadable_indent", "/rows/2/Indent"),
        (1, "x", "unreadable_indent", "/rows/2/Indent"),
        (3, '["No."', "unreadable_units", "/rows/2/Unit of Quantity"),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused_with_row_and_column(index, cell, code, path):
    row = list(HORSES[5])
    row[index] = cell

    with pytest.raises(FactError) as caught:
        read_usitc_csv(exported([row]), **EDITION)

    assert (code, path) == (caught.value.code, caught.value.path)


@pytest.mark.parametrize(
    ("content", "code", "path"),
    [
        ("code,rate\n0101,5%\n0102", "cut_off_row", "/rows/3/rate"),
        ("code,rate\n0101,5%\n0102,", "empty_rate", "/rows/3/rate"),
        ('code,rate\n0101,5%\n0102,"5', "cut_off_row", "/rows/3"),
        ("code,duty\n0101,5%\n", "missing_column", "/rows/1/rate"),
        ("", "missing_column", "/rows/1/code"),
        ("code,rate\n0101,5%,6%\n", "too_many_columns", "/rows/2"),
        ("code,rate\n01015,5%\n", "wrong_hs_length", None),
        ("code,rate\n7701,5%\n", "no_such_chapter", "/rows/2/code"),
        ("code,rate,origin\n0101,5%,UK\n", "unknown_country", "/rows/2/origin"),
        ("code,rate,since\n0101,5%,2026-02-30\n", "no_such_day", "/rows/2/since"),
        ("code,rate\n0101,5%\n01.01,6%\n", "rate_twice", "/rows/3"),
        (b"code,rate\n0101,5\xff%\n", "not_utf8", "/rows/2"),
        (7, "not_text", ""),
    ],
)
def test_a_plain_table_is_refused_with_row_and_column(content, code, path):
    if path is None:  # five digits are a code somewhere
        assert read_tariff_csv(content, name="ours", country="CH", **EDITION).codes == ("01015",)
        return
    with pytest.raises(FactError) as caught:
        read_tariff_csv(content, name="ours", country="CH", **EDITION)

    assert (code, path) == (caught.value.code, caught.value.path)


def test_rates_of_a_plain_table_follow_each_other_by_day_and_origin():
    table = "code,rate,origin,since\n6109,12%,,2020-01-01\n6109,11%,,2026-01-01\n6109,free,JP,2024-02-01\n610910,8%,,\n"
    schedule = read_tariff_csv(table, name="ours", country="CH", currency="CHF", **EDITION)
    line = schedule.lookup("6109.90").line

    assert ["12%"] == [rate.text for rate in line.column("general", on=date(2025, 12, 31))]
    assert ["11%"] == [rate.text for rate in line.column("general", on=date(2026, 1, 1))]
    assert ("0%", "JP") == (line.column("preference")[0].text, line.column("preference")[0].origin)
    assert ["8%"] == [rate.text for rate in schedule.lookup("6109.10.00").line.column("general")]


def uk(measures, areas=(), code="6109100010"):
    """An answer of the UK's service, as small as it may be."""
    included = []
    for number, (kind, area, base, since, until, without) in enumerate(measures):
        relations = {
            "measure_type": {"data": {"id": kind, "type": "measure_type"}},
            "geographical_area": {"data": {"id": area, "type": "geographical_area"}},
            "duty_expression": {"data": {"id": f"{number}-duty_expression", "type": "duty_expression"}},
            "excluded_countries": {"data": [{"id": one, "type": "geographical_area"} for one in without]},
        }
        dates = {"effective_start_date": f"{since}T00:00:00.000Z", "effective_end_date": f"{until}T00:00:00.000Z" if until else None}
        included.append({"id": str(number), "type": "measure", "attributes": dates, "relationships": relations})
        included.append({"id": f"{number}-duty_expression", "type": "duty_expression", "attributes": {"base": base, "formatted_base": f"<span>{base}</span>"}})
    for area, members in areas:
        children = {"children_geographical_areas": {"data": [{"id": one, "type": "geographical_area"} for one in members]}}
        included.append({"id": area, "type": "geographical_area", "attributes": {}, "relationships": children})
    listed = [{"id": one["id"], "type": "measure"} for one in included if one["type"] == "measure"]
    attributes = {"goods_nomenclature_item_id": code, "description_plain": "Of cotton"}
    return {"data": {"id": "1", "type": "commodity", "attributes": attributes, "relationships": {"import_measures": {"data": listed}}}, "included": included}


def test_the_uk_s_measures_become_columns_by_origin():
    answer = uk(
        [
            ("103", "1011", "12.00 %", "2021-01-01", None, ()),
            ("142", "1013", "0.00 %", "2021-01-01", "2030-12-31", ("RU",)),
            ("695", "1011", "35.00 %", "2022-03-25", None, ("GE",)),
            ("305", "1400", "20.00 %", "2015-04-01", None, ()),
            ("999", "JP", "1.00 %", "2021-01-01", None, ()),
        ],
        [("1013", ("FR", "DE", "RU"))],
    )
    line = read_uk_commodities([json.dumps(answer)], edition="2026-11-21", revised="2026-11-21").lookup("6109.10.00.10").line

    expected = {
        "general": (None, "12.00 %", ()),
        "preference": ("1013", "0.00 %", ("DE", "FR")),
        "additional except GE": (None, "35.00 %", ()),
        "vat": ("1400", "20.00 %", ()),
        "measure_999": ("JP", "1.00 %", ()),
    }
    actual = {rate.column: (rate.origin, rate.text, rate.members) for rate in line.rates}

    assert expected == actual
    assert "2031-01-01" == line.column("preference")[0].until.isoformat()
    assert [True, True, False] == [line.column("preference")[0].covers(origin) for origin in ("DE", "1013", "RU")]


@pytest.mark.parametrize(
    ("spoil", "path"),
    [
        (lambda told: told["data"].pop("attributes"), "/documents/1/data/attributes"),
        (lambda told: told["data"].pop("relationships"), "/documents/1/data/relationships"),
        (lambda told: told.pop("included"), "/documents/1/included"),
        (lambda told: told["included"].clear(), "/documents/1/included"),
        (lambda told: told["included"][0].pop("relationships"), "/documents/1/included/0/relationships"),
    ],
    ids=["attributes", "relationships", "included", "a measure", "a measure's relationships"],
)
def test_an_answer_of_the_uk_that_is_not_whole_is_refused_with_its_place(spoil, path):
    answer = uk([("103", "1011", "12.00 %", "2021-01-01", None, ())])
    spoil(answer)

    with pytest.raises(FactError) as caught:
        read_uk_commodities([answer], edition="2026-11-21", revised="2026-11-21")

    assert path == caught.value.path


@pytest.mark.parametrize("content", ["{", 7, "[]"])
def test_what_is_no_answer_of_the_uk_is_refused(content):
    with pytest.raises(FactError):
        read_uk_commodities([content], edition="2026-11-21", revised="2026-11-21")


def wits(partners=("000", "156"), codes=("610910",), reporters=("076",), observations=None):
    names = (("FREQ", ("A",)), ("REPORTER", reporters), ("PARTNER", partners), ("PRODUCTCODE", codes), ("DATATYPE", ("Reported",)))
    dimensions = [{"id": name, "values": [{"id": one} for one in values]} for name, values in names]
    years = [{"id": "TIME_PERIOD", "values": [{"id": "2021"}, {"id": "2022"}]}]
    told = observations or {"0": [33.5, 0], "1": [35, 0]}
    series = {
        f"0:{reporter}:{partner}:{code}:0": {"observations": told}
        for reporter in range(len(reporters))
        for partner in range(len(partners))
        for code in range(len(codes))
    }
    return {"structure": {"dimensions": {"series": dimensions, "observation": years}}, "dataSets": [{"series": series}]}


def test_wits_gives_the_latest_year_s_averages_as_estimates():
    schedule = read_wits(json.dumps(wits()), revised="2022-12-31", currency="BRL")
    line = schedule.lookup("6109.10").line

    assert ("BR", True, "2022", "BRL") == (schedule.country, schedule.estimate, schedule.edition, schedule.currency)
    assert [("general", None, "35%"), ("preference", "CN", "35%")] == [(rate.column, rate.origin, rate.text) for rate in line.rates]
    assert schedule == read_wits(json.loads(json.dumps(wits()), parse_float=Decimal), revised="2022-12-31", currency="BRL")


def test_wits_numbers_the_european_union_its_own_way():
    assert "EU" == read_wits(wits(reporters=("918",)), revised="2022-12-31", currency="EUR").country


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("{", "cut_off"),
        ({}, "missing_key"),
        (wits(reporters=("076", "276")), "several_reporters"),
        (wits(reporters=("998",)), "unknown_country"),
        (wits(observations={"0": ["x"]}), "unreadable_rate"),
        (wits(observations={"0": [-1]}), "negative_rate"),
        (wits(observations={"7": [1]}), "unreadable_rate"),
        ({**wits(), "structure": {"dimensions": {"series": [{"id": "REPORTER", "values": []}], "observation": [{"values": []}]}}}, "missing_column"),
        ({**wits(), "dataSets": [{"series": {"0:9:0:0:0": {"observations": {"0": [1]}}}}]}, "cut_off"),
        ({**wits(), "dataSets": [{"series": {"0:0:0:0:0": {"observations": {}}}}]}, "no_observation"),
    ],
    ids=["text", "empty", "reporters", "number", "no number", "below zero", "no year", "no dimension", "no value", "no observation"],
)
def test_an_answer_of_wits_that_is_not_whole_is_refused(answer, code):
    with pytest.raises(FactError) as caught:
        read_wits(answer, revised="2022-12-31", currency="BRL")

    assert code == caught.value.code


def test_a_column_is_told_apart_by_origin_and_period():
    assert Column("preference", "JP") != Column("preference", "KR")
