-- One decision per notification: the transaction that causes a notification also decides on which channels and when it is sent.
-- docs/notifications.md describes the rules, docs/decisions/030 the reasons. In-app delivery is the notification itself and has
-- no row; neither has a channel on which the desk did not send.

-- The group of kinds that people turn on and off together. The client and the server know the same groups (deliveries/groups.ts). The text
-- of an enum is STABLE: as IMMUTABLE this would not be inlined, and a call costs more than the rest of a row.
CREATE FUNCTION notification_group(kind notification_kind) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE RETURN
  CASE kind::text
    WHEN 'reply' THEN 'replies' WHEN 'opened' THEN 'replies' WHEN 'scheduled_message_held' THEN 'replies' WHEN 'status' THEN 'status' WHEN 'emergency_access' THEN 'status'
    WHEN 'shop_ticket' THEN 'replies' WHEN 'shop_asked_in' THEN 'replies' WHEN 'shop_assigned' THEN 'replies'
    WHEN 'assigned' THEN 'assignments' WHEN 'unassigned' THEN 'unassigned' WHEN 'mention' THEN 'notes' WHEN 'note' THEN 'notes'
    WHEN 'chat_request' THEN 'requests' WHEN 'chat_decision' THEN 'requests'
    WHEN 'rating_requested' THEN 'ratings' WHEN 'rated' THEN 'ratings'
    WHEN 'case_escalated' THEN 'disputes' WHEN 'shop_reminder' THEN 'disputes' WHEN 'response_overdue' THEN 'disputes'
    WHEN 'evidence_requested' THEN 'disputes' WHEN 'case_decided' THEN 'disputes' WHEN 'case_appealed' THEN 'disputes'
    WHEN 'case_due' THEN 'disputes'
    ELSE 'sessions' END;

-- A text message costs money and interrupts: each kind has to be turned on.
CREATE FUNCTION is_sent_by_default(channel notification_channel) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN channel <> 'sms';

