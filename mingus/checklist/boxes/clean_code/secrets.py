"""1.4: secrets come from the environment and stand nowhere else."""

import re

from mingus.checklist.box import Box, configuration, static
from mingus.checklist.looking import secrets, sources
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Finding, judged, looked_at
from mingus.checklist.surroundings import Surroundings
from mingus.core.settings import SCHEMA, weakness

OURS = frozenset({"SECRET_KEY", "JWT_SECRET_KEY", "FIELD_ENCRYPTION_KEY"})
ADDRESSES = frozenset({"DATABASE_URL", "DATABASE_DIRECT_URL"})
"""Commands of `mingus db` ask whether somebody named a database before any settings exist (ops/cli)."""
EXAMPLE = ".env.example"
LOADER = ("mingus/core/settings/", "mingus/ops/secrets.py")
WE_SHIP = ("mingus/", "config/", "migrations/", "bin/", "docs/", "frontend/", ".github/", ".ci/")


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
    faults = [f"{path}:{line} gives {name} a value" for path, module in looked for name, line in sources.given(module)]
    return looked_at(len(looked), faults, f"{len(looked)} modules give no secret a value")


@configuration
def none_is_known_to_the_world(around: Surroundings) -> Finding:
    """The secrets in use stand in no example and on no list of everybody's favourites."""
    names = [setting.name for setting in SCHEMA if setting.secret and around.environ.get(setting.name)]
    if not set(names) & OURS:
        raise Missing("no credential: no secret of ours is set here")
    text = around.tree.read(EXAMPLE) if around.tree.has(EXAMPLE) else ""
    shown = set(re.findall(r"[^\s=\"'#]{8,}", text))
    faults = [f"{name} stands in {EXAMPLE}" for name in names if around.environ[name] in shown]
    faults += [f"{name} {why}" for name in names if name in OURS and (why := weakness(around.environ[name]))]
    return judged(faults, f"{len(names)} secrets, none of them known to anybody else", secrets=len(names))


@static
def no_comment_tells_one(around: Surroundings) -> Finding:
    """No comment and no docstring holds a secret or a password in words."""
    looked = list(around.tree.texts(*WE_SHIP))
    faults = [
        f"{path}:{number} tells {kind}"
        for path, text in looked
        for number, said in sources.comments(path, text)
        for kind in secrets.told_in(said)
    ]
    return looked_at(len(looked), faults, f"the comments of {len(looked)} files tell no secret")


@static
def only_the_loader_reads_them(around: Surroundings) -> Finding:
    """Nothing but the loader of settings takes a secret out of the environment."""
    names = {setting.name for setting in SCHEMA if setting.secret} - ADDRESSES
    looked = [found for found in around.tree.modules("mingus/", "config/") if not found[0].startswith(LOADER)]
    faults = [
        f"{path}:{line} reads {name} past the settings"
        for path, module in looked
        for name, line in sources.read_from_environment(module)
        if name in names
    ]
    return looked_at(len(looked), faults, f"{len(looked)} modules read no secret past the settings")


@configuration
def each_comes_from_the_environment(around: Surroundings) -> Finding:
    """No secret has a default, or a value in config/."""
    secret = {setting.name for setting in SCHEMA if setting.secret}
    faults = [f"{setting.name} has a default" for setting in SCHEMA if setting.secret and setting.default]
    looked = list(around.tree.modules("config/"))
    faults += [
        f"{path}:{line} sets {name}"
        for path, module in looked
        for name, line in sources.constants(module)
        if name in secret
    ]
    return looked_at(len(looked), faults, f"all {len(secret)} secret settings come from the environment alone")


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
