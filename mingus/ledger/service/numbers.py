"""Account numbers: sealed, and found again by a blind index that tells nothing else."""

from uuid import UUID

from mingus.core import crypto


def number_index(household_id: UUID, number: str | None) -> bytes | None:
    """How an account is found by its number, however it is written; None without a number."""
    plain = "".join(character for character in (number or "").casefold() if character.isalnum())
    return crypto.blind_index("accounts.number", f"{household_id}|{plain}") if plain else None
