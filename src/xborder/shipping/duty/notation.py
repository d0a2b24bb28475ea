"""How are the terms of a duty joined, in any tariff's words?

A `Notation` is a tariff's dictionary: how its terms are read, which words join them, how each is written. Joining is
the same everywhere: `+` and `-` from left to right, MIN and MAX after them, also from left to right, so that the last
MIN or MAX speaks last (the order in which HM Revenue & Customs evaluated TARIC sentences). Square brackets, which no
tariff uses, group what could not be said otherwise.
"""

import re
from collections.abc import Callable, Sequence
from math import gcd
from typing import NamedTuple

from xborder.money import Money, Rate
from xborder.shipping.duty.expression import Combined, Expression, Operation, Per, Reference, at_least, at_most, less

__all__ = ["NUMBER", "Notation", "Token", "digits_of", "fold", "parse", "pattern_of", "plain_rate", "rate_of", "squeezed"]

_DEEPEST = 40
_PERCENT = 100
_HIGHEST = 10
NUMBER = r"[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,12})?|[0-9]{1,15}(?:\.[0-9]{1,12})?|\.[0-9]{1,12}"
"""A number as English tariffs write it, with or without commas between the thousands."""

Token = Expression | str


class Notation(NamedTuple):
    """A tariff's dictionary."""

    name: str
    term: Callable[[str], Expression | None]
    """Reads one term, or says None."""
    joints: re.Pattern[str]
    """Splits a text at the words that join terms, and keeps them."""
    words: dict[str, str]
    """What each joining word means: `+`, `-`, `MIN`, `MAX`, `[` or `]`."""
    free: str
    percent: Callable[[Rate], str]
    money: Callable[[Money], str]
    units: dict[tuple[int, str, str | None], str]
    """How a quantity of a unit, on a basis or on none, is written behind an amount."""
    bases: dict[str, str]
    components: dict[str, str]
    reference: Callable[[Reference], str]
    joined: dict[Operation, str]
    """How terms are joined in writing."""
    per_above: Callable[[Per], str] | None = None
    sliding: bool = False


def squeezed(text: str) -> str:
    """The text without any space and in small letters: what dictionaries are asked by."""
    return "".join(text.split()).lower()


def pattern_of(spellings: Sequence[str]) -> re.Pattern[str]:
    """Finds the longest of the dictionary's spellings that a text begins with."""
    return re.compile("|".join(re.escape(one) for one in sorted(spellings, key=len, reverse=True)))


def digits_of(number: str) -> tuple[int, int]:
    """A number in figures as whole steps and a power of ten: `"2,445.26"` is 244526 and 2."""
    whole, _, part = number.replace(",", "").partition(".")
    return int(whole + part), len(part)


def rate_of(number: str, over: str | None = None, under: str | None = None) -> Rate | None:
    """The rate that a number of percent is, with its vulgar fraction: `33`, `1`, `3`; None above 1000 %."""
    units, scale = digits_of(number)
    denominator = 10**scale
    if over and under:
        if not int(under):
            return None
        units, denominator = units * int(under) + int(over) * denominator, denominator * int(under)
    denominator *= _PERCENT
    if units > _HIGHEST * denominator:
        return None
    common = gcd(units, denominator)
    rate = Rate.__new__(Rate)  # its own reading would make two fractions of what is already one
    rate.__attrs_init__(units // common, denominator // common)
    return rate


_PLAIN = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,6}))?")


def plain_rate(number: str) -> Rate | None:
    """The rate that figures alone are in percent, quickly; None where there is more than figures, or nothing."""
    found = _PLAIN.fullmatch(number)
    if found is None:
        return None
    whole, part = found.groups()
    units, denominator = (int(whole + part), 10 ** (len(part) + 2)) if part else (int(whole), _PERCENT)
    if not 0 < units <= _HIGHEST * denominator:
        return None
    common = gcd(units, denominator)
    rate = Rate.__new__(Rate)
    rate.__attrs_init__(units // common, denominator // common)
    return rate


_FIGURES = frozenset("$0123456789")


def _added_up(text: str, notation: Notation) -> Expression | None:
    """What most texts are: one term or several with + between them, each beginning with a figure."""
    terms = []
    for piece in text.split("+"):
        words = piece.strip()
        term = notation.term(words) if words[:1] in _FIGURES else None
        if term is None:
            return None
        terms.append(term)
    return _sum(terms)


def parse(text: str, notation: Notation) -> Expression | None:
    """The expression that a text is, or None where any word of it is unknown."""
    found = _added_up(text, notation)
    if found is not None:
        return found
    pieces = notation.joints.split(text)
    if len(pieces) == 1:
        return notation.term(text)
    tokens: list[Token] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            tokens.append(notation.words[squeezed(piece)])
        elif piece and not piece.isspace():
            term = notation.term(piece)
            if term is None:
                return None
            tokens.append(term)
    return fold(tokens)


def fold(tokens: Sequence[Token]) -> Expression | None:
    """Terms and the signs between them as one expression; None where they do not join."""
    read = _Reader(tokens)
    found = read.bounded(0)
    return found if read.at == len(tokens) else None


class _Reader:
    """Walks along the tokens."""

    __slots__ = ("at", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def sign(self, *wanted: str) -> str | None:
        if self.at < len(self.tokens):
            token = self.tokens[self.at]
            if isinstance(token, str) and token in wanted:
                self.at += 1
                return token
        return None

    def bounded(self, depth: int) -> Expression | None:
        """Terms with their floors and caps."""
        duty = self.added(depth)
        while duty is not None and (sign := self.sign("MIN", "MAX")):
            bound = self.added(depth)
            if bound is None:
                return None
            duty = at_least(duty, bound) if sign == "MIN" else at_most(duty, bound)
        return duty

    def added(self, depth: int) -> Expression | None:
        """Terms added and taken off, from left to right."""
        first = self.single(depth)
        if first is None:
            return None
        terms = [first]
        while sign := self.sign("+", "-"):
            term = self.single(depth)
            if term is None:
                return None
            if sign == "+":
                terms.append(term)
            else:
                terms = [less(_sum(terms), term)]
        return _sum(terms)

    def single(self, depth: int) -> Expression | None:
        """One term, or a group of them."""
        if self.at >= len(self.tokens):
            return None
        if self.sign("["):
            inner = self.bounded(depth + 1) if depth < _DEEPEST else None
            return inner if self.sign("]") else None
        token = self.tokens[self.at]
        if isinstance(token, str):
            return None
        self.at += 1
        return token


def _sum(terms: list[Expression]) -> Expression:
    return terms[0] if len(terms) == 1 else Combined("sum", tuple(terms))
