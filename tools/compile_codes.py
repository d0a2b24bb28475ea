"""Write `codes/_iso3166.py` and `codes/_iso4217.py` from public tables.

    python tools/compile_codes.py --list-one TABLE.xml --cldr CORE --names NAMES

Inputs, none of them shipped: ISO 4217 list one as XML (carried by the PyPI package `iso4217` 1.16.20260101,
public domain), the npm packages `cldr-core` and `cldr-localenames-full`, both 48.2.0 (Unicode-3.0), unpacked.
What those do not say stands below, each with its source.
"""

import argparse
import calendar
import json
import xml.etree.ElementTree as ET
from pathlib import Path

CODES = Path(__file__).parents[1] / "src" / "xborder" / "codes"

# ISO 4217 list three, codes for historic denominations: code, number, month of withdrawal (of a span, the
# later). Read in github.com/datasets/currency-codes, data/codes-all.csv at 1434fbe (PDDL).
LIST_THREE = """
ADP 020 2003-07,AFA 004 2003-01,ALK 008 1989-12,ANG 532 2025-03,AOK 024 1991-03,AON 024 2000-02
AOR 982 2000-02,ARA 032 1992-01,ARP 032 1985-07,ARY 032 1990-12,ATS 040 2002-03,AYM 945 2005-10
AZM 031 2005-12,BAD 070 1998-07,BEC 993 1990-03,BEF 056 2002-03,BEL 992 1990-03,BGJ 100 1990-12
BGK 100 1990-12,BGL 100 2003-11,BOP 068 1987-02,BRB 076 1986-03,BRC 076 1989-02,BRE 076 1993-03
BRN 076 1990-03,BRR 987 1994-07,BUK 104 1990-02,BYB 112 2001-01,BYR 974 2017-01,CHC 948 2004-11
CSD 891 2006-10,CSJ 203 1990-12,CSK 200 1993-03,CUC 931 2021-06,CYP 196 2008-01,DDM 278 1990-09
DEM 276 2002-03,ECS 218 2000-09,ECV 983 2000-09,EEK 233 2011-01,ESA 996 1981-12,ESB 995 1994-12
ESP 724 2002-03,FIM 246 2002-03,FRF 250 2002-03,GEK 268 1995-10,GHC 288 2008-01,GHP 939 2007-06
GNE 324 1989-12,GNS 324 1986-02,GQE 226 1986-06,GRD 300 2002-03,GWE 624 1981-12,GWP 624 1997-05
HRD 191 1995-01,HRK 191 2023-01,IEP 372 2002-03,ILP 376 1981-12,ILR 376 1990-12,ISJ 352 1990-12
ITL 380 2002-03,LAJ 418 1979-12,LSM 426 1985-05,LTL 440 2014-12,LTT 440 1993-07,LUC 989 1990-03
LUF 442 2002-03,LUL 988 1990-03,LVL 428 2014-01,LVR 428 1994-12,MGF 450 2004-12,MLF 466 1984-11
MRO 478 2017-12,MTL 470 2008-01,MTP 470 1983-06,MVQ 462 1989-12,MXP 484 1993-01,MZE 508 1981-12
MZM 508 2006-06,NIC 558 1990-10,NLG 528 2002-03,PEH 604 1990-12,PEI 604 1991-07,PES 604 1986-02
PLZ 616 1997-01,PTE 620 2002-03,RHD 716 1981-12,ROK 642 1990-12,ROL 642 2005-06,RUR 810 2004-01
SDD 736 2007-07,SDP 736 1998-06,SIT 705 2007-01,SKK 703 2009-01,SLL 694 2023-12,SRG 740 2003-12
STD 678 2017-12,SUR 810 1990-12,TJR 762 2001-04,TMM 795 2009-01,TPE 626 2002-11,TRL 792 2005-12
UAK 804 1996-09,UGS 800 1987-05,UGW 800 1990-12,USS 998 2014-03,UYN 858 1989-12,UYP 858 1993-03
VEB 862 2008-01,VEF 937 2018-08,VNC 704 1990-12,XEU 954 1999-01,XFO --- 2006-10,XFU --- 2013-11
XRE --- 1999-11,YDD 720 1991-09,YUD 890 1990-01,YUM 891 2003-07,YUN 890 1995-11,ZAL 991 1995-03
ZMK 894 2012-12,ZRN 180 1999-06,ZRZ 180 1994-02,ZWC 716 1989-12,ZWD 716 2008-08,ZWL 932 2024-09
ZWN 942 2006-09,ZWR 935 2009-06
BGN 975 2026-01
"""  # the last row is not on that copy of the list: the lev left list one with the edition of 2026-01-01

