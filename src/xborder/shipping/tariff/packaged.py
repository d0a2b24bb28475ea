"""Which tariffs come along?

>>> us_tariff()
TariffSchedule(US 2025-12-01, 36138 rows)
>>> eu_tariff().estimate, au_tariff().lookup("6109.10").needs[0].text
(True, 'the source of the tariff of AU has no chapter 61')

Three: the United States whole, the European Union's base rates of 2012 as estimates, and of Australia the chapters that its
source holds. Each is opened when it is first asked for. Written by `tools/compile_tariffs.py`, which says from what.
"""

from xborder.shipping.tariff.schedule import TariffSchedule

__all__ = ["au_tariff", "eu_tariff", "packaged_tariff", "us_tariff"]

_DATA = __file__.removesuffix("packaged.py") + "data/"
_NAMES = {"AU": "au", "EU": "eu", "US": "us"}
_open: dict[str, TariffSchedule] = {}


def packaged_tariff(country: str) -> TariffSchedule | None:
    """The tariff that comes along for a country, or for `EU`; None where none does."""
    known = _open.get(country)
    if known is None and country in _NAMES:
        with open(f"{_DATA}{_NAMES[country]}.tariff", "rb") as file:  # noqa: PTH123 - pathlib costs more than the first answer
            known = _open.setdefault(country, TariffSchedule(file.read()))
    return known


def _packaged(country: str) -> TariffSchedule:
    found = packaged_tariff(country)
    assert found is not None  # noqa: S101 - named above
    return found


def us_tariff() -> TariffSchedule:
    """The Harmonized Tariff Schedule of the United States, edition of 2025-12-01: every row, with all its columns."""
    return _packaged("US")


def eu_tariff() -> TariffSchedule:
    """The European Union's base rates by subheading, from its Combined Nomenclature of 2012: estimates with a range."""
    return _packaged("EU")


def au_tariff() -> TariffSchedule:
    """Schedule 3 to Australia's Customs Tariff Act 1995, without the 24 chapters that its source does not hold."""
    return _packaged("AU")
