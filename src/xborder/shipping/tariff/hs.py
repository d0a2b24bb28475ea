"""Is this a code of the Harmonized System, and what became of it?

>>> hs_code("6109.10.00 10")
'6109100010'
>>> standing("6109100010").status
'current'
>>> standing("852580").status, standing("852580").successors[:5]
('retired', ('852581', '852582', '852583', '852589', '880621'))

Structure and codes are those of HS 2022: 97 chapters, of which 77 is kept empty. What a code was in HS 2012 is known by
one predecessor for each code of today, although some have several: who goes that way has an estimate. Codes that only the
HS of 2017 knew are not known here.
"""

import re
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, final

from attrs import frozen

from xborder.errors import FactError
from xborder.values import Value

__all__ = ["LENGTHS", "Standing", "hs_code", "predecessor", "standing", "subheadings"]

LENGTHS = (4, 6, 8, 10)
"""How many digits a code may have where no tariff says otherwise: a heading, a subheading, and what countries add."""
_FILE = __file__.removesuffix("hs.py") + "data/hs2022.z"
_CODE = re.compile(r"[0-9]+(?:[.\s\u00a0-]*[0-9]+)*")
_LAST_CHAPTER, _EMPTY_CHAPTER, _NATIONAL = 97, 77, 98
_SUBHEADING = 6
_LONGEST = 40

_kept: dict[str, "_Nomenclature"] = {}


class _Nomenclature:
    """The subheadings of HS 2022, and what each was in HS 2012."""

    __slots__ = ("codes", "gone", "successors", "was")

    def __init__(self, lines: Iterable[str]) -> None:
        was: dict[str, str] = {}
        successors: dict[str, tuple[str, ...]] = {}
        self.gone: set[str] = set()
        for line in lines:
            if line.startswith("-"):
                self.gone.add(line[1:])
                continue
            code, _, before = line.partition("<")
            was[code] = before or code
            successors[was[code]] = (*successors.get(was[code], ()), code)
        self.codes = tuple(was)
        self.was: Mapping[str, str] = MappingProxyType(was)
        self.successors: Mapping[str, tuple[str, ...]] = MappingProxyType(successors)


def _nomenclature() -> _Nomenclature:
    known = _kept.get("hs")
    if known is None:
        with open(_FILE, "rb") as file:  # noqa: PTH123 - pathlib costs more than the codes
            known = _kept.setdefault("hs", _Nomenclature(zlib.decompress(file.read()).decode().splitlines()))
    return known


def hs_code(code: object, *, lengths: Iterable[int] = LENGTHS) -> str:
    """A code as digits alone; dots, spaces and hyphens may stand between them."""
    if not isinstance(code, str):
        raise FactError("not_text", f"a code is wanted as text, not {code!r}", value=code, hint="as '6109.10.00': a number loses its first zero")
    if len(code) > _LONGEST or not _CODE.fullmatch(code.strip()):
        raise FactError("unreadable_hs_code", f"{code[:_LONGEST]!r} is not a tariff code", value=code, hint="digits, with dots or without: '6109.10.00'")
    digits = re.sub(r"[^0-9]", "", code)
    chapter, allowed = int(digits[:2]), sorted(set(lengths))
    if len(digits) not in allowed:
        zero = f"a zero may be missing in front: '0{digits}'" if len(digits) + 1 in allowed and len(digits) % 2 else ""
        counts = ", ".join(map(str, allowed))
        raise FactError("wrong_hs_length", f"the code {code!r} has {len(digits)} digits", value=code, hint=zero or f"this tariff's codes have {counts} digits")
    if not chapter or chapter == _EMPTY_CHAPTER:
        why = "kept empty for later use" if chapter else "no chapter"
        raise FactError(
            "no_such_chapter",
            f"chapter {digits[:2]} of the code {code!r} is {why}",
            value=code,
            hint="chapters are 01 to 97 without 77; 98 and 99 are national",
        )
    return digits


@final
@frozen(kw_only=True)
class Standing(Value):
    """What a code's first six digits are in HS 2022.

    `current`; `retired` (it was one of HS 2012); `unknown`; `national` (chapters 98 and 99, which no two countries
    share). `successors` are today's codes for what the code meant in HS 2012, as far as known: more than one where it was
    split. `predecessor` is what it was then.
    """

    code: str
    status: Literal["current", "retired", "unknown", "national"]
    successors: tuple[str, ...] = ()
    predecessor: str | None = None


def standing(code: str) -> Standing:
    """What became of a code: of its subheading, or of its heading where it has only four digits."""
    digits = hs_code(code, lengths=range(4, 13))
    six = digits[:_SUBHEADING]
    if int(digits[:2]) >= _NATIONAL:
        return Standing(code=six, status="national")
    known = _nomenclature()
    if len(six) < _SUBHEADING:
        within = subheadings(six)
        before = sorted({after[:4] for old, news in known.successors.items() if old.startswith(six) for after in news})
        gone = bool(before) or any(old.startswith(six) for old in known.gone)
        return Standing(code=six, status="current" if within else "retired" if gone else "unknown", successors=tuple(before))
    successors = known.successors.get(six, ())
    if six in known.was:
        return Standing(code=six, status="current", successors=successors, predecessor=known.was[six])
    return Standing(code=six, status="retired" if successors or six in known.gone else "unknown", successors=successors)


def subheadings(prefix: str = "") -> tuple[str, ...]:
    """All subheadings of HS 2022 that begin so, in order."""
    codes = _nomenclature().codes
    first = bisect_left(codes, prefix)
    return codes[first : bisect_left(codes, prefix + "~", first)]


def predecessor(code: str) -> str | None:
    """The subheading of HS 2012 that a subheading of today comes from; None where none is known."""
    return _nomenclature().was.get(code)
