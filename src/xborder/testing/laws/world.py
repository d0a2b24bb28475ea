"""What an atlas owes: pages without faults or holes, and layers that lie over each other as paper does."""

import pickle
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice, pairwise
from typing import Any

from hypothesis import strategies as st

from xborder.atlas import Atlas, Entry, Layer, standard
from xborder.atlas.layers import Pages
from xborder.atlas.page import FOLDERS, Page
from xborder.atlas.schema import faults
from xborder.testing.examples import Example, check_example
from xborder.testing.laws.broken import held, owed
from xborder.testing.strategies.world import layers as any_layer
from xborder.values import Pairs

__all__ = ["check_atlas", "check_overlay"]


def check_atlas(atlas: Atlas, /, *, examples: Iterable[Example] = (), gaps: Collection[str] = ()) -> None:
    """Law: every page keeps the schema, cites its sources and never overlaps; no rule falls silent between two entries; overlay is lawful.

    >>> from xborder import Layer, standard
    >>> page = '''
    ... [[shipping.vat.books]]
    ... since = 2027-01-01
    ... value = 0.05
    ... grade = "C"
    ... note = "a plan of ours"
    ... sources = []
    ... '''
    >>> check_atlas(standard().overlay(Layer.from_toml({"places/de": page}, edition="acme-3")))

    One call for whoever writes pages. `examples` are asked of it, as `xborder.testing.examples.examples_in` reads them. A rule
    of which really nobody, no bloc either, has anything to say for a while stands in `gaps`, as `DE:shipping.fee.parcel`: a
    charge that was given up and came back. Where the pages that come along fall silent, this is meant.
    """
    meant = set(gaps)
    for layer, page in _pages(atlas):
        file = f"{page.folder}/{page.name} of {layer.edition}"
        found = list(faults(page.folder, page.name, _written(page), lambda _rule, _index: 0))
        owed("schema", not found, f"no fault in {file}", "".join(f"\n  {fault}" for fault in found))
        for silent, before, after in silences(atlas, page) if layer not in standard().layers else ():
            owed("gaps", silent in meant, f"{silent} to say what held from {before} to {after}", "silence", page=file)
        for name in _unknown(atlas, page):
            owed("names", False, f"only pages that the atlas has, in {file}", name)  # noqa: FBT003 - it is broken as it stands
    again = pickle.loads(pickle.dumps(atlas))  # noqa: S301 - bytes of our own
    owed("value", again == atlas and hash(again) == hash(atlas), "an atlas that comes back from pickle as it was", again, atlas=atlas)
    for example in examples:
        wrong = check_example(example, atlas)
        owed("examples", wrong is None, "every promise of a page kept", wrong, example=example)
    check_overlay(atlas)


def _pages(atlas: Atlas) -> Iterator[tuple[Pages, Page]]:
    for layer in atlas.layers:
        for folder in FOLDERS:
            for name in layer.listed(folder):
                page = layer.page(folder, name)
                if page is not None:
                    yield layer, page


def silences(atlas: Atlas, page: Page) -> Iterator[tuple[str, object, object]]:
    """Rules that nobody speaks of between two entries of a page: a bloc may."""
    for _, timeline in page.timelines:
        for one, other in pairwise(timeline.entries):
            if one.stop == other.start or one.name.startswith("members."):
                continue
            if any(_find(atlas, page, one, second) is None for second in (one.stop, other.start - 1)):
                yield f"{one.scope}:{one.name}", one.until, other.since


def _unknown(atlas: Atlas, page: Page) -> Iterator[str]:
    """Blocs and payment methods that a page names and no layer writes about."""
    for bloc in page.header.get("blocs") or ():
        if bloc not in atlas.listed("blocs"):
            yield f"bloc {bloc!r}"
    for entry in page.entries():
        method = entry.name.removeprefix("payments.offers.")
        if method != entry.name and method not in atlas.listed("methods"):
            yield f"payment method {method!r}"


