"""1.1: nothing of development is left switched on."""

import ast
from collections.abc import Iterator, Mapping
from typing import Any

from mingus.checklist.box import Box, configuration, live, static
from mingus.checklist.looking import ruff
from mingus.checklist.proof import digitalocean
from mingus.checklist.rules import DEPLOYED, Finding, judged, looked_at
from mingus.checklist.surroundings import Surroundings

SWITCHES = frozenset({"DEBUG", "FLASK_DEBUG", "debug"})
MAY_DEBUG = ("config/development.py", "config/testing.py")
ENVIRONMENT_FILES = (".env", ".env.example", ".do/app.yaml", "Dockerfile", "docker-compose.yml")
TOOLBARS = frozenset(
    {"flask_debugtoolbar", "werkzeug_debugger", "flask_profiler", "pyinstrument", "ipdb", "pudb", "icecream"}
)
DEVELOPMENT_PATHS = ("/debug", "/console", "/__debug__", "/docs-dev", "/_profiler")
PROBES = ("/debug", "/console", "/__debug__", "/docs-dev", "/static/dist/app.js.map")


@static
def no_switch_is_on(around: Surroundings) -> Finding:
    """No `DEBUG = …` that may be true, and no `debug=True`, outside the two configurations that may."""
    looked = [path for path in around.tree.files("mingus/", "config/", endings=(".py",)) if path not in MAY_DEBUG]
    faults = [
        f"{path}:{line} switches debugging on" for path in looked for line in _switched_on(around.tree.module(path))
    ]
    return judged(faults, f"{len(looked)} modules switch no debugging on", modules=len(looked))


@configuration
def production_boots_without_debug(around: Surroundings) -> Finding:
    """What production runs has debugging off, however it is asked."""
    return judged(debugging(around.booted), "booted as production: debug is off, DEBUG is off")


@configuration
def environment_has_it_off(around: Surroundings) -> Finding:
    """The environment itself does not ask for it."""
    value = around.environ.get("FLASK_DEBUG", "").lower()
    faults = [] if value in {"", "0", "false"} else ["FLASK_DEBUG is on in this environment"]
    return judged(faults, "FLASK_DEBUG is off or not set")


@static
def no_file_sets_it(around: Surroundings) -> Finding:
    """No file that makes an environment, and no command that starts the server, switches it on."""
    looked = [path for path in ENVIRONMENT_FILES if around.tree.has(path)]
    faults = [f"{path}:{number} switches debugging on" for path in looked for number in _lines_that_debug(around, path)]
    return judged(faults, f"{len(looked)} files that make an environment have it off", files=len(looked))


@static
def nothing_is_printed(around: Surroundings) -> Finding:
    """No print, no debugger left in the package."""
    found = ruff.findings(around, ("T20", "T10"), "mingus")
    return judged(found, "no print and no debugger in the package")


@configuration
def log_level_is_quiet(around: Surroundings) -> Finding:
    """Neither debug lines nor statements reach the log."""
    booted = around.booted
    return judged(loud(booted), f"logs start at {booted['log']['level']}, statements are not echoed")


@static
def no_development_route(around: Surroundings) -> Finding:
    """Production has no route and no import that only development needs."""
    count = len(around.booted["routes"])
    return looked_at(count, for_development(around.booted), f"none of {count} routes is for development", routes=count)


@live
def no_development_page(around: Surroundings) -> Finding:
    """Nobody outside finds a console, a debugger or a source map."""
    faults = []
    for path in PROBES:
        answer = around.network.get(around.site + path)
        if answer.status != 404 or "Werkzeug" in answer.text:
            faults.append(f"{path} answers {answer.status}")
    return judged(faults, f"{len(PROBES)} addresses of development answer 404")


def debugging(booted: Mapping[str, Any]) -> list[str]:
    """What of a booted application says that it debugs."""
    faults = ["app.debug is on"] if booted["debug"] else []
    return faults + (["DEBUG is on"] if booted["config"]["DEBUG"] else [])


def loud(booted: Mapping[str, Any]) -> list[str]:
    """What of a booted application writes more than it should."""
    faults = []
    if booted["log"]["level"] in {"DEBUG", "NOTSET"}:
        faults.append(f"the root logger is at {booted['log']['level']}")
    if booted["pool"]["echo"]:
        faults.append("the database engine echoes its statements")
    return faults


def for_development(booted: Mapping[str, Any]) -> list[str]:
    """Routes and modules of a booted application that only development needs."""
    rules = [route["rule"] for route in booted["routes"]]
    faults = [f"{rule} exists in production" for rule in rules if rule.startswith(DEVELOPMENT_PATHS)]
    return faults + [f"{name} is imported in production" for name in booted["modules"] if name in TOOLBARS]


def _switched_on(module: ast.Module) -> Iterator[int]:
    for node in ast.walk(module):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(_name(target) in SWITCHES for target in targets) and _may_be_true(node.value):
                yield node.lineno
        elif isinstance(node, ast.Call):
            yield from (node.lineno for word in node.keywords if word.arg == "debug" and _is_true(word.value))


def _name(target: ast.expr) -> str:
    """`DEBUG`, `settings.DEBUG` and `config["DEBUG"]` are all called DEBUG."""
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        return str(target.slice.value)
    return getattr(target, "id", getattr(target, "attr", ""))


def _may_be_true(value: ast.expr | None) -> bool:
    return value is not None and isinstance(value, ast.Constant) and bool(value.value)


def _is_true(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is True


def _lines_that_debug(around: Surroundings, path: str) -> Iterator[int]:
    for number, line in enumerate(around.tree.read(path).splitlines(), 1):
        said = line.lower().replace('"', "").replace("'", "").replace(" ", "")
        if not said.startswith("#") and (
            any(f"flask_debug{sign}{on}" in said for sign in "=:" for on in ("1", "true", "on", "yes"))
            or "run--debug" in said
        ):
            yield number


BOXES = (
    Box(
        "1.1.1",
        "Debugging is off in every configuration",
        all_of=(no_switch_is_on, production_boots_without_debug),
        passes="no DEBUG that is true outside development and testing; production boots with it off",
        fix="Take the assignment out, or move it into config/development.py; then `mingus checklist show 1.1.1`.",
    ),
    Box(
        "1.1.2",
        "FLASK_DEBUG is off in the environment",
        all_of=(
            environment_has_it_off,
            digitalocean("GET /v2/apps/{id}", "no env of the app switches it on"),
            no_file_sets_it,
        ),
        passes="FLASK_DEBUG is not set, 0 or false; no file and no start command switches it on",
        fix="Unset FLASK_DEBUG where Mingus runs; `mingus config check` says what else is wrong.",
        stages=DEPLOYED,
    ),
    Box(
        "1.1.3",
        "Nothing prints, no debugger, quiet logs",
        all_of=(nothing_is_printed, log_level_is_quiet),
        passes="no print and no breakpoint in the package; logs start at INFO; statements are not echoed",
        fix="`.venv/bin/ruff check --select T20,T10 mingus` names the lines.",
    ),
    Box(
        "1.1.4",
        "What only development needs is not there",
        all_of=(no_development_route, no_development_page),
        passes="no development route, toolbar or profiler in production; their addresses answer 404",
        fix="Register the blueprint only in development; `mingus checklist show 1.1.4` names it.",
        stages=DEPLOYED,
    ),
)
