"""What a Mingus that runs says of itself at /health and /version, asked once or for a while."""

import time
from collections.abc import Iterator, Mapping
from typing import Any, Final

import orjson

from mingus.checklist.looking.http import Answer
from mingus.checklist.surroundings import Surroundings
from mingus.core.settings import SCHEMA

LIVE, READY, VERSION = "/health/live", "/health/ready", "/version"
MAX_SECONDS: Final = 0.3
TRIES: Final = 3
SHORTEST_SECRET: Final = 8
SHORTEST_COMMIT: Final = 7
PARTS: Final = ("database", "schema", "worker")
MAY_SAY: Final = frozenset({"status", "version", *PARTS})
WELL: Final = {LIVE: {"status": "live"}, READY: {"status": "ready", **dict.fromkeys(PARTS, "ok")}}


def rounds(around: Surroundings, times: int) -> Iterator[int]:
    """Numbers from 0, spread over the time that a watch lasts: the first at once, the last at its end."""
    for number in range(times):
        if number:
            time.sleep(around.network.watch_seconds / (times - 1))
        yield number


def asked(around: Surroundings, path: str, times: int = 1) -> Iterator[Answer]:
    """Answers from one of our addresses, one after the other, spread over the time that a watch lasts."""
    for _ in rounds(around, times):
        yield around.network.get(around.site + path, accept="application/json")


def quickest(around: Surroundings, path: str) -> Answer:
    """The quickest of three answers at once: a packet that was lost says nothing about the site."""
    url = around.site + path
    return min(
        (around.network.get(url, accept="application/json") for _ in range(TRIES)), key=lambda each: each.seconds
    )


def unwell(path: str, answer: Answer) -> list[str]:
    """Why an answer of /health/… is not the one of a site that can serve people."""
    if answer.status != 200:
        said = object_of(answer)
        wrong = [f"{part}: {said[part]}" for part in PARTS if said.get(part, "ok") != "ok"]
        return [f"{path} answers {answer.status} {', '.join(wrong)}".rstrip()]
    said = object_of(answer)
    return [
        f"{path} says {name} {said.get(name, 'nothing')}" for name, word in WELL[path].items() if said.get(name) != word
    ]


def careless(path: str, answer: Answer, secrets: Mapping[str, str]) -> list[str]:
    """What is wrong with the manner of an answer of /health/…: slow, no JSON, kept by caches, telling too much."""
    faults = [f"{path} took {answer.seconds * 1000:.0f} ms"] if answer.seconds >= MAX_SECONDS else []
    if answer.header("Content-Type").partition(";")[0] != "application/json":
        faults.append(f"{path} does not answer with JSON")
    if "no-store" not in answer.header("Cache-Control") or answer.header("Age"):
        faults.append(f"{path} may come from a cache")
    faults += [f"{path} tells of “{name}”, which nobody needs" for name in object_of(answer) if name not in MAY_SAY]
    return faults + [f"{path} shows {name}" for name, value in secrets.items() if value in answer.text]


def secrets_of(environ: Mapping[str, str]) -> dict[str, str]:
    """Every secret of an environment that is long enough to be recognised, by name."""
    names = [setting.name for setting in SCHEMA if setting.secret]
    return {name: environ[name] for name in names if len(environ.get(name, "")) >= SHORTEST_SECRET}


def misfit(answer: Answer, commit: str) -> str:
    """Why an answer of /version does not come from the build of `commit`; '' when it does."""
    if answer.status != 200:
        return f"{VERSION} answers {answer.status}"
    found = str(object_of(answer).get("commit", ""))
    is_same = len(found) >= SHORTEST_COMMIT and commit.startswith(found)
    return "" if is_same else f"{VERSION} says commit {found[:12] or 'nothing'}, not {commit[:12]}"


def object_of(answer: Answer) -> dict[str, Any]:
    """The JSON object of an answer; an empty one where it is something else."""
    try:
        found = orjson.loads(answer.body)
    except orjson.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}
