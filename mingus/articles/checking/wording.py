"""How a text reads, and whether two texts say the same: sentences, syllables, runs of words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

RUN_WORDS: Final = 12
_SENTENCE: Final = re.compile(r"[.!?:;](?=[\s”’\")]|$)")
_WORD: Final = re.compile(r"[a-z]+(?:[’'][a-z]+)?")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_SILENT: Final = re.compile(r"(?:[^laeiouy]es|[^dt]ed|[^l]e)$")


def sentences(texts: Iterable[str]) -> list[str]:
    """Every sentence with at least one word."""
    found = [part.strip() for text in texts for part in _SENTENCE.split(text)]
    return [part for part in found if _WORD.search(part.lower())]


def mean_sentence_words(texts: Iterable[str]) -> float:
    """Words a sentence, on average."""
    found = sentences(texts)
    return sum(len(part.split()) for part in found) / max(1, len(found))


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade: 0.39 × words a sentence + 11.8 × syllables a word − 15.59."""
    found = sentences(texts)
    words = [word for part in found for word in _WORD.findall(part.lower())]
    syllable_count = sum(map(syllables, words))
    if not words:
        return 0.0
    return 0.39 * len(words) / len(found) + 11.8 * syllable_count / len(words) - 15.59


def syllables(word: str) -> int:
    """About how many syllables an English word has: groups of vowels, without a silent end."""
    plain = _SILENT.sub(lambda end: end[0][:1], word) if len(word) > 3 else word
    return max(1, len(_VOWELS.findall(plain)))


def runs(text: str) -> Iterator[str]:
    """Every run of twelve words, in lower case and without signs."""
    words = re.findall(r"[^\W_]+", text.lower().replace("’", "").replace("'", ""))
    for start in range(len(words) - RUN_WORDS + 1):
        yield " ".join(words[start : start + RUN_WORDS])


def shared_runs(texts: Mapping[str, Iterable[str]]) -> list[tuple[str, str, str]]:
    """(one, another, run) once for every pair of texts that have twelve words in a row in common."""
    first: dict[str, str] = {}
    found: dict[tuple[str, str], str] = {}
    for name, blocks in texts.items():
        for run in dict.fromkeys(run for block in blocks for run in runs(block)):
            other = first.setdefault(run, name)
            if other != name:
                found.setdefault((other, name), run)
    return [(one, another, run) for (one, another), run in sorted(found.items())]
