"""What boxes that look at a site are tried on: its authority, and the site that is right."""

from collections.abc import Iterator

import pytest

from tests.checklist.secured import Given, saying, serving
from tests.servers.authority import Authority


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """One that this check takes for a public authority."""
    return Authority(tmp_path_factory.mktemp("authority"), name="Let's Encrypt R99")


@pytest.fixture(scope="session")
def right_site(authority: Authority) -> Iterator[Given]:
    """What `check` needs to look at a site without a fault."""
    with serving(authority, saying({})) as given:
        yield given
