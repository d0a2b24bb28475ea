"""Packed pages: the same world as the pages parsed, never a stale one, and little work for a first answer."""

import json
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xborder
from xborder.atlas import _packed, _pages
from xborder.atlas._packed import Pack, flat, packed
from xborder.atlas.layers import Printed
from xborder.atlas.page import FOLDERS, Page

PACKAGE = Path(xborder.__file__).parent
PAGES = PACKAGE / "atlas" / "pages"
PAGE = b"""\
name = "Nowhere"

[[shipping.vat.standard]]
since = 2010-01-01
value = 0.10
grade = "A"
sources = [{ title = "Act", url = "https://example.org/act", checked = 2026-11-21 }]

[[shipping.vat.books]]
since = 2010-01-01
value = 0.05
grade = "A"
sources = [{ title = "Act", url = "https://example.org/act", checked = 2026-11-21 }]

[[example]]
ask = "tax_rate"
"""


def texts(folder: str) -> dict[str, bytes]:
    return {page.stem: page.read_bytes() for page in (PAGES / folder).glob("*.toml")}


@cache
def pack_of(folder: str) -> bytes:
    return packed(texts(folder), alone=True)


@pytest.mark.skipif(not any(PAGES.rglob("*.toml")), reason="only a source tree has the texts")
class TestTheWorld:
    @pytest.mark.parametrize("folder", FOLDERS)
    def test_a_packed_page_is_the_page_parsed(self, folder):
        own = texts(folder)
        pack = Pack(pack_of(folder))

        assert tuple(sorted(own)) == pack.names()
        for name, text in own.items():
            parsed = Page.of(folder, name, _pages.parsed(_pages.rules_of(text.decode())))
            read = Page.written(folder, name, pack.page(name))

            assert parsed == read
            assert repr(parsed) == repr(read)  # 0.10 and 0.1 are equal, and not the same
            assert hash(parsed) == hash(read)

    def test_it_is_packed_alike_in_whatever_order(self):
        own = texts("tongues")

        assert pack_of("tongues") == packed(dict(sorted(own.items(), reverse=True)), alone=True)

    def test_nothing_of_an_example_is_packed(self):
        assert Pack(packed({"de": PAGE}, alone=True)).page("de") == Pack(packed({"de": _pages.rules_of(PAGE.decode()).encode()}, alone=True)).page("de")


ZONES = st.sampled_from([None, UTC, timezone(timedelta(hours=-5)), timezone(timedelta(hours=5, minutes=45))])
LEAVES = st.one_of(
    st.text(),
    st.booleans(),
    st.integers(),
    st.dates(),
    st.datetimes(timezones=ZONES).map(lambda one: one.replace(fold=0)),  # TOML knows of no fold
    st.decimals(allow_nan=False),
    st.sampled_from([Decimal("5E+0"), Decimal("1E+2"), Decimal("0.10"), Decimal("-0.0"), Decimal("1E-7"), Decimal("inf")]),
)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(st.text().filter(lambda key: key not in ("=", "#", "~")), inner))


