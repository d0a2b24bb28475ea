"""The world as written down: pages of dated, cited entries, and the questions one can ask of them."""

from xborder.atlas.atlas import COVERS, EDITION, Atlas, standard
from xborder.atlas.layers import Layer
from xborder.atlas.timeline import Entry, Moment, Stretch, Timeline

TYPE_CHECKING = False  # as in the package's own front: what changes when, few questions ask
if TYPE_CHECKING:
    from xborder.atlas.news import Change, changes, diff, stale

__all__ = ["COVERS", "EDITION", "Atlas", "Change", "Entry", "Layer", "Moment", "Stretch", "Timeline", "changes", "diff", "stale", "standard"]


def __getattr__(name: str) -> object:
    """Loads the news when one of its names is first touched."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from xborder.atlas import news

    found: object = getattr(news, name)
    globals()[name] = found
    return found
