-- A scheduled message that changes is published to its author and, if it is a staff member's, to all staff.
CREATE FUNCTION publish_scheduled_message() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  message scheduled_messages := coalesce(NEW, OLD);
BEGIN
  PERFORM publish_change('scheduled_messages', message.id, CASE
    WHEN NOT EXISTS (SELECT FROM users u WHERE u.id = message.author_id AND u.role IN ('agent', 'admin')) THEN message.author_id END);
  RETURN NULL;
END $$;

-- Rows deleted by cascade with their ticket or author: the cascade runs as the tables' owner, and no one is left to notify.
CREATE TRIGGER publish_scheduled_message AFTER INSERT OR UPDATE OR DELETE ON scheduled_messages FOR EACH ROW
  WHEN (is_staff_connection() OR current_user = 'parley_requester') EXECUTE FUNCTION publish_scheduled_message();

-- Notifies the author that the message was not sent, and names the person who replied first.
CREATE FUNCTION notify_of_held_message() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  published bigint;
BEGIN
  WITH answer AS (
    SELECT e.actor_id, e.message_id FROM ticket_events e
    WHERE NEW.hold_reason = 'answered' AND e.ticket_id = NEW.ticket_id AND e.kind = 'message_added' AND e.audience IN ('participants', NEW.audience) AND e.audience <> 'staff'
      AND CASE NEW.audience WHEN 'shop' THEN e.shop_seq ELSE e.public_seq END > NEW.based_on AND e.actor_id IS DISTINCT FROM NEW.author_id
    ORDER BY e.seq LIMIT 1),
  raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, message_id, data)
    SELECT NEW.author_id, 'scheduled_message_held', NEW.ticket_id, answer.actor_id, answer.message_id, jsonb_build_object('reason', NEW.hold_reason)
    FROM (SELECT) one LEFT JOIN answer ON true
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + 1, actor_id = excluded.actor_id, message_id = excluded.message_id, data = excluded.data, created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT count(publish_change('notifications', id, user_id)) INTO published FROM raised;
  RETURN NULL;
END $$;

-- A disabled author is not notified: they review it if they are enabled again.
CREATE TRIGGER notify_of_held_message AFTER UPDATE OF state ON scheduled_messages FOR EACH ROW
  WHEN (NEW.state = 'held' AND OLD.state <> 'held' AND NEW.hold_reason <> 'author_disabled') EXECUTE FUNCTION notify_of_held_message();

-- ─── scheduled_messages ────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE (body, send_at, state, hold_reason, based_on, updated_at), DELETE ON scheduled_messages TO parley_staff;
GRANT SELECT, INSERT, UPDATE (body, send_at, state, hold_reason, based_on, updated_at) ON scheduled_messages TO parley_requester;
-- Staff see what their colleagues have scheduled, so that they do not reply twice; requesters' scheduled messages are private.
CREATE POLICY staff_read ON scheduled_messages FOR SELECT TO parley_staff USING (
  identified_as('staff') AND EXISTS (SELECT 1 FROM users u WHERE u.id = author_id AND u.role IN ('agent', 'admin')));
CREATE POLICY staff_schedule ON scheduled_messages FOR INSERT TO parley_staff
  WITH CHECK (author_id = (SELECT viewer_id()) AND (SELECT is_staff()) AND state = 'scheduled');
CREATE POLICY staff_change ON scheduled_messages FOR UPDATE TO parley_staff
  USING (author_id = (SELECT viewer_id())) WITH CHECK (author_id = (SELECT viewer_id()));
-- Deleting a conversation deletes what staff have scheduled in it.
CREATE POLICY admin_delete ON scheduled_messages FOR DELETE TO parley_staff USING ((SELECT is_admin()));
-- The background job, for an author who may no longer send it.
CREATE POLICY desk_read ON scheduled_messages FOR SELECT TO parley_staff USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL);
CREATE POLICY desk_settle ON scheduled_messages FOR UPDATE TO parley_staff USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL)
  WITH CHECK (identified_as('staff') AND (SELECT viewer_id()) IS NULL AND state IN ('held', 'cancelled'));
-- Former staff can no longer see their notes.
CREATE POLICY requester_read ON scheduled_messages FOR SELECT TO parley_requester
  USING (author_id = (SELECT viewer_id()) AND audience <> 'staff');
CREATE POLICY requester_schedule ON scheduled_messages FOR INSERT TO parley_requester WITH CHECK (
  author_id = (SELECT viewer_id()) AND audience <> 'staff' AND state = 'scheduled'
  AND EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = ticket_id AND may_write_to(audience, on_shop_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids))));
CREATE POLICY requester_change ON scheduled_messages FOR UPDATE TO parley_requester
  USING (author_id = (SELECT viewer_id()) AND audience <> 'staff')
  WITH CHECK (author_id = (SELECT viewer_id()) AND audience <> 'staff');
