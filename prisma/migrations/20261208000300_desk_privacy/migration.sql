-- Which tickets staff see (docs/private-desks.md). The server writes `privacy` from the environment when it starts.
CREATE TYPE "desk_privacy" AS ENUM ('open', 'participants');
ALTER TABLE "desk_settings" ADD COLUMN "privacy" "desk_privacy" NOT NULL DEFAULT 'open', ADD COLUMN "queue_readable" BOOLEAN NOT NULL DEFAULT false;
