from threading import Thread

import pytest
from argon2 import PasswordHasher
from argon2 import extract_parameters as parameters_of

from mingus.core.errors import Unavailable
from mingus.identity import passwords


def test_a_password_opens_its_own_hash_only() -> None:
    stored = passwords.hashed("four unrelated blue words")
    assert passwords.is_right("four unrelated blue words", stored)
    assert not passwords.is_right("four unrelated blue word", stored)
    assert not passwords.is_right("four unrelated blue words ", stored)


def test_the_hash_is_argon2id_as_decided() -> None:
    settings = parameters_of(passwords.hashed("x"))
    assert (settings.type.name, settings.memory_cost, settings.time_cost, settings.parallelism) == ("ID", 19456, 2, 1)


def test_composed_and_decomposed_letters_are_the_same_password() -> None:
    assert passwords.is_right("cafe\u0301 au lait at noon", passwords.hashed("café au lait at noon"))


@pytest.mark.parametrize("guess", ["", "nobody has this password", "\0", "A" * 256])
def test_nobodys_password_is_never_right(guess: str) -> None:
    assert not passwords.is_right(guess, None)


def test_nobodys_hash_is_checked_with_the_same_settings_as_everyones() -> None:
    assert parameters_of(passwords._NOBODYS_HASH) == parameters_of(passwords.hashed("x"))


def test_a_damaged_hash_lets_nobody_in() -> None:
    assert not passwords.is_right("x", "$argon2id$broken")
    assert not passwords.is_right("x", "")


def test_a_hash_of_other_settings_is_outdated_and_still_opens() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("four unrelated blue words")
    assert passwords.is_outdated(old)
    assert passwords.is_right("four unrelated blue words", old)
    assert not passwords.is_outdated(passwords.hashed("x"))


def test_who_would_wait_too_long_is_told_when_to_come_back() -> None:
    refusals: list[Unavailable] = []

    def arrive() -> None:
        try:
            passwords.hashed("x")
        except Unavailable as refusal:
            refusals.append(refusal)

    with passwords._turn():  # somebody's hash takes long
        late = Thread(target=arrive)
        late.start()
        late.join()
    assert [refusal.retry_after_seconds for refusal in refusals] == [2]
    assert passwords.hashed("the next one gets a turn")
