"""2.1: secrets that are weak, shared or wrong, and stores that are spoken to in the clear."""

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from mingus.checklist.box import Part
from mingus.checklist.boxes.configuration import secrets
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Stage, State
from tests.checklist.boxes.configuration.conftest import Booted
from tests.checklist.conftest import Check, MakeSurroundings, is_green, is_red
from tests.checklist.looking.database.conftest import environment
from tests.ops.schema.conftest import Lived, lived
from tests.production import REQUIRED, made_up
from tests.servers.authority import Authority
from tests.servers.postgres import TlsPostgres, tls_postgres
from tests.servers.redis import redis_server

__all__ = ["lived"]

STRONG = "the_secret_is_strong"
SECRETS = [("2.1.1", "SECRET_KEY"), ("2.1.2", "JWT_SECRET_KEY"), ("2.1.3", "FIELD_ENCRYPTION_KEY")]
KEY, OLD = "FIELD_ENCRYPTION_KEY", "FIELD_ENCRYPTION_KEYS_OLD"


@pytest.mark.parametrize(("box_id", "name"), SECRETS)
class TestStrength:
    def test_a_random_one_of_its_own_passes(self, check: Check, box_id: str, name: str) -> None:
        result = check(box_id, STRONG, environ=REQUIRED)
        assert is_green(result)
        assert result.finding.detail.startswith(f"{name} is long")
        assert result.finding.figures["others"] == 2

    @pytest.mark.parametrize("address", ["DATABASE_DIRECT_URL", "SENTRY_DSN"])
    def test_addresses_are_none_of_the_other_secrets(self, check: Check, box_id: str, name: str, address: str) -> None:
        result = check(box_id, STRONG, environ={**REQUIRED, address: "https://key@sentry.test/1"})
        assert result.finding.detail.startswith(f"{name} is long")
        assert result.finding.figures["others"] == 2

    def test_none_is_unknown(self, check: Check, box_id: str, name: str) -> None:
        result = check(box_id, STRONG, environ={**REQUIRED, name: ""})
        assert (result.state, result.finding.detail) == (State.UNKNOWN, f"no credential: {name} is not set here")

    def test_31_characters_are_too_few_and_32_are_enough(self, check: Check, box_id: str, name: str) -> None:
        random = "q7Gz2pLx9VbT4mKd8RwN6sYc3HfJ5aEu"
        assert is_red(check(box_id, STRONG, environ={**REQUIRED, name: random[:31]}), f"{name} has fewer than 32")
        assert is_green(check(box_id, STRONG, environ={**REQUIRED, name: random}))

    @pytest.mark.parametrize(
        ("value", "words"),
        [
            ("change-me-" + made_up("rest"), "is a placeholder"),
            ("abababababababababababababababababababab", "repeats itself"),
            ("7391642850" * 3 + "73", "is easy to guess (under 128 bits)"),
        ],
    )
    def test_a_weak_one_is_named_and_not_shown(
        self, check: Check, box_id: str, name: str, value: str, words: str
    ) -> None:
        result = check(box_id, STRONG, environ={**REQUIRED, name: value})
        assert is_red(result, f"{name} {words}")
        assert value not in result.finding.detail

    def test_one_that_stands_under_two_names_is_named(self, check: Check, box_id: str, name: str) -> None:
        shared = {**REQUIRED, "METRICS_TOKEN": REQUIRED[name]}
        assert is_red(check(box_id, STRONG, environ=shared), f"{name} is the same as METRICS_TOKEN")

    def test_one_that_is_only_written_in_another_way_is_the_same(self, check: Check, box_id: str, name: str) -> None:
        as_base64 = b64encode(bytes.fromhex(REQUIRED[name])).decode()
        shared = {**REQUIRED, "METRICS_TOKEN": as_base64}
        assert is_red(check(box_id, STRONG, environ=shared), f"{name} is the same as METRICS_TOKEN")


class TestOneAlgorithm:
    def test_ours_is_the_only_one(self, with_facts: Booted) -> None:
        assert looked(secrets.one_algorithm_signs, with_facts(environ=REQUIRED)) == (
            State.PASS,
            "HS256 alone signs tokens",
        )

    def test_another_one_is_named(self, with_facts: Booted) -> None:
        around = with_facts(environ={**REQUIRED, "JWT_ALGORITHM": "none"})
        assert looked(secrets.one_algorithm_signs, around) == (State.FAIL, "JWT_ALGORITHM is not HS256")

    def test_a_loader_that_takes_another_is_named(self, with_facts: Booted) -> None:
        def lenient(facts: dict[str, list[dict[str, object]]]) -> None:
            next(case for case in facts["unsafe"] if case["name"] == "JWT_ALGORITHM").update(exit_code=0)

        around = with_facts(lenient, environ=REQUIRED)
        assert looked(secrets.one_algorithm_signs, around) == (State.FAIL, "production takes JWT_ALGORITHM=none")

    def test_the_key_is_as_long_as_the_digest(self, with_facts: Booted) -> None:
        short, enough = (with_facts(environ={**REQUIRED, "JWT_SECRET_KEY": "k" * length}) for length in (31, 32))
        assert looked(secrets.one_algorithm_signs, short) == (
            State.FAIL,
            "JWT_SECRET_KEY has fewer than 32 bytes",
        )
        assert looked(secrets.one_algorithm_signs, enough)[0] is State.PASS


