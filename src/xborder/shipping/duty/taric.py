"""What duty does a sentence of TARIC, of the UK Tariff or of the EU's Common External Tariff say?

>>> duty = read_taric("9.10% MAX 1.00% + 0.90 GBP / 100 kg")
>>> duty.op, written_taric(duty)
('max', '9.1% MAX 1% + 0.90 GBP / 100 kg')
>>> read_taric("9 + EA MAX 18.7 +ADSZ", percent_sign=False).terms[1].terms[1].kind
'sugar_duty'

Sentences that cannot be read raise; `problem.code` says what class of mistake it is.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from xborder.codes import Currency
from xborder.errors import FactError
from xborder.money import Money
from xborder.shipping.duty.expression import FREE, WHOLE, AdValorem, Expression, Per, Reference, Specific
from xborder.shipping.duty.notation import NUMBER, Notation, Token, digits_of, fold, parse, plain_rate, rate_of, squeezed
from xborder.shipping.duty.printing import mixed, written
from xborder.shipping.duty.taric_units import BY_CODE, MEASURES, PRINTED, UNIT
from xborder.values import nearest

__all__ = ["EU_CET", "LITERALS", "TARIC", "read_components", "read_taric", "written_taric"]

ECU = "XEM"
"""TARIC's code for the ECU; legal texts that say ECU mean euro, one for one: Regulation (EC) No 1103/97, Article 2."""

LITERALS = {
    "agricultural_component": ("AC", "EA"),
    "agricultural_component_reduced": ("AC (reduced)", "EAR"),
    "sugar_duty": ("SD", "ADSZ"),
    "sugar_duty_reduced": ("SD (reduced)", "ADSZR"),
    "flour_duty": ("FD", "ADFM"),
    "flour_duty_reduced": ("FD (reduced)", "ADFMR"),
    "entry_prices": ("Entry Prices",) * 2,
}
"""Duties found elsewhere by the goods' composition or price: as TARIC's expression says them, and as the EU prints them."""

_LITERAL: dict[str, Expression] = {squeezed(word): Reference(kind, words[1]) for kind, words in LITERALS.items() for word in words}
_LITERAL |= {"ea(1)": _LITERAL["ea"], "entryprice": _LITERAL["entryprices"], "nihil": FREE, "free": FREE}

_AMOUNT = re.compile(rf"\s*({NUMBER})\s*([A-Za-z]{{3}}(?![A-Za-z]))?\s*(%)?\s*(?:/\s*(.*))?$", re.DOTALL)
_EU_NUMBER = re.compile(r"(?<=[0-9]),(?=[0-9]{1,2}(?![0-9]))")
_FINEST = 15
_FIGURES = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_SUPPLEMENTARY = "supplementary_unit"
_JOINTS = re.compile(r"(\+|-|\[|\]|\bMIN\b|\bMAX\b)")
_WORDS = {"+": "+", "-": "-", "min": "MIN", "max": "MAX", "[": "[", "]": "]"}

_CURRENCIES: dict[str, Currency | None] = {ECU: Currency("EUR")}


def _currency(code: str) -> Currency | None:
    found = _CURRENCIES.get(code)
    if found is None:
        try:
            found = Currency(code.upper())
            _ = found.exponent
        except FactError:
            return None
    return found


def _per_of(words: str) -> Per | None:
    return MEASURES.get(squeezed(words))


def _reader(*, percent_sign: bool) -> Callable[[str], Expression | None]:
    """Reads one term; without a percent sign, a number alone is percent."""

    def term(text: str) -> Expression | None:
        found = _AMOUNT.match(text)
        if found is None:
            return _LITERAL.get(squeezed(text)) or _supplementary(text)
        number, code, sign, measure = found.groups()
        if code is None:
            if sign is None and (percent_sign or measure):
                return _supplementary(text)
            if measure and squeezed(measure) != "ret":
                return None
            rate = rate_of(number)
            if rate is None:
                return None
            of = "retail_price" if measure else WHOLE
            return AdValorem(rate, of) if rate.numerator or measure else FREE
        currency = _currency(code)
        per = _per_of(measure) if measure else None
        if currency is None or sign or (measure is not None and per is None):
            return None
        units, scale = digits_of(number)
        return Specific(Money.of(units, currency, scale), per)

    return term


def _supplementary(text: str) -> Expression | None:
    """A unit alone, in which the goods are declared besides their weight."""
    per = _per_of(text)
    return None if per is None else Reference(_SUPPLEMENTARY, PRINTED[per.quantity, per.unit, per.basis])


