"""What duty does a cell of the Harmonized Tariff Schedule of the United States say?

>>> duty = read_hts("44¢ each + 6% on the case + 14% on the strap, band or bracelet + 5.3% on the battery")
>>> [part.to_dict()["op"] for part in duty.terms]
['specific', 'component', 'component', 'component']
>>> written_hts(read_hts("40¢/kg +10.4%"))
'40¢/kg + 10.4%'

The same words serve the general column, column 2, the special column between its programmes, and chapters 98 and 99.
"""

import re

from xborder.codes import Currency
from xborder.money import Money
from xborder.shipping.duty.expression import FREE, WHOLE, AdValorem, Expression, Per, Reference, Sliding, Specific
from xborder.shipping.duty.hts_ch99 import BLANK, sentence
from xborder.shipping.duty.notation import NUMBER, Notation, digits_of, parse, pattern_of, plain_rate, rate_of, squeezed
from xborder.shipping.duty.printing import decimal, mixed, written

__all__ = ["HTS", "read_hts", "read_special", "written_hts"]

_USD = Currency("USD")

_UNITS = {
    "/kg": Per(1, "kg"),
    "/g": Per(1, "g"),
    "/t": Per(1, "t"),
    "/clean kg": Per(1, "kg", "clean"),
    "/liter": Per(1, "l"),
    "/pf. liter": Per(1, "pf_l"),
    "/bbl": Per(1, "bbl"),
    " each": Per(1, "pieces"),
    "/doz.": Per(1, "doz"),
    "/gross": Per(1, "gross"),
    "/1000": Per(1000, "pieces"),
    "/head": Per(1, "head"),
    "/pr.": Per(1, "pairs"),
    "/doz. prs.": Per(1, "doz_pairs"),
    "/jewel": Per(1, "jewels"),
    "/line/gross": Per(1, "gross_lines"),
    "/1,000 pins": Per(1000, "pins"),
    "/pack": Per(1, "packs"),
    "/m": Per(1, "m"),
    "/m2": Per(1, "m2"),
    "/m3": Per(1, "m3"),
}
_UNIT_VARIANTS = {
    "/article": " each",
    "/lin. m": "/m",
    "/m²": "/m2",
    "/m³": "/m3",
    "/1,000": "/1000",
    "/thousand": "/1000",
    "/thou-sand": "/1000",
    "/doz": "/doz.",
    "/pr": "/pr.",
    "/pf.liters": "/pf. liter",
}
_METALS = ("copper", "lead", "zinc", "tungsten", "molybdenum", "magnesium", "manganese", "silicon", "chromium", "nickel", "vanadium", "cobalt")
_BASES = {
    "drained": " on drained weight",
    "total_sugars": " of total sugars",
    "contents_and_container": " on contents and container",
    "entire_contents": " on entire contents of container",
    "container_included": ", including weight of container",
    "anhydrous_morphine": " of anhydrous morphine content",
    "ethyl_alcohol": " on ethyl alcohol content",
    "recording_surface": " of recording surface",
    "immediate_containers": " of immediate containers",
    **{metal: f" on {metal} content" for metal in (*_METALS, "tin", "antimony", "silver", "gold")},
}
_COMPONENTS = {
    WHOLE: "",
    "case": " on the case",
    "strap": " on the strap, band or bracelet",
    "battery": " on the battery",
    "movement": " on the movement",
    "movement_and_case": " on the movement and case",
    "case_and_strap": " on the case and strap, band or bracelet",
    "apparatus": " on the apparatus",
    "entire_set": " on the entire set",
    "rifle": " on the value of the rifle",
    "telescopic_sight": " on the value of the telescopic sight, if any",
    "non_us": " on the value of the non-U.S. content",
    **{metal: f" on the value of the {metal} content" for metal in (*_METALS, "steel", "aluminum", "iron", "tin")},
    "retail_price": " of the fair retail value",
    "goods_or_repairs": " of the cost of such goods or repairs",
    "parts": " of the cost of such parts",
    "parts_or_materials": " of the cost of such parts or materials",
}
_COMPONENT_VARIANTS = {
    " on case and strap, band or bracelet": "case_and_strap",
    " on the full value of the imported article": WHOLE,
    **{words.replace(" on the", " upon the"): name for name, words in _COMPONENTS.items() if " on the" in words},
}

_PER = {squeezed(words): per for words, per in _UNITS.items()}
_PER |= {squeezed(words): _UNITS[meant] for words, meant in _UNIT_VARIANTS.items()}
_UNIT = pattern_of(tuple(_PER))
_BASIS_OF = {squeezed(words): name for name, words in _BASES.items()}
_OF = {squeezed(words): name for name, words in _COMPONENTS.items()}
_OF |= {squeezed(words): name for words, name in _COMPONENT_VARIANTS.items()}

_TERM = re.compile(rf"(?:a duty of )?(\$)?({NUMBER})(?: ([0-9]{{1,3}})/([0-9]{{1,3}}))?\s?(%|¢|percent\b)?(.*)", re.DOTALL)
_OVER = re.compile(r"over([0-9]{1,4})$")
_SLIDING = re.compile(
    r"(.{1,80}?)\s+less\s+(.{1,80}?)\s+for each degree under\s+([0-9.]{1,8})\s+degrees\s*\(and fractions of a degree in proportion\)"
    r"\s*but not less(?:\s+than)?\s+(.{1,80})"
)


