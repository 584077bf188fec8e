"""10.1: runs count while they are green and new; stores are asked; vendors are unknown in words."""

from datetime import timedelta
from typing import Any

import pytest

from mingus.checklist.boxes.before_release.environment import BENCH, BOOT_TESTS, VENDORS
from mingus.checklist.rules import Stage, State
from mingus.ops.postgres.roles import Urls
from tests.checklist.conftest import NOW, Check, MakeSurroundings, is_green, is_red
from tests.checklist.looking.database.conftest import authority, encrypted
from tests.checklist.proofs import OTHER_COMMIT, record
from tests.servers.postgres import TlsPostgres

__all__ = ["authority", "encrypted"]

LOOKS = ("database_answers", "connections_have_room")


class TestRuns:
    @pytest.mark.parametrize(("box_id", "command"), [("10.1.1", BOOT_TESTS), ("10.1.4", BENCH)])
    def test_without_one_it_says_how_to_make_it(self, check: Check, box_id: str, command: str) -> None:
        result = check(box_id)
        assert result.state is State.UNKNOWN
        assert f"mingus evidence run {box_id} -- {command}" in result.finding.detail

    @pytest.mark.parametrize("box_id", ["10.1.1", "10.1.4"])
    @pytest.mark.parametrize(
        ("made", "state"),
        [
            ({}, State.PASS),
            ({"exit_code": 1}, State.FAIL),
            ({"commit": OTHER_COMMIT}, State.STALE),
            ({"at": NOW - timedelta(days=31)}, State.STALE),
        ],
    )
    def test_it_counts_while_it_is_green_new_and_of_this_commit(
        self, check: Check, around: MakeSurroundings, box_id: str, made: dict[str, Any], state: State
    ) -> None:
        record(around().home, box_id, **made)
        assert check(box_id).state is state


class TestStores:
    def test_ours_answers_and_has_room(self, check: Check, urls: Urls) -> None:
        for part in LOOKS:
            assert is_green(check("10.1.2", part, environ={"DATABASE_URL": urls.application}))

    def test_one_that_is_not_there_is_said(self, check: Check) -> None:
        environ = {"DATABASE_URL": "postgresql://mingus_app:secret-1f3a@127.0.0.1:1/mingus"}
        for part in LOOKS:
            result = check("10.1.2", part, environ=environ)
            assert is_red(result, "does not let us in")
            assert "secret-1f3a" not in result.finding.detail

    def test_an_encrypted_one_passes_and_one_in_the_clear_fails(
        self, check: Check, urls: Urls, encrypted: TlsPostgres
    ) -> None:
        for url, state in ((encrypted.url(sslmode="require"), State.PASS), (urls.application, State.FAIL)):
            given = {"stage": Stage.PRODUCTION, "environ": {"DATABASE_URL": url}}
            assert check("10.1.2", "connection_is_encrypted", **given).state is state

    def test_redis_answers_or_is_missed(self, check: Check, redis_url: str) -> None:
        assert is_green(check("10.1.2", "redis_answers", stage=Stage.LOCAL, environ={"REDIS_URL": redis_url}))
        wrong = redis_url.replace("redis://:", "redis://:wrong")
        result = check("10.1.2", "redis_answers", stage=Stage.LOCAL, environ={"REDIS_URL": wrong})
        assert is_red(result, "Redis does not answer")

    def test_redis_in_the_clear_fails_in_production(self, check: Check, redis_url: str) -> None:
        given = {"stage": Stage.PRODUCTION, "environ": {"REDIS_URL": redis_url}}
        assert is_red(check("10.1.2", "redis_answers", **given), "not encrypted")

    def test_without_their_addresses_they_are_unknown(self, check: Check) -> None:
        result = check("10.1.2", stage=Stage.PRODUCTION)
        assert result.state is State.UNKNOWN
        assert "DATABASE_URL" in result.finding.detail
        assert "REDIS_URL" in result.finding.detail


class TestVendors:
    def test_each_says_which_key_it_needs_and_what_will_be_asked(self, check: Check) -> None:
        detail = check("10.1.3", stage=Stage.STAGING).finding.detail
        for setting, request in VENDORS:
            assert f"{setting} is not set here" in detail
            assert request in detail

    def test_a_key_alone_is_no_pass_and_not_shown(self, check: Check) -> None:
        keys = {setting: f"key-{number}-7d2e" for number, (setting, _) in enumerate(VENDORS)}
        result = check("10.1.3", stage=Stage.STAGING, environ=keys)
        assert result.state is State.UNKNOWN
        assert "-7d2e" not in result.finding.detail
