-- Wrong guesses at passwords, counted by all nodes together. A key is the hash of an address, or of an address and an email.
CREATE TABLE "sign_in_attempts" (
  "key" BYTEA NOT NULL,
  "forgiven_at" TIMESTAMPTZ(6) NOT NULL,

  CONSTRAINT "sign_in_attempts_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "sign_in_attempts_forgiven_at_idx" ON "sign_in_attempts"("forgiven_at");
