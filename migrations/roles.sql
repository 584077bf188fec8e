-- The four roles, made once per server, and how long each may take. mingus_owner owns every table; nobody logs in as it.
-- Whoever runs this needs no superuser, only CREATEROLE where the roles are still to be made. What it may not set on
-- roles that somebody else made, it leaves as it is, with a warning.
DO $$
DECLARE
    wanted text;
    may_act text := CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END;
    limits record;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['mingus_owner', 'mingus_app', 'mingus_migration', 'mingus_readonly'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
    END LOOP;
    IF NOT pg_has_role('mingus_migration', 'mingus_owner', may_act) THEN
        GRANT mingus_owner TO mingus_migration;
    END IF;
    -- From PostgreSQL 16 on, whoever makes a role may hand it out and yet not act as it.
    IF NOT pg_has_role(current_user, 'mingus_owner', may_act) THEN
        EXECUTE format('GRANT mingus_owner TO %I', current_user);
    END IF;
    -- A page answers in milliseconds and the longest step of an import in seconds. Who waits for a lock longer than the
    -- application may is told to come back. A download to a slow line may rest a minute between two pieces.
    FOR limits IN
        SELECT * FROM (VALUES
            ('mingus_app', 'statement_timeout', '30s'),
            ('mingus_app', 'lock_timeout', '5s'),
            ('mingus_app', 'idle_in_transaction_session_timeout', '60s'),
            ('mingus_migration', 'statement_timeout', '0'),
            ('mingus_migration', 'lock_timeout', '5s'),
            ('mingus_migration', 'idle_in_transaction_session_timeout', '10min'),
            ('mingus_readonly', 'statement_timeout', '60s'),
            ('mingus_readonly', 'lock_timeout', '5s'),
            ('mingus_readonly', 'idle_in_transaction_session_timeout', '60s')
        ) AS set_to (role, name, value)
        WHERE NOT EXISTS (
            SELECT 1 FROM pg_db_role_setting JOIN pg_roles ON pg_roles.oid = setrole
             WHERE rolname = set_to.role AND setdatabase = 0 AND set_to.name || '=' || set_to.value = ANY (setconfig)
        )
    LOOP
        BEGIN
            EXECUTE format('ALTER ROLE %I SET %I = %L', limits.role, limits.name, limits.value);
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE WARNING '% of % is not set: % may not change that role', limits.name, limits.role, current_user;
        END;
    END LOOP;
END
$$;
