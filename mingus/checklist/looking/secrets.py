"""Secrets in the tree and in its history: known shapes everywhere, words like `password = "…"` in what we ship."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mingus.checklist.missing import Missing
from mingus.checklist.rules import Finding, judged
from mingus.checklist.surroundings import Surroundings

ALLOWED = "pragma: allowlist secret"
MAX_LINE_CHARACTERS = 4000
MAX_HISTORY_BYTES = 200 * 1024 * 1024
HISTORY_SECONDS = 30.0
SHAPES = {
    "a DigitalOcean token": re.compile(r"\bdo[opr]_v1_[0-9a-f]{64}\b"),
    "a Stripe key": re.compile(r"\b[rs]k_(?:live|test)_[0-9A-Za-z]{20,}\b"),
    "a Stripe webhook secret": re.compile(r"\bwhsec_[0-9A-Za-z+/]{24,}"),
    "a Resend key": re.compile(r"\bre_[0-9A-Za-z]{8,}_[0-9A-Za-z]{16,}\b"),
    "a Twilio account": re.compile(r"\b(?:AC|SK)[0-9a-f]{32}\b"),
    "an OpenAI key": re.compile(r"\bsk-(?:proj-|svcacct-)?[0-9A-Za-z_-]{40,}\b"),
    "an AWS key": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "a GitHub token": re.compile(r"\b(?:gh[pousr]_[0-9A-Za-z]{36}|github_pat_[0-9A-Za-z_]{60,})\b"),
    "a Slack token": re.compile(r"\bxox[abprs]-[0-9A-Za-z-]{20,}\b"),
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----\s*[A-Za-z0-9+/]{20}"),
    "a Sentry address": re.compile(r"https://[0-9a-f]{32}@[\w.-]*sentry\.io/\d+"),
}
IN_THE_CLEAR = re.compile(r"\w+://[^\s:/@\"'{}<>$]+:(?P<password>[^\s:/@\"'{}<>$*…]{6,})@[\w.-]+", re.IGNORECASE)
SAID = re.compile(
    r"\b(?:password|passwort|api[ _-]?key|secret|token) is [\"'“]?(?P<word>[^\s\"'”.,;]{8,})", re.IGNORECASE
)
ASSIGNED = re.compile(
    r"""\b[A-Z_]*(?:SECRET|PASSWORD|TOKEN|API_KEY|PRIVATE_KEY)[A-Z_]*\s*[:=]\s*"""
    r"""["'](?P<word>[A-Za-z0-9+/_=-]{16,})["']"""
)
PLACEHOLDERS = re.compile(r"^(?:password|secret|example|changeme|your|dummy|test|x+|<|\$)", re.IGNORECASE)


def tree_finding(around: Surroundings) -> Finding:
    """What the scan of every text in the tree finds; shared by the boxes that ask for it."""
    return around.once("secrets in the tree", lambda: _tree_finding(around))


def history_finding(around: Surroundings) -> Finding:
    """What the scan of every line that was ever added finds. Missing without a repository, or with half of one."""
    return around.once("secrets in the history", lambda: _history_finding(around))


def found_in(line: str) -> Iterator[str]:
    """What kinds of secrets a line holds; none where it says that it is allowed."""
    if ALLOWED in line or len(line) > MAX_LINE_CHARACTERS:
        return
    yield from (kind for kind, shape in SHAPES.items() if shape.search(line))


def told_in(text: str) -> Iterator[str]:
    """What a comment gives away: a password in words, or in an address."""
    yield from found_in(text)
    if ALLOWED in text:
        return
    if any(not PLACEHOLDERS.match(match["password"]) for match in IN_THE_CLEAR.finditer(text)):
        yield "an address with a password in it"
    if any(_is_random(match["word"]) for match in SAID.finditer(text)):
        yield "a secret told in words"


def assigned_in(line: str) -> bool:
    """Whether a line gives a secret its value in plain sight."""
    found = ASSIGNED.search(line)
    return found is not None and ALLOWED not in line and _is_random(found["word"])


def _tree_finding(around: Surroundings) -> Finding:
    faults, files = [], 0
    for path, text in around.tree.texts():
        files += 1
        ours = path.startswith(("mingus/", "config/", "migrations/", "bin/", "docs/"))
        for number, line in enumerate(text.splitlines(), 1):
            kinds = [*found_in(line), *(["a secret"] if ours and assigned_in(line) else [])]
            faults += [f"{path}:{number} holds {kind}" for kind in kinds]
    return judged(faults, f"no secret in {files} files", files=files)


def _history_finding(around: Surroundings) -> Finding:
    if around.tree.git("rev-parse", "--is-shallow-repository").strip() == "true":
        raise Missing("no evidence yet: this clone holds only a part of the history; `git fetch --unshallow`")
    commit, faults, lines = "", [], 0
    for line in _added(around.tree.root):
        if line.startswith("commit "):
            commit = line[7:17]
        elif line.startswith("+"):
            lines += 1
            faults += [f"commit {commit} added {kind}" for kind in found_in(line)]
    return judged(list(dict.fromkeys(faults)), f"no secret in {lines} lines that were ever added", lines=lines)


def _added(root: Path) -> Iterator[str]:
    """The lines of `git log -p`, which go through a file, so that neither memory nor git has to wait."""
    command = [
        "git",
        "-C",
        str(root),
        "log",
        "--all",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "-p",
        "--format=commit %H",
    ]
    with tempfile.TemporaryFile() as output:
        try:
            subprocess.run(command, stdout=output, stderr=subprocess.DEVNULL, check=True, timeout=HISTORY_SECONDS)
        except FileNotFoundError:
            raise Missing("no tool: git is not installed here") from None
        except subprocess.SubprocessError:
            raise Missing("no evidence yet: git did not show its history in time") from None
        if output.tell() > MAX_HISTORY_BYTES:
            raise Missing(f"no evidence yet: the history is larger than {MAX_HISTORY_BYTES // 2**20} MB")
        output.seek(0)
        for line in output:
            yield line.decode(errors="replace")


def _is_random(word: str) -> bool:
    """Real secrets mix letters and digits; words and placeholders do not."""
    mixed = any(character.isdigit() for character in word) and any(character.isalpha() for character in word)
    return mixed and len(set(word)) >= 8 and not PLACEHOLDERS.match(word)
