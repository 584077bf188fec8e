"""Whether nobody can do too much in the database, and the audit log is what it was when it was written."""

from mingus.checklist.looking.database.asking import LOOK_SECONDS, asking, toured
from mingus.checklist.missing import Missing
from mingus.checklist.rules import Finding, judged
from mingus.checklist.surroundings import Surroundings
from mingus.ops import schema

AUDIT_LOG = "audit_log"


def roles_are_narrow(around: Surroundings) -> Finding:
    """The four roles are there, none of them has powers it needs not, and everybody else may do nothing."""
    with asking(around) as connection:
        rights = schema.rights(connection)
    faults = [fault.rstrip(".") for fault in rights.faults()]
    return judged(faults, f"{', '.join(schema.ROLES)}: each with its own rights and no other", roles=len(rights.roles))


def audit_log_only_grows(around: Surroundings) -> Finding:
    """Those who work with the audit log can add lines, and neither change nor remove one."""
    with asking(around) as connection:
        rights = schema.rights(connection)
    faults = []
    for name in (schema.APPLICATION, schema.READ_ONLY):
        role = rights.role(name)
        if role is None:
            faults.append(f"there is no role {name}")
            continue
        faults += [f"{name} may {right} {AUDIT_LOG}" for right in role.audit_rights if right in schema.NEVER_ON_AUDIT]
        faults += [f"{name} {power}" for power in role.powers()]
    if AUDIT_LOG in rights.public_tables:
        faults.append(f"everybody may use {AUDIT_LOG}")
    return judged(faults, f"{schema.APPLICATION} and {schema.READ_ONLY} can neither change nor remove a line", roles=2)


def audit_chain_is_whole(around: Surroundings) -> Finding:
    """Every line of every chain follows from the one before it, up to the head. Missing while nobody did anything."""
    with asking(around) as connection:
        trail = schema.verify_trail(connection, seconds=LOOK_SECONDS)
    faults = [f"the chain of {chain.household_id} breaks at line {chain.line}" for chain in trail.broken]
    if not faults and not trail.lines:
        raise Missing("no evidence yet: the audit log has no line to verify")
    return toured(faults, f"{trail.lines} lines follow one another", trail.reach, lines=trail.lines)
