"""1.4: secrets come from the environment and stand nowhere else."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator

from mingus.checklist.box import Box, configuration, static
from mingus.checklist.looking import secrets
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Finding, judged
from mingus.checklist.surroundings import Surroundings
from mingus.core.settings import SCHEMA, weakness

OURS = re.compile(r"^(?:SECRET_KEY|JWT_\w*|FIELD_\w*)$")
EXAMPLE = ".env.example"
LOADER = ("mingus/core/settings/", "mingus/ops/secrets.py")
WRITES_COMMENTS = (".py", ".sql", ".yaml", ".yml", ".toml", ".ts", ".css", ".html", ".md", ".sh")
READERS = frozenset({"getenv", "get", "pop", "setdefault"})


@static
def the_tree_holds_none(around: Surroundings) -> Finding:
    """No secret of a known shape in any file."""
    return secrets.tree_finding(around)


@static
def the_history_holds_none(around: Surroundings) -> Finding:
    """Nor in anything that was ever committed."""
    return secrets.history_finding(around)


@static
def none_is_assigned(around: Surroundings) -> Finding:
    """No line of what we ship gives SECRET_KEY or its like a value."""
    looked = list(around.tree.modules("mingus/", "config/", "migrations/"))
    faults = [f"{path}:{line} gives {name} a value" for path, module in looked for name, line in _assigned(module)]
    return judged(
        faults or ([] if looked else ["there is no module to look at"]),
        f"{len(looked)} modules give no secret a value",
        modules=len(looked),
    )


@configuration
def none_is_known_to_the_world(around: Surroundings) -> Finding:
    """The secrets in use stand in no example and on no list of everybody's favourites."""
    used = {
        setting.name: around.environ[setting.name]
        for setting in SCHEMA
        if setting.secret and around.environ.get(setting.name)
    }
    keys = {
        name: value for name, value in used.items() if name in {"SECRET_KEY", "JWT_SECRET_KEY", "FIELD_ENCRYPTION_KEY"}
    }
    if not keys:
        raise Missing("no credential: no secret of ours is set here")
    shown = set(re.findall(r"[^\s=\"'#]{8,}", around.tree.read(EXAMPLE))) if around.tree.has(EXAMPLE) else set()
    faults = [f"{name} stands in {EXAMPLE}" for name, value in used.items() if value in shown]
    faults += [f"{name} {why}" for name, value in keys.items() if (why := weakness(value))]
    return judged(faults, f"{len(used)} secrets, none of them known to anybody else", secrets=len(used))


@static
def no_comment_tells_one(around: Surroundings) -> Finding:
    """No comment and no docstring holds a secret or a password in words."""
    faults, looked = [], 0
    for path, text in around.tree.texts(
        "mingus/", "config/", "migrations/", "bin/", "docs/", "frontend/", ".github/", ".ci/"
    ):
        looked += 1
        for number, said in _comments(path, text):
            faults += [f"{path}:{number} tells {kind}" for kind in secrets.told_in(said)]
    return judged(
        faults or ([] if looked else ["there is no file to look at"]),
        f"the comments of {looked} files tell no secret",
        files=looked,
    )


@static
def only_the_loader_reads_them(around: Surroundings) -> Finding:
    """Nothing but the loader of settings takes a secret out of the environment."""
    names = {setting.name for setting in SCHEMA if setting.secret}
    looked = [
        (path, module) for path, module in around.tree.modules("mingus/", "config/") if not path.startswith(LOADER)
    ]
    faults = [
        f"{path}:{line} reads {name} past the settings"
        for path, module in looked
        for name, line in _read(module, names)
    ]
    return judged(
        faults or ([] if looked else ["there is no module to look at"]),
        f"{len(looked)} modules read no secret past the settings",
        modules=len(looked),
    )


@configuration
def each_comes_from_the_environment(around: Surroundings) -> Finding:
    """No secret has a default, or a value in config/."""
    faults = [f"{setting.name} has a default" for setting in SCHEMA if setting.secret and setting.default]
    secret = {setting.name for setting in SCHEMA if setting.secret}
    for path, module in around.tree.modules("config/"):
        faults += [f"{path}:{line} sets {name}" for name, line in _names_assigned(module) if name in secret]
    return judged(faults, f"all {len(secret)} secret settings come from the environment alone", settings=len(secret))


