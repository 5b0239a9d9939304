/**
 * Removes everything of a desk from the schema `public`, and its jobs; extensions stay. Fails with 55006 if the desk has people: somebody may
 * have started it since it was found empty.
 */
export const EMPTY = `
  DO $$ BEGIN
    IF to_regclass('public.users') IS NOT NULL THEN
      ALTER TABLE public.users NO FORCE ROW LEVEL SECURITY;
      IF EXISTS (SELECT FROM public.users) THEN RAISE object_in_use USING MESSAGE = 'The desk has people.'; END IF;
    END IF;
  END $$;
  DO $$
  DECLARE
    object text;
  BEGIN
    FOR object IN SELECT oid::regclass FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
      EXECUTE 'DROP TABLE ' || object || ' CASCADE';
    END LOOP;
    FOREACH object IN ARRAY ARRAY(SELECT o.oid::regprocedure::text FROM pg_proc o WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')) LOOP
      EXECUTE 'DROP ROUTINE IF EXISTS ' || object || ' CASCADE';
    END LOOP;
    FOR object IN SELECT oid::regclass FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' LOOP
      EXECUTE 'DROP SEQUENCE ' || object || ' CASCADE';
    END LOOP;
    FOR object IN SELECT oid::regtype FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e' LOOP
      EXECUTE 'DROP TYPE ' || object || ' CASCADE';
    END LOOP;
    FOR object IN SELECT oid::regcollation FROM pg_collation WHERE collnamespace = 'public'::regnamespace LOOP
      EXECUTE 'DROP COLLATION ' || object || ' CASCADE';
    END LOOP;
  END $$;
  DELETE FROM graphile_worker._private_jobs`

/** As Prisma creates it. */
export const MIGRATIONS_TABLE = `
  CREATE TABLE _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text,
    rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`

/**
 * What has to be off while rows are copied, and how it is turned on again. Constraints between tables and indexes are faster to add
 * afterwards, and need no order of the tables then. Triggers, policies and forced row-level security are definitions, which are applied later.
 */
export const DETACH = `
  WITH tables AS (SELECT oid, oid::regclass::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r')
  SELECT 1 AS step, format('ALTER TABLE %s DROP CONSTRAINT %I', t.name, conname) AS detach,
    format('ALTER TABLE %s ADD CONSTRAINT %I %s', t.name, conname, pg_get_constraintdef(c.oid)) AS attach
  FROM pg_constraint c JOIN tables t ON t.oid = c.conrelid WHERE contype = 'f'
  UNION ALL SELECT 2, 'DROP INDEX ' || indexrelid::regclass, pg_get_indexdef(indexrelid) FROM pg_index i JOIN tables t ON t.oid = i.indrelid
  WHERE NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
  UNION ALL SELECT 3, format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY, DISABLE TRIGGER USER', name), NULL FROM tables
  ORDER BY step`

/** Adds the jobs of \`restored_jobs\` to the queue. */
export const ADD_JOBS = `
  INSERT INTO graphile_worker._private_tasks (identifier) SELECT DISTINCT task FROM restored_jobs ON CONFLICT DO NOTHING;
  INSERT INTO graphile_worker._private_job_queues (queue_name) SELECT DISTINCT queue FROM restored_jobs WHERE queue IS NOT NULL ON CONFLICT DO NOTHING;
  INSERT INTO graphile_worker._private_jobs
    (task_id, job_queue_id, payload, priority, run_at, attempts, max_attempts, last_error, key, created_at, updated_at, flags)
  SELECT t.id, q.id, r.payload, r.priority, r.run_at, r.attempts, r.max_attempts, r.last_error, r.key, r.created_at, now(), r.flags
  FROM restored_jobs r JOIN graphile_worker._private_tasks t ON t.identifier = r.task
    LEFT JOIN graphile_worker._private_job_queues q ON q.queue_name = r.queue`

/** Cursors of another epoch are reset. */
export const NEW_EPOCH = 'UPDATE desk_secrets SET epoch = gen_random_uuid()'
