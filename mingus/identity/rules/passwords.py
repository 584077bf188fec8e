"""Which passwords are good enough, by NIST SP 800-63B-4 section 3.1.1 for a password that stands alone.

Length decides; there are no rules about capitals or digits. What everybody tries first is refused.
"""

import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from mingus.core.errors import Refused
from mingus.identity.rules.common import is_common

MIN_CHARACTERS: Final = 15  # 800-63B-4: fifteen where no second factor stands beside the password
MIN_CHARACTERS_BESIDE_A_FACTOR: Final = 8  # 800-63B-4: where a second factor always stands beside it
MAX_BYTES: Final = 256
MIN_OWN_CHARACTERS: Final = 8  # what must be left once the person's own name and address are taken out
SHORTEST_WORD: Final = 3
LONGEST_UNIT: Final = 5  # “abc12abc12abc12” is five characters said three times
_ROWS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb",
)


def normalised(password: str) -> str:
    """The password as it is hashed: NFKC, so that every keyboard that shows the same types the same."""
    return unicodedata.normalize("NFKC", password)


def stands_alone(password: str) -> bool:
    """Whether a password is long enough without a second factor."""
    return len(normalised(password)) >= MIN_CHARACTERS


def check_password(password: str, *, known_words: Iterable[str] = (), has_second_factor: bool = False) -> None:
    """Raises Refused, naming `password`, when it is too short or long, common, or made of `known_words` (a name)."""
    shortest = MIN_CHARACTERS_BESIDE_A_FACTOR if has_second_factor else MIN_CHARACTERS
    plain = normalised(password)
    folded = plain.casefold()
    if len(plain) < shortest:
        raise _refused(f"Use at least {shortest} characters. Four or five unrelated words work well.")
    if len(plain.encode()) > MAX_BYTES:
        raise _refused(f"Use at most {MAX_BYTES} characters.")
    if _is_repeated(folded) or _runs_along_a_row(folded):
        raise _refused("This follows a simple pattern, which is guessed first. Try four or five unrelated words.")
    if is_common(folded):
        raise _refused("This password is on the lists that are tried first. Try four or five unrelated words.")
    if _own_characters(folded, known_words) < MIN_OWN_CHARACTERS:
        raise _refused("This is made of your name or e-mail address. Try four or five unrelated words.")


def _refused(message: str) -> Refused:
    return Refused(message, fields={"password": message})


def _is_repeated(text: str) -> bool:
    """Whether the text is one short unit said again and again, the last time perhaps cut off."""
    return any(text == (text[:unit] * len(text))[: len(text)] for unit in range(1, LONGEST_UNIT + 1))


def _runs_along_a_row(text: str) -> bool:
    """Whether nearly every character follows its neighbour in the alphabet, the digits or a keyboard row."""
    rows = [row for line in _ROWS for row in (line, line[::-1])]
    steps = sum(1 for pair in pairwise(text) if any("".join(pair) in row for row in rows))
    return len(text) - 1 - steps <= len(text) // 8


def _own_characters(text: str, known_words: Iterable[str]) -> int:
    """How many characters are left when the known words are taken out."""
    words = {piece for word in known_words for piece in (word, *word.replace("@", " ").replace(".", " ").split())}
    rest = text
    for word in sorted((normalised(word).casefold() for word in words), key=len, reverse=True):
        if len(word) >= SHORTEST_WORD:
            rest = rest.replace(word, "")
    return len(rest)
