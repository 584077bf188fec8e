"""Evidence that something was done: signed records in one chain, which show when anybody changes or removes one.

    store = evidence.of_home(home, os.environ)
    store.append(evidence.Draft("15.1.2", "drill", "A backup was restored.", timedelta(days=90), exit_code=0))
    evidence.judge(store.latest("15.1.2"), now=clock.now(), max_age=timedelta(days=30))

Whoever has the key and the folder can write a chain anew; against that helps only a copy of the head elsewhere.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from mingus.core.evidence.faults import Fault
from mingus.core.evidence.judgement import Judgement, State, judge
from mingus.core.evidence.keys import Keys
from mingus.core.evidence.reading import Found, Head
from mingus.core.evidence.records import KINDS, Artefact, Attachment, Draft, Figure, Kind, Record, is_id
from mingus.core.evidence.store import Store
from mingus.core.evidence.surroundings import Commit, commit_of, host, operator

__all__ = [
    "KINDS",
    "Artefact",
    "Attachment",
    "Commit",
    "Draft",
    "Fault",
    "Figure",
    "Found",
    "Head",
    "Judgement",
    "Keys",
    "Kind",
    "Record",
    "State",
    "Store",
    "commit_of",
    "host",
    "is_id",
    "judge",
    "of_home",
    "operator",
]


def of_home(home: Path, environ: Mapping[str, str], *, trusted: Iterable[Path] = ()) -> Store:
    """The store of an installation: HOME/evidence, signed by its key in HOME/secrets; nothing is made by asking."""
    keys = Keys(home / "secrets", folders=trusted, listed=environ.get("EVIDENCE_TRUSTED_KEYS", ""))
    return Store(home / "evidence", keys)
