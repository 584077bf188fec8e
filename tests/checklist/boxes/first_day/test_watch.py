"""P.1 to P.4: what can be seen at this moment is looked at; the watch itself is not built."""

import pytest

from mingus.checklist.rules import State
from tests.checklist.conftest import Check, is_green, is_red
from tests.checklist.sites import ready, site
from tests.databases import Scratch


def test_our_own_application_is_well_now(check: Check, our_site: str) -> None:
    assert is_green(check("P.1", "it_is_well_now", environ={"PUBLIC_URL": our_site}))


def test_a_site_that_is_not_well_fails(check: Check) -> None:
    with site({"/health/ready": ready(status="not ready", database="does not answer")}) as server:
        result = check("P.1", "it_is_well_now", environ={"PUBLIC_URL": server.url})
    assert is_red(result, "/health/ready answers 503 database: does not answer")


@pytest.mark.parametrize("part", ["connections_have_room", "nobody_waits_long"])
def test_a_quiet_database_is_well_now(check: Check, scratch_database: Scratch, part: str) -> None:
    assert is_green(check("P.4", part, environ={"DATABASE_URL": scratch_database.app}))
    assert is_red(check("P.4", part, environ={"DATABASE_URL": "postgresql://x@127.0.0.1:9/x"}), "does not let us in")


@pytest.mark.parametrize("box_id", ["P.1", "P.2", "P.3", "P.4"])
def test_no_day_passes_that_was_not_watched(check: Check, box_id: str, our_site: str) -> None:
    result = check(box_id, environ={"PUBLIC_URL": our_site})
    assert result.state is State.UNKNOWN