class TestTheForm:
    @given(VALUES)
    def test_every_value_of_a_page_comes_back(self, value):
        source = {"title": "a\u2028b\nc", "url": "https://example.org", "checked": date(2026, 11, 21)}
        header, rules = flat({"name": value, "r": [{"value": value, "sources": [source, source]}]})
        lines = _packed._block((header, rules)).decode().split("\n")
        read = _packed._reader(lines)

        entries = read(lines[read(lines[1])[""]["r"]])

        assert repr([{"value": value, "sources": [source, source]}]) == repr(entries)
        assert entries[0]["sources"][0] is entries[0]["sources"][1]

    @pytest.mark.parametrize("key", ["=", "#", "~"])
    def test_a_key_with_a_meaning_of_its_own_is_refused(self, key):
        with pytest.raises(ValueError, match="has a meaning of its own"):
            packed({"de": f'[[r]]\nvalue = {{ "{key}" = 1 }}'.encode()}, alone=True)

    def test_what_no_page_says_is_refused(self):
        with pytest.raises(TypeError, match="cannot be packed"):
            packed({"de": b"[[r]]\nvalue = 07:32:00"}, alone=True)

    def test_a_table_of_one_key_is_no_day(self):
        (rules,) = [Pack(packed({"de": b"[[r]]\nvalue = { a = 1 }\nsince = 2020-01-01T00:00:00Z"}, alone=True)).page("de")[1]]

        assert [{"value": {"a": 1}, "since": datetime(2020, 1, 1, tzinfo=UTC)}] == rules["", "r"]
        assert 1 == len(rules)

    def test_a_rule_is_made_when_it_is_first_asked_and_kept(self):
        page = Page.written("places", "de", Pack(packed({"de": PAGE}, alone=True)).page("de"))
        first = page.timeline("", "shipping.vat.books")

        assert first is page.timeline("", "shipping.vat.books")
        assert page.timeline("", "shipping.vat.food") is None
        assert ("shipping.vat.books", "shipping.vat.standard") == page.rules("", "shipping.")
        assert [("", "shipping.vat.books")] == list(page.timelines._made)
        assert first is page.timelines[0][1]
        assert 2 == len(page.timelines)
        assert page.timelines != tuple(page.timelines)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder of pages of one's own, with a note of what was parsed."""
    parsed: list[str] = []
    (tmp_path / "places").mkdir()
    monkeypatch.setattr(_pages, "_HERE", str(tmp_path))
    monkeypatch.setattr(_pages, "_OPENED", {})
    monkeypatch.setattr(_pages, "from_text", lambda text: parsed.append(text) or _packed.from_text(text))
    return SimpleNamespace(page=tmp_path / "places" / "de.toml", pack=tmp_path / "places.pack", parsed=parsed)


def rate() -> Decimal | None:
    page = Printed("x").page("places", "de")
    return page and page.timelines[1][1].entries[0].value


class TestWhatCounts:
    def test_a_pack_of_this_very_text_is_read(self, here):
        here.page.write_bytes(PAGE)
        here.pack.write_bytes(packed({"de": PAGE}, alone=False))

        assert Decimal("0.10") == rate()
        assert [] == here.parsed

    @pytest.mark.parametrize("alone", [True, False])
    @pytest.mark.parametrize("change", [b"0.11", b"0.11 # as of late"])
    def test_a_text_that_was_changed_counts(self, here, alone, change):
        here.page.write_bytes(PAGE.replace(b"0.10", change))
        here.pack.write_bytes(packed({"de": PAGE}, alone=alone))

        assert Decimal("0.11") == rate()
        assert 1 == len(here.parsed)

    def test_a_text_counts_where_nothing_is_packed(self, here):
        here.page.write_bytes(PAGE.replace(b"\n", b"\r\n"))

        assert Decimal("0.10") == rate()
        assert ("de",) == _pages.listed("places")
        assert PAGE.decode() == _pages.page_text("places", "de")

    def test_a_page_that_was_taken_away_is_gone(self, here):
        here.pack.write_bytes(packed({"de": PAGE}, alone=False))

        assert rate() is None
        assert () == _pages.listed("places")

    def test_a_page_that_was_added_is_there(self, here):
        here.page.write_bytes(PAGE)
        here.pack.write_bytes(packed({"at": PAGE}, alone=False))

        assert Decimal("0.10") == rate()

    def test_a_pack_may_stand_alone(self, here):
        here.pack.write_bytes(packed({"de": PAGE}, alone=True))

        assert Decimal("0.10") == rate()
        assert ("de",) == _pages.listed("places")
        assert _pages.page_text("places", "de") is None
        assert Printed("x").page("places", "at") is None

    def test_another_format_is_not_read_beside_the_texts(self, here, monkeypatch):
        here.page.write_bytes(PAGE)
        here.pack.write_bytes(packed({"de": PAGE.replace(b"0.10", b"0.12")}, alone=False))
        monkeypatch.setattr(_packed, "FORMAT", _packed.FORMAT + 1)

        assert Decimal("0.10") == rate()

    def test_another_format_without_the_texts_is_refused(self, here, monkeypatch):
        here.pack.write_bytes(packed({"de": PAGE}, alone=True))
        monkeypatch.setattr(_packed, "FORMAT", _packed.FORMAT + 1)

        with pytest.raises(ValueError, match="install the package anew"):
            rate()

    def test_a_page_that_may_not_be_read_is_not_absent(self, here):
        here.page.mkdir()

        with pytest.raises(IsADirectoryError):
            rate()


