-- Invitations to answer for a shop. Only a SHA-256 of the link's token is stored.
CREATE TABLE "shop_invitations" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "shop_id" UUID NOT NULL,
  "email" TEXT NOT NULL,
  "token_hash" BYTEA NOT NULL,
  "invited_by" UUID,
  "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" TIMESTAMPTZ(6) NOT NULL,
  "accepted_at" TIMESTAMPTZ(6),
  "cancelled_at" TIMESTAMPTZ(6),
  "user_id" UUID,

  CONSTRAINT "shop_invitations_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "shop_invitations_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "sellers"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "shop_invitations_invited_by_fkey" FOREIGN KEY ("invited_by") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT "shop_invitations_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "shop_invitations_token_hash_key" ON "shop_invitations"("token_hash");
CREATE INDEX "shop_invitations_shop_id_created_at_idx" ON "shop_invitations"("shop_id", "created_at");
CREATE INDEX "shop_invitations_invited_by_idx" ON "shop_invitations"("invited_by");
CREATE INDEX "shop_invitations_user_id_idx" ON "shop_invitations"("user_id");
-- One pending invitation of each address to each shop.
CREATE UNIQUE INDEX "shop_invitations_pending" ON "shop_invitations"("shop_id", "email") WHERE "accepted_at" IS NULL AND "cancelled_at" IS NULL;
