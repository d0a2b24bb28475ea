"""The outside cases of chapter 99: heading, country, window and cap, derived from them and asked in our own terms."""

import os
import re
import tarfile
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from xborder.shipping.stack import duty

TRUTH = os.environ.get("XBORDER_TRUTH")
pytestmark = [pytest.mark.truth, pytest.mark.skipif(not TRUTH, reason="XBORDER_TRUTH is not set: the outside cases stand outside the repository")]

COUNTRIES = {
    "afghanistan": "AF", "algeria": "DZ", "angola": "AO", "argentina": "AR", "australia": "AU", "bahamas": "BS", "bahrain": "BH", "bangladesh": "BD",
    "bolivia": "BO", "bosnia-and-herzegovina": "BA", "botswana": "BW", "brazil": "BR", "brunei": "BN", "cambodia": "KH", "cameroon": "CM", "canada": "CA",
    "chad": "TD", "chile": "CL", "china": "CN", "colombia": "CO", "costa-rica": "CR", "cote-d-ivoire": "CI", "democratic-republic-of-the-congo": "CD",
    "dominican-republic": "DO", "ecuador": "EC", "egypt": "EG", "el-salvador": "SV", "equatorial-guinea": "GQ", "eu": "DE", "falkland-islands": "FK",
    "fiji": "FJ", "ghana": "GH", "guatemala": "GT", "guyana": "GY", "honduras": "HN", "hong-kong": "HK", "iceland": "IS", "india": "IN", "indonesia": "ID",
    "iraq": "IQ", "israel": "IL", "japan": "JP", "jordan": "JO", "kazakhstan": "KZ", "kuwait": "KW", "laos": "LA", "lesotho": "LS", "libya": "LY",
    "liechtenstein": "LI", "madagascar": "MG", "malawi": "MW", "malaysia": "MY", "mauritius": "MU", "mexico": "MX", "moldova": "MD", "morocco": "MA",
    "mozambique": "MZ", "myanmar": "MM", "namibia": "NA", "nauru": "NR", "new-zealand": "NZ", "nicaragua": "NI", "nigeria": "NG", "north-macedonia": "MK",
    "norway": "NO", "oman": "OM", "pakistan": "PK", "papua-new-guinea": "PG", "peru": "PE", "philippines": "PH", "qatar": "QA", "russia": "RU",
    "saudi-arabia": "SA", "serbia": "RS", "singapore": "SG", "south-africa": "ZA", "south-korea": "KR", "sri-lanka": "LK", "switzerland": "CH", "syria": "SY",
    "taiwan": "TW", "thailand": "TH", "trinidad-and-tobago": "TT", "tunisia": "TN", "turkiye": "TR", "uae": "AE", "uganda": "UG", "uk": "GB", "uruguay": "UY",
    "vanuatu": "VU", "venezuela": "VE", "vietnam": "VN", "zambia": "ZM", "zimbabwe": "ZW",
}  # fmt: skip
FREE, TEXTILE = "8481.80.50", "6109.10.00"
NAME = re.compile(r"(?P<kind>reciprocal|forced-labor|fentanyl)-(?P<country>.+)-(?P<heading>\d{4}-\d\d-\d\d)")
RATE = re.compile(r"_general_duty_rate: ([\d.]+)|general_duty_rate\n    : ([\d.]+)")
COLUMN_2 = re.compile(r"column_2_duty_rate(?:_after_\w+)?(?:\n +)?: ([\d.]+)")
AFTER = re.compile(r"general_duty_rate(?:_after_\w+)?: ([\d.]+)|general_duty_rate(?:_after_\w+)?\n    : ([\d.]+)")


@cache
def texts():
    """Each file of the outside cases that speaks of one heading of one country."""
    found = {}
    with tarfile.open(Path(TRUTH, "us-tariff", "tariff-line-and-overlay-cases.tgz")) as tar:
        for member in tar.getmembers():
            if member.isfile() and "overlays/" in member.name:
                found[member.name.partition("overlays/")[2].removesuffix(".test.yaml")] = tar.extractfile(member).read().decode()
    return found


