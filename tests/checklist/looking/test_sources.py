"""What sources say: who gives a name a value, who reads one, what is told to people."""

import ast

import pytest

from mingus.checklist.looking import sources


@pytest.mark.parametrize(
    "line",
    [
        'SECRET_KEY = "long enough"',
        'SECRET_KEY: str = "long enough"',
        'app.config["SECRET_KEY"] = "long enough"',
        'settings.SECRET_KEY = b"long enough"',
        'use(SECRET_KEY="long enough")',
        'use({"SECRET_KEY": "long enough"})',
    ],
)
def test_each_way_to_give_a_secret_its_value_is_seen(line: str) -> None:
    assert list(sources.given(ast.parse(f"\n{line}"))) == [("SECRET_KEY", 2)]


@pytest.mark.parametrize("line", ['SECRET_KEY = "7 chars"', "SECRET_KEY = make()", 'OTHER = "long enough"', "a = 1"])
def test_what_gives_none_is_not(line: str) -> None:
    assert list(sources.given(ast.parse(line))) == []


def test_a_module_s_own_names_are_its_constants() -> None:
    module = ast.parse("A = 1\nB: int = 2\ndef f():\n    C = 3\n")
    assert list(sources.constants(module)) == [("A", 1), ("B", 2)]


@pytest.mark.parametrize(
    "line",
    ['os.environ["A"]', 'os.environ.get("A")', 'os.environ.pop("A", 1)', 'os.getenv("A")', 'getenv("A")'],
)
def test_each_way_to_read_the_environment_is_seen(line: str) -> None:
    assert list(sources.read_from_environment(ast.parse(line))) == [("A", 1)]


@pytest.mark.parametrize("line", ['environ["A"]', 'given.environ.get("A")', 'os.environ.items("A")', 'get("A")'])
def test_a_mapping_that_was_handed_over_is_not_the_environment(line: str) -> None:
    assert list(sources.read_from_environment(ast.parse(line))) == []


def test_python_tells_people_in_comments_and_docstrings() -> None:
    text = '"""One\ntwo."""\nA = "three"  # four\n'
    assert list(sources.comments("a.py", text)) == [(1, '"""One'), (2, 'two."""'), (3, "# four")]


def test_other_files_tell_them_in_every_line_and_pictures_in_none() -> None:
    assert list(sources.comments("a.sql", "one\ntwo")) == [(1, "one"), (2, "two")]
    assert list(sources.comments("a.png", "one")) == []
    assert list(sources.comments("a.py", "def (")) == []


@pytest.mark.parametrize("ending", [".sql", ".yaml", ".yml", ".toml", ".ts", ".css", ".html", ".md", ".sh"])
def test_of_what_is_not_python_every_line_speaks(ending: str) -> None:
    assert list(sources.comments(f"a{ending}", "one\ntwo")) == [(1, "one"), (2, "two")]
    assert list(sources.comments("a.bin", "one")) == []
