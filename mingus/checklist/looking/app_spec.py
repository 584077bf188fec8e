"""`.do/app.yaml`: the description of the app from which DigitalOcean builds it."""

from typing import Any

import yaml

from mingus.checklist.looking.stores import NoAnswer
from mingus.checklist.missing import Missing
from mingus.checklist.surroundings import Surroundings

PATH = ".do/app.yaml"


def app_spec(around: Surroundings) -> dict[str, Any]:
    """The description. Missing while there is none; raises NoAnswer when it is none."""
    if not around.tree.has(PATH):
        raise Missing(f"not built: the app's description {PATH}, which comes with `mingus launch`")
    try:
        found = yaml.safe_load(around.tree.read(PATH))
    except yaml.YAMLError:
        raise NoAnswer(f"{PATH} is not YAML") from None
    if not isinstance(found, dict):
        raise NoAnswer(f"{PATH} describes no app")
    return found


def parts(spec: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Its services, workers or jobs."""
    found = spec.get(kind) or []
    return [part for part in found if isinstance(part, dict)] if isinstance(found, list) else []
