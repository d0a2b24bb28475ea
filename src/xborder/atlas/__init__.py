"""The world as written down: pages of dated, cited entries, and the questions one can ask of them."""

from xborder.atlas.atlas import COVERS, EDITION, Atlas, standard
from xborder.atlas.layers import Layer
from xborder.atlas.news import Change, changes, diff, stale
from xborder.atlas.timeline import Entry, Moment, Stretch, Timeline

__all__ = ["COVERS", "EDITION", "Atlas", "Change", "Entry", "Layer", "Moment", "Stretch", "Timeline", "changes", "diff", "stale", "standard"]
