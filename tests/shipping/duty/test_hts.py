"""The Harmonized Tariff Schedule of the United States, as USITC exports it."""

import re
from collections import Counter
from fractions import Fraction

import pytest

from xborder.money import Money, Rate
from xborder.shipping.duty import FREE, AdValorem, Combined, Per, Reference, Sliding, Specific, read_duty
from xborder.shipping.duty.expression import parts

SYMBOLS = {
    "OM": 7099,
    "PE": 7096,
    "KR": 7091,
    "CO": 7088,
    "PA": 7084,
    "BH": 7070,
    "MA": 7070,
    "SG": 7070,
    "CL": 7069,
    "JO": 7035,
    "P": 7020,
    "IL": 6936,
    "S": 6929,
    "AU": 6912,
    "E": 5394,
    "D": 5386,
    "A": 2531,
    "A+": 1525,
    "A*": 1082,
    "B": 555,
    "K": 453,
    "E*": 280,
    "R": 259,
    "JP": 257,
    "C": 184,
    "S+": 170,
    "L": 112,
    "NP": 77,
    "P+": 62,
    "J": 2,
    "CA": 1,
    "J*": 1,
}


def usd(amount):
    return Money(amount, "USD")


def kinds(texts, grammar="hts", column="general"):
    return Counter(read_duty(text, grammar=grammar, column=column).duty_class for text in texts)


def test_every_cell_of_the_goods_is_read_or_a_known_reference(cells):
    texts = cells["general", "goods"] + cells["column2", "goods"]
    unread = {text for text in texts if read_duty(text, grammar="hts").why}

    assert len(texts) == 22_829
    assert set() == unread


def test_the_classes_split_as_the_shapes_do(cells):
    """Free and ad valorem by their shapes alone; the rest by the words that only they have."""
    texts = cells["general", "goods"]
    found = kinds(texts)

    assert Counter({"ad_valorem": 5863, "free": 4315, "specific": 774, "compound": 324, "component": 93, "reference": 45}) == found
    assert found["free"] == texts.count("Free")
    assert found["ad_valorem"] == sum(bool(re.fullmatch(r"[\d.]+%", text)) for text in texts)
    assert found["reference"] == sum(bool(re.search(r"The rate|See|total duty", text)) for text in texts)
    assert found["component"] == sum("%" in text and bool(re.search(r"% on |value of", text)) for text in texts)


@pytest.mark.parametrize("column", ["general", "special", "column2", "additional"])
@pytest.mark.parametrize("part", ["goods", "98", "99"])
def test_what_is_printed_reads_the_same(cells, column, part):
    grammar = "hts" if part == "goods" else "hts_ch99"
    for text in cells[column, part]:
        reading = read_duty(text, grammar=grammar, column=column)
        again = read_duty(reading.printed, grammar=grammar, column=column)

        assert (reading.expression, reading.programmes) == (again.expression, again.programmes), text
        assert reading.printed == again.printed
        assert reading.to_dict()["expression"] == again.to_dict()["expression"]


def test_every_number_of_a_cell_is_in_what_is_read(cells):
    """Nothing is dropped: figures of the text and of its printing are the same figures."""
    for text in cells["general", "goods"] + cells["column2", "goods"]:
        reading = read_duty(text, grammar="hts")

        assert figures(text) == figures(reading.printed), text


def figures(text):
    words = re.sub(r"/(?:1,?000 pins|1,?000|thou(?:- )?sand)|m[23]", "", text)
    words = re.sub(r"([\d.]+)¢", lambda found: f"${Fraction(found[1]) / 100}", words)
    return sorted(Fraction(one) for one in re.findall(r"\d+/\d+|\d+\.?\d*", words.replace(",", "")))


def test_the_special_column_names_each_programme_as_often_as_was_counted(cells):
    found = Counter()
    for text in cells["special", "goods"]:
        for one in read_duty(text, grammar="hts", column="special").programmes:
            found.update(one.symbols)

    assert len(cells["special", "goods"]) == 7099
    assert SYMBOLS == found


def test_no_cell_of_the_special_column_is_unread(cells):
    for text in cells["special", "goods"]:
        reading = read_duty(text, grammar="hts", column="special")

        assert reading.programmes, text
        assert not any(part.kind == "unread" for one in reading.programmes for part in parts(one.expression) if isinstance(part, Reference)), text


def test_only_a_stray_colon_of_chapters_98_and_99_is_unread(cells):
    texts = [(text, column) for (column, part), found in cells.items() if part != "goods" for text in found]
    readings = [read_duty(text, grammar="hts_ch99", column=column) for text, column in texts]
    found = [one.expression for reading in readings for one in (reading, *reading.programmes)]
    unread = [part.text for one in found for part in parts(one) if isinstance(part, Reference) and part.kind == "unread"]

    assert len(texts) == 7967
    assert [":", ":"] == unread


def test_chapter_99_replaces_duties_as_was_counted(cells):
    found = Counter()
    for text in cells["general", "99"]:
        duty = read_duty(text, grammar="hts_ch99").expression
        shape = tuple(part.kind if isinstance(part, Reference) else type(part).__name__ + getattr(part, "of", "") for part in parts(duty))
        found[shape] += 1
    base = "applicable_subheading"

    assert found["Free",] == 1529
    assert found["AdValoremvalue",] == 361
    assert found[base,] == 159 + 2 + 1
    assert found[base, "AdValoremvalue"] == 185 + 8 + 1 + 1 + 1
    assert found["no_change",] == 7
    assert {(base, "AdValorem" + of): 2 if of in ("non_us", "aluminum") else 1 for of in ("non_us", "aluminum", "steel", "copper")} == {
        shape: count for shape, count in found.items() if shape[0] == base and len(shape) == 2 and shape[1] != "AdValoremvalue"
    }
    assert found["named_subheadings", "AdValoremvalue"] == 1
    assert found["Specific",] == 3


