-- How many tickets there are of each kind, and with each tag (docs/decisions/083-kept-counts.md).
CREATE TABLE "ticket_counts" (
    "id" BIGSERIAL NOT NULL,
    "is_sum" BOOLEAN NOT NULL DEFAULT false,
    "status" "ticket_status" NOT NULL,
    "waiting_on" "waiting_on",
    "is_unassigned" BOOLEAN NOT NULL,
    "is_escalated" BOOLEAN NOT NULL,
    "tickets" INTEGER NOT NULL,

    CONSTRAINT "ticket_counts_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "tag_counts" (
    "id" BIGSERIAL NOT NULL,
    "is_sum" BOOLEAN NOT NULL DEFAULT false,
    "tag" TEXT NOT NULL,
    "tickets" INTEGER NOT NULL,

    CONSTRAINT "tag_counts_pkey" PRIMARY KEY ("id")
);

-- A new desk has none. A job counts those of any other once the triggers are there.
INSERT INTO "ticket_counts" ("is_sum", "status", "is_unassigned", "is_escalated", "tickets")
SELECT true, s, false, false, 0 FROM unnest(enum_range(NULL::"ticket_status")) AS s
WHERE NOT EXISTS (SELECT FROM "support_tickets");
