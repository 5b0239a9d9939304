-- What is to be sent by web push and as text messages, and codes that verify phone numbers.

-- Somebody has answered STOP: nothing is sent to their number.
ALTER TABLE notification_settings ADD COLUMN texts_stopped_at timestamptz(6);
CREATE INDEX notification_settings_phone_idx ON notification_settings (phone);
CREATE INDEX notification_deliveries_mail_id_idx ON notification_deliveries (mail_id);

CREATE TABLE push_outbox (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id         uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  subscription_id uuid NOT NULL REFERENCES push_subscriptions (id) ON DELETE CASCADE ON UPDATE CASCADE,
  -- The deliveries with this mail_id are told what became of it; null for one that withdraws a notification.
  group_id        uuid,
  -- JSON for the service worker.
  payload         text NOT NULL,
  created_at      timestamptz(6) NOT NULL DEFAULT now()
);
CREATE INDEX push_outbox_user_id_idx ON push_outbox (user_id);
CREATE INDEX push_outbox_subscription_id_idx ON push_outbox (subscription_id);

CREATE TYPE text_message_kind AS ENUM ('notifications', 'code');
CREATE TYPE text_message_state AS ENUM ('waiting', 'accepted', 'delivered', 'failed');

CREATE TABLE text_messages (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id     uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  kind        text_message_kind NOT NULL,
  phone       text NOT NULL,
  -- Removed once it is sent.
  body        text,
  state       text_message_state NOT NULL DEFAULT 'waiting',
  -- How often it was handed to the provider without an answer: it may have been sent.
  unanswered  smallint NOT NULL DEFAULT 0,
  -- The provider's id of it.
  provider_id text UNIQUE,
  problem     text,
  created_at  timestamptz(6) NOT NULL DEFAULT now()
);
CREATE INDEX text_messages_user_id_idx ON text_messages (user_id);

CREATE TABLE phone_codes (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id    uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  phone      text NOT NULL,
  code_hash  bytea NOT NULL,
  attempts   smallint NOT NULL DEFAULT 0,
  created_at timestamptz(6) NOT NULL DEFAULT now()
);
CREATE INDEX phone_codes_user_id_idx ON phone_codes (user_id);
