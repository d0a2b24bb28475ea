"""Language tags: laws first, then Unicode's own cases for likely subtags, then spellings met in the wild."""

import copy
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

import xborder.codes
from xborder.codes import LanguageTag, language
from xborder.codes._aliases import KNOWN_REGIONS, LANGUAGES, REGIONS, TWO_LETTERS, WHOLE
from xborder.errors import FactError

ALIASED = [pair.split("=")[0] for pair in LANGUAGES.split()]
OLD_REGIONS = [pair.split("=")[0] for pair in REGIONS.split()]
SCRIPTS = ["Latn", "Cyrl", "Arab", "Hans", "Hant", "Qaai", "Zzzz"]


@st.composite
def tags(draw: st.DrawFn) -> str:
    subtags = [draw(st.sampled_from([*TWO_LETTERS.split(), *ALIASED, "und", "root", "fil", "qaa"]))]
    subtags += draw(st.lists(st.sampled_from(SCRIPTS), max_size=1))
    subtags += draw(st.lists(st.sampled_from([*KNOWN_REGIONS.split(), *OLD_REGIONS, "419", "001"]), max_size=1))
    variants = ["1901", "valencia", "bokmal", "arevela", "hepburn", "heploc", "aaland", "polytoni", "saaho"]
    subtags += draw(st.lists(st.sampled_from(variants), max_size=3, unique=True))
    subtags += draw(st.sampled_from([[], ["u-nu-latn"], ["u-attr-ca-buddhist-kn-true"], ["t-de-m0-din"], ["a-bc"]]))
    subtags += draw(st.sampled_from([[], ["x-shop"], ["x-a-b"]]))
    text = "-".join(subtags)
    return draw(st.sampled_from([text, text.upper(), text.lower(), text.replace("-", "_")]))


@given(tags())
def test_reading_the_canonical_form_changes_nothing(text: str) -> None:
    tag = LanguageTag(text)

    assert tag is LanguageTag(str(tag))
    assert str(tag) == LanguageTag(str(tag).upper())
    assert str(tag) == LanguageTag(str(tag).replace("-", "_"))


@given(tags())
def test_the_parts_make_the_tag(text: str) -> None:
    tag = LanguageTag(text)
    private = f"x-{tag.private}" if tag.private else None
    parts = [tag.language, tag.script, tag.region, *tag.variants, *tag.extensions, private]

    assert str(tag) == "-".join(part for part in parts if part)


@given(tags())
def test_a_tag_is_its_text(text: str) -> None:
    tag = LanguageTag(text)

    assert hash(str(tag)) == hash(tag)
    assert f"LanguageTag({str(tag)!r})" == repr(tag)
    assert json.dumps(str(tag)) == json.dumps(tag)
    assert tag is LanguageTag(tag)
    assert tag == pickle.loads(pickle.dumps(tag))
    assert tag.region == copy.deepcopy(tag).region


@given(tags())
def test_maximizing_and_minimizing_are_each_others_inverse(text: str) -> None:
    tag = LanguageTag(text)
    most = tag.maximize()

    assert most == most.maximize()
    for favor_script in (False, True):
        least = tag.minimize(favor_script=favor_script)

        assert least == least.minimize(favor_script=favor_script)
        assert most == least.maximize()


@given(st.text() | tags().map(lambda text: text + "-"))
def test_other_text_is_read_or_refused_with_a_hint(text: str) -> None:
    error = _refusal(text)
    if error is not None:
        assert error.code == "unreadable_language_tag"
        assert text == error.value
        assert error.hint


def _refusal(text: str) -> FactError | None:
    try:
        LanguageTag(text)
    except FactError as error:
        return error
    return None


