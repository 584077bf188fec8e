"""Six digits of an authenticator app (RFC 6238), and recovery codes: which is which, which step it is."""

import hmac
from datetime import datetime
from io import BytesIO
from typing import Final

STEP_SECONDS: Final = 30
STEPS_ASIDE: Final = 1  # one before and one after: clocks differ, and people type slowly
DIGITS: Final = 6
ISSUER: Final = "Mingus"
RECOVERY_ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's 32: nothing in it looks like another
RECOVERY_CHARACTERS: Final = 28  # of five bits each: 140, which no list of hashes gives away (ASVS 6.5.2, 11.5.1)
_LOOKALIKES: Final = str.maketrans("oilu", "011v")
_GROUP: Final = 4


def is_app_code(typed: str) -> bool:
    """Whether this is six digits, however they are spaced; anything else is taken for a recovery code."""
    digits = _plain(typed)
    return len(digits) == DIGITS and digits.isascii() and digits.isdigit()


def matching_step(secret: str, typed: str, moment: datetime) -> int | None:
    """The step whose code this is: now, the one before or the one after; None for a wrong code.

    All three are compared, so that time tells nothing.
    """
    import pyotp

    code, app = _plain(typed).encode(), pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS)
    present = int(moment.timestamp()) // STEP_SECONDS
    steps = range(present - STEPS_ASIDE, present + STEPS_ASIDE + 1)
    found = [step for step in steps if hmac.compare_digest(app.generate_otp(step).encode(), code)]
    return found[-1] if found else None


def app_address(secret: str, email: str) -> str:
    """The otpauth: address that an authenticator app reads from the picture."""
    import pyotp

    return pyotp.TOTP(secret, digits=DIGITS, interval=STEP_SECONDS).provisioning_uri(name=email, issuer_name=ISSUER)


def picture_of(address: str) -> str:
    """A QR code as the markup of an SVG: no file, no style, dark on light in either theme."""
    import segno

    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True, dark="#000", light="#fff", svgclass="m-qr"
    )
    return drawn.getvalue().decode()


def grouped(text: str) -> str:
    """Text in groups of four, as it is read aloud and typed: 'abcd efgh'."""
    return " ".join(text[start : start + _GROUP] for start in range(0, len(text), _GROUP))


def recovery_form(typed: str) -> str:
    """A recovery code as it is compared, however it was typed: blanks, hyphens and capitals do not matter."""
    return _plain(typed).lower().translate(_LOOKALIKES)


def _plain(typed: str) -> str:
    return "".join(typed.split()).replace("-", "")
