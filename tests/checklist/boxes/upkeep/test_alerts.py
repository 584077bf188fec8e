"""16.2: what rings is known elsewhere, and unknown until it is asked there."""

import pytest

from mingus.checklist.rules import State
from tests.checklist.conftest import Check


@pytest.mark.parametrize("box_id", ["16.2.1", "16.2.2", "16.2.3", "16.2.4"])
def test_without_credentials_each_says_what_it_needs(check: Check, box_id: str) -> None:
    result = check(box_id)
    assert result.state is State.UNKNOWN
    assert "is not set here" in result.finding.detail


@pytest.mark.parametrize("box_id", ["16.2.1", "16.2.2", "16.2.3"])
def test_a_token_alone_is_no_pass(check: Check, box_id: str) -> None:
    result = check(box_id, environ={"DIGITALOCEAN_TOKEN": "t"})
    assert result.state is State.UNKNOWN
    assert "not built: asking DigitalOcean GET /v2/" in result.finding.detail


def test_the_token_itself_is_never_said(check: Check) -> None:
    environ = {"DIGITALOCEAN_TOKEN": "very-secret", "SENTRY_AUTH_TOKEN": "very-secret"}
    for box_id in ("16.2.1", "16.2.2", "16.2.3", "16.2.4"):
        assert "very-secret" not in check(box_id, environ=environ).finding.detail


def test_a_job_of_ours_that_rings_is_not_built(check: Check) -> None:
    assert "a job of ours that pages" in check("16.2.4").finding.detail