-- Addresses that receive nothing: those of erased people, and those that imports make up for people without one.
CREATE FUNCTION is_made_up(email text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN email LIKE '%.invalid' OR email LIKE '%@import.parley.example';

-- When something that is ready at `ready` may be sent: with the next digest, and not in quiet hours. Local times that a DST change
-- skips or repeats are resolved as AT TIME ZONE does.
CREATE FUNCTION delivery_time(ready timestamptz, zone text, quiet_from time, quiet_until time, digest digest_interval, digest_hour int)
  RETURNS timestamptz LANGUAGE plpgsql STABLE AS $$
DECLARE
  local timestamp := timezone(zone, ready);
BEGIN
  IF digest = 'hourly' THEN
    local := date_trunc('hour', local) + interval '1 hour';
  ELSIF digest = 'daily' THEN
    local := local::date + make_interval(hours => digest_hour, days => (local::time >= make_time(digest_hour, 0, 0))::int);
  END IF;
  IF quiet_from < quiet_until AND local::time >= quiet_from AND local::time < quiet_until THEN
    local := local::date + quiet_until;
  ELSIF quiet_from > quiet_until AND local::time >= quiet_from THEN
    local := local::date + 1 + quiet_until;
  ELSIF quiet_from > quiet_until AND local::time < quiet_until THEN
    local := local::date + quiet_until;
  ELSIF digest = 'off' THEN
    RETURN ready;
  END IF;
  RETURN greatest(ready, timezone(zone, local));
END $$;

-- Decides on which channels these notifications are sent. A delivery that waits already takes along what was added. Adds the jobs that send what
-- waits from now on, one per person and channel. No job is needed where a delivery of the same person and channel waits for an earlier moment, since
-- its job takes everything; unless that moment may come before this transaction commits (it ends after 30 seconds at the latest). Such deliveries are
-- those of the statement's snapshot: its own are not among them.
--
-- Without sequential scans: a connection that plans this while there are few notifications would read all of them, however many there are later.
CREATE FUNCTION decide_about(ids uuid[]) RETURNS uuid[] LANGUAGE plpgsql SET enable_seqscan = off AS $$
DECLARE
  channels notification_channel[];
  people   uuid[];
  moments  timestamptz[];
BEGIN
  WITH decided AS (
    INSERT INTO notification_deliveries AS d (notification_id, channel, user_id, status, reason, message_id, due_at, settled_at)
    SELECT n.id, c.channel, n.user_id, CASE WHEN refusal IS NULL THEN 'pending' ELSE 'skipped' END::delivery_status,
      coalesce(refusal, CASE WHEN due = ready THEN 'delay' WHEN c.channel = 'email' AND s.digest <> 'off' THEN 'digest' ELSE 'quiet_hours' END),
      n.message_id, CASE WHEN refusal IS NULL THEN due END, CASE WHEN refusal IS NOT NULL THEN clock_timestamp() END
    FROM notifications n
    JOIN users u ON u.id = n.user_id
    CROSS JOIN notification_channels c
    LEFT JOIN notification_settings s ON s.user_id = n.user_id
    LEFT JOIN notification_preferences p ON p.user_id = n.user_id AND p.channel = c.channel AND p.kind_group = notification_group(n.kind)
    CROSS JOIN LATERAL (SELECT clock_timestamp() + make_interval(secs => CASE WHEN n.kind = 'emergency_access' THEN 0 ELSE c.delay_seconds END) AS ready) r
    CROSS JOIN LATERAL (SELECT
      -- Most people have no settings: at once.
      CASE WHEN n.kind = 'emergency_access' OR s.user_id IS NULL THEN ready ELSE delivery_time(ready, coalesce(s.time_zone, 'UTC'), s.quiet_from, s.quiet_until,
        CASE WHEN c.channel = 'email' THEN coalesce(s.digest, 'off') ELSE 'off' END, coalesce(s.digest_hour, 8)) END AS due,
      CASE WHEN p.enabled = false AND n.kind <> 'emergency_access' THEN 'off'
        WHEN p.enabled IS NULL AND NOT is_sent_by_default(c.channel) THEN 'not_by_default'
        WHEN c.channel = 'email' AND is_made_up(u.email) THEN 'no_address'
        WHEN c.channel = 'sms' AND s.phone_verified_at IS NULL THEN 'no_phone'
        WHEN c.channel = 'sms' AND s.texts_stopped_at IS NOT NULL THEN 'stopped'
        WHEN c.channel = 'push' AND NOT EXISTS (SELECT FROM push_subscriptions b WHERE b.user_id = n.user_id) THEN 'no_subscription'
      END AS refusal
      -- Computed once: without this, each use would be replaced by the whole expression.
      OFFSET 0) f
    WHERE n.id = ANY (ids) ORDER BY n.user_id, c.channel
    ON CONFLICT (notification_id, channel) DO UPDATE SET
      status = excluded.status, reason = excluded.reason, message_id = excluded.message_id, due_at = excluded.due_at,
      settled_at = excluded.settled_at, decided_at = clock_timestamp(), problem = NULL, mail_id = NULL
    WHERE d.status <> 'pending'
    RETURNING d.channel, d.user_id, d.status, d.due_at)
  SELECT array_agg(w.channel), array_agg(w.user_id), array_agg(w.due_at) INTO channels, people, moments FROM (
    SELECT d.channel, d.user_id, min(d.due_at) AS due_at FROM decided d
    WHERE d.status = 'pending' AND NOT EXISTS (
      SELECT FROM notification_deliveries o
      WHERE o.user_id = d.user_id AND o.channel = d.channel AND o.status = 'pending' AND o.due_at <= d.due_at
        AND o.due_at > clock_timestamp() + interval '30 seconds')
    GROUP BY d.channel, d.user_id) w;
  IF people IS NOT NULL THEN
    PERFORM add_deliver_jobs(channels, people, moments);
  END IF;
  RETURN NULL;
END $$;

-- What nodes of version 0.2 call with the result of decide_about(), while they run beside newer ones.
CREATE FUNCTION add_delivery_jobs(added uuid[]) RETURNS void LANGUAGE sql AS $$ SELECT $$;

-- Also runs where INSERT … ON CONFLICT has inserted nothing.
CREATE FUNCTION decide_new_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  added uuid[] := ARRAY(SELECT id FROM new_notifications WHERE read_at IS NULL);
BEGIN
  IF added <> '{}' THEN
    PERFORM decide_about(added);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER decide_new_deliveries AFTER INSERT ON notifications REFERENCING NEW TABLE AS new_notifications
  FOR EACH STATEMENT WHEN (current_user <> 'parley_maintenance') EXECUTE FUNCTION decide_new_deliveries();

-- A browser shows one notification per ticket: a new one replaces the one before.
CREATE FUNCTION push_tag(ticket_id uuid) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN coalesce(ticket_id::text, 'desk');

-- Has the viewer's browsers take back what they show of these notifications, which were read, unless something else about the same
-- ticket is unread. Not Safari, which ends a subscription after a few messages that show nothing.
CREATE FUNCTION withdraw_pushes(read uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  push record;
BEGIN
  FOR push IN
    SELECT gen_random_uuid() AS id, s.id AS subscription_id, w.tag
    FROM (
      SELECT DISTINCT push_tag(n.ticket_id) AS tag
      FROM notifications n JOIN notification_deliveries d ON d.notification_id = n.id
      WHERE n.id = ANY (read) AND n.user_id = viewer_id() AND d.channel = 'push' AND d.status = 'sent' AND d.settled_at > now() - interval '1 day'
        AND NOT EXISTS (
          SELECT FROM notifications o
          WHERE o.user_id = n.user_id AND o.ticket_id IS NOT DISTINCT FROM n.ticket_id AND o.read_at IS NULL)) w
    CROSS JOIN push_subscriptions s
    WHERE s.user_id = viewer_id() AND s.endpoint NOT LIKE 'https://web.push.apple.com/%'
  LOOP
    INSERT INTO push_outbox (id, user_id, subscription_id, payload)
    VALUES (push.id, viewer_id(), push.subscription_id, json_build_object('type', 'read', 'tag', push.tag));
    PERFORM add_job('send_push', json_build_object('pushId', push.id), 'push:' || push.id, NULL, 5);
  END LOOP;
END $$;

-- What was read is sent nowhere any more; what something was added to is decided about again.
CREATE FUNCTION decide_changed_deliveries() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  read_now uuid[];
  all_read uuid[];
  raised   uuid[];
BEGIN
  -- Also runs where INSERT … ON CONFLICT has updated nothing.
  PERFORM FROM new_notifications;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT array_agg(n.id) FILTER (WHERE n.read_at IS NOT NULL), array_agg(n.id) FILTER (WHERE n.read_at IS NOT NULL AND o.read_at IS NULL),
    array_agg(n.id) FILTER (WHERE n.read_at IS NULL AND n.created_at > o.created_at)
  INTO all_read, read_now, raised FROM new_notifications n JOIN old_notifications o ON o.id = n.id;
  IF all_read IS NOT NULL THEN
    -- What is being sent at this moment is locked: nobody waits for it with the locks of a ticket.
    UPDATE notification_deliveries d SET status = 'cancelled', reason = 'read', settled_at = clock_timestamp()
    WHERE d.id IN (
      SELECT w.id FROM notification_deliveries w WHERE w.notification_id = ANY (all_read) AND w.status = 'pending' FOR UPDATE OF w SKIP LOCKED);
  END IF;
  IF read_now IS NOT NULL THEN
    PERFORM withdraw_pushes(read_now);
  END IF;
  IF raised IS NOT NULL THEN
    PERFORM decide_about(raised);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER decide_changed_deliveries AFTER UPDATE ON notifications REFERENCING NEW TABLE AS new_notifications OLD TABLE AS old_notifications
  FOR EACH STATEMENT WHEN (current_user <> 'parley_maintenance') EXECUTE FUNCTION decide_changed_deliveries();

-- Applies the viewer's changed settings to what waits for them, and adds the jobs for the new moments.
CREATE FUNCTION redecide_own_deliveries() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE notification_deliveries d SET status = 'cancelled', reason = 'off', settled_at = clock_timestamp()
  FROM notifications n, notification_preferences p
  WHERE d.user_id = viewer_id() AND d.status = 'pending' AND n.id = d.notification_id
    AND p.user_id = d.user_id AND p.channel = d.channel AND p.kind_group = notification_group(n.kind) AND NOT p.enabled;
  UPDATE notification_deliveries d SET due_at = due,
    reason = CASE WHEN due = ready THEN 'delay' WHEN channel = 'email' AND w.digest <> 'off' THEN 'digest' ELSE 'quiet_hours' END
  FROM (
    SELECT o.id, s.digest, r.ready, delivery_time(r.ready, s.time_zone, s.quiet_from, s.quiet_until,
      CASE WHEN o.channel = 'email' THEN s.digest ELSE 'off' END, s.digest_hour) AS due
    FROM notification_deliveries o
    JOIN notification_settings s ON s.user_id = o.user_id
    JOIN notification_channels c ON c.channel = o.channel
    CROSS JOIN LATERAL (SELECT o.decided_at + make_interval(secs => c.delay_seconds) AS ready) r
    WHERE o.user_id = viewer_id() AND o.status = 'pending') w
  WHERE d.id = w.id;
  PERFORM add_job('deliver_notifications', json_build_object('channel', channel, 'userId', user_id),
    'deliver:' || channel || ':' || user_id, min(due_at))
  FROM notification_deliveries WHERE user_id = viewer_id() AND status = 'pending' GROUP BY channel, user_id ORDER BY channel;
END $$;

-- ─── notification_deliveries ───────────────────────────────────────────────

GRANT SELECT, INSERT (notification_id, channel, user_id, status, reason, message_id, due_at, settled_at),
  UPDATE (status, reason, message_id, due_at, decided_at, settled_at, problem, mail_id) ON notification_deliveries TO parley_staff, parley_requester;
CREATE POLICY staff_read ON notification_deliveries FOR SELECT TO parley_staff
  USING (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR (SELECT is_admin()) OR pg_trigger_depth() > 0));
CREATE POLICY staff_decide ON notification_deliveries FOR INSERT TO parley_staff
  WITH CHECK (identified_as('staff') AND pg_trigger_depth() > 0 AND status IN ('pending', 'skipped'));
CREATE POLICY staff_settle ON notification_deliveries FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND ((user_id = (SELECT viewer_id()) AND status = 'pending') OR pg_trigger_depth() > 0))
  WITH CHECK (identified_as('staff') AND (user_id = (SELECT viewer_id()) OR pg_trigger_depth() > 0));
