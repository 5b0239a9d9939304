-- Assignment suggestions: what was learned from resolved tickets, and how suggestions were used.
CREATE TABLE "learned_tickets" (
  "ticket_id" UUID NOT NULL,
  "agent_id" UUID,
  "tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
  "features" INTEGER[] NOT NULL,
  "changed" XID8 NOT NULL DEFAULT pg_current_xact_id(),
  "learned_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "learned_tickets_pkey" PRIMARY KEY ("ticket_id"),
  CONSTRAINT "learned_tickets_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "learned_tickets_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "learned_tickets_changed_ticket_id_idx" ON "learned_tickets" ("changed", "ticket_id");
CREATE INDEX "learned_tickets_agent_id_idx" ON "learned_tickets" ("agent_id");

CREATE TABLE "suggestion_uses" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "ticket_id" UUID NOT NULL,
  "suggested" UUID[] NOT NULL,
  "assigned" UUID,
  "accepted" BOOLEAN NOT NULL,
  "at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "suggestion_uses_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "suggestion_uses_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "suggestion_uses_assigned_fkey" FOREIGN KEY ("assigned") REFERENCES "users" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX "suggestion_uses_at_idx" ON "suggestion_uses" ("at");
CREATE INDEX "suggestion_uses_ticket_id_idx" ON "suggestion_uses" ("ticket_id");
CREATE INDEX "suggestion_uses_assigned_idx" ON "suggestion_uses" ("assigned");

-- For learning from the tickets resolved last. Partial, so that messages in open tickets do not write to it.
CREATE INDEX "support_tickets_resolved_last" ON "support_tickets" ("resolved_at" DESC) WHERE "resolved_at" IS NOT NULL;

-- For counting somebody's open tickets, without reading those that they have resolved.
CREATE INDEX "support_tickets_open_of" ON "support_tickets" ("assignee_id") WHERE "assignee_id" IS NOT NULL AND "status" IN ('open', 'in_progress');
