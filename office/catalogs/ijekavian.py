"""From the Serbian norm to the Montenegrin one: извештај → извјештај, by locale/cnr/stems.toml."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Self

LETTER = "А-Яа-яЂђЈјЉљЊњЋћЏџ\u0301"


@dataclass(frozen=True)
class Norm:
    """The word list: words, beginnings of words, phrases, nouns like a verb; what is not in it stays."""

    words: dict[str, str]
    stems: dict[str, str]
    phrases: dict[str, str]
    nouns: dict[str, str]
    after: tuple[str, ...]
    keep: frozenset[str]

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the list; every entry stands in lower-case Cyrillic."""
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        stems = dict(tables["stems"])
        for stem, prefixes in tables["with_prefixes"].items():
            source, target = stem.split(">")
            stems |= {f"{prefix}{source}": f"{prefix}{target}" for prefix in prefixes}
        forms = [form.split(" > ") for form in tables["nouns"]["forms"]]
        return cls(
            words=tables["words"] | {written: verb for written, verb, _noun in forms},
            stems=stems,
            phrases=tables["phrases"],
            nouns={written: noun for written, _verb, noun in forms},
            after=tuple(tables["nouns"]["after"]),
            keep=frozenset(tables["keep"]["words"]),
        )

    def __post_init__(self) -> None:
        """Prepare the search of words and phrases once."""
        phrases = "|".join(sorted(map(re.escape, self.phrases), key=len, reverse=True))
        object.__setattr__(self, "_phrase", re.compile(rf"(?<![{LETTER}])(?:{phrases})(?![{LETTER}])", re.I))
        before, nouns = "|".join(self.after), "|".join(self.nouns)
        object.__setattr__(
            self,
            "_noun",
            re.compile(rf"(?<![{LETTER}])((?:{before}|[{LETTER}]+ој) )({nouns})(?![{LETTER}])", re.I),
        )
        object.__setattr__(self, "_word", re.compile(f"[{LETTER}]+"))
        object.__setattr__(self, "_longest", max(map(len, self.stems)))
        object.__setattr__(self, "_known", {})

    def montenegrin(self, text: str) -> str:
        """The text in the Montenegrin norm, in Cyrillic."""
        text = self._phrase.sub(lambda match: cased(match[0], self.phrases[match[0].lower()]), text)
        text = self._noun.sub(lambda match: match[1] + cased(match[2], self.nouns[match[2].lower()]), text)
        return self._word.sub(lambda match: self.word(match[0]), text)

    def word(self, word: str) -> str:
        """One word in the Montenegrin norm, in the case it is written in."""
        if word not in self._known:
            self._known[word] = cased(word, self._plain(word.lower()))
        return self._known[word]

    def _plain(self, word: str) -> str:
        """A lower-case word: kept, replaced whole, or with its longest known beginning replaced."""
        if word in self.keep:
            return word
        if word in self.words:
            return self.words[word]
        for length in range(min(len(word), self._longest), 1, -1):
            stem = self.stems.get(word[:length])
            if stem is not None:
                return stem + word[length:]
        return word


def cased(model: str, text: str) -> str:
    """The text in the case of its model: РЕШЕЊЕ, Решење, решење."""
    if model.isupper() and len(model) > 1:
        return text.upper()
    return text[:1].upper() + text[1:] if model[:1].isupper() else text
