"""What somebody who watches over Mingus hears of: one log line each, named as in the OWASP Logging Vocabulary.

Lines carry `"kind": "security"`, the request's id, its route, and who it was as `user_ref`; never what was typed. Names
that the vocabulary lacks are marked as ours. What is not built yet is not listed.
"""

import logging
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import structlog

from mingus.core.logs import user_ref

log = structlog.get_logger()

INFO, WARNING = logging.INFO, logging.WARNING


@dataclass(frozen=True)
class Kind:
    """One name: how urgent it is, what it means, where it is said."""

    name: str
    level: int
    meaning: str
    where: str
    is_ours: bool = False


KINDS: Final = (
    Kind("authn_login_success", INFO, "Somebody signed in.", "core.events"),
    Kind("authn_login_fail", WARNING, "A wrong address or password.", "core.events"),
    Kind(
        "authn_login_lock",
        WARNING,
        "Too many tries for one account: closed for a while.",
        "identity.attempts, identity.factor_attempts",
    ),
    Kind("authn_step_up", INFO, "Somebody confirmed that it is them.", "core.events", is_ours=True),
    Kind("authn_step_up_fail", WARNING, "Somebody signed in could not confirm it.", "core.events", is_ours=True),
    Kind("authn_second_factor_fail", WARNING, "A right password, then a wrong factor.", "core.events", is_ours=True),
    Kind("authn_factor_added", INFO, "Somebody added a second factor.", "core.events", is_ours=True),
    Kind("authn_factor_removed", WARNING, "A second factor was taken away.", "core.events", is_ours=True),
    Kind("authn_recovery_codes_made", INFO, "Somebody made new recovery codes.", "core.events", is_ours=True),
    Kind("authn_recovery_code_used", WARNING, "A recovery code took a factor's place.", "core.events", is_ours=True),
    Kind(
        "authn_passkey_refused",
        WARNING,
        "A passkey's answer that is not true, or whose counter did not move.",
        "identity.service.factors.passkeys",
        is_ours=True,
    ),
    Kind("authn_browser_remembered", INFO, "A browser is not asked for a while.", "core.events", is_ours=True),
    Kind("authn_browser_forgotten", INFO, "A browser is asked again.", "core.events", is_ours=True),
    Kind("authn_password_change", INFO, "A password was changed.", "core.events"),
    Kind("authn_token_reuse", WARNING, "A refresh token came twice: its sign-in was ended.", "core.events"),
    Kind("authn_token_created", INFO, "Somebody made a token for a program of theirs.", "core.events"),
    Kind("authn_token_revoked", INFO, "Sessions or tokens of a person ended.", "core.events"),
    Kind("authn_logout", INFO, "Somebody signed out.", "core.events", is_ours=True),
    Kind("authn_token_refused", WARNING, "A token forged, expired, or ended.", "identity.authentication", is_ours=True),
    Kind("session_use_after_expire", INFO, "A cookie of a session that is over.", "identity.authentication"),
    Kind("authz_fail", WARNING, "Somebody asked for what they may not have.", "core.security, core.error_pages"),
    Kind("authz_change", INFO, "Somebody came to a household, left it, or got another role.", "core.events"),
    Kind("csrf_fail", WARNING, "A change without a good CSRF token.", "core.error_pages", is_ours=True),
    Kind("malicious_cors", WARNING, "A change that another site's page sent.", "core.error_pages"),
    Kind("host_refused", WARNING, "A request for a host that is not ours.", "core.error_pages", is_ours=True),
    Kind("csp_violation", WARNING, "A browser stopped something on a page of ours.", "ops.pages.reports", is_ours=True),
    Kind("input_validation_fail", INFO, "What came in was refused.", "core.web"),
    Kind("excess_rate_limit_exceeded", WARNING, "A limit was reached.", "core.web"),
    Kind("crypt_decrypt_fail", WARNING, "Something sealed does not open.", "core.crypto.sealing, core.crypto.ring"),
    Kind("sys_crypto_key_use", INFO, "A process took a root key; `kid` says which.", "app", is_ours=True),
    Kind(
        "sys_crypto_key_made", INFO, "A data key of a person or household began.", "core.crypto.keeping", is_ours=True
    ),
    Kind("sys_crypto_key_rotated", INFO, "Data keys were moved to another root key.", "core.events", is_ours=True),
    Kind("authz_admin", WARNING, "An operator may read a household, or may no more.", "core.events"),
    Kind("privilege_permissions_changed", WARNING, "Somebody became an operator, or is none any more.", "core.events"),
    Kind("audit_chain_broken", WARNING, "A line of the audit log does not follow.", "ops.jobs", is_ours=True),
    Kind("breach_check_failed", WARNING, "Nobody said if a password leaked.", "identity.breaches", is_ours=True),
    Kind("user_created", INFO, "Somebody joined.", "core.events"),
    Kind("authn_new_device", WARNING, "Somebody signed in with a device not seen before.", "core.events", is_ours=True),
    Kind("user_updated", INFO, "Somebody changed what they say about themselves.", "core.events"),
)
_BY_NAME: Final = {kind.name: kind for kind in KINDS}
AUDITED: Final = {
    "SignedIn": "authn_login_success",
    "SignInFailed": "authn_login_fail",
    "SignedOut": "authn_logout",
    "SignedOutEverywhere": "authn_token_revoked",
    "SignedOutElsewhere": "authn_token_revoked",
    "PersonalTokenCreated": "authn_token_created",
    "PersonalTokenRevoked": "authn_token_revoked",
    "RefreshTokenReused": "authn_token_reuse",
    "SteppedUp": "authn_step_up",
    "StepUpFailed": "authn_step_up_fail",
    "SecondFactorFailed": "authn_second_factor_fail",
    "FactorAdded": "authn_factor_added",
    "FactorRemoved": "authn_factor_removed",
    "RecoveryCodesMade": "authn_recovery_codes_made",
    "RecoveryCodeUsed": "authn_recovery_code_used",
    "BrowserRemembered": "authn_browser_remembered",
    "BrowserForgotten": "authn_browser_forgotten",
    "PasswordChanged": "authn_password_change",
    "PersonRegistered": "user_created",
    "ProfileChanged": "user_updated",
    "MembershipChanged": "authz_change",
    "KeysRotated": "sys_crypto_key_rotated",
    "AccessOpened": "authz_admin",
    "AccessEnded": "authz_admin",
    "OperatorMade": "privilege_permissions_changed",
    "OperatorEnded": "privilege_permissions_changed",
    "EmailVerified": "user_updated",
    "EmailChanged": "user_updated",
    "EmailChangeUndone": "authn_token_revoked",
    "NewDevice": "authn_new_device",
}
"""Events of the audit log that are lines here too."""


def emit(name: str, **facts: object) -> None:
    """Say that it happened. `facts` are ids and plain words of ours."""
    kind = _BY_NAME[name]
    log.log(kind.level, name, kind="security", **facts)


def audited(event: str, actor_id: UUID | None) -> None:
    """Say it of an event that was just written to the audit log, when it is one of these."""
    if name := AUDITED.get(event):
        emit(name, **({"user_ref": user_ref(actor_id)} if actor_id else {}))
