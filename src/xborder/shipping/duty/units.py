"""In which units are duties charged, and under which name is each measured?

>>> measure_name("t", "lead"), measure_name("pf_l", None)
('kg_lead', 'l_alcohol')
>>> in_measure("pf_l"), in_measure("gross")
(Fraction(1, 2), Fraction(144, 1))

Every unit leads to one measure of the wire by an exact factor; a basis says what of the goods is measured, and is a
suffix of that measure: `kg_drained`, `kg_lead`, `m2_recording_surface`.
"""

from fractions import Fraction
from typing import Literal, NamedTuple

__all__ = ["BASES", "DERIVED", "PERCENTS", "THRESHOLDS", "UNITS", "Basis", "Unit", "in_measure", "measure_name", "spellings"]


class Unit(NamedTuple):
    """A unit of measure: the measure it leads to, and how much of it one is."""

    measure: str
    factor: Fraction


class Basis(NamedTuple):
    """What of the goods is measured: the suffix of the measure, and whether it is a part of the net quantity or holds it."""

    suffix: str
    relation: Literal["same", "part", "whole", "other"]


def _unit(measure: str, numerator: int = 1, denominator: int = 1) -> Unit:
    return Unit(measure, Fraction(numerator, denominator))


UNITS = {
    "kg": _unit("kg"),
    "g": _unit("kg", 1, 1000),
    "t": _unit("kg", 1000),
    "carat": _unit("kg", 1, 5000),  # the metric carat is 200 mg
    "l": _unit("l"),
    "hl": _unit("l", 100),
    "bbl": _unit("l", 158987294928, 10**9),  # 42 US gallons of 3.785411784 litres
    "l_alcohol": _unit("l_alcohol"),
    "pf_l": _unit("l_alcohol", 1, 2),  # a proof liter is half alcohol
    "vol_hl": _unit("l_alcohol"),  # one percent of a hectolitre is one litre of alcohol
    "spr_l_alcohol": _unit("spr_l_alcohol"),
    "vol": _unit("vol"),
    "pieces": _unit("pieces"),
    "doz": _unit("pieces", 12),
    "gross": _unit("pieces", 144),
    "head": _unit("pieces"),
    "sticks": _unit("pieces"),
    "pins": _unit("pieces"),
    "pairs": _unit("pairs"),
    "doz_pairs": _unit("pairs", 12),
    "packs": _unit("packs"),
    "jewels": _unit("jewels"),
    "gross_lines": _unit("gross_lines"),
    "cells": _unit("cells"),
    "m": _unit("m"),
    "m2": _unit("m2"),
    "m3": _unit("m3"),
    "kwh": _unit("kwh"),
    "tj": _unit("tj"),
    "watt": _unit("watt"),
    "gt": _unit("gt"),
    "carats_per_l": _unit("carats_per_l"),
    "degrees": _unit("degrees"),
}


def _part(*names: str) -> dict[str, Basis]:
    return {name: Basis("_" + name, "part") for name in names}


def _other(*names: str) -> dict[str, Basis]:
    return {name: Basis("_" + name, "other") for name in names}


BASES = {
    "net": Basis("", "same"),
    "ethyl_alcohol": Basis("", "same"),
    "gross": Basis("_gross", "whole"),
    "contents_and_container": Basis("_contents_and_container", "whole"),
    "container_included": Basis("_contents_and_container", "whole"),
    "entire_contents": Basis("_entire_contents", "whole"),
    "recording_surface": Basis("_recording_surface", "other"),
    "immediate_containers": Basis("_immediate_containers", "other"),
    "percent_sucrose": Basis("_percent_sucrose", "other"),
    **_part("drained", "dry", "clean", "total_sugars", "total_alcohol", "lactic", "dry_lactic", "raw_sugar", "tss"),
    **_part("copper", "lead", "zinc", "tungsten", "molybdenum", "magnesium", "manganese", "silicon", "chromium", "nickel", "vanadium"),
    **_part("cobalt", "tin", "antimony", "silver", "gold", "anhydrous_morphine", "tobacco", "fissile_isotopes", "uranium"),
    **_part("gasoline", "diesel", "biodiesel", "bioethanol", "ethanol", "fuel", "other_substances"),
    **_part("nitrogen", "potassium_chloride", "potassium_oxide", "phosphorus_pentoxide", "potassium_hydroxide", "sodium_hydroxide"),
    **_part("hydrogen_peroxide", "choline_chloride", "methylamines", "dihydrostreptomycin", "acesulfame"),
    **_other("standard_quality", "common_wheat", "live", "substance_90_percent", "polarisation"),
}

DERIVED = {
    "l_alcohol": (("l", "vol"), Fraction(1, 100)),
    "spr_l_alcohol": (("l_alcohol", "spr"), Fraction(1)),
    "kg_percent_sucrose": (("kg", "sucrose"), Fraction(1)),
}
"""Measures that are a product of two others: litres and strength, weight and sugar."""

PERCENTS = frozenset({"vol", "sucrose", "degrees"})
"""Measures that are never above 100."""

THRESHOLDS = {"jewels": ("pieces", Fraction(1)), "l_alcohol": ("l", Fraction(1, 100))}
"""Of which other measure, and in which proportion, a threshold is reckoned: 7 jewels a piece, 1.15 % of the litres."""

_OTHER_WORDS = {
    "pieces": ("each", "number", "no"),
    "pairs": ("pr", "prs"),
    "doz": ("dozen",),
    "l": ("liters", "litres"),
    "l_alcohol": ("lpa",),
    "pf_l": ("pf_liters",),
    "degrees": ("polarisation",),
}


def measure_name(unit: str, basis: str | None) -> str:
    """Under which name is it measured?"""
    return UNITS[unit].measure + (BASES[basis].suffix if basis else "")


def in_measure(unit: str) -> Fraction:
    """How much of its measure is one unit?"""
    return UNITS[unit].factor


def _family() -> dict[str, tuple[tuple[str, Fraction], ...]]:
    names: dict[str, list[tuple[str, Fraction]]] = {}
    for unit, (measure, factor) in UNITS.items():
        family = names.setdefault(measure, [])
        family.extend((word, factor) for word in (unit, *_OTHER_WORDS.get(unit, ())))
    return {measure: tuple(sorted(family, key=lambda one: one[0] != measure)) for measure, family in names.items()}


_FAMILIES = _family()


def spellings(name: str) -> tuple[tuple[str, Fraction], ...]:
    """Under which names may this measure be given, and by which factor is each read?

    >>> spellings("kg_lead")[:3]
    (('kg_lead', Fraction(1, 1)), ('g_lead', Fraction(1, 1000)), ('t_lead', Fraction(1000, 1)))
    """
    if name in _FAMILIES:
        return _FAMILIES[name]
    for measure in sorted(_FAMILIES, key=len, reverse=True):
        if name.startswith(measure + "_"):
            suffix = name.removeprefix(measure)
            return tuple((word + suffix, factor) for word, factor in _FAMILIES[measure])
    return ((name, Fraction(1)),)
