-- Ratings of resolved tickets by their requesters, and who was asked for one.
ALTER TABLE "desk_settings" ADD COLUMN "rating_delay_hours" INTEGER DEFAULT 24;
ALTER TABLE "desk_settings" ADD CONSTRAINT "desk_settings_rating_delay_hours" CHECK ("rating_delay_hours" BETWEEN 0 AND 720);

CREATE TYPE "rating_request_state" AS ENUM ('pending', 'asked', 'skipped');

CREATE TABLE "ticket_ratings" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "ticket_id" UUID NOT NULL,
  "resolved_at" TIMESTAMPTZ(6) NOT NULL,
  "requester_id" UUID NOT NULL,
  "assignee_id" UUID,
  "score" INTEGER NOT NULL,
  "comment" TEXT,
  "rated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "ticket_ratings_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "ticket_ratings_score" CHECK ("score" BETWEEN 1 AND 5)
);

CREATE TABLE "rating_requests" (
  "ticket_id" UUID NOT NULL,
  "resolved_at" TIMESTAMPTZ(6) NOT NULL,
  "requester_id" UUID NOT NULL,
  "state" "rating_request_state" NOT NULL DEFAULT 'pending',
  "asked_at" TIMESTAMPTZ(6),

  CONSTRAINT "rating_requests_pkey" PRIMARY KEY ("ticket_id", "resolved_at"),
  CONSTRAINT "rating_requests_asked_at" CHECK (("asked_at" IS NOT NULL) = ("state" = 'asked'))
);

CREATE UNIQUE INDEX "ticket_ratings_ticket_id_resolved_at_key" ON "ticket_ratings"("ticket_id", "resolved_at");
CREATE INDEX "ticket_ratings_requester_id_idx" ON "ticket_ratings"("requester_id");
CREATE INDEX "ticket_ratings_assignee_id_rated_at_idx" ON "ticket_ratings"("assignee_id", "rated_at");
CREATE INDEX "ticket_ratings_rated_at_idx" ON "ticket_ratings"("rated_at");
CREATE INDEX "rating_requests_requester_id_asked_at_idx" ON "rating_requests"("requester_id", "asked_at");
CREATE INDEX "rating_requests_state_resolved_at_idx" ON "rating_requests"("state", "resolved_at");
CREATE INDEX "rating_requests_asked_at_idx" ON "rating_requests"("asked_at");

ALTER TABLE "ticket_ratings" ADD CONSTRAINT "ticket_ratings_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ticket_ratings" ADD CONSTRAINT "ticket_ratings_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ticket_ratings" ADD CONSTRAINT "ticket_ratings_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "rating_requests" ADD CONSTRAINT "rating_requests_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "support_tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "rating_requests" ADD CONSTRAINT "rating_requests_requester_id_fkey" FOREIGN KEY ("requester_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
