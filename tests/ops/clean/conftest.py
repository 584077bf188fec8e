"""A database with a demonstration, test people, somebody real, orphans and a table that nobody knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from mingus.core import crypto, db, settings
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.core.tenancy import Member
from mingus.identity import demonstration
from tests.conftest import SECRETS
from tests.databases import Scratch
from tests.factories import make_member

REPLICA = "SET session_replication_role = replica; "


@dataclass(frozen=True)
class Littered:
    """Who is there: `real` must stay, `fake` and `demo` may go."""

    scratch: Scratch
    real: Member
    fake: Member
    demo: Member


@pytest.fixture
def littered(scratch_database: Scratch, configuration: Settings, tmp_path: Path) -> Iterator[Littered]:
    own = settings.load({**SECRETS, "FLASK_ENV": "testing", "DATABASE_URL": scratch_database.app})
    real, fake = make_member(own, first_name="Nora"), make_member(own, first_name="Theo")
    with db.transaction(db.GLOBAL) as session:
        crypto.use(own).check(session)
    demo_id = new_id()
    with db.transaction(demo_id) as session:
        demo = demonstration.begin(session, demo_id, "demo@mingus.example", "four unrelated blue words")
    scratch_database.run(
        f"UPDATE people SET email = 'nora@mingus.dev', email_key = 'nora@mingus.dev' WHERE id = '{real.person_id}'",
        f"{REPLICA}INSERT INTO goal_contributions VALUES ('{real.household_id}', gen_random_uuid(), gen_random_uuid(),"
        f" 5, 'manual', now(), '{real.person_id}', '', now())",
        "CREATE TABLE old_copy (id int)",
    )
    yield Littered(scratch_database, real, fake, demo)
    db.connect(configuration.database_url)
