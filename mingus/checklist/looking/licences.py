"""Licences of what Mingus installs: read from the packages themselves, compared with those we may pass on."""

import re
from collections.abc import Iterator
from importlib import metadata

from mingus.checklist.rules import Finding, looked_at
from mingus.checklist.surroundings import Surroundings

LOCK = "requirements/run.txt"
NAMED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", re.MULTILINE)
ALLOWED = frozenset(
    {
        *(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "ISC",
            "MIT",
            "MIT-0",
            "MIT-CMU",
            "PSF-2.0",
            "Unlicense",
        ),
        *("MPL-2.0", "LGPL-3.0-only"),  # used as they are, as libraries, whose own changes would be given back
    }
)
WORDS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-3-Clause",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
    "The Unlicense (Unlicense)": "Unlicense",
    "Python Software Foundation License": "PSF-2.0",
    "PSFL": "PSF-2.0",
}


def licences_are_known(around: Surroundings) -> Finding:
    """Every package that is locked and installed has a licence under which we may use and pass it on."""
    names = NAMED.findall(around.tree.read(LOCK))
    installed = [(name, found) for name in names if (found := licence_of(name)) is not None]
    faults = [f"{name} has {licence or 'no licence at all'}" for name, licence in installed if not is_allowed(licence)]
    return looked_at(len(installed), faults, f"{len(installed)} of {len(names)} locked packages have a fitting licence")


def licence_of(name: str) -> str | None:
    """The licence as an SPDX expression, '' when the package says none; None when it is not installed here."""
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    said = (*(found.get_all("License-Expression") or ()), *(found.get_all("License") or ()))
    expression = next((str(words).strip() for words in said if str(words).strip()), "")
    if expression and "\n" not in expression:
        return WORDS.get(expression, expression)
    return " OR ".join(dict.fromkeys(_classified(found))) or _headed(name)


def _headed(name: str) -> str:
    """What the head of a licence that lies beside the package calls itself, where its description says nothing."""
    for path in metadata.files(name) or ():
        if path.name.upper().startswith(("LICENSE", "LICENCE", "COPYING")):
            head = path.read_text().strip().partition("\n")[0].strip()
            return WORDS.get(head, "")
    return ""


def is_allowed(expression: str) -> bool:
    """Whether one choice of the expression asks for nothing but allowed licences."""
    choices = [choice for choice in re.split(r"\bOR\b", expression.replace("(", "").replace(")", "")) if choice.strip()]
    return any(all(part.strip() in ALLOWED for part in re.split(r"\bAND\b", choice)) for choice in choices)


def _classified(found: metadata.PackageMetadata) -> Iterator[str]:
    for classifier in found.get_all("Classifier") or ():
        kind, _, words = str(classifier).rpartition(" :: ")
        if kind.startswith("License"):
            yield WORDS.get(words, words)
