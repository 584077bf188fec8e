"""2.2: the switches of the application itself, and that an unsafe position does not start."""

from mingus.checklist.box import Box, Part, configuration, live
from mingus.checklist.looking import cookies
from mingus.checklist.looking.environment import OFF, ON, effective
from mingus.checklist.proof import unbuilt
from mingus.checklist.rules import DEPLOYED, Finding, Kind, Stage, judged, looked_at
from mingus.checklist.surroundings import Surroundings
from mingus.core.settings import ENVIRONMENTS, environment_of

REFUSED = 78


@configuration
def the_environment_is_that_of_the_stage(around: Surroundings) -> Finding:
    """Production calls itself production and staging staging, to the letter; a local Mingus is any that we know."""
    if around.stage is Stage.LOCAL:
        value = environment_of(around.environ)
        faults = [] if value in ENVIRONMENTS else [f"FLASK_ENV is none of {', '.join(ENVIRONMENTS)}"]
        return judged(faults, f"FLASK_ENV makes this {value}")
    wanted = around.stage.value
    faults = [] if around.setting("FLASK_ENV") == wanted else [f"FLASK_ENV is not exactly {wanted}"]
    return judged(faults, f"FLASK_ENV is {wanted}")


@configuration
def an_unknown_environment_is_refused(around: Surroundings) -> Finding:
    """No process starts as an environment that nobody knows, or as none where it must be said."""
    tried = [case for case in around.booted["refusals"] if case["name"] == "FLASK_ENV" and case["how"] == "malformed"]
    faults = ["an unknown FLASK_ENV is taken" for case in tried if case["exit_code"] != REFUSED]
    faults += ["the refusal does not name FLASK_ENV" for case in tried if "FLASK_ENV:" not in case["words"]]
    return looked_at(len(tried), faults, f"an unknown FLASK_ENV ends the start with exit code {REFUSED}")


def is_off(name: str) -> Part:
    """A part that holds while a switch is off in the end, wherever that is said."""

    @configuration
    def the_switch_is_off(around: Surroundings) -> Finding:
        faults = [] if effective(around, name).lower() in OFF else [f"{name} is not false"]
        return judged(faults, f"{name} is false")

    return the_switch_is_off


def is_guarded(name: str) -> Part:
    """A part that holds while production does not start with an unsafe value of a setting, and says which."""

    @configuration
    def an_unsafe_value_is_refused(around: Surroundings) -> Finding:
        tried = [case for case in around.booted["unsafe"] if case["name"] == name]
        faults = [f"production takes {name}={case['value']}" for case in tried if case["exit_code"] != REFUSED]
        faults += [f"the refusal of {name} does not name it" for case in tried if f"{name}:" not in case["words"]]
        return looked_at(len(tried), faults, f"{name} at an unsafe value ends the start with exit code {REFUSED}")

    return an_unsafe_value_is_refused


def is_set_to(name: str, wanted: frozenset[str], *, booted: bool | str) -> Part:
    """A part that holds while a setting of cookies is one of `wanted` here, and `booted` in what production runs."""

    @configuration
    def the_cookie_s_setting_is_safe(around: Surroundings) -> Finding:
        said = effective(around, name)
        value = said if isinstance(booted, str) else said.lower()
        faults = [] if value in wanted else [f"{name} is not {booted} here"]
        runs = around.booted["config"].get(name)
        faults += [] if runs == booted else [f"{name} is {runs} in what production runs"]
        return judged(faults, f"{name} is {booted}")

    return the_cookie_s_setting_is_safe


def every_cookie(word: str) -> Part:
    """A part that holds while each cookie of the site says this word."""

    @live
    def every_cookie_says_it(around: Surroundings) -> Finding:
        found = cookies.of_visitor(around)
        faults = [
            fault
            for cookie in found
            for fault in cookies.cookie_faults(cookie)
            if word in fault or fault == cookies.UNREADABLE
        ]
        return judged(faults, f"{word} stands on each of {len(found)} cookies", cookies=len(found))

    return every_cookie_says_it


BOXES = (
    Box(
        "2.2.1",
        "Every process knows which environment it is",
        all_of=(the_environment_is_that_of_the_stage, an_unknown_environment_is_refused),
        passes="FLASK_ENV is production in production and staging in staging; an unknown one does not start",
        fix="Set FLASK_ENV where Mingus runs; `mingus config check` says whether it would start.",
    ),
    Box(
        "2.2.2",
        "DEBUG is off and can't be on in production",
        all_of=(is_off("DEBUG"), is_guarded("DEBUG")),
        passes="DEBUG is false in the end; production refuses to start with anything else",
        fix="Unset DEBUG where Mingus runs; `mingus config show` says where its value comes from.",
    ),
    Box(
        "2.2.3",
        "FLASK_DEBUG is off and can't be on in production",
        all_of=(is_off("FLASK_DEBUG"), is_guarded("FLASK_DEBUG")),
        passes="FLASK_DEBUG is false in the end; production refuses to start with anything else",
        fix="Unset FLASK_DEBUG where Mingus runs; `mingus config show` says where its value comes from.",
    ),
    Box(
        "2.2.4",
        "Cookies travel over https only",
        all_of=(
            is_set_to("SESSION_COOKIE_SECURE", ON, booted=True),
            is_guarded("SESSION_COOKIE_SECURE"),
            every_cookie("Secure"),
        ),
        passes="SESSION_COOKIE_SECURE is true, anything else does not start, and every cookie of the site is Secure",
        fix="Unset SESSION_COOKIE_SECURE, or set it to true; a proxy before Mingus must not take the word away.",
        stages=DEPLOYED,
    ),
    Box(
        "2.2.5",
        "No script can read a cookie",
        all_of=(
            is_set_to("SESSION_COOKIE_HTTPONLY", ON, booted=True),
            is_guarded("SESSION_COOKIE_HTTPONLY"),
            every_cookie("HttpOnly"),
        ),
        passes="SESSION_COOKIE_HTTPONLY is true, anything else does not start, every cookie of the site is HttpOnly",
        fix="Unset SESSION_COOKIE_HTTPONLY: Mingus has no other way.",
        stages=DEPLOYED,
    ),
    Box(
        "2.2.6",
        "Other sites' requests carry no cookie",
        all_of=(
            is_set_to("SESSION_COOKIE_SAMESITE", frozenset({"Strict"}), booted="Strict"),
            is_guarded("SESSION_COOKIE_SAMESITE"),
            every_cookie("SameSite"),
            unbuilt(Kind.EVIDENCE, "the pages to which Stripe, Plaid and mail lead back, and their test in a browser"),
        ),
        passes="SESSION_COOKIE_SAMESITE is Strict, on every cookie too; who comes back from elsewhere is still known",
        fix="Unset SESSION_COOKIE_SAMESITE; let pages of return answer with a page, not with a redirect alone.",
        stages=DEPLOYED,
    ),
)