def headings():
    """Heading, country, day and the rate that the first case adds, as the cases say them."""
    if not TRUTH:
        return []
    found = []
    for name, text in sorted(texts().items()):
        one = NAME.fullmatch(name.rpartition("/")[2])
        if one is None or one["country"] not in COUNTRIES:
            continue
        first = text.split("\n- name:")[0]
        day = re.search(r"start: '(\d{4}-\d\d-\d\d)'", first)[1]
        inputs, _, outputs = first.partition("  output:")
        before, after = RATE.search(inputs), AFTER.search(outputs)
        if before and after:
            figures = [next(figure for figure in match.groups() if figure) for match in (before, after)]
            found.append((one["heading"].replace("-", "."), COUNTRIES[one["country"]], day, *figures))
    return found


@cache
def in_column_2():
    """What each heading adds to column 2, where it adds anything, as the first case of its file says it."""
    found = {}
    for name, text in texts().items():
        one = NAME.fullmatch(name.rpartition("/")[2])
        inputs, _, outputs = text.split("\n- name:")[0].partition("  output:")
        before, after = (COLUMN_2.search(part) for part in (inputs, outputs))
        if one and before and after and before[1] != after[1]:
            found[one["heading"].replace("-", ".")] = str(Decimal(after[1]) - Decimal(before[1]))
    return found


@pytest.mark.parametrize(("heading", "origin", "day", "before", "after"), headings())
def test_a_heading_adds_what_the_case_adds(heading, origin, day, before, after):
    second = in_column_2()
    year, month, date = map(int, day.split("-"))
    answer = duty("US", hs=FREE, origin=origin, at=datetime(year, month, date, 16, tzinfo=UTC), value="100000.00 USD")
    if answer.column == "2":
        added = {one.heading: one.rate.to_dict() for one in answer.components}

        assert second.get(heading, "0") == added.get(heading, "0")
        return
    rows = {one.heading.replace(".", ""): one for one in answer.components if one.heading}
    short = heading.replace(".", "")
    if short not in rows:  # the heading of goods at or above a floor adds nothing; ours is the one that tops up
        assert before == after
        return
    row = rows[short]
    added = round((float(after) - float(before)) * 1000)
    capped = row.expression.endswith("in all")

    expected = round(float(after) * 1000) if capped else added
    actual = round(float(row.rate.exact) * 1000)

    assert expected == actual


def test_how_many_of_the_cases_are_told():
    told = {heading for heading, *_ in headings()}

    assert 120 <= len(told)
    assert 754 == sum(text.count("- name: ") for text in texts().values())


def test_the_ieepa_duties_end_in_law_on_the_day_of_the_ruling():
    def low(at):
        return str(duty("US", hs=TEXTILE, origin="CN", at=at, value="1000 USD").low)

    expected = ("440.00 USD", "240.00 USD", "240.00 USD")
    actual = (low("2026-02-19T12:00:00-05:00"), low("2026-02-20T00:00:00-05:00"), low("2026-02-24T00:00:00-05:00"))

    assert expected == actual


def test_brazil_is_charged_under_two_headings():
    answer = duty("US", hs=FREE, origin="BR", at="2026-08-01T12:00:00-04:00", value="1000 USD")

    expected = [("9903.05.01", "0.25"), ("9903.05.27", "0.125")]
    actual = sorted((one.heading, one.rate.to_dict()) for one in answer.components if one.heading)

    assert expected == actual


def test_aluminum_of_russia_pays_two_hundred_percent():
    answer = duty("US", hs="7606.12.30", origin="RU", at="2026-02-15T12:00:00-05:00", value="1000 USD")

    expected = ("9903.85.67", "2")
    actual = next((one.heading, one.rate.to_dict()) for one in answer.components if one.code == "duty.us.s232-aluminum")

    assert expected == actual
