"""`mingus db smoke` as a person types it: twenty questions, and what is wrong with the answers."""

from pathlib import Path

from tests.databases import Scratch
from tests.ops.test_cli import mingus


def test_twenty_questions_are_answered(scratch_database: Scratch, tmp_path: Path) -> None:
    done = mingus(tmp_path, "smoke", DATABASE_URL=scratch_database.app)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) == 21
    assert lines[-1].endswith("ms  95 of a hundred")
    assert scratch_database.rows("SELECT count(*) FROM key_registry") == [(0,)]  # nothing was written


def test_what_is_not_answered_is_named_and_the_exit_code_says_so(scratch_database: Scratch, tmp_path: Path) -> None:
    scratch_database.run("DROP TABLE goal_contributions, goals CASCADE")
    done = mingus(tmp_path, "smoke", DATABASE_URL=scratch_database.app)
    assert done.returncode == 69
    assert 'goals: the list  ✗ relation "goals" does not exist' in done.stdout
