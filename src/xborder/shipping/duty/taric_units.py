"""In which units does TARIC charge, by code and by abbreviation?

The codes and their abbreviations are those of the UK Trade Tariff's list of measurement units; the EU's and the UK's
prints differ in slashes, spaces and digits, so a unit is known by what is left without spaces.
"""

from xborder.shipping.duty.expression import Per
from xborder.shipping.duty.notation import pattern_of, squeezed

__all__ = ["BY_CODE", "MEASURES", "PRINTED", "UNIT"]

_UNITS = {
    "ASV": (Per(1, "vol"), "% vol"),
    "CCT": (Per(1, "carats_per_l"), "ct/l"),
    "CEN": (Per(100, "pieces"), "100 p/st"),
    "CTM": (Per(1, "carat"), "c/k"),
    "DHS": (Per(1, "kg", "dihydrostreptomycin"), "kg DHS"),
    "DTN": (Per(100, "kg"), "100 kg"),
    "GFI": (Per(1, "g", "fissile_isotopes"), "gi F/S"),
    "GRM": (Per(1, "g"), "g"),
    "GRT": (Per(1, "gt"), "GT"),
    "HLT": (Per(1, "hl"), "hl"),
    "HMT": (Per(100, "m"), "100 m"),
    "KAC": (Per(1, "kg", "acesulfame"), "kg net ace K"),
    "KCC": (Per(1, "kg", "choline_chloride"), "kg C5H14ClNO"),
    "KCL": (Per(1, "t", "potassium_chloride"), "tonne KCl"),
    "KGM": (Per(1, "kg"), "kg"),
    "KLT": (Per(1000, "l"), "1000 l"),
    "KMA": (Per(1, "kg", "methylamines"), "kg methylamines"),
    "KNI": (Per(1, "kg", "nitrogen"), "kg N"),
    "KNS": (Per(1, "kg", "hydrogen_peroxide"), "kg H2O2"),
    "KPH": (Per(1, "kg", "potassium_hydroxide"), "kg KOH"),
    "KPO": (Per(1, "kg", "potassium_oxide"), "kg K2O"),
    "KPP": (Per(1, "kg", "phosphorus_pentoxide"), "kg P2O5"),
    "KSD": (Per(1, "kg", "substance_90_percent"), "kg 90% sdt"),
    "KSH": (Per(1, "kg", "sodium_hydroxide"), "kg NaOH"),
    "KUR": (Per(1, "kg", "uranium"), "kg U"),
    "LPA": (Per(1, "l_alcohol"), "l alc. 100%"),
    "LTR": (Per(1, "l"), "l"),
    "MIL": (Per(1000, "pieces"), "1000 p/st"),
    "MPR": (Per(1000, "pairs"), "1000 pa"),
    "MTK": (Per(1, "m2"), "m2"),
    "MTQ": (Per(1, "m3"), "m3"),
    "MTR": (Per(1, "m"), "m"),
    "MWH": (Per(1000, "kwh"), "1000 kWh"),
    "NAR": (Per(1, "pieces"), "p/st"),
    "NCL": (Per(1, "cells"), "ce/el"),
    "NPR": (Per(1, "pairs"), "pa"),
    "SPQ": (Per(1, "spr_l_alcohol"), "SPQ"),
    "TJO": (Per(1, "tj"), "TJ"),
    "TNE": (Per(1000, "kg"), "1000 kg"),
    "WAT": (Per(1, "watt"), "Watt"),
}
_DAP = (Per(10000, "kg", "polarisation"), "10000 kg/polar")

_WEIGHTS = ("KGM", "DTN", "TNE", "GRM")
_QUALIFIERS = {
    "A": ("total_alcohol", "/tot/alc"),
    "E": ("drained", "/net eda"),
    "F": ("common_wheat", " common wheat"),
    "G": ("gross", "/br"),
    "I": ("biodiesel", "/biodiesel"),
    "J": ("fuel", "/fuel content"),
    "K": ("bioethanol", "/bioethanol"),
    "L": ("live", " live weight"),
    "M": ("dry", "/net mas"),
    "P": ("lactic", "/lactic matter"),
    "R": ("standard_quality", " std qual"),
    "S": ("raw_sugar", " raw sugar"),
    "T": ("dry_lactic", "/dry lactic matter"),
    "Z": ("percent_sucrose", "/net/%sacchar."),
    "": ("net", "/net"),
}
_QUALIFIER_VARIANTS = {
    "/lactic.": "P",
    "/lactic": "P",
    "/dry lactic.": "T",
    "/net drained wt": "E",
    "/net drained": "E",
    "/net dry": "M",
    "/gross": "G",
    "/%sacchar.": "Z",
    "/%sacchar": "Z",
    "/net/%saccha.": "Z",
    "/net/%sacchar": "Z",
    "/raw sugar": "S",
    "/total alc.": "A",
    ".net eda": "E",
}
_UNIT_VARIANTS = {
    "l alc 100%": "LPA",
    "tonne": "TNE",
    "t": "TNE",
    "m²": "MTK",
    "m³": "MTQ",
    "kg C₅H₁₄ClNO": "KCC",
    "kg H₂O₂": "KNS",
    "kg K₂O": "KPO",
    "kg P₂O₅": "KPP",
    "number": "NAR",
}
_LITRES_OF_ALCOHOL = (Per(1, "l", "total_alcohol"), "l total alc.")
_PERCENT_OF_HECTOLITRE = (Per(1, "vol_hl"), "% vol/hl")
_THOUSAND_CUBIC_METRES = (Per(1000, "m3"), "1000 m3")

BY_CODE: dict[tuple[str, str], Per] = {(code, ""): per for code, (per, _) in _UNITS.items()}
"""Units by TARIC's code and qualifier."""
PRINTED: dict[tuple[int, str, str | None], str] = {(per.quantity, per.unit, per.basis): words for per, words in _UNITS.values()}
"""How each unit is written."""
MEASURES: dict[str, Per] = {squeezed(words): per for per, words in _UNITS.values()}
"""Units by their abbreviation, without its spaces."""


def _add(code: str, qualifier: str, per: Per, words: str) -> None:
    if qualifier or code not in _UNITS:
        BY_CODE[code, qualifier] = per
    PRINTED.setdefault((per.quantity, per.unit, per.basis), words)
    MEASURES[squeezed(words)] = per


for _words, _code in _UNIT_VARIANTS.items():
    MEASURES[squeezed(_words)] = _UNITS[_code][0]
for _code in _WEIGHTS:
    _per, _unit = _UNITS[_code]
    for _qualifier, (_basis, _words) in _QUALIFIERS.items():
        _add(_code, _qualifier, Per(_per.quantity, _per.unit, _basis), _unit + _words)
    for _words, _qualifier in _QUALIFIER_VARIANTS.items():
        MEASURES[squeezed(_unit + _words)] = Per(_per.quantity, _per.unit, _QUALIFIERS[_qualifier][0])
_add("DAP", "", *_DAP)
_add("LTR", "A", *_LITRES_OF_ALCOHOL)
_add("ASV", "X", *_PERCENT_OF_HECTOLITRE)
_add("MTQ", "C", *_THOUSAND_CUBIC_METRES)
MEASURES |= {"1,000" + name[4:]: per for name, per in MEASURES.items() if name.startswith("1000")}
MEASURES["gkg"] = Per(1, "kg", "gross")

UNIT = pattern_of([squeezed(words) for _, words in _UNITS.values()] + [squeezed(words) for words in _UNIT_VARIANTS])
"""Finds the unit that a measure begins with."""
