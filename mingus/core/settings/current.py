"""The settings this process runs with, for work that no request and no command hands them to: jobs, and mail."""

from mingus.core.settings.model import Settings

_taken: list[Settings] = []


def use(settings: Settings) -> None:
    """Let this process run with `settings`. Call once at start-up."""
    _taken[:] = [settings]


def current() -> Settings:
    """What `use` was given."""
    return _taken[0]


def sends_mail() -> bool:
    """Whether there is a server that takes mail. Without one, addresses cannot be proven and are believed."""
    return bool(current().smtp_url.get_secret_value())


def link(path: str) -> str:
    """`path` as an address that works from outside: always below PUBLIC_URL, whatever a request said of its host."""
    return f"{current().public_url}{path}"
