"""Every package says how what it keeps is forgotten; the worker asks all of them."""

from mingus import app
from mingus.core import pruning

assert app.PACKAGES  # each has had its say


def test_everything_with_a_period_is_pruned() -> None:
    assert set(pruning.global_pruners()) == {
        "rate limits",
        "sessions",
        "refresh tokens",
        "mails",
        "links of mails",
        "known devices",
        "unfinished sign-ins",
        "invitations",
        "former memberships",
        "personal tokens",
        "visitors' assessments",
    }
    assert set(pruning.household_pruners()) == {
        "idempotency keys",
        "files that nobody confirmed",
        "accounts in the trash",
        "goals in the trash",
        "debts and pay schedules in the trash",
        "documents of nothing",
        "archives",
    }
