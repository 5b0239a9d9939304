-- Whoever is deleted takes part in nothing any more. Their participations go by cascade, which runs as the tables' owner,
-- whom row-level security shows no ticket: so the tickets are told before, as whoever deletes.
CREATE FUNCTION forget_participant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE support_tickets SET participant_ids = array_remove(participant_ids, OLD.id)
  WHERE participant_ids @> ARRAY[OLD.id] AND requester_id <> OLD.id;
  RETURN OLD;
END $$;

CREATE TRIGGER forget_participant BEFORE DELETE ON users FOR EACH ROW EXECUTE FUNCTION forget_participant();