QUOTE = (
    "xborder.landed_cost({'lines': [{'sku': 'a', 'unit_price': '10 EUR', 'duty_rate': '0.1'}], 'ship_from': 'CN', 'ship_to': 'DE',"
    " 'channel': 'courier', 'freight': '1 EUR'}, on='2026-02-02').total"
)
DUTY = "xborder.duty('US', at='2026-03-15T12:00:00-04:00', hs='6109.10.00', origin='CN', value='1000.00 USD').amount"
WATCHED = """
import json, os, sys
sys.path.insert(0, sys.argv[1])
import attr._make, attrs
classes, opened = [], set()
build = attr._make._ClassBuilder.build_class
def counted(self):
    made = build(self)
    classes.append(made.__qualname__)
    return made
attr._make._ClassBuilder.build_class = counted
def watch(event, args):
    if event == "open" and isinstance(args[0], str) and args[0].endswith((".pack", ".toml")) and os.path.isfile(args[0]):
        opened.add(args[0])
before = set(sys.modules)
sys.addaudithook(watch)
import xborder
answer = str(eval(sys.argv[2]))
loaded = sorted(set(sys.modules) - before)
print(json.dumps({"answer": answer, "classes": classes, "opened": sorted(opened), "bytes": sum(map(os.path.getsize, opened)), "modules": loaded}))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The package as a wheel carries it."""
    where = tmp_path_factory.mktemp("installed")
    shutil.copytree(PACKAGE, where / "xborder", ignore=shutil.ignore_patterns("__pycache__", "*.toml", "*.pack"))
    for folder in FOLDERS:
        (where / "xborder" / "atlas" / "pages" / f"{folder}.pack").write_bytes(pack_of(folder))
    return where


def asked(where: Path, what: str) -> SimpleNamespace:
    done = subprocess.run([sys.executable, "-B", "-I", "-c", WATCHED, where, what], capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stderr
    return SimpleNamespace(**json.loads(done.stdout))


@pytest.mark.skipif(not any(PAGES.rglob("*.toml")), reason="only a source tree has the texts")
class TestAFirstAnswer:
    """What it costs, in counts: seconds are the benchmark's."""

    def test_a_quote_opens_two_files(self, installed):
        did = asked(installed, QUOTE)

        assert ["blocs.pack", "places.pack"] == [Path(one).name for one in did.opened]
        assert did.bytes < 500_000
        assert str(xborder.standard() and eval(QUOTE)) == did.answer  # noqa: S307 - words of our own

    @pytest.mark.parametrize(("what", "classes", "modules"), [(QUOTE, 31, 70), (DUTY, 42, 110)])
    def test_it_loads_little(self, installed, what, classes, modules):
        did = asked(installed, what)

        assert set() == {"tomllib", "pathlib", "difflib", "importlib.resources", "xborder.atlas.schema", "xborder.atlas.news"} & set(did.modules)
        assert len(did.classes) <= classes, did.classes
        assert len(did.modules) <= modules, did.modules

    def test_a_zip_answers_alike(self, installed, tmp_path):
        with ZipFile(tmp_path / "x.zip", "w") as whole:
            for file in installed.rglob("*"):
                whole.write(file, file.relative_to(installed))

        assert asked(installed, QUOTE).answer == asked(tmp_path / "x.zip", QUOTE).answer
