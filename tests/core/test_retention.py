"""What people are told about how long things are kept is what the worker prunes by."""

from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from mingus.core import retention
from mingus.identity.service.factors import remembered

SAID = yaml.safe_load((Path(__file__).parents[2] / "docs" / "retention.yaml").read_text())


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("sessions", retention.SESSIONS),
        ("refresh_tokens", retention.REFRESH_TOKENS),
        ("unfinished_apps", retention.UNFINISHED),
        ("remembered_browsers", remembered.LASTS),
        ("idempotency_keys", retention.IDEMPOTENCY_KEYS),
        ("one_time_links", retention.LINKS),
        ("invitations", retention.LINKS),
        ("former_memberships", 2 * retention.TRASH),
        ("known_devices", retention.DEVICES),
        ("mails", retention.MAILS),
        ("trash", retention.TRASH),
        ("unconfirmed_uploads", retention.UNCONFIRMED_UPLOADS),
    ],
)
def test_the_document_says_the_periods_of_the_code(name: str, kept: timedelta) -> None:
    said = SAID[name]
    assert timedelta(days=said.get("days", 0), hours=said.get("hours", 0)) == kept
    assert "daily by the worker" in said["enforced_by"]
