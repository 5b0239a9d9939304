-- Staff say that they are away: a time off that ends when they are back, or at a time they name, with a note for colleagues.
ALTER TABLE "time_off" ADD COLUMN "is_away" BOOLEAN NOT NULL DEFAULT false, ADD COLUMN "note" TEXT;
