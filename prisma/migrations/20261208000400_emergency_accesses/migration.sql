-- An admin's access to one ticket that does not exist for them otherwise, for one hour.
CREATE TABLE "emergency_accesses" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "ticket_id" UUID NOT NULL,
  "admin_id" UUID NOT NULL,
  "reason" TEXT NOT NULL,
  "started_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" TIMESTAMPTZ(6) NOT NULL,
  "ended_at" TIMESTAMPTZ(6),

  CONSTRAINT "emergency_accesses_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "emergency_accesses_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "emergency_accesses_admin_id_fkey" FOREIGN KEY ("admin_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "emergency_accesses_admin_id_expires_at_idx" ON "emergency_accesses"("admin_id", "expires_at");
CREATE INDEX "emergency_accesses_ticket_id_idx" ON "emergency_accesses"("ticket_id");
