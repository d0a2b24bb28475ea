"""Tariffs: which duty does a country's schedule give a code, from there, on that day?

>>> from xborder.shipping.tariff import us_tariff
>>> [rate.text for rate in us_tariff().lookup("8517.13.00").line.rates]
['Free', '35%']
"""

from typing import TYPE_CHECKING

from xborder.shipping.duty.doorway import doorway

if TYPE_CHECKING:
    from xborder.shipping.tariff.asking import duty_on
    from xborder.shipping.tariff.assembly import assembled
    from xborder.shipping.tariff.base_duty import Available, BaseDuty, Option
    from xborder.shipping.tariff.claims import Claim
    from xborder.shipping.tariff.hs import Standing, hs_code, predecessor, standing, subheadings
    from xborder.shipping.tariff.line import Found, TariffLine, TariffRate
    from xborder.shipping.tariff.packaged import au_tariff, eu_tariff, packaged_tariff, us_tariff
    from xborder.shipping.tariff.packing import Column, Row
    from xborder.shipping.tariff.plain_csv import read_tariff_csv
    from xborder.shipping.tariff.preferences import Programme
    from xborder.shipping.tariff.schedule import TariffSchedule
    from xborder.shipping.tariff.uk import read_uk_commodities
    from xborder.shipping.tariff.usitc import read_usitc_csv, read_usitc_json
    from xborder.shipping.tariff.wits import read_wits

_HOMES = {
    "assembly": ("assembled",),
    "asking": ("duty_on",),
    "base_duty": ("Available", "BaseDuty", "Option"),
    "claims": ("Claim",),
    "hs": ("Standing", "hs_code", "predecessor", "standing", "subheadings"),
    "line": ("Found", "TariffLine", "TariffRate"),
    "packaged": ("au_tariff", "eu_tariff", "packaged_tariff", "us_tariff"),
    "packing": ("Column", "Row"),
    "plain_csv": ("read_tariff_csv",),
    "preferences": ("Programme",),
    "schedule": ("TariffSchedule",),
    "uk": ("read_uk_commodities",),
    "usitc": ("read_usitc_csv", "read_usitc_json"),
    "wits": ("read_wits",),
}

__all__ = [
    "Available",
    "BaseDuty",
    "Claim",
    "Column",
    "Found",
    "Option",
    "Programme",
    "Row",
    "Standing",
    "TariffLine",
    "TariffRate",
    "TariffSchedule",
    "assembled",
    "au_tariff",
    "duty_on",
    "eu_tariff",
    "hs_code",
    "packaged_tariff",
    "predecessor",
    "read_tariff_csv",
    "read_uk_commodities",
    "read_usitc_csv",
    "read_usitc_json",
    "read_wits",
    "standing",
    "subheadings",
    "us_tariff",
]
__getattr__ = doorway(__name__, _HOMES)
