-- Publishes a change to the change feed: to one person, or (with null) to all staff. Called by the triggers below.
CREATE FUNCTION publish_change(topic text, subject uuid, person uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO live_changes (topic, subject_id, user_id) VALUES (topic, subject, person);
  PERFORM send_hint('c:' || topic || ':' || coalesce(person::text, 'staff'));
END $$;

CREATE FUNCTION publish_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_change('batch_jobs', NEW.id, NEW.owner_id);
  RETURN NULL;
END $$;

CREATE TRIGGER publish_batch AFTER INSERT OR UPDATE ON batch_jobs FOR EACH ROW EXECUTE FUNCTION publish_batch();

CREATE FUNCTION publish_request() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_change('chat_requests', NEW.id, NULL);
  PERFORM publish_change('chat_requests', NEW.id, NEW.requester_id);
  RETURN NULL;
END $$;

CREATE TRIGGER publish_request AFTER INSERT OR UPDATE ON chat_requests FOR EACH ROW EXECUTE FUNCTION publish_request();

CREATE FUNCTION publish_participation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_change('participation', NEW.ticket_id, NEW.user_id);
  RETURN NULL;
END $$;

CREATE TRIGGER publish_joining AFTER INSERT ON ticket_participants FOR EACH ROW EXECUTE FUNCTION publish_participation();
CREATE TRIGGER publish_leaving AFTER UPDATE OF left_at ON ticket_participants FOR EACH ROW
  WHEN (OLD.left_at IS DISTINCT FROM NEW.left_at) EXECUTE FUNCTION publish_participation();

CREATE FUNCTION publish_screen_share() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_change('screen_shares', NEW.id, NULL);
  PERFORM publish_change('screen_shares', NEW.id, NEW.sharer_id);
  RETURN NULL;
END $$;

CREATE TRIGGER publish_ended_screen_share AFTER UPDATE OF ended_at ON screen_shares FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL) EXECUTE FUNCTION publish_screen_share();
CREATE TRIGGER publish_screen_share AFTER INSERT ON screen_shares FOR EACH ROW EXECUTE FUNCTION publish_screen_share();

CREATE FUNCTION publish_signal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_change('screen_share_signals', NEW.share_id, NEW.to_id);
  RETURN NULL;
END $$;

CREATE TRIGGER publish_signal AFTER INSERT ON screen_share_signals FOR EACH ROW EXECUTE FUNCTION publish_signal();

CREATE FUNCTION publish_ask() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_change('screen_share_asks', NEW.id, NEW.person_id);
  RETURN NULL;
END $$;

CREATE TRIGGER publish_ask AFTER INSERT ON screen_share_asks FOR EACH ROW EXECUTE FUNCTION publish_ask();

CREATE FUNCTION publish_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user <> 'parley_maintenance' THEN
    PERFORM publish_change('people', CASE WHEN TG_TABLE_NAME = 'sellers' THEN (to_jsonb(NEW) ->> 'owner_id')::uuid ELSE NEW.id END, NULL);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER publish_people AFTER INSERT OR UPDATE ON invitations FOR EACH ROW EXECUTE FUNCTION publish_people();
CREATE TRIGGER publish_people AFTER INSERT OR UPDATE ON sellers FOR EACH ROW EXECUTE FUNCTION publish_people();
-- Not changes of last_seen_at, which are too frequent.
CREATE TRIGGER publish_changed_people AFTER UPDATE OF name, email, role, disabled_at, expertise, team, avatar_url ON users FOR EACH ROW
  WHEN ((OLD.name, OLD.email, OLD.role, OLD.disabled_at, OLD.expertise, OLD.team, OLD.avatar_url)
    IS DISTINCT FROM (NEW.name, NEW.email, NEW.role, NEW.disabled_at, NEW.expertise, NEW.team, NEW.avatar_url))
  EXECUTE FUNCTION publish_people();
CREATE TRIGGER publish_first_visit AFTER UPDATE OF last_seen_at ON users FOR EACH ROW
  WHEN (OLD.last_seen_at IS NULL AND NEW.last_seen_at IS NOT NULL) EXECUTE FUNCTION publish_people();
CREATE TRIGGER publish_people AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION publish_people();

-- Working hours and time off that is planned are not shown where people are; that somebody is away is.
CREATE FUNCTION publish_away() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_change('people', coalesce(NEW.user_id, OLD.user_id), NULL);
  RETURN NULL;
END $$;

CREATE TRIGGER publish_away AFTER INSERT ON time_off FOR EACH ROW WHEN (NEW.is_away AND is_staff_connection())
  EXECUTE FUNCTION publish_away();
CREATE TRIGGER publish_back AFTER DELETE ON time_off FOR EACH ROW WHEN (OLD.is_away AND is_staff_connection())
  EXECUTE FUNCTION publish_away();

CREATE FUNCTION publish_macro() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  concerns_all boolean := (TG_OP <> 'INSERT' AND OLD.is_shared) OR (TG_OP <> 'DELETE' AND NEW.is_shared);
BEGIN
  PERFORM publish_change('macros', coalesce(NEW.id, OLD.id), CASE WHEN concerns_all THEN NULL ELSE coalesce(NEW.owner_id, OLD.owner_id) END);
  RETURN NULL;
