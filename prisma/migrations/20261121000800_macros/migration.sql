-- Macros: saved replies of one person or of all staff, which may also set something of the ticket; and how often each has
-- been used by whom, kept apart so that using somebody else's macro writes nothing of theirs.

CREATE TABLE "macros" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" UUID NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "name" TEXT NOT NULL,
    "body" TEXT NOT NULL DEFAULT '',
    "status" "ticket_status",
    "priority" "ticket_priority",
    "add_tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "remove_tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "assign_to" TEXT,
    "assignee_id" UUID,
    "team" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "macros_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "macros_assign_to_check" CHECK (assign_to IN ('me', 'nobody', 'person') AND (assignee_id IS NULL OR assign_to = 'person')),
    CONSTRAINT "macros_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "macros_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "macros_team_fkey" FOREIGN KEY ("team") REFERENCES "teams"("name") ON DELETE SET NULL ON UPDATE CASCADE
);
-- A person's macros have names of their own: saving the same one again, for want of an answer, makes no second.
CREATE UNIQUE INDEX "macros_owner_id_name_key" ON "macros"("owner_id", "name");
CREATE INDEX "macros_is_shared_idx" ON "macros"("is_shared");

CREATE TABLE "macro_uses" (
    "macro_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "used" INTEGER NOT NULL DEFAULT 1,
    "last_used_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "macro_uses_pkey" PRIMARY KEY ("macro_id", "user_id"),
    CONSTRAINT "macro_uses_macro_id_fkey" FOREIGN KEY ("macro_id") REFERENCES "macros"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "macro_uses_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "macro_uses_user_id_idx" ON "macro_uses"("user_id");

-- Staff are told of what is, or was, shared. What is one's own alone concerns nobody else.
CREATE FUNCTION tell_of_macro() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (TG_OP <> 'INSERT' AND OLD.is_shared) OR (TG_OP <> 'DELETE' AND NEW.is_shared) THEN
    PERFORM tell('macros', coalesce(NEW.id, OLD.id), NULL);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_of_macro AFTER INSERT OR UPDATE OR DELETE ON macros FOR EACH ROW EXECUTE FUNCTION tell_of_macro();

ALTER TABLE macros ENABLE ROW LEVEL SECURITY;
ALTER TABLE macros FORCE ROW LEVEL SECURITY;
ALTER TABLE macro_uses ENABLE ROW LEVEL SECURITY;
ALTER TABLE macro_uses FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON macros, macro_uses TO parley_maintenance;
CREATE POLICY maintenance ON macros TO parley_maintenance USING (identified_as('maintenance')) WITH CHECK (identified_as('maintenance'));
CREATE POLICY maintenance ON macro_uses TO parley_maintenance USING (identified_as('maintenance')) WITH CHECK (identified_as('maintenance'));

GRANT SELECT, INSERT, DELETE ON macros TO parley_staff;
-- Whose a macro is never changes.
GRANT UPDATE (is_shared, name, body, status, priority, add_tags, remove_tags, assign_to, assignee_id, team, updated_at) ON macros TO parley_staff;
GRANT SELECT, INSERT, UPDATE ON macro_uses TO parley_staff;

CREATE POLICY staff_read ON macros FOR SELECT TO parley_staff USING (identified_as('staff') AND (is_shared OR owner_id = (SELECT viewer_id())));
CREATE POLICY staff_create ON macros FOR INSERT TO parley_staff WITH CHECK (identified_as('staff') AND owner_id = (SELECT viewer_id()));
-- Admins tidy up what all staff share, and leave it shared: they could not see it otherwise.
CREATE POLICY staff_change ON macros FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND (owner_id = (SELECT viewer_id()) OR (is_shared AND (SELECT is_admin()))))
  WITH CHECK (identified_as('staff') AND (owner_id = (SELECT viewer_id()) OR (is_shared AND (SELECT is_admin()))));
CREATE POLICY staff_delete ON macros FOR DELETE TO parley_staff
  USING (identified_as('staff') AND (owner_id = (SELECT viewer_id()) OR (is_shared AND (SELECT is_admin()))));

-- How often colleagues use a macro that one may see.
CREATE POLICY staff_read ON macro_uses FOR SELECT TO parley_staff USING (identified_as('staff') AND EXISTS (SELECT 1 FROM macros m WHERE m.id = macro_id));
CREATE POLICY staff_count ON macro_uses FOR INSERT TO parley_staff
  WITH CHECK (identified_as('staff') AND user_id = (SELECT viewer_id()) AND EXISTS (SELECT 1 FROM macros m WHERE m.id = macro_id));
CREATE POLICY staff_count_on ON macro_uses FOR UPDATE TO parley_staff
  USING (identified_as('staff') AND user_id = (SELECT viewer_id())) WITH CHECK (identified_as('staff') AND user_id = (SELECT viewer_id()));
