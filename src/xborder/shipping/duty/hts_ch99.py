"""What does the Harmonized Tariff Schedule of the United States say in words, where it gives no rate of its own?

>>> sentence("The duty provided inthe applicable subheading.")
Reference(kind='applicable_subheading', text='The duty provided in the applicable subheading')

Chapters 98 and 99 speak almost only in such sentences; a few stand in chapters 1 to 97.
"""

import re

from xborder.shipping.duty.expression import FREE, Expression, Reference
from xborder.shipping.duty.notation import squeezed

__all__ = ["BLANK", "canonical", "sentence"]

BLANK = Reference("blank", "")
"""A cell without a rate: the rate stands on the row above, or in the additional duties."""

_SENTENCES = {
    "applicable_subheading": "The duty provided in the applicable subheading",
    "such_subheading": "The duty rate provided in such subheading",
    "absent_heading": "The rate applicable in the absence of this heading",
    "absent_subheading": "The rate applicable in the absence of this subheading",
    "absent_subheading_each": "The rate applicable to each article in the absence of this subheading",
    "ensemble_garments": "The rate applicable to each garment in the ensemble if separately entered",
    "natural_juice": "The rate applicable to the natural juice in heading 2009",
    "highest_in_set": "The rate of duty applicable to that article in the set subject to the highest rate of duty",
    "article_of_part": "The rate applicable to the article of which it is a part or accessory",
    "article_of_accessory": "The rate applicable to the article of which it is an accessory",
    "complete_movement": "The rate applicable to the complete, assembled movement",
    "no_change": "No change",
}
"""Sentences that are always the same: what sort they are, and how they are written."""

_VARIANTS = {
    "The duty provided for in the applicable subheading": "applicable_subheading",
    "The rate applicable to each garment in the ensemble if entered separately": "ensemble_garments",
    "The rate applicable to each garment in the in the ensemble if separately entered": "ensemble_garments",
    "The rate applicable to the complete, assembled": "complete_movement",
}

_OPENINGS = (
    ("See additional U.S. note", "additional_us_note"),
    ("See U.S. note", "us_note"),
    ("See 9", "heading"),
    ("Free, under bond", "free_under_bond"),
    ("Free, under the terms of ", "free_conditionally"),
    ("Free, for such temporary periods ", "free_conditionally"),
    ("Free (See ", "free_conditionally"),
    ("The duty provided in subheadings ", "named_subheadings"),
    ("The duty provided in subheading ", "named_subheadings"),
    ("The duty rate provided for originating goods of ", "originating_goods"),
    ("The rate provided for beneficiary countries in heading ", "beneficiary_countries"),
    ("The rate applicable in the absence of this subheading on the cost ", "absent_subheading_cost"),
    ("A duty upon the full value of the imported article", "value_less_us_content"),
    ("A duty upon the value of the repairs or alterations", "repairs"),
    ("A duty upon the value of such processing outside the United States", "processing"),
    ("A duty equal to the duty upon the importation of like articles", "like_articles"),
    ("A duty (in lieu of any other duty or tax) equal to ", "like_articles"),
)
"""Sentences that name a note, a heading or a condition: how they begin, and what sort they are. The words are kept."""


def _key(text: str) -> str:
    """What a sentence is known by: no spaces, hyphens of broken lines, commas or full stop; small letters."""
    return re.sub(r"[\s,-]", "", text).rstrip(".").lower()


_KNOWN: dict[str, Expression] = {_key(words): Reference(kind, words) for kind, words in _SENTENCES.items()}
_KNOWN |= {_key(words): Reference(kind, _SENTENCES[kind]) for words, kind in _VARIANTS.items()}
_KNOWN |= {"noadditionalduty": FREE, "free": FREE}
_BEGINNINGS = tuple((squeezed(words), kind) for words, kind in _OPENINGS)


def canonical(text: str) -> str:
    """The words without the traces of broken lines: single spaces, no `appli- cable`, no full stop at the end."""
    words = " ".join(text.split())
    return (re.sub(r"(?<=[a-z])- (?=[a-z])", "", words) if "- " in words else words).rstrip(". ")


def sentence(text: str) -> Expression | None:
    """The reference that a sentence is; None where it is none we know."""
    if text.startswith("See 9"):
        return Reference("heading", canonical(text))
    key = _key(text)
    found = _KNOWN.get(key)
    if found is not None:
        return found
    if "foreachotherpieceorpart" in key and key.endswith("thedutyforthecompletemovement"):
        return Reference("movement_parts", canonical(text))
    words = squeezed(canonical(text))
    for beginning, kind in _BEGINNINGS:
        if words.startswith(beginning):
            return Reference(kind, canonical(text))
    return None
