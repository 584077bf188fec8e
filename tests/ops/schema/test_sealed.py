"""What must be sealed is, with keys that are there; a value in the open is counted, never shown."""

import pytest
from pydantic import SecretStr
from sqlalchemy import Connection

from mingus.core.crypto import ring_of
from mingus.ops import schema
from mingus.ops.schema import SealedColumn
from tests.ops.schema.conftest import Lived


def test_what_the_product_seals_is_sealed(looking: Connection, seeing_all: Connection) -> None:
    for connection in (looking, seeing_all):
        found = schema.sealed(connection)
        assert found.open == 0
        assert {(column.table, column.column) for column in found.columns} >= {
            ("accounts", "number_sealed"),
            ("data_keys", "wrapped"),
            ("import_statements", "number_sealed"),
            ("people", "first_name_sealed"),
            ("people", "last_name_sealed"),
            ("upload_chunks", "sealed"),
        }
        assert SealedColumn("accounts", "number_sealed", 1, 0) in found.columns


def test_a_value_in_the_open_is_counted(lived: Lived, looking: Connection) -> None:
    lived.scratch.run(
        "UPDATE people SET first_name_sealed = 'Alice'",
        "UPDATE accounts SET number_sealed = 'DE02120300000000202051 is the number'",
    )
    found = schema.sealed(looking)
    assert SealedColumn("people", "first_name_sealed", 1, 1) in found.columns
    assert SealedColumn("accounts", "number_sealed", 1, 1) in found.columns
    assert found.open == 2


def test_the_right_key_is_recognised(lived: Lived, looking: Connection) -> None:
    found = schema.keys(looking, ring_of(lived.configuration))
    assert (found.canary, found.missing, found.percent_current) == ("right", (), 100)
    assert found.registered == (found.current,) == found.configured


def test_a_wrong_key_is_told(lived: Lived, looking: Connection) -> None:
    other = lived.configuration.model_copy(update={"field_encryption_key": SecretStr("d" * 32)})
    found = schema.keys(looking, ring_of(other))
    right = schema.keys(looking, ring_of(lived.configuration)).current
    assert (found.canary, found.missing, found.percent_current) == ("none yet", (right,), 0)
    lived.scratch.run("UPDATE key_registry SET canary = '0123456789abcdef'")
    assert schema.keys(looking, ring_of(lived.configuration)).canary == "wrong"


def test_every_password_is_hashed_well_enough(looking: Connection) -> None:
    found = schema.password_hashes(looking)
    assert (found.total, found.weak, found.kinds) == (1, 0, (("$argon2id$v=19$m=19456,t=2,p=1$", 1),))


@pytest.mark.parametrize("weak", ["$argon2id$v=19$m=19455,t=2,p=1$a$b", "$argon2i$v=19$m=65536,t=3,p=4$a$b", "secret"])
def test_a_weak_hash_is_counted(lived: Lived, looking: Connection, weak: str) -> None:
    lived.scratch.run(f"UPDATE people SET password_hash = '{weak}'")
    assert schema.password_hashes(looking).weak == 1
