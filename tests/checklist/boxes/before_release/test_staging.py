"""10.3: staging's database is asked for its migrations, runs count, and what others know is unknown in words."""

from datetime import timedelta
from typing import Any

import pytest

from mingus.checklist.boxes.before_release.staging import VENDORS
from mingus.checklist.rules import Stage, State
from mingus.core import migrate
from tests.checklist.conftest import NOW, Check, MakeSurroundings, is_green, is_red
from tests.checklist.proofs import OTHER_COMMIT, record
from tests.databases import Scratch

NEWEST, LOGGED = "newest_migration_is_there", "migration_run_is_logged"


def test_a_migrated_database_passes_and_one_that_is_behind_fails(check: Check, scratch_database: Scratch) -> None:
    environ = {"DATABASE_URL": scratch_database.app}
    assert is_green(check("10.3.3", NEWEST, environ=environ))
    assert is_green(check("10.3.3", LOGGED, environ=environ))
    scratch_database.run("UPDATE alembic_version SET version_num = '0001'")
    assert is_red(check("10.3.3", NEWEST, environ=environ), "0001", migrate.head())


def test_a_schema_that_was_changed_by_hand_fails(check: Check, scratch_database: Scratch) -> None:
    scratch_database.run("CREATE TABLE by_hand (id int)")
    result = check("10.3.3", LOGGED, environ={"DATABASE_URL": scratch_database.app})
    assert is_red(result, "changed after the newest run")


def test_without_its_address_it_is_unknown(check: Check) -> None:
    assert check("10.3.3", NEWEST).state is State.UNKNOWN


@pytest.mark.parametrize("box_id", ["10.3.2", "10.3.3"])
@pytest.mark.parametrize(
    ("made", "state"),
    [
        ({}, State.PASS),
        ({"exit_code": 1}, State.FAIL),
        ({"commit": OTHER_COMMIT}, State.STALE),
        ({"at": NOW - timedelta(days=31)}, State.STALE),
    ],
)
def test_a_run_counts_while_it_is_green_new_and_of_this_commit(
    check: Check, around: MakeSurroundings, box_id: str, made: dict[str, Any], state: State
) -> None:
    record(around().home, box_id, **made)
    assert check(box_id, "a_sound_record").state is state


def test_what_only_the_host_knows_is_unknown(check: Check) -> None:
    for environ in ({}, {"DIGITALOCEAN_TOKEN": "dop_v1_7d2e"}):
        result = check("10.3.1", stage=Stage.STAGING, environ=environ)
        assert result.state is State.UNKNOWN
        assert "30 minutes before production" in result.finding.detail
        assert "7d2e" not in result.finding.detail


def test_every_vendor_says_which_key_it_needs(check: Check) -> None:
    detail = check("10.3.4", stage=Stage.STAGING).finding.detail
    for setting, request in VENDORS:
        assert f"{setting} is not set here" in detail
        assert request in detail
