"""How a setting is declared: what it means, whether it is a secret, where it is required, what shape it has."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar, get_args

from pydantic import Field, GetCoreSchemaHandler, SecretStr, ValidationInfo
from pydantic_core import CoreSchema, PydanticUndefined, core_schema

Environment = Literal["development", "testing", "staging", "production"]
ENVIRONMENTS: Final[tuple[Environment, ...]] = get_args(Environment)
STRICT: Final[frozenset[Environment]] = frozenset({"staging", "production"})
"""Where people's money is: unsafe values are refused there."""

Value = TypeVar("Value", str, SecretStr)


# Both build pydantic's schema themselves: AfterValidator looks every function's signature up, which costs a start time.
@dataclass(frozen=True, slots=True)
class Shape:
    """What a value looks like, in words that follow “must be”; a pattern or a function says whether it does."""

    words: str
    pattern: str = ""
    check: Callable[[Any], Any] | None = None

    def fit(self, value: Value) -> Value:
        """`value` when it is empty or fits the pattern, which is compiled when there is something to look at."""
        text = text_of(value)
        if text and not re.fullmatch(self.pattern, text):
            raise ValueError(f"must be {self.words}")
        return value

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        check = self.check or (self.fit if self.pattern else None)
        schema = handler(source)
        return core_schema.no_info_after_validator_function(check, schema) if check else schema


@dataclass(frozen=True, slots=True)
class Rule:
    """What else must be so, seen from the fields before this one; raises ValueError with words that follow the name."""

    check: Callable[[Any, ValidationInfo], Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.with_info_after_validator_function(self.check, handler(source))


def text_of(value: str | SecretStr) -> str:
    """What stands in a setting, secret or not."""
    return value.get_secret_value() if isinstance(value, SecretStr) else value


def plain(
    meaning: str,
    default: Any = PydanticUndefined,
    *,
    required_in: Iterable[Environment] = (),
    example: str = "",
    alias: str | None = None,
) -> Any:
    """A setting that may be shown."""
    facts: dict[str, Any] = {"secret": False, "required_in": sorted(required_in), "example": example}
    return Field(default, description=meaning, alias=alias, json_schema_extra=facts)


def secret(
    meaning: str,
    default: Any = PydanticUndefined,
    *,
    required_in: Iterable[Environment] = (),
    example: str = "",
) -> Any:
    """A setting whose value never reaches a screen, a log or a message."""
    facts: dict[str, Any] = {"secret": True, "required_in": sorted(required_in), "example": example}
    return Field(default, description=meaning, repr=False, json_schema_extra=facts)
