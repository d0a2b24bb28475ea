"""Write `codes/_aliases.py`, `codes/_likely.py` and `locale/_matching.py` from CLDR's supplemental data.

    python tools/compile_language_data.py CORE

CORE is the npm package `cldr-core` 48.2.0, unpacked (Unicode-3.0).
"""

import argparse
import json
import textwrap
from itertools import product
from pathlib import Path
from typing import Any

XBORDER = Path(__file__).parents[1] / "src" / "xborder"
HEAD = '''"""{what}

Written by tools/compile_language_data.py from CLDR 48.2.0 (npm cldr-core, supplemental:
{source}).
Copyright 1991-2025 Unicode, Inc., licence Unicode-3.0.
"""
'''


def read(core: Path, name: str) -> Any:
    return json.loads((core / "supplemental" / f"{name}.json").read_text())["supplemental"]


def block(name: str, rows: list[str]) -> str:
    """One constant, one row a line."""
    return "\n".join(["", f'{name} = """\\', *rows, '"""', ""])


def words(name: str, tokens: list[str]) -> str:
    return block(name, textwrap.wrap(" ".join(tokens), 110, break_on_hyphens=False, break_long_words=False))


def grouped(name: str, groups: dict[str, list[str]]) -> str:
    """Rows `head token token …`, wrapped by repeating the head."""
    rows = [
        f"{head} {line}"
        for head, tokens in groups.items()
        for line in textwrap.wrap(" ".join(tokens), 108 - len(head), break_on_hyphens=False, break_long_words=False)
    ]
    return block(name, rows)


def aliases(core: Path) -> str:
    alias = read(core, "aliases")["metadata"]["alias"]
    likely = read(core, "likelySubtags")["likelySubtags"]
    codes = read(core, "codeMappings")["codeMappings"]
    languages = {key: fact["_replacement"] for key, fact in alias["languageAlias"].items()}
    numbers = {fact["_numeric"]: code for code, fact in codes.items() if len(code) == 2 and "_numeric" in fact}
    regions = {key: fact["_replacement"] for key, fact in alias["territoryAlias"].items() if len(key) == 2 or key.isdigit()}
    regions |= {number: code for number, code in numbers.items() if number not in regions}
    containers = read(core, "territoryContainment")["territoryContainment"]
    known = {code for code in codes if len(code) == 2} | {code for code in containers if len(code) == 2}
    variants = {key: value for key, value in languages.items() if key.startswith("und-")}
    variants |= {f"und-{key}": f"und-{fact['_replacement']}" for key, fact in alias["variantAlias"].items()}
    text = HEAD.format(
        what="What old, long and withdrawn subtags are called today.",
        source="aliases, codeMappings, likelySubtags",
    )
    text += words("LANGUAGES", [f"{key}={value}" for key, value in languages.items() if "-" not in key])
    whole = {key.lower(): value for key, value in languages.items() if "-" in key and not key.startswith("und-")}
    text += words("WHOLE", [f"{key}={value}" for key, value in whole.items()])
    text += words(
        "VARIANTS",
        [f"{key.removeprefix('und-')}={value.removeprefix('und').lstrip('-')}" for key, value in variants.items()],
    )
    text += words("SCRIPTS", [f"{key}={fact['_replacement']}" for key, fact in alias["scriptAlias"].items()])
    text += words("REGIONS", [f"{key}={value.replace(' ', ',')}" for key, value in regions.items() if key != value])
    text += words("KNOWN_REGIONS", sorted(known - set(regions)))
    text += words("TWO_LETTERS", sorted(key for key in likely if len(key) == 2))
    return text


def likely(core: Path) -> str:
    subtags = read(core, "likelySubtags")["likelySubtags"]
    alone: dict[str, list[str]] = {}
    together: dict[str, list[str]] = {}
    for key, value in subtags.items():
        language, script, region = value.split("-")
        if key == language:
            alone.setdefault(f"{script}-{region}", []).append(key)
        else:
            together.setdefault(language, []).append(f"{key}={script}-{region}")
    text = HEAD.format(
        what="The likeliest script and region of a language, the likeliest language of a script or region.",
        source="likelySubtags",
    )
    return text + grouped("ALONE", alone) + grouped("TOGETHER", together)