class TestKeys:
    @pytest.mark.parametrize("value", [REQUIRED[KEY], b64encode(bytes(range(32))).decode(), "q" * 32])
    def test_each_way_to_write_32_bytes_is_a_key(self, check: Check, value: str) -> None:
        assert is_green(check("2.1.3", "keys_are_keys", environ={KEY: value, OLD: f"{made_up('old')}, "}))

    def test_what_is_none_is_named(self, check: Check) -> None:
        environ = {KEY: made_up("k", 63), OLD: f"{made_up('good')},{made_up('bad', 40)}"}
        result = check("2.1.3", "keys_are_keys", environ=environ)
        assert is_red(result, f"{KEY} does not decode to 32 bytes", f"key 2 of {OLD} is none")
        assert "key 1" not in result.finding.detail

    def test_a_key_that_is_current_and_former_is_named(self, check: Check) -> None:
        environ = {KEY: REQUIRED[KEY], OLD: b64encode(bytes.fromhex(REQUIRED[KEY])).decode()}
        assert is_red(check("2.1.3", "keys_are_keys", environ=environ), f"{KEY} is also among {OLD}")


class TestTheRegisteredKey:
    part = secrets.the_registered_key_is_ours

    def test_the_one_that_sealed_the_data_passes(self, around: MakeSurroundings, lived: Lived) -> None:
        state, words = looked(self.part, around(environ=environment(lived)))
        assert state is State.PASS
        assert "1 keys are registered" in words

    def test_another_one_leaves_data_closed(self, around: MakeSurroundings, lived: Lived) -> None:
        state, words = looked(self.part, around(environ={**environment(lived), KEY: made_up("another")}))
        assert state is State.FAIL
        assert "which is not configured" in words

    def test_a_new_one_that_no_process_has_registered_yet_is_unknown(
        self, around: MakeSurroundings, lived: Lived
    ) -> None:
        environ = environment(lived)
        rotated = {**environ, KEY: made_up("another"), OLD: environ[KEY]}
        with pytest.raises(Missing, match="has never worked with"):
            looked(self.part, around(environ=rotated))

    def test_a_canary_that_does_not_open_is_named(self, around: MakeSurroundings, lived: Lived) -> None:
        lived.scratch.run("UPDATE key_registry SET canary = '0123456789abcdef'")
        state, words = looked(self.part, around(environ=environment(lived)))
        assert state is State.FAIL
        assert "is not the key that was registered as" in words

    def test_what_is_no_key_opens_nothing(self, around: MakeSurroundings) -> None:
        for environ in ({KEY: "short"}, {KEY: made_up("k"), OLD: "short"}):
            with pytest.raises(Missing, match="is no key of 32 bytes"):
                looked(self.part, around(environ=environ))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def server(authority: Authority) -> Iterator[TlsPostgres]:
    with tls_postgres(authority.issue()) as running:
        yield running


class TestDatabase:
    @pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
    def test_an_address_of_postgresql_is_one(self, check: Check, scheme: str) -> None:
        environ = {"DATABASE_URL": f"{scheme}://db.test/mingus"}
        assert is_green(check("2.1.4", "the_address_is_postgresql", environ=environ))

    @pytest.mark.parametrize("url", ["mysql://db.test/mingus", "sqlite:///mingus.db", "nonsense"])
    def test_another_one_is_named(self, check: Check, url: str) -> None:
        result = check("2.1.4", "the_address_is_postgresql", environ={"DATABASE_URL": url})
        assert is_red(result, "does not begin with postgresql://")

    def test_a_verified_connection_passes_at_every_stage(
        self, check: Check, authority: Authority, server: TlsPostgres
    ) -> None:
        url = server.url(sslmode="verify-full", sslrootcert=str(authority.certificate))
        assert is_green(check("2.1.4", environ={"DATABASE_URL": url}, stage=Stage.PRODUCTION))

    def test_one_that_nobody_verifies_only_warns(self, check: Check, server: TlsPostgres) -> None:
        result = check("2.1.4", environ={"DATABASE_URL": server.url(sslmode="require")}, stage=Stage.PRODUCTION)
        assert result.state is State.WARN

    def test_one_that_may_be_in_the_clear_fails(self, check: Check, server: TlsPostgres) -> None:
        result = check("2.1.4", environ={"DATABASE_URL": server.url(sslmode="prefer")}, stage=Stage.PRODUCTION)
        assert is_red(result, "sslmode=prefer")


class TestRedis:
    def test_one_with_a_checked_certificate_passes(self, check: Check, authority: Authority) -> None:
        with redis_server(certificate=authority.issue()) as running:
            url = f"{running.url}?ssl_ca_certs={authority.certificate}"
            assert is_green(check("2.1.5", environ={"REDIS_URL": url}, stage=Stage.PRODUCTION))

    def test_one_in_the_clear_fails_in_production(self, check: Check, redis_url: str) -> None:
        result = check("2.1.5", environ={"REDIS_URL": redis_url}, stage=Stage.PRODUCTION)
        assert is_red(result, "not rediss://")

    def test_nobody_there_fails(self, check: Check, tmp_path: Path) -> None:
        environ = {"REDIS_URL": f"unix://{tmp_path}/nobody"}
        assert is_red(check("2.1.5", "redis_answers", environ=environ), "Redis does not answer")

    def test_a_local_mingus_needs_none(self, check: Check) -> None:
        assert check("2.1.5", environ={}, stage=Stage.LOCAL).state is State.NOT_APPLICABLE


def looked(part: Part, around: object) -> tuple[State, str]:
    finding = part.look(around)  # type: ignore[arg-type]  # whatever a fixture made
    return finding.state, finding.detail
