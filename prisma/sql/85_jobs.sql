-- The job queue. Its tables are graphile-worker's, in the schema graphile_worker; they have row-level security without policies,
-- so that only their owner and parley_jobs, the role of the workers, can use them. Everyone else adds jobs through add_job().

-- SECURITY DEFINER, because adding a job writes to tables that the caller may not access. It checks which jobs the session's
-- role may add. A payload holds ids only, and the task checks permissions when it runs.
--
-- The row of a job with a key is locked until the commit, so a key belongs to one object, which its operations have locked before. A job that
-- many operations add has the key NULL (or transaction_key): it is added once per transaction, and no other transaction waits for it.
CREATE FUNCTION add_job(task text, payload json, job_key text, run_at timestamptz, max_attempts int DEFAULT NULL, keep_existing boolean DEFAULT false,
  keep_earlier boolean DEFAULT false) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  own_key text := coalesce(job_key, public.transaction_key(task));
  added bigint;
BEGIN
  IF session_user = 'parley_requester' AND task NOT IN (
    'ask_for_ratings', 'assign_new_tickets', 'case_deadline', 'collect_files', 'end_silent_screen_share', 'learn_ticket', 'move_retired_tickets', 'send_scheduled_message',
    'deliver_notifications', 'send_mail', 'send_push', 'send_text') THEN
    RAISE insufficient_privilege USING MESSAGE = format('Requesters cannot add the job %L.', task);
  END IF;
  -- graphile-worker adds nothing, and returns nothing, if a worker has started the job with this key at this very moment. The started job
  -- may not see what this transaction writes. The next attempt sees that it was started, and adds another one.
  FOR attempt IN 1 .. 3 LOOP
    EXIT WHEN added IS NOT NULL;
    SELECT j.id INTO added FROM graphile_worker.add_job(task, payload => payload, job_key => own_key, run_at => run_at, max_attempts => max_attempts,
      job_key_mode => CASE
        WHEN keep_existing THEN 'unsafe_dedupe'
        WHEN keep_earlier AND EXISTS (SELECT FROM graphile_worker._private_jobs e WHERE e.key = own_key AND e.run_at <= add_job.run_at) THEN 'preserve_run_at'
        ELSE 'replace' END) j;
  END LOOP;
END $$;

-- The key of a job that no other transaction adds.
CREATE FUNCTION transaction_key(name text) RETURNS text LANGUAGE sql RETURN name || ':' || pg_current_xact_id()::text;

REVOKE ALL ON FUNCTION add_job FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_job TO parley_staff, parley_requester, parley_auth, parley_maintenance, parley_jobs;

-- The jobs that send what these people have waiting on these channels (61_deliveries.sql): what nearly every message adds, so in one statement and
-- past the queue's own function, which takes six for each job. As all keys are this transaction's own, no worker can have started one of them, which
-- is what that function and the attempts above are for. Workers find jobs of later moments by themselves, so they are told of due ones only.
CREATE FUNCTION add_deliver_jobs(channels public.notification_channel[], people uuid[], moments timestamptz[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  task int := (SELECT t.id FROM graphile_worker._private_tasks t WHERE t.identifier = 'deliver_notifications');
BEGIN
  IF task IS NULL THEN
    INSERT INTO graphile_worker._private_tasks (identifier) VALUES ('deliver_notifications') ON CONFLICT DO NOTHING;
    task := (SELECT t.id FROM graphile_worker._private_tasks t WHERE t.identifier = 'deliver_notifications');
  END IF;
  INSERT INTO graphile_worker._private_jobs AS j (task_id, payload, key, run_at)
  SELECT task, json_build_object('channel', w.channel, 'userId', w.person), public.transaction_key('deliver:' || w.channel || ':' || w.person), w.moment
  FROM unnest(channels, people, moments) AS w (channel, person, moment)
  ON CONFLICT (key) DO UPDATE SET run_at = least(j.run_at, excluded.run_at);
  IF (SELECT min(m) FROM unnest(moments) AS m) <= clock_timestamp() THEN
    PERFORM pg_notify('jobs:insert', json_build_object('r', random(), 'count', cardinality(people))::text);
  END IF;
END $$;

REVOKE ALL ON FUNCTION add_deliver_jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION add_deliver_jobs TO parley_staff, parley_requester, parley_auth, parley_maintenance, parley_jobs;

-- A scheduled message that is sent, cancelled or deleted no longer needs its job. SECURITY DEFINER as above; a trigger cannot be called.
-- A running job is kept: it checks the message itself.
CREATE FUNCTION remove_send_job() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM graphile_worker._private_jobs WHERE key = 'scheduled_message:' || OLD.id AND locked_at IS NULL;
  RETURN NULL;
END $$;

CREATE TRIGGER remove_send_job AFTER UPDATE OF state ON scheduled_messages FOR EACH ROW
  WHEN (NEW.state IN ('sent', 'cancelled')) EXECUTE FUNCTION remove_send_job();
CREATE TRIGGER remove_job_of_deleted AFTER DELETE ON scheduled_messages FOR EACH ROW EXECUTE FUNCTION remove_send_job();

-- Removes jobs that failed for good a month ago. Batches and deliveries keep theirs: without it they would get a new one, and a forgotten
-- batch would continue. SECURITY DEFINER as above.
CREATE FUNCTION remove_failed_jobs() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
  WHERE t.id = j.task_id AND t.identifier NOT IN ('continue_batch', 'deliver_notifications')
    AND j.attempts >= j.max_attempts AND j.locked_at IS NULL AND j.updated_at < now() - interval '30 days';
END $$;

REVOKE ALL ON FUNCTION remove_failed_jobs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION remove_failed_jobs TO parley_maintenance;

-- ─── graphile_worker ─────────────────────────────────────────────────────────

GRANT USAGE ON SCHEMA graphile_worker TO parley_jobs, parley_staff;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO parley_jobs;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO parley_jobs;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA graphile_worker FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO parley_jobs;

CREATE POLICY jobs ON graphile_worker._private_jobs TO parley_jobs USING (identified_as('jobs')) WITH CHECK (identified_as('jobs'));
CREATE POLICY jobs ON graphile_worker._private_job_queues TO parley_jobs USING (identified_as('jobs')) WITH CHECK (identified_as('jobs'));
CREATE POLICY jobs ON graphile_worker._private_tasks TO parley_jobs USING (identified_as('jobs')) WITH CHECK (identified_as('jobs'));
CREATE POLICY jobs ON graphile_worker._private_known_crontabs TO parley_jobs USING (identified_as('jobs')) WITH CHECK (identified_as('jobs'));

-- Admins can see the jobs and retry them.
GRANT SELECT ON graphile_worker._private_jobs, graphile_worker._private_tasks TO parley_staff;
GRANT UPDATE (run_at, attempts, updated_at) ON graphile_worker._private_jobs TO parley_staff;
CREATE POLICY admin_read ON graphile_worker._private_jobs FOR SELECT TO parley_staff USING ((SELECT is_admin()));
CREATE POLICY admin_retry ON graphile_worker._private_jobs FOR UPDATE TO parley_staff USING ((SELECT is_admin())) WITH CHECK ((SELECT is_admin()));
CREATE POLICY admin_read ON graphile_worker._private_tasks FOR SELECT TO parley_staff USING ((SELECT is_admin()));

-- ─── job_nodes ───────────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE, DELETE ON job_nodes TO parley_jobs;
CREATE POLICY jobs ON job_nodes TO parley_jobs USING (identified_as('jobs')) WITH CHECK (identified_as('jobs'));
