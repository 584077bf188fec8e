"""What ends a link before its time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mingus.identity.rules.links import LASTS, Purpose, Standing, binding

NOW = Standing("alice@example.com", 1, "$argon2id$hash")
CHANGES = {
    "another address": replace(NOW, email_key="a@example.com"),
    "signed out everywhere": replace(NOW, session_version=2),
    "another password": replace(NOW, password_hash="$argon2id$other"),
}
ENDS = {
    Purpose.VERIFY_EMAIL: {"another address"},
    Purpose.RESET_PASSWORD: set(CHANGES),
    Purpose.CHANGE_EMAIL: {"another address", "signed out everywhere"},
    Purpose.UNDO_EMAIL_CHANGE: set(),
}


@pytest.mark.parametrize("purpose", Purpose)
def test_a_link_ends_with_what_it_depends_on(purpose: Purpose) -> None:
    ended = {name for name, later in CHANGES.items() if binding(purpose, later) != binding(purpose, NOW)}
    assert ended == ENDS[purpose]


def test_a_link_is_good_for_one_purpose_alone() -> None:
    assert len({binding(purpose, NOW) for purpose in Purpose}) == len(Purpose)


def test_a_reset_lasts_half_an_hour_and_a_way_back_a_week() -> None:
    assert LASTS[Purpose.RESET_PASSWORD] == timedelta(minutes=30)
    assert LASTS[Purpose.VERIFY_EMAIL] == timedelta(hours=24)
    assert LASTS[Purpose.UNDO_EMAIL_CHANGE] == timedelta(days=7)


def test_a_link_says_in_words_where_it_leads() -> None:
    assert Purpose.RESET_PASSWORD.path == "/reset-password"
