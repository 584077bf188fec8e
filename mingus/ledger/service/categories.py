"""Categories: what money was for. A household's own, begun with a set that fits most."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import Row, Text, bindparam, cast, delete, func, insert, select, text, update
from sqlalchemy.orm import Session

from mingus.core import clock, events
from mingus.core.db import read
from mingus.core.errors import NotFound, Refused
from mingus.core.fixed import Asked, Fixed
from mingus.core.glance import Reader
from mingus.core.ids import new_id
from mingus.core.tenancy import Member
from mingus.ledger import defaults
from mingus.ledger.models import Category, CategoryMonth, Payee, Rule, Split, Transaction
from mingus.ledger.service import rollups

NAME_LENGTH: Final = 80
AFTER_DEFAULTS: Final = 1000  # the position of categories people and files add: after ours, then by name

# The database compares by lower(name), so the database also answers which name is which category.
_ADD: Final = text(
    """
    INSERT INTO categories (household_id, id, name, kind, position, created_at)
    SELECT :household_id, wanted.id, wanted.name, wanted.kind, :position, :now
      FROM unnest(CAST(:ids AS uuid[]), CAST(:names AS text[]), CAST(:kinds AS text[])) AS wanted(id, name, kind)
     WHERE NOT EXISTS (SELECT 1 FROM categories known
                        WHERE known.household_id = :household_id AND lower(known.name) = lower(wanted.name))
     ORDER BY wanted.name COLLATE "C"
    ON CONFLICT DO NOTHING
    """
)
_FIND: Final = text(
    """
    SELECT wanted.name, known.id
      FROM unnest(CAST(:names AS text[])) AS wanted(name)
      JOIN categories known ON known.household_id = :household_id AND lower(known.name) = lower(wanted.name)
    """
)
_EVERY: Final = Fixed(
    select(Category.id, Category.name, Category.kind, Category.slug, Category.hidden_at.is_not(None))
    .where(Category.household_id == bindparam("household_id"))
    .order_by(Category.kind.desc(), Category.position, func.lower(Category.name), Category.id)
)
_OFFERED: Final = Fixed(
    select(cast(Category.id, Text), Category.name, Category.kind)
    .where(Category.household_id == bindparam("household_id"), Category.hidden_at.is_(None))
    .order_by(Category.position, func.lower(Category.name), Category.id)
)


@dataclass(frozen=True, slots=True)
class CategoryView:
    """A category as pages and the API show it; `kind` is income or expense."""

    id: UUID
    name: str
    kind: str
    slug: str | None
    hidden: bool


def list_for(db: Session, member: Member) -> list[CategoryView]:
    """Every category, hidden ones too: income first, ours in their order, then the household's own by name."""
    return [CategoryView(*row) for row in read(db, _EVERY, {"household_id": member.household_id})]


def offered_asked(member: Member) -> Asked:
    """What `offered` reads, for a glance."""
    return _OFFERED, {"household_id": member.household_id}


def offered(db: Reader, member: Member) -> Sequence[Row[str, str, str]]:
    """Id as text, name and kind of those that are not hidden, in the same order within each kind."""
    return read(db, *offered_asked(member))


def create(db: Session, member: Member, name: str, kind: str) -> UUID:
    """A new category. Raises Refused when the name is taken, whatever its capitals."""
    tidy = _free_name(db, member, name)
    category_id = new_id()
    db.execute(
        insert(Category).values(
            household_id=member.household_id,
            id=category_id,
            name=tidy,
            kind=kind,
            position=AFTER_DEFAULTS,
            created_at=clock.now(),
        )
    )
    _tell(db, member, category_id, "created")
    return category_id


def rename(db: Session, member: Member, category_id: UUID, name: str) -> None:
    """Give it another name; what is filed under it stays."""
    known = _locked(db, member, category_id)
    known.name = _free_name(db, member, name, but=category_id)
    db.flush()
    _tell(db, member, category_id, "renamed")


def hide(db: Session, member: Member, category_id: UUID, *, hidden: bool = True) -> None:
    """Offer it no more (or again) when filing; its rows and sums stay as they are."""
    known = _locked(db, member, category_id)
    known.hidden_at = clock.now() if hidden else None
    db.flush()
    _tell(db, member, category_id, "hidden" if hidden else "shown")


