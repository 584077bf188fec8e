"""3.3: pools that fit, nothing that a pooler would give away, encryption, statistics, a policy."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from mingus.checklist.boxes.database.tuning import pool_faults
from mingus.checklist.looking.backup_policy import PATH
from mingus.checklist.rules import Stage, State
from mingus.checklist.surroundings import Surroundings
from tests.checklist.conftest import NOW, ROOT, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record
from tests.servers.authority import Authority
from tests.servers.postgres import PLAIN_TOO, TLS_ONLY, TlsPostgres, tls_postgres

SESSION = "nothing_of_a_session_is_used"
POOL: dict[str, Any] = {"kind": "QueuePool", "size": 5, "overflow": 0, "recycle_seconds": 300, "echo": False}


class TestPool:
    def test_ours_has_an_end(self, check: Check) -> None:
        assert is_green(check("3.3.1", "the_pool_has_an_end"))

    def test_a_pool_without_a_fault(self) -> None:
        assert pool_faults(POOL) == []

    @pytest.mark.parametrize(
        ("changed", "fault"),
        [
            ({"kind": "NullPool"}, "the engine has a NullPool, not a QueuePool"),
            ({"size": 0}, "the pool keeps no connection"),
            ({"overflow": 1}, "the pool may grow by 1 beyond its size"),
            ({"recycle_seconds": -1}, "the pool never replaces a connection"),
        ],
    )
    def test_each_fault_is_named(self, changed: dict[str, Any], fault: str) -> None:
        assert pool_faults({**POOL, **changed}) == [fault]

    def test_a_pool_that_takes_too_much_fails(self, check: Check, empty: Surroundings) -> None:
        environ = {**empty.environ, "WEB_WORKERS": "64", "DATABASE_POOL_SIZE": "100"}
        assert is_red(check("3.3.1", "pool_fits_the_server", environ=environ), "64 processes", "more than 80 %")
        assert is_green(check("3.3.1", "pool_fits_the_server", environ=empty.environ))


class TestSession:
    def test_ours_keeps_nothing_in_one(self, check: Check) -> None:
        result = check("3.3.1", SESSION)
        assert is_green(result)
        assert int(result.finding.figures["modules"]) > 150

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ('db.execute("SELECT pg_advisory_lock(7)")', "uses pg_advisory_lock"),
            ('db.execute("SELECT pg_try_advisory_lock(7)")', "uses pg_try_advisory_lock"),
            ('db.execute("SET SESSION work_mem = 1")', "uses set session"),
            ('db.execute("LISTEN jobs")', "uses listen"),
            ('db.execute("DECLARE c CURSOR WITH HOLD FOR SELECT 1")', "uses with hold"),
            ('db.execute("CREATE TEMP TABLE t ()")', "uses create temp"),
            ('db.execute("PREPARE p AS SELECT 1")', "uses prepare"),
            ("create_engine(url)", "create_engine may prepare statements"),
            ('sqlalchemy.create_engine(url, connect_args={"prepare_threshold": 5})', "create_engine may prepare"),
            ("PsycopgConnector(conninfo=url)", "PsycopgConnector may prepare statements"),
        ],
    )
    def test_what_a_pooler_would_give_to_others_is_named(
        self, check: Check, small_tree: MakeTree, line: str, words: str
    ) -> None:
        tree = small_tree({"mingus/core/db.py": f"import x\n{line}\n"})
        assert is_red(check("3.3.1", SESSION, tree=tree), f"mingus/core/db.py:2: {words}")

    @pytest.mark.parametrize(
        "path",
        ["mingus/ops/a.py", "mingus/checklist/a.py", "mingus/core/migrate.py", "mingus/worker.py", "mingus/cli.py"],
    )
    def test_what_goes_past_the_pooler_may(self, check: Check, small_tree: MakeTree, path: str) -> None:
        tree = small_tree({path: 'db.execute("LISTEN jobs")', "mingus/core/db.py": ""})
        result = check("3.3.1", SESSION, tree=tree)
        assert is_green(result)
        assert result.finding.figures == {"modules": 1}

    @pytest.mark.parametrize(
        "line",
        [
            '"""Listen to what people say, set session by session."""',
            'say("people listen to us")',
            'db.execute("SELECT pg_advisory_xact_lock(7)")',
            'create_engine(url, connect_args={"prepare_threshold": None})',
        ],
    )
    def test_words_and_what_ends_with_its_transaction_are_fine(
        self, check: Check, small_tree: MakeTree, line: str
    ) -> None:
        assert is_green(check("3.3.1", SESSION, tree=small_tree({"mingus/core/db.py": line})))

    @pytest.mark.parametrize("path", ["mingus/ops/x.py", "mingus/worker.py", "mingus/checklist/x.py"])
    def test_what_goes_past_the_pooler_may_and_alone_is_nothing_to_look_at(
        self, check: Check, small_tree: MakeTree, path: str
    ) -> None:
        tree = small_tree({path: 'db.execute("LISTEN jobs")'})
        assert is_red(check("3.3.1", SESSION, tree=tree), "no module of Mingus")


class TestEncryption:
    def test_the_embedded_one_needs_none(self, check: Check, empty: Surroundings) -> None:
        result = check("3.3.2", environ=empty.environ, stage=Stage.LOCAL)
        assert (result.state, "on this machine" in result.finding.detail) == (State.NOT_APPLICABLE, True)

    def test_one_that_insists_on_it_passes(self, check: Check, encrypted: TlsPostgres, authority: Authority) -> None:
        url = encrypted.url(sslmode="verify-full", sslrootcert=str(authority.certificate))
        assert is_green(check("3.3.2", environ={"DATABASE_URL": url}, stage=Stage.PRODUCTION))

    def test_one_that_also_takes_others_fails(self, check: Check, authority: Authority) -> None:
        with tls_postgres(authority.issue(), hba=TLS_ONLY + PLAIN_TOO) as server:
            url = server.url(sslmode="verify-full", sslrootcert=str(authority.certificate))
            result = check("3.3.2", environ={"DATABASE_URL": url}, stage=Stage.PRODUCTION)
        assert is_red(result, "a connection without TLS is let in")


class TestStatistics:
    PART = "statements_are_counted"

    def test_without_the_extension_it_fails(self, check: Check, empty: Surroundings) -> None:
        assert is_red(check("3.3.3", self.PART, environ=empty.environ), "pg_stat_statements is not installed")

    def test_with_it_passes(self, check: Check, authority: Authority) -> None:
        with tls_postgres(authority.issue(), shared_preload_libraries="pg_stat_statements") as server:
            with psycopg.connect(server.url(sslmode="require"), autocommit=True) as db:
                db.execute("CREATE EXTENSION pg_stat_statements")
            assert is_green(check("3.3.3", self.PART, environ={"DATABASE_URL": server.url(sslmode="require")}))


class TestPolicy:
    PART = "a_policy_is_written"

    def test_ours_is(self, check: Check) -> None:
        assert is_green(check("3.3.4", self.PART))

    @pytest.mark.parametrize("line", ["owner", "how much may be lost (RPO)", "schedule", "retention"])
    def test_a_promise_that_is_missing_is_named(self, check: Check, small_tree: MakeTree, line: str) -> None:
        rows = (ROOT / PATH).read_text().splitlines(keepends=True)
        text = "".join(row for row in rows if not row.startswith(f"| {line} |"))
        tree = small_tree({PATH: text, "docs/team.yaml": (ROOT / "docs/team.yaml").read_text()})
        assert is_red(check("3.3.4", self.PART, tree=tree), f"says nothing of: {line}")

    def test_one_that_nobody_reviewed_is_stale(self, check: Check) -> None:
        assert check("3.3.4", self.PART, now=NOW + timedelta(days=365)).state is State.STALE

    def test_a_copy_elsewhere_is_evidence_for_a_day(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "3.3.4", at=NOW - timedelta(hours=25), commit=OTHER_COMMIT)
        assert check("3.3.4", "a_sound_record").state is State.STALE
        record(around().home, "3.3.4", at=NOW - timedelta(hours=20), commit=OTHER_COMMIT)
        assert is_green(check("3.3.4", "a_sound_record"))
