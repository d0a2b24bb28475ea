"""What laws, strategies and fixtures read of an atlas."""

from xborder.atlas import Atlas

__all__ = ["home_currencies"]


def home_currencies(atlas: Atlas) -> tuple[str, ...]:
    """The currencies of the places of an atlas, and those that drawn parcels are priced in beside them; the euro first."""
    found = {atlas.page_header("places", name).get("currency") for name in atlas.listed("places")}
    return ("EUR", *sorted((found | {"USD", "GBP", "JPY", "KRW", "CHF", "CNY", "KWD"}) - {None, "EUR"}))
