"""16.1: bot, locks, calendar and rehearsal, on ours and on broken ones."""

import json
from datetime import timedelta

import pytest

from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import State
from tests.checklist.conftest import NOW, ROOT, Check, MakeSurroundings, MakeTree, is_green, is_red
from tests.checklist.pages import Change, commit, pages
from tests.checklist.proofs import OTHER_COMMIT, record

BOT = "the_bot_watches_everything"
LOCKS = "the_locks_hold_what_is_wanted"
AGE = "the_locks_are_young"
CALENDAR = "releases_have_a_calendar"
FILE = ".github/dependabot.yml"
ENTRY = "  - {{package-ecosystem: {0}, directory: {1}, schedule: {{interval: {2}}}}}\n"
HASH = " \\\n    --hash=sha256:abc\n"
LOCK = {
    "requirements/run.in": "# what runs\nflask==3.1.3\npsycopg[binary]==3.3.9\n",
    "requirements/run.txt": f"# made\nflask==3.1.3{HASH}    # via\npsycopg==3.3.9{HASH}click==8.5.1{HASH}",
    "requirements/test.in": "-r run.in\npytest_xdist==3.8.0\n",
    "requirements/test.txt": f"pytest-xdist==3.8.0{HASH}",
    "package-lock.json": json.dumps(
        {"packages": {"": {}, "node_modules/a": {"integrity": "sha512-x"}, "node_modules/b": {"link": True}}}
    ),
}


def bot(*entries: tuple[str, str, str]) -> str:
    return "version: 2\nupdates:\n" + "".join(ENTRY.format(*entry) for entry in entries)


