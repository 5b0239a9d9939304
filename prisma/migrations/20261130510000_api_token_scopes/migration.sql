CREATE TYPE "token_scope" AS ENUM ('read', 'write', 'manage', 'admin');

-- Existing tokens keep all rights of their person and do not expire. The defaults are for nodes of the previous version, which run
-- beside newer ones for a while.
ALTER TABLE "api_tokens"
  ADD COLUMN "name" TEXT NOT NULL DEFAULT 'API token',
  ADD COLUMN "scopes" "token_scope"[] NOT NULL DEFAULT ARRAY['read', 'write', 'manage', 'admin']::"token_scope"[],
  ADD COLUMN "expires_at" TIMESTAMPTZ(6),
  ADD COLUMN "last_used_at" TIMESTAMPTZ(6),
  ADD COLUMN "created_by" UUID;

-- What a mutation returns can be read, so every token can read.
ALTER TABLE "api_tokens"
  ADD CONSTRAINT "api_tokens_can_read" CHECK ("scopes" @> '{read}'),
  ADD CONSTRAINT "api_tokens_created_by_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "api_tokens_created_by_idx" ON "api_tokens"("created_by");
