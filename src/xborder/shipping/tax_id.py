"""Is this a tax or customs number at all? Shapes and check digits, without a call to any register.

>>> check_tax_id("IM 276 000 0000", kind="ioss").normalised
'IM2760000000'
>>> check_tax_id("GB1234567890", kind="eori").why
'a GB EORI number is GB and 12 digits, and this has 10'
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, final

from attrs import frozen

from xborder.atlas import EDITION, Entry
from xborder.codes import Country
from xborder.doors import taxid
from xborder.errors import FactError
from xborder.reasons import Answer, Assumption, Caveat, Need, Reason, Source, told
from xborder.shipping.tax_id_rules import KINDS, MEMBERS, OWN_COUNTRY, READ, RULES, UNREADABLE, TaxIdKind
from xborder.values import Under, choice, pairs, text

__all__ = ["TaxIdCheck", "check_tax_id", "id_findings"]

_LONGEST = 40
"""Signs of the longest number, separators included; UNREADABLE says so, too."""


@final
@frozen(kw_only=True)
class TaxIdCheck(Answer):
    """Whether a number is written as its kind is written; None where that could not be asked.

    `valid` speaks of the shape and of check digits that are published. Whether the number was ever given out, only its register knows.
    """

    WIRE = ("kind", "country", "valid", "normalised", "why", "source", "status", "edition", "because", "needs", "caveats", "assumed")

    number: str
    kind: TaxIdKind
    country: Country | None
    valid: bool | None
    normalised: str | None
    why: str
    entry: Entry | None = None
    module: str | None = None
    read_by: str | None = None

    @property
    def source(self) -> Source | None:
        """Where the rule was read, or the package that knows it."""
        if self.entry is not None:
            return self.entry.sources[0]
        if self.module is None:
            return None
        return Source(title=f"python-stdnum {self.read_by}, {self.module}", url="https://pypi.org/project/python-stdnum/", checked=READ)

    @property
    def edition(self) -> str:
        """The edition of the rules, and the version of python-stdnum where it was asked."""
        return EDITION if self.module is None else f"{EDITION} python-stdnum-{self.read_by}"

    @property
    def because(self) -> tuple[Reason, ...]:
        """The rule that was held against the number."""
        return () if self.valid is None else (told(f"tax_id.{self.kind}", "{why}", self.entry, why=self.why),)

    @property
    def needs(self) -> tuple[Need, ...]:
        """What would let the number be checked."""
        return (Need(kind="rule", path="/number", text=self.why),) if self.valid is None else ()

    @property
    def caveats(self) -> tuple[Caveat, ...]:
        """How little is known of the rule, where it is little."""
        if self.entry is None or self.entry.grade != "C":
            return ()
        return (Caveat(kind="unverified", rule=self.entry.rule, text="this shape is told differently by different sources"),)

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """Nothing."""
        return ()


def check_tax_id(number: str, /, *, kind: TaxIdKind, country: Country | str | None = None) -> TaxIdCheck:
    """Is a number written as numbers of its kind are?

    >>> check_tax_id("1234567", kind="voec").valid
    True

    Kinds: `vat` and `gst` of a country, `ioss`, `voec`, `eori` (EU and UK), `arn` and `abn` (Australia), `uen` (Singapore), `uid`
    (Switzerland), `ein` (USA).
    The shapes of IOSS, VOEC, EORI and ARN are known here; all others are read by python-stdnum, from the extra `xborder[taxid]`,
    and without it `needs` says so. No register is asked.
    """
    asked: TaxIdKind = Under("kind", lambda one: choice(one, *KINDS))(kind)
    where = None if country is None else Under("country", Country)(country)
    written: str = Under("number", text)(number)
    only = OWN_COUNTRY.get(asked)
    if only is not None and where not in (None, only):
        message = f"{asked.upper()} numbers are given out in {only}, not in {where}"
        raise FactError("wrong_country", message, path="/country", value=where, hint=f"leave country out, or pass {only!r}")
    readable = len(written) <= _LONGEST and written.isascii()
    found = RULES[asked](written, where) if readable else UNREADABLE
    return TaxIdCheck(
        number=written,
        kind=asked,
        country=where or (Country(only) if only else None),
        valid=found.valid,
        normalised=found.normalised,
        why=found.why,
        entry=found.entry,
        module=found.module,
        read_by=taxid.version() if found.module else None,
    )


class _Wanted(NamedTuple):
    """Which kind of number stands under a name of the seller's ids, and where it matters."""

    kind: TaxIdKind
    country: str | None
    at: frozenset[str]


_AT_EU = frozenset(MEMBERS)
_IDS: Mapping[str, _Wanted] = MappingProxyType(
    {
        "arn": _Wanted("arn", None, frozenset({"AU"})),
        "au": _Wanted("gst", "AU", frozenset({"AU"})),
        "ch": _Wanted("vat", "CH", frozenset({"CH", "LI"})),
        "eori": _Wanted("eori", None, _AT_EU | {"GB"}),
        "ioss": _Wanted("ioss", None, _AT_EU | {"GB"}),
        "nz": _Wanted("gst", "NZ", frozenset({"NZ"})),
        "sg": _Wanted("gst", "SG", frozenset({"SG"})),
        "uk": _Wanted("vat", "GB", frozenset({"GB"})),
        "voec": _Wanted("voec", None, frozenset({"NO"})),
    }
)


def id_findings(seller_ids: Mapping[str, str], country: Country | str, /) -> tuple[Caveat, ...]:
    """What is wrong with the numbers a seller gives for her registrations, as far as they matter to a destination.

    >>> id_findings({"ioss": "IM27600000"}, "DE")[0].text
    "the seller's ioss number 'IM27600000': an IOSS number is IM and 10 digits, and this has 8"

    Names are those of the schemes (`ioss`, `uk`, `voec`, `au`, `nz`, `sg`, `ch`), `arn` and `eori`; others are passed over.
    """
    goal: Country = Under("country", Country)(country)
    found: list[Caveat] = []
    for name, number in Under("ids", lambda one: pairs(one, text))(seller_ids):
        wanted = _IDS.get(name)
        if wanted is None or goal not in wanted.at:
            continue
        check = check_tax_id(number, kind=wanted.kind, country=wanted.country)
        if check.valid:
            found += check.caveats
        else:
            kind: Literal["conflict", "unverified"] = "unverified" if check.valid is None else "conflict"
            rule = check.entry.rule if check.entry else None
            found.append(Caveat(kind=kind, rule=rule, text=f"the seller's {name} number {number!r}: {check.why}"))
    return tuple(found)
