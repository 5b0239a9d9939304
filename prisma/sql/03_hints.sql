-- Sends a hint to all nodes when the transaction commits; the kinds of hints are those of server/src/live/hintReceiver.ts.
--
-- A transaction that has called pg_notify() holds a lock of the whole PostgreSQL server while it commits, so such transactions commit
-- one after another. A node with REDIS_URL therefore takes the hints of its connections itself (`parley.hints` is `node` there) and
-- publishes them after the commit: they reach it as messages of this code (server/src/platform/database/takeHints.ts). INFO is sent
-- whatever client_min_messages says. All other sessions notify.
CREATE FUNCTION send_hint(hint text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('parley.hints', true) = 'node' THEN
    RAISE INFO USING MESSAGE = hint, ERRCODE = 'PHINT';
  ELSE
    PERFORM pg_notify('parley', hint);
  END IF;
END $$;
