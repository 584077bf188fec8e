-- Makes an empty PostgreSQL database (15 or newer) complete for Mingus: roles, tables, rights, and how far they are.
-- Written by `mingus db sql` from migrations/; never edit it by hand. Run it as a CREATEROLE who owns the database:
--     psql --set ON_ERROR_STOP=1 --dbname DATABASE --file PRODUCTION_DATABASE_MIGRATIONS.sql
-- All of it happens, or nothing. `mingus db migrate` does the same, and brings older databases up to date as well.

BEGIN;

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

SET ROLE mingus_owner;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

-- Running upgrade  -> 0001

CREATE TABLE audit_heads (
    household_id UUID NOT NULL,
    number BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT audit_heads_pkey PRIMARY KEY (household_id)
);

CREATE TABLE audit_log (
    household_id UUID NOT NULL,
    number BIGINT NOT NULL,
    event TEXT NOT NULL,
    actor_id UUID,
    about_id UUID,
    facts JSONB NOT NULL,
    happened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    hash BYTEA NOT NULL,
    CONSTRAINT audit_log_pkey PRIMARY KEY (household_id, number)
);

CREATE INDEX audit_log_about ON audit_log (household_id, about_id, number);

CREATE TABLE idempotency_keys (
    household_id UUID NOT NULL,
    person_id UUID NOT NULL,
    key_hash BYTEA NOT NULL,
    request_hash BYTEA NOT NULL,
    answer JSONB,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (household_id, person_id, key_hash)
);

CREATE TABLE data_keys (
    owner_kind TEXT NOT NULL,
    owner_id UUID NOT NULL,
    kid TEXT NOT NULL,
    wrapped BYTEA NOT NULL,
    CONSTRAINT data_keys_pkey PRIMARY KEY (owner_kind, owner_id)
);

CREATE TABLE key_registry (
    kid TEXT NOT NULL,
    canary BYTEA NOT NULL,
    CONSTRAINT key_registry_pkey PRIMARY KEY (kid)
);

CREATE TABLE rate_limits (
    key BYTEA NOT NULL,
    ends_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used INTEGER NOT NULL,
    CONSTRAINT rate_limits_pkey PRIMARY KEY (key)
);

CREATE TABLE job_runs (
    name TEXT NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT job_runs_pkey PRIMARY KEY (name)
);

CREATE TABLE migration_log (
    id UUID NOT NULL,
    head TEXT NOT NULL,
    sql_sha256 TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    applied_at TIMESTAMP WITH TIME ZONE NOT NULL,
    applied_by TEXT NOT NULL,
    version TEXT NOT NULL,
    commit TEXT NOT NULL,
    duration_ms INTEGER NOT NULL,
    CONSTRAINT migration_log_pkey PRIMARY KEY (id)
);

CREATE TABLE worker_heartbeats (
    name TEXT NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    version TEXT NOT NULL,
    CONSTRAINT worker_heartbeats_pkey PRIMARY KEY (name)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON data_keys TO mingus_app;

GRANT SELECT ON data_keys TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON key_registry TO mingus_app;

GRANT SELECT ON key_registry TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limits TO mingus_app;

GRANT SELECT ON rate_limits TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON job_runs TO mingus_app;

GRANT SELECT ON job_runs TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON worker_heartbeats TO mingus_app;

GRANT SELECT ON worker_heartbeats TO mingus_readonly;

GRANT SELECT ON migration_log TO mingus_app, mingus_readonly;

ALTER TABLE audit_heads ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit_heads FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON audit_heads USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE idempotency_keys FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON idempotency_keys USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON audit_heads TO mingus_app;

GRANT SELECT ON audit_heads TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO mingus_app;

GRANT SELECT ON idempotency_keys TO mingus_readonly;

ALTER TABLE audit_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE audit_log FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON audit_log USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

GRANT SELECT, INSERT ON audit_log TO mingus_app;

GRANT SELECT ON audit_log TO mingus_readonly;

-- Procrastinate Schema

DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS plpgsql WITH SCHEMA pg_catalog;
EXCEPTION
    WHEN OTHERS THEN
        -- On managed PostgreSQL services (e.g. Azure Database for PostgreSQL, Amazon RDS,
        -- Google Cloud SQL), CREATE EXTENSION may fail with various error codes:
        -- insufficient_privilege, feature_not_supported, or provider-specific errors.
        -- Before ignoring, verify the extension actually exists — if it does not exist
        -- and cannot be created, re-raise so the failure is explicit.
        IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'plpgsql') THEN
            RAISE NOTICE 'plpgsql extension already exists, skipping creation.';
        ELSE
            RAISE;
        END IF;
END;
$$;

-- Enums

CREATE TYPE procrastinate_job_status AS ENUM (
    'todo',  -- The job is queued
    'doing',  -- The job has been fetched by a worker
    'succeeded',  -- The job ended successfully
    'failed',  -- The job ended with an error
    'cancelled', -- The job was cancelled
    'aborting',  -- legacy, not used anymore since v3.0.0
    'aborted'  -- The job was aborted
);

CREATE TYPE procrastinate_job_event_type AS ENUM (
    'deferred',  -- Job created, in todo
    'started',  -- todo -> doing
    'deferred_for_retry',  -- doing -> todo
    'failed',  -- doing -> failed
    'succeeded',  -- doing -> succeeded
    'cancelled', -- todo -> cancelled
    'abort_requested', -- not a state transition, but set in a separate field
    'aborted', -- doing -> aborted (only allowed when abort_requested field is set)
    'scheduled', -- not a state transition, but recording when a task is scheduled for
    'retried' -- Manually retried failed job
);

-- Composite Types

CREATE TYPE procrastinate_job_to_defer_v1 AS (
    queue_name character varying,
    task_name character varying,
    priority integer,
    lock text,
    queueing_lock text,
    args jsonb,
    scheduled_at timestamp with time zone
);

-- Tables

CREATE TABLE procrastinate_workers(
    id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    last_heartbeat timestamp with time zone NOT NULL DEFAULT NOW()
);

CREATE TABLE procrastinate_jobs (
    id bigserial PRIMARY KEY,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    lock text,
    queueing_lock text,
    args jsonb DEFAULT '{}' NOT NULL,
    status procrastinate_job_status DEFAULT 'todo'::procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone NULL,
    attempts integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint REFERENCES procrastinate_workers(id) ON DELETE SET NULL,
    CONSTRAINT check_not_todo_abort_requested CHECK (NOT (status = 'todo' AND abort_requested = true))
);

