"""The page schema: every fault of a page at once, each with file, line and entry."""

from collections.abc import Callable

import pytest

from xborder.atlas import Layer, _pages
from xborder.atlas.page import FOLDERS
from xborder.atlas.schema import check_text
from xborder.atlas.shapes import RULES, shape_of
from xborder.errors import AtlasError

GOOD = """name = "Ruritania"
currency = "EUR"
zone = "Europe/Vienna"
tax_name = "VAT"
tax_local = "Rurit"

[[shipping.vat.standard]]
since = 2020-01-01
value = 0.11
grade = "B"
sources = [{ title = "a law", url = "https://example.org", checked = 2026-11-21 }]
"""


def _swap(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


FAULTS = {
    "not toml": (_swap("value = 0.11", "value = "), ":9: page: not TOML"),
    "unknown key at the top": (_swap('tax_name = "VAT"', 'tax_name = "VAT"\ntaxname = "VAT"'), ":5: taxname: unknown key; did you mean 'tax_name'?"),
    "missing at the top": (_swap('zone = "Europe/Vienna"\n', ""), ":1: zone: missing at the top of the page"),
    "unknown currency": (_swap('"EUR"', '"EURO"'), ":2: currency: currency 'EURO'"),
    "unknown zone": (_swap("Europe/Vienna", "Europe/Wien"), ":3: zone: "),
    "unknown rule": (_swap("shipping.vat.standard", "shipping.vta.standard"), "unknown rule 'shipping.vta.standard'"),
    "unknown key in an entry": (_swap("grade =", "grad ="), "unknown key 'grad'"),
    "no grade": (_swap('grade = "B"\n', ""), "grade is A, B or C"),
    "no since": (_swap("since = 2020-01-01\n", ""), "missing since"),
    "since is no date": (_swap("2020-01-01", '"2020"'), "a date or an instant with offset is wanted"),
    "an instant without offset": (_swap("2020-01-01", "2020-01-01T00:01:00"), "has no offset"),
    "an impossible time": (_swap("2020-01-01", "1066-10-14"), "is not a day of this law"),
    "until before since": (_swap("since = 2020-01-01", "since = 2020-01-01\nuntil = 2019-01-01"), "is not after since"),
    "no value": (_swap("value = 0.11\n", ""), "missing value (or cases)"),
    "a rate above ten": (_swap("0.11", "11.0"), "value: a rate of 11.0 is above 10"),
    "a rate in words": (_swap("0.11", '"eleven"'), "value: 'eleven' is not a rate"),
    "a rate that is a table": (_swap("0.11", "{ rate = 0.11 }"), "a rate is wanted"),
    "missing sources": (_swap('sources = [{ title = "a law", url = "https://example.org", checked = 2026-11-21 }]', "sources = []"), "missing sources"),
    "a source without its day": (_swap(", checked = 2026-11-21", ""), "sources[0] has title, url and checked"),
    "a source checked on no day": (_swap("checked = 2026-11-21", 'checked = "lately"'), "checked is a date"),
    "a source that is nowhere": (_swap("https://example.org", "a book"), "is not a web address"),
    "unknown status": (_swap('grade = "B"', 'grade = "B"\nstatus = "maybe"'), "unknown status 'maybe'"),
    "value and cases": (_swap('grade = "B"', 'grade = "B"\ncases = [{ value = 0.1 }]'), "value and cases exclude each other"),
    "an unknown condition": (_swap("value = 0.11", 'cases = [{ when = { colour = ["red"] }, value = 0.1 }]'), "when takes buyer, channel"),
    "a case without value": (_swap("value = 0.11", "cases = [{ when = { gift = [true] } }]"), "cases[0]: missing value"),
    "a case with a wrong value": (_swap("value = 0.11", 'cases = [{ value = "x" }]'), "cases[0]: 'x' is not a rate"),
    "overlapping entries": (
        lambda text: text + text[text.index("[[") :].replace("2020-01-01", "2021-01-01"),
        ":12: shipping.vat.standard[1]: overlaps entry [0]",
    ),
}


def test_a_good_page_is_read() -> None:
    assert "qm" == check_text("places", "qm", GOOD).name


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_named_with_its_place(name: str) -> None:
    change, message = FAULTS[name]
    with pytest.raises(AtlasError) as caught:
        check_text("places", "qm", change(GOOD))

    assert "faulty_page" == caught.value.code
    assert message in str(caught.value)
    assert "places/qm.toml:" in str(caught.value)


def test_all_faults_come_at_once() -> None:
    bad = GOOD.replace('"EUR"', '"EURO"').replace("0.11", '"x"').replace('grade = "B"', 'grade = "D"')
    with pytest.raises(AtlasError, match="3 faults") as caught:
        check_text("places", "qm", bad)

    assert [2, 7, 7] == [fault.line for fault in caught.value.faults]


def test_a_mapping_needs_no_lines_and_reads_iso_dates() -> None:
    with pytest.raises(AtlasError, match="a date or an instant"):
        Layer.from_mapping({"places/de": {"hours": {"weekend": [{"since": "2026-13-01", "value": ["sat"], "grade": "C"}]}}}, edition="x")
    made = Layer.from_mapping({"places/de": {"hours": {"weekend": [{"since": "2026-02-24T00:01:00-05:00", "value": ["sat"], "grade": "C"}]}}}, edition="x")

    assert "DE:hours.weekend@2026-02-24T00:01:00-05:00" == next(made.pages[0].entries()).rule


def test_members_name_places() -> None:
    page = 'name = "A bloc"\n[[members]]\nplace = "UK"\nsince = 2020-01-01\ngrade = "C"\n'
    with pytest.raises(AtlasError, match="place: country 'UK'"):
        check_text("blocs", "bloc", page)


VALUES = {
    "locale.languages": (["de"], [], ["de", "de"], ["de_"], "de"),
    "hours.weekend": (["sat"], ["caturday"], None),
    "hours.half_days": ({"fri": "12:00"}, {"fri": "noon"}, {"friday": "12:00"}, {"fri": "24:00"}, ["fri"], None),
    "shipping.vat.base": ({"include": ["goods"]}, {"include": ["gifts"]}, {}, {"include": ["goods"], "inside": 1}, {"include": ["goods"], "uplfit": "0.1"}),
    "shipping.duty.relief": ({"method": "none"}, {"method": "some"}, {}, {"method": "below", "limit": "5", "basis": "goods"}),
    "shipping.vat.standard": ("0.19", 0.19),
    "locale.day_parts": ({"morning": "05:00", "afternoon": "12:00", "evening": "18:00", "night": "22:00"}, {"morning": "5"}, {"morning": "25:00"}),
    "payments.method": ({"customers": "any"}, {"customers": ["UK"]}, {"confirm_days": -1}, {"credit": "yes"}),
    "shipping.scheme.ioss": ({"method": "none"}, {"method": "all"}),
    "locale.punctuation": ({"salutation_end": ""}, {"salutation_end": 5}),
    "payments.flag.cash": ({"text": "a cap"}, {"text": ""}),
}


@pytest.mark.parametrize("rule", VALUES)
def test_values_have_the_shape_of_their_rule(rule: str) -> None:
    good, *bad = VALUES[rule]
    shape = shape_of(rule)
    assert shape is not None

    assert None is shape(good)
    assert all(shape(value) for value in bad)


def test_the_list_of_rules_is_closed() -> None:
    assert None is shape_of("shipping.vat.luxury")
    assert None is shape_of("colour")
    assert shape_of("shipping.fee.anything") is RULES["shipping.fee.*"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_page_of_the_package_is_sound(folder: str) -> None:
    for name in _pages.listed(folder):
        text = _pages.page_text(folder, name)
        assert text is not None
        check_text(folder, name, text)
