-- Who may create an account of a buyer without an invitation.
CREATE TYPE "sign_up" AS ENUM ('off', 'open', 'domains');

ALTER TABLE "desk_settings" ADD COLUMN "sign_up" "sign_up" NOT NULL DEFAULT 'off',
  ADD COLUMN "sign_up_domains" TEXT[] NOT NULL DEFAULT '{}';
