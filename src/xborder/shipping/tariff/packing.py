"""How is a tariff kept small, and read without reading all of it?

>>> rows = [Row("6109", 0, "T-shirts", "", ()), Row("61091000", 1, "Of cotton", "doz.,kg", ((Column("general"), "16.5%"),))]
>>> table = Table(packed({"name": "a tariff"}, rows))
>>> table.header["name"], table.codes, table.rates(1)
('a tariff', ('6109', '61091000'), ((Column(name='general', origin=None, since=None, until=None, members=()), '16.5%'),))

A packed tariff is one line of JSON and then blocks of zlib: keys in order, indents, ids into a pool of the sets of rates
that rows share (the US schedule has 4,659 for its 36,138 rows), units, and the words in blocks of rows. Each block is
opened when something first asks for it; rates are read as duties only where somebody asks for that line.
"""

import json
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

from xborder.errors import FactError

__all__ = ["Column", "Row", "Table", "packed"]

_MAGIC = b"xborder tariff 1\n"
_DIGITS = 12
_LENGTHS = 16
"""A key is a code filled up to twelve digits, and then its length: a parent comes before its children."""
_WORDS = 512
_LITTLE = array("h", [1]).tobytes()[0] == 1


class Column(NamedTuple):
    """Which rate of a row it is: the column's name and, where the rate is one origin's or one period's, whose and when."""

    name: str
    origin: str | None = None
    since: date | None = None
    until: date | None = None
    members: tuple[str, ...] = ()


class Row(NamedTuple):
    """One row of a tariff as it was published; without a code it is text above the rows below it."""

    code: str
    indent: int
    words: str
    units: str
    rates: tuple[tuple[Column, str], ...]


def key(code: str) -> int:
    """The place of a code in the order of the tariff."""
    return int(code.ljust(_DIGITS, "0")) * _LENGTHS + len(code)


def _bytes(numbers: Iterable[int], code: str) -> bytes:
    wide = array(code, numbers)
    if not _LITTLE:  # pragma: no cover - no such machine is tested
        wide.byteswap()
    return wide.tobytes()


def _numbers(raw: bytes, code: str) -> "array[int]":
    wide = array(code, raw)
    if not _LITTLE:  # pragma: no cover - no such machine is tested
        wide.byteswap()
    return wide


def _column(column: Column) -> list[Any]:
    since, until = (day.isoformat() if day else None for day in (column.since, column.until))
    told: list[Any] = [column.name, column.origin, since, until, list(column.members)]
    while len(told) > 1 and not told[-1]:
        told.pop()
    return told


def _column_of(told: Sequence[Any]) -> Column:
    filled = dict(zip(Column._fields, told, strict=False))
    first, last = (date.fromisoformat(filled[end]) if filled.get(end) else None for end in ("since", "until"))
    return Column(filled["name"], filled.get("origin"), first, last, tuple(filled.get("members") or ()))


