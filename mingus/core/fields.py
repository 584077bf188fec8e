"""Types for what comes in from outside: used by every `schemas.py`, for forms and JSON alike."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from mingus.core.errors import Refused
from mingus.core.money import Money, currency_code

_GROUPED: Final = re.compile(r"[+−-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MAX_DIGITS: Final = 30  # before or after the point; no money needs as many
MOST: Final = 10**15 - 1


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
    if isinstance(value, Decimal) and (not value.is_finite() or value.adjusted() > MAX_DIGITS):
        raise ValueError("must be an amount such as 12.50")  # written out, 1e999999999 would fill the memory
    if isinstance(value, Decimal) and value and value.adjusted() < -MAX_DIGITS:
        value = Decimal(1).scaleb(-MAX_DIGITS).copy_sign(value)  # as much too small for any currency, and short
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


def _flag(value: Any) -> bool:
    """A number is neither yes nor no."""
    found = _FLAGS.get(value) if isinstance(value, bool | str) else None
    if found is None:
        raise ValueError("must be yes or no")
    return found


def _or_none(value: Any) -> Any:
    return None if value == "" else value


def _as_written(value: Any) -> Any:
    """Pydantic would also take 0, and read it as the first day of 1970."""
    if isinstance(value, date) or (isinstance(value, str) and _DATE.fullmatch(value.strip())):
        return value.strip() if isinstance(value, str) else value
    raise ValueError("must be a date such as 2026-11-03")


@dataclass(frozen=True)
class _EmptyIsNone:
    """Takes '' for None, and says so in the description."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_or_none, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        said = handler(schema)
        return {"anyOf": [*said.get("anyOf", [said]), {"const": ""}]}


_AMOUNT_SCHEMA: Final = {
    "anyOf": [
        {"type": "string", "pattern": r"^[+-]?[0-9]{1,15}(\.[0-9]{0,12})?$"},
        {"type": "number", "minimum": -MOST, "maximum": MOST},
    ],
    "examples": ["12.50"],
}
_POSITIVE_SCHEMA: Final = {
    "anyOf": [
        {"type": "string", "pattern": r"^(?=[^1-9]*[1-9])\+?[0-9]{1,15}(\.[0-9]{0,12})?$"},
        {"type": "number", "exclusiveMinimum": 0, "maximum": MOST},
    ],
    "examples": ["12.50"],
}

_FLAGS: Final[dict[bool | str, bool]] = {
    True: True,
    False: False,
    "true": True,
    "false": False,
    "on": True,
    "off": False,
    "1": True,
    "0": False,
    "yes": True,
    "no": False,
}
_CONTROL: Final = r"\u0000-\u001f\u007f-\u009f"
_LINE: Final = Field(json_schema_extra={"pattern": rf"^[^{_CONTROL}]*$"})
_FULL_LINE: Final = Field(json_schema_extra={"pattern": rf"^[^{_CONTROL}]*[^\s{_CONTROL}][^{_CONTROL}]*$"})
_LINES: Final = Field(json_schema_extra={"pattern": r"^[^\u0000-\u0008\u000b-\u001f\u007f-\u009f]*$"})

AmountText = Annotated[str, BeforeValidator(_amount), WithJsonSchema(_AMOUNT_SCHEMA)]
"""An amount of either sign; `money_of` turns it into Money once the currency is known."""
PositiveAmountText = Annotated[AmountText, AfterValidator(_positive), WithJsonSchema(_POSITIVE_SCHEMA)]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"enum": [*_FLAGS]})]
"""True and false; of forms also the words that stand for them."""
Currency = Annotated[str, AfterValidator(lambda text: _refusing(currency_code, text))]
Name = Annotated[str, StringConstraints(min_length=1, max_length=80), AfterValidator(_one_line), _FULL_LINE]
NameOrEmpty = Annotated[str, StringConstraints(max_length=80), AfterValidator(_one_line), _LINE]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_one_line), _FULL_LINE]
Note = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_many_lines), _LINES]
CalendarDate = Annotated[date, BeforeValidator(_as_written)]
"""A day as 2026-11-03, and in no other way."""
EmptyIsNone = _EmptyIsNone()
"""Forms send '' for a field left empty: `Annotated[CalendarDate | None, EmptyIsNone]`."""


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
