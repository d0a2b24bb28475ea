"""In which units are duties charged, and under which name is each measured?

>>> measure_name("t", "lead"), measure_name("pf_l", None)
('kg_lead', 'l_alcohol')
>>> in_measure("pf_l"), in_measure("gross")
(Fraction(1, 2), Fraction(144, 1))

Every unit leads to one measure of the wire by an exact factor; a basis says what of the goods is measured, and is a
suffix of that measure: `kg_drained`, `kg_lead`, `m2_recording_surface`.
"""

from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

__all__ = ["BASES", "DERIVED", "PERCENTS", "THRESHOLDS", "UNITS", "Basis", "Unit", "in_measure", "measure_name", "spellings"]


class Unit(NamedTuple):
    """A unit of measure: the measure it leads to, and how much of it one is, as numerator and denominator."""

    measure: str
    numerator: int = 1
    denominator: int = 1


class Basis(NamedTuple):
    """What of the goods is measured: the suffix of the measure, and whether it is a part of the net quantity or holds it."""

    suffix: str
    relation: Literal["same", "part", "whole", "other"]


UNITS = {
    "kg": Unit("kg"),
    "g": Unit("kg", 1, 1000),
    "t": Unit("kg", 1000),
    "carat": Unit("kg", 1, 5000),  # the metric carat is 200 mg
    "l": Unit("l"),
    "hl": Unit("l", 100),
    "bbl": Unit("l", 158987294928, 10**9),  # 42 US gallons of 3.785411784 litres
    "l_alcohol": Unit("l_alcohol"),
    "pf_l": Unit("l_alcohol", 1, 2),  # a proof liter is half alcohol
    "vol_hl": Unit("l_alcohol"),  # one percent of a hectolitre is one litre of alcohol
    "spr_l_alcohol": Unit("spr_l_alcohol"),
    "vol": Unit("vol"),
    "pieces": Unit("pieces"),
    "doz": Unit("pieces", 12),
    "gross": Unit("pieces", 144),
    "head": Unit("pieces"),
    "sticks": Unit("pieces"),
    "pins": Unit("pieces"),
    "pairs": Unit("pairs"),
    "doz_pairs": Unit("pairs", 12),
    "packs": Unit("packs"),
    "jewels": Unit("jewels"),
    "gross_lines": Unit("gross_lines"),
    "cells": Unit("cells"),
    "m": Unit("m"),
    "m2": Unit("m2"),
    "m3": Unit("m3"),
    "kwh": Unit("kwh"),
    "tj": Unit("tj"),
    "watt": Unit("watt"),
    "gt": Unit("gt"),
    "carats_per_l": Unit("carats_per_l"),
    "degrees": Unit("degrees"),
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
    return Fraction(*UNITS[unit][1:])


@cache
def _families() -> dict[str, tuple[tuple[str, Fraction], ...]]:
    names: dict[str, list[tuple[str, Fraction]]] = {}
    for unit, told in UNITS.items():
        family = names.setdefault(told.measure, [])
        family.extend((word, in_measure(unit)) for word in (unit, *_OTHER_WORDS.get(unit, ())))
    return {measure: tuple(sorted(family, key=lambda one: one[0] != measure)) for measure, family in names.items()}


def spellings(name: str) -> tuple[tuple[str, Fraction], ...]:
    """Under which names may this measure be given, and by which factor is each read?

    >>> spellings("kg_lead")[:3]
    (('kg_lead', Fraction(1, 1)), ('g_lead', Fraction(1, 1000)), ('t_lead', Fraction(1000, 1)))
    """
    families = _families()
    if name in families:
        return families[name]
    for measure in sorted(families, key=len, reverse=True):
        if name.startswith(measure + "_"):
            suffix = name.removeprefix(measure)
            return tuple((word + suffix, factor) for word, factor in families[measure])
    return ((name, Fraction(1)),)
