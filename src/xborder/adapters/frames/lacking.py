"""Which parcels lack a fact, and which of them are alike in it."""

from typing import Any

import numpy as np

from xborder.adapters.frames.reckoning import Figures, Reckoning

__all__ = ["lacking", "pattern"]

_BITS = 44
"""What the lines of a parcel may fill of a number, so that the rest of it has room."""


def lacking(whole: Reckoning, figures: Figures) -> tuple[Any, Any]:
    """Which parcels may lack a fact, and which are asked alone because a tariff has to be read for them."""
    law, block = whole.law, whole.block
    rows: Any = np.ones(block.parcels, np.bool_) if law.silent else None
    unrated = np.ones(block.values.shape, np.bool_) if block.duty is None else block.unrated
    alone = None
    if unrated is not None and law.general is None:
        rated = _of_cells(whole, figures, [law.memo[one].regime.duty == "rate" for one in figures.known])
        lacks = unrated.any(axis=0) & rated
        if law.tariff:
            alone = np.flatnonzero(lacks)
        else:
            rows = _either(rows, lacks)
    if block.without_freight is not None:
        rows = _either(rows, block.without_freight)
    if _by_code(whole):
        coded = np.zeros(block.parcels, np.bool_) if block.hs is None else (block.hs >= 0).all(axis=0)
        rows = _either(rows, ~coded & _of_cells(whole, figures, [law.memo[one].regime.duty == "per_item" for one in figures.known]))
    found = None if rows is None else np.flatnonzero(rows)
    if whole.overdrawn is not None and whole.overdrawn.any():
        refused = np.flatnonzero(whole.overdrawn)
        alone = refused if alone is None else np.union1d(alone, refused)
    if alone is not None and found is not None and len(alone):
        found = np.setdiff1d(found, alone)
    return found, alone


def pattern(whole: Reckoning, figures: Figures, rows: Any) -> Any:
    """A number for each way in which parcels lack facts; None where they are too many or too mixed to tell."""
    law, block = whole.law, whole.block
    waived = law.plan.duty_waiver and law.plan.levies
    by_code = _by_code(whole)
    width = 3 + (block.lines - 1).bit_length() * by_code + 4 * (block.categories is not None)
    if block.lines * width > _BITS or waived or any(law.memo[one].inner is not None for one in figures.known):
        return None
    found = np.full(len(rows), figures.known[0]) if figures.place is None else np.array(figures.known)[figures.place[rows]]
    found = 2 * found + (0 if block.without_freight is None else block.without_freight[rows])
    found = 2 * found + (0 if block.excised is None else np.any(block.excised[:, rows], axis=0))
    for known in law.limits.fees:
        if known.fee.cif:
            found = 2 * found + whole.charged(known)[rows]
    nothing = np.zeros(block.values.shape, np.bool_)
    taxes = [{one: rate.numerator for one, rate, _ in group} for group in (law.plan.tax_rates, law.plan.scheme_rates)]
    kinds = np.array([sum(((one in table) + bool(table.get(one))) << 2 * at for at, table in enumerate(taxes)) for one in whole.categories])
    bare = block.duty is None
    marks = [
        (~nothing if bare else nothing if block.unrated is None else block.unrated),
        (nothing if bare or block.duty is None else np.broadcast_to(block.duty.numerators == 0, nothing.shape)),
        (~nothing if block.hs is None else block.hs < 0),
    ]
    for line in range(block.lines):
        for mark in marks:
            found = 2 * found + mark[line][rows]
    if by_code:  # codes that are missing are asked for in canonical order
        for place in block.order(whole.columns)[0]:
            found = block.lines * found + place[rows]
    if block.categories is not None:
        for line in range(block.lines):
            found = 16 * found + kinds[block.categories[line][rows]]
    return found


def _by_code(whole: Reckoning) -> bool:
    """Whether the lines of one HS code are one item."""
    simplified = whole.law.plan.simplified
    return simplified is not None and simplified.item == "hs6" and whole.block.lines > 1


def _either(one: Any, other: Any) -> Any:
    return other if one is None else one | other


def _of_cells(whole: Reckoning, figures: Figures, told: list[bool]) -> Any:
    if figures.place is None:
        return np.full(whole.block.parcels, told[0])
    return np.array(told)[figures.place]
