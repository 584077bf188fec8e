"""A household with something in every table, in a database that a test may break."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from mingus import goals, ledger
from mingus.core import crypto, db, settings
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.ops.postgres.roles import Role
from tests.conftest import SECRETS
from tests.databases import Scratch
from tests.factories import make_member

CSV = b"""Date,Description,Amount
2026-10-01,Whole Foods Market,-54.20
2026-10-02,Northlake Payroll,2100.00
2026-10-03,Corner Cafe,-4.75
"""


@dataclass(frozen=True)
class Lived:
    """A scratch database in which somebody lives: `member` with an account, rows, parts, a goal and an import."""

    scratch: Scratch
    member: Member
    configuration: Settings

    @property
    def id(self) -> str:
        return str(self.member.household_id)


@pytest.fixture
def lived(scratch_database: Scratch, configuration: Settings) -> Iterator[Lived]:
    """The process is connected to the scratch database inside, and to its own again afterwards."""
    own = settings.load({**SECRETS, "FLASK_ENV": "testing", "DATABASE_URL": scratch_database.app})
    member = make_member(own)
    with db.transaction(db.GLOBAL) as session:
        crypto.use(own).check(session)
    with db.transaction(member.household_id) as session:
        _live(session, member)
    yield Lived(scratch_database, member, own)
    db.connect(configuration.database_url)


@pytest.fixture
def looking(lived: Lived) -> Iterator[Connection]:
    """The application's own connection."""
    with lived.scratch.connection() as connection:
        yield connection


@pytest.fixture
def seeing_all(lived: Lived) -> Iterator[Connection]:
    """The superuser's."""
    with lived.scratch.connection(Role.SUPERUSER) as connection:
        yield connection


def _live(session: Session, member: Member) -> None:
    draft = {"name": "Checking", "kind": "checking", "number": "DE02120300000000202051", "opening_balance": "100"}
    account_id = ledger.create_account(session, member, ledger.AccountDraft.model_validate(draft))
    started = ledger.start_import(session, member, "october.csv", io.BytesIO(CSV), account_id=account_id, at_once=True)
    ledger.confirm_import(session, member, started.id)
    rows = ledger.list_transactions(session, member, ledger.TransactionFilter()).rows
    market = next(row for row in rows if row.amount.minor == -5420)
    parts = [ledger.Part(amount=amount) for amount in ("50", "4.20")]
    ledger.split_transaction(session, member, market.id, parts)
    goal = goals.create(session, member, goals.GoalDraft(title="Car", category="car", target_amount="1000"))
    goals.contribute(session, member, goal.id, goals.ContributionDraft(amount="25"))