def packed(header: Mapping[str, Any], rows: Iterable[Row]) -> bytes:
    """The tariff as bytes. Coded rows are brought into the order of their codes, each with the text rows that follow it."""
    ordered = _in_order(rows)
    columns: dict[Column, int] = {}
    sets: dict[str, int] = {}
    units: dict[str, int] = {}
    keys, ids, unit_ids, last = [], [], [], 0
    for row in ordered:
        own = key(row.code) if row.code else last
        keys.append(own - last)
        last = own
        cells = "\t".join(f"{columns.setdefault(column, len(columns))}={_flat(text)}" for column, text in row.rates)
        ids.append(sets.setdefault(cells, len(sets)))
        unit_ids.append(units.setdefault(_flat(row.units), len(units)))
    words = [_flat(row.words) for row in ordered]
    parts = {
        "keys": _bytes(keys, "q"),
        "indents": bytes(min(row.indent, 255) for row in ordered),
        "rates": _bytes(ids, "I"),
        "units": _bytes(unit_ids, "H"),
        "sets": "\n".join(sets).encode(),
        "unit_names": "\n".join(units).encode(),
    }
    blocks = {name: zlib.compress(part, 9) for name, part in parts.items()}
    for start in range(0, len(words), _WORDS):
        blocks[f"words{start // _WORDS}"] = zlib.compress("\n".join(words[start : start + _WORDS]).encode(), 9)
    spans, at = {}, 0
    for name, block in blocks.items():
        spans[name] = [at, at + len(block)]
        at += len(block)
    told = {**header, "rows": len(ordered), "columns": [_column(one) for one in columns], "blocks": spans}
    top = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join((_MAGIC, top, b"\n", *blocks.values()))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows by code; a text row stays before the coded row that it stands above."""
    groups: list[tuple[int, list[Row]]] = []
    waiting: list[Row] = []
    for row in rows:
        waiting.append(row)
        if row.code:
            groups.append((key(row.code), waiting))
            waiting = []
    if any(one[0] >= other[0] for one, other in pairwise(groups)):
        groups.sort(key=lambda one: one[0])
        for (one, _), (other, _) in pairwise(groups):
            if one == other:
                code = str(one // _LENGTHS).rjust(_DIGITS, "0")[: one % _LENGTHS]
                raise FactError("code_twice", f"the code {code} stands twice in the tariff", value=code, hint="put all its rates on one row")
    return [row for _, group in groups for row in group] + waiting


def _still(told: Any) -> Any:
    """What a header says, as nobody can change it."""
    if isinstance(told, dict):
        return MappingProxyType({name: _still(one) for name, one in told.items()})
    return tuple(map(_still, told)) if isinstance(told, list) else told


class _Opened(NamedTuple):
    """What every question about a tariff reads: all of it but the words and the units."""

    keys: "array[int]"
    indents: bytes
    ids: "array[int]"
    sets: list[str]
    columns: tuple[Column, ...]
    none: int
    """The id of the set without rates."""


class Table:
    """A packed tariff, opened as far as it was asked."""

    __slots__ = ("_lists", "_opened", "_rates", "_start", "_units", "data", "header")

    def __init__(self, data: bytes) -> None:
        end = data.find(b"\n", len(_MAGIC))
        if not data.startswith(_MAGIC) or end < 0:
            raise FactError("not_a_tariff", "these bytes are not a packed tariff", hint="make one with a reader, and keep its .data")
        self.data = data
        self.header: Mapping[str, Any] = _still(json.loads(data[len(_MAGIC) : end]))
        self._start = end + 1
        self._opened: _Opened | None = None
        self._rates: dict[int, tuple[tuple[Column, str], ...]] = {}
        self._lists: dict[str, list[str]] = {}
        self._units: array[int] | None = None
        if self._start + max((last for _, last in self.header["blocks"].values()), default=0) != len(data):
            raise FactError("cut_off", "the packed tariff is cut off", value=len(data), hint="copy the whole of it")

    def _block(self, name: str) -> bytes:
        first, last = self.header["blocks"][name]
        return zlib.decompress(self.data[self._start + first : self._start + last])

    def _list(self, name: str) -> list[str]:
        known = self._lists.get(name)
        return known if known is not None else self._lists.setdefault(name, self._block(name).decode().split("\n"))

    def _open(self) -> _Opened:
        sets = self._block("sets").decode().split("\n")
        self._opened = _Opened(
            keys=array("q", accumulate(_numbers(self._block("keys"), "q"))),
            indents=self._block("indents"),
            ids=_numbers(self._block("rates"), "I"),
            sets=sets,
            columns=tuple(map(_column_of, self.header["columns"])),
            none=sets.index("") if "" in sets else -1,
        )
        return self._opened

    @property
    def rows(self) -> int:
        """How many rows there are, text rows included."""
        count: int = self.header["rows"]
        return count

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code, in order."""
        return tuple(filter(None, map(self.code, range(self.rows))))

    @property
    def set_count(self) -> int:
        """How many different sets of rates the rows share."""
        return len((self._opened or self._open()).sets)

    def code(self, row: int) -> str:
        """The code of a row; empty where it is text."""
        keys = (self._opened or self._open()).keys
        filled, length = divmod(keys[row], _LENGTHS)
        if not length or (row and keys[row - 1] == keys[row]):  # text has the key of the coded row before it
            return ""
        return str(filled).rjust(_DIGITS, "0")[:length]

    def find(self, code: str) -> int | None:
        """The row of exactly this code."""
        keys, wanted = (self._opened or self._open()).keys, key(code)
        row = bisect_left(keys, wanted)
        return row if row < len(keys) and keys[row] == wanted else None

    def span(self, code: str) -> tuple[int, int]:
        """The rows of a code and of all below it, from the first up to, not including, the last."""
        keys = (self._opened or self._open()).keys
        low = int(code.ljust(_DIGITS, "0")) * _LENGTHS
        first = bisect_left(keys, low + len(code))
        return first, bisect_left(keys, low + 10 ** (_DIGITS - len(code)) * _LENGTHS, first)

    def indent(self, row: int) -> int:
        """How far a row is indented."""
        return (self._opened or self._open()).indents[row]

    def above(self, row: int) -> tuple[int, ...]:
        """The rows above a row, the nearest first."""
        indents = (self._opened or self._open()).indents
        depth, found = indents[row], []
        while depth and row:
            row -= 1
            if indents[row] < depth:
                found.append(row)
                depth = indents[row]
        return tuple(found)

    def rated(self, row: int) -> int | None:
        """The row whose rates a row has: itself, or the nearest above it that bears any."""
        _, indents, ids, _, _, none = self._opened or self._open()
        if ids[row] != none:
            return row
        depth = indents[row]
        while depth and row:
            row -= 1
            if indents[row] < depth:
                if ids[row] != none:
                    return row
                depth = indents[row]
        return None

    def bearing(self, first: int, last: int) -> list[int]:
        """Of the rows of a span those that bear the rates of its last codes; such a code itself where its rates stand above the span."""
        coded = [(row, code) for row in range(first, last) if (code := self.code(row))]
        found: dict[int, None] = {}
        for index, (row, code) in enumerate(coded):
            if index + 1 == len(coded) or not coded[index + 1][1].startswith(code):
                rated = self.rated(row)
                found.setdefault(row if rated is None or rated < first else rated)
        return list(found)

    def rates(self, row: int) -> tuple[tuple[Column, str], ...]:
        """The rates that stand on a row itself."""
        opened = self._opened or self._open()
        number = opened.ids[row]
        known = self._rates.get(number)
        if known is None:
            cells = [cell.partition("=") for cell in opened.sets[number].split("\t") if cell]
            known = self._rates.setdefault(number, tuple((opened.columns[int(which)], text) for which, _, text in cells))
        return known

    def units(self, row: int) -> tuple[str, ...]:
        """The units of quantity of a row."""
        if self._units is None:
            self._units = _numbers(self._block("units"), "H")
        told = self._list("unit_names")[self._units[row]]
        return tuple(told.split(",")) if told else ()

    def words(self, row: int) -> str:
        """What a row says."""
        block, at = divmod(row, _WORDS)
        return self._list(f"words{block}")[at]
