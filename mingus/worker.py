"""The worker's entrance: runs the jobs that packages registered, says that it lives, gives stalled jobs another worker.

`python -m mingus.worker` works every queue until SIGINT or SIGTERM, then ends what it has begun.
"""

import asyncio
import logging
import os
import socket
import sys
from collections.abc import Callable
from typing import Any, Final

import procrastinate
import structlog
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

import mingus
from mingus import app
from mingus.checklist import jobs as checklist_jobs
from mingus.core import db, jobs, logs, settings
from mingus.core.clock import now
from mingus.core.errors import ConfigurationError, MingusError

log = structlog.get_logger()

BY_THE_CLOCK: Final = (checklist_jobs.remind,)  # registered where it stands; app's packages bring the others
CONCURRENCY: Final = 4
HEARTBEAT_SECONDS: Final = 10
STALLED_SECONDS: Final = 60


def main() -> int:
    """Work until told to stop. Returns the process's exit code."""
    logging.getLogger("procrastinate.blueprints").setLevel(logging.ERROR)  # warns of apps in __main__; ours has names
    logs.speak_to_the_end()
    try:
        configuration = settings.load(os.environ)
        app.prepare(configuration, pool_size=CONCURRENCY + 1, patient=True)
    except ConfigurationError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    asyncio.run(_work(build(configuration)))
    return 0


def build(configuration: settings.Settings) -> procrastinate.App:
    """Procrastinate's application with every registered handler and the reaper of stalled jobs."""
    address = make_url(configuration.direct_url).set(drivername="postgresql").render_as_string(hide_password=False)
    connector = procrastinate.PsycopgConnector(
        conninfo=address, min_size=1, max_size=4, kwargs={"prepare_threshold": None}
    )
    queue = procrastinate.App(connector=connector)
    # Procrastinate counts the attempts before this one.
    retry = procrastinate.RetryStrategy(max_attempts=jobs.MAX_ATTEMPTS - 1, exponential_wait=4)
    for handler in jobs.handlers():
        queue.task(name=handler.name, queue=handler.queue, retry=retry)(_logged(handler))
    for due in jobs.periodic_handlers():
        _register_periodic(queue, due)
    _register_reaper(queue)
    return queue


async def _work(queue: procrastinate.App) -> None:
    async with queue.open_async():
        beating = asyncio.create_task(_beat())
        try:
            await queue.run_worker_async(
                queues=[*jobs.QUEUES, "periodic"],
                concurrency=CONCURRENCY,
                delete_jobs="successful",
                shutdown_graceful_timeout=20,
            )
        finally:
            beating.cancel()


async def _beat() -> None:
    while True:
        try:
            await asyncio.to_thread(beat)
        except (DBAPIError, MingusError) as error:  # the database may be back at the next beat
            log.warning("no heartbeat", error=type(error).__name__)
        await asyncio.sleep(HEARTBEAT_SECONDS)


def beat() -> None:
    """Say that this worker is here."""
    values = {"name": f"worker@{socket.gethostname()}", "seen_at": now(), "version": mingus.__version__}
    row = insert(jobs.WorkerHeartbeat).values(values)
    with db.transaction(db.GLOBAL) as session:
        session.execute(row.on_conflict_do_update(index_elements=["name"], set_=values))


def _register_periodic(queue: procrastinate.App, due: jobs.Periodic) -> None:
    """Procrastinate defers each tick once, however many workers there are."""

    @queue.periodic(cron=due.cron)
    @queue.task(name=due.name, queue="periodic", queueing_lock=due.name)
    def tick(timestamp: int) -> None:
        del timestamp
        _logged(jobs.Handler(due.name, lambda: run_if_due(due), "periodic"))()


def run_if_due(due: jobs.Periodic) -> None:
    """Do what is done by the clock, unless it was done a short while ago, and note that it was."""
    with db.transaction(db.GLOBAL, read_only=True) as session:
        last = jobs.last_run(session, due.name)
    if last is not None and last > now() - due.at_most_every:
        return
    due.run()
    with db.transaction(db.GLOBAL) as session:
        jobs.note_run(session, due.name)


def _register_reaper(queue: procrastinate.App) -> None:
    @queue.periodic(cron="* * * * *")
    @queue.task(name="core.give_back_stalled_jobs", queue="periodic", queueing_lock="reaper", pass_context=True)
    async def give_back_stalled_jobs(context: procrastinate.JobContext, timestamp: int) -> None:
        """A worker that died gives its jobs back; a job that keeps killing its worker is given up."""
        del context, timestamp
        for job in await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
            log.warning("stalled job", job=job.task_name, attempts=job.attempts)
            if job.attempts + 1 >= jobs.MAX_ATTEMPTS:
                await queue.job_manager.finish_job(job, procrastinate.jobs.Status.FAILED, delete_job=False)
            else:
                await queue.job_manager.retry_job(job)


def _logged(handler: jobs.Handler) -> Callable[..., None]:
    def run(**ids: Any) -> None:
        structlog.contextvars.bind_contextvars(job=handler.name)
        try:
            handler.run(**ids)
        except Exception as error:
            log.warning("job failed", exc_info=error)
            raise

    return run


if __name__ == "__main__":
    sys.exit(main())
