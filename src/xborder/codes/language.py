"""Which language, in which script, as spoken where?

>>> LanguageTag("pt_BR.UTF-8"), LanguageTag("iw"), LanguageTag("en-JP").region
(LanguageTag('pt-BR'), LanguageTag('he'), 'JP')
>>> LanguageTag("zh-TW").maximize()
LanguageTag('zh-Hant-TW')
"""

from __future__ import annotations

from typing import Self, final

from xborder.codes._tag import Parts, canonical, compose, likely, read
from xborder.errors import FactError

__all__ = ["LanguageTag"]


@final
class LanguageTag(str):
    """A language tag in its canonical BCP 47 form.

    >>> tag = LanguageTag("DE-latn-ch-1996-u-NU-latn")
    >>> tag, tag.language, tag.script, tag.region, tag.variants, tag.extensions
    (LanguageTag('de-Latn-CH-1996-u-nu-latn'), 'de', 'Latn', 'CH', ('1996',), ('u-nu-latn',))
    >>> LanguageTag("jp")
    Traceback (most recent call last):
    xborder.errors.FactError: language tag 'jp' cannot be read, 'jp' names no language: did you mean 'ja'?

    Reads BCP 47 in any case, POSIX locale names (`sr_RS@latin`) and grandfathered tags, and replaces old
    subtags by today's (UTS #35, canonical form). Any language goes with any region: `en-JP` is an English
    reader in Japan.
    """

    __slots__ = ("_parts",)
    _parts: Parts

    def __new__(cls, text: str) -> Self:
        """Reads a code, or refuses it with a hint."""
        if type(text) is cls:
            return text
        if not isinstance(text, str):
            raise FactError(
                "not_text",
                f"language tag {text!r} is not text",
                value=text,
                hint="pass a tag such as 'de-AT'",
            )
        known = _MET.get(text)
        if known is None:
            known = _remember(str(text), _interned(canonical(read(str(text)))))
        return known

    @property
    def language(self) -> str:
        """The language, `und` where the tag does not say."""
        return self._parts[0]

    @property
    def script(self) -> str | None:
        """The script, where the tag says one: `Hant`."""
        return self._parts[1]

    @property
    def region(self) -> str | None:
        """The region, where the tag says one: a country (`JP`) or an area of UN M.49 (`419`)."""
        return self._parts[2]

    @property
    def variants(self) -> tuple[str, ...]:
        """Orthographies and dialects, in order of the alphabet."""
        return self._parts[3]

    @property
    def extensions(self) -> tuple[str, ...]:
        """What each singleton adds, singleton included: `u-nu-latn`."""
        return self._parts[4]

    @property
    def private(self) -> str | None:
        """What follows `-x-`."""
        return self._parts[5]

    def maximize(self) -> LanguageTag:
        """With the likeliest subtags added (UTS #35); unchanged where none are known.

        >>> LanguageTag("sr-ME").maximize(), LanguageTag("und-KZ").maximize()
        (LanguageTag('sr-Latn-ME'), LanguageTag('ru-Cyrl-KZ'))
        """
        return self._with(likely(*self._parts[:3]))

    def minimize(self, *, favor_script: bool = False) -> LanguageTag:
        """Without the subtags that `maximize` would add back; of a script and a region, the region stays.

        >>> LanguageTag("zh-Hant-TW").minimize(), LanguageTag("zh-Hant-TW").minimize(favor_script=True)
        (LanguageTag('zh-TW'), LanguageTag('zh-Hant'))
        """
        full = likely(*self._parts[:3])
        if full is None:
            return self
        language, script, region = full
        by_script, by_region = (language, script, None), (language, None, region)
        for fewer in (
            (language, None, None),
            *((by_script, by_region) if favor_script else (by_region, by_script)),
        ):
            if likely(*fewer) == full:
                return self._with(fewer)
        return self._with(full)

    def _with(self, front: tuple[str, str | None, str | None] | None) -> LanguageTag:
        return self if front is None else _interned((*front, *self._parts[3:]))

    def __reduce__(self) -> tuple[type[LanguageTag], tuple[str]]:
        return LanguageTag, (str(self),)

    def __repr__(self) -> str:
        return f"LanguageTag({str(self)!r})"


_MET: dict[str, LanguageTag] = {}  # every spelling met; emptied when full, for tags come from outside
_ROOM = 8192


def _interned(parts: Parts) -> LanguageTag:
    text = compose(parts)
    known = _MET.get(text)
    if known is None:
        known = str.__new__(LanguageTag, text)
        known._parts = parts  # noqa: SLF001 - of the class above
        known = _remember(text, known)
    return known


def _remember(text: str, tag: LanguageTag) -> LanguageTag:
    if len(_MET) >= _ROOM:
        _MET.clear()
    return _MET.setdefault(text, tag)
