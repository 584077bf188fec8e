"""A site that is ours, and a boot that several tests of a module look at."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from apiflask import APIFlask

from mingus.checklist.looking.memory import Memory
from mingus.checklist.looking.rehearsal import Rehearsal
from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import Stage
from mingus.checklist.service import Result
from tests.checklist.conftest import OURS, Check, our_boot
from tests.checklist.own_site import serving
from tests.conftest import SECRETS
from tests.servers.http import Answer, HttpServer, Request, http_server

Facts = dict[str, Any]
CheckFacts = Callable[..., Result]
Respond = Callable[[Request], Answer]
AskSite = Callable[..., Result]


@pytest.fixture(scope="session")
def site(app: APIFlask) -> Iterator[str]:
    """The address of our own application."""
    with serving(app) as url:
        yield url


@pytest.fixture(scope="session")
def ours() -> Tree:
    """This tree, read and parsed once for all tests of the section."""
    return OURS


@pytest.fixture(scope="session")
def booted() -> Facts:
    """The facts of this tree's application, booted as production."""
    return dict(our_boot().booted())


@pytest.fixture
def check_facts(check: Check) -> CheckFacts:
    """Runs one part as if the application had booted with these facts."""

    def run_one(box_id: str, part: str, facts: Facts, **given: Any) -> Result:
        memory = Memory()
        memory.recall("rehearsal", lambda: Rehearsal(0, "", facts))
        return check(box_id, part, memory=memory, **given)

    return run_one


@pytest.fixture
def ask(check: Check, check_facts: CheckFacts, site: str) -> AskSite:
    """Runs one live part against our own application, or against what `respond` answers."""

    def run_one(box_id: str, part: str, respond: Respond | None = None, facts: Facts | None = None) -> Result:
        def looked_at(url: str) -> Result:
            given = {"environ": {**SECRETS, "PUBLIC_URL": url}, "stage": Stage.STAGING}
            return check_facts(box_id, part, facts, **given) if facts is not None else check(box_id, part, **given)

        if respond is None:
            return looked_at(site)
        server: AbstractContextManager[HttpServer] = http_server(respond)
        with server as other:
            return looked_at(other.url)

    return run_one
