"""`SCHEMA`: every setting as data, for documents, checks and masks. Derived from the model, so they can't disagree."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType
from typing import Any, Final, Literal, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mingus.core.settings.declaring import Environment, Shape, text_of
from mingus.core.settings.groups import GROUPS
from mingus.core.settings.model import Settings


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `default` is what stands when nothing is said, as one would write it; '' when that is nothing."""

    name: str
    field: str
    group: str
    meaning: str
    shape: str
    secret: bool
    required_in: frozenset[Environment]
    default: str
    example: str


def as_text(value: Any) -> str:
    """A plain value as one writes it in the environment."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _schema() -> Iterator[Setting]:
    for group in GROUPS:
        for field, info in group.model_fields.items():
            yield _setting(group, field, info)


def _setting(group: type[BaseModel], field: str, info: FieldInfo) -> Setting:
    facts: Any = info.json_schema_extra
    value = "" if info.is_required() else info.default
    default = as_text(text_of(value) if facts["secret"] else value)
    shape = _shape(info)
    return Setting(
        name=(info.alias or field).upper(),
        field=field,
        group=(group.__doc__ or "").strip(),
        meaning=info.description or "",
        shape=shape,
        secret=facts["secret"],
        required_in=frozenset(facts["required_in"]),
        default=default,
        example=facts["example"] or default or f"<{shape}>",
    )


def _shape(info: FieldInfo) -> str:
    for found in info.metadata:
        if isinstance(found, Shape):
            return found.words
    if info.annotation is int:
        low, high = (next(getattr(m, end) for m in info.metadata if isinstance(m, kind)) for end, kind in _ENDS)
        return f"a whole number from {low} to {high}"
    if get_origin(info.annotation) is Literal:
        values = get_args(info.annotation)
        return values[0] if len(values) == 1 else "one of " + ", ".join(values)
    kinds = set(get_args(info.annotation) or (info.annotation,)) - {NoneType}
    return "true or false" if kinds == {bool} else "a path"


_ENDS: Final = (("ge", Ge), ("le", Le))
SCHEMA: Final[tuple[Setting, ...]] = tuple(_schema())
BY_NAME: Final = {setting.name: setting for setting in SCHEMA}

assert {setting.field for setting in SCHEMA} == set(Settings.model_fields), "a group is missing in model or GROUPS"