def matching(core: Path) -> str:
    data = read(core, "languageMatching")["languageMatching"]["written-new"]
    contains = read(core, "territoryContainment")["territoryContainment"]
    inside = {key.split("-")[0]: set[str]() for key in contains}
    for key, fact in contains.items():
        inside[key.split("-")[0]] |= set(fact["_contains"])

    def leaves(region: str) -> set[str]:
        return set().union(*(leaves(part) for part in inside[region])) if region in inside else {region}

    levels: dict[int, dict[str, list[str]]] = {0: {}, 1: {}}
    near: list[tuple[str, str, int]] = []
    for match in data["languageMatch"]:
        desired, supported, distance = match["_desired"], match["_supported"], match["_distance"]
        level = desired.count("-")
        if level == 2:
            near.append((desired, supported, distance))
        elif "*" not in desired:
            sign = ">" if match.get("_oneway") else "="
            levels[level].setdefault(str(distance), []).append(f"{desired}{sign}{supported}")
    named = {name: set().union(*(leaves(region) for region in fact["_value"].split("+"))) for name, fact in data["matchVariables"].items()}
    named["GB"] = {"GB"}
    everywhere = set().union(*named.values())
    belongs: dict[frozenset[str], str] = {frozenset(): "."}
    classes: dict[str, list[str]] = {}
    letter = {}
    for region in sorted(everywhere):
        membership = frozenset(name for name, regions in named.items() if region in regions)
        letter[region] = belongs.setdefault(membership, chr(ord("a") + len(belongs) - 1))
        classes.setdefault(letter[region], []).append(region)
    macros = {region: "".join(sorted({letter.get(leaf, ".") for leaf in leaves(region)})) for region in sorted(inside)}

    def fits(pattern: str, membership: frozenset[str]) -> bool:
        return pattern == "*" or (pattern.replace("$!", "$") not in membership if "!" in pattern else pattern in membership)

    pairs: dict[str, list[str]] = {}
    for head in dict.fromkeys(desired.rsplit("-", 1)[0] for desired, _, _ in near if not desired.startswith("*")):
        rules = [(desired.split("-")[2], supported.split("-")[2], far) for desired, supported, far in near if desired.startswith(f"{head}-")]
        rules = [rule for left, right, far in rules for rule in ((left, right, far), (right, left, far))]
        for (one, first), (other, second) in product(belongs.items(), repeat=2):
            far = next(far for left, right, far in rules if fits(left, one) and fits(right, other))
            pairs.setdefault(head, []).append(f"{first}{second}{far}")
    text = HEAD.format(
        what="How far apart languages, scripts and regions are for a reader: UTS #35 language matching.\n\n"
        "`nb=no` holds both ways, `gsw>de` only for who asks for `gsw`; regions fall into lettered classes,\n"
        "`.` is the rest of the world.",
        source="languageMatching, territoryContainment",
    )
    text += grouped("LANGUAGES", levels[0]) + grouped("SCRIPTS", levels[1]) + grouped("CLASSES", classes)
    text += block("MACROS", [f"{region} {letters}" for region, letters in macros.items() if letters != "."])
    text += grouped("REGIONS", pairs) + words("PARADIGMS", data["paradigmLocales"]["_locales"])
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("core", type=Path)
    core = parser.parse_args().core
    (XBORDER / "codes" / "_aliases.py").write_text(aliases(core), encoding="utf-8")
    (XBORDER / "codes" / "_likely.py").write_text(likely(core), encoding="utf-8")
    (XBORDER / "locale" / "_matching.py").write_text(matching(core), encoding="utf-8")


if __name__ == "__main__":
    main()
