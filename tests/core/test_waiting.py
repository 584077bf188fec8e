"""How long a process waits: as the settings say, and longer where nobody sits before a page."""

from mingus.core.settings import Settings
from mingus.core.waiting import Waiting


def test_pages_wait_as_the_settings_say(configuration: Settings) -> None:
    waiting = Waiting.of(configuration)
    assert waiting.statement == configuration.database_statement_timeout_seconds
    assert waiting.limits == {
        "statement_timeout": f"{configuration.database_statement_timeout_seconds}s",
        "lock_timeout": f"{configuration.database_lock_timeout_seconds}s",
        "idle_in_transaction_session_timeout": f"{configuration.database_idle_timeout_seconds}s",
    }


def test_the_patient_may_take_long_over_a_statement_and_a_lock(configuration: Settings) -> None:
    patient = Waiting.of(configuration, patient=True)
    assert patient.statement == patient.lock == configuration.database_job_timeout_seconds
    assert patient.pool == Waiting.of(configuration).pool
