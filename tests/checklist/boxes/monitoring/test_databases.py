"""13.3: connections, slow statements and backups, on real databases and on figures that are right or wrong."""

import pytest

from mingus.checklist.boxes.monitoring import databases
from mingus.checklist.rules import State
from mingus.checklist.service import Result
from mingus.ops.schema import Connections
from tests.checklist.conftest import Check, MakeSurroundings, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record
from tests.checklist.sites import TOKEN, page, site
from tests.databases import Scratch

FEW, TOLD, YOUNG = "connections_are_few", "connections_are_told", "the_newest_backup_is_young"


def asked(check: Check, box_id: str, part: str, text: str) -> Result:
    with site({"/metrics": page(text)}) as server:
        return check(box_id, part, environ={"PUBLIC_URL": server.url, "METRICS_TOKEN": TOKEN})


class TestConnections:
    def test_a_quiet_server_has_few(self, check: Check, scratch_database: Scratch) -> None:
        result = check("13.3.2", FEW, environ={"DATABASE_URL": scratch_database.app})
        assert is_green(result)
        assert int(result.finding.figures["limit"]) > int(result.finding.figures["used"]) > 0

    @pytest.mark.parametrize(("used", "faults"), [(699, 0), (700, 1), (701, 1)])
    def test_seventy_of_a_hundred_are_too_many(self, used: int, faults: int) -> None:
        found = databases.crowded(Connections(used, 1000))
        assert len(found) == faults
        assert all(f"{used} of 1000 connections" in fault for fault in found)

    @pytest.mark.parametrize(("used", "limit"), [(1, 10), (10, 10)])
    def test_figures_about_them_pass(self, check: Check, used: int, limit: int) -> None:
        text = f"mingus_db_connections {used}\nmingus_db_connections_limit {limit}\n"
        assert is_green(asked(check, "13.3.2", TOLD, text))

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("mingus_db_connections 0\nmingus_db_connections_limit 10\n", "0 connections of 10"),
            ("mingus_db_connections 11\nmingus_db_connections_limit 10\n", "11 connections of 10"),
            ("mingus_db_connections 1\n", "does not tell mingus_db_connections_limit"),
            ("mingus_db_connections_limit 1\n", "does not tell mingus_db_connections"),
        ],
    )
    def test_figures_that_lack_or_lie_fail(self, check: Check, text: str, words: str) -> None:
        assert is_red(asked(check, "13.3.2", TOLD, text), words)

    def test_our_own_application_tells_them(self, check: Check, our_site: str) -> None:
        assert is_green(check("13.3.2", TOLD, environ={"PUBLIC_URL": our_site, "METRICS_TOKEN": TOKEN}))


class TestBackup:
    def test_one_of_today_passes(self, check: Check) -> None:
        result = asked(check, "13.3.4", YOUNG, "mingus_last_backup_age_seconds 7200\n")
        assert is_green(result)

    def test_an_old_one_fails(self, check: Check) -> None:
        result = asked(check, "13.3.4", YOUNG, f"mingus_last_backup_age_seconds {27 * 3600}\n")
        assert is_red(result, "the newest backup is 27.0 hours old")

    @pytest.mark.parametrize(("hours", "faults"), [(26.0, 0), (26.1, 1)])
    def test_26_hours_are_the_limit(self, hours: float, faults: int) -> None:
        assert len(databases.aged(hours)) == faults

    def test_none_at_all_fails(self, check: Check) -> None:
        assert is_red(asked(check, "13.3.4", YOUNG, "a 1\n"), "tells of no backup")

    def test_a_restored_one_counts_for_thirty_days_on_any_commit(self, check: Check, around: MakeSurroundings) -> None:
        record(around().home, "15.1.2", kind="drill", commit=OTHER_COMMIT)
        assert is_green(check("13.3.4", "a_sound_record"))
        record(around().home, "15.1.2", kind="drill", exit_code=1)
        assert is_red(check("13.3.4", "a_sound_record"), "exit code 1")


class TestSlowStatements:
    def test_what_is_slow_is_logged(self, check: Check, scratch_database: Scratch) -> None:
        assert is_green(check("13.3.3", "slow_statements_are_logged", environ={"DATABASE_URL": scratch_database.app}))

    @pytest.mark.parametrize(
        ("value", "words"), [("'2s'", "only what takes 2000ms or longer"), ("-1", "logs no slow statement")]
    )
    def test_a_server_that_logs_less_fails(
        self, check: Check, scratch_database: Scratch, value: str, words: str
    ) -> None:
        name = scratch_database.urls.database
        scratch_database.run(f"ALTER DATABASE {name} SET log_min_duration_statement = {value}")
        result = check("13.3.3", "slow_statements_are_logged", environ={"DATABASE_URL": scratch_database.app})
        assert is_red(result, words)

    def test_nothing_hangs_in_a_quiet_database(self, check: Check, scratch_database: Scratch) -> None:
        assert is_green(check("13.3.1", "nobody_waits_long", environ={"DATABASE_URL": scratch_database.app}))


@pytest.mark.parametrize("box_id", ["13.3.1", "13.3.2", "13.3.3", "13.3.4"])
def test_none_passes_without_keys_and_evidence(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN
