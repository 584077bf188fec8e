"""2.3: keys that are live, for trying, of another shape, alone, or not there."""

from datetime import timedelta
from pathlib import Path

import pytest

from mingus.checklist.boxes.configuration import vendors
from mingus.checklist.rules import Stage, State
from tests.checklist.conftest import NOW, Check, is_green, is_red
from tests.checklist.proofs import record
from tests.production import COMPLETE, made_up

LIVE = "the_key_is_a_live_one"
KEYS = {
    "2.3.1": ("STRIPE_SECRET_KEY", "sk_test_" + made_up("stripe", 32)),
    "2.3.2": ("STRIPE_PUBLISHABLE_KEY", "pk_test_" + made_up("stripe", 32)),
    "2.3.3": ("RESEND_API_KEY", "key_" + made_up("resend", 24)),
    "2.3.4": ("TWILIO_AUTH_TOKEN", made_up("twilio", 31)),
    "2.3.5": ("OPENAI_API_KEY", "pk-" + made_up("openai", 40)),
    "2.3.6": ("PLAID_SECRET", made_up("plaid", 29)),
}
BESIDE = [
    ("2.3.3", "RESEND_API_KEY", "MAIL_FROM"),
    ("2.3.4", "TWILIO_AUTH_TOKEN", "TWILIO_ACCOUNT_SID"),
    ("2.3.6", "PLAID_SECRET", "PLAID_CLIENT_ID"),
]


@pytest.mark.parametrize("box_id", KEYS)
@pytest.mark.parametrize("stage", [Stage.STAGING, Stage.PRODUCTION])
class TestKeys:
    def test_a_live_one_passes(self, check: Check, box_id: str, stage: Stage) -> None:
        result = check(box_id, LIVE, environ=COMPLETE, stage=stage)
        assert is_green(result)
        assert result.finding.detail == f"{KEYS[box_id][0]} has the shape of a live key"

    def test_another_one_is_named_and_not_shown(self, check: Check, box_id: str, stage: Stage) -> None:
        name, value = KEYS[box_id]
        result = check(box_id, LIVE, environ={**COMPLETE, name: value}, stage=stage)
        assert is_red(result, f"{name} ")
        assert value not in result.finding.detail

    def test_none_is_unknown_in_every_part(self, check: Check, box_id: str, stage: Stage) -> None:
        name, _ = KEYS[box_id]
        result = check(box_id, environ={**COMPLETE, name: ""}, stage=stage)
        assert result.state is State.UNKNOWN
        assert f"no credential: {name} is not set here" in result.finding.detail

    def test_what_the_vendor_says_is_not_asked_yet(self, check: Check, box_id: str, stage: Stage) -> None:
        result = check(box_id, "what_only_they_know", environ=COMPLETE, stage=stage)
        assert (result.state, result.finding.detail.startswith("not built: asking ")) == (State.UNKNOWN, True)


@pytest.mark.parametrize(
    ("box_id", "words"),
    [
        ("2.3.1", "STRIPE_SECRET_KEY does not begin with rk_live_ or sk_live_"),
        ("2.3.2", "STRIPE_PUBLISHABLE_KEY does not begin with pk_live_"),
        ("2.3.3", "RESEND_API_KEY does not begin with re_"),
        ("2.3.5", "OPENAI_API_KEY does not begin with sk-"),
    ],
)
def test_a_beginning_that_is_not_live_is_named(check: Check, box_id: str, words: str) -> None:
    name, value = KEYS[box_id]
    assert is_red(check(box_id, LIVE, environ={**COMPLETE, name: value}), words)


@pytest.mark.parametrize(("box_id", "name", "other"), BESIDE)
def test_a_key_without_what_belongs_to_it_is_of_no_use(check: Check, box_id: str, name: str, other: str) -> None:
    alone = check(box_id, LIVE, environ={**COMPLETE, other: ""})
    assert is_red(alone, f"{other} is not set, without which {name} is of no use")
    assert is_red(check(box_id, LIVE, environ={**COMPLETE, other: "not this"}), f"{other} must be")


class TestStripe:
    def test_a_restricted_key_is_good(self, check: Check) -> None:
        assert is_green(check("2.3.1", "the_key_is_restricted", environ=COMPLETE))

    def test_one_that_may_do_everything_is_live_and_warns(self, check: Check) -> None:
        environ = {**COMPLETE, "STRIPE_SECRET_KEY": "sk_live_" + made_up("stripe", 32)}
        assert is_green(check("2.3.1", LIVE, environ=environ))
        result = check("2.3.1", "the_key_is_restricted", environ=environ)
        assert (result.state, "a restricted key (rk_) is better" in result.finding.detail) == (State.WARN, True)


class TestPlaid:
    def test_production_reads_people_s_own_banks(self, check: Check) -> None:
        part = "the_banks_are_real"
        made_up_banks = {**COMPLETE, "PLAID_ENV": "sandbox"}
        assert is_green(check("2.3.6", part, environ=COMPLETE, stage=Stage.PRODUCTION))
        assert is_red(check("2.3.6", part, environ=made_up_banks, stage=Stage.PRODUCTION), "is not production")
        assert is_green(check("2.3.6", part, environ=made_up_banks, stage=Stage.STAGING))

    def test_without_a_secret_nobody_knows(self, check: Check) -> None:
        assert check("2.3.6", "the_banks_are_real", environ={"FLASK_ENV": "production"}).state is State.UNKNOWN


class TestSpending:
    part = "a_signed_statement"

    def test_without_a_statement_it_is_unknown(self, check: Check) -> None:
        assert check("2.3.5", self.part).state is State.UNKNOWN

    def test_a_young_statement_holds_for_180_days(self, check: Check, tmp_path: Path) -> None:
        record(tmp_path, "2.3.5", kind="attestation", at=NOW - timedelta(days=vendors.SPENDING_DAYS - 1))
        assert is_green(check("2.3.5", self.part, home=tmp_path))

    def test_an_old_one_is_stale(self, check: Check, tmp_path: Path) -> None:
        record(tmp_path, "2.3.5", kind="attestation", at=NOW - timedelta(days=vendors.SPENDING_DAYS + 1))
        assert check("2.3.5", self.part, home=tmp_path).state is State.STALE
