"""What a database that answers tells: each answer good and bad."""

from datetime import timedelta

import psycopg
import pytest

from mingus.core import clock, crypto, db
from mingus.core.ids import new_id
from mingus.core.settings import Settings, load
from mingus.ops.doctor import Finding, State, database
from mingus.ops.postgres import Role
from tests.conftest import SECRETS
from tests.databases import Scratch
from tests.ops.doctor.conftest import MakePatient, of

ANOTHER = "d" * 32


@pytest.fixture
def ask(patient: MakePatient, scratch_database: Scratch) -> "Ask":
    return Ask(patient, scratch_database)


class Ask:
    """Examines the scratch database, after it was broken or not."""

    def __init__(self, patient: MakePatient, scratch: Scratch) -> None:
        self._patient = patient
        self.scratch = scratch

    def __call__(self, name: str, **environ: str) -> Finding:
        return of(database.examine(self._patient(DATABASE_URL=self.scratch.app, **environ)), name)


def test_the_schema_is_told_newest_older_newer_and_empty(ask: Ask) -> None:
    assert ask("Schema").state is State.OK
    ask.scratch.run("UPDATE alembic_version SET version_num = '0001'")
    assert (ask("Schema").state, ask("Schema").remedy) == (State.PROBLEM, "mingus db migrate")
    ask.scratch.run("UPDATE alembic_version SET version_num = '9999'")
    assert ask("Schema").remedy == "install the newest Mingus"
    ask.scratch.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", "GRANT USAGE ON SCHEMA public TO mingus_app")
    assert "is empty" in ask("Schema").sentence
    assert (ask("Worker").state, ask("Worker").remedy) == (State.WARNING, "mingus db migrate")


def test_the_worker_is_told_never_seen_long_gone_and_there(ask: Ask) -> None:
    assert "never been seen" in ask("Worker").sentence
    ask.scratch.run("INSERT INTO worker_heartbeats VALUES ('worker', now() - interval '3 hours', '1')")
    assert ask("Worker") == Finding(
        "Worker", State.PROBLEM, "was last seen 3 hours ago: imports and other jobs wait", "mingus run"
    )
    ask.scratch.run("UPDATE worker_heartbeats SET seen_at = now()")
    assert (ask("Worker").state, "0 jobs wait" in ask("Worker").sentence) == (State.OK, True)


@pytest.mark.parametrize(
    ("off", "state"),
    [(0, State.OK), (10, State.WARNING), (-10, State.WARNING), (300, State.PROBLEM), (-300, State.PROBLEM)],
)
def test_a_clock_that_differs_is_noticed_either_way(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, off: int, state: State
) -> None:
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(seconds=off))
    assert ask("Clock").state is state


def test_keys_are_missed_when_something_was_sealed_with_them(ask: Ask, configuration: Settings) -> None:
    assert ask("Keys").sentence == "ready; nothing is sealed yet"
    _seal(ask.scratch, configuration)
    assert ask("Keys").state is State.OK
    lost = ask("Keys", FIELD_ENCRYPTION_KEY=ANOTHER)
    assert (lost.state, "sealed with a key that is missing" in lost.sentence) == (State.PROBLEM, True)
    assert ANOTHER not in lost.sentence
    old = SECRETS["FIELD_ENCRYPTION_KEY"]
    assert ask("Keys", FIELD_ENCRYPTION_KEY=ANOTHER, FIELD_ENCRYPTION_KEYS_OLD=old).state is State.OK


def test_a_database_that_has_met_another_key_is_told_before_anything_is_sealed(ask: Ask) -> None:
    ask.scratch.run("INSERT INTO key_registry VALUES ('0123456789abcdef', 'x')")
    assert ask("Keys").state is State.PROBLEM


def test_a_table_that_is_locked_is_not_waited_for(ask: Ask) -> None:
    with psycopg.connect(ask.scratch.urls.libpq(Role.SUPERUSER)) as blocking:
        blocking.execute("LOCK TABLE worker_heartbeats")
        found = ask("Worker")
        assert (found.state, "statement timeout" in found.sentence) == (State.PROBLEM, True)
        assert ask("Keys").state is State.OK


def _seal(scratch: Scratch, configuration: Settings) -> None:
    own = load({**SECRETS, "DATABASE_URL": scratch.app})
    db.connect(own.database_url, pool_size=1)
    try:
        with db.transaction(db.GLOBAL) as session:
            crypto.use(own).check(session)
            crypto.data_key(session, "person", new_id())
    finally:
        db.connect(configuration.database_url)
        crypto.use(configuration)
