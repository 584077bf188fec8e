"""11.2: a database that went along, one that did not, and sites that do not reach it."""

import pytest

from mingus.checklist.rules import State
from tests.checklist.conftest import Check, is_green, is_red
from tests.checklist.looking.database.conftest import environment
from tests.checklist.sites import ready, site
from tests.databases import Scratch
from tests.ops.schema.conftest import Lived

REACHES = "every_instance_reaches_its_database"


@pytest.mark.parametrize(
    ("part", "damage", "words"),
    [
        ("11.2.1 newest_migration_is_there", "UPDATE alembic_version SET version_num = '0001'", "is at 0001"),
        ("11.2.1 migration_run_is_logged", "DELETE FROM migration_log", "has no line"),
        ("11.2.2 schema_is_equal", "ALTER TABLE goals ADD COLUMN odd int", "unknown: column goals.odd"),
    ],
)
def test_a_database_that_went_along_passes_and_one_that_did_not_fails(
    check: Check, scratch_database: Scratch, part: str, damage: str, words: str
) -> None:
    environ = {"DATABASE_URL": scratch_database.app}
    assert is_green(check(*part.split(), environ=environ))
    scratch_database.run(damage)
    assert is_red(check(*part.split(), environ=environ), words)


class TestReaching:
    def test_our_own_application_does(self, check: Check, our_site: str) -> None:
        result = check("11.2.3", REACHES, environ={"PUBLIC_URL": our_site})
        assert is_green(result)
        assert result.finding.figures["answers"] == 10

    @pytest.mark.parametrize(
        ("part", "words"), [("database", "database: does not answer"), ("schema", "schema: does not answer")]
    )
    def test_one_instance_that_does_not_is_found(self, check: Check, part: str, words: str) -> None:
        lost = ready(status="not ready", **{part: "does not answer"})
        with site({"/health/ready": [ready()] * 9 + [lost]}) as server:
            result = check("11.2.3", REACHES, environ={"PUBLIC_URL": server.url})
        assert is_red(result, words)
        assert result.finding.figures["faults"] == 1

    def test_a_worker_that_is_missing_is_another_matter(self, check: Check) -> None:
        with site({"/health/ready": ready(status="not ready", worker="gone")}) as server:
            assert is_green(check("11.2.3", REACHES, environ={"PUBLIC_URL": server.url}))

    def test_the_database_must_answer_here_too(self, check: Check, scratch_database: Scratch) -> None:
        assert is_green(check("11.2.3", "database_answers", environ={"DATABASE_URL": scratch_database.app}))
        lost = {"DATABASE_URL": "postgresql://mingus_app@127.0.0.1:9/mingus"}
        assert is_red(check("11.2.3", "database_answers", environ=lost), "does not let us in")


class TestWhole:
    def test_what_the_product_wrote_is_whole(self, check: Check, lived: Lived) -> None:
        for part in ("books_are_right", "no_row_is_orphaned", "newest_key_wraps_all", "audit_chain_is_whole"):
            assert is_green(check("11.2.4", part, environ=environment(lived)))

    def test_counting_rows_before_and_after_is_not_built(self, check: Check, lived: Lived) -> None:
        result = check("11.2.4", environ=environment(lived))
        assert result.state is State.UNKNOWN
        assert "not built: counting" in result.finding.detail

    def test_sums_that_do_not_add_up_are_named_and_not_whose_they_are(self, check: Check, lived: Lived) -> None:
        lived.scratch.run("UPDATE goals SET saved_minor = saved_minor + 1")
        result = check("11.2.4", "books_are_right", environ=environment(lived))
        assert is_red(result, "contributions do not add up to what a goal has saved: 1")
        assert lived.id not in result.finding.detail

    def test_another_key_than_the_one_that_sealed_fails(self, check: Check, lived: Lived) -> None:
        environ = {**environment(lived), "FIELD_ENCRYPTION_KEY": "d" * 64}
        assert is_red(check("11.2.4", "newest_key_wraps_all", environ=environ), "is not configured")


@pytest.mark.parametrize("box_id", ["11.2.1", "11.2.2", "11.2.3", "11.2.4"])
def test_none_passes_without_a_database(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN
