"""Argon2id, one hash at a time: a storm of sign-ins must not take the processor and the memory from everyone else."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import BoundedSemaphore
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from mingus.core.errors import Refused, Unavailable
from mingus.core.settings import Settings
from mingus.identity import breaches
from mingus.identity.rules import check_password, normalised, stands_alone
from mingus.identity.service import Chooser

MAX_WAIT_SECONDS: Final = 0.1
RETRY_AFTER_SECONDS: Final = 2
LEAKED: Final = "This password has been seen in a leak of another site, so it is guessed first. Try other words."

_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)  # OWASP's first choice for Argon2id
# Stands for people who do not exist: today's settings, zeros for salt and hash. No password is known to give it.
_NOBODYS_HASH: Final = f"$argon2id$v=19$m=19456,t=2,p=1${'A' * 22}${'A' * 43}"
_one_at_a_time: Final = BoundedSemaphore(1)


@dataclass(frozen=True)
class Chosen:
    """A new password that was taken; `needs_factor` when it is too short to stand alone."""

    hash: str = field(repr=False)
    needs_factor: bool


def check_new(
    settings: Settings, password: str, *, known_words: Iterable[str] = (), has_second_factor: bool = False
) -> None:
    """Raises Refused, naming `password`, for one that the rules refuse or that has leaked. Outside any transaction."""
    check_password(password, known_words=known_words, has_second_factor=has_second_factor)
    if breaches.is_breached(settings, password):
        raise Refused(LEAKED, fields={"password": LEAKED})


def chosen(settings: Settings, by: Chooser, password: str) -> Chosen:
    """A new password of somebody who has one. Raises what `check_new` and `hashed` raise. Outside any transaction."""
    check_new(settings, password, known_words=by.known_words, has_second_factor=by.has_second_factor)
    return Chosen(hashed(password), needs_factor=not stands_alone(password))


def hashed(password: str) -> str:
    """What is stored of a password. Raises Unavailable when others are waiting already."""
    with _turn():
        return _HASHER.hash(normalised(password))


def is_right(password: str, stored: str | None) -> bool:
    """Whether `password` made the hash `stored`. Without one the same work is done, and the answer is no."""
    with _turn():
        try:
            return _HASHER.verify(stored or _NOBODYS_HASH, normalised(password)) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with other settings than today's, so that it should be made again."""
    return _HASHER.check_needs_rehash(stored)


@contextmanager
def _turn() -> Iterator[None]:
    if not _one_at_a_time.acquire(timeout=MAX_WAIT_SECONDS):
        raise Unavailable(
            "Many people are signing in right now. Please try again in a moment.",
            retry_after_seconds=RETRY_AFTER_SECONDS,
        )
    try:
        yield
    finally:
        _one_at_a_time.release()
