"""1.4: secrets in files, commits, comments, code and environment are found; made-up ones are put together here."""

import subprocess

import pytest

from mingus.checklist.looking.tree import Tree
from mingus.checklist.rules import State
from tests.checklist.conftest import ROOT, Check, MakeTree, is_green, is_red
from tests.production import REQUIRED, made_up

TOKEN = "dop_" + "v1_" + made_up("a token for tests")
PASSWORD = "hunter" + "2tree9"


def committed(tree: Tree, *steps: dict[str, str | None]) -> Tree:
    """The tree as a repository with one commit a step: paths and texts, None takes away."""

    def git(*words: str) -> None:
        identity = ["-c", "user.name=tests", "-c", "user.email=tests@localhost", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, "-C", str(tree.root), *words], check=True, capture_output=True)

    git("init", "-q")
    for number, step in enumerate(steps):
        for path, text in step.items():
            if text is None:
                (tree.root / path).unlink()
            else:
                (tree.root / path).write_text(text)
        git("add", "-A")
        git("commit", "-q", "--allow-empty", "-m", f"step {number}")
    return Tree(tree.root)


class TestTreeAndHistory:
    def test_ours_hold_none(self, check: Check) -> None:
        assert is_green(check("1.4.1", "the_tree_holds_none"))

    def test_our_whole_history_holds_none_as_far_as_it_is_here(self, check: Check) -> None:
        result = check("1.4.1", "the_history_holds_none")
        assert result.state in {State.PASS, State.UNKNOWN}, result.finding.detail

    @pytest.mark.parametrize("path", ["mingus/a.py", "tests/b.py", "docs/c.md", ".github/d.yml"])
    def test_one_in_any_file_is_named_with_its_line(self, check: Check, small_tree: MakeTree, path: str) -> None:
        tree = small_tree({path: f"first\ntoken: {TOKEN}\n"})
        result = check("1.4.1", "the_tree_holds_none", tree=tree)
        assert is_red(result, f"{path}:2 holds a DigitalOcean token")
        assert TOKEN not in result.finding.detail

    def test_a_password_in_what_we_ship_is_found_and_one_in_a_test_may_be(
        self, check: Check, small_tree: MakeTree
    ) -> None:
        line = f'API_TOKEN = "{made_up("shipped", 32)}"\n'
        assert is_red(check("1.4.1", "the_tree_holds_none", tree=small_tree({"mingus/a.py": line})), "mingus/a.py:1")

    def test_a_line_that_says_it_is_allowed_is(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({"mingus/a.py": f"x = '{TOKEN}'  # pragma: allowlist secret\n"})
        assert is_green(check("1.4.1", "the_tree_holds_none", tree=tree))

    def test_one_that_was_taken_out_again_is_still_in_the_history(self, check: Check, small_tree: MakeTree) -> None:
        tree = committed(small_tree({}), {"a.txt": f"{TOKEN}\n"}, {"a.txt": None})
        assert is_green(check("1.4.1", "the_tree_holds_none", tree=tree))
        assert is_red(check("1.4.1", "the_history_holds_none", tree=tree), "added a DigitalOcean token")

    def test_a_clean_history_passes_and_says_how_much_it_was(self, check: Check, small_tree: MakeTree) -> None:
        tree = committed(small_tree({}), {"a.txt": "one\n"}, {"a.txt": "two\n"})
        result = check("1.4.1", "the_history_holds_none", tree=tree)
        assert is_green(result)
        assert int(result.finding.figures["lines"]) >= 2

    def test_half_a_history_is_unknown(self, check: Check, small_tree: MakeTree) -> None:
        whole = committed(small_tree({}), {"a.txt": "one\n"}, {"a.txt": "two\n"})
        half = whole.root.parent / "half"
        command = ["git", "clone", "-q", "--depth", "1", f"file://{whole.root}", str(half)]
        subprocess.run(command, check=True, capture_output=True)
        result = check("1.4.1", "the_history_holds_none", tree=Tree(half))
        assert result.state is State.UNKNOWN
        assert "unshallow" in result.finding.detail

    def test_without_a_repository_the_history_is_unknown(self, check: Check, small_tree: MakeTree) -> None:
        assert check("1.4.1", "the_history_holds_none", tree=small_tree({})).state is State.UNKNOWN


class TestAssigned:
    PART = "none_is_assigned"

    def test_ours_assign_none(self, check: Check) -> None:
        assert is_green(check("1.4.2", self.PART))

    @pytest.mark.parametrize(
        "line",
        [
            'SECRET_KEY = "something-long"',
            'JWT_SECRET_KEY: str = "something-long"',
            'app.config["SECRET_KEY"] = "something-long"',
            'settings.FIELD_ENCRYPTION_KEY = b"something-long"',
            'configure(SECRET_KEY="something-long")',
            'config = {"SECRET_KEY": "something-long"}',
        ],
    )
    def test_each_way_of_giving_one_a_value_is_named(self, check: Check, small_tree: MakeTree, line: str) -> None:
        assert is_red(check("1.4.2", self.PART, tree=small_tree({"mingus/a.py": f"x = 1\n{line}\n"})), "mingus/a.py:2")

    @pytest.mark.parametrize("line", ['SECRET_KEY = ""', "SECRET_KEY = read()", 'JWT_ALGORITHM = "HS256-something"'])
    def test_what_gives_none_away_may_stand(self, check: Check, small_tree: MakeTree, line: str) -> None:
        assert is_green(check("1.4.2", self.PART, tree=small_tree({"mingus/a.py": line})))


class TestKnown:
    PART = "none_is_known_to_the_world"

    def test_strong_ones_of_ones_own_pass(self, check: Check) -> None:
        assert is_green(check("1.4.2", self.PART, environ=REQUIRED))

    def test_one_that_stands_in_the_example_is_named(self, check: Check, small_tree: MakeTree) -> None:
        tree = small_tree({".env.example": f"SECRET_KEY={REQUIRED['SECRET_KEY']}\n"})
        assert is_red(check("1.4.2", self.PART, tree=tree, environ=REQUIRED), "SECRET_KEY stands in .env.example")

    def test_a_weak_one_is_named_and_not_shown(self, check: Check) -> None:
        weak = "changeme-changeme-changeme-changeme"
        result = check("1.4.2", self.PART, environ={**REQUIRED, "JWT_SECRET_KEY": weak})
        assert is_red(result, "JWT_SECRET_KEY")
        assert weak not in result.finding.detail

    def test_without_any_it_is_unknown(self, check: Check) -> None:
        assert check("1.4.2", self.PART, environ={}).state is State.UNKNOWN


class TestComments:
    def test_ours_tell_none(self, check: Check) -> None:
        assert is_green(check("1.4.3"))

    @pytest.mark.parametrize(
        ("path", "said"),
        [
            ("mingus/a.py", f"# the password is {PASSWORD}"),
            ("mingus/a.py", f'"""Connects.\n\npostgresql://mingus:{PASSWORD}@db.test/mingus\n"""'),
            ("docs/a.md", f"Try https://admin:{PASSWORD}@site.test first."),
            ("migrations/a.sql", f"-- {TOKEN}"),
            *(
                (f"{folder}/a.py", f"# the password is {PASSWORD}")
                for folder in ("config", "bin", "frontend", ".github", ".ci")
            ),
        ],
    )
    def test_one_that_does_is_named(self, check: Check, small_tree: MakeTree, path: str, said: str) -> None:
        result = check("1.4.3", tree=small_tree({path: f"{said}\n"}))
        assert is_red(result, f"{path}:")
        assert PASSWORD not in result.finding.detail

    @pytest.mark.parametrize("said", ["# the password is asked for twice", "# postgresql://user:password@host/name"])
    def test_words_about_passwords_tell_none(self, check: Check, small_tree: MakeTree, said: str) -> None:
        assert is_green(check("1.4.3", tree=small_tree({"mingus/a.py": said})))


class TestReaders:
    PART = "only_the_loader_reads_them"

    def test_ours_ask_the_settings(self, check: Check) -> None:
        assert is_green(check("1.4.4", self.PART))

    @pytest.mark.parametrize(
        "line",
        [
            'os.environ["SECRET_KEY"]',
            'os.environ.get("SECRET_KEY")',
            'os.getenv("SECRET_KEY")',
            'getenv("SECRET_KEY", "")',
        ],
    )
    def test_each_way_past_them_is_named(self, check: Check, small_tree: MakeTree, line: str) -> None:
        tree = small_tree({"mingus/a.py": f"import os\nx = {line}\n"})
        assert is_red(check("1.4.4", self.PART, tree=tree), "mingus/a.py:2 reads SECRET_KEY past the settings")

    def test_the_loader_itself_and_what_is_no_secret_may(self, check: Check, small_tree: MakeTree) -> None:
        reads = 'import os\nx = os.environ["SECRET_KEY"]\n'
        tree = small_tree({"mingus/core/settings/a.py": reads, "mingus/b.py": reads.replace("SECRET_KEY", "PORT")})
        assert is_green(check("1.4.4", self.PART, tree=tree))

    def test_a_secret_in_the_plain_values_is_named(self, check: Check, small_tree: MakeTree) -> None:
        part = "each_comes_from_the_environment"
        assert is_green(check("1.4.4", part))
        tree = small_tree({"config/production.py": 'PORT = 1\nMETRICS_TOKEN = "x"\n'})
        assert is_red(check("1.4.4", part, tree=tree), "config/production.py:2 sets METRICS_TOKEN")


def test_this_file_gives_none_away() -> None:
    text = (ROOT / "tests/checklist/boxes/clean_code/test_secrets.py").read_text()
    assert TOKEN not in text
