"""Turns a bank's text into the name people know: “SQ *BLUE DOOR CAFE 0423 ATLANTA GA” is “Blue Door Cafe”.

Works on words, left to right, with patterns that can't backtrack badly; the answer is kept per distinct text.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from mingus.ledger.rules.payees.words import (
    ALIASES,
    CARRIERS,
    CITY_BEGINNINGS,
    KEPT_CAPITALS,
    LEADS,
    SHORT_WORDS,
    SMALL_WORDS,
    STATES,
    TAIL_WORDS,
)

NAMELESS: Final = "Unknown payee"
LONGEST_TEXT: Final = 200
NAME_LENGTH: Final = 80

_COMPANY: Final = re.compile(r"^ORIG CO NAME: ?(.*?) (?:ORIG ID|CO ENTRY|DESC DATE)\b")
_FIELD: Final = re.compile(r" (?:DES|ID|INDN|CO ID|CO REF|REF|TRN|CONF|CONFIRMATION|TRACE|PPD ID|WEB ID|CCD ID)[:#] ?")
_CARD: Final = re.compile(r" (?:CARD|ACCT|ACCOUNT|CKCD|CRD)(?: ENDING(?: IN)?)? ?[X*#.]*\d{2,}\b")
_DATE: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}(?:[AP]M)?")
_PHONE: Final = re.compile(r"\(?\d{3}\)?[-.]\d{3}[-.]?\d{4}|\d{3}-\d{7}|8\d{2}-\d{3}-?\w{2,6}")
_MASKED: Final = re.compile(r"[X*#.]{2,}\d*")
_WEB: Final = re.compile(r"(?:WWW\.)?([\w-]+)\.(?:COM|NET|ORG|CO|IO|TV|US|ME)(?:/.*)?", re.IGNORECASE)


@lru_cache(maxsize=100_000)
def clean(description: str) -> str:
    """The payee in `description`, in capitals people would use. Never empty, at most 80 characters."""
    given = " ".join(unicodedata.normalize("NFKC", description).split())[:LONGEST_TEXT]
    shouted = given.upper()
    if company := _COMPANY.match(shouted):
        given, shouted = _same(given, company.span(1)), company[1]
    if (known := _alias(shouted)) is not None:
        return known
    name = _bare(given)
    known = _alias(name.upper())
    return known or _capitals(name)[:NAME_LENGTH].strip() or _fallback(given)


def _same(given: str, span: tuple[int, int]) -> str:
    return given[slice(*span)] if len(given) == len(given.upper()) else given


def _bare(given: str) -> str:
    text = _FIELD.split(f" {_without_leads(given)}", maxsplit=1)[0]
    text = _CARD.sub("", text) if text.upper() == text else text
    words = _split_carriers(text.split())
    while len(words) > 1 and _is_noise(words[-1], first=False):
        words.pop()
    words = _without_place(words)
    kept = [word for number, word in enumerate(words) if not _is_noise(word, first=number == 0)]
    while len(kept) > 1 and kept[-1].upper().strip(".,-") in TAIL_WORDS:
        kept.pop()
    return " ".join(kept).strip(" *-,.:;/#&")


def _without_leads(text: str) -> str:
    """Without the ways banks say 'bought by card': POS DEBIT, PURCHASE AUTHORIZED ON 03/12, SQ *…"""
    while True:
        upper = text.upper()
        first, _, rest = text.partition(" ")
        if upper.startswith(LEADS):
            lead = next(lead for lead in LEADS if upper.startswith(lead))
            shorter = text[len(lead) :]
        elif rest and _is_lead_number(first):
            shorter = rest
        else:
            return text
        if not (shorter := shorter.lstrip(" -:*#")):
            return text
        text = shorter


def _is_lead_number(word: str) -> bool:
    return bool(_DATE.fullmatch(word) or _MASKED.fullmatch(word.upper())) or (word.isdigit() and len(word) > 3)


def _split_carriers(words: list[str]) -> list[str]:
    """“UBER *TRIP” and “AMZN*2K4R” keep what stands before the star, “PAYPAL *SPOTIFY” what stands behind it."""
    text = " ".join(words)
    before, star, behind = text.partition("*")
    if not star or not behind.strip():
        return text.replace("*", " ").split()
    if before.strip().upper() in CARRIERS or not before.strip():
        return behind.replace("*", " ").split()
    return before.split()


def _without_place(words: list[str]) -> list[str]:
    """Without a city and state at the end; what follows a store's number is its place."""
    if len(words) > 1 and words[-1].upper() in {"US", "USA"}:
        words = words[:-1]
    if len(words) < 3 or words[-1].upper() not in STATES:
        return words
    for number, word in enumerate(words[1:-1], start=1):
        if _is_store_number(word):
            return words[:number]
    return _without_city(words[:-1])


def _without_city(words: list[str]) -> list[str]:
    for length in (3, 2):
        city = " ".join(words[-length:]).upper()
        if len(words) > length and any(city.startswith(beginning) for beginning in CITY_BEGINNINGS[length]):
            return words[:-length]
    return words[:-1]


def _is_store_number(word: str) -> bool:
    plain = word.lstrip("#")
    return (word.startswith("#") and len(word) > 1) or (len(plain) >= 3 and plain.isdigit()) or _is_reference(plain)


def _is_noise(word: str, *, first: bool) -> bool:
    upper = word.upper()
    if upper.startswith("#") or _DATE.fullmatch(upper) or _PHONE.fullmatch(upper) or _MASKED.fullmatch(upper):
        return True
    return not first and (_is_reference(upper) or upper.startswith("AMZN.COM/"))


def _is_reference(word: str) -> bool:
    """Numbers of four digits and more, and long mixtures of letters and digits that no shop is called by."""
    digits = sum(character.isdigit() for character in word)
    return (word.isdigit() and digits >= 4) or (digits >= 3 and len(word) >= 6) or (digits >= 2 and len(word) >= 9)


def _alias(upper: str) -> str | None:
    words = re.sub(r"[^A-Z0-9&+ ]+", " ", upper.replace("'", "").replace("’", "")).split()
    for length in range(min(4, len(words)), 0, -1):
        if (name := ALIASES.get(" ".join(words[:length]))) is not None:
            return name
    return None


def _capitals(name: str) -> str:
    if web := _WEB.fullmatch(name):
        name = web[1]
    if any(character.islower() for character in name) and not name.islower():
        return name  # somebody chose these capitals
    return " ".join(_word(word, first=number == 0) for number, word in enumerate(name.split()))


def _word(word: str, *, first: bool) -> str:
    upper = word.upper()
    if not first and upper in SMALL_WORDS:
        return upper.lower()
    if upper in KEPT_CAPITALS or _is_initials(upper):
        return upper
    if "-" in word:
        return "-".join(_word(part, first=True) if len(part) > 1 else part.upper() for part in word.split("-"))
    if upper.startswith("MC") and len(upper) > 4:
        return f"Mc{upper[2]}{upper[3:].lower()}"
    return upper[:1] + upper[1:].lower()


def _is_initials(upper: str) -> bool:
    return len(upper) <= 4 and upper.isalpha() and upper not in SHORT_WORDS and not set(upper) & set("AEIOUY")


def _fallback(given: str) -> str:
    return given[:NAME_LENGTH].strip(" *") or NAMELESS
