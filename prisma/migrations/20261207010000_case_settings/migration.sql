-- How long shops have to answer, staff to decide, and both sides to appeal; and the team for disputes, null for the ticket's own.
ALTER TABLE "desk_settings" ADD COLUMN "shop_response_hours" INTEGER DEFAULT 48,
  ADD COLUMN "case_decision_hours" INTEGER NOT NULL DEFAULT 72,
  ADD COLUMN "appeal_days" INTEGER NOT NULL DEFAULT 7,
  ADD COLUMN "dispute_team" TEXT;
