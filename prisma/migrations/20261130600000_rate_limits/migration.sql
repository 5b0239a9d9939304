-- The token buckets of rate limits, shared by all nodes. Unlogged: a crash empties it, which gives everyone a full bucket, and writes to
-- it cost no WAL. A key is the hash of a person or an address, with the kind of action.
CREATE UNLOGGED TABLE "rate_limits" (
  "key" BYTEA NOT NULL,
  "full_at" TIMESTAMPTZ(6) NOT NULL,

  CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "rate_limits_full_at_idx" ON "rate_limits"("full_at");
