-- Files: what people send along with their messages. The bytes lie in the file store under the row's id; the row says what
-- they are, whose they are, and by its message who may see them.

CREATE TYPE "attachment_state" AS ENUM ('uploading', 'ready', 'attached', 'doomed');
CREATE TYPE "preview_state" AS ENUM ('none', 'ready', 'failed');

CREATE TABLE "attachments" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "owner_id" UUID,
    "message_id" UUID,
    "position" SMALLINT NOT NULL DEFAULT 0,
    "state" "attachment_state" NOT NULL DEFAULT 'uploading',
    "recording" BOOLEAN NOT NULL DEFAULT false,
    "file_name" TEXT NOT NULL,
    "content_type" TEXT NOT NULL DEFAULT 'application/octet-stream',
    "size" BIGINT NOT NULL DEFAULT 0,
    "sha256" BYTEA,
    "width" INTEGER,
    "height" INTEGER,
    "duration_seconds" DOUBLE PRECISION,
    "preview" "preview_state" NOT NULL DEFAULT 'none',
    "external_url" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "touched_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attachments_pkey" PRIMARY KEY ("id"),
    -- An old address is a link that people follow: nothing but the web.
    CONSTRAINT "attachments_external_url_web" CHECK ("external_url" ~* '^https?://[^[:space:]]+$'),
    CONSTRAINT "attachments_size_known" CHECK ("size" >= 0)
);

-- How many files a message was sent with: without any, nobody looks for them.
ALTER TABLE "ticket_messages" ADD COLUMN "attachment_count" SMALLINT NOT NULL DEFAULT 0;

CREATE INDEX "attachments_message_id_idx" ON "attachments"("message_id");
CREATE INDEX "attachments_owner_id_created_at_idx" ON "attachments"("owner_id", "created_at");
-- What the collection looks at: everything that belongs to no message.
CREATE INDEX "attachments_unattached" ON "attachments" ("touched_at") WHERE "message_id" IS NULL OR "state" = 'doomed';
CREATE INDEX "ticket_messages_with_files" ON "ticket_messages" ("ticket_id") WHERE "attachment_count" > 0;

ALTER TABLE "attachments" ADD CONSTRAINT "attachments_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
-- A message that goes with its ticket leaves its files' rows behind, so that the collection finds their bytes.
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "ticket_messages"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- ─── Who may see and write what ──────────────────────────────────────────────

ALTER TABLE attachments ENABLE ROW LEVEL SECURITY;
ALTER TABLE attachments FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON attachments TO parley_maintenance;
CREATE POLICY maintenance ON attachments TO parley_maintenance USING (identified_as('maintenance')) WITH CHECK (identified_as('maintenance'));

GRANT SELECT, INSERT (id, owner_id, recording, file_name, size, width, height, duration_seconds),
  UPDATE (message_id, position, state, file_name, content_type, size, sha256, width, height, duration_seconds, preview, touched_at)
  ON attachments TO parley_staff, parley_requester;

-- Whoever may read the message may have its files; while there is no message, they are the uploader's alone.
CREATE POLICY staff_read ON attachments FOR SELECT TO parley_staff
  USING (identified_as('staff') AND (message_id IS NOT NULL OR owner_id = (SELECT viewer_id())));
CREATE POLICY requester_read ON attachments FOR SELECT TO parley_requester USING (
  (message_id IS NULL AND owner_id = (SELECT viewer_id()))
  OR EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id AND m.deleted_at IS NULL));

CREATE POLICY staff_upload ON attachments FOR INSERT TO parley_staff
  WITH CHECK (owner_id = (SELECT viewer_id()) AND message_id IS NULL AND state = 'uploading');
CREATE POLICY requester_upload ON attachments FOR INSERT TO parley_requester
  WITH CHECK (owner_id = (SELECT viewer_id()) AND message_id IS NULL AND state = 'uploading');

-- Uploaders change what is not attached yet, and attach it to messages of their own; once attached, it stays as it is.
CREATE POLICY staff_attach ON attachments FOR UPDATE TO parley_staff
  USING (owner_id = (SELECT viewer_id()) AND message_id IS NULL)
  WITH CHECK (owner_id = (SELECT viewer_id()) AND (message_id IS NULL
    OR EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id AND m.author_id = (SELECT viewer_id()))));
CREATE POLICY requester_attach ON attachments FOR UPDATE TO parley_requester
  USING (owner_id = (SELECT viewer_id()) AND message_id IS NULL)
  WITH CHECK (owner_id = (SELECT viewer_id()) AND (message_id IS NULL
    OR EXISTS (SELECT 1 FROM ticket_messages m WHERE m.id = message_id AND m.author_id = (SELECT viewer_id()))));
-- Admins delete messages, and their files with them.
CREATE POLICY staff_doom ON attachments FOR UPDATE TO parley_staff
  USING ((SELECT is_admin()) AND message_id IS NOT NULL) WITH CHECK ((SELECT is_admin()) AND state = 'doomed');
