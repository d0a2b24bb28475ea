"""How do we greet her?"""

import pickle
import subprocess
import sys
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import xborder.atlas
from xborder.atlas import Layer, standard
from xborder.errors import FactError
from xborder.locale.contact import Customer, Name
from xborder.locale.greeting import Greeting, greet

PAGES = sorted((Path(xborder.atlas.__file__).parent / "pages" / "tongues").glob("*.toml"))
TONGUES = [page.stem for page in PAGES]
EXAMPLES = [(page.stem, one) for page in PAGES for one in tomllib.loads(page.read_text("utf-8"))["example"]]
MORNING = "2026-11-23T09:00:00+01:00"

letters = st.text(st.characters(codec="utf-8", categories=("Lu", "Ll", "Lo")), min_size=1, max_size=12)
names = st.builds(
    lambda **parts: Name(**{part: one for part, one in parts.items() if one}),
    given=st.none() | letters,
    surname=st.none() | letters,
    full=st.none() | letters,
    title=st.none() | st.sampled_from(["Dr.", "Prof. Dr.", "Frau", "Sra."]),
)
genders = st.sampled_from([None, "female", "male", "nonbinary"])
registers = st.sampled_from([None, "formal", "polite", "casual"])
instants = st.datetimes(datetime(2010, 1, 2), datetime(2035, 12, 30)).map(lambda at: at.isoformat() + "Z")


def hello(tongue: str, name: Name | dict[str, str] | None = None, gender: str | None = None, **more: Any) -> Greeting:
    who = {"name": name, "gender": gender, "languages": [tongue], "timezone": "Europe/Berlin"}
    return greet(who, **{"at": MORNING, **more})


@pytest.mark.parametrize(("tongue", "example"), EXAMPLES)
def test_what_the_pages_promise(tongue: str, example: dict[str, Any]) -> None:
    facts = dict(example["facts"])
    answer = greet(facts.pop("customer"), **facts).to_dict()

    assert example["expect"] == {key: answer[key] for key in example["expect"]}, tongue


# Lines that language authorities and guides print themselves; the pages cite them.
PRINTED = [
    ("de", {"full": "Maxi Mustermann"}, "nonbinary", None, "text", "Guten Morgen, Maxi Mustermann!"),  # IHK
    (
        "de",
        {"surname": "Meyer", "title": "Dr."},
        "female",
        None,
        "salutation",
        "Sehr geehrte Frau Dr. Meyer,",
    ),
    (
        "en",
        {"given": "Taylor", "surname": "Jones"},
        None,
        "formal",
        "salutation",
        "Dear Taylor Jones,",
    ),  # Twente
    ("en", {"surname": "Swift"}, "female", "formal", "salutation", "Dear Ms Swift,"),
    (
        "nl",
        {"given": "Kim", "surname": "Verbeek"},
        None,
        None,
        "salutation",
        "Beste Kim Verbeek,",
    ),  # Taaladvies
    ("nl", {"surname": "Bastiaens"}, "male", "formal", "salutation", "Geachte heer Bastiaens,"),  # Vlaanderen
    ("nb", {"given": "Sara"}, None, None, "salutation", "Hei, Sara"),  # Språkrådet
    ("cs", {"surname": "Nováková"}, "female", None, "salutation", "Vážená paní Nováková,"),  # ÚJČ
    (
        "ro",
        {"surname": "Andreescu"},
        "male",
        None,
        "salutation",
        "Stimate domnule Andreescu,",
    ),  # Expres de Banat
    ("es", {"given": "Fernando"}, "male", "polite", "salutation", "Estimado Fernando:"),  # protocolo.org
    ("fr", {"surname": "Bernier"}, "female", None, "salutation", "Madame,"),  # OQLF
    ("tr", {"surname": "Kurt"}, "male", None, "salutation", "Sayın Kurt,"),  # Turkish Modes of Address
    ("ja", {"full": "山田太郎"}, None, None, "salutation", "山田太郎様"),  # forestpub
]