class TestBot:
    def test_ours_watches_everything(self, check: Check) -> None:
        assert is_green(check("16.1.1", BOT))

    @pytest.mark.parametrize(
        ("path", "name"),
        [
            ("requirements/run.txt", "pip"),
            ("package.json", "npm"),
            (".github/workflows/tests.yml", "github-actions"),
            ("Dockerfile", "docker"),
        ],
    )
    def test_what_the_tree_uses_must_be_watched(self, check: Check, small_tree: MakeTree, path: str, name: str) -> None:
        other = "npm" if name != "npm" else "pip"
        tree = small_tree({path: "", FILE: bot((other, "/", "weekly"))})
        assert is_red(check("16.1.1", BOT, tree=tree), f"does not watch {name}")
        tree = small_tree({path: "", FILE: bot((name, "/", "daily"))})
        result = check("16.1.1", BOT, tree=tree)
        assert is_green(result)
        assert result.finding.figures["watched"] == 1

    def test_once_a_month_is_too_rare(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({"package.json": "", FILE: bot(("npm", "/", "monthly"))})
        assert is_red(check("16.1.1", BOT, tree=tree), "looks only monthly after npm")

    def test_a_folder_that_is_not_there_is_named(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({"web/package.json": "", FILE: bot(("npm", "/web", "weekly"), ("npm", "/site", "weekly"))})
        assert is_red(check("16.1.1", BOT, tree=tree), "the folder /site, which is not there")

    def test_without_the_file_it_fails(self, check: Check, small_tree: MakeTree) -> None:
        assert is_red(check("16.1.1", BOT, tree=small_tree({})), "there is no such file")


class TestLocks:
    def test_ours_hold_what_is_wanted(self, check: Check) -> None:
        result = check("16.1.2", LOCKS)
        assert is_green(result)
        assert int(result.finding.figures["packages"]) > 50

    def test_names_are_the_same_however_they_are_written(self, check: Check, small_tree: MakeTree) -> None:
        result = check("16.1.2", LOCKS, tree=small_tree(LOCK))
        assert is_green(result)
        assert result.finding.figures["packages"] == 4

    def test_another_version_and_none_at_all_are_named(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({**LOCK, "requirements/run.in": "flask==3.1.4\nnumpy==1.0\n"})
        result = check("16.1.2", LOCKS, tree=tree)
        assert is_red(result, "run.in asks for flask 3.1.4, requirements/run.txt has 3.1.3", "numpy 1.0", "has nothing")

    def test_a_package_without_a_hash_is_named(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({**LOCK, "requirements/test.txt": f"{LOCK['requirements/test.txt']}six==1.0\n    # via\n"})
        assert is_red(check("16.1.2", LOCKS, tree=tree), "six has no hash in requirements/test.txt")

    def test_the_front_end_needs_hashes_too(self, check: Check, small_tree: MakeTree) -> None:
        bare = json.dumps({"packages": {"": {}, "node_modules/a": {"version": "1"}}})
        assert is_red(
            check("16.1.2", LOCKS, tree=small_tree({**LOCK, "package-lock.json": bare})), "node_modules/a has no"
        )

    def test_locks_that_lock_nothing_fail(self, check: Check, small_tree: MakeTree) -> None:
        empty = dict.fromkeys(LOCK, "# nothing\n") | {"package-lock.json": "{}"}
        assert is_red(check("16.1.2", LOCKS, tree=small_tree(empty)), "no package is locked")

    def test_a_lock_that_is_not_there_fails(self, check: Check, small_tree: MakeTree) -> None:
        assert is_red(check("16.1.2", LOCKS, tree=small_tree({})), "requirements/run.txt can't be read")


class TestAge:
    def test_thirty_days_are_young_and_one_more_is_not(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree(LOCK)
        commit(tree, NOW - timedelta(days=30, hours=23))
        result = check("16.1.2", AGE, tree=tree)
        assert is_green(result)
        assert result.finding.figures["days"] == 30
        old = check("16.1.2", AGE, tree=tree, now=NOW + timedelta(hours=1))
        assert old.state is State.STALE
        assert "requirements/run.txt was last written 31 days ago" in old.finding.detail

    def test_without_history_it_is_unknown(self, check: Check, small_tree: MakeTree) -> None:
        assert check("16.1.2", AGE, tree=small_tree(LOCK)).state is State.UNKNOWN


class TestScan:
    @pytest.mark.parametrize(("box_id", "days"), [("16.1.2", 30), ("16.1.4", 90)])
    def test_its_record_is_good_for_its_days_whatever_was_committed(
        self, check: Check, around: MakeSurroundings, box_id: str, days: int
    ) -> None:
        assert check(box_id, "a_sound_record").state is State.UNKNOWN
        record(around().home, box_id, at=NOW - timedelta(days=days), commit=OTHER_COMMIT)
        assert is_green(check(box_id, "a_sound_record"))
        assert check(box_id, "a_sound_record", now=NOW + timedelta(seconds=1)).state is State.STALE
        record(around().home, box_id, exit_code=1)
        assert check(box_id, "a_sound_record").state is State.FAIL

    def test_the_command_is_named(self, check: Check) -> None:
        assert "pip-audit --requirement requirements/run.txt" in check("16.1.2", "a_sound_record").finding.detail


@pytest.fixture
def released(small_tree: MakeTree) -> Tree:
    tree = pages(small_tree)
    commit(tree)
    return tree


class TestCalendar:
    def test_ours_is_good(self, check: Check, released: Tree) -> None:
        assert is_green(check("16.1.3", tree=released))

    def test_a_hundred_and_eighty_days_without_an_edit_are_enough(self, check: Check, small_tree: MakeTree) -> None:
        long = ("docs/releasing.md", "expires: 180 days", "expires: 900 days")
        tree = pages(small_tree, long)
        commit(tree, NOW)
        assert is_green(check("16.1.3", tree=tree, now=NOW + timedelta(days=180)))
        late = check("16.1.3", tree=tree, now=NOW + timedelta(days=181))
        assert late.state is State.STALE
        assert "CHANGELOG.md was last edited 181 days ago; docs/releasing.md" in late.finding.detail

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (("docs/releasing.md", "\nbin/test\n", "\nbin/nothing\n"), "there is no bin/nothing"),
            (("docs/releasing.md", "## Calendar", "## Days"), "no table under the heading Calendar"),
            (("CHANGELOG.md", "## [Unreleased]", "## Unreleased"), "no chapter Unreleased"),
        ],
    )
    def test_a_fault_is_named(self, check: Check, small_tree: MakeTree, change: Change, words: str) -> None:
        tree = pages(small_tree, change)
        commit(tree)
        assert is_red(check("16.1.3", tree=tree), words)

    def test_an_empty_calendar_fails(self, check: Check, small_tree: MakeTree) -> None:
        page = (ROOT / "docs/releasing.md").read_text()
        rows = [
            line
            for line in page.splitlines()
            if line.startswith(("| every", "| within", "| first", "| any", "| never"))
        ]
        text = "\n".join(line for line in page.splitlines() if line not in rows)
        tree = pages(small_tree, files={"docs/releasing.md": text})
        commit(tree)
        assert is_red(check("16.1.3", tree=tree), "empty calendar")

    def test_a_review_that_is_over_is_stale(self, check: Check, released: Tree) -> None:
        late = check("16.1.3", tree=released, now=NOW + timedelta(days=181))
        assert late.state is State.STALE
        assert "was to be reviewed" in late.finding.detail


def test_without_its_token_the_host_is_not_asked(check: Check) -> None:
    assert "DIGITALOCEAN_TOKEN" in check("16.1.1", "what_only_they_know").finding.detail
