"""Types of what people say about themselves, their pay and their debts; each refuses with a sentence for its field."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from mingus.core.fields import AmountText, EmptyIsNone, Flag, Line, PositiveAmountText
from mingus.profile import facts
from mingus.profile.models import DEBT_KINDS, MOST_BASIS_POINTS, RHYTHMS, SEMIMONTHLY_DAYS, WEEKEND_RULES
from mingus.profile.places import STATES, state_code
from mingus.profile.rules import STEPS, basis_points, percent_text

MOST_PEOPLE: Final = 30
_ZIP: Final = re.compile(r"\d{5}(-\d{4})?", re.ASCII)
_PHONE_CHARACTERS: Final = 40


@dataclass(frozen=True)
class _OneOf:
    """Takes these values, and says which they are."""

    allowed: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {**handler(schema), "enum": list(self.allowed)}

    def _checked(self, text: str) -> str:
        if text not in self.allowed:
            raise ValueError(f"must be one of {', '.join(self.allowed)}")
        return text


def _not_below_zero(text: str) -> str:
    if text.startswith(("-", "−")) and any(digit in "123456789" for digit in text):
        raise ValueError("can’t be below zero")
    return text


def _phone(text: str) -> str:
    """E.164. A number without a country is read as one of the United States."""
    import phonenumbers  # most processes never see one, and its tables take a while to load

    try:
        found = phonenumbers.parse(text, "US")
    except phonenumbers.NumberParseException:
        found = None
    if found is None or not phonenumbers.is_possible_number(found):
        raise ValueError("must be a phone number such as (404) 555-0123 or +14045550123")
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def _zip_code(text: str) -> str:
    if not _ZIP.fullmatch(text):
        raise ValueError("must be a ZIP code such as 30303 or 30303-1234")
    return text


def _state(text: str) -> str:
    code = state_code(text)
    if code is None:
        raise ValueError("must be a state such as GA")
    return code


def _always(is_on: bool) -> bool:  # noqa: FBT001  pydantic calls it so
    if not is_on:
        raise ValueError("can’t be switched off: mails about sign-ins, passwords and addresses always come")
    return is_on


def _whole(value: Any) -> Any:
    """Pydantic would also take True for 1, and 2.0 for 2."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("must be a whole number")  # noqa: TRY004  pydantic turns only ValueError into a 422
    return value


def _rate(value: Any) -> str:
    points = None if isinstance(value, bool) else basis_points(f"{value}")
    if points is None or points > MOST_BASIS_POINTS:
        raise ValueError(f"must be a rate a year such as 24.99, at most {MOST_BASIS_POINTS // 100:,}")
    return percent_text(points)


_PERCENT: Final = {
    "anyOf": [
        {"type": "string", "pattern": r"^[0-9]{1,3}(\.[0-9]{0,2})?%?$"},
        {"type": "number", "minimum": 0, "maximum": MOST_BASIS_POINTS // 100, "multipleOf": 0.01},
    ],
    "examples": ["24.99"],
}

Amount = Annotated[AmountText, AfterValidator(_not_below_zero)]
"""Zero or more."""
AmountOrNone = Annotated[Amount | None, EmptyIsNone]
PositiveOrNone = Annotated[PositiveAmountText | None, EmptyIsNone]
AlwaysOn = Annotated[Flag, AfterValidator(_always), WithJsonSchema({"enum": [True]})]
"""What people may say yes to, and not no."""
Phone = Annotated[str, StringConstraints(max_length=_PHONE_CHARACTERS), AfterValidator(_phone)]
ZipCode = Annotated[str, AfterValidator(_zip_code), Field(json_schema_extra={"pattern": r"^[0-9]{5}(-[0-9]{4})?$"})]
State = Annotated[str, AfterValidator(_state), Field(json_schema_extra={"enum": [code for code, _ in STATES]})]
HouseholdSize = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=MOST_PEOPLE)]
Dependents = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=MOST_PEOPLE)]
RatePercent = Annotated[str, BeforeValidator(_rate), WithJsonSchema(_PERCENT)]
"""A rate a year in percent; `rules.basis_points` turns it into what is kept."""

AgeRange = Annotated[str, _OneOf(facts.fact("age_range").values)]
MaritalStatus = Annotated[str, _OneOf(facts.fact("marital_status").values)]
Experience = Annotated[str, _OneOf(facts.fact("years_of_experience").values)]
Frequency = Annotated[str, _OneOf(facts.fact("income_frequency").values)]
CreditScore = Annotated[str, _OneOf(facts.fact("credit_score_range").values)]
RiskTolerance = Annotated[str, _OneOf(facts.fact("risk_tolerance_level").values)]
Knowledge = Annotated[str, _OneOf(facts.fact("financial_knowledge_level").values)]
CheckinFrequency = Annotated[str, _OneOf(tuple(value for value, _ in facts.CHECKINS))]
FactName = Annotated[str, _OneOf(facts.KEYS)]
StepName = Annotated[str, _OneOf(tuple(step.key for step in STEPS))]
Rhythm = Annotated[str, _OneOf(RHYTHMS)]
SemimonthlyDays = Annotated[str, _OneOf(SEMIMONTHLY_DAYS)]
WeekendRule = Annotated[str, _OneOf(WEEKEND_RULES)]
DebtKind = Annotated[str, _OneOf(DEBT_KINDS)]
Said = Line
"""A choice of ours, or a few words of their own."""
