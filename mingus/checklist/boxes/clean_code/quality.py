"""1.3: the code is clean, used, handles its errors, and holds no notes to ourselves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mingus.checklist.box import Box, configuration, static
from mingus.checklist.looking import programs, ruff, sources
from mingus.checklist.missing import Missing
from mingus.checklist.proof import proven
from mingus.checklist.rules import Finding, judged, looked_at
from mingus.checklist.surroundings import Surroundings

PACKAGE = ("mingus", "config", "migrations")
TOOL_SECONDS = 30.0
UNFORMATTED = re.compile(r"^unformatted: .*\n --> (\S+?):", re.MULTILINE)
NOQA = re.compile(r"#\s*noqa\b(?P<rest>[^\n]*)")
REASONED = re.compile(r"^:\s*[A-Z]+[0-9]+(?:,\s*[A-Z]+[0-9]+)*\s+(?:-\s*)?\S+")
UNUSED = ("F401", "F811", "F841", "ERA001")
CARELESS = ("E722", "S110", "S112", "S113")
NOTES = ("TD", "FIX")
WORDS = "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"))  # in pieces, or this line would be one of them
NOTE = re.compile(rf"(?:#|//|--|/\*|<!--|\{{#)[^\n]*\b(?P<word>{WORDS})\b")
NOTED_FILES = (".py", ".html", ".sql", ".yaml", ".yml", ".ts", ".css", ".toml", ".sh")
CALLED_BY_NAME = frozenset({"dialect"})
"""Parameters whose names a library calls by; vulture can't know."""
STATUSES = frozenset({400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503})
PAGE, PROBLEM = "text/html", "application/problem+json"


@static
def the_linter_is_content(around: Surroundings) -> Finding:
    """Ruff, with the configuration that is committed, finds nothing to mend and nothing to format."""
    checked = _run(around, "ruff", "check", "--no-cache", "--output-format=concise")
    formatted = _run(around, "ruff", "format", "--no-cache", "--check")
    faults = [line for line in checked.output.splitlines() if re.match(r"^\S+:\d+:\d+: ", line)]
    faults += [f"ruff can't check: {checked.errors.strip()[:200]}"] if checked.exit_code > 1 else []
    faults += [f"{path} is not formatted" for path in UNFORMATTED.findall(formatted.output)]
    return judged(faults, "ruff finds nothing to mend and nothing to format")


@static
def every_exception_to_it_has_a_reason(around: Surroundings) -> Finding:
    """Each `noqa` names its rule and says why."""
    found = list(_noqas(around))
    unreasoned = [(path, number) for path, number, rest in found if not REASONED.match(rest)]
    faults = [f"{path}:{number} has a noqa without its rule and a reason" for path, number in unreasoned]
    files = len(around.tree.files("mingus/", "config/", endings=(".py",)))
    return looked_at(files, faults, f"{len(found)} exceptions, each with rule and reason", exceptions=len(found))


@static
def nothing_is_unused(around: Surroundings) -> Finding:
    """No import, name or function that nobody uses, no code in comments."""
    faults = ruff.findings(around, UNUSED, *_there(around))
    done = _run(around, "vulture", "--min-confidence=90")
    unused = [line for line in done.output.splitlines() if not any(f"'{name}'" in line for name in CALLED_BY_NAME)]
    files = len(around.tree.files(*(f"{folder}/" for folder in PACKAGE), endings=(".py",)))
    return looked_at(files, [*faults, *unused], f"nothing unused in {files} modules")


@static
def no_error_is_swallowed(around: Surroundings) -> Finding:
    """No bare except, nothing caught and forgotten, no call to others without a time-out."""
    files = len(around.tree.files("mingus/", endings=(".py",)))
    return looked_at(files, ruff.findings(around, CARELESS, "mingus"), f"no error is swallowed in {files} modules")


@configuration
def every_error_has_its_answer(around: Surroundings) -> Finding:
    """Whatever goes wrong, a person gets a page and a program a problem, with the status and nothing of our insides."""
    return answered(around.booted["errors"])


