"""M.1: what is done again and again, from records and from a database."""

from datetime import timedelta
from decimal import Decimal

import pytest

from mingus.checklist.boxes.from_then_on import regularly
from mingus.checklist.rules import State
from mingus.core import clock
from mingus.ops.schema.server import Statement, Statistics
from tests.checklist.conftest import NOW, Check, MakeSurroundings, is_green, is_red
from tests.checklist.proofs import record
from tests.databases import Scratch
from tests.ops.schema import conftest
from tests.ops.schema.conftest import Lived

lived = conftest.lived
SIGNS = "the_weeks_signs_can_be_read"
SLOW = "no_statement_is_slow"


@pytest.mark.parametrize(("box_id", "days"), [("M.1.1", 8), ("M.1.5", 35)])
def test_a_record_is_good_for_its_days_whatever_was_committed(
    check: Check, around: MakeSurroundings, box_id: str, days: int
) -> None:
    assert check(box_id, "a_sound_record").state is State.UNKNOWN
    record(around().home, box_id, at=NOW - timedelta(days=days), commit="0" * 40)
    assert is_green(check(box_id, "a_sound_record"))
    assert check(box_id, "a_sound_record", now=NOW + timedelta(seconds=1)).state is State.STALE
    record(around().home, box_id, exit_code=1)
    assert check(box_id, "a_sound_record").state is State.FAIL


def test_a_review_is_good_for_eight_days(check: Check, around: MakeSurroundings) -> None:
    made = NOW - timedelta(days=8)
    record(around().home, "M.1.2", kind="attestation", at=made, valid_for=timedelta(days=400))
    assert is_green(check("M.1.2", "a_signed_statement"))
    assert check("M.1.2", "a_signed_statement", now=NOW + timedelta(seconds=1)).state is State.STALE


class TestSigns:
    def test_the_weeks_are_counted_by_name(self, check: Check, lived: Lived) -> None:
        environ = {"DATABASE_URL": lived.scratch.app}
        [(signs,)] = lived.scratch.rows("SELECT count(*) FROM audit_log WHERE event = 'PersonRegistered'")
        assert signs == 1
        result = check("M.1.2", SIGNS, environ=environ, now=clock.now() + timedelta(days=7, hours=23))
        assert is_green(result)
        assert result.finding.figures == {"PersonRegistered": 1}
        assert "1 security events in 8 days" in result.finding.detail

    def test_who_sees_every_household_counts_nothing_twice(self, check: Check, lived: Lived) -> None:
        result = check("M.1.2", SIGNS, environ={"DATABASE_URL": lived.scratch.superuser}, now=clock.now())
        assert result.finding.figures == {"PersonRegistered": 1}

    def test_a_quiet_week_is_no_evidence(self, check: Check, lived: Lived) -> None:
        environ = {"DATABASE_URL": lived.scratch.app}
        result = check("M.1.2", SIGNS, environ=environ, now=clock.now() + timedelta(days=8, hours=1))
        assert result.state is State.UNKNOWN
        assert "nobody signed in within 8 days" in result.finding.detail

    def test_without_the_table_it_fails(self, check: Check, scratch_database: Scratch) -> None:
        scratch_database.run("DROP TABLE audit_log CASCADE")
        result = check("M.1.2", SIGNS, environ={"DATABASE_URL": scratch_database.app})
        assert is_red(result, "there is no table audit_log")


class TestStatements:
    def test_without_the_extension_nothing_is_known(self, check: Check, scratch_database: Scratch) -> None:
        result = check("M.1.5", SLOW, environ={"DATABASE_URL": scratch_database.app})
        assert result.state is State.UNKNOWN
        assert "pg_stat_statements is not installed" in result.finding.detail

    def test_what_is_slow_on_average_is_named(self) -> None:
        found = regularly.judged_by_cost(counted("19.99", "20.00", "45.50"))
        assert found.state is State.FAIL
        assert found.detail == "20.00 ms on average: SELECT 1; 45.50 ms on average: SELECT 2"
        assert found.figures == {"slow": 2}

    def test_below_the_limit_is_good(self) -> None:
        found = regularly.judged_by_cost(counted("19.99", "0.10"))
        assert found.state is State.PASS
        assert found.figures == {"statements": 2}

    def test_only_the_ten_costliest_count(self) -> None:
        assert regularly.judged_by_cost(counted(*["1.00"] * 10, "99.00")).state is State.PASS
        assert regularly.judged_by_cost(counted(*["1.00"] * 9, "99.00")).state is State.FAIL

    def test_of_many_three_are_named(self) -> None:
        assert regularly.judged_by_cost(counted(*["30.00"] * 5)).detail.count("on average") == 3


def counted(*means: str) -> Statistics:
    return Statistics(tuple(Statement(str(n), 1, Decimal(mean), f"SELECT {n}") for n, mean in enumerate(means)), "")


@pytest.mark.parametrize(("box_id", "below"), [("M.1.3", "16.1.2"), ("M.1.4", "15.1.2")])
def test_what_is_done_elsewhere_is_asked_there(check: Check, box_id: str, below: str) -> None:
    result = check(box_id)
    assert result.state is State.UNKNOWN
    assert below in result.finding.detail
