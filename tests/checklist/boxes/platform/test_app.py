"""6.1: the description of the app, and the lock it installs from."""

import pytest

from mingus.checklist.boxes.platform import app
from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import State
from tests.checklist.conftest import ROOT, Check, MakeTree, is_green, is_red

DESCRIPTION = "the_description_names_every_part"
LOCKED = "what_is_installed_is_locked"
SERVED = "the_web_is_served_by_gunicorn"
SPEC = """\
name: mingus
services: [{name: web, run_command: mingus serve}]
workers: [{name: worker}]
jobs: [{name: migrate, kind: PRE_DEPLOY, run_command: mingus db migrate}]
"""


class TestDescription:
    def test_there_is_none_yet(self, check: Check) -> None:
        result = check("6.1.2", DESCRIPTION)
        assert result.state is State.UNKNOWN
        assert result.finding.detail.startswith("not built")

    def test_one_with_every_part_passes(self, check: Check, small_tree: MakeTree) -> None:
        assert is_green(check("6.1.2", DESCRIPTION, tree=small_tree({".do/app.yaml": SPEC})))

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("name: mingus\n", "has no name"),
            ("services: [{name: web, run_command: mingus serve}]\n", "no web service"),
            ("workers: [{name: worker}]\n", "no worker"),
            ("kind: PRE_DEPLOY, ", "no job that runs before"),
        ],
    )
    def test_what_it_lacks_is_named(self, check: Check, small_tree: MakeTree, line: str, words: str) -> None:
        tree = small_tree({".do/app.yaml": SPEC.replace(line, "")})
        assert is_red(check("6.1.2", DESCRIPTION, tree=tree), words)

    @pytest.mark.parametrize(("text", "words"), [("{", "is not YAML"), ("- a list", "describes no app")])
    def test_what_is_no_description_fails(self, check: Check, small_tree: MakeTree, text: str, words: str) -> None:
        assert is_red(check("6.1.2", DESCRIPTION, tree=small_tree({".do/app.yaml": text})), words)

    def test_parts_that_are_no_lists_count_as_none(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({".do/app.yaml": SPEC.replace("workers: [{name: worker}]", "workers: many")})
        assert is_red(check("6.1.2", DESCRIPTION, tree=tree), "no worker")


class TestLock:
    def tree(self, small_tree: MakeTree, lock: str, installer: str = "--require-hashes") -> Tree:
        return small_tree({"requirements/run.txt": lock, "bin/prepare.py": installer})

    def test_ours_is_whole(self, check: Check) -> None:
        assert is_green(check("6.1.4", LOCKED))

    @pytest.mark.parametrize(
        ("lock", "words"),
        [
            ("flask==3.1.3\nclick==8.5 \\\n    --hash=sha256:aa\n", "flask==3.1.3 has no hash"),
            *(
                (f"{name}==9.2.0 \\\n    --hash=sha256:aa\n", f"{name.lower().partition(chr(91))[0]} is for tests")
                for name in ("pytest", "mypy", "Ruff", "hypothesis[cli]", "djlint")
            ),
            ("# nothing\n", "pins nothing"),
        ],
    )
    def test_names_what_is_not_locked(self, check: Check, small_tree: MakeTree, lock: str, words: str) -> None:
        assert is_red(check("6.1.4", LOCKED, tree=self.tree(small_tree, lock)), words)

    def test_an_installer_that_does_not_insist_fails(self, check: Check, small_tree: MakeTree) -> None:
        tree = self.tree(small_tree, "flask==3.1.3 \\\n    --hash=sha256:aa\n", "pip install")
        assert is_red(check("6.1.4", LOCKED, tree=tree), "without --require-hashes")

    def test_a_lock_that_is_gone_fails_in_words(self, check: Check, small_tree: MakeTree) -> None:
        assert is_red(check("6.1.4", LOCKED, tree=small_tree({})), "requirements/run.txt can't be read")


class TestServer:
    def test_ours_is_gunicorn(self, check: Check) -> None:
        assert is_green(check("6.1.4", SERVED))

    @pytest.mark.parametrize(
        "word",
        ["gunicorn", "--worker-class=mingus.core.gunicorn_worker.Worker", "--max-requests=", "--no-control-socket"],
    )
    def test_each_thing_it_must_have_is_missed(self, check: Check, small_tree: MakeTree, word: str) -> None:
        text = (ROOT / "mingus/ops/programs.py").read_text().replace(word, "")
        assert is_red(check("6.1.4", SERVED, tree=small_tree({"mingus/ops/programs.py": text})), word)

    def test_a_description_that_serves_as_we_do_passes(self, check: Check, small_tree: MakeTree) -> None:
        programs = (ROOT / "mingus/ops/programs.py").read_text()
        assert is_green(
            check("6.1.4", SERVED, tree=small_tree({"mingus/ops/programs.py": programs, ".do/app.yaml": SPEC}))
        )

    @pytest.mark.parametrize("command", ["flask run --port 80", "python app.py --debug"])
    def test_flasks_own_server_in_the_description_fails(self, check: Check, small_tree: MakeTree, command: str) -> None:
        files = {
            "mingus/ops/programs.py": (ROOT / "mingus/ops/programs.py").read_text(),
            ".do/app.yaml": SPEC.replace("mingus serve", command),
        }
        assert is_red(check("6.1.4", SERVED, tree=small_tree(files)), command)


@pytest.mark.parametrize("box_id", ["6.1.1", "6.1.2", "6.1.3", "6.1.4"])
def test_none_passes_without_a_token(check: Check, box_id: str) -> None:
    assert check(box_id).state is State.UNKNOWN


def test_the_boxes_are_made_of_these_parts() -> None:
    assert {box.id: [part.name for part in box.parts] for box in app.BOXES} == {
        "6.1.1": ["what_only_they_know"],
        "6.1.2": [DESCRIPTION, "what_only_they_know"],
        "6.1.3": ["what_only_they_know"],
        "6.1.4": [LOCKED, SERVED, "what_only_they_know"],
    }
