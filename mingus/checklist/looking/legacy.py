"""Old SQLite files: those that docs/legacy.yaml declares, and those that lie about undeclared."""

from collections.abc import Callable
from typing import Final

from mingus.checklist.documents.heads import Head
from mingus.checklist.documents.reading import DocumentError, Paper, yaml_of
from mingus.checklist.looking import papers
from mingus.checklist.rules import Finding, judged, not_applicable
from mingus.checklist.surroundings import Surroundings

PATH: Final = "docs/legacy.yaml"
ENDINGS: Final = (".sqlite", ".sqlite3", ".db", ".db3")


class OldFiles(Paper):
    """The list. `files` are paths, of the tree or of the machine."""

    head: Head
    files: tuple[str, ...]


def declared(around: Surroundings) -> tuple[str, ...]:
    """The old files to be taken over. Raises DocumentError for a list that is none, Outdated for one to be reviewed."""
    document = papers.current(around, PATH)
    try:
        return OldFiles.model_validate(yaml_of(document.body, document.path)).files
    except ValueError:
        raise DocumentError(f"{PATH}: needs a head and files, a list of paths") from None


def where_there_are_any(look: Callable[[Surroundings], Finding]) -> Callable[[Surroundings], Finding]:
    """The look, for installations that declare an old file; n/a for others, unless a file lies there undeclared."""

    def the_old_files(around: Surroundings) -> Finding:
        files = declared(around)
        forgotten = [path for path in around.tree.files(endings=ENDINGS) if path not in files]
        if forgotten:
            return judged([f"{path} is an old database that {PATH} does not name" for path in forgotten], "")
        if not files:
            return not_applicable(f"no old SQLite file is declared in {PATH}, and none lies in the tree")
        return look(around)

    the_old_files.__name__ = look.__name__
    return the_old_files
