"""What does a weight cost in one zone of a rate card, and where is that zone?

>>> zone = RateZone(name="eu", places=["DE"], steps=[{"up_to_kg": "1", "price": "9.00 EUR"}], beyond={"each_kg": "0.5", "price": "2.00 EUR"})
>>> zone.price_of(Decimal("1.7"))
(Money('13.00', 'EUR'), '9.00 EUR up to 1 kg + 2 x 2.00 EUR for each 0.5 kg begun')
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple, final

from attrs import converters, field, frozen

from xborder.codes import Country, Currency
from xborder.errors import FactError
from xborder.locale.contact import Address
from xborder.money import Money
from xborder.shipping.weight_profile import measure
from xborder.values import Value, named, nearest, read, sequence, text

__all__ = ["ELSEWHERE", "Beyond", "RateStep", "RateZone", "Row", "rows_of"]

ELSEWHERE = "*"
_COLUMNS = ("zone", "from_kg", "up_to_kg", "price")
_OWED = ("zone", "up_to_kg", "price")


def _price(value: Money | Mapping[str, Any] | str) -> Money:
    money = Money.read(value)
    if money.units < 0:
        raise FactError("negative_price", f"a price is zero or above, not {money}", value=money, hint="leave the step out if it has no price")
    return money


def _from(value: Decimal | str | int) -> Decimal:
    return Decimal(0) if str(value) in ("0", "0.0", "0.00", "0.000") else measure(value)


def _place(value: str) -> str:
    """`DE`, `ES-CN`, `DE:buesingen`, `GB BT*` or `*`, in one spelling."""
    written = text(value).strip()
    if written == ELSEWHERE:
        return written
    country, space, code = written.partition(" ")
    if not space:
        return Address.read(written).scope
    prefix = re.sub(r"[\s-]", "", code).upper()
    if not re.fullmatch(r"[A-Z0-9]+\*?", prefix):
        raise FactError("unreadable_place", f"{value!r} is not a place of a rate card", value=value, hint="write 'DE', 'ES-CN', 'GB BT*' or '*'")
    return f"{Country(country)} {prefix.removesuffix('*')}*"


def _places(value: Iterable[str]) -> tuple[str, ...]:
    places = sequence(value, _place)
    if not places:
        raise FactError("no_places", "a zone has at least one place", value="[]", hint="write '*' for everywhere else")
    for one, other in pairwise(sorted(places)):
        if one == other:
            raise FactError("place_twice", f"{one} stands twice in one zone", value=one, hint="leave one of them out")
    return tuple(sorted(places))


@final
@frozen(kw_only=True, field_transformer=named)
class RateStep(Value):
    """A price for every weight up to one, above the step before it; `from_kg` may say again where that one ended."""

    up_to_kg: Decimal = field(converter=measure)
    price: Money = field(converter=_price)
    from_kg: Decimal | None = field(default=None, converter=converters.optional(_from))


@final
@frozen(kw_only=True, field_transformer=named)
class Beyond(Value):
    """What is charged above the last step: so much for `each_kg` begun."""

    each_kg: Decimal = field(converter=measure)
    price: Money = field(converter=_price)


def _steps(value: Iterable[RateStep | Mapping[str, Any]]) -> tuple[RateStep, ...]:
    steps = sequence(value, lambda one: read(RateStep, one))
    if not steps:
        raise FactError("no_steps", "a zone has at least one step", value="[]", hint="give the price up to some weight")
    steps = tuple(sorted(steps, key=lambda one: one.up_to_kg))
    if steps[0].from_kg:
        message = f"nothing is priced below {steps[0].from_kg} kg"
        raise FactError("gap_in_steps", message, value=steps[0].from_kg, hint="the first step begins at 0")
    for low, high in pairwise(steps):
        if low.up_to_kg == high.up_to_kg:
            message = f"two prices are given up to {low.up_to_kg} kg: {low.price} and {high.price}"
            raise FactError("overlapping_steps", message, value=low.up_to_kg, hint="leave one of them out")
        if high.from_kg is not None and high.from_kg != low.up_to_kg:
            code, what = ("gap_in_steps", "nothing is priced") if high.from_kg > low.up_to_kg else ("overlapping_steps", "two steps lie")
            message = f"between {min(low.up_to_kg, high.from_kg)} and {max(low.up_to_kg, high.from_kg)} kg {what}"
            raise FactError(code, message, value=high.from_kg, hint=f"the step up to {high.up_to_kg} kg begins at {low.up_to_kg}")
    return steps


def _beyond(value: Beyond | Mapping[str, Any]) -> Beyond:
    return read(Beyond, value)


@final
@frozen(kw_only=True, field_transformer=named)
class RateZone(Value):
    """Some places and what weights cost there.

    A place is a country (`DE`), a region (`ES-CN`, `DE:buesingen`), the beginning of a postcode (`GB BT*`), or `*`: everywhere else.
    """

    name: str = field(converter=text)
    places: tuple[str, ...] = field(converter=_places)
    steps: tuple[RateStep, ...] = field(converter=_steps)
    beyond: Beyond | None = field(default=None, converter=converters.optional(_beyond))

    @property
    def prices(self) -> tuple[Money, ...]:
        """Every price of the zone."""
        return tuple(step.price for step in self.steps) + ((self.beyond.price,) if self.beyond else ())

    def price_of(self, weight: Decimal) -> tuple[Money, str] | None:
        """What a weight costs here, and how that is reckoned; None above the last step."""
        for step in self.steps:
            if weight <= step.up_to_kg:
                return step.price, f"{step.price} up to {step.up_to_kg} kg"
        if self.beyond is None:
            return None
        last = self.steps[-1]
        begun = -((Fraction(last.up_to_kg) - Fraction(weight)) // Fraction(self.beyond.each_kg))
        how = f"{last.price} up to {last.up_to_kg} kg + {begun} x {self.beyond.price} for each {self.beyond.each_kg} kg begun"
        return last.price + self.beyond.price * begun, how


class Row(NamedTuple):
    """One line of a price list."""

    line: int
    zone: str
    step: RateStep


def rows_of(written: str, currency: Currency, delimiter: str = ",") -> tuple[Row, ...]:
    """The lines of a price list under their heading; what cannot be read is refused by line and column."""
    if not isinstance(written, str):
        raise FactError("not_text", f"a price list is read from text, not from {type(written).__name__}", path="/csv", value=written)
    if not (isinstance(delimiter, str) and len(delimiter) == 1 and delimiter not in '\r\n"'):
        raise FactError("unusable_delimiter", f"{delimiter!r} does not part columns", path="/delimiter", value=delimiter, hint="',' or ';'")
    reader = csv.reader(written.removeprefix("\ufeff").splitlines(keepends=True), delimiter=delimiter, strict=True)
    try:
        heading = [name.strip().lower() for name in next(reader, [])]
        _check_heading(heading)
        rows = tuple(_rows(reader, heading, currency))
    except csv.Error as error:
        message = f"line {reader.line_num} is not CSV: {error}"
        raise FactError("unreadable_csv", message, path=f"/csv/{reader.line_num}", hint="close every quotation mark") from None
    if not rows:
        raise FactError("no_steps", "the price list has no lines below its heading", path="/csv", hint="add lines of zone,up_to_kg,price")
    return rows


def _check_heading(heading: list[str]) -> None:
    for name in heading:
        if name not in _COLUMNS:
            raise FactError("unknown_column", f"line 1 names a column {name!r}", path="/csv/1", value=name, hint=nearest(name, _COLUMNS))
    for name in _OWED:
        if heading.count(name) != 1:
            message = f"line 1 names the column {name!r} {heading.count(name)} times"
            raise FactError("missing_column", message, path="/csv/1", value=",".join(heading), hint="the heading is zone,up_to_kg,price")


def _rows(reader: Any, heading: list[str], currency: Currency) -> Iterator[Row]:
    for cells in reader:
        line = reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heading):
            message = f"line {line} has {len(cells)} cells, and the heading {len(heading)}"
            raise FactError("uneven_line", message, path=f"/csv/{line}", value=",".join(cells), hint="quote a cell that holds the delimiter")
        named_cells = {name: cell.strip() for name, cell in zip(heading, cells, strict=True)}
        found: dict[str, Any] = {}
        for name, cell in named_cells.items():
            if name == "from_kg" and not cell:
                continue
            try:
                found[name] = text(cell) if name == "zone" else Money(cell, currency) if name == "price" else (_from if name == "from_kg" else measure)(cell)
            except FactError as error:
                message = f"line {line}, column {name}: {error.message}"
                raise FactError(error.code, message, path=f"/csv/{line}/{name}", value=cell, hint=error.hint) from None
        zone = found.pop("zone")
        try:
            yield Row(line, zone, RateStep(**found))
        except FactError as error:
            raise FactError(error.code, f"line {line}: {error.message}", path=f"/csv/{line}{error.path}", value=error.value, hint=error.hint) from None
