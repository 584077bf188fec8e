"""Who may sign in to the database and what they may do there, against the four roles that Mingus knows."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

OWNER: Final = "mingus_owner"
APPLICATION: Final = "mingus_app"
MIGRATION: Final = "mingus_migration"
READ_ONLY: Final = "mingus_readonly"
ROLES: Final = (OWNER, APPLICATION, MIGRATION, READ_ONLY)
NEVER_ON_AUDIT: Final = ("UPDATE", "DELETE", "TRUNCATE")

_ROLES: Final = r"""
    SELECT rolname::text, rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication,
           ARRAY(SELECT g.rolname::text FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
                  WHERE m.member = r.oid ORDER BY 1),
           (SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid AND c.relnamespace = 'public'::regnamespace),
           ARRAY(SELECT right_ FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) AS right_
                  WHERE has_table_privilege(r.oid, to_regclass('public.audit_log'), right_)),
           has_schema_privilege(r.oid, 'public', 'CREATE'),
           ARRAY(SELECT c.relname::text FROM pg_class c
                  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                    AND NOT has_table_privilege(r.oid, c.oid, 'SELECT') ORDER BY 1),
           ARRAY(SELECT c.relname::text FROM pg_class c
                  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
                    AND has_table_privilege(r.oid, c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') ORDER BY 1),
           r.rolname = current_user
      FROM pg_roles r WHERE r.rolname ~ '^mingus_' OR r.rolname = current_user ORDER BY 1
"""
_PUBLIC: Final = """
    SELECT EXISTS (SELECT 1 FROM pg_namespace, aclexplode(nspacl) AS given
                    WHERE nspname = 'public' AND given.grantee = 0 AND given.privilege_type = 'CREATE'),
           ARRAY(SELECT c.relname::text FROM pg_class c
                  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
                    AND EXISTS (SELECT 1 FROM aclexplode(c.relacl) AS given WHERE given.grantee = 0) ORDER BY 1),
           ARRAY(SELECT c.relname || ' of ' || pg_get_userbyid(c.relowner) FROM pg_class c
                  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
                    AND pg_get_userbyid(c.relowner) <> 'mingus_owner'
                    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1)
"""


@dataclass(frozen=True, slots=True)
class Role:
    """A role as the server knows it. `unreadable` and `writable` are tables of `public`."""

    name: str
    can_sign_in: bool
    is_superuser: bool
    may_create_databases: bool
    may_create_roles: bool
    bypasses_row_security: bool
    may_replicate: bool
    member_of: tuple[str, ...]
    owned: int
    audit_rights: tuple[str, ...]
    may_create_in_public: bool
    unreadable: tuple[str, ...]
    writable: tuple[str, ...]
    is_own: bool

    def powers(self) -> tuple[str, ...]:
        """What no role of Mingus should be able to do, in words; empty when all is well."""
        said = {
            "is a superuser": self.is_superuser,
            "may create databases": self.may_create_databases,
            "may create roles": self.may_create_roles,
            "bypasses row-level security": self.bypasses_row_security,
            "may replicate": self.may_replicate,
        }
        return tuple(word for word, is_so in said.items() if is_so)


@dataclass(frozen=True, slots=True)
class Rights:
    """Mingus's roles, whoever asks, and what everybody may do; `faults` says what should be otherwise."""

    roles: tuple[Role, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    public_may_create: bool
    public_tables: tuple[str, ...]
    strangers_tables: tuple[str, ...]

    def role(self, name: str) -> Role | None:
        return next((role for role in self.roles if role.name == name), None)

    @property
    def own(self) -> Role:
        """The role that asked."""
        return next(role for role in self.roles if role.is_own)

    def faults(self) -> tuple[str, ...]:
        """Every fault, the roles' first; empty when the rights are as they should be."""
        found = [f"There is no role {name}." for name in self.missing]
        found += [f"Nobody knows the role {name}." for name in self.unknown]
        found += [f"{role.name} {power}." for role in self.roles if role.name in ROLES for power in role.powers()]
        for role in (self.role(APPLICATION), self.role(READ_ONLY)):
            found += _faults_of(role) if role else []
        if self.public_may_create:
            found.append("Everybody may create tables in the schema public.")
        found += [f"Everybody may use the table {name}." for name in self.public_tables]
        found += [f"Another role than {OWNER} owns a table: {name}." for name in self.strangers_tables]
        return tuple(found)


def rights(connection: Connection) -> Rights:
    """The roles and their rights; two queries, which any role may ask."""
    roles = tuple(_role(row) for row in connection.exec_driver_sql(_ROLES))
    public = connection.exec_driver_sql(_PUBLIC).one()
    names = {role.name for role in roles}
    return Rights(
        roles=roles,
        missing=tuple(name for name in ROLES if name not in names),
        unknown=tuple(sorted(name for name in names - {*ROLES} if name.startswith("mingus_"))),
        public_may_create=public[0],
        public_tables=tuple(public[1]),
        strangers_tables=tuple(public[2]),
    )


def _role(row: tuple[object, ...]) -> Role:
    return Role(*(tuple(value) if isinstance(value, list) else value for value in row))  # type: ignore[arg-type]  # as the query says


def _faults_of(role: Role) -> list[str]:
    found = [f"{role.name} owns {role.owned} tables, indexes or views."] if role.owned else []
    if OWNER in role.member_of:
        found.append(f"{role.name} may act as {OWNER}.")
    if role.may_create_in_public:
        found.append(f"{role.name} may create tables in the schema public.")
    found += [f"{role.name} may {right} lines of audit_log." for right in role.audit_rights if right in NEVER_ON_AUDIT]
    if role.unreadable:
        found.append(f"{role.name} may not read {', '.join(role.unreadable)}.")
    if role.name == READ_ONLY and role.writable:
        found.append(f"{role.name} may write to {', '.join(role.writable)}.")
    return found
