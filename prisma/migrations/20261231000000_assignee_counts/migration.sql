-- How many tickets each of the staff is assigned (docs/decisions/083-kept-counts.md).
CREATE TABLE "assignee_counts" (
    "id" BIGSERIAL NOT NULL,
    "is_sum" BOOLEAN NOT NULL DEFAULT false,
    "assignee_id" UUID,
    "tickets" INTEGER NOT NULL,

    CONSTRAINT "assignee_counts_pkey" PRIMARY KEY ("id")
);

-- A new desk has none. A job counts those of any other once the triggers are there. Row-level security hides the tickets from whoever migrates, so the
-- sequence tells: every ticket has events.
INSERT INTO "assignee_counts" ("is_sum", "tickets") SELECT true, 0 FROM "ticket_events_id_seq" WHERE NOT is_called;

-- 20261222000000_ticket_counts looked for tickets, and saw none: its zeros would be the counts of an old desk until the next night.
DELETE FROM "ticket_counts" WHERE is_sum AND (SELECT is_called FROM "ticket_events_id_seq");
