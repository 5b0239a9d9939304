-- What people see instead of a team's name, which is the key by which everything refers to it; and teams that take no more tickets.
ALTER TABLE "teams" ADD COLUMN "title" TEXT, ADD COLUMN "retired_at" TIMESTAMPTZ(6), ADD COLUMN "retired_into" TEXT;
