"""Tax and customs numbers: our own rules, and python-stdnum behind its door."""

import builtins
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xborder import FactError, check_tax_id
from xborder.doors import taxid
from xborder.shipping.tax_id import TaxIdCheck, id_findings
from xborder.shipping.tax_id_rules import KINDS, MEMBERS, OWN_COUNTRY

with_stdnum = pytest.mark.skipif(taxid.version() is None, reason="python-stdnum is not installed: pip install 'xborder[taxid]'")
OWN = ("arn", "eori", "ioss", "voec")
digits = st.text("0123456789")
separated = st.sampled_from(["", " ", "-", "."])
countries = st.sampled_from(["AU", "BR", "CH", "DE", "FR", "GB", "GR", "IE", "IN", "LI", "MX", "NO", "NZ", "SG", "US", "ZA"])


@pytest.fixture
def without(monkeypatch):
    """A world in which python-stdnum was never installed."""
    plain = builtins.__import__

    def refuse(name, *more, **named):
        if name.partition(".")[0] == "stdnum":
            raise ImportError(name)
        return plain(name, *more, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)


@given(st.text(max_size=50), st.sampled_from(KINDS), st.none() | countries)
def test_any_text_is_answered_or_refused(number, kind, country):
    check, code = None, None
    try:
        check = check_tax_id(number, kind=kind, country=country)
    except FactError as error:
        code = error.code

    if check is None:
        assert code in ("empty_text", "control_characters", "wrong_country", "missing_key")
        return
    assert check.valid in (True, False, None)
    assert (check.valid is True) == (check.normalised is not None)
    assert check.why
    assert (check.valid is None) == bool(check.needs) == ("incomplete" == check.status)


@given(st.text("0123456789ABEFGHIMRSTUXZ -./", min_size=1, max_size=20), st.sampled_from(KINDS), countries)
def test_what_is_normal_is_right_and_stays_as_it_is(number, kind, country):
    where = OWN_COUNTRY.get(kind) or (None if kind in OWN else country)
    if not number.strip():
        return
    check = check_tax_id(number, kind=kind, country=where)
    if check.valid:
        again = check_tax_id(check.normalised, kind=kind, country=where)

        assert (True, check.normalised) == (again.valid, again.normalised)


@given(st.sampled_from(sorted(MEMBERS)), st.text("0123456789", min_size=7, max_size=7), separated)
def test_an_ioss_number_is_im_a_member_state_and_seven_digits(state, serial, sign):
    number = sign.join(["IM", MEMBERS[state], serial])

    assert f"IM{MEMBERS[state]}{serial}" == check_tax_id(number, kind="ioss").normalised
    assert f"IM{MEMBERS[state]}{serial}" == check_tax_id(number.lower(), kind="ioss").normalised
    assert False is check_tax_id(f"{number}0", kind="ioss").valid
    assert False is check_tax_id(number[:-1], kind="ioss").valid


@given(digits, st.sampled_from([("arn", 12), ("voec", 7)]))
def test_numbers_that_are_so_many_digits(number, rule):
    kind, count = rule
    if number:
        assert (len(number) == count) == check_tax_id(number, kind=kind).valid if len(number) <= 40 else True


@given(st.sampled_from([*MEMBERS, "EL"]), st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=20))
def test_an_eori_number_of_the_eu_has_up_to_fifteen_signs_more(prefix, rest):
    check = check_tax_id(f"{prefix}{rest}", kind="eori")

    assert (len(rest) <= 15) == check.valid
    assert "eu:tax_id.eori@2009-07-01" == check.because[0].rule