CREATE POLICY requester_read ON notification_deliveries FOR SELECT TO parley_requester
  USING (user_id = (SELECT viewer_id()) OR (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL));
CREATE POLICY requester_decide ON notification_deliveries FOR INSERT TO parley_requester
  WITH CHECK ((SELECT viewer_id()) IS NOT NULL AND pg_trigger_depth() > 0 AND status IN ('pending', 'skipped'));
CREATE POLICY requester_settle ON notification_deliveries FOR UPDATE TO parley_requester
  USING ((user_id = (SELECT viewer_id()) AND status = 'pending') OR (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL))
  WITH CHECK (user_id = (SELECT viewer_id()) OR (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL));

-- ─── notification_channels ─────────────────────────────────────────────────

GRANT SELECT ON notification_channels TO parley_staff, parley_requester;
CREATE POLICY staff_read ON notification_channels FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY requester_read ON notification_channels FOR SELECT TO parley_requester USING ((SELECT viewer_id()) IS NOT NULL);

-- ─── notification_preferences, notification_settings, push_subscriptions ───

-- People change their own. The triggers that decide about notifications read those of their recipients. A phone number counts once
-- it is verified, which is not for its owner to say.
GRANT SELECT, INSERT, UPDATE (enabled), DELETE ON notification_preferences TO parley_staff, parley_requester;
GRANT SELECT, INSERT (user_id, time_zone, quiet_from, quiet_until, digest, digest_hour),
  UPDATE (time_zone, quiet_from, quiet_until, digest, digest_hour) ON notification_settings TO parley_staff, parley_requester;
