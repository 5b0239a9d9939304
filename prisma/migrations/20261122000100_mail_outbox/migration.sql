-- Mail that is to go out. Written in the transaction of what it tells of, and sent by a chore: a server that dies in between
-- takes no mail with it. The body holds an invitation's link, so it stays no longer than it must, and staff cannot read it.

CREATE TABLE "mail_outbox" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "invitation_id" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_outbox_pkey" PRIMARY KEY ("id")
);
-- A new link takes the place of the one before, which leads nowhere.
CREATE UNIQUE INDEX "mail_outbox_invitation_id_key" ON "mail_outbox"("invitation_id");
CREATE INDEX "mail_outbox_next_at_idx" ON "mail_outbox"("next_at");
ALTER TABLE "mail_outbox" ADD CONSTRAINT "mail_outbox_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE mail_outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE mail_outbox FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON mail_outbox TO parley_maintenance;
CREATE POLICY maintenance ON mail_outbox TO parley_maintenance USING (identified_as('maintenance')) WITH CHECK (identified_as('maintenance'));

-- Admins put mail in, and take out what they replace; what is in it they do not see.
GRANT SELECT (id, invitation_id), INSERT (invitation_id, recipient, subject, body), DELETE ON mail_outbox TO parley_staff;
CREATE POLICY admins ON mail_outbox TO parley_staff
  USING (identified_as('staff') AND (SELECT is_admin())) WITH CHECK (identified_as('staff') AND (SELECT is_admin()));