@static
def no_note_to_ourselves_is_left(around: Surroundings) -> Finding:
    """No note of things still to be done, unless it names an issue that docs/todo.md lists."""
    listed = around.tree.read("docs/todo.md") if around.tree.has("docs/todo.md") else ""
    files = around.tree.files(
        "mingus/", "config/", "migrations/", "frontend/", "bin/", "tests/", "bench/", endings=NOTED_FILES
    )
    faults = [
        f"{path}:{number} leaves a {word}"
        for path in files
        for number, line in enumerate(around.tree.read(path).splitlines(), 1)
        if (word := _note_in(line)) and not _is_listed(line, listed)
    ]
    return looked_at(len(files), faults, f"no note to ourselves in {len(files)} files")


def _run(around: Surroundings, name: str, *words: str) -> programs.Done:
    command = [programs.tool(name), *words, *_there(around)]
    return programs.run(command, seconds=TOOL_SECONDS, folder=around.tree.root)


def _there(around: Surroundings) -> list[str]:
    """The folders of the package that this tree has. Missing without any."""
    found = [folder for folder in PACKAGE if (around.tree.root / folder).is_dir()]
    if not found:
        raise Missing("no source tree: there is no folder mingus in it")
    return found


def _noqas(around: Surroundings) -> Iterator[tuple[str, int, str]]:
    for path in around.tree.files("mingus/", "config/", endings=(".py",)):
        for number, said in sources.comments(path, around.tree.read(path)):
            if found := NOQA.match(said):
                yield path, number, found["rest"]


def answered(answers: Sequence[Mapping[str, Any]]) -> Finding:
    """What is to be said of the answers to all errors that were tried."""
    tried = {answer["raised"] for answer in answers}
    faults = [fault for answer in answers for fault in wrong_with(answer)]
    faults += [f"nobody tried what {status} looks like" for status in sorted(STATUSES - tried)]
    return looked_at(len(answers), faults, f"{len(tried)} statuses are answered, for people and for programs")


def wrong_with(answer: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with one answer to one error."""
    what = f"{answer['raised']}{'' if answer['foreseen'] else ' (unforeseen)'} for {answer['asked_for']}"
    if answer["status"] != answer["raised"]:
        yield f"{what} is answered {answer['status']}"
    if answer["type"] != (PAGE if answer["asked_for"] == PAGE else PROBLEM):
        yield f"{what} is answered as {answer['type']}"
    if not answer["shows_request_id"]:
        yield f"{what} does not show the request id"
    if answer["leaks"]:
        yield f"{what} shows our insides"


def _note_in(line: str) -> str:
    found = NOTE.search(line)
    return found["word"] if found else ""


def _is_listed(line: str, listed: str) -> bool:
    found = re.search(r"#(\d+)", line)
    return found is not None and f"| #{found[1]} |" in listed


BOXES = (
    Box(
        "1.3.1",
        "The linter is content, and so are the reviewers of its exceptions",
        all_of=(the_linter_is_content, every_exception_to_it_has_a_reason, proven("1.3.1", "bin/check")),
        passes="ruff finds nothing; each exception names rule and reason; bin/check passed on this commit",
        fix="`.venv/bin/ruff check --fix`, `.venv/bin/ruff format`; then `mingus evidence run 1.3.1 -- bin/check`",
    ),
    Box(
        "1.3.2",
        "Nothing is left that nobody uses",
        all_of=(nothing_is_unused,),
        passes="no unused import, name or function, no code in comments",
        fix="`mingus checklist show 1.3.2` names the lines; take them out.",
    ),
    Box(
        "1.3.3",
        "Every error is handled, none is swallowed",
        all_of=(no_error_is_swallowed, every_error_has_its_answer),
        passes="no bare except, no missing time-out; every status has a page and a problem",
        fix="`mingus checklist show 1.3.3` names the line or the status.",
    ),
    Box(
        "1.3.4",
        "No notes to ourselves in the code",
        all_of=(no_note_to_ourselves_is_left,),
        passes="none, or each names an issue that docs/todo.md lists",
        fix="Do it, or open an issue and list it in docs/todo.md.",
    ),
)
