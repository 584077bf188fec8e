"""1.2: nothing that was made for trying lives among people's data, in the keys, or in the tree."""

import re
from fnmatch import fnmatch

from mingus.checklist.box import Box, configuration, database, static
from mingus.checklist.looking import secrets
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Finding, Stage, judged, warned
from mingus.checklist.surroundings import Surroundings
from mingus.core.settings import SCHEMA
from mingus.ops import clean

VENDORS = "Other companies"
TEST_KEY = re.compile(r"^(?:sk|pk|rk)_test_|^re_test|^whsec_test|^ACa{4,}|^AC0{4,}|sandbox", re.IGNORECASE)
LEFT_BEHIND = ("*.log", "*.sqlite", "*.sqlite3", "*.db", "*.pyc", ".env", "*.dump", "dump*.sql", "tmp/*", "*/tmp/*")
IGNORED = ("__pycache__/", "*.pyc", ".mingus/", ".venv/", "node_modules/")


@database
def nobody_is_made_up(around: Surroundings) -> Finding:
    """No household of a program's making, and nobody with an address that only tests have."""
    found = _found(around)
    faults = [f"a household was made by a program ({household.why}, {household.made_on})" for household in found.seeds]
    faults += [f"a household is of a {household.why}" for household in (*found.test_households, *found.shared)]
    faults += [f"{len(found.lonely)} test people without a household"] if found.lonely else []
    looked = found.reach.words()
    if faults and around.stage is Stage.LOCAL:
        return warned(f"{'; '.join(faults[:3])}: fine here, refused in production", households=len(faults))
    return judged(faults, f"nobody made up among {looked}", households=found.reach.looked_at)


@database
def nothing_is_left_over(around: Surroundings) -> Finding:
    """No row whose parent is gone, and no table that Mingus did not make."""
    found = _found(around)
    faults = [f"{count} rows of {key.table} have no parent ({key.name})" for key, count in found.orphans]
    faults += [f"nobody knows the table {name}" for name in found.unknown_tables]
    return judged(faults, f"no orphan among {found.reach.words()}, no unknown table", households=found.reach.looked_at)


@configuration
def no_key_is_for_testing(around: Surroundings) -> Finding:
    """None of the vendors' keys is one of those that move no money."""
    names = [setting.name for setting in SCHEMA if setting.group == VENDORS and around.environ.get(setting.name)]
    if not names:
        raise Missing("no credential: no vendor's key is set here")
    faults = [f"{name} is for testing" for name in names if TEST_KEY.search(around.environ[name])]
    return judged(faults, f"none of {len(names)} vendors' settings is for testing", settings=len(names))


@static
def no_key_stands_in_the_tree(around: Surroundings) -> Finding:
    """The scan of the whole tree finds no secret."""
    return secrets.tree_finding(around)


@static
def nothing_of_a_run_is_tracked(around: Surroundings) -> Finding:
    """No log, database, dump or .env is part of the sources, and git is told to pass over them."""
    files = around.tree.files()
    faults = [f"{path} is left from a run" for path in files if any(fnmatch(path, name) for name in _patterns(path))]
    ignored = around.tree.read(".gitignore").splitlines() if around.tree.has(".gitignore") else []
    faults += [f".gitignore does not name {name}" for name in IGNORED if name not in ignored]
    return judged(faults, f"none of {len(files)} files is left from a run", files=len(files))


def _found(around: Surroundings) -> clean.Found:
    def look() -> clean.Found:
        with around.database() as connection:
            return clean.find(connection)

    return around.once("clean", look)


def _patterns(path: str) -> tuple[str, ...]:
    """In the tests, a database or a log may be what is tested with."""
    return ("*.pyc", ".env") if path.startswith("tests/") else LEFT_BEHIND


BOXES = (
    Box(
        "1.2.1",
        "No made-up people among the real ones",
        all_of=(nobody_is_made_up,),
        passes="no household made by a program, no address at a test domain",
        fix="`mingus db clean` shows them, `mingus db clean --apply` removes them after a backup.",
    ),
    Box(
        "1.2.2",
        "No leftovers of development in the database",
        all_of=(nothing_is_left_over,),
        passes="no row without its parent, no table that Mingus did not make",
        fix="`mingus db clean` shows them, `mingus db clean --apply` removes them after a backup.",
    ),
    Box(
        "1.2.3",
        "No test keys, neither set nor written down",
        all_of=(no_key_is_for_testing, no_key_stands_in_the_tree),
        passes="no vendor's key is a test key; the scan of the tree finds none",
        fix="`mingus config check --env production` names the setting; put the live key into the environment.",
    ),
    Box(
        "1.2.4",
        "No logs, databases or dumps in the sources",
        all_of=(nothing_of_a_run_is_tracked,),
        passes="no such file is tracked; .gitignore names them",
        fix="`git rm --cached FILE`, and a line in .gitignore.",
    ),
)
