"""A certificate can be checked, and a changed one is found out."""

from pydantic import SecretStr

from mingus.core.clock import now
from mingus.core.ids import new_id
from mingus.core.settings import Settings
from mingus.privacy import certificates
from mingus.privacy.service.leaving import Farewell


def farewell() -> Farewell:
    person_id, household_id = new_id(), new_id()
    return Farewell(person_id, now(), [household_id], [], {"people": 1, "goals": 3}, [f"person:{person_id}"], 7)


def test_what_was_issued_holds_and_names_nobody(configuration: Settings) -> None:
    gone = farewell()
    certificate = certificates.issue(configuration, gone)
    assert certificates.holds(configuration, certificate)
    assert certificate["rows_deleted"] == 4
    assert certificate["rows_by_table"] == {"people": 1, "goals": 3}
    text = certificates.pretty(certificate)
    assert str(gone.person_id) not in text
    assert str(gone.erased[0]) not in text


def test_a_changed_one_does_not_hold(configuration: Settings) -> None:
    certificate = certificates.issue(configuration, farewell())
    assert not certificates.holds(configuration, {**certificate, "rows_deleted": 5})
    assert not certificates.holds(configuration, {**certificate, "signature": "AAAA"})
    assert not certificates.holds(configuration, {})


def test_it_holds_after_the_key_has_changed_and_nowhere_else(configuration: Settings) -> None:
    certificate = certificates.issue(configuration, farewell())
    former = configuration.field_encryption_key.get_secret_value()
    rotated = configuration.model_copy(
        update={
            "field_encryption_key": SecretStr("z" * 32),
            "field_encryption_keys_old": SecretStr(f"y{'x' * 31},{former}"),
        }
    )
    assert certificates.holds(rotated, certificate)
    elsewhere = configuration.model_copy(update={"field_encryption_key": SecretStr("z" * 32)})
    assert not certificates.holds(elsewhere, certificate)