# List three prints no minor units. These are what OpenJDK 17's java.util.Currency answers; a code it does not
# know has no exponent here. (joda-money's CurrencyData.csv says 2 for BEF, GRD and LUF.)
ZERO = "ADP BEF BYB BYR ESP GRD ITL LUF MGF PTE ROL TPE TRL"
TWO = (
    "AFA ANG ATS AYM AZM BGL BGN CSD CUC CYP DEM EEK FIM FRF GHC GWP HRK IEP LTL LVL MRO MTL MZM NLG RUR SDD "
    "SIT SKK SLL SRG STD TMM USS VEB VEF YUM ZMK ZWD ZWL ZWN ZWR"
)

# Where CLDR's last day is the eve of the euro and not the end of dual circulation, or speaks of another
# territory.
LAST_DAYS = {
    "CSD": "2006-10-25",  # CLDR's row for Serbia; the row for Serbia and Montenegro ends earlier
    "EEK": "2011-01-14",  # euro.eesti.ee, "From Saturday, only euro can be used for making payments"
    "LTL": "2015-01-15",  # euro.lt/en/individuals/dual-circulation-period
    "LVL": "2014-01-14",  # belladvina.com/en/news/view?id=220: "cease to be legal tender on 15 January 2014"
    "SKK": "2009-01-16",  # ECB press release of 16 January 2009; nbs.sk, "after the dual circulation period"
}
# Where CLDR's rows name several heirs, one outside ISO 4217, or none.
SUCCESSORS = {
    "ADP": "EUR", "BAD": "BAM", "CSD": "RSD", "CSK": "-", "DDM": "DEM", "SUR": "RUR", "TPE": "USD",
    "XFO": "-", "XFU": "-", "XRE": "-", "YDD": "YER", "YUM": "CSD", "ZRN": "CDF", "ZWL": "ZWG",
}  # fmt: skip

# What people write for a country beside ISO's codes and CLDR's English names.
BESIDE = {
    "EL": "GR",  # the European Union's code for Greece
    "XKX": "XK", "America": "US", "England": "GB", "Great Britain": "GB", "Northern Ireland": "GB",
    "Scotland": "GB", "Wales": "GB", "Holland": "NL", "Korea": "KR", "UAE": "AE", "Burma": "MM",
}  # fmt: skip

COUNTRY_HEAD = '''"""ISO 3166-1: alpha-2, alpha-3, number, English names; then what people write instead.

Written by tools/compile_codes.py from CLDR 48.2.0 (npm cldr-core, supplemental: codeMappings, aliases; npm
cldr-localenames-full, main/en/territories). Copyright 1991-2025 Unicode, Inc., licence Unicode-3.0. XK and
QM..QZ are user-assigned codes, their alpha-3 and number those of CLDR.
"""
'''
CURRENCY_HEAD = '''"""ISO 4217: code, number, minor units; of withdrawn codes also last day and successor.

Written by tools/compile_codes.py from ISO 4217 list one as published {published}, list three
(github.com/datasets/currency-codes, PDDL), OpenJDK 17 for the minor units of withdrawn codes, and CLDR 48.2.0
(npm cldr-core, supplemental: currencyData) for days and successors. Copyright 1991-2025 Unicode, Inc.,
licence Unicode-3.0. Minor units: `-` none by ISO, `?` not stated by any source read. A day is CLDR's last
day in the issuing country, else the last of list three's month; five are mended in the script, with sources.
"""
'''


def block(name: str, rows: list[str]) -> str:
    """One constant, one row a line."""
    return "\n".join(["", f'{name} = """\\', *rows, '"""', ""])


