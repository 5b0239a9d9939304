-- Analytics: what the figures are computed from (ticket_facts), and counts of finished days (figure_days, daily_figures).
ALTER TABLE "desk_settings" ADD COLUMN "time_zone" TEXT NOT NULL DEFAULT 'UTC';

CREATE TYPE "fact_kind" AS ENUM ('created', 'answered', 'resolved', 'reopened');

CREATE TABLE "ticket_facts" (
  "ticket_id" UUID NOT NULL,
  "seq" INTEGER NOT NULL,
  "kind" "fact_kind" NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL,
  "agent_id" UUID,
  "seconds" INTEGER,
  "working_seconds" INTEGER,
  "bucket" SMALLINT,
  "working_bucket" SMALLINT,
  "assignee_id" UUID,
  "team" TEXT NOT NULL,
  "ticket_type" "ticket_type" NOT NULL,
  "seller_id" UUID,
  "tags" TEXT[] NOT NULL DEFAULT '{}',
  CONSTRAINT "ticket_facts_pkey" PRIMARY KEY ("ticket_id", "seq"),
  CONSTRAINT "ticket_facts_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "ticket_facts_at_idx" ON "ticket_facts" ("at");
CREATE INDEX "ticket_facts_agent_id_at_idx" ON "ticket_facts" ("agent_id", "at");
CREATE INDEX "ticket_facts_assignee_id_at_idx" ON "ticket_facts" ("assignee_id", "at");
CREATE INDEX "ticket_facts_seller_id_at_idx" ON "ticket_facts" ("seller_id", "at");
-- The exact value of a percentile is read from its bucket.
CREATE INDEX "ticket_facts_times" ON "ticket_facts" ("kind", "bucket") INCLUDE ("at", "seconds", "agent_id") WHERE "bucket" IS NOT NULL;
CREATE INDEX "ticket_facts_working_times" ON "ticket_facts" ("kind", "working_bucket") INCLUDE ("at", "working_seconds", "agent_id") WHERE "working_bucket" IS NOT NULL;

CREATE TABLE "figure_days" (
  "day" DATE NOT NULL,
  "starts_at" TIMESTAMPTZ(6) NOT NULL,
  "ends_at" TIMESTAMPTZ(6) NOT NULL,
  "time_zone" TEXT NOT NULL,
  CONSTRAINT "figure_days_pkey" PRIMARY KEY ("day")
);

CREATE TABLE "stale_figures" (
  "id" BIGSERIAL NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL,
  CONSTRAINT "stale_figures_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "daily_figures" (
  "dimension" TEXT NOT NULL,
  "day" DATE NOT NULL,
  "key" TEXT NOT NULL,
  "kind" "fact_kind" NOT NULL,
  "count" INTEGER NOT NULL,
  "buckets" SMALLINT[] NOT NULL,
  "bucket_counts" INTEGER[] NOT NULL,
  "working_buckets" SMALLINT[] NOT NULL,
  "working_bucket_counts" INTEGER[] NOT NULL,
  CONSTRAINT "daily_figures_pkey" PRIMARY KEY ("dimension", "day", "key", "kind"),
  CONSTRAINT "daily_figures_day_fkey" FOREIGN KEY ("day") REFERENCES "figure_days" ("day") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "daily_figures_day_idx" ON "daily_figures" ("day");