@pytest.mark.parametrize(
    ("number", "kind", "country", "normalised"),
    [
        ("GB123456789000", "eori", None, "GB123456789000"),  # HMRC's own example
        ("gb 123456789 000", "eori", "GB", "GB123456789000"),
        ("123456789000", "eori", "GB", None),
        ("XI123456789000", "eori", "GB", "XI123456789000"),
        ("GB12345678900", "eori", "GB", None),
        ("GB12345678900A", "eori", "GB", None),
        ("DE1234567890123", "eori", "DE", "DE1234567890123"),
        ("FR12345678901234", "eori", "DE", None),
        ("EL123456789", "eori", "GR", "EL123456789"),
        ("DE", "eori", None, None),
        ("DE12345_6789", "eori", None, None),
        ("CH1234567", "eori", None, None),
        ("FR12345678901234", "eori", "GB", None),
        ("3000 1234 5678", "arn", None, "300012345678"),
        ("300012345678", "gst", "AU", "300012345678"),
        ("VOEC 2012345", "voec", "NO", "2012345"),
        ("20123456", "voec", None, None),
        ("IM2760000000", "ioss", None, "IM2760000000"),
        ("IM9000000000", "ioss", None, "IM9000000000"),  # Northern Ireland
        ("IM8260000000", "ioss", None, None),  # 826 is the United Kingdom
        ("IN2760000000", "ioss", None, None),
        ("EU372022452", "ioss", None, None),
        ("IM27600A0000", "ioss", None, None),
        ("M90312345A", "gst", "SG", "M90312345A"),
        ("№ 12345", "voec", None, None),
        ("1" * 41, "voec", None, None),
    ],
)
def test_our_own_rules_need_nobody(without, number, kind, country, normalised):
    check = check_tax_id(number, kind=kind, country=country)

    assert (normalised is not None, normalised) == (check.valid, check.normalised)
    assert () == check.needs
    assert None is not check.source or not check.valid


def test_without_the_package_there_is_a_need_and_no_verdict(without):
    check = check_tax_id("DE136695976", kind="vat", country="DE")

    assert (None, None, "incomplete") == (check.valid, check.normalised, check.status)
    assert ["a VAT number of DE is read by python-stdnum: install xborder[taxid]"] == [one.text for one in check.needs]
    assert None is taxid.version() is taxid.read_number("gb", "vat", "1") is taxid.read_uen("1")
    assert ((), None) == (check.because, check.source)


@with_stdnum
@pytest.mark.parametrize(
    ("number", "kind", "country", "normalised"),
    [
        # the examples that stand in python-stdnum's own documentation
        ("DE 136,695 976", "vat", "DE", "DE136695976"),
        ("136695976", "vat", "DE", "DE136695976"),
        ("136695978", "vat", "DE", None),
        ("FR 61 954 506 077", "vat", None, "FR61954506077"),
        ("FR 61 954 506 077", "vat", "DE", None),
        ("GB 980 7806 84", "vat", "GB", "GB980780684"),
        ("802311781", "vat", "GB", None),
        ("XI 980 7806 84", "vat", "GB", "XI980780684"),
        ("CHE-107.787.577 IVA", "vat", "CH", "CHE107787577IVA"),
        ("CHE-107.787.577 IVA", "vat", "LI", "CHE107787577IVA"),
        ("CHE-107.787.578 IVA", "vat", "CH", None),
        ("CHE-107.787.577", "uid", None, "CHE107787577"),
        ("NO 995 525 828 MVA", "vat", "NO", "995525828MVA"),
        ("4909185-0", "gst", "NZ", "49091850"),
        ("136410133", "gst", "NZ", None),
        ("83 914 571 673", "abn", None, "83914571673"),
        ("83 914 571 673", "gst", "AU", "83914571673"),
        ("99 999 999 999", "abn", "AU", None),
        ("00192200M", "uen", None, "00192200M"),
        ("197401143C", "uen", "SG", "197401143C"),
        ("S16FC0121D", "uen", None, "S16FC0121D"),
        ("T01FC6132D", "gst", "SG", "T01FC6132D"),
        ("T01XX6132D", "uen", None, None),
        ("197401143D", "uen", None, None),
        ("1974", "uen", None, None),
        ("Z01FC6132D", "uen", None, None),
        ("91-1144442", "ein", None, "911144442"),
        ("07-1144442", "ein", "US", None),
    ],
)
def test_what_the_package_reads(number, kind, country, normalised):
    check = check_tax_id(number, kind=kind, country=country)

    assert (normalised is not None, normalised) == (check.valid, check.normalised)
    assert f"python-stdnum-{taxid.version()}" in check.edition
    assert check.source.title.startswith(f"python-stdnum {taxid.version()}, stdnum.")
    assert check.because[0].text == check.why


