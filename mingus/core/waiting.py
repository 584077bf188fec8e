"""How long a process waits for the database: pages give up soon, jobs and commands are patient."""

from dataclasses import dataclass
from typing import Final, Self

from mingus.core.settings import Settings


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long a process waits for the database before it gives up, in seconds."""

    pool: int = 2
    recycle: int = 300
    connect: int = 5
    statement: int = 30
    lock: int = 10
    idle: int = 60
    through_pooler: bool = False
    """Whether the address is a pooler's, which takes no settings of a session."""

    @classmethod
    def of(cls, settings: Settings, *, patient: bool = False) -> Self:
        """What `settings` say for pages; `patient` for jobs and commands, whose statements may take long."""
        job = settings.database_job_timeout_seconds
        return cls(
            pool=settings.database_pool_wait_seconds,
            recycle=settings.database_pool_recycle_seconds,
            connect=settings.database_connect_timeout_seconds,
            statement=job if patient else settings.database_statement_timeout_seconds,
            lock=job if patient else settings.database_lock_timeout_seconds,
            idle=settings.database_idle_timeout_seconds,
            through_pooler=settings.pooled,
        )

    @property
    def limits(self) -> dict[str, str]:
        """The same in PostgreSQL's names."""
        return {
            "statement_timeout": f"{self.statement}s",
            "lock_timeout": f"{self.lock}s",
            "idle_in_transaction_session_timeout": f"{self.idle}s",
        }


USUAL: Final = Waiting()
