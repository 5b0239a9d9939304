-- Teams of the desk: renaming and retiring them (docs/decisions/080). Everything refers to a team by its name, which does not change; people see
-- its title. A retired team takes nothing in: no ticket, no person, no macro.

-- Whoever puts something into a team holds this lock shared until their transaction ends; whoever adds, renames or retires a team holds it alone.
-- So what is put into a team before it is retired is moved with the rest, and what comes later is rejected. Operations take it after tickets, and
-- whoever holds it alone waits for no ticket (server/src/tickets/holdTeams.ts, server/src/teams/lockTeams.ts).
CREATE FUNCTION teams_lock() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN hashtextextended('teams', 0);

-- Operations have checked it with a proper error; this makes sure that nothing forgets it.
CREATE FUNCTION hold_team() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(teams_lock());
  IF EXISTS (SELECT FROM teams t WHERE t.name = NEW.team AND t.retired_at IS NOT NULL) THEN
    RAISE check_violation USING MESSAGE = 'This team is retired.';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER hold_changed_team BEFORE UPDATE OF team ON support_tickets FOR EACH ROW
  WHEN (OLD.team IS DISTINCT FROM NEW.team AND current_user <> 'parley_maintenance') EXECUTE FUNCTION hold_team();
-- The default team cannot be retired, so most new tickets need no lock.
CREATE TRIGGER hold_new_team BEFORE INSERT ON support_tickets FOR EACH ROW
  WHEN (NEW.team <> 'Customer Service' AND current_user <> 'parley_maintenance') EXECUTE FUNCTION hold_team();
CREATE TRIGGER hold_changed_team BEFORE UPDATE OF team ON users FOR EACH ROW
  WHEN (NEW.team IS NOT NULL AND OLD.team IS DISTINCT FROM NEW.team AND current_user <> 'parley_maintenance') EXECUTE FUNCTION hold_team();
CREATE TRIGGER hold_team BEFORE INSERT OR UPDATE OF team ON macros FOR EACH ROW
  WHEN (NEW.team IS NOT NULL AND current_user <> 'parley_maintenance') EXECUTE FUNCTION hold_team();

-- An ended ticket stays in its team when this is retired. If it is reopened, a job moves it to the team that has taken over.
CREATE FUNCTION move_reopened_ticket() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(teams_lock());
  IF EXISTS (SELECT FROM teams t WHERE t.name = NEW.team AND t.retired_at IS NOT NULL) THEN
    PERFORM add_job('move_retired_tickets', '{}', NULL, NULL);
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER reopened_in_team AFTER UPDATE OF status ON support_tickets FOR EACH ROW
  WHEN (has_ended(OLD.status) AND NOT has_ended(NEW.status) AND NEW.team <> 'Customer Service' AND current_user <> 'parley_maintenance')
  EXECUTE FUNCTION move_reopened_ticket();

-- Teams have no ids; the change feed needs one.
CREATE FUNCTION team_id(name text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN md5(name)::uuid;

CREATE FUNCTION publish_team() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM publish_change('teams', team_id(NEW.name), NULL);
  RETURN NULL;
END $$;

CREATE TRIGGER publish_new_team AFTER INSERT ON teams FOR EACH ROW WHEN (is_staff_connection()) EXECUTE FUNCTION publish_team();
CREATE TRIGGER publish_team AFTER UPDATE OF title, retired_at, assignment ON teams FOR EACH ROW
  WHEN (is_staff_connection() AND (OLD.title, OLD.retired_at, OLD.assignment) IS DISTINCT FROM (NEW.title, NEW.retired_at, NEW.assignment))
  EXECUTE FUNCTION publish_team();

-- ─── teams ───────────────────────────────────────────────────────────────────

GRANT UPDATE (title, retired_at, retired_into) ON teams TO parley_staff;
