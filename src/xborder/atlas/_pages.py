"""Where the pages stand. The only file that opens one."""

from typing import Any

from xborder.atlas._packed import EXAMPLES, Pack, Written, from_text, parsed, rules_of

__all__ = ["EXAMPLES", "listed", "page_text", "parsed", "rules_of", "written"]

_HERE = __file__.removesuffix("_pages.py") + "pages"
_LOADER: Any = __spec__.loader
_OPENED: dict[str, Pack | None] = {}
_ABSENT = (None, 0, 2)  # what loaders say of a file that is not there


def listed(folder: str) -> tuple[str, ...]:
    """The ids of the pages in a folder, in order."""
    pack = _pack(folder)
    if pack and pack.alone:
        return pack.names()
    from pathlib import Path  # 4 ms that most questions never need

    return tuple(sorted(one.stem for one in Path(_HERE, folder).iterdir() if one.suffix == ".toml"))


def written(folder: str, name: str) -> Written | None:
    """A page as plain data, or None where there is no such page. Where its text is at hand, that is what counts."""
    pack = _pack(folder)
    text = _bytes(f"{folder}/{name}.toml")
    if pack and (pack.alone if text is None else pack.is_of(name, text)):
        return pack.page(name)
    return None if text is None else from_text(text)


def page_text(folder: str, name: str) -> str | None:
    """A page's text, or None where there is none at hand."""
    text = _bytes(f"{folder}/{name}.toml")
    return None if text is None else text.decode().replace("\r\n", "\n")


def _pack(folder: str) -> Pack | None:
    if folder not in _OPENED:
        data = _bytes(f"{folder}.pack")
        return _OPENED.setdefault(folder, None if data is None else Pack(data))
    return _OPENED[folder]


def _bytes(name: str) -> bytes | None:
    # importlib.resources costs 13 ms at its first import; the loader reads the same bytes, also from a zip.
    try:
        content: bytes = _LOADER.get_data(f"{_HERE}/{name}")
    except OSError as error:
        if error.errno not in _ABSENT:
            raise
        return None
    return content
