"""How a bank row is recognised when a later file brings it again."""

import hashlib
import unicodedata
from datetime import date

FINGERPRINT_BYTES = 16


def normalise(text: str) -> str:
    """`text` for comparing: NFKC, case folded, blanks collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def fingerprint(posted_on: date, amount_minor: int, currency: str, description: str) -> bytes:
    """16 bytes that are equal for equal rows of one account, whatever file they came in.

    Twins (two equal fares on one day) share it and are told apart by their ordinal.
    """
    said = f"{posted_on.toordinal()}|{amount_minor}|{currency}|{normalise(description)}"
    return hashlib.blake2b(said.encode(), digest_size=FINGERPRINT_BYTES).digest()