@pytest.mark.parametrize(("tongue", "name", "gender", "register", "line", "expected"), PRINTED)
def test_lines_that_authorities_print(tongue: str, name: dict[str, str], gender: str | None, register: Any, line: str, expected: str) -> None:
    assert expected == getattr(hello(tongue, name, gender, register=register), line)


@given(st.sampled_from(TONGUES), names, genders, registers, instants)
def test_no_line_has_a_gap_a_slash_or_a_double_space(tongue: str, name: Name, gender: str | None, register: Any, at: str) -> None:
    answer = hello(tongue, name, gender, register=register, at=at)

    for line in (answer.text, answer.salutation, answer.closing, answer.greeting):
        assert line
        assert line == line.strip()
        assert not set("{}/") & set(line)
        assert "  " not in line


@given(st.sampled_from(TONGUES), names, registers, instants)
def test_an_unknown_gender_is_never_guessed(tongue: str, name: Name, register: Any, at: str) -> None:
    unknown = hello(tongue, name, None, register=register, at=at)

    assert hello(tongue, name, "nonbinary", register=register, at=at) == unknown


@given(st.sampled_from(TONGUES), names, genders, registers)
def test_the_parts_of_the_name_that_are_used_are_spoken(tongue: str, name: Name, gender: str | None, register: Any) -> None:
    answer = hello(tongue, name, gender, register=register)
    spoken = [getattr(name, part) for part in answer.name_used if part != "title"]

    assert all(part[1:] in (answer.text or "") for part in spoken)


@given(st.sampled_from(TONGUES), names, genders, instants)
def test_it_is_pure(tongue: str, name: Name, gender: str | None, at: str) -> None:
    first = hello(tongue, name, gender, at=at)
    again = hello(tongue, name, gender, at=at.replace("Z", "+00:00"))

    assert (first, hash(first), first.to_dict()) == (again, hash(again), again.to_dict())
    assert pickle.loads(pickle.dumps(first)).to_dict() == first.to_dict()


@pytest.mark.parametrize("tongue", TONGUES)
def test_at_night_every_tongue_is_neutral(tongue: str) -> None:
    asleep = hello(tongue, at="2026-11-23T03:00:00+01:00")

    assert ("neutral", "complete") == (asleep.day_part, asleep.status)


@pytest.mark.parametrize("tongue", TONGUES)
def test_the_day_goes_by_in_order(tongue: str) -> None:
    parts = [hello(tongue, at=f"2026-11-23T{hour:02}:30:00+01:00").day_part for hour in range(4, 24)]
    turns = [part for before, part in zip(["", *parts], parts, strict=False) if part != before]

    assert ["neutral", "morning", "afternoon", "evening", "neutral"] == turns


def test_a_part_begins_on_the_minute() -> None:
    before, after = (hello("es", at=at) for at in ("2026-11-23T19:59:59+01:00", "2026-11-23T20:00:00+01:00"))

    assert ("¡Buenas tardes!", "¡Buenas noches!") == (before.text, after.text)


@pytest.mark.parametrize(
    ("name", "text", "used"),
    [
        ({"given": "太郎", "surname": "山田"}, "Guten Morgen, 山田太郎!", ("surname", "given")),
        ({"given": "민수", "surname": "김"}, "Guten Morgen, 김민수!", ("surname", "given")),
        (
            {"given": "アルベルト", "surname": "アインシュタイン"},
            "Guten Morgen, アルベルト・アインシュタイン!",
            ("given", "surname"),
        ),
        ({"given": "Hayao", "surname": "Miyazaki"}, "Guten Morgen, Hayao Miyazaki!", ("given", "surname")),
        ({"surname": "Miyazaki"}, "Guten Morgen!", ()),
        ({"given": "Hayao"}, "Guten Morgen, Hayao!", ("given",)),
        ({"title": "Dr."}, "Guten Morgen!", ()),
        ({}, "Guten Morgen!", ()),
    ],
)
def test_a_name_is_put_together_in_the_order_of_its_script(name: dict[str, str], text: str, used: tuple[str, ...]) -> None:
    answer = hello("de", name)

    assert (text, used) == (answer.text, answer.name_used)


