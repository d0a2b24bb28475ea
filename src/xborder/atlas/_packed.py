"""Pages in their packed form: what a wheel carries in place of the TOML, read a rule at a time.

All pages of a folder stand in one file: a line of JSON that says where each lies, and then blocks of zlib that share a
dictionary. A block is lines of JSON: the page's header, where each of its rules stands, its sources, and its rules; what
is said twice on a page stands there once. Nothing here imports anything of the package, so the build may run it alone.
"""

import json
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from heapq import heapify, heappop, heappush
from typing import Any, final

__all__ = ["EXAMPLES", "FORMAT", "Pack", "Where", "Written", "flat", "from_text", "packed", "parsed", "rules_in", "rules_of"]

EXAMPLES = "[[example]]"
FORMAT = 1
"""Whoever changes what stands in a pack, or what `flat` makes of a page, counts this up."""
Where = tuple[str, str]
"""A region (`""` for the whole place) and a rule."""
Written = tuple[Mapping[str, Any], Mapping[Where, list[dict[str, Any]]]]
"""A page as plain data: its header, and the entries of each rule."""

_DAY, _SOURCE, _NUMBER = "=", "#", "~"
_SOURCE_KEYS = {"title", "url", "checked"}
_LOOKS_BACK, _SHRED = 32_000, 12  # zlib looks no further back than 32 kB
_HEADER, _INDEX, _SOURCES = 0, 1, 2  # the lines of a block


def parsed(text: str) -> dict[str, Any]:
    """A page as tomllib reads it, with exact decimals."""
    import tomllib  # an installed package has no page to parse

    return tomllib.loads(text, parse_float=Decimal)


def rules_of(text: str) -> str:
    """A page without its examples, which stand last: half the text, and nothing an answer reads."""
    return text.partition(f"\n{EXAMPLES}")[0]