def _per_of(tail: str) -> Per | None:
    """What an amount is charged by, from the words behind it."""
    per = _UNITS.get(tail)
    if per is not None:
        return per
    key = squeezed(tail)
    per = _PER.get(key)
    if per is not None:
        return per
    found = _UNIT.match(key)
    if found is None:
        return None
    unit, rest = _PER[found[0]], key[found.end() :]
    over = _OVER.match(rest)
    if over:
        return Per(unit.quantity, unit.unit, unit.basis, int(over[1]))
    basis = _BASIS_OF.get(rest)
    return Per(unit.quantity, unit.unit, basis) if basis and unit.basis is None else None


def _term(text: str) -> Expression | None:
    """One term: a rate, an amount, a sliding rate, or a sentence."""
    found = _TERM.match(text.strip())
    if found is None:
        return sentence(text)
    dollar, number, over, under, sign, tail = found.groups()
    if dollar or sign == "¢":
        if "for each degree" in tail:
            return _sliding(text)
        if over or (dollar and sign):
            return None
        units, scale = digits_of(number)
        amount = Money.of(units, _USD, scale if dollar else scale + 2)
        if not tail or tail.isspace():
            return Specific(amount, None)
        per = _per_of(tail)
        return None if per is None else Specific(amount, per)
    if sign is None:
        return None
    of = _OF.get(squeezed(tail).removesuffix(".")) if tail else WHOLE
    rate = rate_of(number, over, under) if of else None
    if of is None or rate is None:
        return None
    return AdValorem(rate, of) if rate.numerator or of != WHOLE else FREE


def _sliding(text: str) -> Expression | None:
    found = _SLIDING.fullmatch(text.strip())
    if found is None:
        return None
    amount, step, floor = (_term(found[index]) for index in (1, 2, 4))
    if not (isinstance(amount, Specific) and isinstance(step, Specific) and isinstance(floor, Specific)):
        return None
    if amount.per is None or not amount.per == step.per == floor.per:
        return None
    return Sliding(amount.amount, step.amount, found[3], floor.amount, amount.per)


def _money(money: Money) -> str:
    if money.currency != _USD:
        return f"{money} "
    if money.exact < 100:  # noqa: PLR2004 - under a dollar, cents
        return f"{decimal(money.exact)}¢"
    return f"${money.digits.removesuffix('.00')}"


HTS = Notation(
    name="hts",
    term=_term,
    joints=re.compile(r"(\+|\[|\]|\bplus\b|\bminus\b|\bMIN\b|\bMAX\b)"),
    words={"+": "+", "plus": "+", "minus": "-", "min": "MIN", "max": "MAX", "[": "[", "]": "]"},
    free="Free",
    percent=lambda rate: f"{mixed(rate)}%",
    money=_money,
    units={(per.quantity, per.unit, per.basis): words for words, per in _UNITS.items()},
    bases=_BASES,
    components=_COMPONENTS,
    reference=lambda reference: reference.text,
    joined={"sum": " + ", "difference": " minus ", "min": " MIN ", "max": " MAX "},
    per_above=lambda per: f" over {per.above}",
    sliding=True,
)


def read_hts(text: str) -> Expression:
    """The duty that a cell says; what cannot be read is a `Reference` of kind `unread`, with its whole text."""
    if text == "Free":
        return FREE
    rate = plain_rate(text[:-1]) if text[-1:] == "%" else None
    if rate is not None:
        return AdValorem(rate)
    found = parse(text, HTS) or sentence(text)
    if found is not None:
        return found
    if not text or text.isspace():
        return BLANK
    return Reference("unread", " ".join(text.split()))


def written_hts(expression: Expression) -> str:
    """The duty as the schedule would write it."""
    return written(expression, HTS)


_SYMBOLS = frozenset(["A", "A*", "A+", "AU", "B", "BH", "C", "CA", "CL", "CO", "D", "E", "E*", "IL", "J", "J*", "JO", "JP", "K", "KR", "L"]) | {
    "MA",
    "MX",
    "NP",
    "OM",
    "P",
    "P+",
    "PA",
    "PE",
    "R",
    "S",
    "S+",
    "SG",
}
"""The programmes of general note 3(c); other symbols of their form are read too."""
_SYMBOL = re.compile(r"[A-Z]{1,2}[+*]?")
_LIST = re.compile(r"\(\s*([A-Z][A-Z+*,\s]*)\)")
_OPEN_BRACKET = re.compile(r"\(\s*[A-Z]{1,2}[+*]?$")


def _symbols(words: str) -> tuple[str, ...]:
    """The symbols of a list; none where one of its words cannot be a symbol."""
    symbols = words.replace(" ", "").split(",")
    if _SYMBOLS.issuperset(symbols):
        return tuple(symbols)
    symbols = [symbol for symbol in "".join(words.split()).split(",") if symbol]
    return tuple(symbols) if all(map(_SYMBOL.fullmatch, symbols)) else ()


def read_special(text: str) -> tuple[tuple[tuple[str, ...], Expression], ...] | None:
    """Which duty does each programme give? None where the cell does not end with programme symbols.

    >>> read_special("Free (A+,AU, BH)25% (KR)")
    ((('A+', 'AU', 'BH'), Free()), (('KR',), AdValorem(rate=Rate('0.25'), of='value')))
    """
    if text.startswith("Free (") and text.find(")") == len(text) - 1 and (symbols := _symbols(text[6:-1])):
        return ((symbols, FREE),)
    clauses, end = [], 0
    for found in _LIST.finditer(text):
        symbols = _symbols(found[1])
        if not symbols:
            continue
        words = text[end : found.start()].strip()
        end = found.end()
        if "(" in words:  # one cell of heading 0406 opens its last list twice
            words = _OPEN_BRACKET.sub("", words).rstrip()
        clauses.append((symbols, read_hts(words)))
    return tuple(clauses) if clauses and (end == len(text) or text[end:].isspace()) else None
