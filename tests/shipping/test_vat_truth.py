"""The VAT periods of ibericode's vat-rates, as they stand outside this repository: does the atlas say the same on each period's first and last day?

Its parking rates are services, fuel and wine and correspond to no category of ours; it has no zero rates, so ours are not compared.
"""

import json
import os
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from xborder import Rate, standard, tax_rate
from xborder.atlas.shapes import CATEGORIES

TRUTH = os.environ.get("XBORDER_TRUTH")
pytestmark = [pytest.mark.truth, pytest.mark.skipif(not TRUTH, reason="XBORDER_TRUTH is not set: the outside VAT periods stand outside the repository")]

UNKNOWN = "0000-01-01"
"""How the file writes that it does not know since when."""
TODAY = date(2026, 11, 1)
PLACES = {
    "Azores": "PT-20",
    "Büsingen am Hochrhein": "DE:buesingen",
    "Campione d'Italia": "IT:campione",
    "Canary Islands": "ES-CN",
    "Ceuta": "ES-CE",
    "Guadeloupe": "GP",
    "Guyane": "GF",
    "Heligoland": "DE:heligoland",
    "Jungholz": "AT:jungholz",
    "Livigno": "IT:livigno",
    "Madeira": "PT-30",
    "Martinique": "MQ",
    "Mayotte": "YT",
    "Melilla": "ES-ML",
    "Mittelberg": "AT:mittelberg",
    "Mount Athos": "GR-69",
    "Reunion": "RE",
}
STALE = {
    ("Azores", "0.18"): "16 % since 2021-07-01: RTP Açores of that day, Ofício Circulado 25045/2024 of the Portuguese tax authority",
    ("Campione d'Italia", "0"): "outside EU VAT, but with a consumption tax of its own since 2020: MEF, guidelines of 30 December 2019",
    ("Canary Islands", "0"): "outside EU VAT, but with IGIC of 7 %: Ley 4/2012, art. 51",
    ("Ceuta", "0"): "outside EU VAT, but with IPSI of up to 10 %",
    ("Melilla", "0"): "outside EU VAT, but with IPSI of up to 10 %",
}
"""What the file says of territories and the atlas does not, and by what."""
NOT_THEIRS = {
    ("FI", "0.135"): "14 % became 13.5 % on 2026-01-01: VATAPI; the Commission's TEDB by eu-vat-rates-data 2026.9.29",
    ("GR", "0.13"): "13 and not 13.5 % in 2016, too: The VAT Man, Greece, historical rates (6, 13 and 23 % from 20/07/2015; 6, 13 and 24 % from 01/06/2016)",
}
"""Reduced rates of ours that the file lacks."""
NOT_OURS = {
    ("EE", "0.13"): "accommodation alone: Taxopolis, VAT rate increase in Estonia by 2025",
    ("FI", "0.14"): "stale since 2026-01-01: see above",
    ("GR", "0.135"): "wrong: see above",
    ("IE", "0.048"): "livestock and the hire of horses alone: MoneyGuide Ireland",
    ("IE", "0.09"): "newspapers had it and are zero-rated since 2023-01-01: since then services alone",
    ("LU", "0.07"): "gas, electricity, repairs, plants: our page has no plants: Chronicle.lu on the cut of 2023",
    ("LU", "0.08"): "gas, electricity, repairs, plants: our page has no plants, and art since 2025 only: Baker McKenzie, Luxembourg",
    ("LU", "0.14"): "wine, fuel, washing products, printed advertising: The VAT Man, Luxembourg",
    ("SK", "0.19"): "food that is no staple, electricity, drinks in restaurants; sweets and soft drinks left it for 23 % on 2026-01-01: Taxadvisory.sk",
}
"""Reduced rates that no category of ours pays on a day of the period, and who does."""


class Period(NamedTuple):
    """What the file says of a country, on a day it says it of."""

    country: str
    day: date
    rates: dict[str, Decimal]
    exceptions: tuple[tuple[str, Decimal], ...]
    dated: bool


