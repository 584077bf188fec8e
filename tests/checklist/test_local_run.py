"""The whole checklist on this very tree and a fresh database: nothing that is built is wrong."""

from collections.abc import Iterator

import pytest

from mingus.checklist.boxes import every_box
from mingus.checklist.looking.tree import Tree
from mingus.checklist.reports import data, tally
from mingus.checklist.rules import State
from mingus.checklist.service import Result, run
from mingus.checklist.surroundings import Surroundings
from mingus.ops.postgres.cluster import Cluster
from tests.checklist.conftest import ROOT, when_last_read
from tests.databases import cloned
from tests.production import REQUIRED

WHY_UNKNOWN = ("not built: ", "no credential: ", "offline: ", "no evidence yet", "no tool: ", "unknown: ")
SECRETS = ("SECRET_KEY", "JWT_SECRET_KEY", "FIELD_ENCRYPTION_KEY")


@pytest.fixture(scope="module")
def everything(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Result]]:
    """Every box, locally and offline, as `mingus checklist run --offline` looks at a fresh installation."""
    with cloned(cluster) as database:
        environ = {"DATABASE_URL": database.app, **{name: REQUIRED[name] for name in SECRETS}}
        home = tmp_path_factory.mktemp("home")
        yield run(every_box(), Surroundings(Tree(ROOT), home, when_last_read(), environ=environ, offline=True))


def test_nothing_that_is_built_is_wrong(everything: list[Result]) -> None:
    failed = {result.box.id: result.finding.detail for result in everything if result.state is State.FAIL}
    assert failed == {}


def test_every_unknown_says_why_in_known_words(everything: list[Result]) -> None:
    unexplained = {
        result.box.id: detail
        for result in everything
        if result.state is State.UNKNOWN
        for detail in result.finding.detail.split(" · ")
        if not detail.startswith(WHY_UNKNOWN)
    }
    assert unexplained == {}


def test_no_pass_without_words_about_what_was_looked_at(everything: list[Result]) -> None:
    assert all(result.finding.detail for result in everything if result.state is State.PASS)


def test_nothing_secret_is_said(everything: list[Result]) -> None:
    said = str(data.as_objects(everything))
    assert not any(REQUIRED[name] in said for name in SECRETS)


def test_a_tree_that_waits_for_its_release_is_not_ready(everything: list[Result]) -> None:
    assert tally.exit_code(everything) == 1
