"""Cookies that a site sets, and what they lack."""

from http.cookies import SimpleCookie

from mingus.checklist.missing import Missing
from mingus.checklist.surroundings import Surroundings

PAGE = "/login"
UNREADABLE = "a cookie can't be read"


def of_visitor(around: Surroundings) -> list[str]:
    """The Set-Cookie headers of the page where people sign in. Missing when there are none to look at."""
    cookies = around.network.get(around.site + PAGE).all("Set-Cookie")
    if not cookies:
        raise Missing("no evidence yet: the page of signing in sets no cookie")
    return cookies


def cookie_faults(header: str) -> list[str]:
    """What a Set-Cookie header lacks: bound to this host, over https only, closed to scripts and other sites."""
    cookie: SimpleCookie = SimpleCookie(header)
    if not cookie:
        return [UNREADABLE]
    [(name, morsel)] = list(cookie.items())[:1]
    faults = [] if name.startswith("__Host-") else [f"the cookie {name} does not begin with __Host-"]
    faults += [
        f"{name} lacks {word}"
        for word, there in (("Secure", morsel["secure"]), ("HttpOnly", morsel["httponly"]))
        if not there
    ]
    faults += [] if morsel["samesite"].lower() == "strict" else [f"{name} is not SameSite=Strict"]
    faults += [] if morsel["path"] == "/" else [f"{name} is not for Path=/"]
    return faults + ([f"{name} names a Domain"] if morsel["domain"] else [])
