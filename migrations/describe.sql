-- Everything about the schema in one text per thing, the same on PostgreSQL 15 to 18 and whatever order it was made in.
-- Left out is what differs between versions or installations without a difference in what Mingus can do: object ids,
-- NOT NULL as constraints (18), the right MAINTAIN (17), how a view is spelled, blanks, roles that are not Mingus's.
WITH ours AS (
    SELECT oid, rolname::text AS name FROM pg_roles
     WHERE rolname IN ('mingus_app', 'mingus_migration', 'mingus_readonly')
    UNION ALL SELECT 0, 'PUBLIC'
), things AS (
    SELECT c.oid, c.relname::text AS name, c.relkind, pg_get_userbyid(c.relowner) AS owner, c.relrowsecurity,
           c.relforcerowsecurity, c.relacl, c.reloptions
      FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
), routines AS (
    SELECT p.oid, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' AS name, p.proacl,
           pg_get_userbyid(p.proowner) AS owner, p.prosecdef, p.prosrc, l.lanname::text AS language,
           COALESCE(pg_get_function_result(p.oid), '') AS result
      FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
     WHERE p.pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
)
SELECT line COLLATE "C" AS line FROM (
    SELECT CASE relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'S' THEN 'sequence '
                        ELSE 'table ' END || name || ': owner ' || owner
           || CASE WHEN relrowsecurity THEN ', row-level security' ELSE '' END
           || CASE WHEN relforcerowsecurity THEN ' forced' ELSE '' END
           || COALESCE(', ' || array_to_string(reloptions, ' '), '') AS line
      FROM things
    UNION ALL
    SELECT 'column ' || things.name || '.' || a.attname || ': ' || format_type(a.atttypid, a.atttypmod)
           || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
           || CASE a.attidentity WHEN 'a' THEN ' identity always' WHEN 'd' THEN ' identity' ELSE '' END
           || CASE WHEN a.attgenerated <> '' THEN ' generated ' WHEN d.oid IS NULL THEN '' ELSE ' default ' END
           || COALESCE(pg_get_expr(d.adbin, d.adrelid), '')
      FROM things JOIN pg_attribute a ON a.attrelid = things.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE things.relkind <> 'S'
    UNION ALL
    SELECT 'constraint ' || things.name || '.' || k.conname || ': ' || pg_get_constraintdef(k.oid)
      FROM things JOIN pg_constraint k ON k.conrelid = things.oid AND k.contype IN ('c', 'f', 'p', 'u', 'x')
    UNION ALL
    SELECT 'index ' || things.name || '.' || i.indexrelid::regclass || ': ' || pg_get_indexdef(i.indexrelid)
           || CASE WHEN i.indisvalid THEN '' ELSE ', invalid' END
      FROM things JOIN pg_index i ON i.indrelid = things.oid
    UNION ALL
    SELECT 'policy ' || things.name || '.' || p.polname || ': for ' || p.polcmd::text
           || CASE WHEN p.polpermissive THEN '' ELSE ' restrictive' END
           || ' to ' || (SELECT string_agg(COALESCE(r.rolname, 'PUBLIC'), ', ' ORDER BY r.rolname)
                           FROM unnest(p.polroles) AS of(oid) LEFT JOIN pg_roles r ON r.oid = of.oid)
           || COALESCE(' using ' || pg_get_expr(p.polqual, p.polrelid), '')
           || COALESCE(' check ' || pg_get_expr(p.polwithcheck, p.polrelid), '')
      FROM things JOIN pg_policy p ON p.polrelid = things.oid
    UNION ALL
    SELECT 'trigger ' || things.name || '.' || t.tgname || ': ' || pg_get_triggerdef(t.oid)
      FROM things JOIN pg_trigger t ON t.tgrelid = things.oid AND NOT t.tgisinternal
    UNION ALL
    SELECT 'view ' || name || ' says: ' || encode(sha256(convert_to(
               regexp_replace(pg_get_viewdef(oid), '\w+\.|[\s()]', '', 'g'), 'UTF8')), 'hex')
      FROM things WHERE relkind IN ('v', 'm')
    UNION ALL
    SELECT 'function ' || name || ': owner ' || owner || ', returns ' || result || ', ' || language
           || CASE WHEN prosecdef THEN ', as its owner' ELSE '' END
           || ', ' || encode(sha256(convert_to(btrim(regexp_replace(prosrc, '\s+', ' ', 'g')), 'UTF8')), 'hex')
      FROM routines
    UNION ALL
    SELECT 'type ' || t.typname || ': ' || (SELECT string_agg(enumlabel, ', ' ORDER BY enumsortorder)
                                              FROM pg_enum WHERE enumtypid = t.oid)
      FROM pg_type t WHERE t.typnamespace = 'public'::regnamespace AND t.typtype = 'e'
    UNION ALL
    SELECT 'type ' || c.relname || '.' || a.attname || ': ' || format_type(a.atttypid, a.atttypmod)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'c'
    UNION ALL
    SELECT 'grant on ' || things.name || ': ' || string_agg(given.privilege_type, ', ' ORDER BY given.privilege_type)
           || ' to ' || ours.name
      FROM things, aclexplode(relacl) AS given JOIN ours ON ours.oid = given.grantee
     WHERE given.privilege_type <> 'MAINTAIN' GROUP BY things.name, ours.name
    UNION ALL
    SELECT 'grant on ' || things.name || '.' || a.attname || ': ' || given.privilege_type || ' to ' || ours.name
      FROM things JOIN pg_attribute a ON a.attrelid = things.oid AND a.attacl IS NOT NULL,
           aclexplode(a.attacl) AS given JOIN ours ON ours.oid = given.grantee
    UNION ALL
    SELECT 'grant on ' || routines.name || ': ' || given.privilege_type || ' to ' || ours.name
      FROM routines, aclexplode(proacl) AS given JOIN ours ON ours.oid = given.grantee
    UNION ALL
    SELECT 'grant on schema public: ' || given.privilege_type || ' to ' || ours.name
      FROM pg_namespace, aclexplode(nspacl) AS given JOIN ours ON ours.oid = given.grantee
     WHERE nspname = 'public'
) AS said
ORDER BY 1
