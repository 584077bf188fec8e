"""What a look raises instead of answering: the box is then unknown or stale, never passed."""


class Missing(Exception):
    """Its words say what is missing: no credential, no network, no tool, no evidence yet. Unknown."""


class Outdated(Exception):
    """Its words say what was good once and is too old now. Stale."""
