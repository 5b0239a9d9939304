-- Disputes that the platform was asked to decide, appeals against its decision, and evidence that it has asked for.
CREATE TYPE "case_outcome" AS ENUM ('for_requester', 'for_shop', 'compromise', 'dismissed');

CREATE TABLE "cases" (
  "ticket_id" UUID NOT NULL,
  "escalated_by" UUID,
  "side" "ticket_side" NOT NULL,
  "reason" TEXT,
  "after_deadline" BOOLEAN NOT NULL DEFAULT false,
  "escalated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
  "due_at" TIMESTAMPTZ(6),
  "outcome" "case_outcome",
  "decision_reason" TEXT,
  "decided_by" UUID,
  "decided_at" TIMESTAMPTZ(6),
  "appealable_until" TIMESTAMPTZ(6),

  CONSTRAINT "cases_pkey" PRIMARY KEY ("ticket_id"),
  CONSTRAINT "cases_decided" CHECK (("outcome" IS NULL) = ("decided_at" IS NULL))
);

CREATE TABLE "case_appeals" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "ticket_id" UUID NOT NULL,
  "side" "ticket_side" NOT NULL,
  "appealed_by" UUID,
  "reason" TEXT,
  "appealed_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
  "outcome" "case_outcome",
  "decision_reason" TEXT,
  "decided_by" UUID,
  "decided_at" TIMESTAMPTZ(6),

  CONSTRAINT "case_appeals_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "case_appeals_decided" CHECK (("outcome" IS NULL) = ("decided_at" IS NULL))
);

CREATE TABLE "evidence_requests" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "ticket_id" UUID NOT NULL,
  "side" "ticket_side" NOT NULL,
  "text" TEXT,
  "requested_by" UUID,
  "requested_at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),
  "due_at" TIMESTAMPTZ(6) NOT NULL,
  "overdue_at" TIMESTAMPTZ(6),
  "answered_at" TIMESTAMPTZ(6),
  "answered_by" UUID,

  CONSTRAINT "evidence_requests_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "case_appeals_ticket_id_side_key" ON "case_appeals"("ticket_id", "side");
CREATE INDEX "evidence_requests_ticket_id_requested_at_idx" ON "evidence_requests"("ticket_id", "requested_at");

ALTER TABLE "cases" ADD CONSTRAINT "cases_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "cases" ADD CONSTRAINT "cases_escalated_by_fkey" FOREIGN KEY ("escalated_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "cases" ADD CONSTRAINT "cases_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "case_appeals" ADD CONSTRAINT "case_appeals_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "cases"("ticket_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "case_appeals" ADD CONSTRAINT "case_appeals_appealed_by_fkey" FOREIGN KEY ("appealed_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "case_appeals" ADD CONSTRAINT "case_appeals_decided_by_fkey" FOREIGN KEY ("decided_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "evidence_requests" ADD CONSTRAINT "evidence_requests_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "cases"("ticket_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "evidence_requests" ADD CONSTRAINT "evidence_requests_requested_by_fkey" FOREIGN KEY ("requested_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "evidence_requests" ADD CONSTRAINT "evidence_requests_answered_by_fkey" FOREIGN KEY ("answered_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
