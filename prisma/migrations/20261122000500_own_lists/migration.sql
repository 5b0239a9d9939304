-- Macros and saved views change on every screen that shows them: what is, or was, shared is told to all staff, and what is
-- somebody's own alone to its owner, who may sit at two desks.

CREATE OR REPLACE FUNCTION tell_of_macro() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  concerns_all boolean := (TG_OP <> 'INSERT' AND OLD.is_shared) OR (TG_OP <> 'DELETE' AND NEW.is_shared);
BEGIN
  PERFORM tell('macros', coalesce(NEW.id, OLD.id), CASE WHEN concerns_all THEN NULL ELSE coalesce(NEW.owner_id, OLD.owner_id) END);
  RETURN NULL;
END $$;

CREATE FUNCTION tell_of_view() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  concerns_all boolean := (TG_OP <> 'INSERT' AND OLD.shared) OR (TG_OP <> 'DELETE' AND NEW.shared);
BEGIN
  PERFORM tell('saved_views', coalesce(NEW.id, OLD.id), CASE WHEN concerns_all THEN NULL ELSE coalesce(NEW.owner_id, OLD.owner_id) END);
  RETURN NULL;
END $$;
CREATE TRIGGER tell_of_view AFTER INSERT OR UPDATE OR DELETE ON saved_views FOR EACH ROW EXECUTE FUNCTION tell_of_view();
