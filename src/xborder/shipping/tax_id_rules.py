"""How is each kind of tax or customs number written? The rules that were read, and what is left to python-stdnum.

>>> RULES["eori"]("GB123456789000", None).valid
True
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from xborder.atlas import Entry
from xborder.codes import Country
from xborder.doors import taxid
from xborder.errors import FactError
from xborder.reasons import Source

__all__ = ["KINDS", "MEMBERS", "OWN_COUNTRY", "READ", "RULES", "UNREADABLE", "TaxIdKind", "Verdict"]

TaxIdKind = Literal["abn", "arn", "ein", "eori", "gst", "ioss", "uen", "uid", "vat", "voec"]
KINDS: tuple[TaxIdKind, ...] = get_args(TaxIdKind)
READ = date(2026, 11, 21)

MEMBERS = {
    "AT": "040", "BE": "056", "BG": "100", "CY": "196", "CZ": "203", "DE": "276", "DK": "208", "EE": "233", "ES": "724", "FI": "246",
    "FR": "250", "GR": "300", "HR": "191", "HU": "348", "IE": "372", "IT": "380", "LT": "440", "LU": "442", "LV": "428", "MT": "470",
    "NL": "528", "PL": "616", "PT": "620", "RO": "642", "SE": "752", "SI": "705", "SK": "703",
}  # fmt: skip
"""The member states of the EU and their numeric codes in ISO 3166-1."""
_NORTHERN_IRELAND = "900"
_PREFIXES = {**{code: code for code in MEMBERS}, "EL": "GR", "XI": "GB"}
OWN_COUNTRY: Mapping[TaxIdKind, str] = MappingProxyType({"abn": "AU", "arn": "AU", "ein": "US", "uen": "SG", "uid": "CH", "voec": "NO"})


def _entry(scope: str, name: str, since: date, grade: Literal["A", "B", "C"], title: str, url: str) -> Entry:
    return Entry(scope=scope, name=f"tax_id.{name}", since=since, grade=grade, sources=(Source(title=title, url=url, checked=READ),))


_GOV_UK = "HMRC: Economic Operators Registration and Identification, introduction"
_GOV_UK_URL = "https://gov.uk/guidance/economic-operators-registration-and-identification-eori/introduction"
_EORI_GB = _entry("GB", "eori", date(2021, 1, 1), "A", _GOV_UK, _GOV_UK_URL)
_EORI_EU = _entry("eu", "eori", date(2009, 7, 1), "B", _GOV_UK, _GOV_UK_URL)
_IOSS = _entry(
    "eu",
    "ioss",
    date(2021, 7, 1),
    "B",
    "python-stdnum 2.2, stdnum.eu.oss: numbers of the one stop shops; their check digit is not published",
    "https://pypi.org/project/python-stdnum/2.2/",
)
_ARN = _entry(
    "AU",
    "arn",
    date(2023, 7, 10),
    "A",
    "Australian Taxation Office: Simplified GST registration",
    "https://www.ato.gov.au/Business/International-tax-for-business/Non-resident-businesses-and-GST/Simplified-GST-registration/",
)
_VOEC = _entry(
    "NO",
    "voec",
    date(2024, 1, 1),
    "B",
    "Latvijas Pasts informs on changes in e-commerce items to Norway",
    "https://pasts.lv/en/News/7786-latvijas-pasts-informs-on-changes-in-e-commerce-items-to-norway",
)
_GST_SG = _entry("SG", "gst", READ, "C", "Tax ID Pro: Singapore Tax ID Numbers", "https://taxid.pro/docs/countries/singapore")


class Verdict(NamedTuple):
    """What a rule says: whether it fits, the number in one spelling, a sentence, and where the rule was read."""

    valid: bool | None
    normalised: str | None
    why: str
    entry: Entry | None
    module: str | None


def _right(normalised: str | None, why: str, entry: Entry | None = None, module: str | None = None) -> Verdict:
    return Verdict(valid=True, normalised=normalised, why=why, entry=entry, module=module)


def _wrong(why: str, entry: Entry | None = None, module: str | None = None) -> Verdict:
    return Verdict(valid=False, normalised=None, why=why, entry=entry, module=module)


def _open(why: str) -> Verdict:
    return Verdict(valid=None, normalised=None, why=why, entry=None, module=None)


UNREADABLE = _wrong("a tax number is up to 40 plain letters, digits and separators")


def _compact(number: str) -> str:
    return re.sub(r"[\s./-]", "", number).upper()


def _digits(number: str, count: int, prefix: str, name: str, entry: Entry) -> Verdict:
    """A prefix, which may be left out, and so many digits."""
    body = _compact(number).removeprefix(prefix)
    shape = f"{name} is {f'{prefix} and ' if prefix else ''}{count} digits"
    if re.fullmatch(rf"[0-9]{{{count}}}", body):
        return _right(f"{prefix}{body}", shape, entry)
    rest = f"has {len(body)}" if re.fullmatch(r"[0-9]*", body) else "holds other signs"
    return _wrong(f"{shape}, and this {rest}", entry)


def _ioss(number: str, _country: Country | None) -> Verdict:
    code = _compact(number)
    if not code.startswith("IM"):
        return _wrong("an IOSS number begins with IM: a number of an intermediary (IN) or of services (EU) is none", _IOSS)
    found = _digits(number, 10, "IM", "an IOSS number", _IOSS)
    if found.valid and code[2:5] not in {*MEMBERS.values(), _NORTHERN_IRELAND}:
        return _wrong(f"the three digits after IM name the member state that gave it out, and {code[2:5]} is none", _IOSS)
    return found


def _eori(number: str, country: Country | None) -> Verdict:
    code = _compact(number)
    prefix = code[:2]
    if country == "GB" or (country is None and prefix in ("GB", "XI")):
        issuer = prefix if prefix in ("GB", "XI") else "GB"
        if not code.startswith(issuer):
            return _wrong(f"an EORI number of the United Kingdom begins with GB or XI, not with {prefix}", _EORI_GB)
        return _digits(number, 12, issuer, f"a {issuer} EORI number", _EORI_GB)
    if prefix not in MEMBERS and prefix != "EL":
        return _wrong(f"an EORI number begins with the code of the state that gave it out, and {prefix} is none", _EORI_EU)
    if country is not None and _PREFIXES[prefix] != country:
        return _wrong(f"an EORI number that begins with {prefix} is not of {country}", _EORI_EU)
    shape = f"an EORI number of the EU is {prefix} and up to 15 letters or digits"
    if not re.fullmatch(r"[A-Z0-9]{1,15}", code[2:]):
        rest = f"has {len(code) - 2}" if re.fullmatch(r"[A-Z0-9]*", code[2:]) else "holds other signs"
        return _wrong(f"{shape}, and this {rest}", _EORI_EU)
    return _right(code, shape, _EORI_EU)


def _arn(number: str, _country: Country | None) -> Verdict:
    return _digits(number, 12, "", "an ATO reference number (ARN)", _ARN)


def _voec(number: str, _country: Country | None) -> Verdict:
    return _digits(re.sub(r"(?i)^\s*VOEC", "", number), 7, "", "a VOEC number", _VOEC)


_FAULTS: Mapping[taxid.Fault, str] = MappingProxyType(
    {
        "length": "has too many or too few signs",
        "format": "has signs where they do not belong",
        "check_digit": "has a wrong check digit",
        "component": "has a part that is never given out",
    }
)
_NAMES: Mapping[TaxIdKind, str] = MappingProxyType({"abn": "ABN", "ein": "EIN", "gst": "GST number", "uen": "UEN", "uid": "UID", "vat": "VAT number"})


def _read(kind: TaxIdKind, country: Country, area: str, name: str, number: str) -> Verdict:
    """What python-stdnum says of a number."""
    if taxid.version() is None:
        return _open(f"{_named(kind, country)} is read by python-stdnum: install xborder[taxid]")
    found = taxid.read_uen(number) if name == "uen" else taxid.read_number(area, name, number)
    if found is None:
        return _open(f"no rule is known for {_named(kind, country)}")
    if found.fault is not None:
        return _wrong(f"{_named(kind, country)} {_FAULTS[found.fault]}", module=found.module)
    return _right(found.normalised, f"it is written as {_named(kind, country)}", module=found.module)


def _named(kind: TaxIdKind, country: Country) -> str:
    name = _NAMES[kind]
    return f"{'an' if name[0] in 'AEI' else 'a'} {name} of {country}"


def _vat(number: str, country: Country | None) -> Verdict:
    code = number.strip().upper()
    where = country or (Country(_PREFIXES[code[:2]]) if code[:2] in _PREFIXES else None)
    if where is None:
        raise FactError("missing_key", "the country of a VAT number is not known", path="/country", value=number, hint="pass country='CH'")
    if where not in MEMBERS and where != "GB":
        area = "CH" if where == "LI" else str(where)  # Liechtenstein's numbers are those of Switzerland
        return _read("vat", where, area, "vat", number)
    prefix = "EL" if where == "GR" else str(where)
    if where == "GB":
        found = _read("vat", where, "gb", "vat", number)
        begins = "XI" if code.startswith("XI") else "GB"
        return found._replace(normalised=f"{begins}{found.normalised}") if found.valid else found
    written = code if code.startswith(prefix) else f"{prefix}{code}"
    found = _read("vat", where, "eu", "vat", written)
    if found.valid is False and code[:2] in _PREFIXES and _PREFIXES[code[:2]] != where:
        return found._replace(why=f"a VAT number that begins with {code[:2]} is not of {where}")
    return found


def _gst(number: str, country: Country | None) -> Verdict:
    if country == "AU":
        own = _arn(number, country)
        return own if own.valid else _read("gst", country, "au", "abn", number)
    if country == "SG":
        code = _compact(number)
        if re.fullmatch(r"[A-Z0-9]{2}[0-9]{7}[A-Z0-9]", code):
            return _right(code, "a GST number of SG is two signs, seven digits and a sign of check", _GST_SG)
        return _read("gst", country, "sg", "uen", number)
    if country is None:
        raise FactError("missing_key", "the country of a GST number is not known", path="/country", value=number, hint="pass country='NZ'")
    return _read("gst", country, str(country), "vat", number)


def _by_package(kind: TaxIdKind, area: str, name: str) -> Callable[[str, Country | None], Verdict]:
    return lambda number, _country: _read(kind, Country(area), area, name, number)


RULES: Mapping[TaxIdKind, Callable[[str, Country | None], Verdict]] = MappingProxyType(
    {
        "abn": _by_package("abn", "AU", "abn"),
        "arn": _arn,
        "ein": _by_package("ein", "US", "ein"),
        "eori": _eori,
        "gst": _gst,
        "ioss": _ioss,
        "uen": _by_package("uen", "SG", "uen"),
        "uid": _by_package("uid", "CH", "uid"),
        "vat": _vat,
        "voec": _voec,
    }
)
