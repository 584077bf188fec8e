"""Finding published wages: the nearest area first, and of that the newest year."""

from typing import Final

from sqlalchemy import Row, case, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from mingus.assessments.wages.areas import nearest
from mingus.assessments.wages.models import WageRow
from mingus.assessments.wages.rules import Wage
from mingus.core.db import read

_COLUMNS: Final = [column for column in WageRow.__table__.columns if column.name != "source"]


def find(db: Session, soc_code: str, choice: str, *, year: int | None = None) -> Wage | None:
    """The row that comes nearest to the metro, state or nation of `choice`; None where even the nation has none.

    The newest year unless one is given. The row says what area it is, which need not be the one asked for.
    """
    areas = nearest(choice)
    wanted = select(*_COLUMNS).where(WageRow.soc_code == soc_code, WageRow.area.in_(areas))
    if year is not None:
        wanted = wanted.where(WageRow.year == year)
    order = case({area: place for place, area in enumerate(areas)}, value=WageRow.area)
    found = db.execute(wanted.order_by(order, WageRow.year.desc()).limit(1)).one_or_none()
    return _wage(found) if found else None


def occupations(db: Session) -> list[tuple[str, str]]:
    """(code, title) of every occupation with wages, by title."""
    wanted = select(WageRow.soc_code, WageRow.occupation).ext(distinct_on(WageRow.soc_code))
    newest = read(db, wanted.order_by(WageRow.soc_code, WageRow.year.desc()))
    return sorted(((row.soc_code, row.occupation) for row in newest), key=lambda pair: pair[1])


def areas(db: Session, soc_code: str) -> list[tuple[str, str]]:
    """(code, name) of every area with wages of this occupation: the nation, states, metros."""
    order = case({"nation": 0, "state": 1}, value=WageRow.area_kind, else_=2)
    wanted = select(WageRow.area, WageRow.area_name, order.label("place")).where(WageRow.soc_code == soc_code)
    found = read(db, wanted.distinct().order_by("place", WageRow.area_name))
    return [(row.area, row.area_name) for row in found]


def _wage(row: Row[tuple[object, ...]]) -> Wage:
    return Wage(**row._mapping)  # noqa: SLF001  how SQLAlchemy names a row's columns
