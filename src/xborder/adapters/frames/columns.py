"""Arrow's columns as columns of whole numbers, without a float on the way.

A column of lines is a list per parcel, or plain where every row is a parcel of one line. Amounts are whole minor units or
decimals, rates are decimals, texts or structs of numerator and denominator; texts become ranks in a short list of words.
"""

from collections.abc import Callable, Iterable
from math import lcm
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from xborder.errors import FactError
from xborder.money import Money, Rate
from xborder.shipping.parcel import Line
from xborder.values import nearest

__all__ = ["LINE", "PARCEL", "WHOLE", "Amounts", "Columns", "Ints", "Mask", "Rates", "Words", "read_columns"]

Ints = np.ndarray[Any, np.dtype[np.int64]]
Mask = np.ndarray[Any, np.dtype[np.bool_]]

LINE = ("unit_price", "quantity", "duty_rate", "hs", "category", "sku", "origin", "excise_rate", "weight_kg")
PARCEL = ("freight", "insurance", "discount")
WHOLE = 1 << 62
"""Sums below this leave a column of int64 room for one more."""
_FINEST = 9
_SHARED = 10**6
_HIGHEST = 10
_BARE: dict[str, Any] = {"sku": "-", "unit_price": Money(0, "EUR")}


class Amounts(NamedTuple):
    """Whole minor units; which of them are missing, and which the column path cannot hold."""

    units: Ints
    missing: Mask | None
    odd: Mask | None
    high: int
    """None of those that are not odd is above it."""


class Rates(NamedTuple):
    """Exact fractions; one denominator for all where there is one."""

    numerators: Ints
    denominators: Ints | int
    missing: Mask | None
    odd: Mask | None


class Words(NamedTuple):
    """Ranks in a sorted list of words; -1 is a word that is missing."""

    ranks: Ints
    known: tuple[str, ...]
    odd: Mask | None


class Columns(NamedTuple):
    """What a batch says, line by line and parcel by parcel."""

    rows: int
    counts: Ints | int
    """How many lines a parcel holds: one number, or one for each."""
    prices: Amounts
    quantities: Amounts | None
    duty: Rates | None
    excise: Rates | None
    hs: Words | None
    categories: Words | None
    origins: Words | None
    skus: Any
    freight: Amounts | None
    insurance: Amounts | None
    discount: Amounts | None
    empty: Mask | None
    source: Any
    """The batch itself, from which parcels are read that are asked one at a time."""


def read_columns(batch: Any, exponent: int, keep: Iterable[str]) -> Columns:
    """The columns of a batch whose amounts are in a currency with so many digits."""
    told = dict(zip(batch.schema.names, batch.columns, strict=True))
    if len(told) < batch.num_columns:
        raise FactError("duplicate_column", "two columns of the batch have one name", value=batch.schema.names, hint="rename one of them")
    known = (*LINE, *PARCEL, "lines")
    for name in told:
        if name not in known and name not in keep:
            hint = f"{nearest(name, known)}; what is only carried along is named in keep="
            raise FactError("unknown_column", f"{name!r} is no fact of a parcel", path=f"/{name}", value=name, hint=hint)
    counts, empty, lines = _lines(told)
    if "unit_price" not in lines:
        raise FactError("missing_column", "a batch needs the column unit_price", path="/unit_price", hint="given: " + ", ".join(told))

    def amounts(name: str, columns: dict[str, Any], digits: int = exponent) -> Amounts | None:
        return _amounts(columns[name], name, digits) if name in columns else None

    def words(name: str) -> Words | None:
        return _words(lines[name], lambda word: str(getattr(Line(**(_BARE | {name: word})), name))) if name in lines else None

    return Columns(
        rows=batch.num_rows,
        counts=counts,
        prices=_amounts(lines["unit_price"], "unit_price", exponent),
        quantities=amounts("quantity", lines, 0),
        duty=_rates(lines["duty_rate"], "duty_rate") if "duty_rate" in lines else None,
        excise=_rates(lines["excise_rate"], "excise_rate") if "excise_rate" in lines else None,
        hs=words("hs"),
        categories=words("category"),
        origins=words("origin"),
        skus=lines.get("sku"),
        freight=amounts("freight", told),
        insurance=amounts("insurance", told),
        discount=amounts("discount", told),
        empty=empty,
        source=batch,
    )


