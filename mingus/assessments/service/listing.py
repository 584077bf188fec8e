"""The choices of listed questions: occupations with published wages, and the areas they are published for."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from mingus.assessments import wages
from mingus.assessments.rules.answering import Lists
from mingus.assessments.rules.definition import Definition


def lists(db: Session, definition: Definition, answers: Mapping[str, Any]) -> Lists:
    """The choices that this definition's listed questions have, after these answers; nothing is read for the others."""
    if not any(getattr(question, "listed", None) for question in definition.questions):
        return {}
    occupations = dict(wages.occupations(db))
    return {"occupations": occupations, "areas": _areas(db, str(answers.get("occupation", "")))}


def _areas(db: Session, soc_code: str) -> dict[str, str]:
    """The nation, the states with wages of this occupation, and the metros people know by name."""
    held = dict(wages.areas(db, soc_code))
    metros = {metro.slug: f"{metro.name} (metro area)" for metro in wages.METROS}
    codes = {metro.code for metro in wages.METROS}
    return {"US": "United States", **{code: name for code, name in held.items() if code not in codes}, **metros}
