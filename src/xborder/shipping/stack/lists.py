"""Which goods stand on a list of an additional duty?

>>> product_list("s301-4a").holds("6109100012"), product_list("s301-4a").holds("8703800000")
(True, False)
>>> product_list("s232-auto-parts").holds("400912")  # some of it
"""

import json
import zlib
from typing import Any, final

from xborder.errors import AtlasError
from xborder.values import nearest

__all__ = ["ProductList", "listed", "product_list"]

_FILE = __file__.removesuffix("lists.py") + "data/us.lists"
_LONGEST = 10
_open: dict[str, "ProductList"] = {}
_body: dict[str, tuple[str, dict[str, Any]]] = {}


@final
class ProductList:
    """Prefixes of tariff codes; the longest that fits decides, and those written with `-` are exceptions."""

    __slots__ = ("edition", "id", "rows", "signs", "source", "within")

    def __init__(self, name: str, prefixes: list[str], *, source: str = "", edition: str = "", rows: int = 0) -> None:
        self.id = name
        self.source = source
        self.edition = edition
        self.rows = rows
        self.signs = {one.removeprefix("-"): not one.startswith("-") for one in prefixes}
        # Every shorter form of a prefix: a code that is one of them stands on the list in part.
        self.within = {one[:length] for one, sign in self.signs.items() if sign for length in range(2, len(one))}

    def holds(self, code: str) -> bool | None:
        """Whether a code stands on the list; None where only some of what begins so does."""
        for length in range(min(len(code), _LONGEST), 1, -1):
            sign = self.signs.get(code[:length])
            if sign is not None:
                return sign
        return None if code in self.within else False


def _read() -> dict[str, tuple[str, dict[str, Any]]]:
    if not _body:
        with open(_FILE, "rb") as file:  # noqa: PTH123 - pathlib costs more than the lists
            head, _, packed = file.read().partition(b"\n")
        told = json.loads(head)
        lines = zlib.decompress(packed).decode().split("\n")
        for one, line in zip(told["lists"], lines, strict=True):
            _body[one["id"]] = (line, {**one, "edition": told["edition"]})
    return _body


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
