"""What boxes that look at a site are tried on: its authority, and the site that is right."""

from collections.abc import Iterator

import pytest

from tests.checklist.secured import Given, given, saying, serving
from tests.production import COMPLETE
from tests.servers.authority import Authority
from tests.servers.mingus import mingus


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """One that this check takes for a public authority."""
    return Authority(tmp_path_factory.mktemp("authority"), name="Let's Encrypt R99")


@pytest.fixture(scope="session")
def right_site(authority: Authority) -> Iterator[Given]:
    """What `check` needs to look at a site without a fault."""
    with serving(authority, saying({})) as given:
        yield given


@pytest.fixture(scope="session")
def own_site(authority: Authority) -> Iterator[Given]:
    """What `check` needs to look at Mingus itself, under gunicorn and behind TLS as in production."""
    name = COMPLETE["PUBLIC_URL"].removeprefix("https://")
    with mingus(authority.issue(name, f"www.{name}", f"api.{name}")) as server:
        yield given(authority.certificate, server.port, server.http_port, name)