def merge(db: Session, member: Member, category_id: UUID, into_id: UUID) -> None:
    """File everything of one category under another and remove the first. Raises Refused across income and expense."""
    rollups.lock_household(db, member.household_id)
    source, target = _locked(db, member, category_id), _locked(db, member, into_id)
    if source is target:
        raise Refused("Choose another category to merge into.", fields={"into": "Choose another category."})
    if source.kind != target.kind:
        raise Refused("Income and spending can’t be merged into one category.", fields={"into": "Not the same kind."})
    touched = db.execute(
        select(CategoryMonth.account_id, CategoryMonth.month_on).where(
            CategoryMonth.household_id == member.household_id, CategoryMonth.category_key == category_id
        )
    ).all()
    for table in (Transaction, Split, Payee, Rule):
        db.execute(
            update(table)
            .where(table.household_id == member.household_id, table.category_id == category_id)
            .values(category_id=into_id)
        )
    db.execute(delete(Category).where(Category.household_id == member.household_id, Category.id == category_id))
    rollups.refresh_months(db, member.household_id, [(account_id, month_on) for account_id, month_on in touched])
    _tell(db, member, category_id, "merged")


def prepare_household(db: Session, event: events.HouseholdCreated) -> None:
    """Give a new household its first categories, in the transaction that makes it."""
    now = clock.now()
    rows = [
        {
            "household_id": event.household_id,
            "id": new_id(),
            "name": category.name,
            "kind": category.kind,
            "slug": category.slug,
            "position": position,
            "created_at": now,
        }
        for position, category in enumerate(defaults.CATEGORIES)
    ]
    db.execute(insert(Category), rows)


def ensure(
    db: Session, household_id: UUID, names_with_sign: Mapping[str, int] | Iterable[tuple[str, int]]
) -> dict[str, UUID]:
    """The category of each name in a file's own column, those missing made: two statements, however many names.

    A missing one becomes income when its amounts are positive (sign > 0) throughout, else an expense: spending has
    refunds. Empty names are left out.
    """
    signs: dict[str, int] = {}
    for name, sign in names_with_sign.items() if isinstance(names_with_sign, Mapping) else names_with_sign:
        signs[name] = min(sign, signs.get(name, sign))
    tidied = {name: tidy for name in signs if (tidy := _tidy(name))}
    if not tidied:
        return {}
    kinds = {tidy: "income" if signs[name] > 0 else "expense" for name, tidy in sorted(tidied.items())}
    values = {"household_id": household_id, "names": list(kinds)}
    ids = [new_id() for _ in kinds]
    db.flush()
    db.execute(
        _ADD, {**values, "ids": ids, "kinds": list(kinds.values()), "position": AFTER_DEFAULTS, "now": clock.now()}
    )
    found = {row.name: row.id for row in db.execute(_FIND, values)}
    return {name: found[tidy] for name, tidy in tidied.items()}


def _locked(db: Session, member: Member, category_id: UUID) -> Category:
    known = db.scalar(
        select(Category)
        .where(Category.household_id == member.household_id, Category.id == category_id)
        .with_for_update()
    )
    if known is None:
        raise NotFound("There is no such category.")
    return known


def _free_name(db: Session, member: Member, name: str, *, but: UUID | None = None) -> str:
    tidy = _tidy(name)
    if not tidy:
        raise Refused("A category needs a name.", fields={"name": "A category needs a name."})
    taken = db.scalar(
        select(Category.id).where(
            Category.household_id == member.household_id, func.lower(Category.name) == func.lower(tidy)
        )
    )
    if taken not in {None, but}:
        raise Refused(f"You already have a category “{tidy}”.", fields={"name": "You already have this one."})
    return tidy


def _tidy(name: str) -> str:
    return " ".join(name.split())[:NAME_LENGTH].strip()


def _tell(db: Session, member: Member, category_id: UUID, change: str) -> None:
    events.record(db, events.CategoryChanged(member.household_id, member.person_id, category_id, change))
