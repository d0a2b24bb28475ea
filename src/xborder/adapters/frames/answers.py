"""What parcels come to, gathered row by row and laid out as a batch."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from xborder.adapters.frames.block import Block
from xborder.adapters.frames.columns import Columns, Ints
from xborder.adapters.frames.reckoning import Figures
from xborder.adapters.frames.single import COMPLETE, FIGURES, Asked, Outcome
from xborder.codes import Currency

__all__ = ["Answers"]


_INT64 = pa.int64()


class Answers:
    """The figures of a batch's parcels and how it ended for each."""

    def __init__(self, columns: Columns, currency: Currency, *, lines: bool) -> None:
        self.columns = columns
        self.currency = currency
        self.lines = lines
        self.figures: dict[str, Any] = {}
        self.own: dict[str, Ints] = {}
        self.outcomes = [COMPLETE]
        self.which: Ints | None = None
        self.ends = np.concatenate(([0], np.cumsum(np.broadcast_to(columns.counts, (columns.rows,))))) if lines else np.zeros(1, np.int64)
        self.by_line = {name: np.zeros(int(self.ends[-1]), np.int64) for name in ("line_duty", "line_tax")} if lines else {}

    def put(self, block: Block, figures: Figures) -> None:
        """The figures of a block."""
        goods, freight, insurance, value, duty, tax, fee = figures[:7]
        total = value + duty
        for one in (tax, fee):
            total = total if isinstance(one, int) and not one else total + one
        told = (goods, freight, insurance, duty, tax, fee, total)
        whole = block.parcels == self.columns.rows
        for name, amount in zip(FIGURES, told, strict=True):
            if whole:
                self.figures[name] = amount
                continue
            if name not in self.own:
                self.own[name] = self.figures[name] = np.zeros(self.columns.rows, np.int64)
            self.own[name][block.rows] = amount
        for name, column in self.by_line.items():
            column[block.at] = getattr(figures, name)

    def mark(self, rows: Any, outcome: Outcome) -> None:
        """How it ended for some rows, where it was not simply complete."""
        if self.which is None:
            self.which = np.zeros(self.columns.rows, np.int64)
        if outcome not in self.outcomes:
            self.outcomes.append(outcome)
        self.which[rows] = self.outcomes.index(outcome)

    def alone(self, row: int, asked: Asked) -> None:
        """A row that was asked alone."""
        self.mark(row, asked.outcome)
        for name, amount in zip(FIGURES, asked.figures, strict=True):
            if name not in self.own:  # the block's own figures are those of other destinations, too
                self.own[name] = self.figures[name] = np.broadcast_to(self.figures.get(name, 0), (self.columns.rows,)).copy()
            self.own[name][row] = amount
        for name, column in self.by_line.items():
            column[self.ends[row] : self.ends[row + 1]] = getattr(asked, name)

    def batch(self, keep: Iterable[str], money: Literal["minor", "decimal"]) -> Any:
        """The answers as a batch, with what is carried along before them."""
        rows = self.columns.rows
        found: dict[str, Any] = {name: self.columns.source.column(name) for name in keep}
        alike = self._alike()
        exponent = None if money == "minor" else self.currency.exponent
        for index, name in enumerate(FIGURES):
            amounts = self.figures.get(name, 0)
            unknown = self._unknown(index)
            if isinstance(amounts, np.ndarray):
                found[name] = _column(amounts, unknown, exponent)
            else:
                found[name] = _constant(amounts, rows, exponent) if unknown is None else _column(np.full(rows, amounts, np.int64), unknown, exponent)
        if alike is not None:
            words = _same(str(self.currency), alike.status, alike.needs, alike.error, rows)
        else:
            told = zip(*((one.status, list(one.needs), one.error) for one in self.outcomes), strict=True)
            kinds = (pa.string(), pa.list_(pa.string()), pa.string())
            each = [pa.array(list(column), kind).take(pa.array(self.which)) for column, kind in zip(told, kinds, strict=True)]
            words = (_repeated(str(self.currency), rows), *each)
        found.update(zip(("currency", "status", "needs", "error"), words, strict=True))
        for name, amounts in self.by_line.items():
            unknown = self._unknown(FIGURES.index(name.removeprefix("line_")))
            hidden = None if unknown is None else pa.array(unknown)
            found[name] = pa.ListArray.from_arrays(pa.array(self.ends, pa.int32()), pa.array(amounts), mask=hidden)
        columns = list(found.values())
        if keep or self.by_line:
            return pa.RecordBatch.from_arrays(columns, names=list(found))
        return pa.RecordBatch.from_arrays(columns, schema=_schema(tuple(found), exponent))

    def _unknown(self, figure: int) -> Any:
        """Of which rows a figure is not known; None where it is of all."""
        if self.which is None or all(one.known[figure] for one in self.outcomes):
            return None
        return np.array([not one.known[figure] for one in self.outcomes])[self.which]

    def _alike(self) -> Outcome | None:
        """How it ended for every row, where it ended alike."""
        if self.which is None or not len(self.which):
            return COMPLETE
        first = self.which[0]
        return self.outcomes[first] if (self.which == first).all() else None


@lru_cache(256)
def _same(currency: str, status: str, needs: tuple[str, ...], error: str | None, rows: int) -> tuple[Any, Any, Any, Any]:
    """The columns of words where all rows say the same: made once, since columns never change."""
    ends = np.arange(0, len(needs) * rows + 1, len(needs), dtype=np.int32) if needs else np.zeros(rows + 1, np.int32)
    listed = pa.ListArray.from_arrays(pa.array(ends), pa.array(needs * rows, pa.string()))
    return _repeated(currency, rows), _repeated(status, rows), listed, pa.nulls(rows, pa.string()) if error is None else _repeated(error, rows)


@lru_cache(256)
def _repeated(word: str, rows: int) -> Any:
    letters = word.encode()
    ends = np.arange(0, len(letters) * rows + 1, len(letters), dtype=np.int32)
    return pa.StringArray.from_buffers(rows, pa.py_buffer(ends), pa.py_buffer(letters * rows))


@lru_cache(16)
def _schema(names: tuple[str, ...], exponent: int | None) -> Any:
    amount = pa.int64() if exponent is None else pa.decimal128(19, exponent)
    kinds = (*([amount] * len(FIGURES)), pa.string(), pa.string(), pa.list_(pa.string()), pa.string())
    return pa.schema(list(zip(names, kinds, strict=True)))


@lru_cache(64)
def _constant(amount: int, rows: int, exponent: int | None) -> Any:
    """One amount for all rows."""
    return _column(np.full(rows, amount, np.int64), None, exponent)


def _column(amounts: Ints, unknown: Any, exponent: int | None) -> Any:
    valid = None if unknown is None else pa.array(~unknown).buffers()[1]
    if exponent is None:
        return pa.Array.from_buffers(_INT64, len(amounts), [valid, pa.py_buffer(np.ascontiguousarray(amounts))])
    wide = np.empty(2 * len(amounts), np.int64)
    wide[::2], wide[1::2] = amounts, amounts >> 63
    return pa.Array.from_buffers(pa.decimal128(19, exponent), len(amounts), [valid, pa.py_buffer(wide)])
