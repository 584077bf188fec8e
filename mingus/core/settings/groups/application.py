"""Which installation this is, its secrets, and its cookies."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from mingus.core.settings.declaring import ENVIRONMENTS, STRICT, Environment, Rule, Shape, plain, secret
from mingus.core.settings.shapes import Address, Key, Keys, Random
from mingus.core.settings.strict import always, hard_to_guess, off, on, over_tls, within_the_whole

DECLARES = ConfigDict(defer_build=True, frozen=True)
"""For groups: only the whole is ever built."""


class Application(BaseModel):
    """The installation"""

    model_config = DECLARES

    flask_env: Environment = plain(
        "Which environment this is. It chooses the plain values of config/ and how strict Mingus is.",
        "development",
        required_in=STRICT,
        example="production",
    )
    debug: Annotated[bool, Rule(off)] = plain("Flask's debug mode.", default=False)
    flask_debug: Annotated[bool, Rule(off)] = plain("Flask's own name for the same; either turns it on.", default=False)
    public_url: Annotated[Address, Rule(over_tls)] = plain(
        "The address people type. Links in mail, cookies and the check of the Host header follow from it.",
        "http://127.0.0.1:8000",
        required_in=STRICT,
        example="https://mingus.example.com",
    )
    home: Path = plain(
        "The folder of the embedded database, local secrets, logs and evidence.",
        Path(".mingus"),
        alias="mingus_home",
        example="/var/lib/mingus",
    )
    pg_bin: str = plain(
        "The folder with PostgreSQL's programs, for the embedded database and for backups.",
        "",
        alias="mingus_pg_bin",
        example="/usr/lib/postgresql/18/bin",
    )
    mingus_debug: bool = plain("Show where in the code a command failed.", default=False)
    operator_name: Annotated[str, Shape("a name of at most 120 characters on one line", r"[^\r\n]{1,120}")] = plain(
        "Who runs this installation, as its terms and its privacy page name them.", "", example="Example Coop"
    )
    operator_contact: Annotated[
        str, Shape("an e-mail address, or an https:// address", r"[^@\s<>]+@[^@\s<>]+|https://\S+")
    ] = plain("How people reach them about their data.", "", example="privacy@example.com")
    git_sha: Annotated[str, Shape("7 to 40 hexadecimal digits", r"[0-9a-f]{7,40}")] = plain(
        "The commit this is built from: the release that /version and error reports name.",
        "",
        example="4f2c1e9",
    )


class Secrets(BaseModel):
    """Secrets"""

    model_config = DECLARES

    secret_key: Annotated[Random, Rule(hard_to_guess)] = secret(
        "Signs form tokens and flash messages. A new one ends no session; open forms must be reloaded.",
        required_in=ENVIRONMENTS,
    )
    jwt_secret_key: Annotated[Random, Rule(hard_to_guess)] = secret(
        "Signs the API's access tokens, which live ten minutes.", required_in=ENVIRONMENTS
    )
    jwt_algorithm: Literal["HS256"] = plain(
        "How access tokens are signed. There is one way, so none can be swapped in.", "HS256"
    )
    field_encryption_key: Annotated[Key, Rule(hard_to_guess)] = secret(
        "Wraps the keys that seal names, account numbers and files. Whoever loses it loses them: keep a copy.",
        required_in=ENVIRONMENTS,
    )
    field_encryption_keys_old: Keys = secret(
        "Former FIELD_ENCRYPTION_KEYs, newest first, while anything is still wrapped with them.", SecretStr("")
    )


class Sessions(BaseModel):
    """Sessions and cookies"""

    model_config = DECLARES

    session_cookie_secure: Annotated[bool | None, Shape("true or false"), Rule(on)] = plain(
        "Cookies travel over TLS only and carry the __Host- prefix. Unset, it follows PUBLIC_URL.", None
    )
    session_cookie_httponly: Annotated[bool, Shape("true, and nothing else"), Rule(always)] = plain(
        "No script reads a cookie. Mingus has no other way.", default=True
    )
    session_cookie_samesite: Annotated[Literal["Strict"], Shape("Strict, and nothing else")] = plain(
        "No other site's request carries a cookie. Mingus has no other way.", "Strict"
    )
    session_absolute_seconds: Annotated[int, Field(ge=300, le=2_592_000)] = plain(
        "A sign-in ends after this long, used or not.", 43_200
    )
    session_idle_seconds: Annotated[int, Field(ge=60, le=2_592_000), Rule(within_the_whole)] = plain(
        "A sign-in that is not used ends after this long.", 1_800
    )


class Passwords(BaseModel):
    """Passwords"""

    model_config = DECLARES

    password_range_url: Annotated[str, Shape("https:// and an address", r"https?://[^\s?#]+"), Rule(over_tls)] = plain(
        "Where to ask whether a password has leaked; five digits of its hash are sent. Unset, nobody is asked.",
        "",
        example="https://api.pwnedpasswords.com/range",
    )
    password_breaches_file: str = plain(
        "A file of SHA-1 hashes of leaked passwords, sorted, a line each, to look up without asking anybody.",
        "",
        example="/var/lib/mingus/pwned-passwords.txt",
    )
