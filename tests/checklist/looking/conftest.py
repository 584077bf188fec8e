"""Sites for the modules that look at one."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from mingus.checklist.surroundings import Surroundings
from tests.checklist.conftest import MakeSurroundings
from tests.checklist.secured import Respond, serving
from tests.servers.authority import Authority

LookAt = Callable[[Respond], AbstractContextManager[Surroundings]]


@pytest.fixture(scope="session")
def site_authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def look_at(around: MakeSurroundings, site_authority: Authority) -> LookAt:
    """Inside the block the surroundings of a site that answers like this."""

    @contextmanager
    def look(respond: Respond) -> Iterator[Surroundings]:
        with serving(site_authority, respond) as given:
            yield around(**given)

    return look