@with_stdnum
def test_what_no_rule_is_known_for_is_open():
    check = check_tax_id("123", kind="vat", country="AQ")

    assert (None, "no rule is known for a VAT number of AQ") == (check.valid, check.why)
    assert None is taxid.read_number("sg", "vat", "197401143C")  # it would look at the clock


@with_stdnum
def test_a_year_to_come_is_no_fault():
    """stdnum.sg.uen refuses a year after today's; an answer that depends on the day it is asked is none of ours."""
    from stdnum.sg import uen

    body = "209901143"

    assert True is check_tax_id(f"{body}{uen.calc_local_company_check_digit(body)}", kind="uen").valid


@with_stdnum
@pytest.mark.parametrize("country", sorted(MEMBERS))
def test_every_member_state_has_a_rule(country):
    assert False is check_tax_id("0", kind="vat", country=country).valid


def test_how_well_a_shape_is_known_is_said():
    check = check_tax_id("M90312345A", kind="gst", country="SG")

    assert ["unverified"] == [one.kind for one in check.caveats]
    assert () == check_tax_id("IM2760000000", kind="ioss").caveats


def test_a_check_is_a_value():
    check = check_tax_id("GB123456789000", kind="eori")

    assert check == pickle.loads(pickle.dumps(check))
    assert list(TaxIdCheck.WIRE) == list(check.to_dict())
    assert ("GB:tax_id.eori@2021-01-01", "complete") == (check.because[0].rule, check.status)


@pytest.mark.parametrize(
    ("number", "kind", "country", "code", "path"),
    [
        ("", "voec", None, "empty_text", "/number"),
        (1234567, "voec", None, "not_text", "/number"),
        ("1234567", "voecc", None, "unknown_choice", "/kind"),
        ("1234567", "voec", "SE", "wrong_country", "/country"),
        ("1234567", "vat", "UK", "unknown_country", "/country"),
        ("1234567", "vat", None, "missing_key", "/country"),
        ("1234567", "gst", None, "missing_key", "/country"),
    ],
)
def test_bad_facts_are_refused(number, kind, country, code, path):
    with pytest.raises(FactError) as caught:
        check_tax_id(number, kind=kind, country=country)

    assert (code, path) == (caught.value.code, caught.value.path)


@pytest.mark.parametrize(
    ("ids", "country", "kinds"),
    [
        ({}, "DE", []),
        ({"ioss": "IM2760000000", "eori": "DE1234567890123", "ours": "whatever"}, "DE", []),
        ({"ioss": "IM276", "voec": "1", "arn": "2"}, "DE", ["conflict"]),
        ({"voec": "2012345"}, "NO", []),
        ({"voec": "201234", "ioss": "IM276"}, "NO", ["conflict"]),
        ({"arn": "30001234567"}, "AU", ["conflict"]),
        ({"au": "300012345678"}, "AU", []),
        ({"sg": "M90312345A"}, "SG", ["unverified"]),
        ({"uk": "GB980780684", "nz": "49091850", "ch": "CHE107787577MWST"}, "US", []),
        ({"ioss": "№"}, "FR", ["conflict"]),
    ],
)
def test_what_is_wrong_with_a_sellers_numbers(ids, country, kinds):
    assert kinds == [one.kind for one in id_findings(ids, country)]


def test_a_number_that_cannot_be_checked_is_said_to_be_unchecked(without):
    found = id_findings({"uk": "GB980780684"}, "GB")

    assert ["unverified"] == [one.kind for one in found]
    assert "install xborder[taxid]" in found[0].text


@with_stdnum
def test_a_sellers_number_with_a_wrong_check_digit_is_found():
    assert ["the seller's uk number 'GB980780685': a VAT number of GB has a wrong check digit"] == [
        one.text for one in id_findings({"uk": "GB980780685"}, "GB")
    ]
    assert () == id_findings({"uk": "GB980780684"}, "GB")


def test_the_package_is_loaded_only_where_it_is_asked():
    script = "import sys, xborder; xborder.check_tax_id('IM2760000000', kind='ioss'); print('stdnum' in sys.modules)"
    shown = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)

    assert "False" == shown.stdout.strip()