def _written(page: Page) -> dict[str, Any]:
    """A page as plain data again."""
    raw: dict[str, Any] = {key: _plain(value) for key, value in page.header}
    for (region, rule), timeline in page.timelines:
        table = raw.setdefault("regions", {}).setdefault(region, {}) if region else raw
        *folders, name = ("members",) if rule.startswith("members.") else rule.split(".")
        for folder in folders:
            table = table.setdefault(folder, {})
        table.setdefault(name, []).extend(_entry(one) for one in (*timeline.entries, *timeline.announced))
    return raw


def _entry(entry: Entry) -> dict[str, Any]:
    raw: dict[str, Any] = {"since": entry.since, "grade": entry.grade, "status": entry.status}
    raw["sources"] = [{"title": one.title, "url": one.url, "checked": one.checked} for one in entry.sources]
    if entry.until is not None:
        raw["until"] = entry.until
    if entry.name.startswith("members."):
        raw["place"] = entry.name.removeprefix("members.")
    elif entry.cases:
        raw["cases"] = [{"when": _plain(when), "value": _plain(value)} for when, value in entry.cases]
    else:
        raw["value"] = _plain(entry.value)
    return raw


def _plain(value: Any) -> Any:
    if isinstance(value, Pairs):
        return {key: _plain(one) for key, one in value}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def check_overlay(atlas: Atlas, /, *layers: Layer) -> None:
    """Law: nothing laid over changes nothing; layers may be laid one by one or at once; on its days the top one wins; what they leave out shows through.

    >>> from xborder import standard
    >>> check_overlay(standard())

    Given `layers`, these are laid over it, the last on top; given none, invented ones are.
    """
    if layers:
        _laid(atlas, layers)
    else:
        held(st.lists(any_layer(), min_size=1, max_size=3).map(tuple), lambda drawn: _laid(atlas, drawn), share=5)


def _laid(atlas: Atlas, layers: tuple[Layer, ...]) -> None:
    beside: dict[str, object] = {"edition": atlas.edition, "layers": [(one.edition, [f"{page.folder}/{page.name}" for page in one.pages]) for one in layers]}
    owed("overlay", atlas.overlay() == atlas, "the same atlas, with nothing laid over it", atlas.overlay(), **beside)
    owed("overlay", atlas.overlay(Layer("nothing")) == atlas, "the same atlas, with an empty layer laid over it", "another", **beside)
    laid, piled = atlas.overlay(*layers), atlas
    for layer in layers:
        piled = piled.overlay(layer)
    owed("overlay", laid == piled, "the same whether laid one by one or at once", f"{laid.edition} and {piled.edition}", **beside)
    for page in layers[-1].pages:
        for entry in page.entries():
            if entry.status == "in_force":
                for second in (entry.start, entry.stop - 1):
                    found = _find(laid, page, entry, second)
                    owed("overlay", found == entry, f"{entry.rule} on its days, as it lies on top", found and found.rule, **beside)
    _shown_through(atlas, laid, layers, beside)


def _find(atlas: Atlas, page: Page, entry: Entry, second: int) -> Entry | None:
    if page.folder in ("tongues", "methods"):
        return atlas.find_on(page.folder, page.name, entry.name, second).entry
    return atlas.find(entry.scope, entry.name, second).entry


def _shown_through(ground: Atlas, laid: Atlas, layers: tuple[Layer, ...], beside: Mapping[str, object]) -> None:
    """Places of which no layer speaks, themselves or by a bloc, answer as before."""
    touched = {(page.folder, page.name) for layer in layers for page in layer.pages}
    for _, page in _pages(ground):
        if (page.folder, page.name) in touched or any(("blocs", bloc) in touched for bloc in ground.page_header(page.folder, page.name).get("blocs") or ()):
            continue
        for entry in islice(page.entries(), 3):
            one, other = (_find(world, page, entry, entry.start) for world in (ground, laid))
            owed("overlay", one == other, f"{one and one.rule} to show through where the layers are silent", other and other.rule, **beside)
