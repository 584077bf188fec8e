"""A planted fault is one that a reader would call wrong, and none is planted in words or in time-outs."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from bench.mutation import equivalents
from bench.mutation.changes import Change, changes
from bench.mutation.memory import Known
from bench.mutation.report import show
from bench.mutation.targets import Target, sections, targets
from bench.mutation.trying import Reach

ROOT = Path(__file__).parents[2]


def others(source: str) -> set[str]:
    """What becomes of the last line of a source, in all its changed forms."""
    found = set()
    for number in range(len(changes(ast.parse(source)))):
        tree = ast.parse(source)
        changes(tree)[number].plant()
        found.add(ast.unparse(ast.fix_missing_locations(tree)).splitlines()[-1].strip())
    return found


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("a < limit", {"a <= limit", "a >= limit"}),
        ("a == b", {"a != b"}),
        ("a in b", {"a not in b"}),
        ("a and b", {"a or b"}),
        ("not a", {"a"}),
        ("any(a)", {"all(a)"}),
        ("a[5]", {"a[6]", "a[4]"}),
        ("f(exact=True)", {"f(exact=False)"}),
        ("a if b else c", {"a", "c"}),
        ("faults + more", {"faults", "more"}),
        ("{'x', 'y'}", {"{'x'}", "{'y'}"}),
        ("{'x'}", {"{*()}"}),
        ("{'x': a, 'y': b}", {"{'x': a}", "{'y': b}"}),
        ("[*a, *b]", {"[*a]", "[*b]"}),
        ("[a for a in b if c]", {"[a for a in b]"}),
        ("judged(faults, 'fine', files=n)", {"judged((), 'fine', files=n)"}),
        ("looked_at(n, faults, 'fine')", {"looked_at(n, (), 'fine')"}),
    ],
)
def test_plants_each_kind_of_fault_in_an_expression(line: str, wanted: set[str]) -> None:
    assert others(f"x = {line}") == {f"x = {each}" for each in wanted}


def test_plants_faults_in_statements() -> None:
    function = "def f():\n    {}"
    assert others(function.format("faults += more")) == {"pass"}
    assert others(function.format("faults.append(a)")) == {"pass"}
    assert others(function.format("raise Missing(a)")) == {"pass"}
    assert "if False:" in ast.unparse(_planted(function.format("if a:\n        return b")))
    assert "if False:\n        yield a" in ast.unparse(_planted(function.format("yield a")))


def test_bad_news_become_a_pass() -> None:
    [other] = others("x = failed('broken', files=n)")
    assert other.endswith(".passed('broken', files=n)")


@pytest.mark.parametrize(
    "source",
    [
        "'''12 words.'''",
        "GIT_SECONDS = 10.0",
        "import a",
        "x: Literal['a', 'b'] = y",
        "x = Box('1.1.1', 'title', passes='a', fix='b', stages=DEPLOYED, blocker=False)",
        "@dataclass(frozen=True)\nclass A: pass",
    ],
)
def test_plants_none_in_words_types_times_and_titles(source: str) -> None:
    assert changes(ast.parse(source)) == []


def test_drops_parts_of_a_box() -> None:
    found = others("x = Box('1.1.1', 'title', all_of=(a, proven('1.1.1', 'x', max_days=30)))")
    assert "x = Box('1.1.1', 'title', all_of=(a,))" in found
    assert "x = Box('1.1.1', 'title', all_of=(a, proven('1.1.1', 'x', max_days=31)))" in found


def test_a_fault_knows_its_line_and_its_function_with_its_decorators() -> None:
    [fault] = changes(ast.parse("@static\ndef look(around):\n    return not around\n"))
    assert (fault.line, fault.function.name, fault.function.lines) == (3, "look", range(1, 4))
    assert fault.what == "not around → around"


def test_only_tests_that_enter_a_function_try_it_unless_a_fixture_does() -> None:
    reach = Reach({"quick": 0.1, "slow": 2.0}, {"slow": [12], "before a test": [30]})
    assert reach.tests(range(10, 20)) == {"slow": 2.0}
    assert reach.tests(range(30, 40)) == reach.tests(None) == {"quick": 0.1, "slow": 2.0}
    assert reach.tests(range(50, 60)) == {}


def test_the_tests_of_a_module_are_its_mirror_or_those_of_who_imports_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "mingus/checklist/looking/seen.py": "",
        "mingus/checklist/looking/unseen.py": "",
        "mingus/checklist/boxes/tls/__init__.py": "",
        "mingus/checklist/boxes/tls/headers.py": "from mingus.checklist.looking import unseen\n",
        "tests/checklist/looking/test_seen.py": "",
        "tests/checklist/boxes/tls/test_headers.py": "",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    monkeypatch.chdir(tmp_path)
    assert sections() == ["frame", "looking", "tls"]
    headers = ["tests/checklist/boxes/tls/test_headers.py"]
    assert {target.path.name: [str(test) for test in target.tests] for target in targets(["looking", "tls"])} == {
        "seen.py": ["tests/checklist/looking/test_seen.py"],
        "unseen.py": headers,
        "headers.py": [*headers, "tests/checklist/test_parts.py"],
    }


def test_what_imports_a_module_is_loaded_again_with_it() -> None:
    script = (
        "import sys; import mingus.checklist.boxes; from bench.mutation.trying import unload\n"
        "unload('mingus.checklist.boxes.account.capacity')\n"
        "names = ('boxes', 'boxes.account', 'boxes.account.capacity', 'boxes.account.verification', 'rules')\n"
        "print(*(name for name in names if f'mingus.checklist.{name}' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["boxes.account.verification", "rules"]


class TestFigure:
    @pytest.fixture
    def known(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Known:
        monkeypatch.chdir(tmp_path)
        Path("look.py").write_text("x = a[10] < b[10] and c and d[20] or e[30]\n")
        Path("test_look.py").write_text("")
        return Known(Target("frame", Path("look.py"), (Path("test_look.py"),)), tmp_path / "known", keep_kills=False)

    def chosen(self, known: Known, *, missed: int) -> list[tuple[Known, int]]:
        known.exit_codes = {number: 0 if number < missed else 1 for number in range(10)}
        return [(known, number) for number in range(10)]

    def test_nine_of_ten_is_enough_and_eight_is_not(self, known: Known, capsys: pytest.CaptureFixture[str]) -> None:
        assert show(self.chosen(known, missed=1), {}) == 0
        assert "90.0 %" in capsys.readouterr().out
        assert show(self.chosen(known, missed=2), {}) == 1
        assert "look.py:1 module: " in capsys.readouterr().out

    def test_nothing_planted_is_no_pass(self, known: Known) -> None:
        assert show([(known, 0)], {}) == 1

    def test_goes_on_where_it_ended_unless_something_changed(self, known: Known, tmp_path: Path) -> None:
        self.chosen(known, missed=1)
        known.write()
        again = Known(known.target, tmp_path / "known", keep_kills=False)
        assert again.exit_codes == known.exit_codes
        Path("test_look.py").write_text("# more\n")
        assert Known(known.target, tmp_path / "known", keep_kills=False).exit_codes == {}
        assert set(Known(known.target, tmp_path / "known", keep_kills=True).exit_codes) == set(range(1, 10))
        Path("look.py").write_text("x = 1\n")
        assert Known(known.target, tmp_path / "known", keep_kills=True).exit_codes == {}


def test_finds_a_fault_that_a_test_notices_and_misses_one_that_none_does(tmp_path: Path) -> None:
    (tmp_path / "look.py").write_text("def is_red(number):\n    return number > 3\n")
    (tmp_path / "test_look.py").write_text("from look import is_red\ndef test_it():\n    assert is_red(4)\n")
    script = (
        "import sys; from pathlib import Path; from bench.mutation.trying import Changed, changed\n"
        "fault = Changed('look', Path('look.py'), int(sys.argv[1]))\n"
        "sys.exit(changed(fault, ['test_look.py'], Path('temporary'), {'test_look.py::test_it': 0.1}))\n"
    )
    source = (tmp_path / "look.py").read_text()
    expected = {"number > 3 → number >= 3": 0, "number > 3 → number <= 3": 1, "number > 3 → number > 4": 1}
    for number, fault in enumerate(changes(ast.parse(source))):
        done = subprocess.run(
            [sys.executable, "-c", script, str(number)],
            cwd=tmp_path,
            env={"PYTHONPATH": f"{ROOT}:{tmp_path}"},
            check=False,
            capture_output=True,
        )
        assert done.returncode == expected.get(fault.what, 0), (fault.what, done.stdout)


def test_every_excuse_is_of_a_fault_that_could_be_planted_and_gives_its_reason() -> None:
    excuses = equivalents.read(ROOT / "bench/equivalent.yaml")
    assert all(why.endswith(".") for why in excuses.values())
    for path, function, change in excuses:
        faults = changes(ast.parse((ROOT / path).read_text()))
        assert (function, change) in {(fault.function.name, fault.what) for fault in faults}, (path, change)


def _planted(source: str) -> ast.Module:
    tree = ast.parse(source)
    first: Change = changes(tree)[0]
    first.plant()
    return ast.fix_missing_locations(tree)