def _periods() -> Iterator[Period]:
    """Each period's first day, where it is known, and its last; of one that goes on, today."""
    told = json.loads((Path(TRUTH or "") / "vat" / "ibericode-vat-rates.json").read_text("utf-8"), parse_float=Decimal)
    for country, periods in sorted(told["items"].items()):
        ordered = sorted(periods, key=lambda one: one["effective_from"])
        for index, one in enumerate(ordered):
            rates = {name: Decimal(rate) / 100 for name, rate in one["rates"].items()}
            exceptions = tuple((each["name"], Decimal(each["standard"]) / 100) for each in one.get("exceptions", ()))
            dated = one["effective_from"] != UNKNOWN
            after = ordered[index + 1]["effective_from"] if index + 1 < len(ordered) else None
            last = date.fromisoformat(after) - timedelta(days=1) if after else TODAY
            for day in ((date.fromisoformat(one["effective_from"]),) if dated else ()) + (last,):
                yield Period(country, day, rates, exceptions, dated)


PERIODS = tuple(_periods()) if TRUTH else ()
DATED = tuple(one for one in PERIODS if one.dated)


def _named(one: Period) -> str:
    return f"{one.country}-{one.day}"


def _plain(rate: Rate) -> str:
    return str(rate.to_dict())


def _reduced(period: Period) -> set[Rate]:
    return {Rate(rate) for name, rate in period.rates.items() if name not in ("standard", "parking")}


def _ours(period: Period) -> set[Rate]:
    """The rates that our categories pay there, without the standard rate and zero."""
    found = {tax_rate(period.country, on=period.day, category=one).rate for one in CATEGORIES}
    return {rate for rate in found if rate is not None} - {Rate("0"), Rate(period.rates["standard"])}


@pytest.mark.parametrize("period", PERIODS, ids=_named)
def test_the_standard_rate_is_the_same(period):
    expected = Rate(period.rates["standard"])
    actual = tax_rate(period.country, on=period.day).rate

    assert expected == actual


@pytest.mark.parametrize("period", [one for one in PERIODS if one.exceptions], ids=_named)
def test_the_territories_have_the_same_rate_unless_the_file_is_known_to_be_wrong(period):
    told = [(name, Rate(rate)) for name, rate in period.exceptions if (name, _plain(Rate(rate))) not in STALE]

    expected = [(name, rate) for name, rate in told]
    actual = [(name, _at(PLACES[name], period.day)) for name, _ in told]

    assert expected == actual


def _at(scope: str, day: date) -> Rate | None:
    place = scope if len(scope) == 2 else {"country": scope[:2], "region": scope[3:]}
    return tax_rate(place, on=day).rate


@pytest.mark.parametrize(("name", "told"), sorted(STALE))
def test_what_the_file_is_known_to_have_wrong_we_have_otherwise(name, told):
    actual = _at(PLACES[name], TODAY)

    assert actual is not None
    assert Rate(told) != actual


@pytest.mark.parametrize("period", DATED, ids=_named)
def test_no_category_pays_a_reduced_rate_that_the_file_lacks(period):
    expected = set()
    actual = {rate for rate in _ours(period) - _reduced(period) if (period.country, _plain(rate)) not in NOT_THEIRS}

    assert expected == actual


@pytest.mark.parametrize("period", DATED, ids=_named)
def test_every_reduced_rate_is_paid_by_a_category(period):
    expected = set()
    actual = {rate for rate in _reduced(period) - _ours(period) if (period.country, _plain(rate)) not in NOT_OURS}

    assert expected == actual


def test_every_country_of_the_file_has_a_page():
    expected = set()
    actual = {one.country for one in PERIODS if not standard().knows(one.country)}

    assert expected == actual


@pytest.mark.parametrize("listed", [NOT_THEIRS, NOT_OURS], ids=["not theirs", "not ours"])
def test_nothing_is_excused_that_needs_no_excuse(listed):
    apart = {(one.country, _plain(rate)) for one in DATED for rate in _ours(one) ^ _reduced(one)}

    expected = set()
    actual = set(listed) - apart

    assert expected == actual