CREATE TABLE procrastinate_periodic_defers (
    id bigserial PRIMARY KEY,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint REFERENCES procrastinate_jobs(id) NULL,
    periodic_id character varying(128) NOT NULL DEFAULT '',
    CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp)
);

CREATE TABLE procrastinate_events (
    id bigserial PRIMARY KEY,
    job_id bigint NOT NULL REFERENCES procrastinate_jobs ON DELETE CASCADE,
    type procrastinate_job_event_type,
    at timestamp with time zone DEFAULT NOW() NULL
);

-- Constraints & Indices

-- this prevents from having several jobs with the same queueing lock in the "todo" state
CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON procrastinate_jobs (queueing_lock) WHERE status = 'todo';
-- this prevents from having several jobs with the same lock in the "doing" state
CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON procrastinate_jobs (lock) WHERE status = 'doing';

-- Index for select_stalled_jobs_by_heartbeat query
CREATE INDEX idx_procrastinate_jobs_worker_not_null ON procrastinate_jobs(worker_id) WHERE worker_id IS NOT NULL AND status = 'doing'::procrastinate_job_status;

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON procrastinate_jobs(queue_name);
CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON procrastinate_jobs (id, lock) WHERE status = ANY (ARRAY['todo'::procrastinate_job_status, 'doing'::procrastinate_job_status]);
CREATE INDEX procrastinate_jobs_priority_idx_v1 ON procrastinate_jobs(priority desc, id asc) WHERE (status = 'todo'::procrastinate_job_status);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON procrastinate_events(job_id);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON procrastinate_periodic_defers(job_id);

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON procrastinate_workers(last_heartbeat);

-- Functions
CREATE FUNCTION procrastinate_defer_jobs_v1(
    jobs procrastinate_job_to_defer_v1[]
)
    RETURNS bigint[]
    LANGUAGE plpgsql
AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION procrastinate_defer_periodic_job_v2(
    _queue_name character varying,
    _lock character varying,
    _queueing_lock character varying,
    _task_name character varying,
    _priority integer,
    _periodic_id character varying,
    _defer_timestamp bigint,
    _args jsonb
)
    RETURNS bigint
    LANGUAGE plpgsql
AS $$
DECLARE
    _job_id bigint;
    _defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

CREATE FUNCTION procrastinate_fetch_job_v2(
    target_queue_names character varying[],
    p_worker_id bigint
)
    RETURNS procrastinate_jobs
    LANGUAGE plpgsql
AS $$
DECLARE
    found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION procrastinate_finish_job_v1(job_id bigint, end_status procrastinate_job_status, delete_job boolean)
    RETURNS void
    LANGUAGE plpgsql
AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean)
    RETURNS bigint
    LANGUAGE plpgsql
AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION procrastinate_retry_job_v1(
    job_id bigint,
    retry_at timestamp with time zone,
    new_priority integer,
    new_queue_name character varying,
    new_lock character varying
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION procrastinate_retry_job_v2(
    job_id bigint,
    retry_at timestamp with time zone,
    new_priority integer,
    new_queue_name character varying,
    new_lock character varying
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION procrastinate_notify_queue_job_inserted_v1()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
    PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
    PERFORM pg_notify('procrastinate_any_queue_v1', payload);
    RETURN NEW;
END;
$$;

CREATE FUNCTION procrastinate_notify_queue_abort_job_v1()
RETURNS trigger
    LANGUAGE plpgsql
AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
    PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
    PERFORM pg_notify('procrastinate_any_queue_v1', payload);
    RETURN NEW;
END;
$$;

CREATE FUNCTION procrastinate_trigger_function_status_events_insert_v1()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION procrastinate_trigger_function_status_events_update_v1()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
    RETURN NEW;
END;
$$;

CREATE FUNCTION procrastinate_trigger_function_scheduled_events_v1()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

    RETURN NEW;
END;
$$;

CREATE FUNCTION procrastinate_trigger_abort_requested_events_procedure_v1()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION procrastinate_unlink_periodic_defers_v1()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION procrastinate_register_worker_v1()
    RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION procrastinate_unregister_worker_v1(worker_id bigint)
    RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION procrastinate_update_heartbeat_v1(worker_id bigint)
    RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat float)
    RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

-- Triggers

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1
    AFTER INSERT ON procrastinate_jobs
    FOR EACH ROW WHEN ((new.status = 'todo'::procrastinate_job_status))
    EXECUTE PROCEDURE procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1
    AFTER UPDATE OF abort_requested ON procrastinate_jobs
    FOR EACH ROW WHEN ((old.abort_requested = false AND new.abort_requested = true AND new.status = 'doing'::procrastinate_job_status))
    EXECUTE PROCEDURE procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1
    AFTER UPDATE OF status ON procrastinate_jobs
    FOR EACH ROW
    EXECUTE PROCEDURE procrastinate_trigger_function_status_events_update_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1
    AFTER INSERT ON procrastinate_jobs
    FOR EACH ROW WHEN ((new.status = 'todo'::procrastinate_job_status))
    EXECUTE PROCEDURE procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1
    AFTER UPDATE OR INSERT ON procrastinate_jobs
    FOR EACH ROW WHEN ((new.scheduled_at IS NOT NULL AND new.status = 'todo'::procrastinate_job_status))
    EXECUTE PROCEDURE procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1
    AFTER UPDATE OF abort_requested ON procrastinate_jobs
    FOR EACH ROW WHEN ((new.abort_requested = true))
    EXECUTE PROCEDURE procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1
    BEFORE DELETE ON procrastinate_jobs
    FOR EACH ROW EXECUTE PROCEDURE procrastinate_unlink_periodic_defers_v1();;

GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_jobs TO mingus_app;

GRANT SELECT ON procrastinate_jobs TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_events TO mingus_app;

GRANT SELECT ON procrastinate_events TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_workers TO mingus_app;

GRANT SELECT ON procrastinate_workers TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_periodic_defers TO mingus_app;

GRANT SELECT ON procrastinate_periodic_defers TO mingus_readonly;

GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO mingus_app;

INSERT INTO alembic_version (version_num) VALUES ('0001') RETURNING alembic_version.version_num;

-- Running upgrade 0001 -> 0002

CREATE TABLE households (
    id UUID NOT NULL,
    name TEXT NOT NULL,
    currency TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    is_demo BOOLEAN NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT households_pkey PRIMARY KEY (id)
);

CREATE TABLE people (
    id UUID NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    first_name_sealed BYTEA NOT NULL,
    last_name_sealed BYTEA NOT NULL,
    session_version INTEGER NOT NULL,
    terms_accepted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    email_verified_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT people_pkey PRIMARY KEY (id),
    CONSTRAINT people_by_email UNIQUE (email_key)
);

CREATE TABLE memberships (
    household_id UUID NOT NULL,
    person_id UUID NOT NULL,
    role TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT memberships_pkey PRIMARY KEY (household_id, person_id),
    CONSTRAINT memberships_role_known CHECK (role IN ('owner', 'partner', 'viewer')),
    CONSTRAINT memberships_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE,
    CONSTRAINT memberships_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE INDEX memberships_by_person ON memberships (person_id);

CREATE TABLE seed_runs (
    household_id UUID NOT NULL,
    person_id UUID NOT NULL,
    what TEXT NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT seed_runs_pkey PRIMARY KEY (household_id),
    CONSTRAINT seed_runs_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE
);

CREATE TABLE refresh_tokens (
    token_hash BYTEA NOT NULL,
    family_id UUID NOT NULL,
    person_id UUID NOT NULL,
    household_id UUID NOT NULL,
    session_version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT refresh_tokens_pkey PRIMARY KEY (token_hash),
    CONSTRAINT refresh_tokens_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE,
    CONSTRAINT refresh_tokens_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family_id);

CREATE INDEX refresh_tokens_by_household ON refresh_tokens (household_id);

CREATE INDEX refresh_tokens_by_person ON refresh_tokens (person_id);

CREATE TABLE sessions (
    id_hash BYTEA NOT NULL,
    person_id UUID NOT NULL,
    household_id UUID NOT NULL,
    session_version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    stepped_up_at TIMESTAMP WITH TIME ZONE,
    revoked_at TIMESTAMP WITH TIME ZONE,
    browser TEXT NOT NULL,
    CONSTRAINT sessions_pkey PRIMARY KEY (id_hash),
    CONSTRAINT sessions_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE,
    CONSTRAINT sessions_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE INDEX sessions_by_household ON sessions (household_id);

CREATE INDEX sessions_by_person ON sessions (person_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON people TO mingus_app;

GRANT SELECT ON people TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON households TO mingus_app;

GRANT SELECT ON households TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON memberships TO mingus_app;

GRANT SELECT ON memberships TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON seed_runs TO mingus_app;

GRANT SELECT ON seed_runs TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO mingus_app;

GRANT SELECT ON sessions TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON refresh_tokens TO mingus_app;

GRANT SELECT ON refresh_tokens TO mingus_readonly;

UPDATE alembic_version SET version_num='0002' WHERE alembic_version.version_num = '0001';

-- Running upgrade 0002 -> 0003

CREATE TABLE uploads (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    file_name TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    sha256 BYTEA NOT NULL,
    uploaded_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT uploads_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT uploads_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE
);

CREATE TABLE upload_chunks (
    household_id UUID NOT NULL,
    upload_id UUID NOT NULL,
    position INTEGER NOT NULL,
    sealed BYTEA NOT NULL,
    CONSTRAINT upload_chunks_pkey PRIMARY KEY (household_id, upload_id, position),
    CONSTRAINT upload_chunks_household_id_upload_id_fkey FOREIGN KEY(household_id, upload_id) REFERENCES uploads (household_id, id) ON DELETE CASCADE
);

ALTER TABLE uploads ENABLE ROW LEVEL SECURITY;

ALTER TABLE uploads FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON uploads USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE upload_chunks ENABLE ROW LEVEL SECURITY;

ALTER TABLE upload_chunks FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON upload_chunks USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON uploads TO mingus_app;

GRANT SELECT ON uploads TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON upload_chunks TO mingus_app;

GRANT SELECT ON upload_chunks TO mingus_readonly;

UPDATE alembic_version SET version_num='0003' WHERE alembic_version.version_num = '0002';

-- Running upgrade 0003 -> 0004

CREATE TABLE categories (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    slug TEXT,
    position INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    hidden_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT categories_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT categories_kind_known CHECK (kind IN ('income', 'expense')),
    CONSTRAINT categories_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX categories_by_name ON categories (household_id, lower(name));

CREATE TABLE transfers (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    source TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT transfers_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT transfers_source_known CHECK (source IN ('matched', 'person')),
    CONSTRAINT transfers_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE
);

CREATE TABLE accounts (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    currency TEXT NOT NULL,
    institution TEXT NOT NULL,
    number_sealed BYTEA,
    number_index BYTEA,
    private_to UUID,
    opening_minor BIGINT NOT NULL,
    opening_on DATE,
    opening_source TEXT NOT NULL,
    bank_balance_minor BIGINT,
    bank_balance_on DATE,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT accounts_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT accounts_kind_known CHECK (kind IN ('checking', 'savings', 'cash', 'card', 'loan', 'investment', 'property', 'other')),
    CONSTRAINT accounts_opening_source_known CHECK (opening_source IN ('asked', 'file', 'assumed')),
    CONSTRAINT accounts_private_to FOREIGN KEY(household_id, private_to) REFERENCES memberships (household_id, person_id),
    CONSTRAINT accounts_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE,
    CONSTRAINT accounts_with_currency UNIQUE (household_id, id, currency)
);

CREATE UNIQUE INDEX accounts_by_name ON accounts (household_id, lower(name)) WHERE deleted_at IS NULL;

CREATE UNIQUE INDEX accounts_by_number ON accounts (household_id, number_index) WHERE number_index IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE payees (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    category_id UUID,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT payees_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT payees_category FOREIGN KEY(household_id, category_id) REFERENCES categories (household_id, id) ON DELETE SET NULL (category_id),
    CONSTRAINT payees_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX payees_by_name ON payees (household_id, lower(name));

CREATE TABLE rules (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    match TEXT NOT NULL,
    pattern TEXT NOT NULL,
    payee_id UUID,
    category_id UUID,
    source TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT rules_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT rules_match_known CHECK (match IN ('exact', 'contains')),
    CONSTRAINT rules_source_known CHECK (source IN ('person', 'learned')),
    CONSTRAINT rules_does_something CHECK (payee_id IS NOT NULL OR category_id IS NOT NULL),
    CONSTRAINT rules_category FOREIGN KEY(household_id, category_id) REFERENCES categories (household_id, id) ON DELETE CASCADE,
    CONSTRAINT rules_payee FOREIGN KEY(household_id, payee_id) REFERENCES payees (household_id, id) ON DELETE CASCADE,
    CONSTRAINT rules_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX rules_by_pattern ON rules (household_id, match, pattern);

CREATE TABLE transactions (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    account_id UUID NOT NULL,
    currency TEXT NOT NULL,
    status TEXT NOT NULL,
    bank_posted_on DATE,
    bank_amount_minor BIGINT,
    bank_description TEXT,
    bank_memo TEXT,
    bank_category TEXT,
    source_id TEXT,
    fingerprint BYTEA,
    ordinal INTEGER,
    pending_source_id TEXT,
    pending_fingerprint BYTEA,
    import_id UUID,
    own_posted_on DATE,
    own_amount_minor BIGINT,
    payee_id UUID,
    payee_source TEXT,
    category_id UUID,
    category_source TEXT,
    note TEXT NOT NULL,
    is_split BOOLEAN NOT NULL,
    transfer_id UUID,
    posted_on DATE GENERATED ALWAYS AS (COALESCE(own_posted_on, bank_posted_on)) STORED,
    amount_minor BIGINT GENERATED ALWAYS AS (COALESCE(own_amount_minor, bank_amount_minor)) STORED,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT transactions_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT transactions_category_source_known CHECK (category_source IN ('person', 'rule', 'file', 'payee', 'default')),
    CONSTRAINT transactions_payee_source_known CHECK (payee_source IN ('person', 'rule', 'file')),
    CONSTRAINT transactions_status_known CHECK (status IN ('posted', 'pending')),
    CONSTRAINT transactions_fingerprint_with_bank CHECK ((fingerprint IS NULL) = (bank_posted_on IS NULL)),
    CONSTRAINT transactions_complete CHECK (posted_on IS NOT NULL AND amount_minor IS NOT NULL),
    CONSTRAINT transactions_account FOREIGN KEY(household_id, account_id, currency) REFERENCES accounts (household_id, id, currency) ON DELETE CASCADE,
    CONSTRAINT transactions_category FOREIGN KEY(household_id, category_id) REFERENCES categories (household_id, id) ON DELETE SET NULL (category_id),
    CONSTRAINT transactions_payee FOREIGN KEY(household_id, payee_id) REFERENCES payees (household_id, id) ON DELETE SET NULL (payee_id),
    CONSTRAINT transactions_transfer FOREIGN KEY(household_id, transfer_id) REFERENCES transfers (household_id, id) ON DELETE SET NULL (transfer_id)
);

CREATE UNIQUE INDEX transactions_by_fingerprint ON transactions (household_id, account_id, fingerprint, ordinal);

CREATE INDEX transactions_by_pending_fingerprint ON transactions (household_id, account_id, pending_fingerprint) WHERE pending_fingerprint IS NOT NULL;

CREATE UNIQUE INDEX transactions_by_source_id ON transactions (household_id, account_id, source_id);

CREATE INDEX transactions_newest ON transactions (household_id, posted_on, id) WHERE deleted_at IS NULL;

CREATE INDEX transactions_of_account ON transactions (household_id, account_id, posted_on, id);

CREATE INDEX transactions_of_category ON transactions (household_id, category_id, posted_on, id);

CREATE INDEX transactions_of_import ON transactions (household_id, import_id) WHERE import_id IS NOT NULL;

CREATE INDEX transactions_of_payee ON transactions (household_id, payee_id);

CREATE INDEX transactions_of_transfer ON transactions (household_id, transfer_id) WHERE transfer_id IS NOT NULL;

CREATE INDEX transactions_pending ON transactions (household_id, account_id) WHERE status = 'pending';

CREATE TABLE transaction_splits (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    transaction_id UUID NOT NULL,
    position INTEGER NOT NULL,
    amount_minor BIGINT NOT NULL,
    category_id UUID,
    note TEXT NOT NULL,
    CONSTRAINT transaction_splits_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT splits_category FOREIGN KEY(household_id, category_id) REFERENCES categories (household_id, id) ON DELETE SET NULL (category_id),
    CONSTRAINT transaction_splits_household_id_transaction_id_fkey FOREIGN KEY(household_id, transaction_id) REFERENCES transactions (household_id, id) ON DELETE CASCADE
);

CREATE INDEX transaction_splits_of_category ON transaction_splits (household_id, category_id);

CREATE INDEX transaction_splits_of_transaction ON transaction_splits (household_id, transaction_id, position);

CREATE TABLE transfer_rejections (
    household_id UUID NOT NULL,
    out_id UUID NOT NULL,
    in_id UUID NOT NULL,
    CONSTRAINT transfer_rejections_pkey PRIMARY KEY (household_id, out_id, in_id),
    CONSTRAINT transfer_rejections_in FOREIGN KEY(household_id, in_id) REFERENCES transactions (household_id, id) ON DELETE CASCADE,
    CONSTRAINT transfer_rejections_out FOREIGN KEY(household_id, out_id) REFERENCES transactions (household_id, id) ON DELETE CASCADE
);

ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;

ALTER TABLE accounts FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON accounts USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE categories ENABLE ROW LEVEL SECURITY;

ALTER TABLE categories FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON categories USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE payees ENABLE ROW LEVEL SECURITY;

ALTER TABLE payees FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON payees USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE rules ENABLE ROW LEVEL SECURITY;

ALTER TABLE rules FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON rules USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON accounts TO mingus_app;

GRANT SELECT ON accounts TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON categories TO mingus_app;

GRANT SELECT ON categories TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON payees TO mingus_app;

GRANT SELECT ON payees TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON rules TO mingus_app;

GRANT SELECT ON rules TO mingus_readonly;

ALTER TABLE transactions ENABLE ROW LEVEL SECURITY;

ALTER TABLE transactions FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON transactions USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE transaction_splits ENABLE ROW LEVEL SECURITY;

ALTER TABLE transaction_splits FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON transaction_splits USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE transfers ENABLE ROW LEVEL SECURITY;

ALTER TABLE transfers FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON transfers USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE transfer_rejections ENABLE ROW LEVEL SECURITY;

ALTER TABLE transfer_rejections FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON transfer_rejections USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON transactions TO mingus_app;

GRANT SELECT ON transactions TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON transaction_splits TO mingus_app;

GRANT SELECT ON transaction_splits TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON transfers TO mingus_app;

GRANT SELECT ON transfers TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON transfer_rejections TO mingus_app;

GRANT SELECT ON transfer_rejections TO mingus_readonly;

UPDATE alembic_version SET version_num='0004' WHERE alembic_version.version_num = '0003';

-- Running upgrade 0004 -> 0005

CREATE TABLE imports (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    upload_id UUID,
    file_name TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    reader_version TEXT NOT NULL,
    status TEXT NOT NULL,
    refusal TEXT NOT NULL,
    shape JSONB NOT NULL,
    counts JSONB NOT NULL,
    rows_read INTEGER NOT NULL,
    bytes_read BIGINT NOT NULL,
    size_bytes BIGINT NOT NULL,
    created_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    confirmed_at TIMESTAMP WITH TIME ZONE,
    undone_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT imports_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT imports_status_known CHECK (status IN ('reading', 'ready', 'refused', 'confirming', 'confirmed', 'undoing', 'undone', 'discarded')),
    CONSTRAINT imports_upload FOREIGN KEY(household_id, upload_id) REFERENCES uploads (household_id, id) ON DELETE SET NULL (upload_id),
    CONSTRAINT imports_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE
);

CREATE INDEX imports_newest ON imports (household_id, created_at, id);

CREATE TABLE import_rows (
    household_id UUID NOT NULL,
    import_id UUID NOT NULL,
    number INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    line INTEGER NOT NULL,
    posted_on DATE,
    amount_minor BIGINT,
    description TEXT NOT NULL,
    memo TEXT NOT NULL,
    category TEXT NOT NULL,
    source_id TEXT,
    pending BOOLEAN NOT NULL,
    fingerprint BYTEA,
    ordinal INTEGER,
    payee TEXT NOT NULL,
    new_id UUID,
    outcome TEXT,
    reason TEXT NOT NULL,
    column_name TEXT NOT NULL,
    raw_value TEXT NOT NULL,
    transaction_id UUID,
    decision TEXT,
    CONSTRAINT import_rows_pkey PRIMARY KEY (household_id, import_id, number),
    CONSTRAINT import_rows_decision_known CHECK (decision IN ('add', 'skip', 'same')),
    CONSTRAINT import_rows_outcome_known CHECK (outcome IN ('new', 'matched', 'posted', 'filled', 'review', 'failed')),
    CONSTRAINT import_rows_household_id_import_id_fkey FOREIGN KEY(household_id, import_id) REFERENCES imports (household_id, id) ON DELETE CASCADE
);

CREATE INDEX import_rows_to_review ON import_rows (household_id, import_id, number) WHERE outcome IN ('review', 'failed');

CREATE TABLE import_shapes (
    household_id UUID NOT NULL,
    signature TEXT NOT NULL,
    shape JSONB NOT NULL,
    account_id UUID,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT import_shapes_pkey PRIMARY KEY (household_id, signature),
    CONSTRAINT import_shapes_account FOREIGN KEY(household_id, account_id) REFERENCES accounts (household_id, id) ON DELETE SET NULL (account_id),
    CONSTRAINT import_shapes_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE
);

CREATE TABLE import_statements (
    household_id UUID NOT NULL,
    import_id UUID NOT NULL,
    position INTEGER NOT NULL,
    account_id UUID,
    number_sealed BYTEA,
    number_index BYTEA,
    suggested_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    currency TEXT NOT NULL,
    opening_minor BIGINT,
    opening_on DATE,
    closing_minor BIGINT,
    closing_on DATE,
    first_on DATE,
    last_on DATE,
    count INTEGER NOT NULL,
    sum_minor BIGINT NOT NULL,
    made_account BOOLEAN NOT NULL,
    settled_against TEXT,
    CONSTRAINT import_statements_pkey PRIMARY KEY (household_id, import_id, position),
    CONSTRAINT import_statements_account FOREIGN KEY(household_id, account_id) REFERENCES accounts (household_id, id) ON DELETE SET NULL (account_id),
    CONSTRAINT import_statements_household_id_import_id_fkey FOREIGN KEY(household_id, import_id) REFERENCES imports (household_id, id) ON DELETE CASCADE
);

CREATE TABLE import_changes (
    household_id UUID NOT NULL,
    import_id UUID NOT NULL,
    transaction_id UUID NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    before JSONB NOT NULL,
    CONSTRAINT import_changes_pkey PRIMARY KEY (household_id, import_id, transaction_id),
    CONSTRAINT import_changes_kind_known CHECK (kind IN ('takes_over', 'adopts_id', 'was_pending')),
    CONSTRAINT import_changes_household_id_import_id_fkey FOREIGN KEY(household_id, import_id) REFERENCES imports (household_id, id) ON DELETE CASCADE,
    CONSTRAINT import_changes_transaction FOREIGN KEY(household_id, transaction_id) REFERENCES transactions (household_id, id) ON DELETE CASCADE
);

ALTER TABLE imports ENABLE ROW LEVEL SECURITY;

ALTER TABLE imports FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON imports USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE import_statements ENABLE ROW LEVEL SECURITY;

ALTER TABLE import_statements FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON import_statements USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE import_rows ENABLE ROW LEVEL SECURITY;

ALTER TABLE import_rows FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON import_rows USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE import_changes ENABLE ROW LEVEL SECURITY;

ALTER TABLE import_changes FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON import_changes USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE import_shapes ENABLE ROW LEVEL SECURITY;

ALTER TABLE import_shapes FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON import_shapes USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON imports TO mingus_app;

GRANT SELECT ON imports TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON import_statements TO mingus_app;

GRANT SELECT ON import_statements TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON import_rows TO mingus_app;

GRANT SELECT ON import_rows TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON import_changes TO mingus_app;

GRANT SELECT ON import_changes TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON import_shapes TO mingus_app;

GRANT SELECT ON import_shapes TO mingus_readonly;

UPDATE alembic_version SET version_num='0005' WHERE alembic_version.version_num = '0004';

-- Running upgrade 0005 -> 0006

CREATE TABLE account_days (
    household_id UUID NOT NULL,
    account_id UUID NOT NULL,
    posted_on DATE NOT NULL,
    sum_minor BIGINT NOT NULL,
    pending_minor BIGINT NOT NULL,
    count INTEGER NOT NULL,
    CONSTRAINT account_days_pkey PRIMARY KEY (household_id, account_id, posted_on),
    CONSTRAINT account_days_household_id_account_id_fkey FOREIGN KEY(household_id, account_id) REFERENCES accounts (household_id, id) ON DELETE CASCADE
);

CREATE TABLE category_months (
    household_id UUID NOT NULL,
    month_on DATE NOT NULL,
    account_id UUID NOT NULL,
    category_key UUID NOT NULL,
    currency TEXT NOT NULL,
    in_minor BIGINT NOT NULL,
    out_minor BIGINT NOT NULL,
    count INTEGER NOT NULL,
    CONSTRAINT category_months_pkey PRIMARY KEY (household_id, month_on, account_id, category_key, currency),
    CONSTRAINT category_months_household_id_account_id_fkey FOREIGN KEY(household_id, account_id) REFERENCES accounts (household_id, id) ON DELETE CASCADE
);

ALTER TABLE category_months ENABLE ROW LEVEL SECURITY;

ALTER TABLE category_months FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON category_months USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE account_days ENABLE ROW LEVEL SECURITY;

ALTER TABLE account_days FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON account_days USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON category_months TO mingus_app;

GRANT SELECT ON category_months TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON account_days TO mingus_app;

GRANT SELECT ON account_days TO mingus_readonly;

CREATE VIEW money_lines WITH (security_invoker = true) AS
        SELECT household_id, id AS transaction_id, account_id, posted_on, currency, category_id, amount_minor
          FROM transactions
         WHERE deleted_at IS NULL AND transfer_id IS NULL AND NOT is_split
        UNION ALL
        SELECT t.household_id, t.id, t.account_id, t.posted_on, t.currency, s.category_id, s.amount_minor
          FROM transactions t
          JOIN transaction_splits s ON s.household_id = t.household_id AND s.transaction_id = t.id
         WHERE t.deleted_at IS NULL AND t.transfer_id IS NULL AND t.is_split;

GRANT SELECT ON money_lines TO mingus_app, mingus_readonly;

UPDATE alembic_version SET version_num='0006' WHERE alembic_version.version_num = '0005';

-- Running upgrade 0006 -> 0007

CREATE TABLE goals (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    priority INTEGER NOT NULL,
    status TEXT NOT NULL,
    currency TEXT NOT NULL,
    target_minor BIGINT NOT NULL,
    saved_minor BIGINT NOT NULL,
    due_on DATE,
    monthly_minor BIGINT,
    note TEXT NOT NULL,
    created_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    reached_at TIMESTAMP WITH TIME ZONE,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT goals_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT goals_kind_known CHECK (kind IN ('emergency_fund', 'debt_payoff', 'home_purchase', 'vacation', 'wedding', 'car', 'retirement', 'investment', 'side_business', 'education', 'child', 'custom')),
    CONSTRAINT goals_status_known CHECK (status IN ('active', 'paused', 'completed', 'cancelled')),
    CONSTRAINT goals_priority_known CHECK (priority BETWEEN 1 AND 5),
    CONSTRAINT goals_saved_not_negative CHECK (saved_minor >= 0),
    CONSTRAINT goals_target_positive CHECK (target_minor > 0),
    CONSTRAINT goals_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE
);

CREATE INDEX goals_by_due ON goals (household_id, due_on, id);

CREATE TABLE goal_contributions (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    goal_id UUID NOT NULL,
    amount_minor BIGINT NOT NULL,
    source TEXT NOT NULL,
    made_on DATE NOT NULL,
    made_by UUID NOT NULL,
    note TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT goal_contributions_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT goal_contributions_source_known CHECK (source IN ('manual', 'automatic', 'surplus', 'windfall')),
    CONSTRAINT goal_contributions_amount_not_zero CHECK (amount_minor <> 0),
    CONSTRAINT goal_contributions_household_id_goal_id_fkey FOREIGN KEY(household_id, goal_id) REFERENCES goals (household_id, id) ON DELETE CASCADE
);

CREATE INDEX goal_contributions_by_goal ON goal_contributions (household_id, goal_id, made_on, id);

ALTER TABLE goals ENABLE ROW LEVEL SECURITY;

ALTER TABLE goals FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON goals USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE goal_contributions ENABLE ROW LEVEL SECURITY;

ALTER TABLE goal_contributions FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON goal_contributions USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON goals TO mingus_app;

GRANT SELECT ON goals TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON goal_contributions TO mingus_app;

GRANT SELECT ON goal_contributions TO mingus_readonly;

UPDATE alembic_version SET version_num='0007' WHERE alembic_version.version_num = '0006';

-- Running upgrade 0007 -> 0008

CREATE TABLE outbox (
    id UUID NOT NULL,
    person_id UUID,
    household_id UUID,
    template TEXT NOT NULL,
    letter_sealed BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    good_until TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    given_up_at TIMESTAMP WITH TIME ZONE,
    attempts INTEGER NOT NULL,
    fault TEXT,
    CONSTRAINT outbox_pkey PRIMARY KEY (id),
    CONSTRAINT outbox_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE,
    CONSTRAINT outbox_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE INDEX outbox_by_moment ON outbox (created_at);

CREATE INDEX outbox_by_person ON outbox (person_id);

CREATE INDEX outbox_by_household ON outbox (household_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON outbox TO mingus_app;

GRANT SELECT ON outbox TO mingus_readonly;

UPDATE alembic_version SET version_num='0008' WHERE alembic_version.version_num = '0007';

-- Running upgrade 0008 -> 0009

CREATE TABLE one_time_links (
    id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    purpose TEXT NOT NULL,
    person_id UUID NOT NULL,
    household_id UUID NOT NULL,
    bound_to BYTEA NOT NULL,
    address_sealed BYTEA,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT one_time_links_pkey PRIMARY KEY (id),
    CONSTRAINT one_time_links_purpose_known CHECK (purpose IN ('verify_email', 'reset_password', 'change_email', 'undo_email_change')),
    CONSTRAINT one_time_links_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE,
    CONSTRAINT one_time_links_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT one_time_links_by_token UNIQUE (token_hash)
);

CREATE INDEX one_time_links_by_person ON one_time_links (person_id, purpose);

CREATE INDEX one_time_links_by_household ON one_time_links (household_id);

CREATE INDEX one_time_links_by_expiry ON one_time_links (expires_at);

CREATE TABLE known_devices (
    person_id UUID NOT NULL,
    device_hash BYTEA NOT NULL,
    browser TEXT NOT NULL,
    first_seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT known_devices_pkey PRIMARY KEY (person_id, device_hash),
    CONSTRAINT known_devices_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE INDEX known_devices_by_moment ON known_devices (seen_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON one_time_links TO mingus_app;

GRANT SELECT ON one_time_links TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON known_devices TO mingus_app;

GRANT SELECT ON known_devices TO mingus_readonly;

UPDATE alembic_version SET version_num='0009' WHERE alembic_version.version_num = '0008';

-- Running upgrade 0009 -> 0010

ALTER TABLE refresh_tokens ADD COLUMN stepped_up_at TIMESTAMP WITH TIME ZONE;

ALTER TABLE people ADD COLUMN password_needs_factor BOOLEAN DEFAULT false NOT NULL;

CREATE TABLE authenticator_apps (
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    name TEXT NOT NULL,
    secret_sealed BYTEA NOT NULL,
    last_counter BIGINT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    confirmed_at TIMESTAMP WITH TIME ZONE,
    used_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT authenticator_apps_pkey PRIMARY KEY (id),
    CONSTRAINT authenticator_apps_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE INDEX authenticator_apps_by_person ON authenticator_apps (person_id);

CREATE TABLE passkeys (
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    name TEXT NOT NULL,
    credential_id BYTEA NOT NULL,
    public_key BYTEA NOT NULL,
    sign_count BIGINT NOT NULL,
    transports TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT passkeys_pkey PRIMARY KEY (id),
    CONSTRAINT passkeys_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT passkeys_by_credential UNIQUE (credential_id)
);

CREATE INDEX passkeys_by_person ON passkeys (person_id);

CREATE TABLE recovery_codes (
    person_id UUID NOT NULL,
    code_hash BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT recovery_codes_pkey PRIMARY KEY (person_id, code_hash),
    CONSTRAINT recovery_codes_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE TABLE passkey_challenges (
    challenge_hash BYTEA NOT NULL,
    purpose TEXT NOT NULL,
    bound_to BYTEA NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT passkey_challenges_pkey PRIMARY KEY (challenge_hash),
    CONSTRAINT passkey_challenges_purpose_known CHECK (purpose IN ('add', 'second', 'confirm', 'sign_in'))
);

CREATE INDEX passkey_challenges_by_expiry ON passkey_challenges (expires_at);

CREATE TABLE pending_sign_ins (
    token_hash BYTEA NOT NULL,
    person_id UUID NOT NULL,
    household_id UUID NOT NULL,
    session_version INTEGER NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pending_sign_ins_pkey PRIMARY KEY (token_hash),
    CONSTRAINT pending_sign_ins_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT pending_sign_ins_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE
);

CREATE INDEX pending_sign_ins_by_person ON pending_sign_ins (person_id);

CREATE INDEX pending_sign_ins_by_household ON pending_sign_ins (household_id);

CREATE INDEX pending_sign_ins_by_expiry ON pending_sign_ins (expires_at);

CREATE TABLE remembered_browsers (
    id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    person_id UUID NOT NULL,
    session_version INTEGER NOT NULL,
    browser TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT remembered_browsers_pkey PRIMARY KEY (id),
    CONSTRAINT remembered_browsers_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT remembered_browsers_by_token UNIQUE (token_hash)
);

CREATE INDEX remembered_browsers_by_person ON remembered_browsers (person_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON authenticator_apps TO mingus_app;

GRANT SELECT ON authenticator_apps TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON passkeys TO mingus_app;

GRANT SELECT ON passkeys TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON recovery_codes TO mingus_app;

GRANT SELECT ON recovery_codes TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON passkey_challenges TO mingus_app;

GRANT SELECT ON passkey_challenges TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON pending_sign_ins TO mingus_app;

GRANT SELECT ON pending_sign_ins TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON remembered_browsers TO mingus_app;

GRANT SELECT ON remembered_browsers TO mingus_readonly;

UPDATE alembic_version SET version_num='0010' WHERE alembic_version.version_num = '0009';

-- Running upgrade 0010 -> 0011

CREATE TABLE invitations (
    id UUID NOT NULL,
    household_id UUID NOT NULL,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    role TEXT NOT NULL,
    token_hash BYTEA NOT NULL,
    invited_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    outcome TEXT,
    CONSTRAINT invitations_pkey PRIMARY KEY (id),
    CONSTRAINT invitations_role_known CHECK (role IN ('partner', 'viewer')),
    CONSTRAINT invitations_outcome_known CHECK (outcome IN ('accepted', 'declined', 'withdrawn')),
    CONSTRAINT invitations_ended_with_outcome CHECK ((ended_at IS NULL) = (outcome IS NULL)),
    CONSTRAINT invitations_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE,
    CONSTRAINT invitations_invited_by_fkey FOREIGN KEY(invited_by) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT invitations_by_token UNIQUE (token_hash)
);

CREATE UNIQUE INDEX invitations_open ON invitations (household_id, email_key) WHERE ended_at IS NULL;

CREATE INDEX invitations_by_household ON invitations (household_id, created_at);

CREATE INDEX invitations_by_inviter ON invitations (invited_by);

CREATE TABLE former_memberships (
    household_id UUID NOT NULL,
    person_id UUID NOT NULL,
    left_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT former_memberships_pkey PRIMARY KEY (household_id, person_id),
    CONSTRAINT former_memberships_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE,
    CONSTRAINT former_memberships_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE INDEX former_memberships_by_person ON former_memberships (person_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON invitations TO mingus_app;

GRANT SELECT ON invitations TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON former_memberships TO mingus_app;

GRANT SELECT ON former_memberships TO mingus_readonly;

ALTER TABLE memberships ADD COLUMN used_at TIMESTAMP WITH TIME ZONE;

ALTER TABLE memberships ADD COLUMN ownership_offered_at TIMESTAMP WITH TIME ZONE;

-- squawk-ignore ban-drop-constraint
ALTER TABLE accounts DROP CONSTRAINT accounts_private_to;

-- squawk-ignore require-concurrent-index-deletion
DROP INDEX accounts_by_name;

CREATE UNIQUE INDEX accounts_by_name ON accounts (household_id, private_to, lower(name)) NULLS NOT DISTINCT WHERE deleted_at IS NULL;

-- squawk-ignore require-concurrent-index-deletion
DROP INDEX accounts_by_number;

CREATE UNIQUE INDEX accounts_by_number ON accounts (household_id, private_to, number_index) NULLS NOT DISTINCT WHERE number_index IS NOT NULL AND deleted_at IS NULL;

UPDATE alembic_version SET version_num='0011' WHERE alembic_version.version_num = '0010';

-- Running upgrade 0011 -> 0012

ALTER TABLE uploads ADD COLUMN purpose TEXT DEFAULT 'import' NOT NULL;

ALTER TABLE uploads ADD CONSTRAINT uploads_purpose_known CHECK (purpose IN ('import', 'document', 'archive')) NOT VALID;

-- squawk-ignore constraint-missing-not-valid
ALTER TABLE uploads VALIDATE CONSTRAINT uploads_purpose_known;

CREATE TABLE documents (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    transaction_id UUID NOT NULL,
    upload_id UUID NOT NULL,
    media_type TEXT NOT NULL,
    added_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT documents_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT documents_household_id_transaction_id_fkey FOREIGN KEY(household_id, transaction_id) REFERENCES transactions (household_id, id) ON DELETE CASCADE,
    CONSTRAINT documents_upload FOREIGN KEY(household_id, upload_id) REFERENCES uploads (household_id, id) ON DELETE CASCADE
);

CREATE INDEX documents_of_transaction ON documents (household_id, transaction_id, created_at);

CREATE UNIQUE INDEX documents_by_upload ON documents (household_id, upload_id);

ALTER TABLE documents ENABLE ROW LEVEL SECURITY;

ALTER TABLE documents FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON documents USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON documents TO mingus_app;

GRANT SELECT ON documents TO mingus_readonly;

UPDATE alembic_version SET version_num='0012' WHERE alembic_version.version_num = '0011';

-- Running upgrade 0012 -> 0013

CREATE TABLE terms_acceptances (
    person_id UUID NOT NULL,
    version TEXT NOT NULL,
    accepted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT terms_acceptances_pkey PRIMARY KEY (person_id, version),
    CONSTRAINT terms_acceptances_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

GRANT SELECT, INSERT, UPDATE, DELETE ON terms_acceptances TO mingus_app;

GRANT SELECT ON terms_acceptances TO mingus_readonly;

CREATE TABLE data_archives (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    status TEXT NOT NULL,
    upload_id UUID,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT data_archives_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT data_archives_status_known CHECK (status IN ('asked', 'ready')),
    CONSTRAINT data_archives_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE,
    CONSTRAINT data_archives_upload FOREIGN KEY(household_id, upload_id) REFERENCES uploads (household_id, id) ON DELETE SET NULL (upload_id)
);

CREATE INDEX data_archives_of_person ON data_archives (household_id, person_id, asked_at);

ALTER TABLE data_archives ENABLE ROW LEVEL SECURITY;

ALTER TABLE data_archives FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON data_archives USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON data_archives TO mingus_app;

GRANT SELECT ON data_archives TO mingus_readonly;

UPDATE alembic_version SET version_num='0013' WHERE alembic_version.version_num = '0012';

-- Running upgrade 0013 -> 0014

ALTER TABLE sessions ADD COLUMN vicinity TEXT DEFAULT '' NOT NULL;

ALTER TABLE refresh_tokens ADD COLUMN browser TEXT DEFAULT '' NOT NULL;

ALTER TABLE refresh_tokens ADD COLUMN vicinity TEXT DEFAULT '' NOT NULL;

CREATE TABLE personal_tokens (
    id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    person_id UUID NOT NULL,
    household_id UUID NOT NULL,
    session_version INTEGER NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    ending TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    revoked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT personal_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT personal_tokens_may_something CHECK (scopes <> ''),
    CONSTRAINT personal_tokens_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE,
    CONSTRAINT personal_tokens_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT personal_tokens_by_hash UNIQUE (token_hash)
);

CREATE INDEX personal_tokens_by_person ON personal_tokens (person_id);

CREATE INDEX personal_tokens_by_household ON personal_tokens (household_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON personal_tokens TO mingus_app;

GRANT SELECT ON personal_tokens TO mingus_readonly;

UPDATE alembic_version SET version_num='0014' WHERE alembic_version.version_num = '0013';

-- Running upgrade 0014 -> 0015

CREATE INDEX data_keys_by_root ON data_keys (kid, owner_kind, owner_id);

UPDATE alembic_version SET version_num='0015' WHERE alembic_version.version_num = '0014';

-- Running upgrade 0015 -> 0016

CREATE TABLE operators (
    person_id UUID NOT NULL,
    role TEXT NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT operators_pkey PRIMARY KEY (person_id),
    CONSTRAINT operators_role_known CHECK (role IN ('support', 'operator')),
    CONSTRAINT operators_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE TABLE operator_grants (
    id UUID NOT NULL,
    household_id UUID NOT NULL,
    operator_id UUID NOT NULL,
    reason_sealed BYTEA NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    ended_by UUID,
    CONSTRAINT operator_grants_pkey PRIMARY KEY (id),
    CONSTRAINT operator_grants_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE,
    CONSTRAINT operator_grants_operator_id_fkey FOREIGN KEY(operator_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE INDEX operator_grants_of_household ON operator_grants (household_id, expires_at);

CREATE INDEX operator_grants_of_operator ON operator_grants (operator_id, expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON operators TO mingus_app;

GRANT SELECT ON operators TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON operator_grants TO mingus_app;

GRANT SELECT ON operator_grants TO mingus_readonly;

UPDATE alembic_version SET version_num='0016' WHERE alembic_version.version_num = '0015';

GRANT SELECT ON alembic_version TO mingus_app, mingus_readonly;

INSERT INTO migration_log
  (id, head, sql_sha256, fingerprint, applied_at, applied_by, version, commit, duration_ms)
SELECT gen_random_uuid(), '0016', '646c8693012d414c839e9e2763e55274da8d4b2797f4ad6b11af3693562c0c65', (SELECT encode(sha256(convert_to(string_agg(line, E'\n' ORDER BY line), 'UTF8')), 'hex')
  FROM (
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
) AS described), clock_timestamp(), 'PRODUCTION_DATABASE_MIGRATIONS.sql', '', '',
       (extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::int;

COMMIT;

RESET ROLE;
