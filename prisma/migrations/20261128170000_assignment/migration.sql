-- Automatic assignment: how each team's tickets are assigned, and when and how much each staff member works.
CREATE TYPE "team_assignment" AS ENUM ('manual', 'round_robin');

ALTER TABLE "teams" ADD COLUMN "assignment" "team_assignment" NOT NULL DEFAULT 'manual';
ALTER TABLE "teams" ADD COLUMN "last_assigned_id" UUID;
ALTER TABLE "teams" ADD CONSTRAINT "teams_last_assigned_id_fkey" FOREIGN KEY ("last_assigned_id") REFERENCES "users" ("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "teams_last_assigned_id_idx" ON "teams" ("last_assigned_id");

CREATE TABLE "work_settings" (
  "user_id" UUID NOT NULL,
  "time_zone" TEXT NOT NULL DEFAULT 'UTC',
  "load_limit" INTEGER,
  CONSTRAINT "work_settings_pkey" PRIMARY KEY ("user_id"),
  CONSTRAINT "work_settings_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "work_settings_load_limit_check" CHECK ("load_limit" BETWEEN 0 AND 1000)
);

CREATE TABLE "working_hours" (
  "user_id" UUID NOT NULL,
  "weekday" SMALLINT NOT NULL,
  "start_minute" SMALLINT NOT NULL,
  "end_minute" SMALLINT NOT NULL,
  CONSTRAINT "working_hours_pkey" PRIMARY KEY ("user_id", "weekday", "start_minute"),
  CONSTRAINT "working_hours_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "work_settings" ("user_id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "working_hours_weekday_check" CHECK ("weekday" BETWEEN 1 AND 7),
  CONSTRAINT "working_hours_minutes_check" CHECK (0 <= "start_minute" AND "start_minute" < "end_minute" AND "end_minute" <= 1440)
);

CREATE TABLE "time_off" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "user_id" UUID NOT NULL,
  "starts_at" TIMESTAMPTZ(6) NOT NULL,
  "ends_at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "time_off_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "time_off_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "time_off_period_check" CHECK ("starts_at" < "ends_at")
);
CREATE INDEX "time_off_user_id_ends_at_idx" ON "time_off" ("user_id", "ends_at");

-- The queue of each team, longest waiting first.
CREATE INDEX "support_tickets_unassigned" ON "support_tickets" ("team", "waiting_since") WHERE "assignee_id" IS NULL AND "status" IN ('open', 'in_progress');
