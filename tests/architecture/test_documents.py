"""What the documents say is so: links lead somewhere, commands exist, lists are complete, nothing names a machine."""

import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from mingus import cli
from tests.architecture.sources import ROOT

# The text at https://www.apache.org/licenses/LICENSE-2.0.txt
APACHE_2_SHA256 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
MAX_PICTURE_BYTES = 250 * 1024
MACHINE_PATHS = [f"/{folder}/".encode() for folder in ("work", "root")]
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"")
CODE = re.compile(r"^```sh\n(.*?)^```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
NODE_FOLDERS = (".", "tests/observatory")


def committed() -> list[Path]:
    """Every file git knows or would take."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


ARTICLES = ROOT / "mingus" / "articles" / "content"  # read by people of Mingus, and held by `mingus library check`
DOCUMENTS = sorted(path for path in committed() if path.suffix == ".md" and path.parent != ARTICLES)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    targets = [one or other for one, other in LINK.findall(document.read_text())]
    inside = [target for target in targets if "://" not in target]
    assert not [target for target in inside if not _leads_somewhere(document, target)]


def _leads_somewhere(document: Path, target: str) -> bool:
    name, _, heading = target.partition("#")
    there = (document.parent / name).resolve() if name else document
    return there.exists() and (not heading or heading in _headings(there))


def _headings(document: Path) -> set[str]:
    """The anchors GitHub gives the headings of a page."""
    titles = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_in_documents_exist_with_their_options(document: Path) -> None:
    wrong = [line for line in _code_lines(document) if (words := line.split()) and not _exists(words)]
    assert not wrong


def _code_lines(document: Path) -> Iterator[str]:
    for block, inline in CODE.findall(document.read_text()):
        for line in (block or inline).splitlines():
            yield line.partition("  #")[0].split(" #")[0]


def _exists(words: list[str]) -> bool:
    """True for what is no command of ours."""
    while words and "=" in words[0]:
        words = words[1:]  # settings before a command
    if not words:
        return True
    if words[0].startswith("bin/"):
        script = ROOT / words[0]
        return script.exists() and (words[0] != "bin/run" or _takes(["run"], words[1:]))
    if words[0] in {"mingus", ".venv/bin/mingus"}:
        path = [word for word in words[1:3] if word.islower() and word.replace("-", "").isalpha() and word[0] != "-"]
        return _takes(path, words[1 + len(path) :])
    return True


def _takes(path: list[str], rest: list[str]) -> bool:
    cli._collect()
    command: click.Command = cli.commands
    for word in path:
        found = command.commands.get(word) if isinstance(command, click.Group) else None
        if found is None:
            return False
        command = found
    known = {option for parameter in command.params for option in parameter.opts}
    return {word for word in rest if word.startswith("--")} <= known | {"--help"}


def test_every_direct_dependency_has_its_reason() -> None:
    """A line in requirements/*.in or a package.json needs a row in docs/dependencies.md, and a row such a line."""
    asked = {
        re.split(r"[=\[ ]", line)[0]
        for file in ROOT.glob("requirements/*.in")
        for line in file.read_text().splitlines()
        if re.match(r"\w", line)
    }
    for folder in NODE_FOLDERS:
        package = json.loads((ROOT / folder / "package.json").read_text())
        asked |= {name for key in ("dependencies", "devDependencies") for name in package.get(key, {})}
    rows = re.findall(
        r"^\| `([^`]+)` \| (.+?) \| (.+?) \| \S+ \| \S+ \| [\d.]+ \|$",
        (ROOT / "docs/dependencies.md").read_text(),
        re.MULTILINE,
    )
    assert {name for name, reason, licence in rows if reason.strip() and licence.strip()} == asked


def test_the_root_holds_only_what_the_architecture_names() -> None:
    section = (ROOT / "docs/architecture.md").read_text().partition("## Root of the repository")[2]
    named = {name.rstrip("/") for name in re.findall(r"`([^`]+)`", section)}
    assert {path.relative_to(ROOT).parts[0] for path in committed()} <= named


def test_no_lock_names_a_host() -> None:
    """Whoever installs chooses where from."""
    locks = "".join(file.read_text() for file in ROOT.glob("requirements/*.txt"))
    assert "://" not in locks
    for folder in NODE_FOLDERS:
        packages = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
        assert not [name for name, package in packages.items() if "resolved" in package]
        assert not [name for name, package in packages.items() if name and "integrity" not in package]


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert not [
        str(path.relative_to(ROOT))
        for path in committed()
        if any(place in path.read_bytes() for place in MACHINE_PATHS)
    ]


def test_pictures_are_light() -> None:
    pictures = list(ROOT.glob("docs/pictures/*"))
    assert pictures
    assert not [path.name for path in pictures if path.stat().st_size > MAX_PICTURE_BYTES]


def test_the_licence_is_apache_2_word_for_word() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == APACHE_2_SHA256
