-- The four roles, made once per server. mingus_owner owns every table and nobody logs in as it.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['mingus_owner', 'mingus_app', 'mingus_migration', 'mingus_readonly'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
    END LOOP;
    IF NOT pg_has_role('mingus_migration', 'mingus_owner', 'MEMBER') THEN
        GRANT mingus_owner TO mingus_migration;
    END IF;
    IF NOT pg_has_role(current_user, 'mingus_owner', 'MEMBER') THEN
        EXECUTE format('GRANT mingus_owner TO %I', current_user);
    END IF;
END
$$;
