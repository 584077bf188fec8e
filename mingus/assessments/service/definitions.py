"""The definition files: read once a process, refused when they are inconsistent.

The newest of each assessment stands in `definitions/`; one that was replaced moves to `definitions/older/`, as
`readiness@1.yaml`, and stays: results name the text they were scored by. `hashes.json` has the hash of each.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

import orjson

from mingus.assessments.models import SLUGS
from mingus.assessments.rules.definition import Definition
from mingus.core.errors import NotFound

FOLDER: Final = Path(__file__).resolve().parents[1] / "definitions"
OLDER: Final = "older"
HASHES: Final = "hashes.json"
SCHEMA: Final = "schema.json"


def current(slug: str) -> Definition:
    """The newest text of an assessment. Raises NotFound."""
    if slug not in SLUGS:
        raise NotFound("There is no such assessment.")
    return _read(FOLDER / f"{slug}.yaml")


def every() -> list[Definition]:
    """The newest text of every assessment, in the order they are offered."""
    return [current(slug) for slug in SLUGS]


def at(slug: str, version: int) -> Definition | None:
    """The text that an attempt names; None when it is not among our files any more."""
    newest = current(slug)
    if newest.version == version:
        return newest
    older = FOLDER / OLDER / f"{slug}@{version}.yaml"
    return _read(older) if older.exists() else None


def hash_of(definition: Definition) -> bytes:
    """What proves which text was asked: the hash of all it says, however the file is written."""
    return bytes.fromhex(_hash(str(_path(definition))))


def hashes() -> dict[str, str]:
    """The hash of every text among our files, by `readiness@1`."""
    paths = [*sorted(FOLDER.glob("*.yaml")), *sorted((FOLDER / OLDER).glob("*.yaml"))]
    return {_read(path).name_with_version: _hash(str(path)) for path in paths}


def released() -> dict[str, str]:
    """The hashes that were committed; a test holds `hashes` against them."""
    return dict(orjson.loads((FOLDER / HASHES).read_bytes()))


def schema() -> bytes:
    """The JSON Schema of a definition file, as it is committed."""
    return orjson.dumps(Definition.model_json_schema(), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n"


def _path(definition: Definition) -> Path:
    newest = FOLDER / f"{definition.slug}.yaml"
    return newest if _read(newest) == definition else FOLDER / OLDER / f"{definition.name_with_version}.yaml"


@cache
def _read(path: Path) -> Definition:
    return Definition.model_validate(_plain(path))


@cache
def _hash(path: str) -> str:
    return hashlib.sha256(orjson.dumps(_plain(Path(path)), option=orjson.OPT_SORT_KEYS)).hexdigest()


def _plain(path: Path) -> Any:
    import yaml  # the web needs it when the first assessment is asked for

    reader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # plain values alone; libyaml's is ten times as fast
    return reader(path.read_bytes()).get_single_data()
