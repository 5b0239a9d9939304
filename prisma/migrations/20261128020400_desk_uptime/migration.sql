-- When the desk was up: one row for each time it was, `seen_at` raised by every node as it sweeps claims. Somebody is away for
-- as long as the desk was up without them; nobody can be there while it is down.
CREATE TABLE "desk_uptime" (
    "began_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),
    "seen_at" TIMESTAMPTZ(6) NOT NULL DEFAULT now(),

    CONSTRAINT "desk_uptime_pkey" PRIMARY KEY ("began_at")
);
ALTER TABLE desk_uptime ENABLE ROW LEVEL SECURITY;
ALTER TABLE desk_uptime FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON desk_uptime TO parley_maintenance;
CREATE POLICY maintenance ON desk_uptime TO parley_maintenance USING (identified_as('maintenance')) WITH CHECK (identified_as('maintenance'));
-- Nobody's but the desk's own.
GRANT SELECT, INSERT, UPDATE, DELETE ON desk_uptime TO parley_staff;
CREATE POLICY desk ON desk_uptime TO parley_staff
  USING (identified_as('staff') AND (SELECT viewer_id()) IS NULL) WITH CHECK (identified_as('staff') AND (SELECT viewer_id()) IS NULL);
