"""What we install may be used and passed on; what may not is named."""

import pytest

from mingus.checklist.looking import licences
from mingus.checklist.rules import State
from tests.checklist.conftest import MakeSurroundings, MakeTree


def test_all_of_ours_fit(around: MakeSurroundings) -> None:
    finding = licences.licences_are_known(around())
    assert finding.state is State.PASS, finding.detail
    assert int(finding.figures["looked_at"]) > 50


def test_one_that_does_not_fit_is_named(around: MakeSurroundings, small_tree: MakeTree) -> None:
    tree = small_tree({licences.LOCK: "flask==3.1.3\ndjlint==1.49.10\n"})  # djlint is under the GPL, and a test's tool
    finding = licences.licences_are_known(around(tree=tree))
    assert finding.state is State.FAIL
    assert "djlint has GPL-3.0-or-later" in finding.detail


def test_a_lock_of_nothing_installed_is_no_pass(around: MakeSurroundings, small_tree: MakeTree) -> None:
    tree = small_tree({licences.LOCK: "no-such-package==1.0\n"})
    assert licences.licences_are_known(around(tree=tree)).state is State.FAIL


@pytest.mark.parametrize(
    ("expression", "fits"),
    [
        ("MIT", True),
        ("Apache-2.0 OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("GPL-2.0-only", False),
        ("", False),
        ("MITx", False),
    ],
)
def test_one_fitting_choice_is_enough_and_every_part_of_it_must_fit(expression: str, *, fits: bool) -> None:
    assert licences.is_allowed(expression) is fits


@pytest.mark.parametrize(
    ("name", "licence"), [("pydantic", "MIT"), ("blinker", "MIT"), ("jinja2", "BSD-3-Clause"), ("tzdata", "Apache-2.0")]
)
def test_reads_it_wherever_the_package_says_it(name: str, licence: str) -> None:
    assert licences.licence_of(name) == licence


def test_what_is_not_installed_has_none_to_read() -> None:
    assert licences.licence_of("no-such-package") is None