def test_the_safeguard_column_as_was_counted(cells):
    found = kinds(cells["additional", "99"], "hts_ch99", "additional")

    assert Counter({"specific": 378 + 14 + 5, "compound": 53 + 2 + 5 + 1, "free": 50, "ad_valorem": 4}) == found


EXPRESSIONS = {
    "33 1/3%": AdValorem(Rate("1/3")),
    "200%": AdValorem(Rate(2)),
    "0.34¢/liter": Specific(usd("0.0034"), Per(1, "l")),
    "3.7¢/kg on drained weight": Specific(usd("0.037"), Per(1, "kg", "drained")),
    "20¢/thousand + 3.5%": Combined("sum", (Specific(usd("0.20"), Per(1000, "pieces")), AdValorem(Rate("0.035")))),
    "$2.50/thou- sand + 40%": Combined("sum", (Specific(usd("2.50"), Per(1000, "pieces")), AdValorem(Rate("0.4")))),
    "3.1¢/liter + 22.1¢/pf. liter on ethyl alcohol content": Combined(
        "sum", (Specific(usd("0.031"), Per(1, "l")), Specific(usd("0.221"), Per(1, "pf_l", "ethyl_alcohol")))
    ),
    "6.58170¢/kg less 0.0622005¢ /kg for each degree under 100 degrees (and fractions of a degree in proportion) but not less 5.031562¢ /kg": Sliding(
        usd("0.065817"), usd("0.000622005"), 100, usd("0.05031562")
    ),
    "$2.25 each + 15¢/jewel over 7 + 60% on the case": Combined(
        "sum", (Specific(usd("2.25"), Per(1, "pieces")), Specific(usd("0.15"), Per(1, "jewels", None, 7)), AdValorem(Rate("0.6"), "case"))
    ),
    "0.2¢/kg, including weight of container": Specific(usd("0.002"), Per(1, "kg", "container_included")),
    "86.1¢/m2of recording surface": Specific(usd("0.861"), Per(1, "m2", "recording_surface")),
    "3 percent of the fair retail value": AdValorem(Rate("0.03"), "retail_price"),
    "5% on the full value of the imported article": AdValorem(Rate("0.05")),
    "No additional duty": FREE,
    "The rate of duty appli- cable to that article in the set subject to the high- est rate of duty": Reference(
        "highest_in_set", "The rate of duty applicable to that article in the set subject to the highest rate of duty"
    ),
    "The duty rate provided in such subheading minus 0.5%": Combined(
        "difference", (Reference("such_subheading", "The duty rate provided in such subheading"), AdValorem(Rate("0.005")))
    ),
    "": Reference("blank", ""),
}


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_cells_mean(text):
    assert EXPRESSIONS[text] == read_duty(text, grammar="hts").expression


def test_programmes_with_lost_brackets_and_spaces():
    reading = read_duty("Free (A+, AU,BH) 7.5¢/kg (KR)See 9919.04.50, 9919.04.67 (PA (PA)", grammar="hts", column="special")

    assert [("A+", "AU", "BH"), ("KR",), ("PA",)] == [one.symbols for one in reading.programmes]
    assert reading.printed == "Free (A+,AU,BH) 7.5¢/kg (KR) See 9919.04.50, 9919.04.67 (PA)"
    assert reading.expression.kind == "by_programme"


def test_notes_in_brackets_are_no_programmes():
    text = "No change (A) Free (CA,IL, MX) See U.S. note 3 to this sub- chapter (E) See U.S. note 3(e) (CO,PE)"
    reading = read_duty(text, grammar="hts_ch99", column="special")

    assert [("A",), ("CA", "IL", "MX"), ("E",), ("CO", "PE")] == [one.symbols for one in reading.programmes]
    assert reading.programmes[2].expression.text == "See U.S. note 3 to this subchapter"


@pytest.mark.parametrize(
    "text",
    [
        "6.8% and a bit",
        "about 5%",
        "46.3¢/kg + ",
        "+ 5%",
        "5%%",
        "5%/kg",
        "12¢/furlong",
        "12¢/kg on moon content",
        "33 1/0%",
        "1001%",
        "5% on the moon",
        "$5%",
        "Free 5%",
        "5¢/kg less 1¢/kg for each degree",
        "5¢/kg less 1¢/t for each degree under 100 degrees (and fractions of a degree in proportion) but not less than 2¢/kg",
        "5¢/kg less 1% for each degree under 100 degrees (and fractions of a degree in proportion) but not less than 2¢/kg",
    ],
)
def test_what_is_not_whole_is_not_read(text):
    reading = read_duty(text, grammar="hts")

    assert ("unread", text.strip()) == (reading.expression.kind, reading.expression.text)
    assert reading.reference == {"kind": "unread", "text": text, "why": "unknown_words"}


def test_words_behind_the_last_programme_leave_the_cell_unread():
    assert read_duty("Free (A,AU) unless", grammar="hts", column="special").expression.kind == "unread"
