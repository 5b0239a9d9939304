-- What was decided about each notification on each channel, and what became of it; what people want to be sent, and when.
CREATE TYPE notification_channel AS ENUM ('in_app', 'push', 'email', 'sms');
CREATE TYPE delivery_status AS ENUM ('pending', 'sent', 'skipped', 'cancelled', 'failed');
CREATE TYPE digest_interval AS ENUM ('off', 'hourly', 'daily');

-- The channels on which this desk sends, and how long each waits: every node writes what its environment says when it starts.
CREATE TABLE notification_channels (
  channel       notification_channel PRIMARY KEY,
  delay_seconds integer NOT NULL CHECK (delay_seconds >= 0)
);

CREATE TABLE notification_preferences (
  user_id    uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  kind_group text NOT NULL,
  channel    notification_channel NOT NULL,
  enabled    boolean NOT NULL,
  PRIMARY KEY (user_id, kind_group, channel)
);

CREATE TABLE notification_settings (
  user_id           uuid PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  -- An unknown time zone is an error here, and not in the transaction of somebody's message.
  time_zone         text NOT NULL DEFAULT 'UTC' CHECK (timezone(time_zone, timestamptz '2000-01-01') IS NOT NULL),
  quiet_from        time,
  quiet_until       time,
  digest            digest_interval NOT NULL DEFAULT 'off',
  digest_hour       smallint NOT NULL DEFAULT 8 CHECK (digest_hour BETWEEN 0 AND 23),
  phone             text,
  phone_verified_at timestamptz(6),
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
);

CREATE TABLE push_subscriptions (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id    uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  endpoint   text NOT NULL UNIQUE,
  p256dh     text NOT NULL,
  auth       text NOT NULL,
  user_agent text,
  created_at timestamptz(6) NOT NULL DEFAULT now()
);
CREATE INDEX push_subscriptions_user_id_idx ON push_subscriptions (user_id);

CREATE TABLE notification_deliveries (
  notification_id uuid NOT NULL REFERENCES notifications (id) ON DELETE CASCADE ON UPDATE CASCADE,
  channel         notification_channel NOT NULL,
  id              uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
  user_id         uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
  status          delivery_status NOT NULL,
  reason          text NOT NULL,
  -- The first message that this delivery is about; later ones of the same ticket go with it.
  message_id      uuid,
  due_at          timestamptz(6),
  decided_at      timestamptz(6) NOT NULL DEFAULT clock_timestamp(),
  settled_at      timestamptz(6),
  problem         text,
  -- The mail that it went out with: only its failure is noted here.
  mail_id         uuid,
  PRIMARY KEY (notification_id, channel)
);
CREATE INDEX notification_deliveries_pending_idx ON notification_deliveries (user_id, channel, due_at) WHERE status = 'pending';
CREATE INDEX notification_deliveries_user_id_idx ON notification_deliveries (user_id);
