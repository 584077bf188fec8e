"""The file that tells GitHub's bot which dependencies to keep up to date: .github/dependabot.yml.

The form is that of https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference,
as far as we use it.
"""

from pathlib import Path
from typing import Final, Literal

from pydantic import ConfigDict, Field, ValidationError

from mingus.checklist.documents.reading import DocumentError, Paper, reason, text_of, yaml_of

BOT: Final = ".github/dependabot.yml"


class _Entry(Paper):
    model_config = ConfigDict(alias_generator=lambda name: name.replace("_", "-"))


class Schedule(_Entry):
    """How often the bot looks."""

    interval: Literal["daily", "weekly", "monthly", "quarterly", "semiannually", "yearly"]
    day: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] | None = None
    time: str | None = Field(default=None, pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    timezone: str | None = None


class Group(_Entry):
    """Updates that come as one pull request."""

    applies_to: Literal["version-updates", "security-updates"] | None = None
    patterns: tuple[str, ...] = Field(min_length=1)
    update_types: tuple[Literal["major", "minor", "patch"], ...] = ()


class Update(_Entry):
    """One kind of dependency in one folder."""

    package_ecosystem: Literal["pip", "npm", "github-actions", "docker"]
    directory: str = Field(pattern=r"^/")
    schedule: Schedule
    groups: dict[str, Group] = Field(default_factory=dict)
    open_pull_requests_limit: int = Field(default=5, ge=0)
    labels: tuple[str, ...] = ()


class Bot(_Entry):
    """The whole file."""

    version: Literal[2]
    updates: tuple[Update, ...] = Field(min_length=1)

    @property
    def ecosystems(self) -> set[str]:
        """What is kept up to date."""
        return {update.package_ecosystem for update in self.updates}


def bot(root: Path) -> Bot:
    """What the bot is told. Raises DocumentError when the file is missing or not in the bot's form."""
    path = root / BOT
    try:
        return Bot.model_validate(yaml_of(text_of(path), path))
    except ValidationError as error:
        raise DocumentError(f"{path}: {reason(error)}") from None
