"""What happens with suggestions, for the audit log: that somebody decided, never on what."""

from mingus.core.happening import Event


class AdviceDecided(Event):
    """The actor decided about a suggestion. `change`: accepted, dismissed, snoozed, done, or taken back."""

    change: str
