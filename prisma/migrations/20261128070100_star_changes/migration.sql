-- A person's stars change on all their devices.
CREATE FUNCTION tell_of_star() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM tell('stars', NEW.ticket_id, NEW.user_id);
  ELSE
    PERFORM tell('stars', OLD.ticket_id, OLD.user_id);
  END IF;
  RETURN NULL;
END $$;
-- Stars that go with their ticket or person go by cascade, which runs as the tables' owner: nobody is left to be notified.
CREATE TRIGGER tell_of_star AFTER INSERT OR DELETE ON ticket_stars FOR EACH ROW WHEN (current_user IN ('parley_staff', 'parley_requester'))
  EXECUTE FUNCTION tell_of_star();
