"""A wheel is Mingus whole: what is not Python code must come along."""

from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.wheel import WheelBuilder

from tests.architecture.sources import ROOT


@pytest.fixture(scope="module")
def inside(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(folder), versions=["standard"])
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("pattern", ["mingus/**/*.py", "mingus/**/*.html", "mingus/**/*.txt", "mingus/**/*.gz"])
def test_a_wheel_holds_code_templates_and_word_lists(inside: set[str], pattern: str) -> None:
    wanted = {path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern)}
    assert wanted
    assert wanted <= inside


def test_a_wheel_holds_the_migrations(inside: set[str]) -> None:
    wanted = {path.relative_to(ROOT) for path in ROOT.glob("migrations/**/*") if path.suffix in {".py", ".sql"}}
    assert {Path("mingus", path).as_posix() for path in wanted} <= inside


def test_a_wheel_holds_the_plain_values_of_every_environment(inside: set[str]) -> None:
    wanted = {f"mingus/config/{path.name}" for path in ROOT.glob("config/*.py")}
    assert len(wanted) == 4
    assert wanted <= inside


def test_a_wheel_holds_the_built_front_end(inside: set[str]) -> None:
    assert "mingus/static/dist/manifest.json" in inside
    assert [name for name in inside if name.startswith("mingus/static/dist/app-") and name.endswith(".css")]


def test_a_wheel_holds_nothing_of_its_making(inside: set[str]) -> None:
    """No history, no tests, no tools: what is installed has only what runs, and the notes about itself."""
    assert {name.partition("/")[0].rpartition(".")[2] for name in inside} == {"mingus", "dist-info"}
    parts = {part for name in inside for part in name.split("/")}
    assert not {".git", ".github", "tests", "bench", "node_modules", "frontend"} & parts
    assert not [name for name in inside if name.endswith((".map", ".pyc", ".env", ".orig"))]