def test_unicodes_likely_subtags() -> None:
    truth = os.environ.get("XBORDER_TRUTH")
    if not truth:
        pytest.skip("XBORDER_TRUTH is not set: Unicode's cases for likely subtags were not run")
    wrong, count = [], 0
    for line in (Path(truth) / "unicode" / "likelySubtags.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        source, full, script, region = [cell.strip() for cell in line.split(";")][:4]
        count += 1
        script = script or full
        expected = (full, script, region or script)
        if full == "FAIL":
            expected = (source, source, source)
        tag = LanguageTag(source)
        actual = (tag.maximize(), tag.minimize(favor_script=True), tag.minimize())
        if expected != actual:
            wrong.append((source, expected, actual))

    assert [] == wrong
    assert 1802 == count


def test_every_language_of_iso_639_1_is_known() -> None:
    expected = {one.alpha_2 for one in pycountry.languages if hasattr(one, "alpha_2")}

    assert set() == expected - set(TWO_LETTERS.split()) - set(ALIASED)


@pytest.mark.parametrize("pair", WHOLE.split())
def test_grandfathered_tags_are_todays(pair: str) -> None:
    old, new = pair.split("=")

    assert LanguageTag(new) == LanguageTag(old)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pt_BR", "pt-BR"),
        ("pt_BR.UTF-8@euro", "pt-BR"),
        ("zh_TW.Big5", "zh-TW"),
        ("sr_RS@latin", "sr-Latn-RS"),
        ("uz_UZ@cyrillic", "uz-Cyrl-UZ"),
        ("ca_ES.UTF-8@valencia", "ca-ES-valencia"),
        ("gez_ER@abegede", "gez-ER"),
        ("aa_ER@saaho", "ssy-ER"),
        ("iw", "he"),
        ("in-ID", "id-ID"),
        ("cmn-Hans-CN", "zh-Hans-CN"),
        ("zh-cmn-Hans-CN", "zh-Hans-CN"),
        ("zh-yue-HK", "yue-HK"),
        ("deu-DE", "de-DE"),
        ("sh", "sr-Latn"),
        ("sh-Cyrl", "sr-Cyrl"),
        ("swc", "sw-CD"),
        ("swc-KE", "sw-KE"),
        ("prs", "fa-AF"),
        ("sgn-BR", "bzs"),
        ("sgn-BR-x-shop", "bzs-x-shop"),
        ("no-bokmal", "nb"),
        ("no-NO-bokmal", "nb-NO"),
        ("hy-arevela", "hy"),
        ("hy-arevmda-AM", None),
        ("sv-aaland", "sv-AX"),
        ("sv-FI-aaland", "sv-FI"),
        ("ja-Latn-hepburn-heploc", "ja-Latn-alalc97"),
        ("el-polytoni", "el-polyton"),
        ("en-UK", "en-GB"),
        ("en-840", "en-US"),
        ("de-DD", "de-DE"),
        ("hy-SU", "hy-AM"),
        ("nl-AN", "nl-CW"),
        ("und-SU", "und-RU"),
        ("de-1996-1901", "de-1901-1996"),
        ("en-u-nu-latn-ca-japanese-nu-arab", "en-u-ca-japanese-nu-latn"),
        ("en-u-zzz-attr-kn-true", "en-u-attr-zzz-kn"),
        ("en-t-ja-m0-din-d0-fwidth", "en-t-ja-d0-fwidth-m0-din"),
        ("en-u-nu-latn-a-bcd", "en-a-bcd-u-nu-latn"),
        ("x-shop", "und-x-shop"),
        ("root", "und"),
        ("en-x-u-nu", "en-x-u-nu"),
    ],
)
def test_spellings_met_in_the_wild(text: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(FactError):
            LanguageTag(text)
    else:
        assert expected == LanguageTag(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jp", "did you mean 'ja'?"),
        ("us", "did you mean 'en'?"),
        ("xx", "pass a BCP 47 tag"),
        ("German", "did you mean 'de'?"),
        ("klingonese", "subtags are one to eight letters or digits"),
        ("klingon", "begin with an ISO 639 code"),
        ("d3", "begin with an ISO 639 code"),
        ("C.UTF-8", "pass the reader's language"),
        ("POSIX", "pass the reader's language"),
        ("", "subtags are one to eight"),
        ("en-", "subtags are one to eight"),
        ("ıw", "subtags are one to eight"),
        ("en_US.", "'.' announces a code set"),
        ("de@currency=EUR", "the modifier 'currency=EUR' is not known"),
        ("en-usa", "write a region as two letters or three digits"),
        ("el-EL", "did you mean 'el-GR'?"),
        ("en-ZQ", "write a region as two letters of ISO 3166"),
        ("de-1996-1996", "a variant stands in it twice"),
        ("en-u-x-shop", "an extension stands in it empty"),
        ("en-u", "'u' is out of place"),
        ("en-a-bb-a-cc", "'a' is out of place"),
        ("en-US-ca", "'ca' is out of place"),
        ("en-x", "'x' is out of place"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, said: str) -> None:
    with pytest.raises(FactError, match="cannot be read") as caught:
        LanguageTag(text)

    assert said in str(caught.value)


@pytest.mark.parametrize("value", [None, 5, b"de", ["de"]])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(FactError) as caught:
        LanguageTag(value)  # type: ignore[arg-type]

    assert caught.value.code == "not_text"


def test_the_memory_of_spellings_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_ROOM", 8)
    monkeypatch.setattr(language, "_MET", {})
    for number in range(100):
        assert f"de-x-{number}" == LanguageTag(f"de_x_{number}")

    assert len(language._MET) <= 8


def test_importing_loads_nothing_from_outside() -> None:
    code = "import sys; from xborder.codes import Country, Currency, LanguageTag; LanguageTag('iw').maximize();"
    code += "print(*{name.split('.')[0] for name in sys.modules} - set(sys.stdlib_module_names))"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, check=True, text=True, env=_bare())
    outside = {name for name in done.stdout.split() if not name.startswith("__")}

    assert {"xborder"} == outside


def _bare() -> dict[str, str]:
    return {"PYTHONPATH": str(Path(xborder.codes.__file__).parents[2])}


def test_other_names_are_not_found() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Region'"):
        _ = xborder.codes.Region
