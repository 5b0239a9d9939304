-- How many tickets there are of each kind, with each tag and of each assignee, for the numbers that staff see next to views and tags (docs/decisions/083). Counting the
-- tickets themselves takes too long on a large desk, where every one of the staff asks for these numbers all the time. The count is the sum of
-- the rows: each change of tickets adds some in its own transaction, so that no two wait for each other, and a job sums them up.
-- Confidential tickets exist for few of the staff, and are few: ticket_counts and tag_counts leave them out, and whoever reads these adds those that
-- exist for them. Of their own tickets, all exist for everybody, so assignee_counts has all.

CREATE FUNCTION count_new_tickets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ticket_counts (status, waiting_on, is_unassigned, is_escalated, tickets)
  SELECT t.status, t.waiting_on, t.assignee_id IS NULL AND is_for_staff(t.addressed_to, t.escalated_at), t.escalated_at IS NOT NULL, count(*)
  FROM new_tickets t WHERE NOT t.confidential GROUP BY 1, 2, 3, 4;
  INSERT INTO tag_counts (tag, tickets) SELECT tag, count(*) FROM new_tickets t, unnest(t.tags) AS tag WHERE NOT t.confidential GROUP BY tag;
  INSERT INTO assignee_counts (assignee_id, tickets) SELECT t.assignee_id, count(*) FROM new_tickets t WHERE t.assignee_id IS NOT NULL GROUP BY t.assignee_id;
  RETURN NULL;
END $$;

CREATE TRIGGER count_new_tickets AFTER INSERT ON support_tickets REFERENCING NEW TABLE AS new_tickets
  FOR EACH STATEMENT EXECUTE FUNCTION count_new_tickets();

-- BEFORE, because when a person or shop is deleted, the cascade runs as the tables' owner, and only triggers that fire within it may write.
CREATE FUNCTION update_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.assignee_id IS DISTINCT FROM NEW.assignee_id THEN
    INSERT INTO assignee_counts (assignee_id, tickets) SELECT c.id, c.n FROM (VALUES (OLD.assignee_id, -1), (NEW.assignee_id, 1)) AS c (id, n) WHERE c.id IS NOT NULL;
    -- To somebody else: of the same kind as before.
    IF (OLD.status, OLD.waiting_on, OLD.assignee_id IS NULL, OLD.addressed_to, OLD.escalated_at IS NULL, OLD.confidential)
      IS NOT DISTINCT FROM (NEW.status, NEW.waiting_on, NEW.assignee_id IS NULL, NEW.addressed_to, NEW.escalated_at IS NULL, NEW.confidential) THEN
      RETURN NEW;
    END IF;
  END IF;
  IF NOT OLD.confidential THEN
    INSERT INTO ticket_counts (status, waiting_on, is_unassigned, is_escalated, tickets)
    VALUES (OLD.status, OLD.waiting_on, OLD.assignee_id IS NULL AND is_for_staff(OLD.addressed_to, OLD.escalated_at), OLD.escalated_at IS NOT NULL, -1);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO tag_counts (tag, tickets) SELECT tag, -1 FROM unnest(OLD.tags) AS tag WHERE NOT OLD.confidential;
    INSERT INTO assignee_counts (assignee_id, tickets) SELECT OLD.assignee_id, -1 WHERE OLD.assignee_id IS NOT NULL;
    RETURN OLD;
  END IF;
  IF NOT NEW.confidential THEN
    INSERT INTO ticket_counts (status, waiting_on, is_unassigned, is_escalated, tickets)
    VALUES (NEW.status, NEW.waiting_on, NEW.assignee_id IS NULL AND is_for_staff(NEW.addressed_to, NEW.escalated_at), NEW.escalated_at IS NOT NULL, 1);
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION update_tag_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO tag_counts (tag, tickets)
  SELECT c.tag, sum(c.n) FROM (
    SELECT o.tag, -1 AS n FROM unnest(OLD.tags) AS o (tag) WHERE NOT OLD.confidential
    UNION ALL SELECT a.tag, 1 FROM unnest(NEW.tags) AS a (tag) WHERE NOT NEW.confidential) AS c
  GROUP BY c.tag HAVING sum(c.n) <> 0;
  RETURN NEW;
END $$;

-- Named to fire after all others that change the row: triggers fire in the order of their names.
CREATE TRIGGER update_counts BEFORE UPDATE ON support_tickets FOR EACH ROW
  WHEN ((OLD.status, OLD.waiting_on, OLD.assignee_id, OLD.addressed_to, OLD.escalated_at IS NULL, OLD.confidential)
    IS DISTINCT FROM (NEW.status, NEW.waiting_on, NEW.assignee_id, NEW.addressed_to, NEW.escalated_at IS NULL, NEW.confidential))
  EXECUTE FUNCTION update_counts();
CREATE TRIGGER update_counts_of_deleted BEFORE DELETE ON support_tickets FOR EACH ROW EXECUTE FUNCTION update_counts();
CREATE TRIGGER update_tag_counts BEFORE UPDATE ON support_tickets FOR EACH ROW
  WHEN ((OLD.tags, OLD.confidential) IS DISTINCT FROM (NEW.tags, NEW.confidential)) EXECUTE FUNCTION update_tag_counts();

