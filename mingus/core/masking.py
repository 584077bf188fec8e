"""What must never stand in a log: fields with these names, and values of these shapes wherever they are written.

Names catch what is passed on purpose; shapes catch what slipped into a text: an address of a database in an error, an
account number in a library's warning. It rather removes too much than too little.
"""

import re
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

REMOVED: Final = "[removed]"
NEVER: Final = frozenset(
    {
        "password",
        "passphrase",
        "token",
        "authorization",
        "cookie",
        "secret",
        "dsn",
        "email",
        "phone",
        "name",
        "address",
        "number",
        "card",
        "cvc",
        "iban",
        "amount",
        "minor",
        "balance",
        "payee",
        "description",
        "memo",
        "note",
        "query",
    }
)
OURS: Final = frozenset({"request_id", "route", "method", "user_ref", "kind"})  # made by us, out of nothing typed
_WORDS: Final = re.compile(r"[a-z]+")
_HARMLESS: Final = (bool, int, float, UUID, type(None))
_SUSPECT: Final = re.compile(r"[\d@=:?_.]|bearer", re.IGNORECASE)  # none of the shapes below is without one of these
_SHAPES: Final = re.compile(
    r"""
      [a-z][a-z0-9+.\-]{0,20}://[^\s/@]{1,400}@\S*             # an address with a password in it
    | (?:password|passwd|pwd|secret|token|authorization|cookie|api_?key)["']?\s{0,3}[=:]\s{0,3}["']?[^\s"',&;]+
    | (?<=[\w/])\?[\w.%+\-\[\]]{1,200}=\S*                     # a query string
    | \bbearer\s{1,3}\S+
    | \beyj[\w\-]{8,}\.[\w\-]+\.[\w\-]*                        # a JWT
    | \bmg_[a-z]{1,20}_[\w\-]{8,}                              # tokens of ours
    | \b(?:sk|pk|rk|whsec|re)_[a-z0-9_]{10,}                   # keys of vendors
    | [\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}       # an e-mail address
    | (?-i:\b[A-Z]{2}\d{2}(?:\ ?[A-Z0-9]{4}){3,7}(?:\ ?[A-Z0-9]{1,4})?\b)  # an IBAN
    | (?<![\w.\-])\d(?:[\ \-]?\d){11,22}(?![\w\-])             # a card, as people write it
    | (?<![\w.\-])\d{8,}(?![\w\-])                             # an account number
    """,
    re.VERBOSE | re.IGNORECASE,
)


def masked(text: str) -> str:
    """`text` without passwords, tokens, addresses, account and card numbers, query strings."""
    return _SHAPES.sub(REMOVED, text) if _SUSPECT.search(text) else text


def cleaned(key: object, value: Any) -> Any:
    """What may be logged of `value` under the name `key`, however deep it is."""
    if isinstance(key, str):
        if key in OURS:
            return value
        if _is_secret(key):
            return REMOVED
    if isinstance(value, str):
        return value if isinstance(key, str) and key.endswith("_id") else masked(value)
    if isinstance(value, _HARMLESS):
        return value
    if isinstance(value, dict):
        return {masked(str(inner)): cleaned(inner, deeper) for inner, deeper in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [cleaned(None, item) for item in value]
    return masked(str(value))


@lru_cache(maxsize=1000)
def _is_secret(name: str) -> bool:
    return not NEVER.isdisjoint(_WORDS.findall(name.lower()))
