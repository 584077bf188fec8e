"""Addresses that are nobody's."""

import pytest

from mingus.ops.clean import is_test_address


@pytest.mark.parametrize(
    "address",
    [
        "a@example.com", "a@Example.ORG", "a@mail.example.net", "a@example.co", "demo@mingus.example", "a@b.test",
        "a@b.invalid", "a@localhost", "a@mailinator.com", "a@eu.mailinator.com", "a@example.com.",
    ],
)  # fmt: skip
def test_nobody_reads_mail_there(address: str) -> None:
    assert is_test_address(address)


@pytest.mark.parametrize(
    "address", ["a@gmail.com", "a@examples.com", "a@test.com", "example@proton.me", "a@notmailinator.com", "a@com"]
)
def test_somebody_may_read_mail_there(address: str) -> None:
    assert not is_test_address(address)
