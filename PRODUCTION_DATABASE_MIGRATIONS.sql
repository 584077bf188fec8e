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

-- Running upgrade 0016 -> 0017

CREATE TABLE profiles (
    person_id UUID NOT NULL,
    facts_sealed BYTEA,
    currency TEXT,
    monthly_income_minor BIGINT,
    current_savings_balance_minor BIGINT,
    total_debt_amount_minor BIGINT,
    checkin_frequency TEXT,
    weekly_insights BOOLEAN,
    goal_reminders BOOLEAN,
    steps JSONB NOT NULL,
    dismissed_at TIMESTAMP WITH TIME ZONE,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT profiles_pkey PRIMARY KEY (person_id),
    CONSTRAINT profiles_income_not_negative CHECK (monthly_income_minor >= 0),
    CONSTRAINT profiles_savings_not_negative CHECK (current_savings_balance_minor >= 0),
    CONSTRAINT profiles_debt_not_negative CHECK (total_debt_amount_minor >= 0),
    CONSTRAINT profiles_amounts_have_currency CHECK (currency IS NOT NULL OR COALESCE(monthly_income_minor, current_savings_balance_minor, total_debt_amount_minor) IS NULL),
    CONSTRAINT profiles_checkin_frequency_known CHECK (checkin_frequency IN ('daily', 'weekly', 'monthly', 'on_demand', 'never')),
    CONSTRAINT profiles_steps_object CHECK (jsonb_typeof(steps) = 'object'),
    CONSTRAINT profiles_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE TABLE pay_schedules (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    name TEXT NOT NULL,
    rhythm TEXT NOT NULL,
    anchor_on DATE NOT NULL,
    semimonthly_days TEXT,
    weekend_rule TEXT NOT NULL,
    currency TEXT NOT NULL,
    net_minor BIGINT NOT NULL,
    gross_minor BIGINT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pay_schedules_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT pay_schedules_rhythm_known CHECK (rhythm IN ('weekly', 'biweekly', 'semimonthly', 'monthly', 'annually')),
    CONSTRAINT pay_schedules_weekend_known CHECK (weekend_rule IN ('before', 'after', 'none')),
    CONSTRAINT pay_schedules_days_known CHECK (semimonthly_days IN ('first_and_fifteenth', 'fifteenth_and_last')),
    CONSTRAINT pay_schedules_days_if_semimonthly CHECK ((rhythm = 'semimonthly') = (semimonthly_days IS NOT NULL)),
    CONSTRAINT pay_schedules_net_positive CHECK (net_minor > 0),
    CONSTRAINT pay_schedules_gross_not_below_net CHECK (gross_minor >= net_minor),
    CONSTRAINT pay_schedules_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE
);

CREATE TABLE debts (
    household_id UUID NOT NULL,
    id UUID NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    currency TEXT NOT NULL,
    balance_minor BIGINT NOT NULL,
    rate_basis_points INTEGER,
    minimum_minor BIGINT,
    account_id UUID,
    created_by UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    deleted_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT debts_pkey PRIMARY KEY (household_id, id),
    CONSTRAINT debts_kind_known CHECK (kind IN ('card', 'student', 'car', 'mortgage', 'medical', 'personal', 'family', 'other')),
    CONSTRAINT debts_balance_not_negative CHECK (balance_minor >= 0),
    CONSTRAINT debts_rate_sensible CHECK (rate_basis_points BETWEEN 0 AND 100000),
    CONSTRAINT debts_minimum_not_negative CHECK (minimum_minor >= 0),
    CONSTRAINT debts_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE,
    CONSTRAINT debts_account FOREIGN KEY(household_id, account_id) REFERENCES accounts (household_id, id) ON DELETE SET NULL (account_id)
);

CREATE INDEX debts_by_account ON debts (household_id, account_id);

ALTER TABLE profiles ENABLE ROW LEVEL SECURITY;

ALTER TABLE profiles FORCE ROW LEVEL SECURITY;

CREATE POLICY person_only ON profiles USING (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid)) WITH CHECK (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON profiles TO mingus_app;

GRANT SELECT ON profiles TO mingus_readonly;

ALTER TABLE pay_schedules ENABLE ROW LEVEL SECURITY;

ALTER TABLE pay_schedules FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON pay_schedules USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

ALTER TABLE debts ENABLE ROW LEVEL SECURITY;

ALTER TABLE debts FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON debts USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON pay_schedules TO mingus_app;

GRANT SELECT ON pay_schedules TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON debts TO mingus_app;

GRANT SELECT ON debts TO mingus_readonly;

UPDATE alembic_version SET version_num='0017' WHERE alembic_version.version_num = '0016';

-- Running upgrade 0017 -> 0018

CREATE TABLE articles (
    id UUID NOT NULL,
    slug TEXT NOT NULL,
    status TEXT NOT NULL,
    number INTEGER NOT NULL,
    origin TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    phase TEXT NOT NULL,
    level TEXT NOT NULL,
    place SMALLINT NOT NULL,
    topics TEXT[] NOT NULL,
    objectives TEXT[] NOT NULL,
    prerequisites TEXT[] NOT NULL,
    related TEXT[] NOT NULL,
    goal TEXT,
    assessment TEXT,
    author TEXT NOT NULL,
    published_on DATE NOT NULL,
    updated_on DATE NOT NULL,
    reading_minutes SMALLINT NOT NULL,
    keywords TEXT NOT NULL,
    body_text TEXT NOT NULL,
    html TEXT NOT NULL,
    outline JSONB NOT NULL,
    sources JSONB NOT NULL,
    stamp TEXT NOT NULL,
    file_hash TEXT,
    waiting_number INTEGER,
    due_number INTEGER,
    due_at TIMESTAMP WITH TIME ZONE,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    useful_count INTEGER NOT NULL,
    not_useful_count INTEGER NOT NULL,
    stars_count INTEGER NOT NULL,
    stars_sum INTEGER NOT NULL,
    search TSVECTOR GENERATED ALWAYS AS (setweight(to_tsvector('english'::regconfig, title), 'A'::"char") || setweight(to_tsvector('english'::regconfig, (summary || ' '::text) || keywords), 'B'::"char") || setweight(to_tsvector('english'::regconfig, body_text), 'D'::"char")) STORED NOT NULL,
    CONSTRAINT articles_pkey PRIMARY KEY (id),
    CONSTRAINT articles_status_known CHECK (status IN ('live', 'unpublished')),
    CONSTRAINT articles_origin_known CHECK (origin IN ('file', 'operator')),
    CONSTRAINT articles_phase_known CHECK (phase IN ('be', 'do', 'have')),
    CONSTRAINT articles_level_known CHECK (level IN ('beginner', 'intermediate', 'advanced'))
);

CREATE UNIQUE INDEX articles_by_slug ON articles (slug);

CREATE INDEX articles_in_order ON articles (status, place, title, slug);

CREATE INDEX articles_by_change ON articles (changed_at);

CREATE INDEX articles_by_search ON articles USING gin (search);

CREATE TABLE article_versions (
    article_id UUID NOT NULL,
    number INTEGER NOT NULL,
    origin TEXT NOT NULL,
    text TEXT NOT NULL,
    note TEXT NOT NULL,
    made_by UUID,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT article_versions_pkey PRIMARY KEY (article_id, number),
    CONSTRAINT article_versions_origin_known CHECK (origin IN ('file', 'operator')),
    CONSTRAINT article_versions_article_id_fkey FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
);

GRANT SELECT, INSERT, UPDATE, DELETE ON articles TO mingus_app;

GRANT SELECT ON articles TO mingus_readonly;

GRANT SELECT, INSERT ON article_versions TO mingus_app;

GRANT SELECT ON article_versions TO mingus_readonly;

CREATE TABLE article_folders (
    person_id UUID NOT NULL,
    id UUID NOT NULL,
    name_sealed BYTEA NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT article_folders_pkey PRIMARY KEY (person_id, id),
    CONSTRAINT article_folders_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE TABLE article_bookmarks (
    person_id UUID NOT NULL,
    article_id UUID NOT NULL,
    folder_id UUID,
    note_sealed BYTEA,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT article_bookmarks_pkey PRIMARY KEY (person_id, article_id),
    CONSTRAINT article_bookmarks_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT article_bookmarks_person_id_folder_id_fkey FOREIGN KEY(person_id, folder_id) REFERENCES article_folders (person_id, id) ON DELETE SET NULL (folder_id)
);

CREATE INDEX article_bookmarks_newest ON article_bookmarks (person_id, created_at);

CREATE TABLE article_readings (
    person_id UUID NOT NULL,
    article_id UUID NOT NULL,
    percent SMALLINT NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    read_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT article_readings_pkey PRIMARY KEY (person_id, article_id),
    CONSTRAINT article_readings_percent_known CHECK (percent BETWEEN 0 AND 100),
    CONSTRAINT article_readings_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE INDEX article_readings_newest ON article_readings (person_id, read_at);

CREATE TABLE article_ratings (
    person_id UUID NOT NULL,
    article_id UUID NOT NULL,
    is_useful BOOLEAN,
    stars SMALLINT,
    rated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT article_ratings_pkey PRIMARY KEY (person_id, article_id),
    CONSTRAINT article_ratings_stars_known CHECK (stars BETWEEN 1 AND 5),
    CONSTRAINT article_ratings_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

ALTER TABLE article_folders ENABLE ROW LEVEL SECURITY;

ALTER TABLE article_folders FORCE ROW LEVEL SECURITY;

CREATE POLICY person_only ON article_folders USING (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid)) WITH CHECK (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid));

ALTER TABLE article_bookmarks ENABLE ROW LEVEL SECURITY;

ALTER TABLE article_bookmarks FORCE ROW LEVEL SECURITY;

CREATE POLICY person_only ON article_bookmarks USING (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid)) WITH CHECK (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid));