END $$;

CREATE TRIGGER publish_macro AFTER INSERT OR UPDATE OR DELETE ON macros FOR EACH ROW EXECUTE FUNCTION publish_macro();

-- The previous name of publish_change(): nodes of the previous version call it while they run beside newer ones.
CREATE FUNCTION tell(topic text, subject uuid, person uuid) RETURNS void LANGUAGE sql AS $$
  SELECT publish_change(topic, subject, person);
$$;

-- Publishes several changes in one insert, and notifies each person once.
CREATE FUNCTION publish_changes(topic text, subjects uuid[], people uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO live_changes (topic, subject_id, user_id) SELECT topic, t.subject, t.person FROM unnest(subjects, people) AS t (subject, person);
  PERFORM send_hint('c:' || topic || ':' || p.person) FROM (SELECT DISTINCT person FROM unnest(people) AS u (person)) p;
END $$;

CREATE FUNCTION publish_view() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  concerns_all boolean := (TG_OP <> 'INSERT' AND OLD.shared) OR (TG_OP <> 'DELETE' AND NEW.shared);
BEGIN
  PERFORM publish_change('saved_views', coalesce(NEW.id, OLD.id), CASE WHEN concerns_all THEN NULL ELSE coalesce(NEW.owner_id, OLD.owner_id) END);
  RETURN NULL;
END $$;

CREATE TRIGGER publish_view AFTER INSERT OR UPDATE OR DELETE ON saved_views FOR EACH ROW EXECUTE FUNCTION publish_view();

CREATE FUNCTION publish_decline() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_change('screen_share_declines', NEW.id, NEW.asker_id);
  PERFORM publish_change('screen_share_declines', NEW.id, NEW.person_id);
  RETURN NULL;
END $$;

CREATE TRIGGER publish_decline AFTER UPDATE OF declined_at ON screen_share_asks FOR EACH ROW
  WHEN (OLD.declined_at IS NULL AND NEW.declined_at IS NOT NULL) EXECUTE FUNCTION publish_decline();

-- A person's stars and read markers change on all their devices. `stars` is what nodes and clients of version 0.2 follow.
CREATE FUNCTION publish_star() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_change('stars', coalesce(NEW.ticket_id, OLD.ticket_id), coalesce(NEW.user_id, OLD.user_id));
  PERFORM publish_change('viewer_state', coalesce(NEW.ticket_id, OLD.ticket_id), coalesce(NEW.user_id, OLD.user_id));
  RETURN NULL;
END $$;

CREATE FUNCTION publish_read_marker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_change('viewer_state', NEW.ticket_id, NEW.user_id);
  RETURN NULL;
END $$;

-- Stars deleted by cascade with their ticket or person: the cascade runs as the tables' owner, and no one is left to notify.
CREATE TRIGGER publish_star AFTER INSERT OR DELETE ON ticket_stars FOR EACH ROW WHEN (is_staff_connection() OR current_user = 'parley_requester')
  EXECUTE FUNCTION publish_star();
-- Not those of imports; nothing else but people's own connections writes markers.
CREATE TRIGGER publish_read AFTER INSERT ON read_markers FOR EACH ROW WHEN (current_user <> 'parley_maintenance')
  EXECUTE FUNCTION publish_read_marker();
CREATE TRIGGER publish_read_further AFTER UPDATE ON read_markers FOR EACH ROW
  WHEN (OLD IS DISTINCT FROM NEW AND current_user <> 'parley_maintenance') EXECUTE FUNCTION publish_read_marker();

-- ─── live_changes ──────────────────────────────────────────────────────────

GRANT SELECT, INSERT, DELETE ON live_changes TO parley_staff;
GRANT SELECT, INSERT ON live_changes TO parley_requester;
GRANT INSERT ON live_changes TO parley_auth;
GRANT USAGE, UPDATE ON SEQUENCE live_changes_id_seq TO parley_maintenance;
GRANT USAGE ON SEQUENCE live_changes_id_seq TO parley_auth, parley_requester, parley_staff;
-- Staff can read all of it, since a node polls under the identity for all staff. Everyone can publish their own changes.
CREATE POLICY staff_read ON live_changes FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_publish ON live_changes FOR INSERT TO parley_staff WITH CHECK (identified_as('staff'));
CREATE POLICY staff_sweep ON live_changes FOR DELETE TO parley_staff USING (identified_as('staff') AND at < now() - interval '1 hour');
CREATE POLICY requester_read ON live_changes FOR SELECT TO parley_requester USING (user_id = (SELECT viewer_id()));
CREATE POLICY requester_publish ON live_changes FOR INSERT TO parley_requester WITH CHECK ((SELECT viewer_id()) IS NOT NULL);
CREATE POLICY auth_publish ON live_changes FOR INSERT TO parley_auth WITH CHECK (identified_as('auth'));
