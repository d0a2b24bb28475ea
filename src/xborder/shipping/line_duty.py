"""The duty of a line that the caller left to the library, as evidence."""

from typing import Literal, NamedTuple

from xborder.reasons import Caveat, Reason
from xborder.shipping.consignment import Pair
from xborder.shipping.plan import General

__all__ = ["LineDuty", "Part", "Status"]

Status = Literal["known", "estimated", "missing", "not_applicable", "prohibited"]


class Part(NamedTuple):
    """One duty of a line as the tariff told it, in the destination's minor units."""

    code: str
    rule: str
    base: int | None
    rate: Pair | None
    amount: int | None
    low: int
    high: int | None
    status: Status


class LineDuty(NamedTuple):
    """What a line was told to bear: parts and bounds by a tariff, or the one rate of a country that has but one."""

    parts: tuple[Part, ...] = ()
    low: int = 0
    high: int | None = None
    banned: bool = False
    reasons: tuple[Reason, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    general: General | None = None

    @property
    def decided(self) -> bool:
        """Whether its bounds are one."""
        return self.low == self.high and not self.banned
