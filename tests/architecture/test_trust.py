"""The numbers of `docs/trust.md` are those of the code."""

import pytest

from mingus.core import fields, permissions, step_up
from mingus.core.money import MAX_MINOR
from mingus.core.policy import MAX_BODY_BYTES
from mingus.core.security import ANONYMOUS_BODY_BYTES
from mingus.core.settings import Settings
from mingus.identity import attempts, factor_attempts, tokens
from mingus.identity.rules import operators, passwords
from mingus.identity.service import invitations, mails, personal_tokens, refreshing
from mingus.identity.service.factors import remembered
from mingus.uploads import decoding
from mingus.uploads.rules import KINDS, MAX_DOCUMENT_BYTES
from tests.architecture.sources import ROOT

PAGE = (ROOT / "docs/trust.md").read_text()
MINUTE = 60
SAID = {
    "tries": f"{attempts.TRIES} tries in {attempts.WINDOW.seconds // MINUTE} minutes",
    "tries from everywhere": f"{attempts.TRIES_PER_ACCOUNT} tries in an hour",
    "tries of a network": f"{attempts.TRIES_PER_NETWORK} · {attempts.REGISTRATIONS_PER_NETWORK} · 1,000 in 15 minutes",
    "tries at a proof": f"{factor_attempts.TRIES} in 15 minutes",
    "mails": f"{mails.AT_MOST} an hour",
    "members": f"{invitations.MOST_MEMBERS} people",
    "tokens": f"{personal_tokens.AT_MOST} tokens of their own",
    "password": f"At least {passwords.MIN_CHARACTERS} characters alone,"
    f" {passwords.MIN_CHARACTERS_BESIDE_A_FACTOR} beside a second factor",
    "longest password": f"at most {passwords.MAX_BYTES} bytes; nothing about capitals",
    "own words": f"Without these, {('seven', 'eight')[passwords.MIN_OWN_CHARACTERS - 7]} characters must be left",
    "confirmation": f"| confirmation | {step_up.LASTS.seconds // MINUTE} minutes |",
    "access token": f"| {tokens.LIFE.seconds // MINUTE} minutes · a month from sign-in |",
    "remembered": f"| remembered browser | {remembered.LASTS.days} days |",
    "look of an operator": "for at most an hour",
    "body": f"at most {MAX_BODY_BYTES // 2**20} MB, {ANONYMOUS_BODY_BYTES // 2**10} KB before sign-in",
    "digits": f"at most {len(str(MAX_MINOR))} digits",
    "receipt": f"{MAX_DOCUMENT_BYTES // 2**20} MB; {decoding.MAX_PIXELS // 10**6} million pixels",
}


@pytest.mark.parametrize("what", SAID)
def test_the_page_says_the_number_of_the_code(what: str) -> None:
    assert SAID[what] in PAGE


def test_times_of_sessions_are_the_settings(configuration: Settings) -> None:
    known = Settings.model_fields
    assert known["session_idle_seconds"].default == 30 * MINUTE
    assert known["session_absolute_seconds"].default == 12 * 60 * MINUTE
    assert refreshing.LONGEST.days == 30
    assert max(operators.MINUTES) == 60


def test_every_role_and_every_kind_of_file_is_on_the_page() -> None:
    assert [role for role in permissions.ROLES if f"\n| {role} |" not in PAGE] == []
    endings = {ending for kind in KINDS.values() for ending in kind.endings}
    assert [ending for ending in endings if f"`{ending}`" not in PAGE] == []


def test_lengths_of_texts_are_those_of_their_fields() -> None:
    longest = [str(getattr(fields, name).__metadata__[0].max_length) for name in ("Name", "Line", "Note")]
    assert longest == ["80", "200", "2000"]
    assert "names 80, texts 200" in PAGE
    assert "2,000 characters" in PAGE
