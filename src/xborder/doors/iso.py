"""The door to pycountry: the subdivisions of ISO 3166-2, and nothing else of it."""

from functools import cache

__all__ = ["subdivision_name", "subdivisions"]


@cache
def subdivisions(country: str) -> tuple[tuple[str, str], ...]:
    """A country's subdivisions as (own part of the code, name), in order; copied, since pycountry's own can be changed."""
    import pycountry

    own = (one for one in pycountry.subdivisions if one.country_code == country)
    return tuple(sorted((str(one.code).partition("-")[2], str(one.name)) for one in own))


def subdivision_name(country: str, region: str) -> str | None:
    """What a subdivision is called by ISO 3166-2."""
    return dict(subdivisions(country)).get(region)