ALTER TABLE article_readings ENABLE ROW LEVEL SECURITY;

ALTER TABLE article_readings FORCE ROW LEVEL SECURITY;

CREATE POLICY person_only ON article_readings USING (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid)) WITH CHECK (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid));

ALTER TABLE article_ratings ENABLE ROW LEVEL SECURITY;

ALTER TABLE article_ratings FORCE ROW LEVEL SECURITY;

CREATE POLICY person_only ON article_ratings USING (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid)) WITH CHECK (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON article_folders TO mingus_app;

GRANT SELECT ON article_folders TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON article_bookmarks TO mingus_app;

GRANT SELECT ON article_bookmarks TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON article_readings TO mingus_app;

GRANT SELECT ON article_readings TO mingus_readonly;

GRANT SELECT, INSERT, UPDATE, DELETE ON article_ratings TO mingus_app;

GRANT SELECT ON article_ratings TO mingus_readonly;

UPDATE alembic_version SET version_num='0018' WHERE alembic_version.version_num = '0017';

-- Running upgrade 0018 -> 0019

CREATE TABLE assessment_attempts (
    person_id UUID NOT NULL,
    id UUID NOT NULL,
    slug TEXT NOT NULL,
    version SMALLINT NOT NULL,
    definition_hash BYTEA NOT NULL,
    answers_sealed BYTEA NOT NULL,
    score SMALLINT,
    sub_scores JSONB,
    band TEXT,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT assessment_attempts_pkey PRIMARY KEY (person_id, id),
    CONSTRAINT assessment_attempts_score_in_range CHECK (score BETWEEN 0 AND 100),
    CONSTRAINT assessment_attempts_finished_with_a_band CHECK ((finished_at IS NULL) = (band IS NULL)),
    CONSTRAINT assessment_attempts_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX assessment_attempts_open ON assessment_attempts (person_id, slug) WHERE finished_at IS NULL;

CREATE INDEX assessment_attempts_by_moment ON assessment_attempts (person_id, slug, finished_at, id);

ALTER TABLE assessment_attempts ENABLE ROW LEVEL SECURITY;

ALTER TABLE assessment_attempts FORCE ROW LEVEL SECURITY;

CREATE POLICY person_only ON assessment_attempts USING (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid)) WITH CHECK (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON assessment_attempts TO mingus_app;

GRANT SELECT ON assessment_attempts TO mingus_readonly;

CREATE TABLE visitor_attempts (
    id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    slug TEXT NOT NULL,
    version SMALLINT NOT NULL,
    definition_hash BYTEA NOT NULL,
    answers_sealed BYTEA NOT NULL,
    score SMALLINT,
    sub_scores JSONB,
    band TEXT,
    started_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT visitor_attempts_pkey PRIMARY KEY (id),
    CONSTRAINT visitor_attempts_score_in_range CHECK (score BETWEEN 0 AND 100),
    CONSTRAINT visitor_attempts_finished_with_a_band CHECK ((finished_at IS NULL) = (band IS NULL)),
    CONSTRAINT visitor_attempts_token_hash_slug_key UNIQUE (token_hash, slug)
);

CREATE INDEX visitor_attempts_by_moment ON visitor_attempts (updated_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON visitor_attempts TO mingus_app;

GRANT SELECT ON visitor_attempts TO mingus_readonly;

UPDATE alembic_version SET version_num='0019' WHERE alembic_version.version_num = '0018';

-- Running upgrade 0019 -> 0020

CREATE TABLE wages (
    year INTEGER NOT NULL,
    area TEXT NOT NULL,
    soc_code TEXT NOT NULL,
    area_kind TEXT NOT NULL,
    area_name TEXT NOT NULL,
    occupation TEXT NOT NULL,
    employment BIGINT,
    mean_minor BIGINT,
    p10_minor BIGINT,
    p25_minor BIGINT,
    p50_minor BIGINT,
    p75_minor BIGINT,
    p90_minor BIGINT,
    source TEXT NOT NULL,
    CONSTRAINT wages_pkey PRIMARY KEY (year, area, soc_code),
    CONSTRAINT wages_area_kind_known CHECK (area_kind IN ('nation', 'state', 'metro')),
    CONSTRAINT wages_year_plausible CHECK (year BETWEEN 1997 AND 2100),
    CONSTRAINT wages_percentiles_rise CHECK (coalesce(p10_minor, 0) <= coalesce(p25_minor, p50_minor, p75_minor, p90_minor, p10_minor, 0) AND coalesce(p25_minor, 0) <= coalesce(p50_minor, p75_minor, p90_minor, p25_minor, 0) AND coalesce(p50_minor, 0) <= coalesce(p75_minor, p90_minor, p50_minor, 0) AND coalesce(p75_minor, 0) <= coalesce(p90_minor, p75_minor, 0))
);

CREATE INDEX wages_by_occupation ON wages (soc_code, area, year);

GRANT SELECT, INSERT, UPDATE, DELETE ON wages TO mingus_app;

GRANT SELECT ON wages TO mingus_readonly;

INSERT INTO wages (year, area, soc_code, area_kind, area_name, occupation, employment, mean_minor, p10_minor, p25_minor, p50_minor, p75_minor, p90_minor, source) VALUES
(2025, 'US', '11-1021', 'nation', 'United States', 'General and Operations Managers', 3503020, 13494000, 5009000, 7232000, 10577000, 16728000, 23920000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '11-2021', 'nation', 'United States', 'Marketing Managers', 395240, 17777000, 9026000, 12302000, 16679000, 21641000, 23920000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '11-2022', 'nation', 'United States', 'Sales Managers', 637080, 16435000, 7317000, 10036000, 14827000, 20734000, 23920000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '11-3021', 'nation', 'United States', 'Computer and Information Systems Managers', 670570, 19216000, 10755000, 13806000, 17514000, 22073000, 23920000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '11-3031', 'nation', 'United States', 'Financial Managers', 841710, 18691000, 9431000, 12549000, 16657000, 21998000, 23920000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '11-9111', 'nation', 'United States', 'Medical and Health Services Managers', 597080, 14097000, 7339000, 9470000, 12386000, 16610000, 22434000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '13-1041', 'nation', 'United States', 'Compliance Officers', 417070, 8840000, 4822000, 6128000, 8073000, 10901000, 13372000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '13-1071', 'nation', 'United States', 'Human Resources Specialists', 912430, 8199000, 4718000, 5861000, 7594000, 9938000, 12872000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '13-1081', 'nation', 'United States', 'Logisticians', 251040, 8973000, 5089000, 6444000, 8232000, 10619000, 13316000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '13-1082', 'nation', 'United States', 'Project Management Specialists', 1066670, 11074000, 6158000, 7844000, 10232000, 13310000, 16797000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '13-1111', 'nation', 'United States', 'Management Analysts', 898280, 11379000, 6064000, 7795000, 10186000, 13337000, 17164000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '13-1141', 'nation', 'United States', 'Compensation, Benefits, and Job Analysis Specialists', 112380, 8433000, 4948000, 6089000, 7821000, 10040000, 12892000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '13-1151', 'nation', 'United States', 'Training and Development Specialists', 458300, 7555000, 3876000, 5011000, 6928000, 9505000, 12325000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '13-1161', 'nation', 'United States', 'Market Research Analysts and Marketing Specialists', 899580, 8949000, 4339000, 5835000, 7876000, 10831000, 15548000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '13-2011', 'nation', 'United States', 'Accountants and Auditors', 1449500, 9475000, 5602000, 6702000, 8368000, 10981000, 14409000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '13-2051', 'nation', 'United States', 'Financial and Investment Analysts', 361980, 11680000, 6372000, 7929000, 10274000, 13334000, 18086000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '13-2052', 'nation', 'United States', 'Personal Financial Advisors', 266800, 15667000, 5019000, 7244000, 10507000, 17679000, 23920000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '13-2072', 'nation', 'United States', 'Loan Officers', 274330, 8779000, 3943000, 5273000, 7669000, 10408000, 15318000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '15-1211', 'nation', 'United States', 'Computer Systems Analysts', 519530, 11461000, 6734000, 8286000, 10585000, 13411000, 16771000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '15-1212', 'nation', 'United States', 'Information Security Analysts', 190650, 13251000, 7509000, 9781000, 12918000, 16350000, 19985000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '15-1232', 'nation', 'United States', 'Computer User Support Specialists', 717190, 6733000, 4098000, 4900000, 6186000, 7904000, 10054000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '15-1244', 'nation', 'United States', 'Network and Computer Systems Administrators', 314340, 10368000, 6264000, 7801000, 9913000, 12664000, 15505000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '15-1252', 'nation', 'United States', 'Software Developers', 1687890, 14810000, 8246000, 10521000, 13598000, 17198000, 21467000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '15-1253', 'nation', 'United States', 'Software Quality Assurance Analysts and Testers', 186740, 11149000, 6144000, 8031000, 10430000, 13318000, 16701000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '15-1254', 'nation', 'United States', 'Web Developers', 70190, 9877000, 4810000, 6423000, 9265000, 12623000, 16229000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '15-2051', 'nation', 'United States', 'Data Scientists', 262440, 12680000, 6724000, 8566000, 12023000, 15888000, 19913000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '17-2051', 'nation', 'United States', 'Civil Engineers', 367840, 10867000, 6824000, 7993000, 10084000, 12968000, 16322000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '17-2071', 'nation', 'United States', 'Electrical Engineers', 198750, 12510000, 7655000, 9283000, 12063000, 15295000, 18430000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '17-2112', 'nation', 'United States', 'Industrial Engineers', 365740, 10990000, 7437000, 8360000, 10244000, 12925000, 15986000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '17-2141', 'nation', 'United States', 'Mechanical Engineers', 296810, 11361000, 7399000, 8413000, 10411000, 13259000, 16434000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '21-1012', 'nation', 'United States', 'Educational, Guidance, and Career Counselors and Advisors', 353310, 7143000, 4502000, 5127000, 6433000, 8287000, 10477000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '21-1021', 'nation', 'United States', 'Child, Family, and School Social Workers', 392550, 6400000, 4228000, 4827000, 5955000, 7607000, 9553000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '21-1022', 'nation', 'United States', 'Healthcare Social Workers', 187630, 7179000, 4622000, 5671000, 6788000, 8224000, 10036000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '21-1023', 'nation', 'United States', 'Mental Health and Substance Abuse Social Workers', 132810, 6803000, 3974000, 4707000, 6028000, 7973000, 10417000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '23-1011', 'nation', 'United States', 'Lawyers', 754500, 18584000, 7836000, 10299000, 15967000, 22137000, 23920000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '23-2011', 'nation', 'United States', 'Paralegals and Legal Assistants', 392880, 6970000, 4474000, 5034000, 6289000, 8008000, 10150000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '25-2021', 'nation', 'United States', 'Elementary School Teachers, Except Special Education', 1388390, 7265000, 4796000, 5771000, 6397000, 8145000, 10434000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '25-2022', 'nation', 'United States', 'Middle School Teachers, Except Special and Career/Technical Education', 620090, 7203000, 4808000, 5853000, 6437000, 8049000, 10254000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '25-2031', 'nation', 'United States', 'Secondary School Teachers, Except Special and Career/Technical Education', 1065210, 7632000, 4878000, 5998000, 7204000, 9257000, 10760000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '27-1024', 'nation', 'United States', 'Graphic Designers', 197830, 7056000, 3952000, 4904000, 6296000, 8183000, 10491000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '27-3031', 'nation', 'United States', 'Public Relations Specialists', 283380, 8412000, 4411000, 5626000, 7475000, 10037000, 13515000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '29-1051', 'nation', 'United States', 'Pharmacists', 321970, 14092000, 9929000, 12938000, 14091000, 16184000, 17423000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '29-1123', 'nation', 'United States', 'Physical Therapists', 267330, 10528000, 7714000, 8616000, 10276000, 12116000, 13514000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '29-1141', 'nation', 'United States', 'Registered Nurses', 3379720, 10142000, 6894000, 8033000, 9755000, 11235000, 13747000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '29-1171', 'nation', 'United States', 'Nurse Practitioners', 323040, 13730000, 10134000, 11799000, 13230000, 15670000, 17442000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '29-2061', 'nation', 'United States', 'Licensed Practical and Licensed Vocational Nurses', 648410, 6705000, 4974000, 5900000, 6440000, 7603000, 8344000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '33-3051', 'nation', 'United States', 'Police and Sheriff''s Patrol Officers', 670520, 7920000, 4751000, 5929000, 7621000, 9760000, 11512000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '41-3021', 'nation', 'United States', 'Insurance Sales Agents', 479100, 8148000, 3733000, 4687000, 6228000, 9695000, 13814000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '41-3031', 'nation', 'United States', 'Securities, Commodities, and Financial Services Sales Agents', 489570, 10915000, 4804000, 5654000, 7866000, 12995000, 21288000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '43-1011', 'nation', 'United States', 'First-Line Supervisors of Office and Administrative Support Workers', 1436680, 7349000, 4561000, 5595000, 6950000, 8509000, 10471000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '43-3031', 'nation', 'United States', 'Bookkeeping, Accounting, and Auditing Clerks', 1373680, 5356000, 3600000, 4352000, 5067000, 6147000, 7455000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3'),
(2025, 'US', '43-6014', 'nation', 'United States', 'Secretaries and Administrative Assistants, Except Legal, Medical, and Executive', 1706790, 4935000, 3328000, 3883000, 4754000, 5800000, 6635000, 'OEWS May 2025 national cross-industry estimates; github.com/abdulgaffarit/scales data/national_wages.csv @af2f5de64b515864b590a98b3e33adfe3270f1c3');

INSERT INTO wages (year, area, soc_code, area_kind, area_name, occupation, employment, mean_minor, p10_minor, p25_minor, p50_minor, p75_minor, p90_minor, source) VALUES
(2025, 'DC', '11-1021', 'state', 'District of Columbia', 'General and Operations Managers', 36150, 17913000, 8859000, 12711000, 16800000, 20489000, 23920000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '11-1021', 'state', 'Florida', 'General and Operations Managers', 236290, 12694000, 4867000, 6840000, 10158000, 15834000, 22608000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '11-1021', 'state', 'Georgia', 'General and Operations Managers', 111060, 13266000, 4744000, 6800000, 10373000, 16510000, 23746000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '11-1021', 'state', 'Illinois', 'General and Operations Managers', 171300, 13554000, 5324000, 7230000, 10357000, 16798000, 23920000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '11-1021', 'state', 'Maryland', 'General and Operations Managers', 96740, 13657000, 5819000, 7876000, 11793000, 17241000, 23585000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '11-1021', 'state', 'North Carolina', 'General and Operations Managers', 63740, 12852000, 4834000, 6680000, 10195000, 16217000, 23823000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '11-1021', 'state', 'New York', 'General and Operations Managers', 206740, 16782000, 6234000, 8577000, 13086000, 20911000, 23920000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '11-1021', 'state', 'Pennsylvania', 'General and Operations Managers', 172010, 12620000, 4999000, 7258000, 10313000, 15880000, 22053000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '11-1021', 'state', 'Texas', 'General and Operations Managers', 431310, 13328000, 4619000, 6447000, 10323000, 16851000, 23920000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '11-2021', 'state', 'District of Columbia', 'Marketing Managers', 3470, 19407000, 10740000, 13951000, 17717000, 23133000, 23920000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '11-2021', 'state', 'Florida', 'Marketing Managers', 24820, 15901000, 7825000, 10401000, 14262000, 20349000, 23920000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '11-2021', 'state', 'Georgia', 'Marketing Managers', 8510, 16894000, 9439000, 12232000, 16076000, 20540000, 23920000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '11-2021', 'state', 'Illinois', 'Marketing Managers', 21140, 17037000, 9599000, 12430000, 16286000, 21204000, 23920000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '11-2021', 'state', 'Maryland', 'Marketing Managers', 6510, 16024000, 8283000, 10701000, 15416000, 20008000, 23920000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '11-2021', 'state', 'North Carolina', 'Marketing Managers', 10790, 17366000, 9676000, 12712000, 16548000, 21058000, 23920000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '11-2021', 'state', 'New York', 'Marketing Managers', 54000, 20248000, 10414000, 14014000, 18120000, 23373000, 23920000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '11-2021', 'state', 'Pennsylvania', 'Marketing Managers', 13840, 15927000, 7699000, 10468000, 15081000, 20749000, 23920000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '11-2021', 'state', 'Texas', 'Marketing Managers', 44680, 15981000, 8182000, 10611000, 14788000, 20043000, 23920000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '13-1071', 'state', 'District of Columbia', 'Human Resources Specialists', 6910, 11602000, 6528000, 8227000, 11097000, 14870000, 17033000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '13-1071', 'state', 'Florida', 'Human Resources Specialists', 62730, 7461000, 4492000, 5120000, 6641000, 9035000, 11592000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '13-1071', 'state', 'Georgia', 'Human Resources Specialists', 32110, 7757000, 4458000, 5368000, 7057000, 9561000, 12554000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '13-1071', 'state', 'Illinois', 'Human Resources Specialists', 35430, 8148000, 4898000, 6075000, 7682000, 9858000, 12394000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '13-1071', 'state', 'Maryland', 'Human Resources Specialists', 15530, 9218000, 5441000, 6476000, 8391000, 11153000, 13940000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '13-1071', 'state', 'North Carolina', 'Human Resources Specialists', 31140, 7945000, 4676000, 5685000, 7307000, 9691000, 12600000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '13-1071', 'state', 'New York', 'Human Resources Specialists', 54610, 9504000, 5604000, 6526000, 8438000, 11838000, 14999000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '13-1071', 'state', 'Pennsylvania', 'Human Resources Specialists', 36960, 7729000, 4661000, 5605000, 7045000, 9092000, 11985000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '13-1071', 'state', 'Texas', 'Human Resources Specialists', 84930, 7492000, 4341000, 5290000, 6892000, 9079000, 11706000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '13-1081', 'state', 'District of Columbia', 'Logisticians', 1350, 10970000, 6408000, 7672000, 10477000, 13414000, 16906000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '13-1081', 'state', 'Florida', 'Logisticians', 15020, 7955000, 4537000, 5685000, 7641000, 9765000, 12293000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '13-1081', 'state', 'Georgia', 'Logisticians', 12580, 8004000, 4620000, 6020000, 7757000, 9732000, 11584000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '13-1081', 'state', 'Illinois', 'Logisticians', 14170, 8564000, 4802000, 6330000, 8010000, 10062000, 12807000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '13-1081', 'state', 'Maryland', 'Logisticians', 6840, 10709000, 6409000, 8110000, 10270000, 13087000, 15675000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '13-1081', 'state', 'North Carolina', 'Logisticians', 7860, 8815000, 5581000, 6535000, 8078000, 10624000, 12818000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '13-1081', 'state', 'New York', 'Logisticians', 6930, 9552000, 6037000, 7255000, 8824000, 11035000, 13694000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '13-1081', 'state', 'Pennsylvania', 'Logisticians', 9980, 8404000, 5096000, 6206000, 7934000, 9997000, 12256000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '13-1081', 'state', 'Texas', 'Logisticians', 21030, 8006000, 4531000, 5847000, 7548000, 9890000, 12379000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '13-1082', 'state', 'District of Columbia', 'Project Management Specialists', 5170, 11953000, 6408000, 7934000, 10490000, 14344000, 19417000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '13-1082', 'state', 'Florida', 'Project Management Specialists', 76370, 10378000, 5907000, 7582000, 9807000, 12864000, 16125000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '13-1082', 'state', 'Georgia', 'Project Management Specialists', 28900, 10808000, 5829000, 7747000, 10214000, 13255000, 16332000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '13-1082', 'state', 'Illinois', 'Project Management Specialists', 27180, 11123000, 6530000, 8100000, 10347000, 13236000, 16391000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '13-1082', 'state', 'Maryland', 'Project Management Specialists', 30530, 11271000, 6289000, 8001000, 10404000, 13463000, 16704000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '13-1082', 'state', 'North Carolina', 'Project Management Specialists', 36200, 10763000, 6157000, 7797000, 10082000, 13069000, 16405000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '13-1082', 'state', 'New York', 'Project Management Specialists', 68020, 12626000, 7458000, 9166000, 12104000, 16022000, 19216000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '13-1082', 'state', 'Pennsylvania', 'Project Management Specialists', 36150, 10691000, 6160000, 7837000, 10015000, 12864000, 16056000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '13-1082', 'state', 'Texas', 'Project Management Specialists', 138960, 10421000, 5746000, 7481000, 9844000, 12937000, 16278000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '13-1111', 'state', 'District of Columbia', 'Management Analysts', 19000, 13035000, 8459000, 10449000, 12614000, 14870000, 17807000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '13-1111', 'state', 'Florida', 'Management Analysts', 71060, 9983000, 5152000, 6491000, 8861000, 12438000, 16181000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '13-1111', 'state', 'Georgia', 'Management Analysts', 38390, 11034000, 6101000, 7784000, 9960000, 13201000, 17285000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '13-1111', 'state', 'Illinois', 'Management Analysts', 45820, 11441000, 5761000, 8123000, 10427000, 13502000, 17536000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '13-1111', 'state', 'Maryland', 'Management Analysts', 19170, 11987000, 7303000, 9287000, 12168000, 14468000, 16209000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '13-1111', 'state', 'North Carolina', 'Management Analysts', 22200, 10560000, 4999000, 7332000, 9856000, 13136000, 16395000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '13-1111', 'state', 'New York', 'Management Analysts', 69150, 12970000, 6490000, 8567000, 11225000, 16546000, 20944000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '13-1111', 'state', 'Pennsylvania', 'Management Analysts', 34420, 10045000, 5125000, 6533000, 9383000, 12650000, 16177000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '13-1161', 'state', 'Maryland', 'Market Research Analysts and Marketing Specialists', 13570, 8561000, 4160000, 5704000, 7637000, 10034000, 14560000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '13-1161', 'state', 'North Carolina', 'Market Research Analysts and Marketing Specialists', 30700, 8943000, 4378000, 5843000, 7841000, 10981000, 15567000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '13-1161', 'state', 'New York', 'Market Research Analysts and Marketing Specialists', 80500, 10327000, 5607000, 7260000, 9858000, 12943000, 16592000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '13-1161', 'state', 'Pennsylvania', 'Market Research Analysts and Marketing Specialists', 31040, 7710000, 3416000, 4979000, 6876000, 9667000, 12881000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '13-1161', 'state', 'Texas', 'Market Research Analysts and Marketing Specialists', 63350, 7977000, 3764000, 5206000, 7252000, 9832000, 13571000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '13-2011', 'state', 'District of Columbia', 'Accountants and Auditors', 9810, 12268000, 7147000, 8305000, 11153000, 15673000, 18522000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '13-2011', 'state', 'Florida', 'Accountants and Auditors', 91000, 8821000, 5028000, 6273000, 7925000, 10314000, 13193000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '13-2011', 'state', 'Georgia', 'Accountants and Auditors', 44020, 9364000, 5183000, 6483000, 8190000, 10911000, 14596000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '13-2011', 'state', 'Illinois', 'Accountants and Auditors', 54930, 8891000, 5451000, 6629000, 8023000, 10227000, 13199000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '13-2011', 'state', 'Maryland', 'Accountants and Auditors', 26170, 9821000, 5976000, 7310000, 8937000, 11642000, 15666000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '13-2011', 'state', 'North Carolina', 'Accountants and Auditors', 49270, 9381000, 5361000, 6512000, 8205000, 10809000, 14610000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '13-2011', 'state', 'New York', 'Accountants and Auditors', 109830, 11407000, 6370000, 7976000, 10264000, 13482000, 17103000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '13-2011', 'state', 'Pennsylvania', 'Accountants and Auditors', 54290, 8607000, 5068000, 6233000, 7900000, 9999000, 13027000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '13-2011', 'state', 'Texas', 'Accountants and Auditors', 116470, 9037000, 5338000, 6556000, 8092000, 10376000, 13204000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '13-2051', 'state', 'District of Columbia', 'Financial and Investment Analysts', 3670, 12389000, 6762000, 8429000, 10578000, 13437000, 20733000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '13-2051', 'state', 'Florida', 'Financial and Investment Analysts', 23900, 10370000, 6062000, 7071000, 9449000, 11971000, 15547000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '13-2051', 'state', 'Georgia', 'Financial and Investment Analysts', 9780, 10863000, 6614000, 7838000, 9942000, 12942000, 16770000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '13-2051', 'state', 'Illinois', 'Financial and Investment Analysts', 20520, 11082000, 6470000, 7843000, 10118000, 12862000, 16609000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '13-2051', 'state', 'Maryland', 'Financial and Investment Analysts', 5360, 11660000, 6469000, 8055000, 10037000, 13469000, 18332000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '13-2051', 'state', 'North Carolina', 'Financial and Investment Analysts', 12710, 10988000, 6167000, 7651000, 10239000, 13144000, 16725000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '13-2051', 'state', 'New York', 'Financial and Investment Analysts', 52380, 14662000, 7754000, 10157000, 12793000, 17499000, 22538000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '13-2051', 'state', 'Pennsylvania', 'Financial and Investment Analysts', 13310, 9853000, 5726000, 6662000, 8446000, 12147000, 15532000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '13-2051', 'state', 'Texas', 'Financial and Investment Analysts', 28820, 11092000, 6323000, 7735000, 9915000, 12620000, 16999000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '13-2072', 'state', 'District of Columbia', 'Loan Officers', 370, 10015000, 4586000, 6494000, 9289000, 12572000, 15763000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '13-2072', 'state', 'Florida', 'Loan Officers', 18830, 8132000, 3318000, 4920000, 7109000, 10055000, 13307000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '13-2072', 'state', 'Georgia', 'Loan Officers', 9540, 8498000, 3949000, 4882000, 6849000, 9865000, 13880000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '13-2072', 'state', 'Illinois', 'Loan Officers', 10890, 8935000, 4302000, 6052000, 7915000, 10456000, 13708000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '13-2072', 'state', 'Maryland', 'Loan Officers', 3850, 8419000, 3747000, 4999000, 7358000, 9922000, 15986000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '13-2072', 'state', 'North Carolina', 'Loan Officers', 10700, 8416000, 4327000, 5768000, 7592000, 10055000, 13048000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '13-2072', 'state', 'New York', 'Loan Officers', 10840, 11467000, 4941000, 6267000, 9571000, 14889000, 21135000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '13-2072', 'state', 'Pennsylvania', 'Loan Officers', 8140, 8045000, 3999000, 4915000, 6930000, 9975000, 13290000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '13-2072', 'state', 'Texas', 'Loan Officers', 21200, 7941000, 3415000, 4803000, 6637000, 9577000, 13528000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '15-1244', 'state', 'District of Columbia', 'Network and Computer Systems Administrators', 1320, 11692000, 8085000, 9848000, 11097000, 13703000, 15058000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '15-1244', 'state', 'Florida', 'Network and Computer Systems Administrators', 26890, 9746000, 5934000, 7380000, 9520000, 11845000, 14314000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '15-1244', 'state', 'Georgia', 'Network and Computer Systems Administrators', 9190, 10159000, 6247000, 7698000, 9717000, 12273000, 14870000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '15-1244', 'state', 'Illinois', 'Network and Computer Systems Administrators', 9820, 10545000, 6565000, 7952000, 10008000, 12879000, 15780000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '15-1244', 'state', 'Maryland', 'Network and Computer Systems Administrators', 9230, 12357000, 7199000, 9090000, 11829000, 15636000, 17772000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '15-1244', 'state', 'North Carolina', 'Network and Computer Systems Administrators', 13850, 9758000, 5068000, 7209000, 9523000, 12410000, 14965000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '15-1244', 'state', 'New York', 'Network and Computer Systems Administrators', 18220, 11390000, 6993000, 8363000, 10581000, 13439000, 16681000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '15-1244', 'state', 'Pennsylvania', 'Network and Computer Systems Administrators', 7750, 9225000, 6138000, 7115000, 8614000, 10584000, 13016000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '15-1244', 'state', 'Texas', 'Network and Computer Systems Administrators', 34840, 10490000, 6365000, 7957000, 10124000, 12814000, 15543000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '15-1252', 'state', 'District of Columbia', 'Software Developers', 6120, 14443000, 8514000, 11712000, 13688000, 16958000, 19700000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '15-1252', 'state', 'Florida', 'Software Developers', 87890, 13701000, 8005000, 10197000, 13098000, 16480000, 20440000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '15-1252', 'state', 'Georgia', 'Software Developers', 49700, 13215000, 8011000, 10341000, 13101000, 16224000, 17600000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '15-1252', 'state', 'Illinois', 'Software Developers', 56310, 13654000, 8098000, 10154000, 13211000, 16642000, 19474000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '15-1252', 'state', 'Maryland', 'Software Developers', 31350, 15156000, 8769000, 10912000, 13868000, 17800000, 22261000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '15-1252', 'state', 'North Carolina', 'Software Developers', 58470, 13694000, 8384000, 10453000, 13471000, 16475000, 17931000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '15-1252', 'state', 'New York', 'Software Developers', 113510, 16382000, 9743000, 12716000, 16618000, 20554000, 22459000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '15-1252', 'state', 'Pennsylvania', 'Software Developers', 55920, 12811000, 7775000, 9859000, 12655000, 15839000, 17808000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '15-1252', 'state', 'Texas', 'Software Developers', 163880, 13645000, 8260000, 10335000, 13215000, 16253000, 18368000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '15-1253', 'state', 'District of Columbia', 'Software Quality Assurance Analysts and Testers', 760, 10795000, 6521000, 8071000, 10334000, 13092000, 14482000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '15-1253', 'state', 'Florida', 'Software Quality Assurance Analysts and Testers', 10320, 10256000, 5797000, 7676000, 10021000, 12528000, 15062000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '15-1253', 'state', 'Georgia', 'Software Quality Assurance Analysts and Testers', 7110, 10532000, 6813000, 8262000, 10304000, 12561000, 14176000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '15-1253', 'state', 'Illinois', 'Software Quality Assurance Analysts and Testers', 6530, 10795000, 6548000, 8302000, 10491000, 13029000, 15062000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '15-1253', 'state', 'Maryland', 'Software Quality Assurance Analysts and Testers', 5880, 12341000, 7727000, 10060000, 11110000, 14088000, 17181000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '15-1253', 'state', 'North Carolina', 'Software Quality Assurance Analysts and Testers', 8890, 10206000, 6119000, 7425000, 10039000, 12819000, 14871000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '15-1253', 'state', 'New York', 'Software Quality Assurance Analysts and Testers', 10460, 12295000, 5818000, 8626000, 12124000, 15368000, 18291000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '15-1253', 'state', 'Pennsylvania', 'Software Quality Assurance Analysts and Testers', 4530, 9371000, 5897000, 6972000, 9303000, 11319000, 13312000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '15-1253', 'state', 'Texas', 'Software Quality Assurance Analysts and Testers', 19590, 10466000, 5901000, 7967000, 10185000, 12776000, 15338000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '21-1021', 'state', 'Illinois', 'Child, Family, and School Social Workers', 19860, 7067000, 4712000, 5232000, 6322000, 8165000, 10566000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '21-1021', 'state', 'Maryland', 'Child, Family, and School Social Workers', 4710, 7540000, 4124000, 5692000, 7639000, 9394000, 10557000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '21-1021', 'state', 'North Carolina', 'Child, Family, and School Social Workers', 13010, 5966000, 4287000, 4901000, 5961000, 6812000, 7695000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '21-1021', 'state', 'New York', 'Child, Family, and School Social Workers', 30170, 7215000, 4840000, 5623000, 6510000, 7951000, 10010000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '21-1021', 'state', 'Pennsylvania', 'Child, Family, and School Social Workers', 16200, 5533000, 3843000, 4470000, 5082000, 6348000, 7847000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '21-1021', 'state', 'Texas', 'Child, Family, and School Social Workers', 21670, 5570000, 3723000, 4633000, 5568000, 6387000, 7367000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '21-1022', 'state', 'District of Columbia', 'Healthcare Social Workers', 420, 9312000, 6097000, 7536000, 9410000, 10750000, 12423000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '21-1022', 'state', 'Florida', 'Healthcare Social Workers', 10520, 6692000, 4576000, 5784000, 6482000, 7628000, 8847000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '21-1022', 'state', 'Georgia', 'Healthcare Social Workers', 6970, 6491000, 4326000, 5179000, 6242000, 7645000, 8699000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '21-1022', 'state', 'Illinois', 'Healthcare Social Workers', 4910, 6819000, 4729000, 5427000, 6427000, 7861000, 9697000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '21-1022', 'state', 'Maryland', 'Healthcare Social Workers', 4750, 7214000, 4021000, 5566000, 7644000, 8515000, 9634000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '21-1022', 'state', 'North Carolina', 'Healthcare Social Workers', 5120, 6472000, 4065000, 5300000, 6328000, 7716000, 8507000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '21-1022', 'state', 'New York', 'Healthcare Social Workers', 20440, 7517000, 4775000, 5763000, 7307000, 9195000, 10373000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '21-1022', 'state', 'Pennsylvania', 'Healthcare Social Workers', 9630, 6569000, 4677000, 5720000, 6190000, 7604000, 8322000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '21-1022', 'state', 'Texas', 'Healthcare Social Workers', 10880, 6999000, 4021000, 5295000, 6999000, 8091000, 9815000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '21-1023', 'state', 'District of Columbia', 'Mental Health and Substance Abuse Social Workers', 510, 8334000, 5794000, 6536000, 7331000, 10417000, 11550000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '21-1023', 'state', 'Florida', 'Mental Health and Substance Abuse Social Workers', 5150, 5531000, 3818000, 4445000, 5159000, 6205000, 7761000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '21-1023', 'state', 'Georgia', 'Mental Health and Substance Abuse Social Workers', 1330, 5747000, 3299000, 4509000, 5203000, 7249000, 8350000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '21-1023', 'state', 'Illinois', 'Mental Health and Substance Abuse Social Workers', 3460, 5813000, 3991000, 4629000, 4996000, 6921000, 7905000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '21-1023', 'state', 'Maryland', 'Mental Health and Substance Abuse Social Workers', 2250, 7298000, 3810000, 4944000, 7358000, 9469000, 10400000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '21-1023', 'state', 'North Carolina', 'Mental Health and Substance Abuse Social Workers', 3690, 5988000, 3897000, 4815000, 5821000, 6746000, 7972000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '21-1023', 'state', 'New York', 'Mental Health and Substance Abuse Social Workers', 14820, 8611000, 5465000, 6443000, 7938000, 9552000, 12234000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '21-1023', 'state', 'Pennsylvania', 'Mental Health and Substance Abuse Social Workers', 3500, 5285000, 3779000, 4381000, 4829000, 5886000, 7394000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '21-1023', 'state', 'Texas', 'Mental Health and Substance Abuse Social Workers', 8220, 5345000, 3687000, 4108000, 4663000, 5732000, 7921000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '25-2021', 'state', 'District of Columbia', 'Elementary School Teachers, Except Special Education', 3750, 9391000, 6395000, 7795000, 9658000, 10265000, 12837000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '25-2021', 'state', 'Florida', 'Elementary School Teachers, Except Special Education', 79090, 5953000, 4868000, 5080000, 5893000, 6251000, 7578000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '25-2021', 'state', 'Georgia', 'Elementary School Teachers, Except Special Education', 43820, 7072000, 4926000, 6111000, 7229000, 7787000, 9803000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '25-2021', 'state', 'Illinois', 'Elementary School Teachers, Except Special Education', 61520, 7463000, 4704000, 5843000, 7532000, 9783000, 10525000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '25-2021', 'state', 'Maryland', 'Elementary School Teachers, Except Special Education', 29610, 8009000, 5629000, 6229000, 7768000, 10056000, 10704000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '25-2021', 'state', 'North Carolina', 'Elementary School Teachers, Except Special Education', 42410, 5407000, 4557000, 4747000, 5493000, 5973000, 6259000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '25-2021', 'state', 'New York', 'Elementary School Teachers, Except Special Education', 101410, 9340000, 5676000, 6610000, 8576000, 12693000, 13626000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '25-2021', 'state', 'Pennsylvania', 'Elementary School Teachers, Except Special Education', 48370, 7578000, 5199000, 6138000, 7706000, 8866000, 9963000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '25-2021', 'state', 'Texas', 'Elementary School Teachers, Except Special Education', 116260, 6189000, 4850000, 5946000, 6276000, 6541000, 7357000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '25-2031', 'state', 'District of Columbia', 'Secondary School Teachers, Except Special and Career/Technical Education', 2800, 8846000, 5075000, 6648000, 8275000, 10232000, 12817000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '25-2031', 'state', 'Florida', 'Secondary School Teachers, Except Special and Career/Technical Education', 49810, 6157000, 4921000, 5234000, 6041000, 6477000, 7710000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '25-2031', 'state', 'Georgia', 'Secondary School Teachers, Except Special and Career/Technical Education', 25730, 7200000, 4945000, 6095000, 7548000, 7924000, 9682000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '25-2031', 'state', 'Illinois', 'Secondary School Teachers, Except Special and Career/Technical Education', 44670, 8932000, 4902000, 6233000, 7999000, 10467000, 13596000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '25-2031', 'state', 'Maryland', 'Secondary School Teachers, Except Special and Career/Technical Education', 16640, 7982000, 5815000, 6230000, 7867000, 9869000, 10269000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '25-2031', 'state', 'North Carolina', 'Secondary School Teachers, Except Special and Career/Technical Education', 28620, 5576000, 4543000, 4776000, 5765000, 6074000, 6446000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '25-2031', 'state', 'New York', 'Secondary School Teachers, Except Special and Career/Technical Education', 70660, 9722000, 6007000, 7605000, 9707000, 13198000, 13645000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '25-2031', 'state', 'Pennsylvania', 'Secondary School Teachers, Except Special and Career/Technical Education', 52240, 7765000, 5144000, 6175000, 7880000, 9298000, 10236000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '25-2031', 'state', 'Texas', 'Secondary School Teachers, Except Special and Career/Technical Education', 111660, 6574000, 5041000, 6139000, 6359000, 7372000, 7802000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '29-1123', 'state', 'District of Columbia', 'Physical Therapists', 610, 11240000, 8562000, 9594000, 10164000, 12875000, 12947000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '29-1123', 'state', 'Florida', 'Physical Therapists', 16290, 9851000, 7363000, 8365000, 10104000, 10752000, 12288000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '29-1123', 'state', 'Georgia', 'Physical Therapists', 6780, 10324000, 7858000, 8377000, 10270000, 12061000, 13063000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '29-1123', 'state', 'Illinois', 'Physical Therapists', 9800, 10908000, 8300000, 9594000, 10525000, 12292000, 14041000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '29-1123', 'state', 'Maryland', 'Physical Therapists', 3940, 11070000, 7999000, 9688000, 10689000, 12544000, 13863000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '29-1123', 'state', 'North Carolina', 'Physical Therapists', 7350, 10001000, 7802000, 8408000, 9991000, 11033000, 12594000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '29-1123', 'state', 'New York', 'Physical Therapists', 20940, 10274000, 7358000, 8147000, 10066000, 12127000, 13612000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '29-1123', 'state', 'Pennsylvania', 'Physical Therapists', 11710, 10165000, 7696000, 8232000, 10138000, 11665000, 12706000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '29-1123', 'state', 'Texas', 'Physical Therapists', 21870, 10927000, 7660000, 8862000, 10581000, 12729000, 13905000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '29-1141', 'state', 'District of Columbia', 'Registered Nurses', 11440, 10698000, 7939000, 8585000, 10254000, 12780000, 15117000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '29-1141', 'state', 'Florida', 'Registered Nurses', 229940, 9065000, 6797000, 7866000, 8419000, 10118000, 12033000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '29-1141', 'state', 'Georgia', 'Registered Nurses', 100950, 9508000, 6892000, 7909000, 9355000, 10633000, 12864000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '29-1141', 'state', 'Illinois', 'Registered Nurses', 138910, 9436000, 6917000, 8002000, 9599000, 10596000, 11819000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '29-1141', 'state', 'Maryland', 'Registered Nurses', 52910, 9901000, 7678000, 8374000, 9979000, 10734000, 12479000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '29-1141', 'state', 'North Carolina', 'Registered Nurses', 111120, 9047000, 6766000, 7877000, 8435000, 10204000, 11022000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '29-1141', 'state', 'New York', 'Registered Nurses', 205810, 11344000, 7976000, 9484000, 10944000, 12966000, 15709000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '29-1141', 'state', 'Pennsylvania', 'Registered Nurses', 146520, 9402000, 7080000, 8061000, 9643000, 10473000, 11790000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '29-1141', 'state', 'Texas', 'Registered Nurses', 271380, 9538000, 6712000, 7917000, 9597000, 10510000, 12795000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'DC', '29-1171', 'state', 'District of Columbia', 'Nurse Practitioners', 680, 14647000, 11520000, 12549000, 13588000, 16095000, 18030000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'FL', '29-1171', 'state', 'Florida', 'Nurse Practitioners', 21790, 13041000, 10192000, 11238000, 12951000, 13761000, 16360000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'GA', '29-1171', 'state', 'Georgia', 'Nurse Practitioners', 10460, 12880000, 9916000, 11036000, 12943000, 14124000, 16606000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'IL', '29-1171', 'state', 'Illinois', 'Nurse Practitioners', 9270, 13094000, 10244000, 11332000, 13068000, 14200000, 16147000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'MD', '29-1171', 'state', 'Maryland', 'Nurse Practitioners', 6710, 13336000, 9992000, 11966000, 13111000, 14714000, 16933000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NC', '29-1171', 'state', 'North Carolina', 'Nurse Practitioners', 9800, 13087000, 10353000, 11426000, 12899000, 14218000, 16432000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'NY', '29-1171', 'state', 'New York', 'Nurse Practitioners', 22890, 15390000, 11273000, 13249000, 15351000, 17029000, 19806000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'PA', '29-1171', 'state', 'Pennsylvania', 'Nurse Practitioners', 10670, 13207000, 10294000, 11096000, 13014000, 14272000, 16372000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997'),
(2025, 'TX', '29-1171', 'state', 'Texas', 'Nurse Practitioners', 25970, 13142000, 9688000, 11384000, 13167000, 14766000, 16198000, 'OEWS May 2025 state cross-industry estimates; github.com/abdulgaffarit/scales data/state_wages.csv @210ad06794fc053e2c48c51f63e520751aad1997');

UPDATE alembic_version SET version_num='0020' WHERE alembic_version.version_num = '0019';

-- Running upgrade 0020 -> 0021

CREATE TABLE check_ins (
    person_id UUID NOT NULL,
    id UUID NOT NULL,
    week_on DATE NOT NULL,
    status TEXT NOT NULL,
    answers_sealed BYTEA,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT check_ins_pkey PRIMARY KEY (person_id, id),
    CONSTRAINT check_ins_status_known CHECK (status IN ('done', 'skipped')),
    CONSTRAINT check_ins_done_with_answers CHECK ((status = 'done') = (answers_sealed IS NOT NULL)),
    CONSTRAINT check_ins_weeks_start_monday CHECK (extract(isodow FROM week_on) = 1),
    CONSTRAINT check_ins_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT check_ins_person_id_week_on_key UNIQUE (person_id, week_on)
);

ALTER TABLE check_ins ENABLE ROW LEVEL SECURITY;

ALTER TABLE check_ins FORCE ROW LEVEL SECURITY;

CREATE POLICY person_only ON check_ins USING (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid)) WITH CHECK (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON check_ins TO mingus_app;

GRANT SELECT ON check_ins TO mingus_readonly;

UPDATE alembic_version SET version_num='0021' WHERE alembic_version.version_num = '0020';

-- Running upgrade 0021 -> 0022

CREATE TABLE letters (
    person_id UUID NOT NULL,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    week_on DATE NOT NULL,
    mail_id UUID,
    queued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT letters_pkey PRIMARY KEY (person_id, id),
    CONSTRAINT letters_kind_known CHECK (kind IN ('insights', 'goals', 'check_in')),
    CONSTRAINT letters_person_id_fkey FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
    CONSTRAINT letters_person_id_kind_week_on_key UNIQUE (person_id, kind, week_on)
);

ALTER TABLE letters ENABLE ROW LEVEL SECURITY;

ALTER TABLE letters FORCE ROW LEVEL SECURITY;

CREATE POLICY person_only ON letters USING (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid)) WITH CHECK (person_id = (SELECT NULLIF(current_setting('app.person_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON letters TO mingus_app;

GRANT SELECT ON letters TO mingus_readonly;

UPDATE alembic_version SET version_num='0022' WHERE alembic_version.version_num = '0021';

-- Running upgrade 0022 -> 0023

CREATE TABLE advice_decisions (
    household_id UUID NOT NULL,
    person_id UUID NOT NULL,
    rule TEXT NOT NULL,
    decision TEXT NOT NULL,
    reason TEXT,
    snoozed_until DATE,
    measure BIGINT NOT NULL,
    currency TEXT NOT NULL,
    metric TEXT NOT NULL,
    baseline_minor BIGINT,
    baseline_months INTEGER,
    accepted_at TIMESTAMP WITH TIME ZONE,
    decided_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT advice_decisions_pkey PRIMARY KEY (household_id, person_id, rule),
    CONSTRAINT advice_decisions_decision_known CHECK (decision IN ('accepted', 'dismissed', 'snoozed', 'done')),
    CONSTRAINT advice_decisions_reason_known CHECK (reason IN ('figures_wrong', 'taken_care_of', 'not_for_me', 'other')),
    CONSTRAINT advice_decisions_reason_of_dismissal CHECK (reason IS NULL OR decision = 'dismissed'),
    CONSTRAINT advice_decisions_snoozed_until_a_day CHECK ((decision = 'snoozed') = (snoozed_until IS NOT NULL)),
    CONSTRAINT advice_decisions_baseline_with_months CHECK ((baseline_minor IS NULL) = (baseline_months IS NULL)),
    CONSTRAINT advice_decisions_household_id_fkey FOREIGN KEY(household_id) REFERENCES households (id) ON DELETE CASCADE
);

ALTER TABLE advice_decisions ENABLE ROW LEVEL SECURITY;

ALTER TABLE advice_decisions FORCE ROW LEVEL SECURITY;

CREATE POLICY household_only ON advice_decisions USING (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid)) WITH CHECK (household_id = (SELECT NULLIF(current_setting('app.household_id', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON advice_decisions TO mingus_app;

GRANT SELECT ON advice_decisions TO mingus_readonly;

ALTER TABLE accounts ADD COLUMN limit_minor BIGINT;

ALTER TABLE accounts ADD CONSTRAINT accounts_limit_positive CHECK (limit_minor > 0) NOT VALID;

UPDATE alembic_version SET version_num='0023' WHERE alembic_version.version_num = '0022';

GRANT SELECT ON alembic_version TO mingus_app, mingus_readonly;

INSERT INTO migration_log
  (id, head, sql_sha256, fingerprint, applied_at, applied_by, version, commit, duration_ms)
SELECT gen_random_uuid(), '0023', '70b23f29a3f7f020d40a043a958265820c544b7095b4bc6f438a437aa10364c8', (SELECT encode(sha256(convert_to(string_agg(line, E'\n' ORDER BY line), 'UTF8')), 'hex')
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