def test_an_honorific_is_not_said_twice() -> None:
    answer = hello("de", {"surname": "Wolf", "title": "Frau Dr."}, "female")

    assert "Sehr geehrte Frau Dr. Wolf," == answer.salutation


def test_a_name_with_braces_is_only_a_name() -> None:
    assert "Guten Morgen, {title}!" == hello("de", {"full": "{title}"}).text


@pytest.mark.parametrize("bad", ["", " ", "Ann\x00a", "A\nB", "\u202eAnna"])
def test_an_unreadable_name_is_refused(bad: str) -> None:
    with pytest.raises(FactError) as caught:
        hello("de", {"given": bad})

    assert ("unreadable_name", "/customer/name/given") == (caught.value.code, caught.value.path)


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"at": "2026-11-23T09:00:00"}, "naive_datetime", "/at"),
        ({"at": "2009-12-31T09:00:00Z"}, "outside_atlas", "/at"),
        ({"register": "rude"}, "unknown_choice", "/register"),
        ({"offered": []}, "nothing_offered", "/offered"),
        ({"offered": ["jp"]}, "unreadable_language_tag", "/offered/0"),
        (
            {"customer": {"languages": ["de"], "timezone": "Europe/Bonn"}},
            "unknown_zone",
            "/customer/timezone",
        ),
        ({"customer": {"languages": ["de"], "gender": "f"}}, "unknown_choice", "/customer/gender"),
        ({"customer": {"language": "de"}}, "unknown_key", "/customer/language"),
    ],
)
def test_what_cannot_be_read_is_named(change: dict[str, Any], code: str, path: str) -> None:
    facts = {"customer": {"languages": ["de"]}, "at": MORNING, **change}

    with pytest.raises(FactError) as caught:
        greet(facts.pop("customer"), **facts)

    assert (code, path) == (caught.value.code, caught.value.path)


@pytest.mark.parametrize(
    ("address", "at", "part", "zone", "needs"),
    [
        ("DE", MORNING, "morning", "Europe/Berlin", []),
        ("JP", "2026-11-23T09:00:00Z", "evening", "Asia/Tokyo", []),
        (
            "US",
            "2026-11-23T20:00:00Z",
            "neutral",
            None,
            ["/customer/timezone"],
        ),  # noon in Hawaii is 17 in New York
        (
            "ES",
            "2026-11-23T11:30:00Z",
            "neutral",
            None,
            ["/customer/timezone"],
        ),  # the Canaries are an hour behind
        ("ES", "2026-11-23T15:00:00Z", "afternoon", None, []),
        ("AQ", MORNING, "neutral", None, ["/customer/timezone"]),
        (None, MORNING, "neutral", None, ["/customer/timezone"]),
    ],
)
def test_her_own_clock_decides(address: str | None, at: str, part: str, zone: str | None, needs: list[str]) -> None:
    language = "es" if address == "ES" else "en"
    answer = greet({"languages": [language], "address": address}, at=at)

    assert (part, zone, needs) == (answer.day_part, answer.timezone, [need.path for need in answer.needs])
    assert ("incomplete" if needs else "complete") == answer.status


def test_the_local_time_is_hers() -> None:
    answer = greet({"languages": ["ja"], "timezone": "Asia/Tokyo"}, at="2026-11-23T15:30:00Z")

    assert "2026-11-24T00:30:00+09:00" == answer.to_dict()["local_time"]


