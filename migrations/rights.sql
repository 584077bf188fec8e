-- Who may do what in the schema: the owner makes tables, the others use them, and nobody else anything.
-- PostgreSQL 15 no longer lets everybody make tables here; a database that was upgraded from 14 still does.
DO $$
BEGIN
    EXECUTE 'GRANT CREATE, USAGE ON SCHEMA public TO mingus_owner';
    EXECUTE 'GRANT USAGE ON SCHEMA public TO mingus_app, mingus_readonly';
    IF EXISTS (
        SELECT 1 FROM pg_namespace, aclexplode(nspacl) AS given
         WHERE nspname = 'public' AND given.grantee = 0 AND given.privilege_type = 'CREATE'
    ) THEN
        EXECUTE 'REVOKE CREATE ON SCHEMA public FROM PUBLIC';
    END IF;
END
$$;
