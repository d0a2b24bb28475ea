"""Parcels of equally many lines as arrays: one row for each line, one column for each parcel."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from xborder.adapters.frames.columns import Amounts, Columns, Ints, Mask, Rates, Words

__all__ = ["Block", "Blocks", "Ends", "Fractions", "blocks_of", "divided", "shares"]

Ends = tuple[int, int, int]
HIGHEST = 1 << 31
"""A price or a rate's numerator above it goes through the column path only if nothing it is reckoned with does, too."""
WIDEST = 32
"""A parcel of more lines is asked alone."""


class Fractions(NamedTuple):
    """A rate for each line."""

    numerators: Ints | int
    denominators: Ints | int

    def take(self, rows: Any) -> "Fractions":
        """The rates of some parcels."""
        return Fractions(*(one if isinstance(one, int) else one[..., rows] for one in self))

    @property
    def ends(self) -> Ends:
        """The highest numerator, and the lowest and highest denominator."""
        top, bottom = self
        highest = top if isinstance(top, int) else int(top.max())
        return (highest, bottom, bottom) if isinstance(bottom, int) else (highest, int(bottom.min()), int(bottom.max()))


class Block(NamedTuple):
    """The columns of parcels of `lines` lines each; `first` is where the first of them stands in the batch."""

    rows: Any
    lines: int
    first: Ints
    values: Ints
    pieces: Ints | int
    duty: Fractions | None
    unrated: Mask | None
    excise: Fractions | None
    excised: Mask | None
    hs: Ints | None
    categories: Ints | None
    origins: Ints | None
    freight: Ints | int | None
    without_freight: Mask | None
    insurance: Ints | int | None
    discount: Ints | None
    highs: tuple[int, int, int, int] | None
    """No value, freight, insurance or discount is above these; None where that is not known yet."""
    memo: dict[Any, Any]
    """What was reckoned of these parcels whatever their destination."""

    @property
    def at(self) -> Ints:
        """Where each line stands in the batch."""
        return self.first + np.arange(self.lines)[:, None]

    @property
    def bounds(self) -> tuple[int, ...]:
        """The highest value, freight, insurance and discount, or somewhat more."""
        parts = (self.values, self.freight, self.insurance, self.discount)
        return self.highs or tuple(0 if one is None else one if isinstance(one, int) else int(one.max()) for one in parts)

    @property
    def ends(self) -> tuple[Ends | None, Ends | None]:
        """Of the rates of duty and of excise the highest numerator, and the lowest and highest denominator."""
        found: tuple[Ends | None, Ends | None] | None = self.memo.get("ends")
        if found is None:
            found = self.memo["ends"] = (self.duty.ends if self.duty else None, self.excise.ends if self.excise else None)
        return found

    @property
    def ranks(self) -> tuple[int, ...]:
        """Which categories there are among the lines."""
        found: tuple[int, ...] | None = self.memo.get("ranks")
        if found is None:
            found = self.memo["ranks"] = () if self.categories is None else tuple(np.unique(self.categories).tolist())
        return found

    @property
    def parcels(self) -> int:
        """How many parcels there are."""
        return int(self.values.shape[1])

    def take(self, rows: Any) -> "Block":
        """Some of the parcels."""
        parts = {name: _some(getattr(self, name), rows) for name in self._fields if name not in ("lines", "highs", "memo")}
        return Block(**parts, lines=self.lines, highs=self.highs, memo={})

    def order(self, columns: Columns) -> tuple[Ints, Ints]:
        """The lines of each parcel in canonical order: which line stands at each place, and its value as written."""
        found: tuple[Ints, Ints] | None = self.memo.get("order")
        if found is None:
            found = self.memo["order"] = self._order(columns)
        return found

    def _order(self, columns: Columns) -> tuple[Ints, Ints]:
        lines = self.lines
        bits = (lines - 1).bit_length()
        keys = (self.values << bits) | np.arange(lines)[:, None]
        if lines == 2:  # noqa: PLR2004 - by hand what a sort of two and three does, many times as fast
            keys = np.stack((np.minimum(*keys), np.maximum(*keys)))
        elif lines == 3:  # noqa: PLR2004
            low, high = np.minimum(keys[0], keys[1]), np.maximum(keys[0], keys[1])
            middle, highest = np.minimum(high, keys[2]), np.maximum(high, keys[2])
            keys = np.stack((np.minimum(low, middle), np.maximum(low, middle), highest))
        else:
            keys = np.sort(keys, axis=0)
        places, values = keys & ((1 << bits) - 1), keys >> bits
        same = values[1:] == values[:-1]
        if same.any():
            rows = np.flatnonzero(same.any(axis=0))
            places[:, rows] = self.take(rows).by_content(columns)
        return places, values

    def by_content(self, columns: Columns) -> Ints:
        """Which line stands at each place, where values alone do not tell: by HS code, rate, category and SKU."""
        lines, count = self.values.shape
        keys: list[Ints] = [np.repeat(np.arange(count)[None], lines, axis=0), self.values]
        if self.hs is not None:
            keys.append(self.hs)
        if self.duty is not None:
            top, bottom = (np.broadcast_to(one, self.values.shape) for one in self.duty)
            shared = np.gcd(top, bottom)
            parts = (top // shared, bottom // shared)
            keys += [np.where(self.unrated, none, part) for none, part in zip((-1, 0), parts, strict=True)] if self.unrated is not None else parts
        if self.categories is not None and columns.categories is not None:
            keys.append(_ranked(self.categories, columns.categories.known))
        if columns.skus is not None:
            coded = columns.skus.take(self.at.ravel()).dictionary_encode()
            words = coded.dictionary.to_pylist()
            rank = {word: place for place, word in enumerate(sorted(word for word in words if word is not None))}
            table = np.array([*(rank.get(word, -1) for word in words), -1], np.int64)
            keys.append(table[coded.indices.fill_null(len(words)).to_numpy()].reshape(lines, count))
        found = np.lexsort([np.ascontiguousarray(key.T).ravel() for key in reversed(keys)])
        return np.asarray((found % lines).reshape(count, lines).T, np.int64)


def _ranked(ranks: Ints, known: Sequence[str]) -> Ints:
    """Categories in the order of their names, with `standard` where none was written."""
    standard = sorted({*known, "standard"})
    table = np.array([*(standard.index(word) for word in known), standard.index("standard")], np.int64)
    return table[ranks]


def _some(part: Any, rows: Any) -> Any:
    if part is None or isinstance(part, int):
        return part
    return part.take(rows) if isinstance(part, Fractions) else part.take(rows, axis=-1)


Blocks = tuple[list[Block], Mask | None]


def blocks_of(columns: Columns) -> Blocks:
    """The blocks of a batch, and which of its parcels are asked one at a time."""
    odd = _odd(columns)
    if isinstance(columns.counts, int):
        wide = columns.counts > WIDEST
        if odd is None and not wide:
            return ([_block(columns, _numbers(columns.rows), columns.counts, whole=True)] if columns.rows else []), None
        odd = np.ones(columns.rows, np.bool_) if wide or odd is None else odd
        counts = np.full(columns.rows, columns.counts)
    else:
        counts = columns.counts
        wide_rows = counts > WIDEST
        odd = wide_rows if odd is None else odd | wide_rows
    fit = np.where(odd, 0, counts)
    found = [_block(columns, np.flatnonzero(fit == count), int(count), whole=False) for count in np.flatnonzero(np.bincount(fit)) if count]
    return found, odd if odd.any() else None


@lru_cache(16)
def _numbers(count: int, step: int = 1) -> Ints:
    found = np.arange(0, count * step, step)
    found.flags.writeable = False
    return found


def _block(columns: Columns, rows: Ints, lines: int, *, whole: bool) -> Block:
    if whole:
        first = _numbers(columns.rows, lines)
        at = first[None]
    else:
        ends = np.cumsum(np.broadcast_to(columns.counts, (columns.rows,)))
        first = ends[rows] - np.broadcast_to(columns.counts, (columns.rows,))[rows]
        at = first + np.arange(lines)[:, None]

    def by_line(column: Any) -> Any:
        if column is None or isinstance(column, int):
            return column
        return np.ascontiguousarray(column.reshape(-1, lines).T) if whole else column[at]

    def by_parcel(one: Amounts | None, part: int = 0) -> Any:
        column: Any = None if one is None else one[part]
        if column is None:
            return None
        alike = part == 0 and one is not columns.discount and len(column) and column[0] == column[-1] and (column == column[0]).all()
        return int(column[0]) if alike else column if whole else column[rows]

    def ranks(one: Words | None) -> Any:
        return None if one is None else by_line(one.ranks)

    def rates(one: Rates | None) -> Fractions | None:
        return None if one is None else Fractions(by_line(one.numerators), by_line(one.denominators))

    prices = by_line(columns.prices.units)
    high = columns.prices.high * (1 if columns.quantities is None else max(columns.quantities.high, 1))
    pieces = 1 if columns.quantities is None else _pieces(columns.quantities, by_line)
    return Block(
        rows=rows,
        lines=lines,
        first=first,
        values=prices if isinstance(pieces, int) else prices * pieces,
        pieces=pieces,
        duty=rates(columns.duty),
        unrated=by_line(columns.duty.missing) if columns.duty else None,
        excise=rates(columns.excise),
        excised=None if columns.excise is None else ~by_line(columns.excise.missing) if columns.excise.missing is not None else np.ones(prices.shape, np.bool_),
        hs=ranks(columns.hs),
        categories=ranks(columns.categories),
        origins=ranks(columns.origins),
        freight=by_parcel(columns.freight),
        without_freight=by_parcel(columns.freight, 1),
        insurance=by_parcel(columns.insurance),
        discount=by_parcel(columns.discount),
        highs=(high, *(0 if one is None else one.high for one in (columns.freight, columns.insurance, columns.discount))),  # type: ignore[arg-type]
        memo={},
    )


def _pieces(quantities: Amounts, by_line: Any) -> Ints:
    units = by_line(quantities.units)
    return units if quantities.missing is None else np.where(by_line(quantities.missing), 1, units)


def _odd(columns: Columns) -> Mask | None:
    """The parcels that the column path leaves alone: what is out of its range, or wrong and to be said so."""
    marks: list[Mask] = [] if columns.empty is None else [columns.empty]
    lines: list[Mask] = [one.odd for one in (columns.prices, columns.quantities, columns.duty, columns.excise, columns.hs, columns.categories, columns.origins)
                         if one is not None and one.odd is not None]  # fmt: skip
    if columns.prices.missing is not None:
        lines.append(columns.prices.missing)
    if columns.quantities is not None and len(columns.quantities.units):
        counts = columns.quantities.units
        if counts.min() < 1:
            fine = counts >= 1 if columns.quantities.missing is None else (counts >= 1) | columns.quantities.missing
            lines.append(~fine)
        if columns.quantities.high * columns.prices.high >= HIGHEST**2:
            lines.append((counts >= HIGHEST) | (columns.prices.units >= HIGHEST))
    elif columns.prices.high >= 1 << 50:
        lines.append(columns.prices.units >= 1 << 50)
    marks += [one.odd for one in (columns.freight, columns.insurance, columns.discount) if one is not None and one.odd is not None]
    if lines:
        both = np.logical_or.reduce(lines)
        counts_of = np.broadcast_to(columns.counts, (columns.rows,))
        marks.append(np.bincount(np.repeat(np.arange(columns.rows), counts_of)[both], minlength=columns.rows) > 0)
    return np.logical_or.reduce(marks) if marks else None


def divided(numerator: Any, denominator: Any) -> Any:
    """Rounded half up, as `money.divide` does for amounts of zero or above."""
    return (2 * numerator + denominator) // (2 * denominator)


def shares(total: Any, weights: Ints, places: Ints | None) -> Any:
    """What of a total each line bears: remainders are carried in canonical order, as `consignment.spread` does.

    `weights` stand in canonical order; the shares come back in the order of the lines.
    """
    lines, count = weights.shape
    if lines == 1 or places is None:
        return np.broadcast_to(total, weights.shape)
    seen = np.cumsum(weights, axis=0) if lines > 3 else _seen(weights)  # noqa: PLR2004
    whole = seen[-1]
    if not whole.all():  # nothing to share by: by heads
        bare = whole == 0
        seen = np.where(bare, np.arange(1, lines + 1)[:, None], seen)
        whole = seen[-1]
    doubled = 2 * whole
    reached = np.empty((lines, count), np.int64)
    np.multiply(seen[:-1], 2 * total, out=reached[:-1])
    reached[:-1] += whole
    reached[:-1] //= doubled
    reached[-1] = total
    for line in range(lines - 1, 0, -1):
        reached[line] -= reached[line - 1]
    back = np.empty(lines * count, np.int64)
    back[places * count + _numbers(count)] = reached
    return back.reshape(lines, count)


def _seen(weights: Ints) -> Ints:
    found = weights.copy()
    for line in range(1, len(found)):
        found[line] += found[line - 1]
    return found
