"""How hard a secret is to guess, estimated from what it looks like; and secrets the whole world knows."""

import hashlib
import re
from collections import Counter
from itertools import pairwise
from math import log2
from typing import Final

ENOUGH_BITS: Final = 128
FEWEST_DIFFERENT: Final = 6  # of 40 random digits fewer differ once in ten billion times
LONGEST_RUN: Final = 7

# Compiled when first asked: a start in development never does.
_PLACEHOLDERS: Final = (
    r"(?i)change[-_ ]?(me|this|it)|replace[-_ ]?(me|this)|place[-_ ]?holder|your[-_ ]|example|insecure"
    r"|secret[-_ ]?key|password|default|development|xxxxx|<.*>|\.\.\.|…"
)

# SHA-256 of what stands in Flask's documents (now and before) and in our tests.
_KNOWN: Final = frozenset(
    {
        "2598f7d6adc142d88161630f3db12ab2bd3403521c281811e5e1ce60d4ac5d76",  # Flask's  # pragma: allowlist secret
        "ca32f86ce10b8435c108ffd1ae1acd9823f729f51946b3aad3277ac94dead529",  # older  # pragma: allowlist secret
        "3ba3f5f43b92602683c19aee62a20342b084dd5971ddd33808d81a328879a547",  # a…  # pragma: allowlist secret
        "bdb339768bc5e4fecbe55a442056919b2b325907d49bcbf3bf8de13781996a83",  # b…  # pragma: allowlist secret
        "cd93782b7fb95559de14f738b65988af85d41dc1565f7c7d1ed2d035665b519c",  # c…  # pragma: allowlist secret
        "a677edf4f47496d9583d20983b28285fa75b1ed9278ab4c060d361ac3c51abd4",  # z…  # pragma: allowlist secret
        "a8ae6e6ee929abea3afcfc5258c8ccd6f85273e0d4626d26c7279f3250f77c8e",  # 0123…  # pragma: allowlist secret
        "3eb1bd439947eb762998e566ccc2e099c791118b2f40579cc4f7da2b5061b7f9",  # half  # pragma: allowlist secret
    }
)


def weakness(secret: str) -> str:
    """Why `secret` is too weak, as words that follow its name; '' when it is not. Never says what it is."""
    if is_known(secret):
        return "is a value that is published, so that everybody knows it"
    if re.search(_PLACEHOLDERS, secret):
        return "is a placeholder; `mingus config generate-secrets` makes a real one"
    if _repeats(secret):
        return "repeats itself, so it is easy to guess; `mingus config generate-secrets` makes a better one"
    if bits(secret) < ENOUGH_BITS:
        return f"is easy to guess (under {ENOUGH_BITS} bits); `mingus config generate-secrets` makes a better one"
    return ""


def bits(secret: str) -> int:
    """Length times what one character of its alphabet is worth: an upper bound that random text reaches."""
    return int(len(secret) * log2(_alphabet(secret))) if secret else 0


def is_known(secret: str) -> bool:
    """Whether `secret` is one of the development values of Mingus or of a well-known example."""
    return hashlib.sha256(secret.encode()).hexdigest() in _KNOWN


def _repeats(secret: str) -> bool:
    length = len(secret)
    steps = Counter(abs(ord(one) - ord(other)) for one, other in pairwise(secret))
    return (
        len(set(secret)) < FEWEST_DIFFERENT
        or max(Counter(secret).values()) > length / 2
        or re.search(rf"(.)\1{{{LONGEST_RUN}}}", secret) is not None
        or secret in (secret + secret)[1:-1]  # a shorter text, said several times
        or steps[0] + steps[1] > length * 2 / 3  # abcdef, 987654
    )


def _alphabet(secret: str) -> int:
    if re.fullmatch(r"[0-9]+", secret):
        return 10
    if re.fullmatch(r"[0-9a-f]+|[0-9A-F]+", secret):
        return 16
    classes = ((r"[a-z]", 26), (r"[A-Z]", 26), (r"[0-9]", 10), (r"[^a-zA-Z0-9]", 33))
    return sum(size for pattern, size in classes if re.search(pattern, secret))
