"""What happened to a transaction, in words: from the plain words that the audit log keeps."""

from typing import Final

_DEEDS: Final = {
    "added": "added it by hand",
    "filed": "changed the category",
    "split": "split it",
    "unsplit": "made it whole again",
    "deleted": "deleted it",
    "restored": "brought it back",
    "document added": "attached a file",
    "document removed": "removed a file",
    "reset": "went back to what the bank says",
}
_FIELDS: Final = {"description": "name", "type": "direction"}


def sentence(change: str, *, is_me: bool, is_person: bool) -> str:
    """“You changed the amount and the date.” Unknown words are shown as they are."""
    who = "You" if is_me else ("Someone in your household" if is_person else "Mingus")
    verb, *fields = change.split()
    deed = f"changed the {_listed(fields)}" if verb == "edited" and fields else _DEEDS.get(change, change)
    return f"{who} {deed}."


def _listed(fields: list[str]) -> str:
    words = [_FIELDS.get(field, field) for field in fields]
    if len(words) == 1:
        return words[0]
    return f"{', the '.join(words[:-1])} and the {words[-1]}"
