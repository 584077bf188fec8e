"""What a personal token needs, and what it hears when it has too little."""

import pytest

from mingus.core import scopes
from mingus.core.policy import about_credentials


def plain() -> None:
    """A view."""


@about_credentials
def about_passwords() -> None:
    """A view about credentials."""


@scopes.scoped("export")
def export() -> None:
    """A view that gives everything away."""


def test_reading_and_writing_need_their_scope_and_credentials_are_closed() -> None:
    assert [scopes.needed(method, plain) for method in ("GET", "HEAD", "POST", "DELETE")] == ["read"] * 2 + [
        "write"
    ] * 2
    assert [scopes.needed("GET", view) for view in (about_passwords, export, None)] == [scopes.NEVER, "export", "read"]


def test_a_sign_in_may_do_everything() -> None:
    scopes.check(None, "POST", about_passwords)


def test_a_token_hears_what_is_missing() -> None:
    scopes.check(frozenset({"read"}), "GET", plain)
    with pytest.raises(scopes.OutOfScope, match="not allowed to write"):
        scopes.check(frozenset({"read"}), "POST", plain)
    with pytest.raises(scopes.OutOfScope, match="sign in for it"):
        scopes.check(frozenset(scopes.SCOPES), "POST", about_passwords)
