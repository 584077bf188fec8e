"""Types for what comes in from outside: used by every `schemas.py`, for forms and JSON alike."""

import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema

from mingus.core.errors import Refused
from mingus.core.money import Money, currency_code

_GROUPED: Final = re.compile(r"[+−-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
MAX_DIGITS: Final = 30  # before or after the point; no money needs as many


class Incoming(BaseModel):
    """Base of everything strangers send: unknown fields are refused, nothing changes after the check."""

    # Models are built when first used: a process that starts needs none of them.
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, defer_build=True)


class Outgoing(BaseModel):
    """Base of everything we answer."""

    model_config = ConfigDict(frozen=True, defer_build=True)


def _amount(value: Any) -> str:
    """A decimal text with a sign at most. JSON numbers arrive as Decimal; floats never exist here."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise ValueError("must be an amount such as 12.50")  # noqa: TRY004  pydantic turns only ValueError into a 422
    if isinstance(value, Decimal) and (not value.is_finite() or abs(value.adjusted()) > MAX_DIGITS):
        raise ValueError("must be an amount such as 12.50")  # written out, 1e999999999 would fill the memory
    plain = (f"{value:f}" if isinstance(value, Decimal) else str(value)).strip().replace("$", "")
    if "," in plain and not _GROUPED.fullmatch(plain):  # 12,50 is not 1,250: never guessed silently
        raise ValueError("must have a point before the cents, as in 1,250.50")
    return plain.replace(",", "")


def _positive(value: str) -> str:
    if not any(character.isdigit() for character in value):
        raise ValueError("must be an amount such as 12.50")
    if not any(digit in "123456789" for digit in value) or value.startswith(("-", "−")):
        raise ValueError("must be more than zero")
    return value


def _one_line(value: str) -> str:
    text = unicodedata.normalize("NFC", value)
    if any(unicodedata.category(character) in {"Cc", "Cs"} for character in text):
        raise ValueError("must not contain control characters")
    return text


def _many_lines(value: str) -> str:
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t" for c in text):
        raise ValueError("must not contain control characters")
    return text


def _or_none(value: Any) -> Any:
    return None if value == "" else value


_AMOUNT_SCHEMA = {
    "anyOf": [{"type": "string", "pattern": r"^[+-]?\d{1,15}(\.\d{0,12})?$"}, {"type": "number"}],
    "examples": ["12.50"],
}

AmountText = Annotated[str, BeforeValidator(_amount), WithJsonSchema(_AMOUNT_SCHEMA)]
"""An amount of either sign; `money_of` turns it into Money once the currency is known."""
PositiveAmountText = Annotated[AmountText, AfterValidator(_positive)]
Currency = Annotated[str, AfterValidator(lambda text: _refusing(currency_code, text))]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_one_line)]
NameOrEmpty = Annotated[str, StringConstraints(max_length=80), AfterValidator(_one_line)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_one_line)]
Note = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_many_lines)]
EmptyIsNone = BeforeValidator(_or_none)
"""Forms send '' for a field left empty: `Annotated[date | None, EmptyIsNone]`."""


def money_of(text: str, currency: str, field: str) -> Money:
    """`text` as Money. Raises Refused that names `field` when the currency has fewer decimals, or on a non-number."""
    try:
        return Money.parse(text, currency)
    except Refused as error:
        raise Refused(str(error), fields={field: str(error)}) from None


def _refusing(check: Any, text: str) -> Any:
    try:
        return check(text)
    except Refused as error:
        raise ValueError(str(error)) from None
