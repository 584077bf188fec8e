"""Where attempts lie: a person's own, or a visitor's under the token of their browser. Anything else is NotFound."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, delete, select, update
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.orm import Session

from mingus.assessments.models import Attempt, VisitorAttempt
from mingus.assessments.service import sealing
from mingus.core.errors import NotFound

_COLUMNS = (
    "id",
    "slug",
    "version",
    "definition_hash",
    "answers_sealed",
    "score",
    "sub_scores",
    "band",
    "started_at",
    "updated_at",
    "finished_at",
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """An attempt as the service works with it. `comparison` is what income-comparison found on the day."""

    id: UUID
    slug: str
    version: int
    definition_hash: bytes
    answers: Mapping[str, Any]
    started_at: datetime
    updated_at: datetime
    finished_at: datetime | None = None
    score: int | None = None
    sub_scores: Mapping[str, int] | None = None
    band: str | None = None
    comparison: Mapping[str, Any] | None = None

    def changed(self, **what: Any) -> "Sheet":
        """The same attempt with something changed."""
        return replace(self, **what)


@dataclass(frozen=True)
class Shelf:
    """The attempts of one person, or of one visitor: then `person_id` is None."""

    person_id: UUID | None
    _model: type[Attempt] | type[VisitorAttempt]
    _owner: Mapping[str, Any]
    _seal: Callable[[Session, UUID, sealing.Answers], bytes]
    _open: Callable[[Session, UUID, bytes], sealing.Answers]

    def get(self, db: Session, attempt_id: UUID, *, lock: bool = False) -> Sheet:
        """One attempt. Raises NotFound when there is none here."""
        found = self._rows(db, self._model.id == attempt_id, lock=lock)
        if not found:
            raise NotFound("There is no such result here.")
        return self._sheet(db, found[0])

    def of(self, db: Session, slug: str) -> Sheet | None:
        """The open attempt of an assessment."""
        found = self._rows(db, self._model.slug == slug, self._model.finished_at.is_(None))
        return self._sheet(db, found[0]) if found else None

    def all(self, db: Session) -> list[Sheet]:
        """Every attempt of a visitor, newest first: they have one of each assessment at most."""
        return [self._sheet(db, row) for row in self._rows(db)]

    def newest(self, db: Session) -> list[Sheet]:
        """Of each assessment what is open and the latest that is finished, answers left sealed."""
        model = self._model
        columns = [getattr(model, name) for name in _COLUMNS]
        is_open = model.finished_at.is_(None)
        wanted = select(*columns).where(*self._mine()).ext(distinct_on(model.slug, is_open))
        rows = db.execute(wanted.order_by(model.slug, is_open, model.finished_at.desc(), model.id.desc()))
        return [Sheet(**{n: getattr(row, n) for n in _COLUMNS if n != "answers_sealed"}, answers={}) for row in rows]

    def remove_all_of(self, db: Session, slug: str, *, only_open: bool) -> None:
        """Take the attempts of one assessment away."""
        self.remove(db, self._model.slug == slug, *([self._model.finished_at.is_(None)] if only_open else []))

    def add(self, db: Session, sheet: Sheet) -> bool:
        """Put an attempt here; False when there is one like it already (another tab was faster)."""
        fresh = insert(self._model).values(**self._owner, **self._values(db, sheet))
        return db.scalar(fresh.on_conflict_do_nothing().returning(self._model.id)) is not None

    def save(self, db: Session, sheet: Sheet) -> None:
        """Write what changed."""
        values = self._values(db, sheet)
        db.execute(update(self._model).where(*self._mine(), self._model.id == sheet.id).values(**values))

    def remove(self, db: Session, *which: ColumnElement[bool]) -> list[Sheet]:
        """Take attempts away, and give them to the caller: whoever comes second finds none."""
        columns = [getattr(self._model, name) for name in _COLUMNS]
        gone = db.execute(delete(self._model).where(*self._mine(), *which).returning(*columns)).all()
        return [self._sheet(db, row) for row in gone]

    def remove_one(self, db: Session, attempt_id: UUID) -> Sheet:
        """Take one attempt away. Raises NotFound."""
        gone = self.remove(db, self._model.id == attempt_id)
        if not gone:
            raise NotFound("There is no such result here.")
        return gone[0]

    def _rows(self, db: Session, *which: ColumnElement[bool], lock: bool = False) -> list[Row[Any]]:
        columns = [getattr(self._model, name) for name in _COLUMNS]
        wanted = select(*columns).where(*self._mine(), *which)
        wanted = wanted.order_by(self._model.updated_at.desc(), self._model.id.desc()).limit(100)
        return list(db.execute(wanted.with_for_update() if lock else wanted).all())

    def _mine(self) -> list[ColumnElement[bool]]:
        return [getattr(self._model, name) == value for name, value in self._owner.items()]

    def _values(self, db: Session, sheet: Sheet) -> dict[str, Any]:
        said = {"answers": sheet.answers, "comparison": sheet.comparison}
        plain = {name: getattr(sheet, name) for name in _COLUMNS if name != "answers_sealed"}
        return {**plain, "answers_sealed": self._seal(db, sheet.id, said)}

    def _sheet(self, db: Session, row: Row[Any]) -> Sheet:
        said = self._open(db, row.id, row.answers_sealed)
        plain = {name: getattr(row, name) for name in _COLUMNS if name != "answers_sealed"}
        return Sheet(**plain, answers=said.get("answers", {}), comparison=said.get("comparison"))


def of_person(person_id: UUID) -> Shelf:
    """A person's attempts; the transaction must name the person."""
    return Shelf(
        person_id,
        Attempt,
        {"person_id": person_id},
        lambda db, attempt_id, answers: sealing.sealed(db, person_id, attempt_id, answers),
        lambda db, attempt_id, kept: sealing.opened(db, person_id, attempt_id, kept),
    )


def of_visitor(token: str) -> Shelf:
    """The attempts of the browser that holds this token."""
    return Shelf(
        None,
        VisitorAttempt,
        {"token_hash": sealing.hash_of(token)},
        lambda _db, attempt_id, answers: sealing.sealed_for_visitor(token, attempt_id, answers),
        lambda _db, attempt_id, kept: sealing.opened_for_visitor(token, attempt_id, kept),
    )
