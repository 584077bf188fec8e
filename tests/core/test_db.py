from uuid import UUID

import pytest
from sqlalchemy import TextClause, text
from sqlalchemy.exc import DBAPIError

from mingus.core import db
from mingus.core.ids import new_id
from mingus.core.settings import Settings


@pytest.fixture(autouse=True)
def _connected(configuration: Settings) -> None:
    db.connect(configuration.database_url)


def test_a_household_never_sees_anothers_rows() -> None:
    alice, bob = new_id(), new_id()
    with db.transaction(alice) as session:
        session.execute(_head(alice))
    with db.transaction(bob) as session:
        assert session.scalar(text("SELECT count(*) FROM audit_heads")) == 0
    with db.transaction(alice) as session:
        assert session.scalar(text("SELECT count(*) FROM audit_heads")) == 1


def _head(household_id: UUID) -> TextClause:
    return text("INSERT INTO audit_heads VALUES (:id, 1, '')").bindparams(id=household_id)


def test_writing_for_another_household_is_refused() -> None:
    with pytest.raises(DBAPIError, match="row-level security"), db.transaction(new_id()) as session:
        session.execute(_head(new_id()))
