"""How does a room open what is asked of it, and nothing else?"""

from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["doorway"]


def doorway(room: str, homes: Mapping[str, tuple[str, ...]]) -> Callable[[str], object]:
    """The `__getattr__` of a room whose public names live in its files: each is loaded when it is first touched.

    >>> from xborder.shipping import duty
    >>> doorway("xborder.shipping.duty", {"expression": ("FREE",)})("FREE") is duty.FREE
    True
    """
    home_of = {name: home for home, names in homes.items() for name in names}

    def open_(name: str) -> object:
        if name not in home_of:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        found: object = getattr(import_module(f"{room}.{home_of[name]}"), name)
        setattr(import_module(room), name, found)
        return found

    return open_
