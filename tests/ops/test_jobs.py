"""Every hour the audit log is recomputed, and a chain that breaks is a security event in the log."""

from structlog.testing import capture_logs

from mingus.core import db
from mingus.core import jobs as periodic
from mingus.ops import jobs
from tests.ops.schema import conftest
from tests.ops.schema.conftest import Lived

lived = conftest.lived


def look() -> list[dict[str, object]]:
    with capture_logs() as lines:
        jobs.check_audit_chains()
    return [dict(line) for line in lines]


def test_a_whole_log_is_said_to_be_whole(lived: Lived) -> None:
    [line] = look()
    assert (line["event"], line["households"], line["broken"]) == ("audit chains checked", "all 1 households", 0)
    assert isinstance(line["lines"], int)
    assert line["lines"] > 5


def test_a_line_that_somebody_touched_is_a_security_event(lived: Lived) -> None:
    lived.scratch.run("UPDATE audit_log SET facts = '{}' WHERE number = 3")
    broken, summary = look()
    assert (broken["event"], broken["kind"], broken["log_level"]) == ("audit_chain_broken", "security", "warning")
    assert (broken["household_id"], broken["line"]) == (lived.id, 3)
    assert summary["broken"] == 1


def test_it_is_looked_at_every_hour_once() -> None:
    (due,) = [due for due in periodic.periodic_handlers() if due.name == jobs.CHECK_CHAINS]
    assert due.run is jobs.check_audit_chains
    assert due.cron == "41 * * * *"
    assert due.at_most_every.total_seconds() < 3600


def test_the_look_changes_nothing(lived: Lived) -> None:
    before = lived.scratch.rows("SELECT household_id, number, hash FROM audit_heads ORDER BY 1")
    look()
    assert lived.scratch.rows("SELECT household_id, number, hash FROM audit_heads ORDER BY 1") == before
    with db.transaction(db.GLOBAL, read_only=True) as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM job_runs").scalar() == 0
