"""Whatever a test points its process at, the next finds its own again."""

import subprocess
import sys

import pytest
from sqlalchemy import QueuePool

from mingus.core import cache, db
from mingus.core.command import prepare
from mingus.core.crypto import keeping
from mingus.core.settings import Settings
from tests.conftest import SECRETS
from tests.databases import Scratch
from tests.process_state import as_it_was


def held() -> list[object]:
    return [db.engine(), keeping._ring[0], cache.is_used()]


def test_what_a_test_starts_hears_control_c() -> None:
    ignored = "import signal; print(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)"
    assert subprocess.run([sys.executable, "-c", ignored], capture_output=True, check=True).stdout == b"False\n"


@pytest.mark.usefixtures("app")
def test_a_command_of_another_database_with_other_keys_and_a_redis_is_forgotten(
    scratch_database: Scratch, configuration: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = {**SECRETS, "FIELD_ENCRYPTION_KEY": "d" * 32, "REDIS_URL": "redis://127.0.0.1:9/0"}
    for name, value in {**other, "FLASK_ENV": "testing", "DATABASE_URL": scratch_database.app}.items():
        monkeypatch.setenv(name, value)
    found = held()
    with as_it_was(), prepare(is_checked=False):
        assert all(now != before for now, before in zip(held(), found, strict=True))
    assert held() == found
    pool = db.engine().pool
    assert isinstance(pool, QueuePool)
    assert pool.size() == configuration.database_pool_size
    with db.transaction(db.GLOBAL) as session:
        keeping._ring[0].check(session)
