"""What the privacy and cookie pages list: every cookie, and how long each kind of thing is kept.

Tests compare the first with what the code sets, and the second with docs/retention.yaml and core/retention.py.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from mingus.core import retention


@dataclass(frozen=True)
class Cookie:
    """A cookie as people read of it; `is_host` when its name begins with __Host- wherever TLS allows it."""

    name: str
    why: str
    lasts: str
    is_host: bool = True


@dataclass(frozen=True)
class Kept:
    """A kind of thing that is kept, by its name in docs/retention.yaml, and for how long in words."""

    kind: str
    what: str
    how_long: str


def _words(span: timedelta) -> str:
    return f"{span.days} days" if span.days > 1 else f"{int(span.total_seconds() // 3600)} hours"


COOKIES: Final = (
    Cookie("session", "Keeps you signed in. Random; what it stands for is on the server.", "until you sign out"),
    Cookie(
        "visitor", "Protects the sign-in and registration forms from other sites. Random.", "until the browser closes"
    ),
    Cookie("device", "Recognises a browser you signed in with, so that we can tell you of a new one.", "one year"),
    Cookie(
        "known",
        "Says that the right password was typed here before, so that strangers who guess can’t lock you out.",
        "180 days",
    ),
    Cookie("visit", "Says which household an operator of Mingus is reading. Only operators get it.", "one hour"),
    Cookie("pending", "Holds your place between password and second step. Random.", "10 minutes"),
    Cookie("remembered-…", "Spares you the second step in this browser. Set only when you ask for it.", "30 days"),
    Cookie("flash", "Carries a message such as “Saved” to the next page.", "until the next page"),
    Cookie("terms-later", "Remembers that you want to read before you accept new terms.", "until the browser closes"),
    Cookie("reading-size", "Remembers how large you like the text of articles. Set only when you choose.", "one year"),
    Cookie("attempts", "Opens what you answered in assessments before you signed in. Random.", "30 days"),
    Cookie("theme", "Remembers light or dark. Set only when you choose.", "one year", is_host=False),
)

RETENTION: Final = (
    Kept("documents", "Receipts you attach", "until you remove them, or 30 days after you delete their transaction"),
    Kept("uploads", "Bank files you bring in", "until you discard the import or its account is forgotten"),
    Kept("unconfirmed_uploads", "Bank files you never confirmed", _words(retention.UNCONFIRMED_UPLOADS)),
    Kept(
        "trash", "Accounts, goals, debts and pay days you delete, so that you can restore them", _words(retention.TRASH)
    ),
    Kept("profiles", "What you say about yourself, sealed", "until you take it back, or leave Mingus"),
    Kept("visitor_attempts", "Answers to assessments you take without an account", _words(retention.VISITOR_ATTEMPTS)),
    Kept(
        "library",
        "Articles you save, with your notes, how far you read, how you rated them",
        "until you take them away or delete your account",
    ),
    Kept("data_archives", "Archives in which you take everything along", _words(retention.DATA_ARCHIVES)),
    Kept("sessions", "Which browsers were signed in, after they signed out", _words(retention.SESSIONS)),
    Kept("refresh_tokens", "Sign-ins of programs", _words(retention.REFRESH_TOKENS)),
    Kept("personal_tokens", "Personal tokens, as hashes", f"{_words(retention.PERSONAL_TOKENS)} after they expired"),
    Kept(
        "known_devices",
        "Browsers you signed in with",
        f"{_words(retention.DEVICES)} after they were last used",
    ),
    Kept("one_time_links", "Links in mails, as hashes", f"{_words(retention.LINKS)} after they ended"),
    Kept("mails", "Mails to you, sealed", _words(retention.MAILS)),
    Kept(
        "letters",
        "Which reminders and digests you got",
        f"{_words(retention.LETTERS)}, counted when the next one is written",
    ),
    Kept("check_ins", "Your weekly check-ins, sealed", "until you delete them, or leave Mingus"),
    Kept("wages", "Published wages, about nobody in particular", "until newer ones take their place"),
    Kept("unfinished_sign_ins", "Sign-ins whose second step is still to come", "10 minutes"),
    Kept("unfinished_apps", "Authenticator apps you began to set up", "1 day, and then they are forgotten"),
    Kept("remembered_browsers", "Browsers that are not asked for a second step", "30 days"),
    Kept("invitations", "Invitations to a household, with the address", "30 days after they ended"),
    Kept("former_memberships", "Who left a household", "60 days"),
    Kept("idempotency_keys", "Answers to programs, in case they ask twice", _words(retention.IDEMPOTENCY_KEYS)),
    Kept(
        "rate_limits",
        "Counts of tries to sign in, by hashes that name nobody",
        "60 minutes at most, counted anew after it",
    ),
    Kept("jobs", "Work waiting to be done, as ids", "until it is done"),
    Kept(
        "audit_log",
        "Who did what, as ids and plain words without names or amounts",
        "for good, so that it can be checked",
    ),
    Kept("application_logs", "What the programs said: ids, never names, addresses or amounts", "the newest 10 MB"),
    Kept("database_logs", "What the database said", "the newest 20 MB"),
    Kept("backups", "Copies of the database", "7 days, 4 weeks and 12 months, where whoever runs Mingus makes them"),
)