def _notation(name: str, *, percent_sign: bool, slash: str, literal: int) -> Notation:
    words = {kind: both[literal] for kind, both in LITERALS.items()}
    sign = "%" if percent_sign else ""
    return Notation(
        name=name,
        term=_reader(percent_sign=percent_sign),
        joints=_JOINTS,
        words=_WORDS,
        free=f"0{sign}",
        percent=lambda rate: f"{mixed(rate)}{sign}",
        money=str,
        units={key: slash + words for key, words in PRINTED.items()},
        bases={},
        components={WHOLE: "", "retail_price": f"{slash}RET"} if percent_sign else {WHOLE: ""},
        reference=lambda reference: words.get(reference.kind, reference.text),
        joined={"sum": " + ", "difference": " - ", "min": " MIN ", "max": " MAX "},
    )


TARIC = _notation("taric", percent_sign=True, slash=" / ", literal=0)
EU_CET = _notation("eu_cet", percent_sign=False, slash="/", literal=1)

_ORDER = {"": ("01",), "+": ("04", "19", "20"), "-": ("02", "36"), "MIN": ("15",), "MAX": ("17", "35")}
_ORDER_OF_WORDS = {"ac": "12", "ac(reduced)": "14", "sd": "21", "sd(reduced)": "25", "fd": "27", "fd(reduced)": "29"}
_ORDER_OF_WORDS |= {"ea": "12", "ea(1)": "12", "ear": "14", "adsz": "21", "adszr": "25", "adfm": "27", "adfmr": "29", "nihil": "37"}


def _problem(code: str, message: str, value: str, hint: str) -> FactError:
    return FactError(code, message, value=value, hint=hint)


def _in_order(text: str) -> None:
    """TARIC's own law of a sentence: the ids of its expressions ascend, and each is used once."""
    pieces = _JOINTS.split(text)
    last, sign = "", ""
    for index, piece in enumerate(pieces):
        if index % 2:
            sign = _WORDS[squeezed(piece)]
            continue
        if not index and not piece.strip() and len(pieces) > 1:
            continue
        word = squeezed(piece)
        ids = (_ORDER_OF_WORDS[word],) if word in _ORDER_OF_WORDS and sign in ("+", "") else _ORDER[sign]
        later = [one for one in ids if one > last]
        if not later:
            hint = "TARIC's expressions stand in the order of their ids, each once"
            raise _problem("expression_out_of_order", f"{sign} {piece.strip()!r} comes too late or too often", text, hint)
        last = later[0]


def read_taric(text: str, *, percent_sign: bool = True) -> Expression:
    """The duty that a sentence says."""
    if text == "0" and not percent_sign:
        return FREE
    rate = plain_rate(text) if not percent_sign else plain_rate(text[:-1]) if text[-1:] == "%" else None
    if rate is not None:
        return AdValorem(rate)
    notation = TARIC if percent_sign else EU_CET
    words = text if percent_sign else _EU_NUMBER.sub(".", text)
    found = parse(words, notation)
    if found is None:
        raise _why(words, notation)
    if "[" not in words:
        _in_order(words)
    return found


_BY_ID = {
    "01": "",
    "02": "-",
    "04": "+",
    "12": "+ AC",
    "14": "+ AC (reduced)",
    "15": "MIN",
    "17": "MAX",
    "19": "+",
    "20": "+",
    "21": "+ SD",
    "25": "+ SD (reduced)",
    "27": "+ FD",
    "29": "+ FD (reduced)",
    "35": "MAX",
    "36": "-",  # so in HM Government's duty calculator and its published cases; the UK's own editor of tariffs says MIN
    "37": "NIHIL",
    "99": "",
}
"""What each duty expression of TARIC says, by its id."""


def read_components(components: Sequence[Mapping[str, object]], /) -> Expression:
    """The duty that the component records of a measure say, in the field names of TARIC and the UK Trade Tariff.

    >>> part = {"duty_expression_id": "01", "duty_amount": "0.50", "monetary_unit_code": "GBP", "measurement_unit_code": "ASV"}
    >>> written_taric(read_components([part | {"measurement_unit_qualifier_code": "X"}]))
    '0.50 GBP / % vol/hl'
    """
    tokens: list[Token] = []
    last = ""
    for index, record in enumerate(components):
        found = str(record.get("duty_expression_id") or "")
        sign, _, word = _BY_ID.get(found, "?").partition(" ")
        if sign == "?":
            raise FactError("unknown_duty_expression", f"{found!r} is no duty expression of TARIC", path=f"/{index}/duty_expression_id", value=found)
        if found <= last:
            hint = "ids ascend, each once"
            raise FactError("expression_out_of_order", f"{found!r} stands after {last!r}", path=f"/{index}/duty_expression_id", value=found, hint=hint)
        last = found
        if sign == "NIHIL":
            sign, word = "", sign
        if sign:
            tokens.append(sign)
        try:
            tokens.append(_LITERAL[squeezed(word)] if word else _component(record, found))
        except FactError as error:
            raise error.under(index) from None
    duty = fold(tokens)
    if duty is None:
        raise FactError("expression_out_of_order", "the components do not join", value=[record.get("duty_expression_id") for record in components])
    return duty


