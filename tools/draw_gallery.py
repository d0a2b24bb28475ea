"""Draws docs/gallery/*.svg: what a parcel costs in many places, and where its price jumps. Only the library and text, no plotting package.

    python tools/draw_gallery.py            # writes the pictures
    python tools/draw_gallery.py --check    # says whether they are what the library says today

The duty rate and the exchange rates below are an example set, so that the pictures move only when the law does.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from xborder import ExchangeRates, Money, Parcel, cliffs, country_name, landed_cost

WHERE = Path(__file__).parent.parent / "docs" / "gallery"
ON = "2026-11-22"
# Round numbers made up for these pictures, near what currencies were worth in 2025; nobody published them.
EXAMPLE = {
    "AED": "4.20", "AUD": "1.75", "BDT": "135", "BRL": "6.30", "CAD": "1.60", "CHF": "0.94", "CLP": "1100", "CNY": "8.20", "COP": "4700", "CZK": "25",
    "DKK": "7.46", "EGP": "56", "GBP": "0.86", "HKD": "9.00", "HUF": "400", "IDR": "19000", "ILS": "3.90", "INR": "100", "ISK": "142", "JPY": "170",
    "KES": "150", "KRW": "1620", "KZT": "600", "MAD": "10.50", "MXN": "21.50", "MYR": "4.90", "NGN": "1750", "NOK": "11.80", "NZD": "2.00", "PEN": "4.10",
    "PHP": "66", "PLN": "4.25", "RON": "5.00", "RSD": "117", "SAR": "4.35", "SEK": "11.20", "SGD": "1.50", "THB": "37.50", "TRY": "46", "TWD": "34",
    "UAH": "48", "USD": "1.16", "UYU": "46", "VND": "30000", "ZAR": "20.50", "XDR": "0.85",
}  # fmt: skip
RATES = ExchangeRates.from_mapping("EUR", EXAMPLE, on="2026-11-20", source="an example set of round numbers")
PLACES = (
    "DE", "FR", "IT", "ES", "NL", "AT", "PL", "SE", "DK", "FI", "IE", "RO", "HU", "GR", "GB",
    "CH", "NO", "IS", "UA", "TR", "US", "CA", "MX", "BR", "CL", "CO", "AU", "NZ", "JP", "KR",
    "HK", "TW", "SG", "MY", "TH", "VN", "ID", "PH", "IN", "AE", "SA", "IL", "ZA", "KE", "NG",
)  # fmt: skip
PARTS = (("goods", "Goods"), ("freight", "Freight"), ("duty", "Duty"), ("tax", "Tax"), ("fee", "Fees"))

STYLE = """
  svg { font-family: system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; font-variant-numeric: tabular-nums; }
  .paper { fill: #ffffff; }
  .ink { fill: #1b2430; }
  .soft { fill: #667085; }
  .grid { stroke: #e4e7ec; stroke-width: 1; }
  .axis { stroke: #98a2b3; stroke-width: 1; }
  .title { font-size: 19px; font-weight: 650; letter-spacing: -0.01em; }
  .lead { font-size: 13px; }
  .label { font-size: 12.5px; }
  .small { font-size: 11px; }
  .strong { font-weight: 600; }
  .end { text-anchor: end; }
  .middle { text-anchor: middle; }
  .goods { fill: #cbd5e1; }
  .freight { fill: #94a3b8; }
  .duty { fill: #e07a3f; }
  .tax { fill: #3b7dd8; }
  .fee { fill: #8b5fbf; }
  .line { fill: none; stroke: #3b7dd8; stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; }
  .line.before { stroke: #e07a3f; stroke-width: 6; stroke-opacity: 0.45; }
  .leap { stroke: #3b7dd8; stroke-width: 1.5; stroke-dasharray: 2 3; }
  .leap.before { stroke: #e07a3f; }
  .dot { fill: #3b7dd8; }
  .dot.before { fill: #e07a3f; }
  .hollow { fill: #ffffff; stroke: #3b7dd8; stroke-width: 1.75; }
  .hollow.before { stroke: #e07a3f; }
  .own { stroke: #98a2b3; stroke-width: 1; stroke-dasharray: 5 4; fill: none; }
  .mark { fill: #2a62b0; stroke: #ffffff; stroke-width: 4; stroke-linejoin: round; paint-order: stroke; }
  .mark.before { fill: #b4531d; }
  @media (prefers-color-scheme: dark) {
  .paper { fill: #14181f; }
  .ink { fill: #e6e9ef; }
  .soft { fill: #98a2b3; }
  .grid { stroke: #262d38; }
  .axis { stroke: #566072; }
  .goods { fill: #475569; }
  .freight { fill: #64748b; }
  .duty { fill: #f0935a; }
  .tax { fill: #5b9bf0; }
  .fee { fill: #ab84dc; }
  .line, .leap { stroke: #5b9bf0; }
  .line.before, .leap.before { stroke: #f0935a; }
  .dot { fill: #5b9bf0; }
  .dot.before { fill: #f0935a; }
  .hollow { fill: #14181f; stroke: #5b9bf0; }
  .hollow.before { stroke: #f0935a; }
  .own { stroke: #566072; }
  .mark { fill: #8fbcf7; stroke: #14181f; }
  .mark.before { fill: #f6b48c; }
  }
"""


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def words(x: float, y: float, text: str, names: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" class="{names}">{escaped(text)}</text>'


def stroke(x1: float, y1: float, x2: float, y2: float, names: str) -> str:
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}" class="{names}"/>'


def drawn(width: int, height: int, title: str, lead: str, parts: Iterable[str]) -> str:
    """A picture: its title and lead in words for those who cannot see it, too."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="t d">'
    told = f'<title id="t">{escaped(title)}</title><desc id="d">{escaped(lead)}</desc>'
    paper = f'<rect width="{width}" height="{height}" rx="10" class="paper"/>'
    top = [words(28, 38, title, "title ink"), words(28, 60, lead, "lead soft")]
    return "\n".join([head, told, f"<style>{STYLE}</style>", paper, *top, *parts, "</svg>", ""])


def parcel_to(place: str, price: str, freight: str, duty: str = "0.12", origin: str = "CN", **facts: Any) -> Parcel:
    """The parcel of all pictures: one line of cotton T-shirts, its duty rate stated."""
    line = {"sku": "tee", "unit_price": price, "hs": "610910", "origin": origin, "duty_rate": duty}
    return Parcel(**{"lines": [line], "ship_from": origin, "ship_to": place, "channel": "courier", "transport": "air", "freight": freight, **facts})


# ------------------------------------------------------------------------------------------------------------- a hundred


def hundred() -> str:
    """What EUR 100 of goods cost at the door in many places, as stacked bars, the dearest first."""
    rows: list[tuple[int, str, Mapping[str, int]]] = []
    for place in PLACES:
        cost = landed_cost(parcel_to(place, "100.00 EUR", "10.00 EUR", currency="EUR", incoterm="DAP"), on=ON, rates=RATES)
        if cost.total is not None:
            sums = {kind: getattr(cost.sums, kind) for kind in ("duty", "tax", "fee")}
            kinds = {"goods": 10_000, "freight": 1_000, **{kind: money.minor for kind, money in sums.items()}}
            rows.append((cost.total.minor, country_name(place, language="en"), kinds))
    rows = sorted(rows, key=lambda row: (-row[0], row[1]))
    left, top, step, width = 168, 116, 19, 920
    scale = (width - left - 92) / (-(-rows[0][0] // 2_000) * 2_000)
    bottom = top + step * len(rows)
    parts: list[str] = []
    for value in range(0, rows[0][0] + 2_000, 2_000):
        x = left + value * scale
        if x <= width - 88:
            parts += [stroke(x, top - 6, x, bottom, "grid"), words(x, top - 13, f"€{value // 100}", "small soft middle")]
    x = left
    for name, label in PARTS:
        parts += [f'<rect x="{x}" y="76" width="11" height="11" rx="2" class="{name}"/>', words(x + 17, 86, label, "label ink")]
        x += 40 + 8 * len(label)
    for index, (total, named, amounts) in enumerate(rows):
        y = top + index * step
        parts.append(words(left - 10, y + 12.5, named, "label ink end"))
        x = float(left)
        for name, _ in PARTS:
            wide = amounts[name] * scale
            if wide:
                parts.append(f'<rect x="{x:.2f}" y="{y + 2}" width="{wide:.2f}" height="{step - 5}" class="{name}"/>')
            x += wide
        parts.append(words(round(x + 8, 2), y + 12.5, f"{total // 100}.{total % 100:02d}", "label ink strong"))
    title = f"What EUR 100 of T-shirts cost at the door, in {len(rows)} places"
    lead = f"By courier from China, freight EUR 10, duty rate 12 %, no scheme registered, on {ON}, at example exchange rates."
    return drawn(width, bottom + 24, title, lead, parts)


# ---------------------------------------------------------------------------------------------------------------- cliffs


class Curve:
    """One day's door price over the value of the goods: straight pieces between cliffs."""

    def __init__(self, place: str, currency: str, top: int, on: str, label: str, names: str = "", **facts: Any) -> None:
        self.label = label
        self.names = names
        nothing = f"0 {currency}"
        answer = cliffs(parcel_to(place, f"{top} {currency}", nothing, **facts), on=on, rates=RATES)
        exponent = Money(0, currency).scale
        unit = int(10**exponent)

        def door(goods: int) -> float:
            total = landed_cost(parcel_to(place, str(Money.of(goods, currency)), nothing, **facts), on=on, rates=RATES).figure()
            return float(total.amount)

        self.leaps = []
        marks = []
        for one in answer.cliffs:
            if one.below.goods.minor < top * unit and one.below.total and one.above.total:
                self.leaps.append((float(one.below.goods.amount), float(one.below.total.amount), float(one.above.total.amount), str(one.jump)))
                marks.append(one.below.goods.minor)
        edges = [0, *[edge for mark in sorted(marks) for edge in (mark, mark + 1)], top * unit]
        self.pieces = []
        for start, stop in zip(edges[::2], edges[1::2], strict=True):
            points = sorted({start + (stop - start) * part // 24 for part in range(25)})
            self.pieces.append([(goods / unit, door(goods)) for goods in points])


def plot(title: str, lead: str, currency: str, top: int, tick: int, curves: Sequence[Curve]) -> str:
    """Curves over the value of the goods; a leap is dotted, with a full dot where the limit still holds and a hollow one beyond."""
    width, height, left, right, roof, floor = 920, 470, 76, 40, 104, 408
    highest = max(y for curve in curves for piece in curve.pieces for _, y in piece)
    ceiling = -(-int(highest * 1.04) // tick) * tick

    def at(x: float, y: float) -> tuple[float, float]:
        return round(left + x / top * (width - left - right), 2), round(floor - y / ceiling * (floor - roof), 2)

    parts = []
    for value in range(0, ceiling + 1, tick):
        _, y = at(0, value)
        parts += [stroke(left, y, width - right, y, "axis" if not value else "grid"), words(left - 10, y + 4, f"{value:,}", "small soft end")]
    for value in range(0, top + 1, tick):
        x, _ = at(value, 0)
        parts += [stroke(x, floor, x, floor + 5, "axis"), words(x, floor + 20, f"{value:,}", "small soft middle")]
    parts += [
        words((left + width - right) / 2, floor + 44, f"value of the goods, {currency}", "label soft middle"),
        words(left - 10, roof - 14, currency, "small soft end"),
    ]
    (x1, y1), (x2, y2) = at(0, 0), at(top, top)
    parts.append(stroke(x1, y1, x2, y2, "own"))
    for index, curve in enumerate(curves):
        for piece in curve.pieces:
            path = " ".join(f"{'M' if not number else 'L'}{x:g} {y:g}" for number, (x, y) in enumerate(at(*point) for point in piece))
            parts.append(f'<path d="{path}" class="line {curve.names}"/>')
        parts += leaps(curve, at)
        x = left + 18 + 250 * index
        parts += [f'<path d="M{x} 84h22" class="line {curve.names}"/>', words(x + 30, 88, curve.label, "label ink")]
    x = left + 18 + 250 * len(curves)
    parts += [f'<path d="M{x} 84h22" class="own"/>', words(x + 30, 88, "the goods alone", "label soft")]
    return drawn(width, height, title, lead, parts)


def leaps(curve: Curve, at: Any) -> Iterable[str]:
    """Each leap of a curve, with what it comes to written beside it."""
    for goods, below, above, jump in curve.leaps:
        (x, low), (_, high) = at(goods, below), at(goods, above)
        yield stroke(x, low, x, high, f"leap {curve.names}")
        yield f'<circle cx="{x:g}" cy="{low:g}" r="3.5" class="dot {curve.names}"/>'
        yield f'<circle cx="{x:g}" cy="{high:g}" r="3.5" class="hollow {curve.names}"/>'
        amount, _, code = jump.partition(" ")
        sign = "" if amount.startswith("-") else "+"
        label = f"{sign}{amount} {code}"
        yield words(x - 10, high - 8, label, f"small strong mark end {curve.names}") if curve.names else words(x + 11, low + 15, label, "small strong mark")


def pictures() -> dict[str, str]:
    """Every picture, by the name of its file."""
    return {
        "hundred": hundred(),
        "eu": plot(
            "European Union: the EUR 150 cliff, and the EUR 3 below it",
            "Door price in Germany of one item without freight, 12 % duty: before 2026-07-01 and since.",
            "EUR",
            250,
            50,
            [
                Curve("DE", "EUR", 250, "2026-06-30", "on 2026-06-30", "before"),
                Curve("DE", "EUR", 250, "2026-07-01", "on 2026-07-01"),
            ],
        ),
        "gb": plot(
            "United Kingdom: duty begins above GBP 135",
            f"Door price of one item without freight, 12 % duty, on {ON}. Up to GBP 135 the seller collects the VAT.",
            "GBP",
            250,
            50,
            [Curve("GB", "GBP", 250, ON, "at the door")],
        ),
        "au": plot(
            "Australia: AUD 1,000, and what registering for GST changes",
            f"Door price of one item without freight, 12 % duty, on {ON}: by a seller who is not registered, and by one who is.",
            "AUD",
            1600,
            400,
            [
                Curve("AU", "AUD", 1600, ON, "not registered", "before"),
                Curve("AU", "AUD", 1600, ON, "registered for GST", seller={"schemes": ["au"]}),
            ],
        ),
        "us": plot(
            "United States: the end of the USD 800 de minimis",
            "Door price of one item from Germany without freight, 12 % duty, by courier: on 2025-08-28 and on 2025-08-29.",
            "USD",
            1200,
            200,
            [
                Curve("US", "USD", 1200, "2025-08-28", "on 2025-08-28", "before", origin="DE"),
                Curve("US", "USD", 1200, "2025-08-29", "on 2025-08-29", origin="DE"),
            ],
        ),
        "ch": plot(
            "Switzerland: no more than CHF 5 of tax is waived",
            f"Door price of one item without freight, on {ON}: goods of 12 % duty, and goods free of duty.",
            "CHF",
            100,
            20,
            [
                Curve("CH", "CHF", 100, ON, "12 % duty", "before"),
                Curve("CH", "CHF", 100, ON, "free of duty", duty="0"),
            ],
        ),
    }


def main() -> int:
    made = pictures()
    if "--check" in sys.argv:
        old = [name for name, text in made.items() if not (WHERE / f"{name}.svg").is_file() or (WHERE / f"{name}.svg").read_text("utf-8") != text]
        print(f"out of date: {', '.join(old)}" if old else "every picture is what the library says")
        return bool(old)
    WHERE.mkdir(exist_ok=True)
    for name, text in made.items():
        (WHERE / f"{name}.svg").write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
