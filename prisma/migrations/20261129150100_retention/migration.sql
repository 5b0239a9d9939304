-- Erasing people, retention rules, and legal holds, which override both.
CREATE TYPE "retention_kind" AS ENUM ('messages', 'files', 'tickets', 'notifications', 'audit');

CREATE TABLE "legal_holds" (
  "ticket_id" UUID NOT NULL,
  "reason" TEXT NOT NULL DEFAULT '',
  "set_by" UUID,
  "set_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "legal_holds_pkey" PRIMARY KEY ("ticket_id")
);

CREATE TABLE "erasures" (
  "user_id" UUID NOT NULL,
  "requested_by" UUID,
  "requested_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "held_tickets" INTEGER NOT NULL DEFAULT 0,
  "finished_at" TIMESTAMPTZ(6),

  CONSTRAINT "erasures_pkey" PRIMARY KEY ("user_id")
);

CREATE TABLE "retention_rules" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "kind" "retention_kind" NOT NULL,
  "statuses" "ticket_status"[] NOT NULL DEFAULT '{}',
  "days" INTEGER NOT NULL,
  "enabled" BOOLEAN NOT NULL DEFAULT false,
  "would_remove" INTEGER NOT NULL,
  "held_tickets" INTEGER NOT NULL DEFAULT 0,
  "checked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "removed" INTEGER NOT NULL DEFAULT 0,
  "last_run_at" TIMESTAMPTZ(6),
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "retention_rules_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "retention_rules_days" CHECK ("days" BETWEEN 1 AND 36500)
);

-- RESTRICT: a ticket under a legal hold cannot be deleted, whatever deletes it.
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_set_by_fkey" FOREIGN KEY ("set_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
