"""Secrets in trees, in history, in comments. Those here are made up, and put together at run time."""

import subprocess
from pathlib import Path

import pytest

from mingus.checklist.looking import secrets
from mingus.checklist.missing import Missing
from mingus.checklist.rules import State
from tests.checklist.conftest import MakeSurroundings, MakeTree
from tests.production import made_up

HEX = made_up("a secret that is found")
FOUND = {
    "a DigitalOcean token": "dop_" + f"v1_{HEX}",
    "a Stripe key": "sk_" + f"live_{HEX[:24]}",
    "a Stripe webhook secret": "whsec" + f"_{HEX[:32]}",
    "a Resend key": "re_" + f"{HEX[:8]}_{HEX[:20]}",
    "a Twilio account": "AC" + HEX[:32],
    "an OpenAI key": "sk-" + f"proj-{HEX}",
    "an AWS key": "AKIA" + HEX[:16].upper(),
    "a GitHub token": "ghp" + f"_{HEX[:36]}",
    "a Slack token": "xoxb" + f"-{HEX[:24]}",
    "a private key": "-----BEGIN " + f"PRIVATE KEY----- {HEX}",
    "a Sentry address": "https://" + f"{HEX[:32]}@o1.ingest.sentry.io/42",
}


@pytest.mark.parametrize(("kind", "text"), FOUND.items(), ids=list(FOUND))
class TestShapes:
    def test_each_is_found_wherever_it_stands(self, kind: str, text: str) -> None:
        assert kind in list(secrets.found_in(f'key = "{text}" and more'))

    def test_one_that_is_allowed_is_not(self, kind: str, text: str) -> None:
        assert list(secrets.found_in(f"{text}  # {secrets.ALLOWED}")) == [], kind


def test_every_shape_is_tried() -> None:
    assert set(FOUND) == set(secrets.SHAPES)


def test_lines_that_no_person_writes_are_passed_over() -> None:
    text = FOUND["a Stripe key"]
    assert list(secrets.found_in(f"{text} ".ljust(secrets.MAX_LINE_CHARACTERS))) == ["a Stripe key"]
    assert list(secrets.found_in(f"{text} ".ljust(secrets.MAX_LINE_CHARACTERS + 1))) == []


def test_a_comment_tells_by_words_and_addresses() -> None:
    assert list(secrets.told_in(f"the password is {HEX[:12]}")) == ["a secret told in words"]
    assert list(secrets.told_in("postgresql://me:" + f"{HEX[:12]}@db.test/x")) == ["an address with a password in it"]
    assert list(secrets.told_in("postgresql://user:password@host/x; the password is something")) == []


def test_an_assignment_in_plain_sight_is_seen() -> None:
    assert secrets.assigned_in(f'API_KEY = "{HEX[:20]}"')
    assert not secrets.assigned_in('API_KEY = "example-word-of-text-1"')
    assert not secrets.assigned_in(f'API_KEY = "{HEX[:20]}"  # {secrets.ALLOWED}')


def test_a_tree_is_judged_with_file_line_and_kind_and_never_the_secret(
    around: MakeSurroundings, small_tree: MakeTree
) -> None:
    text = FOUND["a Stripe key"]
    finding = secrets.tree_finding(around(tree=small_tree({"a.txt": f"one\n{text}\n"})))
    assert (finding.state, finding.detail) == (State.FAIL, "a.txt:2 holds a Stripe key")
    clean = secrets.tree_finding(around(tree=small_tree({"a.txt": "one\n"})))
    assert clean.state is State.PASS


def test_what_was_taken_out_again_is_still_in_the_history(around: MakeSurroundings, small_tree: MakeTree) -> None:
    tree = small_tree({"a.txt": FOUND["a GitHub token"]})
    _git(tree.root, "init", "-q")
    _commit(tree.root)
    (tree.root / "a.txt").write_text("nothing\n")
    _commit(tree.root)
    finding = secrets.history_finding(around(tree=tree))
    assert finding.state is State.FAIL
    assert finding.detail.endswith("added a GitHub token")
    assert int(finding.figures["lines"]) >= 2


def test_without_a_repository_nobody_knows(around: MakeSurroundings, small_tree: MakeTree) -> None:
    with pytest.raises(Missing, match="no repository"):
        secrets.history_finding(around(tree=small_tree({})))


def _commit(root: Path) -> None:
    _git(root, "add", "-A")
    _git(root, "-c", "user.name=t", "-c", "user.email=t@t.test", "commit", "-q", "-m", "a change")


def _git(root: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(root), *words], check=True)