def countries(core: Path, names: Path) -> str:
    codes = json.loads((core / "codeMappings.json").read_text())["supplemental"]["codeMappings"]
    aliases = json.loads((core / "aliases.json").read_text())["supplemental"]["metadata"]["alias"]["territoryAlias"]
    english = json.loads((names / "main" / "en" / "territories.json").read_text())["main"]["en"]["localeDisplayNames"]["territories"]
    private = [f"Q{letter}" for letter in "MNOPQRSTUVWXYZ"]
    rows = []
    for code, facts in sorted(codes.items()):
        official = len(code) == 2 and "_numeric" in facts and int(facts["_numeric"]) < 900 and code not in aliases
        if official or code == "XK":
            known = [english[key] for key in (code, f"{code}-alt-short", f"{code}-alt-variant") if key in english]
            spoken = "|".join(dict.fromkeys(known))
        elif code in private:
            spoken = ""
        else:
            continue
        rows.append(f"{code} {facts['_alpha3']} {facts['_numeric']} {spoken}".rstrip())
    beside = {key: facts["_replacement"] for key, facts in aliases.items() if len(key) == 2 and key not in private}
    told = {key: value for key, value in beside.items() if all(len(code) == 2 for code in value.split()) and value != "EU"} | BESIDE
    lines = [f"{key}={value}" for key, value in sorted(told.items())]
    return COUNTRY_HEAD + block("TABLE", rows) + block("BESIDE", lines)


def currencies(list_one: Path, core: Path) -> str:
    tree = ET.parse(list_one).getroot()
    active = {entry.findtext("Ccy"): (entry.findtext("CcyNbr"), entry.findtext("CcyMnrUnts")) for entry in tree.iter("CcyNtry") if entry.findtext("Ccy")}
    regions = json.loads((core / "currencyData.json").read_text())["supplemental"]["currencyData"]["region"]
    tender: dict[str, list[tuple[str, str, str]]] = {}
    for region, entries in regions.items():
        for entry in entries:
            for code, facts in entry.items():
                if facts.get("_from") or facts.get("_to"):
                    tender.setdefault(code, []).append((region, facts.get("_from", ""), facts.get("_to", "9999")))
    rows = [f"{code} {number} {'-' if units == 'N.A.' else units}" for code, (number, units) in active.items()]
    exponents = dict.fromkeys(ZERO.split(), "0") | dict.fromkeys(TWO.split(), "2")
    for row in LIST_THREE.replace("\n", ",").strip(",").split(","):
        code, number, month = row.split()
        if code in active:
            raise SystemExit(f"{code} stands on list one and on list three")
        ended = [fact for fact in tender.get(code, []) if fact[2] != "9999"]
        ended = [fact for fact in ended if fact[0] == code[:2]] or ended
        year, number_of_month = map(int, month.split("-"))
        last = max((to for _, _, to in ended), default=f"{month}-{calendar.monthrange(year, number_of_month)[1]}")
        last = LAST_DAYS.get(code, last)
        units = exponents.get(code, "-" if code in {"XFO", "XFU", "XRE", "XEU"} else "?")
        rows.append(f"{code} {number} {units} {last} {successor(code, number, active, tender, ended)}")
    published = tree.get("Pblshd")
    return CURRENCY_HEAD.format(published=published) + block("TABLE", sorted(rows))


def successor(
    code: str,
    number: str,
    active: dict[str | None, tuple[str | None, str | None]],
    tender: dict[str, list[tuple[str, str, str]]],
    ended: list[tuple[str, str, str]],
) -> str:
    """The next tender of the place that kept the code longest, else the code with its number."""
    if code in SUCCESSORS:
        return SUCCESSORS[code]
    for region, _, to in sorted(ended, key=lambda fact: fact[2], reverse=True):
        heirs = sorted((start, heir) for heir, facts in tender.items() for place, start, end in facts if place == region and end > to and heir != code)
        if heirs:
            return heirs[0][1]
    return next((str(heir) for heir, (its, _) in active.items() if its == number), "-")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list-one", type=Path, required=True)
    parser.add_argument("--cldr", type=Path, required=True)
    parser.add_argument("--names", type=Path, required=True)
    given = parser.parse_args()
    supplemental = given.cldr / "supplemental"
    (CODES / "_iso3166.py").write_text(countries(supplemental, given.names), encoding="utf-8")
    (CODES / "_iso4217.py").write_text(currencies(given.list_one, supplemental), encoding="utf-8")


if __name__ == "__main__":
    main()
