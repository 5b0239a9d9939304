-- Tags of the desk: renaming, merging and deleting them everywhere (docs/decisions/079). They are texts in the tickets, macros, saved views and
-- batches that use them; desk_tags has what else is known of them.

-- Tags with one of them replaced, or removed if the new one is null or there already.
CREATE FUNCTION replace_tag(tags text[], old_tag text, new_tag text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN new_tag IS NULL OR new_tag = ANY (tags) THEN array_remove(tags, old_tag) ELSE array_replace(tags, old_tag, new_tag) END;

-- The same in JSON: the list under a key of an object.
CREATE FUNCTION replace_tag_in(object jsonb, key text, old_tag text, new_tag text) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN jsonb_typeof(object -> key) = 'array' AND object -> key ? old_tag
    THEN jsonb_set(object, ARRAY[key], to_jsonb(replace_tag(ARRAY(SELECT jsonb_array_elements_text(object -> key)), old_tag, new_tag)))
    ELSE object END
$$;

-- Whoever writes tags holds this lock shared until their transaction ends; whoever renames a tag holds it alone. So a tag that is set while it
-- is renamed is renamed as well. Operations take it before any row (holdTags.ts); the triggers make sure that nothing forgets it.
CREATE FUNCTION tags_lock() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN hashtextextended('tags', 0);

CREATE FUNCTION hold_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(tags_lock());
  RETURN CASE TG_LEVEL WHEN 'ROW' THEN NEW END;
END $$;

CREATE TRIGGER hold_changed_tags BEFORE UPDATE OF tags ON support_tickets FOR EACH ROW
  WHEN (OLD.tags IS DISTINCT FROM NEW.tags AND current_user <> 'parley_maintenance') EXECUTE FUNCTION hold_tags();
CREATE TRIGGER hold_new_tags BEFORE INSERT ON support_tickets FOR EACH ROW
  WHEN (NEW.tags <> '{}' AND current_user <> 'parley_maintenance') EXECUTE FUNCTION hold_tags();
CREATE TRIGGER hold_tags BEFORE INSERT OR UPDATE ON macros FOR EACH STATEMENT EXECUTE FUNCTION hold_tags();
CREATE TRIGGER hold_tags BEFORE INSERT OR UPDATE ON saved_views FOR EACH STATEMENT EXECUTE FUNCTION hold_tags();
CREATE TRIGGER hold_tags BEFORE INSERT ON batch_jobs FOR EACH STATEMENT EXECUTE FUNCTION hold_tags();

CREATE FUNCTION publish_tag() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_change('tags', coalesce(NEW.id, OLD.id), NULL);
  RETURN NULL;
END $$;

CREATE TRIGGER publish_tag AFTER INSERT OR UPDATE OR DELETE ON desk_tags FOR EACH ROW WHEN (is_staff_connection()) EXECUTE FUNCTION publish_tag();

-- ─── desk_tags ───────────────────────────────────────────────────────────────

GRANT SELECT, INSERT, UPDATE, DELETE ON desk_tags TO parley_staff;
CREATE POLICY staff_read ON desk_tags FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY admins ON desk_tags TO parley_staff USING ((SELECT is_admin())) WITH CHECK ((SELECT is_admin()));

-- ─── What an admin changes for the whole desk ────────────────────────────────

GRANT UPDATE (changes) ON batch_jobs TO parley_staff;
GRANT UPDATE (tags, changed) ON learned_tickets TO parley_staff;
CREATE POLICY whole_desk ON macros TO parley_staff USING ((SELECT for_whole_desk())) WITH CHECK ((SELECT for_whole_desk()));
CREATE POLICY whole_desk ON saved_views TO parley_staff USING ((SELECT for_whole_desk())) WITH CHECK ((SELECT for_whole_desk()));
CREATE POLICY whole_desk ON batch_jobs TO parley_staff USING ((SELECT for_whole_desk())) WITH CHECK ((SELECT for_whole_desk()));
CREATE POLICY whole_desk ON batch_items TO parley_staff USING ((SELECT for_whole_desk())) WITH CHECK ((SELECT for_whole_desk()));
CREATE POLICY whole_desk ON learned_tickets FOR UPDATE TO parley_staff USING ((SELECT for_whole_desk())) WITH CHECK ((SELECT for_whole_desk()));
CREATE POLICY whole_desk ON ticket_facts FOR UPDATE TO parley_staff USING ((SELECT for_whole_desk())) WITH CHECK ((SELECT for_whole_desk()));
CREATE POLICY whole_desk ON stale_figures FOR INSERT TO parley_staff WITH CHECK ((SELECT for_whole_desk()));
