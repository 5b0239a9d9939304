-- How many tickets each of the staff is assigned (docs/decisions/083-kept-counts.md).
CREATE TABLE "assignee_counts" (
    "id" BIGSERIAL NOT NULL,
    "is_sum" BOOLEAN NOT NULL DEFAULT false,
    "assignee_id" UUID,
    "tickets" INTEGER NOT NULL,

    CONSTRAINT "assignee_counts_pkey" PRIMARY KEY ("id")
);

-- A new desk has none. A job counts those of any other once the triggers are there. Row-level security hides the tickets from whoever migrates, so the
-- sequence tells: every ticket has events. (20261222000000_ticket_counts saw none either: its zeros say nothing.)
INSERT INTO "assignee_counts" ("is_sum", "tickets") SELECT true, 0 FROM "ticket_events_id_seq" WHERE NOT is_called;