-- Replaces the rows by their sums, or, if nothing has been counted yet or `afresh`, by the counts of the tickets. Each statement has one snapshot,
-- in which rows and tickets agree; rows that are added meanwhile stay. Only who counts `afresh` says that confidential tickets are left out: a node of
-- the previous release may call this before all triggers leave them out.
CREATE FUNCTION sum_up_counts(afresh boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('counts', 0));
  IF afresh OR NOT EXISTS (SELECT FROM ticket_counts WHERE is_sum) OR NOT EXISTS (SELECT FROM assignee_counts WHERE is_sum) THEN
    WITH gone AS (DELETE FROM ticket_counts)
    INSERT INTO ticket_counts (is_sum, without_confidential, status, waiting_on, is_unassigned, is_escalated, tickets)
    SELECT true, afresh, t.status, t.waiting_on, t.assignee_id IS NULL AND is_for_staff(t.addressed_to, t.escalated_at), t.escalated_at IS NOT NULL, count(*)
    FROM support_tickets t WHERE NOT t.confidential GROUP BY 3, 4, 5, 6
    UNION ALL SELECT true, afresh, s, NULL, false, false, 0 FROM unnest(enum_range(NULL::ticket_status)) AS s;
    WITH gone AS (DELETE FROM tag_counts)
    INSERT INTO tag_counts (is_sum, tag, tickets) SELECT true, tag, count(*) FROM support_tickets t, unnest(t.tags) AS tag WHERE NOT t.confidential GROUP BY tag;
    WITH gone AS (DELETE FROM assignee_counts)
    INSERT INTO assignee_counts (is_sum, assignee_id, tickets)
    SELECT true, t.assignee_id, count(*) FROM support_tickets t WHERE t.assignee_id IS NOT NULL GROUP BY t.assignee_id UNION ALL SELECT true, NULL, 0;
    RETURN;
  END IF;
  WITH gone AS (DELETE FROM ticket_counts RETURNING *)
  INSERT INTO ticket_counts (is_sum, without_confidential, status, waiting_on, is_unassigned, is_escalated, tickets)
  SELECT true, bool_or(g.without_confidential), g.status, g.waiting_on, g.is_unassigned, g.is_escalated, sum(g.tickets) FROM gone g
  GROUP BY 3, 4, 5, 6 HAVING bool_or(g.is_sum) OR sum(g.tickets) <> 0;
  WITH gone AS (DELETE FROM tag_counts RETURNING *)
  INSERT INTO tag_counts (is_sum, tag, tickets) SELECT true, g.tag, sum(g.tickets) FROM gone g GROUP BY g.tag HAVING sum(g.tickets) <> 0;
  WITH gone AS (DELETE FROM assignee_counts RETURNING *)
  INSERT INTO assignee_counts (is_sum, assignee_id, tickets) SELECT true, g.assignee_id, sum(g.tickets) FROM gone g
  GROUP BY g.assignee_id HAVING g.assignee_id IS NULL OR sum(g.tickets) <> 0;
END $$;

-- ─── ticket_counts, tag_counts, assignee_counts ──────────────────────────────

GRANT SELECT ON ticket_counts, tag_counts, assignee_counts TO parley_staff;
GRANT INSERT (status, waiting_on, is_unassigned, is_escalated, tickets) ON ticket_counts TO parley_staff, parley_requester;
GRANT INSERT (tag, tickets) ON tag_counts TO parley_staff, parley_requester;
GRANT INSERT (assignee_id, tickets) ON assignee_counts TO parley_staff, parley_requester;
GRANT USAGE ON SEQUENCE ticket_counts_id_seq, tag_counts_id_seq, assignee_counts_id_seq TO parley_staff, parley_requester, parley_restricted, parley_partly_restricted, parley_maintenance;
CREATE POLICY staff_read ON ticket_counts FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_read ON tag_counts FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_read ON assignee_counts FOR SELECT TO parley_staff USING (identified_as('staff'));
CREATE POLICY staff_count ON ticket_counts FOR INSERT TO parley_staff WITH CHECK (identified_as('staff') AND pg_trigger_depth() > 0);
CREATE POLICY staff_count ON tag_counts FOR INSERT TO parley_staff WITH CHECK (identified_as('staff') AND pg_trigger_depth() > 0);
CREATE POLICY staff_count ON assignee_counts FOR INSERT TO parley_staff WITH CHECK (identified_as('staff') AND pg_trigger_depth() > 0);
CREATE POLICY requester_count ON ticket_counts FOR INSERT TO parley_requester WITH CHECK (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL);
CREATE POLICY requester_count ON tag_counts FOR INSERT TO parley_requester WITH CHECK (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL);
CREATE POLICY requester_count ON assignee_counts FOR INSERT TO parley_requester WITH CHECK (pg_trigger_depth() > 0 AND (SELECT viewer_id()) IS NOT NULL);
-- In a private desk, they count tickets that do not exist for these people. In an open one, only those of other assignees do.
CREATE POLICY private ON ticket_counts AS RESTRICTIVE FOR SELECT TO parley_restricted, parley_partly_restricted USING ((SELECT desk_is_open()));
CREATE POLICY private ON tag_counts AS RESTRICTIVE FOR SELECT TO parley_restricted, parley_partly_restricted USING ((SELECT desk_is_open()));
CREATE POLICY private ON assignee_counts AS RESTRICTIVE FOR SELECT TO parley_restricted, parley_partly_restricted USING (
  (SELECT desk_is_open()) AND assignee_id = (SELECT viewer_id()));