GRANT SELECT, INSERT, UPDATE (user_id, p256dh, auth, user_agent), DELETE ON push_subscriptions TO parley_staff, parley_requester;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['notification_preferences', 'notification_settings', 'push_subscriptions'] LOOP
    CONTINUE WHEN t <> coalesce(nullif(current_setting('parley.only_table', true), ''), t);
    EXECUTE format('CREATE POLICY staff_own ON %I TO parley_staff USING (identified_as(''staff'') AND user_id = (SELECT viewer_id()))
      WITH CHECK (identified_as(''staff'') AND user_id = (SELECT viewer_id()))', t);
    EXECUTE format('CREATE POLICY requester_own ON %I TO parley_requester USING (user_id = (SELECT viewer_id())) WITH CHECK (user_id = (SELECT viewer_id()))', t);
    EXECUTE format('CREATE POLICY staff_decide ON %I FOR SELECT TO parley_staff USING (identified_as(''staff'') AND pg_trigger_depth() > 0)', t);
    EXECUTE format('CREATE POLICY requester_decide ON %I FOR SELECT TO parley_requester USING ((SELECT viewer_id()) IS NOT NULL AND pg_trigger_depth() > 0)', t);
  END LOOP;
END $$;

-- Admins see why somebody was (not) sent a notification.
CREATE POLICY admin_read ON notifications FOR SELECT TO parley_staff USING (identified_as('staff') AND (SELECT is_admin()));

-- ─── push_outbox ───────────────────────────────────────────────────────────

-- What is sent to somebody is written as that person, so that it holds nothing that they may not see.
GRANT INSERT (id, user_id, subscription_id, group_id, payload) ON push_outbox TO parley_staff, parley_requester;
CREATE POLICY staff_own ON push_outbox FOR INSERT TO parley_staff WITH CHECK (
  identified_as('staff') AND user_id = (SELECT viewer_id())
  AND EXISTS (SELECT FROM push_subscriptions s WHERE s.id = subscription_id AND s.user_id = (SELECT viewer_id())));
CREATE POLICY requester_own ON push_outbox FOR INSERT TO parley_requester WITH CHECK (
  user_id = (SELECT viewer_id())
  AND EXISTS (SELECT FROM push_subscriptions s WHERE s.id = subscription_id AND s.user_id = (SELECT viewer_id())));

-- ─── text_messages, phone_codes ────────────────────────────────────────────

-- The same, to their own verified number alone. Codes are written by maintenance: nobody chooses or reads their own.
GRANT INSERT (id, user_id, kind, phone, body) ON text_messages TO parley_staff, parley_requester;
CREATE POLICY staff_own ON text_messages FOR INSERT TO parley_staff WITH CHECK (
  identified_as('staff') AND user_id = (SELECT viewer_id()) AND kind = 'notifications'
  AND phone = (SELECT s.phone FROM notification_settings s WHERE s.user_id = (SELECT viewer_id()) AND s.phone_verified_at IS NOT NULL));
CREATE POLICY requester_own ON text_messages FOR INSERT TO parley_requester WITH CHECK (
  user_id = (SELECT viewer_id()) AND kind = 'notifications'
  AND phone = (SELECT s.phone FROM notification_settings s WHERE s.user_id = (SELECT viewer_id()) AND s.phone_verified_at IS NOT NULL));
