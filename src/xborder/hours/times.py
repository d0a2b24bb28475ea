"""An instant on every clock that matters: UTC, the place's own, the viewer's."""

from datetime import UTC, datetime, timedelta
from typing import final

from attrs import converters, field, frozen

from xborder.doors import zones
from xborder.values import Value, named, text, whole

__all__ = ["Times", "second_of", "zone_name"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def second_of(at: datetime) -> int:
    """The second since 1970 that an instant lies in."""
    gone = at - _EPOCH
    return gone.days * 86_400 + gone.seconds


def zone_name(value: str) -> str:
    """The name of a zone that the tz database has."""
    zones.zone(text(value))
    return value


def _whole(value: int) -> int:
    return whole(value)


@final
@frozen(kw_only=True, field_transformer=named)
class Times(Value):
    """An instant as the second it is, and how the clocks of two zones show it.

    >>> Times(second=1796146200, zone="America/Vancouver", viewer_zone="Europe/Paris").to_dict()
    {'utc': '2026-12-01T17:30:00Z', 'local': '2026-12-01T10:30:00-07:00', 'viewer': '2026-12-01T18:30:00+01:00'}
    """

    WIRE = ("utc", "local", "viewer")

    second: int = field(converter=_whole)
    zone: str = field(converter=zone_name)
    viewer_zone: str | None = field(default=None, converter=converters.optional(zone_name))
    microsecond: int = field(default=0, converter=_whole)

    @property
    def utc(self) -> datetime:
        """The instant on the clock of UTC."""
        return _EPOCH + timedelta(0, self.second, self.microsecond)

    @property
    def local(self) -> datetime:
        """The instant on the place's clock."""
        return zones.local(self.utc, self.zone)

    @property
    def viewer(self) -> datetime | None:
        """The instant on the viewer's clock."""
        return None if self.viewer_zone is None else zones.local(self.utc, self.viewer_zone)