def _component(record: Mapping[str, object], expression_id: str) -> Expression:
    """One component's amount or rate, and its unit."""
    amount, code = record.get("duty_amount"), record.get("monetary_unit_code")
    unit, qualifier = str(record.get("measurement_unit_code") or ""), str(record.get("measurement_unit_qualifier_code") or "")
    per = BY_CODE.get((unit, qualifier)) if unit else None
    if unit and per is None and (unit, qualifier) != ("RET", ""):
        raise FactError("unknown_measurement_unit", f"{unit + qualifier!r} is not a unit of TARIC", path="/measurement_unit_code", value=unit)
    if expression_id == "99" and per is not None:
        return Reference(_SUPPLEMENTARY, PRINTED[per.quantity, per.unit, per.basis])
    figures = format(amount, "f") if isinstance(amount, Decimal) and abs(amount.adjusted()) < _FINEST else str(amount)
    if isinstance(amount, bool | float) or not _FIGURES.fullmatch(figures):
        raise FactError("unreadable_amount", f"{amount!r} is not an exact amount", path="/duty_amount", value=amount, hint=f"write it as text: '{amount}'")
    if code is None or not str(code):
        if per is not None:
            raise FactError("unknown_monetary_unit", "an amount for each unit names its currency", path="/monetary_unit_code", value=code)
        rate = rate_of(figures)
        if rate is None:
            raise FactError("rate_too_high", f"{figures} % is above 1000 %", path="/duty_amount", value=amount)
        return AdValorem(rate, "retail_price" if unit else WHOLE) if rate.numerator or unit else FREE
    currency = _currency(str(code))
    if currency is None:
        raise FactError("unknown_monetary_unit", f"{code!r} is not a currency", path="/monetary_unit_code", value=code)
    if unit == "RET":
        raise FactError("unit_not_allowed", "an amount is not charged by the retail price", path="/measurement_unit_code", value=unit)
    return Specific(Money(figures, currency), per)


def written_taric(expression: Expression) -> str:
    """The duty as TARIC would write it."""
    return written(expression, TARIC)


def _why(text: str, notation: Notation) -> FactError:
    """What is wrong with a sentence that cannot be read: its first term that cannot."""
    pieces = _JOINTS.split(text)
    if len(pieces) > 1 and not pieces[0].strip() and pieces[1].strip() != "[":
        if not "".join(pieces[2:]).strip():
            return _problem("missing_amount", f"{pieces[1].strip()!r} is followed by no amount", text, "write an amount behind it")
        return _problem("expression_out_of_order", f"the sentence begins with {pieces[1].strip()!r}", text, "begin with an amount")
    for index in range(0, len(pieces), 2):
        if pieces[index].strip() and notation.term(pieces[index]) is None:
            return _wrong(pieces[index].strip(), text)
    return _problem("missing_amount", "two signs have no amount between them, or the last none behind it", text, "write an amount behind each")


def _wrong(piece: str, text: str) -> FactError:
    for word in _ORDER_OF_WORDS:
        if squeezed(piece).startswith(word) and re.match(r"[\s\d/]", squeezed(piece)[len(word) :]):
            code = "unit_not_allowed" if "/" in piece else "amount_not_allowed"
            return _problem(code, f"{piece!r} gives {word.upper()} an amount or a unit", text, "it stands alone")
    found = re.match(rf"({NUMBER})\s*([^\s/]*)\s*(?:/\s*(.*))?", piece, re.DOTALL)
    if found is None:
        hint = "an amount, or one of " + ", ".join(words[0] for words in LITERALS.values())
        return _problem("unknown_duty_expression", f"{piece!r} is no duty expression", text, hint)
    _, money, measure = found.groups()
    rest = piece[found.end() :].strip()
    if money.startswith("%") or (money.isalpha() and _currency(money) is not None):
        if not measure:
            unknown = f"{money} {rest}".strip()
            return _problem("unknown_duty_expression", f"{unknown!r} is not understood behind the amount", text, "put + - MIN or MAX between two terms")
        return _wrong_measure(measure, text)
    return _problem("unknown_monetary_unit", f"{money!r} is neither % nor a currency", text, "write 12.5% or 12.50 EUR")


def _wrong_measure(measure: str, text: str) -> FactError:
    unit = UNIT.match(squeezed(measure))
    if unit and squeezed(measure)[unit.end() :].startswith("/"):
        return _problem("unknown_qualifier", f"{measure!r} qualifies its unit in an unknown way", text, nearest(measure, PRINTED.values()))
    return _problem("unknown_measurement_unit", f"{measure!r} is not a unit of measure", text, nearest(measure, PRINTED.values()))