def rules_in(raw: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every rule of a parsed page with its entries, as `("shipping.vat.standard", [...])`."""
    for name, value in raw.items():
        if isinstance(value, Mapping):
            yield from rules_in(value, f"{prefix}{name}.")
        elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
            yield f"{prefix}{name}", value


def flat(raw: Mapping[str, Any]) -> Written:
    """A parsed page as its header and its rules, in order; each member of a bloc has a rule of its own."""
    header = {key: one for key, one in raw.items() if not isinstance(one, Mapping) and not (isinstance(one, list) and one and isinstance(one[0], Mapping))}
    body = {key: one for key, one in raw.items() if key not in ("regions", "example")}
    found: dict[Where, list[dict[str, Any]]] = {}
    for region, part in (("", body), *raw.get("regions", {}).items()):
        for rule, entries in rules_in(part):
            for one in entries:
                found.setdefault((region, f"members.{one['place']}" if rule == "members" else rule), []).append(one)
    return header, dict(sorted(found.items()))


def from_text(text: bytes) -> Written:
    """What the text of a page says, its examples left out."""
    return flat(parsed(rules_of(text.decode().replace("\r\n", "\n"))))


def packed(texts: Mapping[str, bytes], *, alone: bool) -> bytes:
    """The pages of a folder, by name; `alone` where their texts will not stand beside them."""
    blocks = {name: _block(from_text(text)) for name, text in sorted(texts.items())}
    shared = _shared(blocks.values())
    whole = zlib.compress(shared, 9)
    spans: dict[str, tuple[int, int, int, int]] = {}
    parts = [whole]
    start = len(whole)
    for name, block in blocks.items():
        press = zlib.compressobj(9, zdict=shared)
        parts.append(press.compress(block) + press.flush())
        spans[name] = (start, start + len(parts[-1]), len(texts[name]), zlib.crc32(texts[name]))
        start += len(parts[-1])
    told = {"format": FORMAT, "alone": alone, "shared": len(whole), "pages": spans}
    return b"\n".join((json.dumps(told, separators=(",", ":")).encode(), b"".join(parts)))


def _block(written: Written) -> bytes:
    header, rules = written
    sources: dict[str, int] = {}
    index: dict[str, dict[str, int]] = {}
    lines: dict[str, int] = {}
    for (region, rule), entries in rules.items():
        index.setdefault(region, {})[rule] = lines.setdefault(_json(entries, sources), len(lines))
    found = {region: {rule: _SOURCES + len(sources) + line for rule, line in own.items()} for region, own in index.items()}
    return "\n".join((_json(header, sources), _json(found, {}), *sources, *lines)).encode()


def _json(value: Any, sources: dict[str, int]) -> str:
    """A value of TOML as JSON: days, sources and odd numbers are objects with one key that no page may use."""
    if isinstance(value, Mapping):
        if set(value) == _SOURCE_KEYS:
            line = _json([*(value[key] for key in ("title", "url", "checked"))], {})
            return f'{{"{_SOURCE}":{sources.setdefault(line, len(sources))}}}'
        if set(value) & {_DAY, _SOURCE, _NUMBER}:
            msg = f"a key of {value!r} has a meaning of its own in packed pages"
            raise ValueError(msg)
        return "{" + ",".join(f"{_text(key)}:{_json(one, sources)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(_json(one, sources) for one in value) + "]"
    if isinstance(value, date):
        return f'{{"{_DAY}":"{value.isoformat()}"}}'
    if isinstance(value, Decimal):
        written = str(value)
        return written if written.lstrip("-").replace(".", "", 1).isdigit() and "." in written else f'{{"{_NUMBER}":"{written}"}}'
    if isinstance(value, str | int):
        return _text(value)
    msg = f"{value!r} cannot be packed"
    raise TypeError(msg)


def _text(value: str | int) -> str:
    return json.dumps(value, ensure_ascii=False)


def _shared(blocks: Iterable[bytes]) -> bytes:
    """What zlib looks back to in every block: the lines that hold most of what several pages have, and the best of them last."""
    pages = Counter(one for block in blocks for one in _shreds(block))
    common = {one: times - 1 for one, times in pages.items() if times > 1}
    held: set[bytes] = set()

    def worth(line: bytes) -> float:
        return sum(common[one] for one in _shreds(line) if one in common and one not in held) / (len(line) + 1)

    waiting = [(-worth(line), line) for line in sorted({line for block in blocks for line in block.split(b"\n")})]
    heapify(waiting)
    chosen: list[bytes] = []
    while waiting and sum(map(len, chosen)) < _LOOKS_BACK:
        _, line = heappop(waiting)
        now = worth(line)  # less than it was, where a chosen line holds the same
        if now and waiting and -now > waiting[0][0]:
            heappush(waiting, (-now, line))
        elif now:
            chosen.append(line)
            held |= _shreds(line)
    return b"\n".join(reversed(chosen))[-_LOOKS_BACK:]


def _shreds(text: bytes) -> set[bytes]:
    return {text[start : start + _SHRED] for start in range(len(text) - _SHRED + 1)}


@final
class Pack:
    """The packed pages of a folder."""

    __slots__ = ("_data", "_shared", "_spans", "alone")

    def __init__(self, data: bytes) -> None:
        line, _, self._data = data.partition(b"\n")
        told = json.loads(line)
        known = told["format"] == FORMAT
        self.alone: bool = told["alone"]
        if self.alone and not known:
            msg = f"the pages are packed in format {told['format']}, not {FORMAT}: install the package anew"
            raise ValueError(msg)
        self._spans: dict[str, tuple[int, int, int, int]] = told["pages"] if known else {}
        self._shared = zlib.decompress(self._data[: told["shared"]])

    def names(self) -> tuple[str, ...]:
        """The pages in it, in order."""
        return tuple(self._spans)

    def is_of(self, name: str, text: bytes) -> bool:
        """Whether a page was packed from just this text."""
        return name in self._spans and tuple(self._spans[name][2:]) == (len(text), zlib.crc32(text))

    def page(self, name: str) -> Written | None:
        """A page, its rules still to be read."""
        if name not in self._spans:
            return None
        start, stop, *_ = self._spans[name]
        press = zlib.decompressobj(zdict=self._shared)
        lines = press.decompress(self._data[start:stop]).decode().split("\n")
        read = _reader(lines)
        return read(lines[_HEADER]), _Rules({(region, rule): at for region, own in read(lines[_INDEX]).items() for rule, at in own.items()}, lines, read)


@final
class _Rules(Mapping[Where, list[dict[str, Any]]]):
    """The rules of a packed page, each read from its line whenever it is asked for."""

    __slots__ = ("_index", "_lines", "_read")

    def __init__(self, index: dict[Where, int], lines: list[str], read: Callable[[str], Any]) -> None:
        self._index = index
        self._lines = lines
        self._read = read

    def __getitem__(self, where: Where) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self._read(self._lines[self._index[where]])
        return entries

    def __iter__(self) -> Iterator[Where]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)


def _reader(lines: list[str]) -> Callable[[str], Any]:
    """What reads a line of a block; a source that is cited again is the same object again."""
    sources: dict[int, Any] = {}

    def told(table: dict[str, Any]) -> Any:
        if len(table) != 1:
            return table
        ((key, value),) = table.items()
        if key == _DAY:
            return date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)  # noqa: PLR2004 - as 2026-11-21
        if key == _SOURCE:
            return sources.get(value) or sources.setdefault(value, dict(zip(("title", "url", "checked"), read(lines[_SOURCES + value]), strict=True)))
        return Decimal(value) if key == _NUMBER else table

    read = json.JSONDecoder(object_hook=told, parse_float=Decimal).decode
    return read
