"""What can go wrong, in words a page can show. Services raise these; only `core.web` turns them into HTTP."""

from collections.abc import Mapping


class MingusError(Exception):
    """Base of every error Mingus raises on purpose: `status` is its HTTP status, `exit_code` the command's."""

    status = 500
    code = "error"
    security_event = ""  # its name in core.security_events, when somebody watching should hear of it
    exit_code = 70  # EX_SOFTWARE of sysexits.h; the others below are from there too


class ConfigurationError(MingusError):
    """The process must not start."""

    code = "configuration"
    exit_code = 78


class UsageError(MingusError):
    """A command was called with words it does not take."""

    code = "usage"
    exit_code = 64


class NotFound(MingusError):
    """No such thing, or not yours: callers cannot tell which, on purpose."""

    status = 404
    code = "not_found"
    exit_code = 64


class Refused(MingusError):
    """A rule of the business says no. The message is shown as it stands; `fields` names the inputs at fault."""

    status = 422
    code = "refused"
    exit_code = 65

    def __init__(self, message: str, *, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = dict(fields or {})


class BadFile(Refused):
    """A file that Mingus can't take. The message says what is wrong and, where it can, where."""

    code = "bad_file"


class TooLarge(BadFile):
    """More than the limit; refused before it was read."""

    status = 413
    code = "too_large"


class Unauthorized(MingusError):
    """Nobody is signed in, or the token is not good."""

    status = 401
    code = "unauthorized"


class Forbidden(MingusError):
    """Signed in, and yet not allowed: a wrong CSRF token, a role that may not."""

    status = 403
    code = "forbidden"
    security_event = "authz_fail"


class UnsupportedMedia(MingusError):
    """A body of a kind that is not taken here."""

    status = 415
    code = "unsupported_media_type"


class Conflict(MingusError):
    """The thing has changed meanwhile, or the same is going on already."""

    status = 409
    code = "conflict"


class Unavailable(MingusError):
    """A part we depend on did not answer. `retry_after_seconds` says when it is worth trying again."""

    status = 503
    code = "unavailable"

    def __init__(self, message: str, *, retry_after_seconds: int = 5) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class TooManyRequests(Unavailable):
    """A limit was reached; it lifts after `retry_after_seconds`."""

    status = 429
    code = "too_many_requests"
