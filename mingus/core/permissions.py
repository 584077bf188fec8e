"""Who may do what in a household: one table that routes, pages, services and tests read.

In a sentence: the owner runs the household, a partner does everything with its money, a viewer looks. What is private
to one person is not a matter of roles: it does not exist for the others (`ledger.service.visibility`).
"""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from mingus.core.errors import Forbidden

Role = Literal["owner", "partner", "viewer"]
Action = Literal[
    "own account",
    "read money",
    "see household",
    "export",
    "leave",
    "write money",
    "import",
    "change household",
    "invite",
    "change roles",
    "remove member",
    "transfer ownership",
]

ROLES: Final[tuple[Role, ...]] = get_args(Role)
ROLE_NAMES: Final[dict[str, str]] = {"owner": "Owner", "partner": "Partner", "viewer": "Viewer"}
ROLE_MEANINGS: Final[dict[str, str]] = {
    "owner": "Runs the household: invites people, changes roles, may hand it over.",
    "partner": "Does everything with the money: accounts, transactions, imports, goals.",
    "viewer": "Sees what is shared and changes nothing.",
}
GIVEN_BY_INVITATION: Final[tuple[Role, ...]] = ("partner", "viewer")


@dataclass(frozen=True)
class Permission:
    """One line of the table: an action, what it is, and the roles that may."""

    action: Action
    meaning: str
    roles: frozenset[Role]


_EVERYBODY: Final = frozenset(ROLES)
_MONEY: Final = frozenset[Role]({"owner", "partner"})
_OWNER: Final = frozenset[Role]({"owner"})

TABLE: Final = (
    Permission("own account", "Keep one's own name, sign-in, devices and tokens.", _EVERYBODY),
    Permission("read money", "See accounts, transactions, sums and goals that are shared.", _EVERYBODY),
    Permission("see household", "See who belongs to the household, and as what.", _EVERYBODY),
    Permission("export", "Take along everything one sees.", _EVERYBODY),
    Permission("leave", "Leave the household; the last owner hands it over first.", _EVERYBODY),
    Permission("write money", "Add, change and delete accounts, transactions, categories, rules and goals.", _MONEY),
    Permission("import", "Bring in bank files, confirm them and take them back.", _MONEY),
    Permission("change household", "Change its name, time zone and base currency.", _OWNER),
    Permission("invite", "Invite people, send an invitation again, and withdraw it.", _OWNER),
    Permission("change roles", "Make a partner a viewer, and the other way round.", _OWNER),
    Permission("remove member", "Remove somebody from the household.", _OWNER),
    Permission("transfer ownership", "Hand the household over to another member.", _OWNER),
)
_ROLES_OF: Final[dict[str, frozenset[Role]]] = {line.action: line.roles for line in TABLE}
_REFUSALS: Final[dict[str, str]] = {
    "viewer": "You may look at this household, not change it. Its owner can make you a partner.",
    "partner": "Only the owner of this household may do that. Please ask them.",
}


def may(role: str, action: Action) -> bool:
    """Whether somebody with this role may do `action`; a role nobody knows may nothing."""
    return role in _ROLES_OF[action]


def require(role: str, action: Action) -> None:
    """Raises Forbidden, with a sentence that says whom to ask, unless `role` may do `action`."""
    if not may(role, action):
        raise Forbidden(_REFUSALS.get(role, "You may not do that here."))
