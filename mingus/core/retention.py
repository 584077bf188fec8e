"""How long things are kept, in one place. `docs/retention.yaml` says the same to people; the worker prunes by it."""

from datetime import timedelta
from typing import Final

IDEMPOTENCY_KEYS: Final = timedelta(hours=24)  # first answers to writes that may come again
SESSIONS: Final = timedelta(days=30)  # of browsers, after they have ended
REFRESH_TOKENS: Final = timedelta(days=30)  # from sign-in, when they end; then a second use can't be noticed any more
UNFINISHED: Final = timedelta(days=1)  # authenticator apps that were begun and never set up
PERSONAL_TOKENS: Final = timedelta(days=30)  # of people's own programs, after they have expired
UNCONFIRMED_UPLOADS: Final = timedelta(days=30)  # files that nobody confirmed, with what was read of them
DATA_ARCHIVES: Final = timedelta(days=7)  # archives in which people take everything along
LINKS: Final = timedelta(days=30)  # of mails, after they have ended
DEVICES: Final = timedelta(days=365)  # that people were known by, after they were last used
LETTERS: Final = timedelta(days=84)  # that a reminder or digest was written; longer than any rule looks back
MAILS: Final = timedelta(days=30)  # what was written to people, sent or not
VISITOR_ATTEMPTS: Final = timedelta(days=30)  # assessments of visitors, after they last touched them
TRASH: Final = timedelta(days=30)  # deleted accounts and goals, which can be restored until then
ROWS_A_RUN: Final = 10_000  # the most that one run deletes of a kind; the next run goes on
HEAVY_THINGS_A_RUN: Final = 20  # the same for files and accounts, each of which may hold many thousand rows