@pytest.mark.parametrize(
    ("languages", "offered", "language"),
    [
        (["de-AT"], None, "de"),
        (["de-AT"], ["de-AT", "en"], "de-AT"),
        (["zh-HK"], None, "zh-Hant"),
        (["zh-HK", "en"], ["en", "zh-Hans"], "en"),
        (["pt-AO"], None, "pt"),
        (["no"], None, "nb"),
        (["th"], ["de", "en"], "de"),
    ],
)
def test_the_language_is_the_nearest_that_is_offered(languages: list[str], offered: list[str] | None, language: str) -> None:
    assert language == greet({"languages": languages, "timezone": "UTC"}, at=MORNING, offered=offered).language


def test_a_language_of_hers_that_is_not_offered_is_told() -> None:
    answer = greet({"languages": ["sw"], "timezone": "Africa/Nairobi"}, at=MORNING, offered=["de"])

    assert (["/customer/languages"], []) == ([one.path for one in answer.assumed], list(answer.needs))


def test_a_tongue_without_a_page_has_no_words_and_one_need() -> None:
    answer = greet({"languages": ["sw"], "timezone": "Africa/Nairobi"}, at=MORNING, offered=["sw"])

    assert (None, None, None, None) == (answer.text, answer.greeting, answer.salutation, answer.closing)
    assert ["/offered"] == [need.path for need in answer.needs]


def test_no_language_at_all_is_a_need() -> None:
    answer = greet({"languages": [], "timezone": "UTC"}, at=MORNING)

    assert ("en", ["/customer/languages"]) == (answer.language, [need.path for need in answer.needs])


def test_a_shop_lays_its_own_words_over_a_page() -> None:
    entry = {"since": "2020-01-01", "value": "casual", "grade": "C", "note": "our house style", "sources": []}
    atlas = standard().overlay(Layer.from_mapping({"tongues/de": {"locale": {"register": [entry]}}}, edition="acme-1"))
    answer = hello("de", {"given": "Anna", "surname": "Wolf"}, "female", atlas=atlas)

    assert ("Guten Morgen, Anna!", "Hallo Anna,") == (answer.text, answer.salutation)
    assert answer.edition.startswith(f"{standard().edition}+acme-1 tzdata-")
    assert ["de:locale.register@2020-01-01"] == [caveat.rule for caveat in answer.caveats]


def test_a_half_written_tongue_says_what_it_lacks() -> None:
    entry = {
        "since": "2020-01-01",
        "value": {"formal": "Kwaheri"},
        "grade": "C",
        "note": "ours",
        "sources": [],
    }
    atlas = standard().overlay(Layer.from_mapping({"tongues/sw": {"locale": {"closing": [entry]}}}, edition="acme-2"))
    answer = greet({"languages": ["sw"], "timezone": "UTC"}, at=MORNING, register="formal", atlas=atlas)

    assert ("sw", None, "Kwaheri") == (answer.language, answer.text, answer.closing)
    assert {"day_parts", "greeting", "register", "address", "salutation", "opening"} == {need.text.rpartition(".")[2] for need in answer.needs}


def test_every_reason_cites_what_was_read() -> None:
    answer = greet({"languages": ["de"], "name": {"full": "Kim Wolf"}, "address": "DE"}, at=MORNING)
    cited = {reason.code: reason for reason in answer.because}

    assert "de:locale.greeting@2010-01-01" == cited["locale.greeting"].rule
    assert "the greeting of this part is 'Guten Morgen'" == cited["locale.greeting"].text
    assert all(reason.sources for reason in answer.because if reason.rule)


def test_the_wire_has_every_key() -> None:
    promised = {
        *("text", "greeting", "salutation", "closing", "language", "register", "day_part", "name_used"),
        *("local_time", "timezone", "status", "edition", "because", "needs", "caveats", "assumed"),
    }

    assert promised == greet(Customer(languages=("de",)), at=MORNING).to_dict().keys()


def test_a_greeting_needs_none_of_the_large_packages() -> None:
    asked = f"import sys, xborder; xborder.greet({{'languages': ['de'], 'address': 'DE'}}, at='{MORNING}').text"
    told = f"{asked}; print(sorted({{'babel', 'holidays', 'phonenumbers', 'pycountry'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)

    assert "[]" == done.stdout.strip()