def _lines(told: dict[str, Any]) -> tuple[Ints | int, Mask | None, dict[str, Any]]:
    """How many lines each parcel holds, which parcels hold none, and the columns of lines."""
    if "lines" in told:
        ends, values = _unlisted(told["lines"], "lines")
        if not pa.types.is_struct(values.type):
            raise FactError("unreadable_column", "the column lines is a list of structs", path="/lines", value=str(values.type))
        names = [field.name for field in values.type]
        for name in names:
            if name not in LINE:
                raise FactError("unknown_column", f"{name!r} is no fact of a line", path=f"/lines/{name}", value=name, hint=nearest(name, LINE))
        return *_counts(ends), dict(zip(names, values.flatten(), strict=True))
    columns = {name: told[name] for name in LINE if name in told}
    if not any(_listed(one.type) for one in columns.values()):
        return 1, None, columns
    found: dict[str, Any] = {}
    first = np.zeros(1, np.int64)
    for name, column in columns.items():
        if not _listed(column.type):
            raise FactError("unreadable_column", f"{name} is no list, and other columns of lines are", path=f"/{name}", value=str(column.type))
        own, values = _unlisted(column, name)
        if found and not (np.array_equal(own, first) or np.array_equal(own - own[0], first - first[0])):
            raise FactError("uneven_lists", f"{name} has other numbers of lines than {next(iter(found))}", path=f"/{name}")
        first, found[name] = own, values
    return *_counts(first), found


def _counts(ends: Any) -> tuple[Ints | int, Mask | None]:
    """How many lines each parcel holds, one number where all hold as many, and which of them hold none."""
    counts = np.diff(ends)
    if len(counts) and counts[0] and (counts == counts[0]).all():
        return int(counts[0]), None
    return counts.astype(np.int64), counts == 0


def _listed(kind: Any) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind))


def _unlisted(column: Any, name: str) -> tuple[Any, Any]:
    """Where each list begins and the last one ends, and all members in one column."""
    if not _listed(column.type):
        raise FactError("unreadable_column", f"{name} is a list for each parcel", path=f"/{name}", value=str(column.type))
    if column.null_count:  # a list that is null may still have members
        column = pa.array(column.to_pylist(), column.type)
    if pa.types.is_fixed_size_list(column.type):
        column = column.cast(pa.list_(column.type.value_field))
    ends = column.offsets.to_numpy()
    return ends, column.values[ends[0] : ends[-1]]


def _missing(column: Any) -> Mask | None:
    if not column.null_count:
        return None
    found: Mask = column.is_null().to_numpy(zero_copy_only=False)
    return found


def _amounts(column: Any, name: str, exponent: int) -> Amounts:
    missing = _missing(column)
    if pa.types.is_null(column.type):
        return Amounts(np.zeros(len(column), np.int64), missing, None, 0)
    if pa.types.is_integer(column.type):
        units, odd = _integers(column, name), None
    elif pa.types.is_decimal(column.type):
        units, odd = _decimals(column)
        scale = column.type.scale
        if scale < exponent:
            high = np.abs(units) >= WHOLE // 10 ** (exponent - scale)
            odd = _either(odd, high if high.any() else None)
            units = units * 10 ** (exponent - scale)
        elif scale > exponent:
            coarse = units // 10 ** (scale - exponent)
            finer = coarse * 10 ** (scale - exponent) != units
            units, odd = coarse, _either(odd, finer if finer.any() else None)
    else:
        hint = "whole minor units as integers, or decimals"
        code = "float_money" if pa.types.is_floating(column.type) else "unreadable_column"
        raise FactError(code, f"{name} is a column of {column.type}, which is no exact amount", path=f"/{name}", value=str(column.type), hint=hint)
    if missing is not None:
        units = np.where(missing, 0, units)
    bits = int(np.bitwise_or.reduce(units)) if len(units) else 0
    if bits < 0:
        odd = _either(odd, units < 0)
    return Amounts(units, missing, odd, (1 << (bits.bit_length() if bits >= 0 else 63)) - 1)