def _assigned(module: ast.Module) -> Iterator[tuple[str, int]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_text(node.value):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from ((name, node.lineno) for target in targets if OURS.match(name := _name(target)))
        elif isinstance(node, ast.keyword) and node.arg and OURS.match(node.arg) and _is_text(node.value):
            yield node.arg, node.value.lineno
        elif isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            yield from (
                (key.value, key.lineno)
                for key, value in pairs
                if isinstance(key, ast.Constant)
                and isinstance(key.value, str)
                and OURS.match(key.value)
                and _is_text(value)
            )


def _names_assigned(module: ast.Module) -> Iterator[tuple[str, int]]:
    for node in module.body:
        if isinstance(node, ast.Assign):
            yield from ((_name(target), node.lineno) for target in node.targets)
        elif isinstance(node, ast.AnnAssign):
            yield _name(node.target), node.lineno


def _read(module: ast.Module, names: set[str]) -> Iterator[tuple[str, int]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Subscript) and _is_environ(node.value) and _constant(node.slice) in names:
            yield _constant(node.slice), node.lineno
        elif (
            isinstance(node, ast.Call) and node.args and _constant(node.args[0]) in names and _reads_environ(node.func)
        ):
            yield _constant(node.args[0]), node.lineno


def _reads_environ(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute | ast.Name):
        return False
    name = called.attr if isinstance(called, ast.Attribute) else called.id
    return name == "getenv" or (isinstance(called, ast.Attribute) and name in READERS and _is_environ(called.value))


def _is_environ(node: ast.expr) -> bool:
    """`os.environ` itself; a mapping that somebody was handed is the business of who handed it."""
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "environ"
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    )


def _is_text(value: ast.expr | None) -> bool:
    """A value of some length; an annotation's word or an empty default is none."""
    return isinstance(value, ast.Constant) and isinstance(value.value, str | bytes) and len(value.value) >= 8


def _name(target: ast.expr) -> str:
    if isinstance(target, ast.Subscript):
        return _constant(target.slice)
    return getattr(target, "id", getattr(target, "attr", ""))


def _constant(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _comments(path: str, text: str) -> Iterator[tuple[int, str]]:
    """Number and text of every line that speaks to people: in Python comments and strings of documentation, else all."""
    if not path.endswith(".py"):
        yield from enumerate(text.splitlines(), 1) if path.endswith(WRITES_COMMENTS) else ()
        return
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError):
        return
    for token in tokens:
        if token.type == tokenize.COMMENT or (
            token.type == tokenize.STRING and token.string.lstrip("rbuRBU").startswith('"""')
        ):
            yield from enumerate(token.string.splitlines(), token.start[0])


BOXES = (
    Box(
        "1.4.1",
        "No secret in the tree, none in its history",
        all_of=(the_tree_holds_none, the_history_holds_none),
        passes="no line of a file or of a commit has the shape of a secret",
        fix="Take it out, revoke it at its issuer, and write the history anew if it was pushed.",
    ),
    Box(
        "1.4.2",
        "No secret of development in use",
        all_of=(none_is_assigned, none_is_known_to_the_world),
        passes="no module gives a secret its value; none in use is weak, known, or in .env.example",
        fix="`mingus config generate-secrets` makes new ones.",
    ),
    Box(
        "1.4.3",
        "No comment tells a secret",
        all_of=(no_comment_tells_one,),
        passes="no comment, docstring or page holds a secret or a password",
        fix="Take it out and change the password.",
    ),
    Box(
        "1.4.4",
        "Secrets come in through the settings alone",
        all_of=(only_the_loader_reads_them, each_comes_from_the_environment),
        passes="only the loader reads them, from the environment, without a default",
        fix="Ask `Settings` for it; a new one is declared in mingus/core/settings/groups/.",
    ),
)
