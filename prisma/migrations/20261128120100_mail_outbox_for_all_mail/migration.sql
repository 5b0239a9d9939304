-- The outbox holds every kind of mail, and no longer invitations alone. `body` is the plain text.
ALTER TABLE mail_outbox
  ALTER COLUMN invitation_id DROP NOT NULL,
  ADD COLUMN kind text NOT NULL DEFAULT 'invitation',
  ADD COLUMN user_id uuid REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  ADD COLUMN html text,
  ADD COLUMN headers jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN problem text;
CREATE INDEX mail_outbox_user_id_idx ON mail_outbox (user_id);
