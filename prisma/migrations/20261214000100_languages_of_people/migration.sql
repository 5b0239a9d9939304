-- The language that a person has chosen, the one of their browser, and the time zone of their browser.
ALTER TABLE "users" ADD COLUMN "language" TEXT, ADD COLUMN "browser_language" TEXT, ADD COLUMN "time_zone" TEXT;
