"""How soon a password would be guessed, in a sentence: a hint beside its field, never a rule, and never kept."""

from typing import Final

MAX_CHARACTERS: Final = 64  # what comes after no longer changes the sentence, and would cost time
SENTENCES: Final = (
    "Guessed at once. Try four or five unrelated words.",
    "Guessed within minutes. Add another word or two.",
    "Guessed within days. Add another word.",
    "Hard to guess. One more word would make it very hard.",
    "Very hard to guess.",
)


def hint(password: str, known_words: list[str]) -> str:
    """One of SENTENCES; '' while nothing is typed."""
    from zxcvbn_rs_py import zxcvbn  # 4 MB of word lists, for those who are choosing a password alone

    if not password:
        return ""
    found = zxcvbn(password[:MAX_CHARACTERS], [word for word in known_words if word])
    return SENTENCES[int(found.score)]
