"""12.2: nothing is sent yet, and the boxes say so, with the key each question takes."""

import pytest

from mingus.checklist.rules import State
from tests.checklist.conftest import Check


@pytest.mark.parametrize(
    ("box_id", "key"),
    [
        ("12.2.1", "RESEND_API_KEY"),
        ("12.2.2", "STRIPE_SECRET_KEY"),
        ("12.2.3", "TWILIO_AUTH_TOKEN"),
        ("12.2.4", "OPENAI_API_KEY"),
    ],
)
def test_none_passes_with_or_without_a_key(check: Check, box_id: str, key: str) -> None:
    without = check(box_id)
    assert without.state is State.UNKNOWN
    assert f"{key} is not set" in without.finding.detail
    keyed = check(box_id, environ={key: "a-key-of-somebody"})
    assert keyed.state is State.UNKNOWN
    assert "a-key-of-somebody" not in keyed.finding.detail
    assert keyed.finding.detail.count("not built") == 2
