"""Which goods stand on a list of an additional duty?

>>> product_list("s301-4a").holds("6109100012"), product_list("s301-4a").holds("8703800000")
(True, False)
>>> product_list("s232-auto-parts").holds("400912")  # some of it
"""

import json
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any, final

from xborder.errors import AtlasError
from xborder.values import nearest

__all__ = ["ProductList", "listed", "product_list"]

_DATA = __file__.removesuffix("lists.py") + "data/"
_LONGEST = 10
_open: dict[str, "ProductList"] = {}
Bodies = dict[str, tuple[str, dict[str, Any]]]
_bodies: dict[str, Bodies] = {}


@final
class ProductList:
    """Prefixes of tariff codes; the longest that fits decides, and those written with `-` are exceptions."""

    __slots__ = ("_codes", "_exceptions", "edition", "id", "rows", "source")

    def __init__(self, name: str, prefixes: Iterable[str], *, source: str = "", edition: str = "", rows: int = 0) -> None:
        self.id = name
        self.source = source
        self.edition = edition
        self.rows = rows
        ordered = sorted(prefixes)  # an exception's sign comes before every digit
        first = bisect_left(ordered, "0")
        self._exceptions = frozenset(one[1:] for one in ordered[:first])
        self._codes = ordered[first:]

    def __iter__(self) -> Iterator[str]:
        """The prefixes in order, without the exceptions."""
        return iter(self._codes)

    def holds(self, code: str) -> bool | None:
        """Whether a code stands on the list; None where only some of what begins so does."""
        codes = self._codes
        for length in range(min(len(code), _LONGEST), 1, -1):
            part = code[:length]
            if part in self._exceptions:
                return False
            at = bisect_left(codes, part)
            if at < len(codes) and codes[at] == part:
                return True
        at = bisect_left(codes, code)
        return None if at < len(codes) and codes[at].startswith(code) else False


def _read() -> Bodies:
    """All lists as text, shown to others only when they are whole: two threads may both read them."""
    known = _bodies.get("us")
    if known is None:
        made: Bodies = {}
        with open(f"{_DATA}us.lists", "rb") as file:  # noqa: PTH123 - pathlib costs more than the lists
            head, _, packed = file.read().partition(b"\n")
        told = json.loads(head)
        lines = zlib.decompress(packed).decode().split("\n")
        for one, line in zip(told["lists"], lines, strict=True):
            made[one["id"]] = (line, {**one, "edition": told["edition"]})
        with open(f"{_DATA}us.notes", encoding="ascii") as file:  # noqa: PTH123 - as above
            made.update(_noted(file.read()))
        known = _bodies.setdefault("us", made)
    return known


def _noted(text: str) -> Iterator[tuple[str, tuple[str, dict[str, Any]]]]:
    """The lists that are kept as the notes write them: a heading in each row, and what stands below it."""
    preface, *blocks = text.rstrip().split("\n\n")
    checked = preface.partition("checked ")[2][:10]
    for block in blocks:
        title, *rows = block.split("\n")
        name, what, url = title.split(" | ")
        codes = [heading + rest for heading, *below in map(str.split, rows) for rest in below]
        yield name, (" ".join(codes), {"from": f"{what} ({url})", "edition": checked, "rows": len(codes)})


def listed() -> tuple[str, ...]:
    """The ids of all lists."""
    return tuple(_read())


def product_list(name: str) -> ProductList:
    """A list by its id; a page that names one that does not come along is at fault."""
    known = _open.get(name)
    if known is None:
        lists = _read()
        if name not in lists:
            raise AtlasError("unknown_list", f"there is no product list {name!r}", value=name, hint=nearest(name, lists))
        line, told = lists[name]
        known = _open.setdefault(name, ProductList(name, line.split(), source=told["from"], edition=told["edition"], rows=told["rows"]))
    return known
