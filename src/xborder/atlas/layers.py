"""Layers of the world: the one that comes along, and those a shop or a plugin lays over it."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, final

from attrs import field, frozen

from xborder.atlas import _pages
from xborder.atlas.page import FOLDERS, Page, home
from xborder.atlas.timeline import Timeline
from xborder.errors import FactError
from xborder.values import Value, nearest

__all__ = ["Layer", "Pages", "Printed"]


class Pages(Protocol):
    """What an atlas asks of a layer."""

    @property
    def edition(self) -> str:
        """The layer's name."""

    def page(self, folder: str, name: str) -> Page | None:
        """One of its pages."""

    def listed(self, folder: str) -> tuple[str, ...]:
        """The names of its pages in a folder."""


def timeline(layer: Pages, scope: str, rule: str) -> Timeline | None:
    """What a layer says of one rule at one scope, day by day."""
    folder, name, region = home(scope)
    page = layer.page(folder, name)
    return page.timeline(region, rule) if page else None


@final
@frozen
class Layer(Value):
    """Pages of your own, to be laid over the standard atlas with `atlas.overlay(layer)`.

    >>> layer = Layer.from_mapping({"places/de": {"shipping": {"vat": {"standard": [
    ...     {"since": "2030-01-01", "value": "0.17", "grade": "C", "note": "a plan of ours", "sources": []}]}}}}, edition="acme-3")
    >>> layer.edition
    'acme-3'
    """

    edition: str
    pages: tuple[Page, ...] = ()
    _index: dict[tuple[str, str], Page] = field(init=False, repr=False, eq=False, hash=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_index", {(one.folder, one.name): one for one in self.pages})

    @classmethod
    def from_toml(cls, texts: Mapping[str, str], /, *, edition: str) -> "Layer":
        """A layer from the texts of its pages, by name: `{"places/de": "…"}`. All faults of a page are reported at once."""
        from xborder.atlas.schema import check_text  # only an overlay pays for the schema

        return cls(edition, tuple(check_text(*_named(name), text) for name, text in sorted(texts.items())))

    @classmethod
    def from_mapping(cls, pages: Mapping[str, Mapping[str, Any]], /, *, edition: str) -> "Layer":
        """A layer from plain data, as a database gives it: dates as ISO text and numbers as text are accepted."""
        from xborder.atlas.schema import check  # only an overlay pays for the schema

        return cls(edition, tuple(check(*_named(name), page) for name, page in sorted(pages.items())))

    def page(self, folder: str, name: str) -> Page | None:
        """One of the layer's pages."""
        return self._index.get((folder, name))

    def listed(self, folder: str) -> tuple[str, ...]:
        """The layer's pages in a folder."""
        return tuple(sorted(name for where, name in self._index if where == folder))


@final
@frozen
class Printed(Value):
    """The layer that comes along with the package: a page is opened when it is first touched, and a rule of it read when it is first asked."""

    edition: str
    _read: dict[tuple[str, str], Page | None] = field(factory=dict, init=False, repr=False, eq=False, hash=False)
    _listed: dict[str, tuple[str, ...]] = field(factory=dict, init=False, repr=False, eq=False, hash=False)

    def __reduce__(self) -> tuple[object, ...]:
        return (Printed, (self.edition,))

    def page(self, folder: str, name: str) -> Page | None:
        """A page of the package, or None where nothing is written about that place."""
        if (folder, name) not in self._read:
            written = _pages.written(folder, name)
            return self._read.setdefault((folder, name), None if written is None else Page.written(folder, name, written))
        return self._read[folder, name]

    def listed(self, folder: str) -> tuple[str, ...]:
        """All pages of a folder."""
        return self._listed.get(folder) or self._listed.setdefault(folder, _pages.listed(folder))


def _named(name: str) -> tuple[str, str]:
    folder, slash, page = name.partition("/")
    if not slash or folder not in FOLDERS or page != page.lower() or not page:
        raise FactError("unknown_page", f"{name!r} does not name a page", value=name, hint=f"write it as 'places/de'; {nearest(folder, FOLDERS)}")
    return folder, page


def merged(names: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Several lists of page names as one, in order and without repeats."""
    return tuple(sorted({name for some in names for name in some}))
