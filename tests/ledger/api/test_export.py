"""Downloading everything."""

from datetime import date

import pytest
from apiflask import APIFlask
from sqlalchemy import select

from mingus.core import db as database
from mingus.core.events import AuditEntry
from mingus.core.settings import Settings
from tests.factories import browser_of, make_member, program_of
from tests.ledger.books import Books


@pytest.mark.parametrize("kind", ["csv", "json", "beancount"])
def test_everything_is_downloaded_as_a_file(app: APIFlask, configuration: Settings, kind: str) -> None:
    books = Books(make_member(configuration))
    books.row(books.account("Checking"), date(2026, 3, 1), -1234, "KROGER")
    answer = browser_of(app, books.member).get(f"/api/financial/export?format={kind}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="mingus-')
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "KROGER" in answer.get_data(as_text=True)
    assert "-12.34" in answer.get_data(as_text=True)
    with database.transaction(books.member.household_id) as db:
        assert db.scalars(select(AuditEntry.facts).where(AuditEntry.event == "DataExported")).all() == [
            {"format": kind}
        ]


def test_another_format_is_refused_and_strangers_are_asked_to_sign_in(app: APIFlask, configuration: Settings) -> None:
    program = program_of(app, make_member(configuration))
    assert program.get("/api/financial/export?format=xls").status_code == 422
    assert program.get("/api/financial/export").status_code == 422
    assert app.test_client().get("/api/financial/export?format=csv").status_code == 401
