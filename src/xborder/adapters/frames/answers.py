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


class Answers:
    """The figures of a batch's parcels and how it ended for each."""

    def __init__(self, columns: Columns, currency: Currency, *, lines: bool) -> None:
        self.columns = columns
        self.currency = currency
        self.lines = lines
        self.figures: dict[str, Any] = {}
        self.outcomes = [COMPLETE]
        self.which: Ints | None = None
        self.ends = np.concatenate(([0], np.cumsum(np.broadcast_to(columns.counts, (columns.rows,))))) if lines else np.zeros(1, np.int64)
        self.by_line = {name: np.zeros(int(self.ends[-1]), np.int64) for name in ("line_duty", "line_tax")} if lines else {}

    def put(self, block: Block, figures: Figures) -> None:
        """The figures of a block."""
        goods, freight, insurance, duty, tax, fee = figures[:6]
        told = (goods, freight, insurance, duty, tax, fee, _added(goods, freight, insurance, duty, tax, fee))
        whole = block.parcels == self.columns.rows
        for name, amount in zip(FIGURES, told, strict=True):
            if whole:
                self.figures[name] = amount
                continue
            if name not in self.figures:
                self.figures[name] = np.zeros(self.columns.rows, np.int64)
            self.figures[name][block.rows] = amount
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
            column = self.figures.get(name, 0)
            if np.ndim(column) == 0 or not column.flags.writeable:
                column = self.figures[name] = np.broadcast_to(column, (self.columns.rows,)).copy()
            column[row] = amount
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
            if np.ndim(amounts) == 0 and unknown is None:
                found[name] = _constant(int(amounts), rows, exponent)
            else:
                found[name] = _column(np.ascontiguousarray(np.broadcast_to(amounts, (rows,)), np.int64), unknown, exponent)
        found["currency"] = _alike(str(self.currency), rows)
        for place, (name, kind) in enumerate((("status", pa.string()), ("needs", pa.list_(pa.string())), ("error", pa.string()))):
            if alike is not None:
                found[name] = (_alike(alike.status, rows), _listed(alike.needs, rows), _unsaid(alike.error, rows))[place]
            else:
                found[name] = pa.array([self._told(one)[place] for one in self.outcomes], kind).take(pa.array(self.which))
        for name, amounts in self.by_line.items():
            unknown = self._unknown(FIGURES.index(name.removeprefix("line_")))
            hidden = None if unknown is None else pa.array(unknown)
            found[name] = pa.ListArray.from_arrays(pa.array(self.ends, pa.int32()), pa.array(amounts), mask=hidden)
        return pa.RecordBatch.from_arrays(list(found.values()), names=list(found))

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

    @staticmethod
    def _told(outcome: Outcome) -> tuple[str, list[str], str | None]:
        return outcome.status, list(outcome.needs), outcome.error


def _added(first: Any, *others: Any) -> Any:
    for one in others:
        first = first if isinstance(one, int) and not one else first + one
    return first


@lru_cache(256)
def _alike(word: str, rows: int) -> Any:
    """One text for all rows: made once, since columns never change."""
    letters = word.encode()
    ends = np.arange(0, len(letters) * rows + 1, len(letters), dtype=np.int32)
    return pa.StringArray.from_buffers(rows, pa.py_buffer(ends), pa.py_buffer(letters * rows))


@lru_cache(64)
def _listed(words: tuple[str, ...], rows: int) -> Any:
    """One list of texts for all rows."""
    ends = np.arange(0, len(words) * rows + 1, len(words), dtype=np.int32) if words else np.zeros(rows + 1, np.int32)
    return pa.ListArray.from_arrays(pa.array(ends), pa.array(words * rows, pa.string()))


@lru_cache(64)
def _unsaid(error: str | None, rows: int) -> Any:
    return pa.nulls(rows, pa.string()) if error is None else _alike(error, rows)


@lru_cache(64)
def _constant(amount: int, rows: int, exponent: int | None) -> Any:
    """One amount for all rows."""
    return _column(np.full(rows, amount, np.int64), None, exponent)


def _column(amounts: Ints, unknown: Any, exponent: int | None) -> Any:
    if exponent is None:
        return pa.array(amounts, pa.int64(), mask=unknown)
    wide = np.empty(2 * len(amounts), np.int64)
    wide[::2], wide[1::2] = amounts, amounts >> 63
    valid = None if unknown is None else pa.array(~unknown).buffers()[1]
    return pa.Array.from_buffers(pa.decimal128(19, exponent), len(amounts), [valid, pa.py_buffer(wide)])
