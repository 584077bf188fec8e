"""What our own application is, booted once for all tests of this section, to change and to judge."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from mingus.checklist.looking.memory import Memory
from mingus.checklist.looking.rehearsal import Rehearsal
from mingus.checklist.surroundings import Surroundings
from tests.checklist.conftest import MakeSurroundings, our_boot

Facts = dict[str, Any]
Booted = Callable[..., Surroundings]


@pytest.fixture(scope="session")
def facts() -> Facts:
    """The facts of this tree."""
    return dict(our_boot().booted())


@pytest.fixture
def with_facts(around: MakeSurroundings, facts: Facts) -> Booted:
    """Surroundings whose application is ours with something changed."""

    def make(change: Callable[[Facts], Any] = lambda _facts: None, **given: Any) -> Surroundings:
        changed = copy.deepcopy(facts)
        change(changed)
        made = around(memory=Memory(), **given)
        made.once("rehearsal", lambda: Rehearsal(0, "", changed))
        return made

    return make
