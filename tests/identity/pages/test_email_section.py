"""The e-mail address on the security page."""

from tests.factories import Browser


def test_everybody_sees_their_own_address(as_alice: Browser, as_bob: Browser) -> None:
    assert "bob." not in as_alice.get("/settings/security").text
    assert "bob." in as_bob.get("/settings/security").text
