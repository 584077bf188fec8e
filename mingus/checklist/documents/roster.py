"""Who runs Mingus: the roles and members of docs/team.yaml, whom to call, and in which order."""

import re
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError, model_validator

from mingus.checklist.documents.document import Document, read
from mingus.checklist.documents.heads import Head
from mingus.checklist.documents.reading import DocumentError, Paper, reason, text_of, yaml_of

TEAM: Final = "docs/team.yaml"
CONTACTS: Final = "docs/runbooks/contacts.md"
ESCALATION: Final = "docs/runbooks/escalation.md"
NOT_FILLED_IN: Final = "to be filled in"
_MINUTES: Final = re.compile(r"(\d+) (minutes?|hours?|days?)")
_IN_MINUTES: Final = {"minute": 1, "hour": 60, "day": 1440}


class Role(Paper):
    """A part somebody plays. `required` ones must be held before people's money is entrusted to this installation."""

    does: str = Field(min_length=1)
    required: bool


class Member(Paper):
    """Somebody who runs this installation. Attestations name the `id`; the trained dates are by procedure."""

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{1,31}$")
    name: str = Field(min_length=1)
    roles: tuple[str, ...] = Field(min_length=1)
    since: date
    trained: dict[str, date] = Field(default_factory=dict)


class Team(Paper):
    """The roster. `procedures` are the runbooks every member is to have gone through."""

    head: Head
    roles: dict[str, Role] = Field(min_length=1)
    procedures: tuple[str, ...]
    members: tuple[Member, ...]

    @model_validator(mode="after")
    def _members_hold_known_roles(self) -> "Team":
        if len({member.id for member in self.members}) < len(self.members):
            raise ValueError("two members have the same id")
        for member in self.members:
            if unknown := {*member.roles} - {*self.roles}:
                raise ValueError(f"{member.id} has the unknown role {', '.join(sorted(unknown))}")
        return self

    @property
    def vacant(self) -> list[str]:
        """The required roles that nobody holds."""
        held = {role for member in self.members for role in member.roles}
        return [name for name, role in self.roles.items() if role.required and name not in held]

    def has(self, member_id: str) -> bool:
        """Whether somebody of this id may attest."""
        return any(member.id == member_id for member in self.members)


class Contact(Paper):
    """A line of the contact list: a role of the team, or a vendor's support."""

    who: str
    name: str
    phone: str
    email: str

    @property
    def missing(self) -> list[str]:
        """The cells nobody has filled in."""
        cells = {"name": self.name, "phone": self.phone, "email": self.email}
        return [name for name, cell in cells.items() if not cell or cell == NOT_FILLED_IN]


class Severity(Paper):
    """How bad something is, how soon somebody must answer, and when the next one is called."""

    name: str
    means: str
    acknowledge_minutes: int
    escalate_minutes: int


def team(root: Path) -> Team:
    """The roster of this tree. Raises DocumentError."""
    path = root / TEAM
    try:
        return Team.model_validate(yaml_of(text_of(path), path))
    except ValidationError as error:
        raise DocumentError(f"{path}: {reason(error)}") from None


def contacts(root: Path) -> list[Contact]:
    """The people and vendors to call, filled in or not. Raises DocumentError when the page has not its form."""
    page = read(root / CONTACTS)
    people = page.table("People", "role", "name", "phone", "e-mail")
    vendors = page.table("Vendors", "vendor", "support page", "phone", "account id")
    return [
        *(Contact(who=row["role"], name=row["name"], phone=row["phone"], email=row["e-mail"]) for row in people),
        *(
            Contact(who=row["vendor"], name=row["account id"], phone=row["phone"], email=row["support page"])
            for row in vendors
        ),
    ]


def severities(root: Path) -> list[Severity]:
    """The severity table of the escalation page, worst first. Raises DocumentError."""
    page = read(root / ESCALATION)
    rows = page.table("Severities", "severity", "means", "acknowledge within", "call the next after")
    found = [
        Severity(
            name=row["severity"],
            means=row["means"],
            acknowledge_minutes=_minutes(row["acknowledge within"], page),
            escalate_minutes=_minutes(row["call the next after"], page),
        )
        for row in rows
    ]
    if [one.acknowledge_minutes for one in found] != sorted(one.acknowledge_minutes for one in found):
        raise DocumentError(f"{page.path}: the severities do not stand worst first")
    return found


def escalation_order(root: Path) -> list[str]:
    """The roles to call, in order. Raises DocumentError."""
    return [row["role"] for row in read(root / ESCALATION).table("Order", "role")]


def _minutes(cell: str, page: Document) -> int:
    matched = _MINUTES.match(cell)
    if not matched:
        raise DocumentError(f"{page.path}: {cell} is no time like 15 minutes")
    return int(matched[1]) * _IN_MINUTES[matched[2].rstrip("s")]