def _rates(column: Any, name: str) -> Rates:
    kind, missing = column.type, _missing(column)
    if pa.types.is_decimal(kind):
        numerators, odd = _decimals(column)
        denominator = 10**kind.scale
        if missing is not None:
            numerators = np.where(missing, 0, numerators)
        if kind.scale > _FINEST and len(numerators):
            shared = int(np.gcd(np.gcd.reduce(numerators), denominator))
            numerators, denominator = numerators // shared, denominator // shared
        bits = int(np.bitwise_or.reduce(numerators)) if len(numerators) else 0
        if not 0 <= bits <= _HIGHEST * denominator:
            wrong = (numerators < 0) | (numerators > min(_HIGHEST * denominator, WHOLE))
            odd = _either(odd, wrong if wrong.any() else None)
        return Rates(numerators, denominator, missing, odd)
    if pa.types.is_struct(kind) and kind.num_fields == 2:  # noqa: PLR2004 - a fraction
        top, bottom = (_integers(one, name) for one in column.flatten())
        if missing is not None:
            top, bottom = np.where(missing, 0, top), np.where(missing, 1, bottom)
        wrong = (bottom <= 0) | (top < 0) | (top // np.maximum(bottom, 1) >= _HIGHEST)
        return Rates(top, np.where(wrong, 1, bottom), missing, wrong if wrong.any() else None)
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_dictionary(kind) or pa.types.is_null(kind):
        words = _words(column.cast(pa.string()) if pa.types.is_null(kind) else column, lambda word: str(Rate(word).exact))
        exact = [Rate(word) for word in words.known]
        shared = lcm(1, *(rate.denominator for rate in exact))
        # the last place of a table is read for what is missing
        if shared <= _SHARED:
            return Rates(np.array([*(rate.numerator * (shared // rate.denominator) for rate in exact), 0], np.int64)[words.ranks], shared, missing, words.odd)
        tops, bottoms = (
            np.array([*(one), none], np.int64) for one, none in (((rate.numerator for rate in exact), 0), ((rate.denominator for rate in exact), 1))
        )
        return Rates(tops[words.ranks], bottoms[words.ranks], missing, words.odd)
    hint = "decimals, texts such as '0.12', or structs of numerator and denominator"
    code = "float_rate" if pa.types.is_floating(kind) else "unreadable_column"
    raise FactError(code, f"{name} is a column of {kind}, which is no exact rate", path=f"/{name}", value=str(kind), hint=hint)


def _words(column: Any, read: Callable[[str], str]) -> Words:
    """A column of texts as ranks, each text read once."""
    if pa.types.is_null(column.type):
        column = column.cast(pa.string())
    coded = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    texts: list[str | None] = []
    for word in coded.dictionary.to_pylist():
        try:
            texts.append(None if word is None else read(word))
        except FactError:
            texts.append("")
    known = tuple(sorted({word for word in texts if word}))
    places = {word: rank for rank, word in enumerate(known)}
    # the last place of the table is read for what is missing
    table = np.array([*(-1 if word is None else places.get(word, -2) for word in texts), -1], np.int64)
    codes = coded.indices.fill_null(len(texts)) if coded.indices.null_count else coded.indices
    ranks: Ints = table[codes.to_numpy(zero_copy_only=False).astype(np.intp)]
    odd = ranks == -2  # noqa: PLR2004 - a word that cannot be read
    return Words(np.maximum(ranks, -1), known, odd if odd.any() else None)


def _integers(column: Any, name: str) -> Ints:
    if not pa.types.is_integer(column.type):
        raise FactError("unreadable_column", f"{name} is a column of {column.type}, not of integers", path=f"/{name}", value=str(column.type))
    try:
        whole = column.cast(pa.int64())
    except pa.ArrowInvalid:
        raise FactError("amount_too_high", f"{name} holds a number beyond a column of int64", path=f"/{name}", hint="take such rows out") from None
    _, data = whole.buffers()
    if data is None:
        return np.zeros(len(whole), np.int64)
    return np.frombuffer(data, np.int64)[whole.offset : whole.offset + len(whole)]


def _decimals(column: Any) -> tuple[Ints, Mask | None]:
    """The unscaled integers of decimals; those beyond int64 are odd."""
    kind = column.type
    wide = column if pa.types.is_decimal128(kind) else column.cast(pa.decimal128(min(max(kind.precision, 1), 38), kind.scale))
    _, data = wide.buffers()
    if data is None:
        return np.zeros(len(wide), np.int64), None
    pairs = np.frombuffer(data, np.int64)[2 * wide.offset : 2 * (wide.offset + len(wide))]
    units = pairs[::2]
    if kind.precision < 19:  # noqa: PLR2004 - eighteen digits always fit
        return units, None
    odd = pairs[1::2] != units >> 63
    return units, odd if odd.any() else None


def _either(one: Mask | None, other: Mask | None) -> Mask | None:
    return other if one is None else one if other is None else one | other
