"""Proving and changing what people sign in with, from start to end, for pages and API alike.

Every try is counted in a transaction of its own before it is looked at; nothing is hashed while a connection is held.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Final, TypeVar

from pydantic import SecretStr
from sqlalchemy.orm import Session

from mingus.core import jobs, limits, settings
from mingus.core.db import GLOBAL, transaction
from mingus.core.errors import Refused
from mingus.core.ids import NIL
from mingus.core.security import Principal
from mingus.identity import passwords, service
from mingus.identity.rules import email_key
from mingus.identity.rules.links import Purpose
from mingus.identity.schemas import EmailChange, Known, PasswordChange, Visitor, Whose
from mingus.identity.service import credentials, links, mails
from mingus.identity.service.links import Link

REQUESTS_PER_NETWORK: Final = 20
LINKS_PER_NETWORK: Final = 30
CHANGES: Final = 5
NEW_PASSWORDS: Final = 10  # those that were refused count too
WINDOW: Final = timedelta(minutes=15)
FORGOT_LIMIT: Final = f"{REQUESTS_PER_NETWORK} in 15 minutes from a network; {mails.AT_MOST} mails an hour to a person"
LINK_LIMIT: Final = f"{LINKS_PER_NETWORK} in 15 minutes from a network"
PASSWORD_LIMIT: Final = f"{NEW_PASSWORDS} in 15 minutes for a person"
EMAIL_LIMIT: Final = f"{CHANGES} new addresses in an hour for a person"
AGAIN_LIMIT: Final = f"{mails.AT_MOST} mails in an hour to a person"
UNCHANGED: Final = "This is the password you have. Choose another."
TOKEN_CHARACTERS: Final = 43

Begun = TypeVar("Begun")


def forgot(email: str, visitor: Visitor) -> None:
    """Have a link mailed to whoever has this address. A stranger's address costs the same, and nothing tells.

    Raises TooManyRequests.
    """
    _count(f"forgot|{visitor.network}", REQUESTS_PER_NETWORK, WINDOW)
    known = service.find(email_key(email))
    with transaction(GLOBAL) as db:
        jobs.enqueue(db, mails.MAIL_RESET_LINK, person_id=known.person_id if known else NIL)


def look(purpose: Purpose, token: str, visitor: Visitor) -> Link:
    """The link when it is good, unspent. Raises Refused when it has ended, TooManyRequests."""
    _count(f"link|{visitor.network}", LINKS_PER_NETWORK, WINDOW)
    link = links.look(purpose, token) if len(token) == TOKEN_CHARACTERS else None
    if link is None:
        raise Refused(links.ENDED)
    return link


def reset(link: Link, token: str, password: SecretStr) -> None:
    """Replace a forgotten password by a link that was looked at: a weak one does not use it up.

    Raises Refused for an ended link, and for a weak password naming the field.
    """
    fresh = passwords.chosen(settings.current(), chooser(link), password.get_secret_value())
    with transaction(link.household_id) as db:
        spent = links.spend(db, Purpose.RESET_PASSWORD, token)
        credentials.reset_password(db, spent, fresh.hash, needs_factor=fresh.needs_factor)


def follow(purpose: Purpose, token: str, visitor: Visitor) -> None:
    """Do what a link that needs no further answer is for. Raises Refused when it has ended."""
    link = look(purpose, token, visitor)
    act: Callable[[Session, Link], None] = {
        Purpose.VERIFY_EMAIL: credentials.verify_email,
        Purpose.CHANGE_EMAIL: credentials.confirm_email_change,
        Purpose.UNDO_EMAIL_CHANGE: credentials.undo_email_change,
    }[purpose]
    with transaction(link.household_id) as db:
        act(db, links.spend(db, purpose, token))
        if purpose is Purpose.UNDO_EMAIL_CHANGE:
            jobs.enqueue(db, mails.MAIL_RESET_LINK, person_id=link.person_id)


def send_verification(who: Principal) -> None:
    """Mail the link that proves the address once more; where Mingus sends no mail, the address is taken as proven."""
    to = mails.addressee(who.person_id)
    if to is None or to.verified_at is not None:
        return
    with transaction(who.household_id) as db:
        if settings.sends_mail():
            mails.verification(db, to)
        else:
            credentials.verify_email(db, to)


def change_password(who: Principal, given: PasswordChange, begin: Callable[[Session, Known], Begun]) -> Begun:
    """Replace the password, end everything signed in, and answer what `begin` makes for the one who did it.

    What `begin` makes is confirmed since when the one before it was, no later. Whether it was, the edges ask.
    Raises Refused naming the field, TooManyRequests, Unavailable.
    """
    _count(f"new password|{who.person_id}", NEW_PASSWORDS, WINDOW)
    before, typed = chooser(who), given.new_password.get_secret_value()
    try:
        if passwords.is_right(typed, before.password_hash):
            raise Refused(UNCHANGED)
        fresh = passwords.chosen(settings.current(), before, typed)
        with transaction(who.household_id) as db:
            known = credentials.change_password(db, who, fresh.hash, needs_factor=fresh.needs_factor)
            still = replace(known, is_confirmed=who.stepped_up_at is not None, confirmed_at=who.stepped_up_at)
            return begin(db, still)
    except Refused as weak:
        raise Refused(str(weak), fields={"new_password": str(weak)}) from None


def chooser(whose: Whose) -> service.Chooser:
    """Whoever chooses a new password, as the rules need to know them."""
    with transaction(whose.household_id, read_only=True) as db:
        return service.chooser(db, whose.person_id)


def change_email(who: Principal, given: EmailChange) -> None:
    """Mail a link to the new address, which counts once it was followed. Raises Refused naming the field."""
    _count(f"change e-mail|{who.person_id}", CHANGES, timedelta(hours=1))
    with transaction(who.household_id) as db:
        credentials.ask_email_change(db, who, given.email)


def _count(key: str, at_most: int, within: timedelta) -> None:
    with transaction(GLOBAL) as db:
        limits.count(db, key, at_most=at_most, within=within)
