"""What pydantic finds wrong, in sentences for the person who typed it. Pydantic's own words never reach anybody."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Final

MAX_FAULTS: Final = 50
MAX_NAME_CHARACTERS: Final = 100
_FILL_IN: Final = "Please fill this in."
_UNKNOWN: Final = "This field is not known here."
_UNREADABLE: Final = "This can’t be read. Please check it."

# By pydantic's name for the fault; `{…}` is filled from what pydantic says about its bounds.
_SENTENCES: Final[Mapping[str, str]] = {
    "missing": _FILL_IN,
    "none_required": _FILL_IN,
    "extra_forbidden": _UNKNOWN,
    "invalid_key": _UNKNOWN,
    "string_type": "Must be a text.",
    "string_too_short": "Use at least {min_length} characters.",
    "string_too_long": "Use at most {max_length} characters.",
    "string_pattern_mismatch": "This isn’t written the way it has to be. Please check it.",
    "string_unicode": "This text has characters that can’t be read.",
    "too_short": "Give at least {min_length}.",
    "too_long": "Give at most {max_length}.",
    "list_type": "Must be a list.",
    "tuple_type": "Must be a list.",
    "dict_type": "Must be an object with named fields.",
    "model_type": "Must be an object with named fields.",
    "model_attributes_type": "Must be an object with named fields.",
    "bool_type": "Must be yes or no.",
    "bool_parsing": "Must be yes or no.",
    "int_type": "Must be a whole number.",
    "int_parsing": "Must be a whole number.",
    "int_from_float": "Must be a whole number.",
    "int_parsing_size": "This number is too large.",
    "float_type": "Must be a number.",
    "float_parsing": "Must be a number.",
    "finite_number": "Must be a number.",
    "decimal_type": "Must be a number.",
    "decimal_parsing": "Must be a number.",
    "greater_than": "Must be more than {gt}.",
    "greater_than_equal": "Must be {ge} or more.",
    "less_than": "Must be less than {lt}.",
    "less_than_equal": "Must be {le} or less.",
    "date_type": "Must be a date such as 2026-11-03.",
    "date_parsing": "Must be a date such as 2026-11-03.",
    "date_from_datetime_parsing": "Must be a date such as 2026-11-03.",
    "date_from_datetime_inexact": "Must be a date without a time.",
    "datetime_type": "Must be a date with a time.",
    "datetime_parsing": "Must be a date with a time.",
    "datetime_from_date_parsing": "Must be a date with a time.",
    "timezone_aware": "Must say its time zone.",
    "uuid_type": "Must be the id of something that is there.",
    "uuid_parsing": "Must be the id of something that is there.",
    "literal_error": "Must be {expected}.",
    "enum": "Must be {expected}.",
}
_OWN_WORDS: Final = {"value_error", "assertion_error"}  # said by our own validators


def sentence(fault: Mapping[str, Any]) -> str:
    """One fault that pydantic found, as a sentence."""
    kind, bounds = fault["type"], fault.get("ctx", {})
    if kind in _OWN_WORDS:
        plain = str(bounds["error"])
        return plain[:1].upper() + plain[1:]
    if kind in {"string_too_short", "too_short"} and bounds.get("min_length") == 1:
        return _FILL_IN
    return _SENTENCES.get(kind, _UNREADABLE).format_map(bounds)


def by_field(faults: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """One sentence per field at fault, of fifty at most; a fault of the whole stands under 'form'."""
    return {_name(fault): sentence(fault) for fault in islice(faults, MAX_FAULTS)}


def _name(fault: Mapping[str, Any]) -> str:
    """Where it is. Names come from strangers too, who must not get back more than a line of what they sent."""
    return ".".join(str(part) for part in fault["loc"] if part != "[key]")[:MAX_NAME_CHARACTERS] or "form"
