-- Printed by `pnpm generate` from a migrated database. Never edit it by hand.

-- ─── Extensions ───

CREATE EXTENSION pg_trgm;

-- ─── Types ───

CREATE TYPE attachment_state AS ENUM ('uploading', 'ready', 'attached', 'pending_deletion');
CREATE TYPE audience AS ENUM ('participants', 'staff', 'requester', 'shop');
CREATE TYPE audit_kind AS ENUM ('sign_in', 'sign_in_failed', 'sign_out', 'password_changed', 'token_issued', 'token_revoked', 'person_added', 'role_changed', 'person_disabled', 'person_enabled', 'message_deleted', 'conversation_deleted', 'tickets_changed', 'settings_changed', 'denied', 'invitation_sent', 'invitation_resent', 'invitation_cancelled', 'invitation_accepted', 'ticket_exported', 'person_exported', 'person_erased', 'legal_hold_set', 'legal_hold_lifted', 'retention_changed', 'email_changed', 'second_factor_on', 'second_factor_off', 'token_used', 'second_factor_reset', 'passkey_added', 'passkey_removed', 'shop_member_invited', 'shop_invitation_cancelled', 'shop_member_added', 'shop_member_removed', 'shop_closed', 'shop_reopened', 'emergency_access', 'confidential_changed', 'tag_changed', 'team_changed');
CREATE TYPE batch_item_state AS ENUM ('pending', 'changed', 'unchanged', 'failed', 'restored', 'conflict');
CREATE TYPE batch_state AS ENUM ('running', 'done', 'cancelled', 'undoing', 'undone');
CREATE TYPE case_outcome AS ENUM ('for_requester', 'for_shop', 'compromise', 'dismissed');
CREATE TYPE delivery_status AS ENUM ('pending', 'sent', 'skipped', 'cancelled', 'failed');
CREATE TYPE desk_accent AS ENUM ('indigo', 'blue', 'teal', 'green', 'amber', 'red', 'pink', 'violet', 'graphite');
CREATE TYPE desk_privacy AS ENUM ('open', 'participants');
CREATE TYPE digest_interval AS ENUM ('off', 'hourly', 'daily');
CREATE TYPE event_kind AS ENUM ('message_added', 'message_edited', 'message_deleted', 'status_changed', 'priority_changed', 'type_changed', 'tags_changed', 'notes_changed', 'assigned', 'claimed', 'unclaimed', 'chat_requested', 'chat_request_decided', 'session_scheduled', 'session_moved', 'session_cancelled', 'screen_share_started', 'screen_share_ended', 'participant_added', 'participant_removed', 'session_responded', 'session_ended', 'session_link_changed', 'rated', 'legal_hold_set', 'legal_hold_lifted', 'shop_asked_in', 'shop_assigned', 'case_escalated', 'shop_response_overdue', 'evidence_requested', 'evidence_answered', 'case_decided', 'case_appealed', 'confidential_changed', 'emergency_access', 'message_reacted', 'renamed');
CREATE TYPE fact_kind AS ENUM ('created', 'answered', 'resolved', 'reopened');
CREATE TYPE inbound_channel AS ENUM ('smtp', 'imap', 'webhook');
CREATE TYPE inbound_reason AS ENUM ('bounce', 'auto_reply', 'mailing_list', 'loop', 'too_many', 'calendar_reply', 'unreadable', 'too_large', 'no_sender', 'unknown_recipient', 'authentication_failed', 'staff_not_verified', 'disabled', 'invited', 'unknown_address', 'no_access', 'refused');
CREATE TYPE inbound_state AS ENUM ('received', 'accepted', 'ignored', 'rejected');
CREATE TYPE meeting_provider AS ENUM ('google_meet', 'jitsi', 'link');
CREATE TYPE meeting_state AS ENUM ('pending', 'ready', 'failed');
CREATE TYPE notification_channel AS ENUM ('in_app', 'push', 'email', 'sms');
CREATE TYPE notification_kind AS ENUM ('reply', 'opened', 'status', 'assigned', 'mention', 'note', 'chat_request', 'chat_decision', 'unassigned', 'session_scheduled', 'session_moved', 'session_cancelled', 'session_response', 'session_reminder', 'scheduled_message_held', 'rating_requested', 'rated', 'shop_ticket', 'shop_asked_in', 'shop_assigned', 'case_escalated', 'shop_reminder', 'response_overdue', 'evidence_requested', 'case_decided', 'case_appealed', 'case_due', 'emergency_access');
CREATE TYPE preview_state AS ENUM ('none', 'ready', 'failed');
CREATE TYPE rating_request_state AS ENUM ('pending', 'asked', 'skipped');
CREATE TYPE request_status AS ENUM ('pending', 'accepted', 'declined', 'cancelled');
CREATE TYPE retention_kind AS ENUM ('messages', 'files', 'tickets', 'notifications', 'audit');
CREATE TYPE scheduled_message_hold_reason AS ENUM ('answered', 'author_disabled', 'rejected');
CREATE TYPE scheduled_message_state AS ENUM ('scheduled', 'held', 'sent', 'cancelled');
CREATE TYPE search_kind AS ENUM ('ticket', 'message', 'note', 'ticket_notes');
CREATE TYPE sender_type AS ENUM ('buyer', 'seller', 'agent', 'admin', 'system');
CREATE TYPE session_outcome AS ENUM ('held', 'missed');
CREATE TYPE session_response AS ENUM ('accepted', 'declined', 'proposed');
CREATE TYPE shop_access AS ENUM ('none', 'requester', 'shop');
CREATE TYPE sign_up AS ENUM ('off', 'open', 'domains');
CREATE TYPE tag_color AS ENUM ('gray', 'red', 'amber', 'green', 'teal', 'blue', 'violet', 'pink');
CREATE TYPE team_assignment AS ENUM ('manual', 'round_robin');
CREATE TYPE text_message_kind AS ENUM ('notifications', 'code');
CREATE TYPE text_message_state AS ENUM ('waiting', 'accepted', 'delivered', 'failed');
CREATE TYPE ticket_priority AS ENUM ('low', 'medium', 'high');
CREATE TYPE ticket_recipient AS ENUM ('staff', 'shop');
CREATE TYPE ticket_side AS ENUM ('requester', 'shop');
CREATE TYPE ticket_status AS ENUM ('open', 'in_progress', 'resolved', 'closed');
CREATE TYPE ticket_type AS ENUM ('problem', 'question', 'feature_request');
CREATE TYPE token_scope AS ENUM ('read', 'write', 'manage', 'admin');
CREATE TYPE user_role AS ENUM ('buyer', 'seller', 'agent', 'admin');
CREATE TYPE waiting_on AS ENUM ('requester', 'staff', 'shop');

-- ─── Sequences ───

CREATE SEQUENCE assignee_counts_id_seq AS bigint;
CREATE SEQUENCE audit_log_id_seq AS bigint;
CREATE SEQUENCE live_changes_id_seq AS bigint;
CREATE SEQUENCE screen_share_signals_id_seq AS bigint;
CREATE SEQUENCE stale_figures_id_seq AS bigint;
CREATE SEQUENCE tag_counts_id_seq AS bigint;
CREATE SEQUENCE ticket_counts_id_seq AS bigint;
CREATE SEQUENCE ticket_events_id_seq AS bigint;
CREATE SEQUENCE ticket_number_seq AS bigint;

-- ─── Tables ───

CREATE TABLE accounts (
  access_token text,
  access_token_expires_at timestamp(6) with time zone,
  account_id text NOT NULL,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  id_token text,
  password text,
  provider_id text NOT NULL,
  refresh_token text,
  refresh_token_expires_at timestamp(6) with time zone,
  scope text,
  updated_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  user_id uuid NOT NULL,
  CONSTRAINT accounts_pkey PRIMARY KEY (id),
  CONSTRAINT accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE api_tokens (
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  created_by uuid,
  expires_at timestamp(6) with time zone,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  last_used_at timestamp(6) with time zone,
  name text NOT NULL DEFAULT 'API token'::text,
  revoked_at timestamp(6) with time zone,
  scopes token_scope[] NOT NULL DEFAULT ARRAY['read'::token_scope, 'write'::token_scope, 'manage'::token_scope, 'admin'::token_scope],
  token_hash bytea NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT api_token_deleted TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT api_token_revoked TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT api_tokens_can_read CHECK ((scopes @> '{read}'::token_scope[])),
  CONSTRAINT api_tokens_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT api_tokens_pkey PRIMARY KEY (id),
  CONSTRAINT api_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE assignee_counts (
  assignee_id uuid,
  id bigint NOT NULL DEFAULT nextval('assignee_counts_id_seq'::regclass),
  is_sum boolean NOT NULL DEFAULT false,
  tickets integer NOT NULL,
  CONSTRAINT assignee_counts_pkey PRIMARY KEY (id)
);
CREATE TABLE attachments (
  content_type text NOT NULL DEFAULT 'application/octet-stream'::text,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  duration_seconds double precision,
  external_url text,
  file_name text NOT NULL,
  height integer,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  message_id uuid,
  owner_id uuid,
  pages integer,
  "position" smallint NOT NULL DEFAULT 0,
  preview preview_state NOT NULL DEFAULT 'none'::preview_state,
  recording boolean NOT NULL DEFAULT false,
  sha256 bytea,
  size bigint NOT NULL DEFAULT 0,
  state attachment_state NOT NULL DEFAULT 'uploading'::attachment_state,
  touched_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  width integer,
  CONSTRAINT attachments_external_url_web CHECK ((external_url ~* '^https?://[^[:space:]]+$'::text)),
  CONSTRAINT attachments_message_id_fkey FOREIGN KEY (message_id) REFERENCES ticket_messages(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT attachments_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT attachments_pages_some CHECK ((pages > 0)),
  CONSTRAINT attachments_pkey PRIMARY KEY (id),
  CONSTRAINT attachments_size_known CHECK ((size >= 0))
);
CREATE TABLE audit_log (
  actor_id uuid,
  at timestamp(6) with time zone NOT NULL DEFAULT clock_timestamp(),
  data jsonb NOT NULL DEFAULT '{}'::jsonb,
  id bigint NOT NULL DEFAULT nextval('audit_log_id_seq'::regclass),
  ip text,
  kind audit_kind NOT NULL,
  request_id text,
  target_id uuid,
  target_type text,
  user_agent text,
  CONSTRAINT audit_log_pkey PRIMARY KEY (id)
);
CREATE TABLE batch_items (
  after jsonb,
  before jsonb,
  job_id uuid NOT NULL,
  owner_id uuid NOT NULL,
  "position" integer NOT NULL,
  problem text,
  state batch_item_state NOT NULL DEFAULT 'pending'::batch_item_state,
  ticket_id uuid NOT NULL,
  CONSTRAINT batch_items_job_id_fkey FOREIGN KEY (job_id) REFERENCES batch_jobs(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT batch_items_pkey PRIMARY KEY (job_id, "position"),
  CONSTRAINT batch_items_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE batch_jobs (
  changed integer NOT NULL DEFAULT 0,
  changes jsonb NOT NULL,
  conflicts integer NOT NULL DEFAULT 0,
  created_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  ended_at timestamp(6) with time zone,
  failed integer NOT NULL DEFAULT 0,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  owner_id uuid NOT NULL,
  processed integer NOT NULL DEFAULT 0,
  restored integer NOT NULL DEFAULT 0,
  state batch_state NOT NULL DEFAULT 'running'::batch_state,
  total integer NOT NULL DEFAULT 0,
  CONSTRAINT batch_jobs_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT batch_jobs_pkey PRIMARY KEY (id)
);
CREATE TABLE case_appeals (
  appealed_at timestamp(6) with time zone NOT NULL DEFAULT clock_timestamp(),
  appealed_by uuid,
  decided_at timestamp(6) with time zone,
  decided_by uuid,
  decision_reason text,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  outcome case_outcome,
  reason text,
  side ticket_side NOT NULL,
  ticket_id uuid NOT NULL,
  CONSTRAINT case_appeals_appealed_by_fkey FOREIGN KEY (appealed_by) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT case_appeals_decided CHECK (((outcome IS NULL) = (decided_at IS NULL))),
  CONSTRAINT case_appeals_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT case_appeals_pkey PRIMARY KEY (id),
  CONSTRAINT case_appeals_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES cases(ticket_id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE cases (
  after_deadline boolean NOT NULL DEFAULT false,
  appealable_until timestamp(6) with time zone,
  decided_at timestamp(6) with time zone,
  decided_by uuid,
  decision_reason text,
  due_at timestamp(6) with time zone,
  escalated_at timestamp(6) with time zone NOT NULL DEFAULT clock_timestamp(),
  escalated_by uuid,
  outcome case_outcome,
  reason text,
  side ticket_side NOT NULL,
  ticket_id uuid NOT NULL,
  CONSTRAINT cases_decided CHECK (((outcome IS NULL) = (decided_at IS NULL))),
  CONSTRAINT cases_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT cases_escalated_by_fkey FOREIGN KEY (escalated_by) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT cases_pkey PRIMARY KEY (ticket_id),
  CONSTRAINT cases_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE chat_request_words (
  note text,
  reason text NOT NULL,
  request_id uuid NOT NULL,
  requester_id uuid NOT NULL,
  CONSTRAINT chat_request_words_pkey PRIMARY KEY (request_id),
  CONSTRAINT chat_request_words_request_id_fkey FOREIGN KEY (request_id) REFERENCES chat_requests(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT chat_request_words_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE chat_requests (
  created_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  decided_at timestamp(6) with time zone,
  decided_by_id uuid,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  live boolean NOT NULL DEFAULT false,
  requester_id uuid NOT NULL,
  status request_status NOT NULL DEFAULT 'pending'::request_status,
  ticket_id uuid,
  ticket_number text,
  CONSTRAINT chat_requests_decided_by_id_fkey FOREIGN KEY (decided_by_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT chat_requests_pkey PRIMARY KEY (id),
  CONSTRAINT chat_requests_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT chat_requests_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE daily_figures (
  bucket_counts integer[] NOT NULL,
  buckets smallint[] NOT NULL,
  count integer NOT NULL,
  day date NOT NULL,
  dimension text NOT NULL,
  key text NOT NULL,
  kind fact_kind NOT NULL,
  working_bucket_counts integer[] NOT NULL,
  working_buckets smallint[] NOT NULL,
  CONSTRAINT daily_figures_day_fkey FOREIGN KEY (day) REFERENCES figure_days(day) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT daily_figures_pkey PRIMARY KEY (dimension, day, key, kind)
);
CREATE TABLE desk_logo (
  data bytea NOT NULL,
  id boolean NOT NULL DEFAULT true,
  version uuid NOT NULL DEFAULT gen_random_uuid(),
  CONSTRAINT desk_logo_one_row CHECK (id),
  CONSTRAINT desk_logo_pkey PRIMARY KEY (id)
);
CREATE TABLE desk_secrets (
  epoch uuid NOT NULL DEFAULT gen_random_uuid(),
  id boolean NOT NULL DEFAULT true,
  production_since timestamp(6) with time zone,
  secret bytea NOT NULL,
  CONSTRAINT desk_secrets_pkey PRIMARY KEY (id)
);
CREATE TABLE desk_settings (
  accent desk_accent NOT NULL DEFAULT 'indigo'::desk_accent,
  appeal_days integer NOT NULL DEFAULT 7,
  backups_kept integer NOT NULL DEFAULT 14,
  case_decision_hours integer NOT NULL DEFAULT 72,
  claim_kept_minutes integer DEFAULT 30,
  desk_name text,
  dispute_team text,
  id boolean NOT NULL DEFAULT true,
  last_backup_at timestamp(6) with time zone,
  last_backup_problem text,
  message_deletion_minutes integer NOT NULL DEFAULT 15,
  privacy desk_privacy NOT NULL DEFAULT 'open'::desk_privacy,
  profile text,
  queue_readable boolean NOT NULL DEFAULT false,
  rating_delay_hours integer DEFAULT 24,
  remove_location boolean NOT NULL DEFAULT true,
  search_language text NOT NULL DEFAULT 'english'::text,
  sender_address text,
  shop_response_hours integer DEFAULT 48,
  sign_up sign_up NOT NULL DEFAULT 'off'::sign_up,
  sign_up_domains text[] NOT NULL DEFAULT '{}'::text[],
  staff_second_factor boolean NOT NULL DEFAULT false,
  time_zone text NOT NULL DEFAULT 'UTC'::text,
  CONSTRAINT desk_settings_backups_kept CHECK (((backups_kept >= 0) AND (backups_kept <= 365))),
  CONSTRAINT desk_settings_claim_kept CHECK (((claim_kept_minutes >= 1) AND (claim_kept_minutes <= 10080))),
  CONSTRAINT desk_settings_one_row CHECK (id),
  CONSTRAINT desk_settings_pkey PRIMARY KEY (id),
  CONSTRAINT desk_settings_profile CHECK ((profile = ANY (ARRAY['marketplace'::text, 'counselling'::text]))),
  CONSTRAINT desk_settings_rating_delay_hours CHECK (((rating_delay_hours >= 0) AND (rating_delay_hours <= 720))),
  CONSTRAINT require_second_factor TRIGGER DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE desk_tags (
  color tag_color,
  former_names text[] NOT NULL DEFAULT ARRAY[]::text[],
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  CONSTRAINT desk_tags_pkey PRIMARY KEY (id)
);
CREATE TABLE desk_uptime (
  began_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  seen_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT desk_uptime_pkey PRIMARY KEY (began_at)
);
CREATE TABLE emergency_accesses (
  admin_id uuid NOT NULL,
  ended_at timestamp(6) with time zone,
  expires_at timestamp(6) with time zone NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  reason text NOT NULL,
  started_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ticket_id uuid NOT NULL,
  CONSTRAINT emergency_accesses_admin_id_fkey FOREIGN KEY (admin_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT emergency_accesses_pkey PRIMARY KEY (id),
  CONSTRAINT emergency_accesses_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE erasures (
  finished_at timestamp(6) with time zone,
  held_tickets integer NOT NULL DEFAULT 0,
  requested_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  requested_by uuid,
  user_id uuid NOT NULL,
  CONSTRAINT erasures_pkey PRIMARY KEY (user_id),
  CONSTRAINT erasures_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT erasures_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE evidence_requests (
  answered_at timestamp(6) with time zone,
  answered_by uuid,
  due_at timestamp(6) with time zone NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  overdue_at timestamp(6) with time zone,
  requested_at timestamp(6) with time zone NOT NULL DEFAULT clock_timestamp(),
  requested_by uuid,
  side ticket_side NOT NULL,
  text text,
  ticket_id uuid NOT NULL,
  CONSTRAINT evidence_requests_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT evidence_requests_pkey PRIMARY KEY (id),
  CONSTRAINT evidence_requests_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT evidence_requests_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES cases(ticket_id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE external_shops (
  external_id text NOT NULL,
  shop_id uuid NOT NULL,
  source text NOT NULL,
  CONSTRAINT external_shops_pkey PRIMARY KEY (source, external_id),
  CONSTRAINT external_shops_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES sellers(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE figure_days (
  day date NOT NULL,
  ends_at timestamp(6) with time zone NOT NULL,
  starts_at timestamp(6) with time zone NOT NULL,
  time_zone text NOT NULL,
  CONSTRAINT figure_days_pkey PRIMARY KEY (day)
);
CREATE TABLE handover_uses (
  expires_at timestamp(6) with time zone NOT NULL,
  key bytea NOT NULL,
  CONSTRAINT handover_uses_pkey PRIMARY KEY (key)
);
CREATE TABLE imported_rows (
  external_id text NOT NULL,
  kind text NOT NULL,
  local_id uuid NOT NULL,
  source text NOT NULL,
  CONSTRAINT imported_rows_pkey PRIMARY KEY (source, kind, external_id)
);
CREATE TABLE inbound_mails (
  channel inbound_channel NOT NULL,
  digest bytea NOT NULL,
  envelope_sender text,
  id uuid NOT NULL,
  message_id uuid,
  processed_at timestamp(6) with time zone,
  reason inbound_reason,
  received_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  recipients text[],
  sender text,
  size integer NOT NULL,
  state inbound_state NOT NULL DEFAULT 'received'::inbound_state,
  subject text,
  CONSTRAINT inbound_mails_message_id_fkey FOREIGN KEY (message_id) REFERENCES ticket_messages(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT inbound_mails_pkey PRIMARY KEY (id)
);
CREATE TABLE invitations (
  accepted_at timestamp(6) with time zone,
  cancelled_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  email text NOT NULL,
  expires_at timestamp(6) with time zone NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  invited_by uuid,
  mail_problem text,
  mailed_at timestamp(6) with time zone,
  name text NOT NULL,
  role user_role NOT NULL,
  shop_name text,
  token_hash bytea NOT NULL,
  user_id uuid,
  CONSTRAINT invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT invitations_pkey PRIMARY KEY (id),
  CONSTRAINT invitations_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL
);
CREATE TABLE job_nodes (
  id uuid NOT NULL,
  seen_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  worker_ids text[] NOT NULL,
  CONSTRAINT job_nodes_pkey PRIMARY KEY (id)
);
CREATE TABLE learned_tickets (
  agent_id uuid,
  changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
  features integer[] NOT NULL,
  learned_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  tags text[] NOT NULL DEFAULT ARRAY[]::text[],
  ticket_id uuid NOT NULL,
  CONSTRAINT learned_tickets_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT learned_tickets_pkey PRIMARY KEY (ticket_id),
  CONSTRAINT learned_tickets_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE legal_holds (
  reason text NOT NULL DEFAULT ''::text,
  set_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  set_by uuid,
  ticket_id uuid NOT NULL,
  CONSTRAINT legal_holds_pkey PRIMARY KEY (ticket_id),
  CONSTRAINT legal_holds_set_by_fkey FOREIGN KEY (set_by) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT legal_holds_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE TABLE live_changes (
  at timestamp(6) with time zone NOT NULL DEFAULT now(),
  id bigint NOT NULL DEFAULT nextval('live_changes_id_seq'::regclass),
  subject_id uuid NOT NULL,
  topic text NOT NULL,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  user_id uuid,
  CONSTRAINT live_changes_pkey PRIMARY KEY (id)
);
CREATE TABLE macro_uses (
  last_used_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  macro_id uuid NOT NULL,
  used integer NOT NULL DEFAULT 1,
  user_id uuid NOT NULL,
  CONSTRAINT macro_uses_macro_id_fkey FOREIGN KEY (macro_id) REFERENCES macros(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT macro_uses_pkey PRIMARY KEY (macro_id, user_id),
  CONSTRAINT macro_uses_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE macros (
  add_tags text[] NOT NULL DEFAULT ARRAY[]::text[],
  assign_to text,
  assignee_id uuid,
  body text NOT NULL DEFAULT ''::text,
  created_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  is_shared boolean NOT NULL DEFAULT false,
  name text NOT NULL,
  owner_id uuid NOT NULL,
  priority ticket_priority,
  remove_tags text[] NOT NULL DEFAULT ARRAY[]::text[],
  status ticket_status,
  team text,
  updated_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT macros_assign_to_check CHECK (((assign_to = ANY (ARRAY['me'::text, 'nobody'::text, 'person'::text])) AND ((assignee_id IS NULL) OR (assign_to = 'person'::text)))),
  CONSTRAINT macros_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT macros_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT macros_pkey PRIMARY KEY (id),
  CONSTRAINT macros_team_fkey FOREIGN KEY (team) REFERENCES teams(name) ON UPDATE CASCADE ON DELETE SET NULL
);
CREATE TABLE mail_outbox (
  body text NOT NULL,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  headers jsonb NOT NULL DEFAULT '{}'::jsonb,
  html text,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  invitation_id uuid,
  kind text NOT NULL DEFAULT 'invitation'::text,
  problem text,
  recipient text NOT NULL,
  shop_invitation_id uuid,
  subject text NOT NULL,
  user_id uuid,
  CONSTRAINT mail_outbox_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES invitations(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT mail_outbox_pkey PRIMARY KEY (id),
  CONSTRAINT mail_outbox_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE message_reactions (
  at timestamp(6) with time zone NOT NULL DEFAULT clock_timestamp(),
  emoji text NOT NULL,
  message_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT message_reactions_message_id_fkey FOREIGN KEY (message_id) REFERENCES ticket_messages(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT message_reactions_pkey PRIMARY KEY (message_id, user_id, emoji),
  CONSTRAINT message_reactions_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT message_reactions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE notification_channels (
  channel notification_channel NOT NULL,
  delay_seconds integer NOT NULL,
  CONSTRAINT notification_channels_delay_seconds_check CHECK ((delay_seconds >= 0)),
  CONSTRAINT notification_channels_pkey PRIMARY KEY (channel)
);
CREATE TABLE notification_deliveries (
  channel notification_channel NOT NULL,
  decided_at timestamp(6) with time zone NOT NULL DEFAULT clock_timestamp(),
  due_at timestamp(6) with time zone,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  mail_id uuid,
  message_id uuid,
  notification_id uuid NOT NULL,
  problem text,
  reason text NOT NULL,
  settled_at timestamp(6) with time zone,
  status delivery_status NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT notification_deliveries_id_key UNIQUE (id),
  CONSTRAINT notification_deliveries_notification_id_fkey FOREIGN KEY (notification_id) REFERENCES notifications(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT notification_deliveries_pkey PRIMARY KEY (notification_id, channel),
  CONSTRAINT notification_deliveries_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE notification_preferences (
  channel notification_channel NOT NULL,
  enabled boolean NOT NULL,
  kind_group text NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT notification_preferences_pkey PRIMARY KEY (user_id, kind_group, channel),
  CONSTRAINT notification_preferences_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE notification_settings (
  digest digest_interval NOT NULL DEFAULT 'off'::digest_interval,
  digest_hour smallint NOT NULL DEFAULT 8,
  phone text,
  phone_verified_at timestamp(6) with time zone,
  quiet_from time without time zone,
  quiet_until time without time zone,
  texts_stopped_at timestamp(6) with time zone,
  time_zone text NOT NULL DEFAULT 'UTC'::text,
  user_id uuid NOT NULL,
  CONSTRAINT notification_settings_check CHECK (((quiet_from IS NULL) = (quiet_until IS NULL))),
  CONSTRAINT notification_settings_digest_hour_check CHECK (((digest_hour >= 0) AND (digest_hour <= 23))),
  CONSTRAINT notification_settings_pkey PRIMARY KEY (user_id),
  CONSTRAINT notification_settings_time_zone_check CHECK ((timezone(time_zone, '2000-01-01 00:00:00+00'::timestamp with time zone) IS NOT NULL)),
  CONSTRAINT notification_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE notifications (
  actor_id uuid,
  count integer NOT NULL DEFAULT 1,
  created_at timestamp(6) with time zone NOT NULL DEFAULT clock_timestamp(),
  data jsonb NOT NULL DEFAULT '{}'::jsonb,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  kind notification_kind NOT NULL,
  message_id uuid,
  read_at timestamp(6) with time zone,
  ticket_id uuid,
  user_id uuid NOT NULL,
  CONSTRAINT notifications_pkey PRIMARY KEY (id),
  CONSTRAINT notifications_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE passkeys (
  aaguid text,
  backed_up boolean NOT NULL,
  counter integer NOT NULL,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  credential_id text NOT NULL,
  device_type text NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text,
  public_key text NOT NULL,
  transports text,
  user_id uuid NOT NULL,
  CONSTRAINT passkeys_pkey PRIMARY KEY (id),
  CONSTRAINT passkeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE phone_codes (
  attempts smallint NOT NULL DEFAULT 0,
  code_hash bytea NOT NULL,
  created_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  phone text NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT phone_codes_pkey PRIMARY KEY (id),
  CONSTRAINT phone_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE push_outbox (
  created_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  group_id uuid,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  payload text NOT NULL,
  subscription_id uuid NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT push_outbox_pkey PRIMARY KEY (id),
  CONSTRAINT push_outbox_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES push_subscriptions(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT push_outbox_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE push_subscriptions (
  auth text NOT NULL,
  created_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  endpoint text NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  p256dh text NOT NULL,
  user_agent text,
  user_id uuid NOT NULL,
  CONSTRAINT push_subscriptions_endpoint_key UNIQUE (endpoint),
  CONSTRAINT push_subscriptions_pkey PRIMARY KEY (id),
  CONSTRAINT push_subscriptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE rate_limits (
  full_at timestamp(6) with time zone NOT NULL,
  key bytea NOT NULL,
  CONSTRAINT rate_limits_pkey PRIMARY KEY (key)
);
CREATE TABLE rating_requests (
  asked_at timestamp(6) with time zone,
  requester_id uuid NOT NULL,
  resolved_at timestamp(6) with time zone NOT NULL,
  state rating_request_state NOT NULL DEFAULT 'pending'::rating_request_state,
  ticket_id uuid NOT NULL,
  CONSTRAINT rating_requests_asked_at CHECK (((asked_at IS NOT NULL) = (state = 'asked'::rating_request_state))),
  CONSTRAINT rating_requests_pkey PRIMARY KEY (ticket_id, resolved_at),
  CONSTRAINT rating_requests_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT rating_requests_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE read_markers (
  message_count integer NOT NULL DEFAULT 0,
  public_message_count integer NOT NULL DEFAULT 0,
  public_seq integer NOT NULL DEFAULT 0,
  seq integer NOT NULL DEFAULT 0,
  shop_seq integer NOT NULL DEFAULT 0,
  side ticket_side NOT NULL DEFAULT 'requester'::ticket_side,
  ticket_id uuid NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT read_markers_pkey PRIMARY KEY (user_id, ticket_id),
  CONSTRAINT read_markers_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT read_markers_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE retention_rules (
  checked_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  days integer NOT NULL,
  enabled boolean NOT NULL DEFAULT false,
  held_tickets integer NOT NULL DEFAULT 0,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  kind retention_kind NOT NULL,
  last_run_at timestamp(6) with time zone,
  removed integer NOT NULL DEFAULT 0,
  statuses ticket_status[] NOT NULL DEFAULT '{}'::ticket_status[],
  would_remove integer NOT NULL,
  CONSTRAINT retention_rules_days CHECK (((days >= 1) AND (days <= 36500))),
  CONSTRAINT retention_rules_pkey PRIMARY KEY (id)
);
CREATE TABLE revocations (
  count bigint NOT NULL DEFAULT 0,
  id boolean NOT NULL DEFAULT true,
  CONSTRAINT revocations_pkey PRIMARY KEY (id)
);
CREATE TABLE saved_views (
  created_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  filter jsonb NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text NOT NULL,
  owner_id uuid NOT NULL,
  shared boolean NOT NULL DEFAULT false,
  sort_direction text NOT NULL DEFAULT 'DESC'::text,
  sort_field text NOT NULL DEFAULT 'UPDATED_AT'::text,
  CONSTRAINT saved_views_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT saved_views_pkey PRIMARY KEY (id)
);
CREATE TABLE scheduled_messages (
  audience audience NOT NULL DEFAULT 'participants'::audience,
  author_id uuid NOT NULL,
  based_on integer NOT NULL,
  body text,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  hold_reason scheduled_message_hold_reason,
  id uuid NOT NULL,
  send_at timestamp(6) with time zone NOT NULL,
  state scheduled_message_state NOT NULL DEFAULT 'scheduled'::scheduled_message_state,
  ticket_id uuid NOT NULL,
  updated_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT scheduled_messages_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT scheduled_messages_body CHECK (((body IS NOT NULL) = (state = ANY (ARRAY['scheduled'::scheduled_message_state, 'held'::scheduled_message_state])))),
  CONSTRAINT scheduled_messages_hold_reason CHECK (((hold_reason IS NOT NULL) = (state = 'held'::scheduled_message_state))),
  CONSTRAINT scheduled_messages_pkey PRIMARY KEY (id),
  CONSTRAINT scheduled_messages_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE screen_share_asks (
  asked_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  asker_id uuid NOT NULL,
  declined_at timestamp(6) with time zone,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  person_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  CONSTRAINT screen_share_asks_asker_id_fkey FOREIGN KEY (asker_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT screen_share_asks_person_id_fkey FOREIGN KEY (person_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT screen_share_asks_pkey PRIMARY KEY (id),
  CONSTRAINT screen_share_asks_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE screen_share_signals (
  at timestamp(6) with time zone NOT NULL DEFAULT now(),
  from_id uuid NOT NULL,
  id bigint NOT NULL DEFAULT nextval('screen_share_signals_id_seq'::regclass),
  share_id uuid NOT NULL,
  signal text NOT NULL,
  to_id uuid NOT NULL,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT screen_share_signals_from_id_fkey FOREIGN KEY (from_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT screen_share_signals_pkey PRIMARY KEY (id),
  CONSTRAINT screen_share_signals_share_id_fkey FOREIGN KEY (share_id) REFERENCES screen_shares(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT screen_share_signals_to_id_fkey FOREIGN KEY (to_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE screen_shares (
  ended_at timestamp(6) with time zone,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  seen_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  sharer_id uuid NOT NULL,
  started_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  ticket_id uuid NOT NULL,
  CONSTRAINT screen_shares_pkey PRIMARY KEY (id),
  CONSTRAINT screen_shares_sharer_id_fkey FOREIGN KEY (sharer_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT screen_shares_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE search_documents (
  at timestamp(6) with time zone NOT NULL,
  audience audience NOT NULL DEFAULT 'participants'::audience,
  id uuid NOT NULL,
  kind search_kind NOT NULL,
  ticket_id uuid NOT NULL,
  vector tsvector NOT NULL,
  CONSTRAINT search_documents_pkey PRIMARY KEY (id),
  CONSTRAINT search_documents_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE second_factors (
  backup_codes text NOT NULL,
  failed_verification_count integer NOT NULL DEFAULT 0,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  locked_until timestamp(6) with time zone,
  secret text NOT NULL,
  user_id uuid NOT NULL,
  verified boolean NOT NULL DEFAULT false,
  CONSTRAINT second_factors_pkey PRIMARY KEY (id),
  CONSTRAINT second_factors_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE sellers (
  closed_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  owner_id uuid NOT NULL,
  shop_name text NOT NULL,
  CONSTRAINT sellers_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT sellers_pkey PRIMARY KEY (id)
);
CREATE TABLE session_attendees (
  proposed_starts_at timestamp(6) with time zone,
  responded_at timestamp(6) with time zone,
  response session_response,
  session_id uuid NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT session_attendees_check CHECK (((NOT (response IS DISTINCT FROM 'proposed'::session_response)) = (proposed_starts_at IS NOT NULL))),
  CONSTRAINT session_attendees_pkey PRIMARY KEY (session_id, user_id),
  CONSTRAINT session_attendees_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT session_attendees_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE sessions (
  cancelled_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  created_by uuid,
  ends_at timestamp(6) with time zone NOT NULL,
  external_id text,
  host_id uuid NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  join_url text,
  meeting_problem text,
  meeting_state meeting_state NOT NULL DEFAULT 'pending'::meeting_state,
  outcome session_outcome,
  outcome_note text,
  provider meeting_provider NOT NULL,
  sequence integer NOT NULL DEFAULT 0,
  starts_at timestamp(6) with time zone NOT NULL,
  ticket_id uuid NOT NULL,
  time_zone text NOT NULL DEFAULT 'UTC'::text,
  updated_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  CONSTRAINT sessions_check CHECK ((ends_at > starts_at)),
  CONSTRAINT sessions_check1 CHECK (((meeting_state <> 'ready'::meeting_state) OR (join_url IS NOT NULL) OR (cancelled_at IS NOT NULL))),
  CONSTRAINT sessions_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT sessions_host_id_fkey FOREIGN KEY (host_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT sessions_pkey PRIMARY KEY (id),
  CONSTRAINT sessions_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE setup_links (
  expires_at timestamp(6) with time zone NOT NULL,
  token_hash bytea NOT NULL,
  CONSTRAINT setup_links_pkey PRIMARY KEY (token_hash)
);
CREATE TABLE shop_invitations (
  accepted_at timestamp(6) with time zone,
  cancelled_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  email text NOT NULL,
  expires_at timestamp(6) with time zone NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  invited_by uuid,
  shop_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  user_id uuid,
  CONSTRAINT shop_invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT shop_invitations_pkey PRIMARY KEY (id),
  CONSTRAINT shop_invitations_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES sellers(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT shop_invitations_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL
);
CREATE TABLE shop_members (
  joined_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  removed_at timestamp(6) with time zone,
  shop_id uuid NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT shop_member_deleted TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT shop_member_removed TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT shop_members_pkey PRIMARY KEY (shop_id, user_id),
  CONSTRAINT shop_members_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES sellers(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT shop_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE shop_tickets (
  created_at timestamp(6) with time zone NOT NULL,
  seller_id uuid NOT NULL,
  ticket_id uuid NOT NULL,
  ticket_number text NOT NULL,
  CONSTRAINT shop_tickets_pkey PRIMARY KEY (ticket_id),
  CONSTRAINT shop_tickets_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES sellers(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT shop_tickets_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE sign_in_attempts (
  forgiven_at timestamp(6) with time zone NOT NULL,
  key bytea NOT NULL,
  CONSTRAINT sign_in_attempts_pkey PRIMARY KEY (key)
);
CREATE TABLE sign_ins (
  by_passkey boolean NOT NULL DEFAULT false,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamp(6) with time zone NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  ip_address text,
  last_seen_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  token text NOT NULL,
  updated_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  user_agent text,
  user_id uuid NOT NULL,
  CONSTRAINT sign_in_ended TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT sign_ins_pkey PRIMARY KEY (id),
  CONSTRAINT sign_ins_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE stale_figures (
  at timestamp(6) with time zone NOT NULL,
  id bigint NOT NULL DEFAULT nextval('stale_figures_id_seq'::regclass),
  CONSTRAINT stale_figures_pkey PRIMARY KEY (id)
);
CREATE TABLE suggestion_uses (
  accepted boolean NOT NULL,
  assigned uuid,
  at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  suggested uuid[] NOT NULL,
  ticket_id uuid NOT NULL,
  CONSTRAINT suggestion_uses_assigned_fkey FOREIGN KEY (assigned) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT suggestion_uses_pkey PRIMARY KEY (id),
  CONSTRAINT suggestion_uses_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE support_tickets (
  addressed_to ticket_recipient NOT NULL DEFAULT 'staff'::ticket_recipient,
  assignee_id uuid,
  claimed_at timestamp(6) with time zone,
  confidential boolean NOT NULL DEFAULT false,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  due_at timestamp(6) with time zone,
  escalated_at timestamp(6) with time zone,
  former_ids uuid[] NOT NULL DEFAULT ARRAY[]::uuid[],
  has_shop_side boolean NOT NULL DEFAULT false,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  last_key integer NOT NULL DEFAULT 0,
  last_message_id uuid,
  last_seq integer NOT NULL DEFAULT 0,
  message_count integer NOT NULL DEFAULT 0,
  order_reference text,
  participant_ids uuid[] DEFAULT ARRAY[]::uuid[],
  priority ticket_priority NOT NULL DEFAULT 'medium'::ticket_priority,
  public_last_key integer NOT NULL DEFAULT 0,
  public_last_message_id uuid,
  public_message_count integer NOT NULL DEFAULT 0,
  public_seq integer NOT NULL DEFAULT 0,
  public_updated_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  requester_id uuid NOT NULL,
  requester_role user_role NOT NULL DEFAULT 'buyer'::user_role,
  resolved_at timestamp(6) with time zone,
  seller_id uuid,
  shared_waiting_on waiting_on,
  shared_waiting_since timestamp(6) with time zone,
  shop_access shop_access NOT NULL DEFAULT 'none'::shop_access,
  shop_assignee_id uuid,
  shop_last_key integer NOT NULL DEFAULT 0,
  shop_last_message_id uuid,
  shop_message_count integer NOT NULL DEFAULT 0,
  shop_participant_ids uuid[] NOT NULL DEFAULT '{}'::uuid[],
  shop_seq integer NOT NULL DEFAULT 0,
  shop_since_message_count integer NOT NULL DEFAULT 0,
  shop_since_seq integer NOT NULL DEFAULT 0,
  shop_updated_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  staff_ids uuid[] NOT NULL DEFAULT '{}'::uuid[],
  status ticket_status NOT NULL DEFAULT 'open'::ticket_status,
  subject text NOT NULL,
  tags text[] DEFAULT ARRAY[]::text[],
  team text NOT NULL DEFAULT 'Customer Service'::text,
  ticket_number text NOT NULL DEFAULT ''::text,
  ticket_type ticket_type NOT NULL DEFAULT 'problem'::ticket_type,
  updated_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  waiting_on waiting_on DEFAULT 'staff'::waiting_on,
  waiting_since timestamp(6) with time zone DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT support_tickets_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT support_tickets_pkey PRIMARY KEY (id),
  CONSTRAINT support_tickets_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT support_tickets_seller_id_fkey FOREIGN KEY (seller_id) REFERENCES sellers(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT support_tickets_shop_assignee_id_fkey FOREIGN KEY (shop_assignee_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT support_tickets_team_fkey FOREIGN KEY (team) REFERENCES teams(name) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE TABLE tag_counts (
  id bigint NOT NULL DEFAULT nextval('tag_counts_id_seq'::regclass),
  is_sum boolean NOT NULL DEFAULT false,
  tag text NOT NULL,
  tickets integer NOT NULL,
  CONSTRAINT tag_counts_pkey PRIMARY KEY (id)
);
CREATE TABLE teams (
  assignment team_assignment NOT NULL DEFAULT 'manual'::team_assignment,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  last_assigned_id uuid,
  name text NOT NULL,
  retired_at timestamp(6) with time zone,
  retired_into text,
  title text,
  CONSTRAINT teams_last_assigned_id_fkey FOREIGN KEY (last_assigned_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT teams_pkey PRIMARY KEY (name)
);
CREATE TABLE text_messages (
  body text,
  created_at timestamp(6) with time zone NOT NULL DEFAULT now(),
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  kind text_message_kind NOT NULL,
  phone text NOT NULL,
  problem text,
  provider_id text,
  state text_message_state NOT NULL DEFAULT 'waiting'::text_message_state,
  unanswered smallint NOT NULL DEFAULT 0,
  user_id uuid NOT NULL,
  CONSTRAINT text_messages_pkey PRIMARY KEY (id),
  CONSTRAINT text_messages_provider_id_key UNIQUE (provider_id),
  CONSTRAINT text_messages_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE ticket_counts (
  id bigint NOT NULL DEFAULT nextval('ticket_counts_id_seq'::regclass),
  is_escalated boolean NOT NULL,
  is_sum boolean NOT NULL DEFAULT false,
  is_unassigned boolean NOT NULL,
  status ticket_status NOT NULL,
  tickets integer NOT NULL,
  waiting_on waiting_on,
  without_confidential boolean NOT NULL DEFAULT false,
  CONSTRAINT ticket_counts_pkey PRIMARY KEY (id)
);
CREATE TABLE ticket_events (
  actor_id uuid,
  at timestamp(6) with time zone NOT NULL DEFAULT clock_timestamp(),
  audience audience NOT NULL DEFAULT 'participants'::audience,
  data jsonb NOT NULL DEFAULT '{}'::jsonb,
  id bigint NOT NULL DEFAULT nextval('ticket_events_id_seq'::regclass),
  key integer NOT NULL DEFAULT 0,
  kind event_kind NOT NULL,
  message_count integer NOT NULL DEFAULT 0,
  message_id uuid,
  public_message_count integer NOT NULL DEFAULT 0,
  public_seq integer,
  seq integer NOT NULL DEFAULT 0,
  shop_message_count integer NOT NULL DEFAULT 0,
  shop_seq integer,
  ticket_id uuid NOT NULL,
  txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  CONSTRAINT ticket_events_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT ticket_events_message_id_fkey FOREIGN KEY (message_id) REFERENCES ticket_messages(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT ticket_events_pkey PRIMARY KEY (id),
  CONSTRAINT ticket_events_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE ticket_facts (
  agent_id uuid,
  assignee_id uuid,
  at timestamp(6) with time zone NOT NULL,
  bucket smallint,
  kind fact_kind NOT NULL,
  seconds integer,
  seller_id uuid,
  seq integer NOT NULL,
  tags text[] NOT NULL DEFAULT '{}'::text[],
  team text NOT NULL,
  ticket_id uuid NOT NULL,
  ticket_type ticket_type NOT NULL,
  working_bucket smallint,
  working_seconds integer,
  CONSTRAINT ticket_facts_pkey PRIMARY KEY (ticket_id, seq),
  CONSTRAINT ticket_facts_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE ticket_messages (
  attachment_count smallint NOT NULL DEFAULT 0,
  audience audience NOT NULL DEFAULT 'participants'::audience,
  author_id uuid,
  body text,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  deleted_at timestamp(6) with time zone,
  edited_at timestamp(6) with time zone,
  id uuid NOT NULL,
  quoted_message_id uuid,
  sender_type sender_type NOT NULL,
  ticket_id uuid NOT NULL,
  CONSTRAINT ticket_messages_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT ticket_messages_pkey PRIMARY KEY (id),
  CONSTRAINT ticket_messages_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE ticket_notes (
  body text NOT NULL DEFAULT ''::text,
  edited_at timestamp(6) with time zone,
  edited_by uuid,
  ticket_id uuid NOT NULL,
  version integer NOT NULL DEFAULT 0,
  CONSTRAINT ticket_notes_edited_by_fkey FOREIGN KEY (edited_by) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT ticket_notes_pkey PRIMARY KEY (ticket_id),
  CONSTRAINT ticket_notes_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE ticket_participants (
  joined_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  left_at timestamp(6) with time zone,
  side ticket_side NOT NULL DEFAULT 'requester'::ticket_side,
  since_public_seq integer NOT NULL DEFAULT 0,
  ticket_id uuid NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT participant_left TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT participant_removed TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT ticket_participants_pkey PRIMARY KEY (ticket_id, user_id),
  CONSTRAINT ticket_participants_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT ticket_participants_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE ticket_ratings (
  assignee_id uuid,
  comment text,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  rated_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  requester_id uuid NOT NULL,
  resolved_at timestamp(6) with time zone NOT NULL,
  score integer NOT NULL,
  ticket_id uuid NOT NULL,
  updated_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT ticket_ratings_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT ticket_ratings_pkey PRIMARY KEY (id),
  CONSTRAINT ticket_ratings_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT ticket_ratings_score CHECK (((score >= 1) AND (score <= 5))),
  CONSTRAINT ticket_ratings_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE ticket_stars (
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ticket_id uuid NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT ticket_stars_pkey PRIMARY KEY (user_id, ticket_id),
  CONSTRAINT ticket_stars_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES support_tickets(id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT ticket_stars_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE time_off (
  ends_at timestamp(6) with time zone NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  is_away boolean NOT NULL DEFAULT false,
  note text,
  starts_at timestamp(6) with time zone NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT time_off_period_check CHECK ((starts_at < ends_at)),
  CONSTRAINT time_off_pkey PRIMARY KEY (id),
  CONSTRAINT time_off_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE user_pictures (
  data bytea NOT NULL,
  user_id uuid NOT NULL,
  CONSTRAINT user_pictures_pkey PRIMARY KEY (user_id),
  CONSTRAINT user_pictures_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE users (
  avatar_url text,
  browser_language text,
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  disabled_at timestamp(6) with time zone,
  email text NOT NULL,
  email_verified boolean NOT NULL DEFAULT false,
  expertise text[] DEFAULT ARRAY[]::text[],
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  is_service boolean NOT NULL DEFAULT false,
  language text,
  last_seen_at timestamp(6) with time zone,
  name text NOT NULL,
  role user_role NOT NULL DEFAULT 'buyer'::user_role,
  team text,
  time_zone text,
  two_factor_enabled boolean NOT NULL DEFAULT false,
  updated_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT person_changed TRIGGER DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_team_fkey FOREIGN KEY (team) REFERENCES teams(name) ON UPDATE CASCADE ON DELETE SET NULL
);
CREATE TABLE verifications (
  created_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamp(6) with time zone NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  identifier text NOT NULL,
  updated_at timestamp(6) with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  value text NOT NULL,
  CONSTRAINT verifications_pkey PRIMARY KEY (id)
);
CREATE TABLE work_settings (
  load_limit integer,
  time_zone text NOT NULL DEFAULT 'UTC'::text,
  user_id uuid NOT NULL,
  CONSTRAINT work_settings_load_limit_check CHECK (((load_limit >= 0) AND (load_limit <= 1000))),
  CONSTRAINT work_settings_pkey PRIMARY KEY (user_id),
  CONSTRAINT work_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE working_hours (
  end_minute smallint NOT NULL,
  start_minute smallint NOT NULL,
  user_id uuid NOT NULL,
  weekday smallint NOT NULL,
  CONSTRAINT working_hours_minutes_check CHECK (((0 <= start_minute) AND (start_minute < end_minute) AND (end_minute <= 1440))),
  CONSTRAINT working_hours_pkey PRIMARY KEY (user_id, weekday, start_minute),
  CONSTRAINT working_hours_user_id_fkey FOREIGN KEY (user_id) REFERENCES work_settings(user_id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT working_hours_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
);

-- ─── Indexes ───

CREATE INDEX accounts_user_id_idx ON public.accounts USING btree (user_id);
CREATE INDEX api_tokens_created_by_idx ON public.api_tokens USING btree (created_by);
CREATE INDEX api_tokens_user_id_idx ON public.api_tokens USING btree (user_id);
CREATE INDEX attachments_message_id_idx ON public.attachments USING btree (message_id);
CREATE INDEX attachments_owner_id_touched_at_idx ON public.attachments USING btree (owner_id, touched_at);
CREATE INDEX attachments_unattached ON public.attachments USING btree (touched_at) WHERE ((message_id IS NULL) OR (state = 'pending_deletion'::attachment_state));
CREATE INDEX audit_log_actor_id_id_idx ON public.audit_log USING btree (actor_id, id DESC);
CREATE INDEX audit_log_at_idx ON public.audit_log USING brin (at);
CREATE INDEX audit_log_kind_id_idx ON public.audit_log USING btree (kind, id DESC);
CREATE INDEX audit_log_target_id_id_idx ON public.audit_log USING btree (target_id, id DESC);
CREATE INDEX batch_items_job_id_state_position_idx ON public.batch_items USING btree (job_id, state, "position");
CREATE INDEX batch_items_ticket_id_idx ON public.batch_items USING btree (ticket_id);
CREATE INDEX batch_jobs_owner_id_idx ON public.batch_jobs USING btree (owner_id);
CREATE INDEX batch_jobs_state_idx ON public.batch_jobs USING btree (state);
CREATE INDEX chat_request_words_requester_id_idx ON public.chat_request_words USING btree (requester_id);
CREATE INDEX chat_requests_requester_id_created_at_idx ON public.chat_requests USING btree (requester_id, created_at);
CREATE INDEX chat_requests_status_created_at_id_idx ON public.chat_requests USING btree (status, created_at, id);
CREATE INDEX chat_requests_ticket_id_idx ON public.chat_requests USING btree (ticket_id);
CREATE INDEX daily_figures_day_idx ON public.daily_figures USING btree (day);
CREATE INDEX emergency_accesses_admin_id_expires_at_idx ON public.emergency_accesses USING btree (admin_id, expires_at);
CREATE INDEX emergency_accesses_ticket_id_idx ON public.emergency_accesses USING btree (ticket_id);
CREATE INDEX evidence_requests_ticket_id_requested_at_idx ON public.evidence_requests USING btree (ticket_id, requested_at);
CREATE INDEX external_shops_shop_id_idx ON public.external_shops USING btree (shop_id);
CREATE INDEX handover_uses_expires_at_idx ON public.handover_uses USING btree (expires_at);
CREATE INDEX imported_rows_local_id_idx ON public.imported_rows USING btree (local_id);
CREATE INDEX inbound_mails_message_id_idx ON public.inbound_mails USING btree (message_id);
CREATE INDEX inbound_mails_received_at_id_idx ON public.inbound_mails USING btree (received_at DESC, id DESC);
CREATE INDEX inbound_mails_sender_processed_at_idx ON public.inbound_mails USING btree (sender, processed_at);
CREATE INDEX invitations_created_at_id_idx ON public.invitations USING btree (created_at DESC, id DESC);
CREATE INDEX learned_tickets_agent_id_idx ON public.learned_tickets USING btree (agent_id);
CREATE INDEX learned_tickets_changed_ticket_id_idx ON public.learned_tickets USING btree (changed, ticket_id);
CREATE INDEX live_changes_topic_user_id_txid_id_idx ON public.live_changes USING btree (topic, user_id, txid, id);
CREATE INDEX live_changes_txid_id_idx ON public.live_changes USING btree (txid, id);
CREATE INDEX macro_uses_user_id_idx ON public.macro_uses USING btree (user_id);
CREATE INDEX macros_is_shared_idx ON public.macros USING btree (is_shared);
CREATE INDEX mail_outbox_user_id_idx ON public.mail_outbox USING btree (user_id);
CREATE INDEX message_reactions_ticket_id_idx ON public.message_reactions USING btree (ticket_id);
CREATE INDEX message_reactions_user_id_idx ON public.message_reactions USING btree (user_id);
CREATE INDEX notification_deliveries_mail_id_idx ON public.notification_deliveries USING btree (mail_id);
CREATE INDEX notification_deliveries_pending_idx ON public.notification_deliveries USING btree (user_id, channel, due_at) WHERE (status = 'pending'::delivery_status);
CREATE INDEX notification_deliveries_user_id_idx ON public.notification_deliveries USING btree (user_id);
CREATE INDEX notification_settings_phone_idx ON public.notification_settings USING btree (phone);
CREATE INDEX notifications_created_at_idx ON public.notifications USING brin (created_at);
CREATE INDEX notifications_unassigned ON public.notifications USING btree (ticket_id) WHERE (kind = 'unassigned'::notification_kind);
CREATE INDEX notifications_user_id_created_at_id_idx ON public.notifications USING btree (user_id, created_at DESC, id DESC);
CREATE INDEX passkeys_user_id_idx ON public.passkeys USING btree (user_id);
CREATE INDEX phone_codes_user_id_idx ON public.phone_codes USING btree (user_id);
CREATE INDEX push_outbox_subscription_id_idx ON public.push_outbox USING btree (subscription_id);
CREATE INDEX push_outbox_user_id_idx ON public.push_outbox USING btree (user_id);
CREATE INDEX push_subscriptions_user_id_idx ON public.push_subscriptions USING btree (user_id);
CREATE INDEX rate_limits_full_at_idx ON public.rate_limits USING btree (full_at);
CREATE INDEX rating_requests_asked_at_idx ON public.rating_requests USING btree (asked_at);
CREATE INDEX rating_requests_requester_id_asked_at_idx ON public.rating_requests USING btree (requester_id, asked_at);
CREATE INDEX rating_requests_state_resolved_at_idx ON public.rating_requests USING btree (state, resolved_at);
CREATE INDEX read_markers_ticket_id_idx ON public.read_markers USING btree (ticket_id);
CREATE INDEX saved_views_owner_id_idx ON public.saved_views USING btree (owner_id);
CREATE INDEX scheduled_messages_author_id_state_idx ON public.scheduled_messages USING btree (author_id, state);
CREATE INDEX scheduled_messages_ticket_id_state_idx ON public.scheduled_messages USING btree (ticket_id, state);
CREATE INDEX screen_share_asks_person_id_idx ON public.screen_share_asks USING btree (person_id);
CREATE INDEX screen_share_asks_ticket_id_idx ON public.screen_share_asks USING btree (ticket_id);
CREATE INDEX screen_share_signals_share_id_to_id_txid_id_idx ON public.screen_share_signals USING btree (share_id, to_id, txid, id);
CREATE INDEX screen_shares_ended_at_idx ON public.screen_shares USING btree (ended_at);
CREATE INDEX screen_shares_ticket_id_idx ON public.screen_shares USING btree (ticket_id);
CREATE INDEX search_documents_at_id_idx ON public.search_documents USING btree (at DESC, id DESC);
CREATE INDEX search_documents_ticket_id_idx ON public.search_documents USING btree (ticket_id);
CREATE INDEX search_documents_vector_idx ON public.search_documents USING gin (vector) WITH (gin_pending_list_limit='512');
CREATE INDEX sellers_owner_id_idx ON public.sellers USING btree (owner_id);
CREATE INDEX sellers_shop_name_id_idx ON public.sellers USING btree (shop_name COLLATE "und-x-icu", id);
CREATE INDEX sellers_shop_name_search ON public.sellers USING gin (search_key(shop_name) gin_trgm_ops);
CREATE INDEX session_attendees_user_id_idx ON public.session_attendees USING btree (user_id);
CREATE INDEX sessions_created_by_idx ON public.sessions USING btree (created_by);
CREATE INDEX sessions_host_id_starts_at_idx ON public.sessions USING btree (host_id, starts_at);
CREATE INDEX sessions_ticket_id_starts_at_idx ON public.sessions USING btree (ticket_id, starts_at);
CREATE INDEX shop_invitations_invited_by_idx ON public.shop_invitations USING btree (invited_by);
CREATE INDEX shop_invitations_shop_id_created_at_idx ON public.shop_invitations USING btree (shop_id, created_at);
CREATE INDEX shop_invitations_user_id_idx ON public.shop_invitations USING btree (user_id);
CREATE INDEX shop_members_user_id_idx ON public.shop_members USING btree (user_id);
CREATE INDEX shop_tickets_seller_id_created_at_idx ON public.shop_tickets USING btree (seller_id, created_at);
CREATE INDEX sign_in_attempts_forgiven_at_idx ON public.sign_in_attempts USING btree (forgiven_at);
CREATE INDEX sign_ins_user_id_idx ON public.sign_ins USING btree (user_id);
CREATE INDEX suggestion_uses_assigned_idx ON public.suggestion_uses USING btree (assigned);
CREATE INDEX suggestion_uses_at_idx ON public.suggestion_uses USING btree (at);
CREATE INDEX suggestion_uses_ticket_id_idx ON public.suggestion_uses USING btree (ticket_id);
CREATE INDEX support_tickets_assignee_id_updated_at_id_idx ON public.support_tickets USING btree (assignee_id, updated_at DESC, id DESC);
CREATE INDEX support_tickets_claimed ON public.support_tickets USING btree (claimed_at) WHERE (claimed_at IS NOT NULL);
CREATE INDEX support_tickets_confidential ON public.support_tickets USING btree (id) WHERE confidential;
CREATE INDEX support_tickets_created_at_id_idx ON public.support_tickets USING btree (created_at DESC, id DESC);
CREATE INDEX support_tickets_disputes ON public.support_tickets USING btree (COALESCE(due_at, 'infinity'::timestamp with time zone), id) WHERE (escalated_at IS NOT NULL);
CREATE INDEX support_tickets_of_shops_idx ON public.support_tickets USING btree (seller_id, shop_updated_at DESC, id DESC) WHERE has_shop_side;
CREATE INDEX support_tickets_open_in_team ON public.support_tickets USING btree (team, id) WHERE (status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status]));
CREATE INDEX support_tickets_open_of ON public.support_tickets USING btree (assignee_id) WHERE ((assignee_id IS NOT NULL) AND (status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])));
CREATE INDEX support_tickets_priority_updated_at_id_idx ON public.support_tickets USING btree (priority DESC, updated_at DESC, id DESC);
CREATE INDEX support_tickets_requester_id_public_updated_at_id_idx ON public.support_tickets USING btree (requester_id, public_updated_at DESC, id DESC);
CREATE INDEX support_tickets_resolved_last ON public.support_tickets USING btree (resolved_at DESC) WHERE (resolved_at IS NOT NULL);
CREATE INDEX support_tickets_seller_id_idx ON public.support_tickets USING btree (seller_id);
CREATE INDEX support_tickets_staff_ids_idx ON public.support_tickets USING gin (staff_ids);
CREATE INDEX support_tickets_status_updated_at_id_idx ON public.support_tickets USING btree (status, updated_at DESC, id DESC);
CREATE INDEX support_tickets_subject_search ON public.support_tickets USING gin (search_key(subject) gin_trgm_ops);
CREATE INDEX support_tickets_tags_idx ON public.support_tickets USING gin (tags);
CREATE INDEX support_tickets_team_updated_at_id_idx ON public.support_tickets USING btree (team, updated_at DESC, id DESC);
CREATE INDEX support_tickets_unassigned ON public.support_tickets USING btree (team, waiting_since) WHERE ((assignee_id IS NULL) AND (status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])));
CREATE INDEX support_tickets_updated_at_id_idx ON public.support_tickets USING btree (updated_at DESC, id DESC);
CREATE INDEX support_tickets_waiting_longest ON public.support_tickets USING btree ((
CASE
    WHEN (waiting_on = 'staff'::waiting_on) THEN waiting_since
    ELSE 'infinity'::timestamp with time zone
END), id) WHERE (waiting_on = 'staff'::waiting_on);
CREATE INDEX support_tickets_waiting_seller ON public.support_tickets USING btree (seller_id) WHERE ((waiting_on = 'staff'::waiting_on) AND (seller_id IS NOT NULL));
CREATE INDEX teams_last_assigned_id_idx ON public.teams USING btree (last_assigned_id);
CREATE INDEX text_messages_user_id_idx ON public.text_messages USING btree (user_id);
CREATE INDEX ticket_events_message_id_idx ON public.ticket_events USING btree (message_id);
CREATE INDEX ticket_events_txid_id_idx ON public.ticket_events USING btree (txid, id);
CREATE INDEX ticket_facts_agent_id_at_idx ON public.ticket_facts USING btree (agent_id, at);
CREATE INDEX ticket_facts_assignee_id_at_idx ON public.ticket_facts USING btree (assignee_id, at);
CREATE INDEX ticket_facts_at_idx ON public.ticket_facts USING btree (at);
CREATE INDEX ticket_facts_seller_id_at_idx ON public.ticket_facts USING btree (seller_id, at);
CREATE INDEX ticket_facts_times ON public.ticket_facts USING btree (kind, bucket) INCLUDE (at, seconds, agent_id) WHERE (bucket IS NOT NULL);
CREATE INDEX ticket_facts_working_times ON public.ticket_facts USING btree (kind, working_bucket) INCLUDE (at, working_seconds, agent_id) WHERE (working_bucket IS NOT NULL);
CREATE INDEX ticket_messages_ticket_id_idx ON public.ticket_messages USING btree (ticket_id);
CREATE INDEX ticket_messages_with_files ON public.ticket_messages USING btree (ticket_id) WHERE (attachment_count > 0);
CREATE INDEX ticket_participants_user_id_idx ON public.ticket_participants USING btree (user_id);
CREATE INDEX ticket_ratings_assignee_id_rated_at_idx ON public.ticket_ratings USING btree (assignee_id, rated_at);
CREATE INDEX ticket_ratings_rated_at_idx ON public.ticket_ratings USING btree (rated_at);
CREATE INDEX ticket_ratings_requester_id_idx ON public.ticket_ratings USING btree (requester_id);
CREATE INDEX ticket_stars_ticket_id_idx ON public.ticket_stars USING btree (ticket_id);
CREATE INDEX time_off_user_id_ends_at_idx ON public.time_off USING btree (user_id, ends_at);
CREATE INDEX users_email_idx ON public.users USING gin (email gin_trgm_ops);
CREATE INDEX users_enabled_staff ON public.users USING btree (team, id) WHERE ((role = ANY (ARRAY['agent'::user_role, 'admin'::user_role])) AND (disabled_at IS NULL));
CREATE INDEX users_name_id_idx ON public.users USING btree (name COLLATE "und-x-icu", id);
CREATE INDEX users_name_search ON public.users USING gin (search_key(name) gin_trgm_ops);
CREATE INDEX users_role_name_id_idx ON public.users USING btree (role, name COLLATE "und-x-icu", id);
CREATE INDEX verifications_identifier_idx ON public.verifications USING btree (identifier);
CREATE UNIQUE INDEX api_tokens_token_hash_key ON public.api_tokens USING btree (token_hash);
CREATE UNIQUE INDEX case_appeals_ticket_id_side_key ON public.case_appeals USING btree (ticket_id, side);
CREATE UNIQUE INDEX chat_requests_one_pending ON public.chat_requests USING btree (requester_id, ticket_id) NULLS NOT DISTINCT WHERE (status = 'pending'::request_status);
CREATE UNIQUE INDEX desk_tags_name_key ON public.desk_tags USING btree (name);
CREATE UNIQUE INDEX inbound_mails_digest_key ON public.inbound_mails USING btree (digest);
CREATE UNIQUE INDEX invitations_pending_email ON public.invitations USING btree (email) WHERE ((accepted_at IS NULL) AND (cancelled_at IS NULL));
CREATE UNIQUE INDEX invitations_token_hash_key ON public.invitations USING btree (token_hash);
CREATE UNIQUE INDEX macros_owner_id_name_key ON public.macros USING btree (owner_id, name);
CREATE UNIQUE INDEX mail_outbox_invitation_id_key ON public.mail_outbox USING btree (invitation_id);
CREATE UNIQUE INDEX notifications_one_unread ON public.notifications USING btree (user_id, kind, ticket_id) NULLS NOT DISTINCT WHERE (read_at IS NULL);
CREATE UNIQUE INDEX passkeys_credential_id_key ON public.passkeys USING btree (credential_id);
CREATE UNIQUE INDEX screen_shares_one_running ON public.screen_shares USING btree (sharer_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX second_factors_user_id_key ON public.second_factors USING btree (user_id);
CREATE UNIQUE INDEX shop_invitations_pending ON public.shop_invitations USING btree (shop_id, email) WHERE ((accepted_at IS NULL) AND (cancelled_at IS NULL));
CREATE UNIQUE INDEX shop_invitations_token_hash_key ON public.shop_invitations USING btree (token_hash);
CREATE UNIQUE INDEX shop_tickets_ticket_number_key ON public.shop_tickets USING btree (ticket_number);
CREATE UNIQUE INDEX sign_ins_token_key ON public.sign_ins USING btree (token);
CREATE UNIQUE INDEX support_tickets_ticket_number_key ON public.support_tickets USING btree (ticket_number);
CREATE UNIQUE INDEX ticket_events_one_entry_per_message ON public.ticket_events USING btree (message_id) WHERE (kind = 'message_added'::event_kind);
CREATE UNIQUE INDEX ticket_events_ticket_id_public_seq_key ON public.ticket_events USING btree (ticket_id, public_seq);
CREATE UNIQUE INDEX ticket_events_ticket_id_seq_key ON public.ticket_events USING btree (ticket_id, seq);
CREATE UNIQUE INDEX ticket_events_ticket_id_shop_seq_key ON public.ticket_events USING btree (ticket_id, shop_seq) WHERE (shop_seq IS NOT NULL);
CREATE UNIQUE INDEX ticket_ratings_ticket_id_resolved_at_key ON public.ticket_ratings USING btree (ticket_id, resolved_at);
CREATE UNIQUE INDEX users_email_key ON public.users USING btree (email);

-- ─── Functions ───

CREATE OR REPLACE FUNCTION public.accept_counted_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE integrity_constraint_violation USING MESSAGE = 'An event must follow the one before it.';
END $function$;
CREATE OR REPLACE FUNCTION public.acting_role(role user_role, scopes token_scope[])
 RETURNS user_role
 LANGUAGE sql
 IMMUTABLE
RETURN CASE WHEN ((role = 'admin'::user_role) AND ('admin'::token_scope <> ALL (scopes))) THEN 'agent'::user_role ELSE role END;
CREATE OR REPLACE FUNCTION public.add_assignment_job()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM FROM teams t WHERE t.name = NEW.team AND t.assignment = 'round_robin' AND t.retired_at IS NULL;
  IF FOUND THEN
    PERFORM add_job('assign_new_tickets', '{}', NULL, NULL);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.add_decision_job()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM add_job('case_deadline', json_build_object('deadline', 'decision_due', 'ticketId', NEW.ticket_id, 'dueAt', NEW.due_at),
    'decision_due:' || NEW.ticket_id, NEW.due_at);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.add_deliver_jobs(channels notification_channel[], people uuid[], moments timestamp with time zone[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  task int := (SELECT t.id FROM graphile_worker._private_tasks t WHERE t.identifier = 'deliver_notifications');
BEGIN
  IF task IS NULL THEN
    INSERT INTO graphile_worker._private_tasks (identifier) VALUES ('deliver_notifications') ON CONFLICT DO NOTHING;
    task := (SELECT t.id FROM graphile_worker._private_tasks t WHERE t.identifier = 'deliver_notifications');
  END IF;
  INSERT INTO graphile_worker._private_jobs AS j (task_id, payload, key, run_at)
  SELECT task, json_build_object('channel', w.channel, 'userId', w.person), public.transaction_key('deliver:' || w.channel || ':' || w.person), w.moment
  FROM unnest(channels, people, moments) AS w (channel, person, moment)
  ON CONFLICT (key) DO UPDATE SET run_at = least(j.run_at, excluded.run_at);
  IF (SELECT min(m) FROM unnest(moments) AS m) <= clock_timestamp() THEN
    PERFORM pg_notify('jobs:insert', json_build_object('r', random(), 'count', cardinality(people))::text);
  END IF;
END $function$;
CREATE OR REPLACE FUNCTION public.add_delivery_jobs(added uuid[])
 RETURNS void
 LANGUAGE sql
AS $function$ SELECT $function$;
CREATE OR REPLACE FUNCTION public.add_evidence_job()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM add_job('case_deadline', json_build_object('deadline', 'evidence_due', 'ticketId', NEW.ticket_id, 'requestId', NEW.id, 'dueAt', NEW.due_at),
    'evidence_due:' || NEW.id, NEW.due_at);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.add_facts(tickets uuid[], numbers integer[] DEFAULT NULL::integer[])
 RETURNS bigint
 LANGUAGE sql
AS $function$
  WITH wanted AS (SELECT * FROM unnest(tickets, numbers) AS w (ticket_id, seq)),
  found AS (
    SELECT f.ticket_id, f.seq, f.kind, f.at, f.agent_id,
      greatest(0, extract(epoch FROM f.at - f.since))::int AS seconds,
      CASE WHEN f.since IS NOT NULL THEN working_seconds(f.agent_id, f.since, f.at) END AS working
    FROM facts_of(ARRAY(SELECT DISTINCT w.ticket_id FROM wanted w)) AS f
    WHERE numbers IS NULL OR (f.ticket_id, greatest(f.seq, 1)) IN (SELECT w.ticket_id, w.seq FROM wanted w)),
  added AS (
    INSERT INTO ticket_facts (ticket_id, seq, kind, at, agent_id, seconds, working_seconds, bucket, working_bucket,
      assignee_id, team, ticket_type, seller_id, tags)
    SELECT f.ticket_id, f.seq, f.kind, f.at, f.agent_id, CASE WHEN f.working IS NOT NULL THEN f.seconds END, f.working,
      CASE WHEN f.working IS NOT NULL THEN time_bucket(f.seconds) END, time_bucket(f.working),
      t.assignee_id, t.team, t.ticket_type, t.seller_id, t.tags
    FROM found f JOIN support_tickets t ON t.id = f.ticket_id
    ON CONFLICT DO NOTHING),
  -- Days are counted two hours after they have ended, and no transaction lasts an hour: only older facts may already be counted.
  stale AS (INSERT INTO stale_figures (at) SELECT f.at FROM found f WHERE f.at < clock_timestamp() - interval '1 hour')
  SELECT count(*) FROM found
$function$;
CREATE OR REPLACE FUNCTION public.add_job(task text, payload json, job_key text, run_at timestamp with time zone, max_attempts integer DEFAULT NULL::integer, keep_existing boolean DEFAULT false, keep_earlier boolean DEFAULT false)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
DECLARE
  own_key text := coalesce(job_key, public.transaction_key(task));
  added bigint;
BEGIN
  IF session_user = 'parley_requester' AND task NOT IN (
    'ask_for_ratings', 'assign_new_tickets', 'case_deadline', 'collect_files', 'end_silent_screen_share', 'learn_ticket', 'move_retired_tickets', 'send_scheduled_message',
    'deliver_notifications', 'send_mail', 'send_push', 'send_text') THEN
    RAISE insufficient_privilege USING MESSAGE = format('Requesters cannot add the job %L.', task);
  END IF;
  -- graphile-worker adds nothing, and returns nothing, if a worker has started the job with this key at this very moment. The started job
  -- may not see what this transaction writes. The next attempt sees that it was started, and adds another one.
  FOR attempt IN 1 .. 3 LOOP
    EXIT WHEN added IS NOT NULL;
    SELECT j.id INTO added FROM graphile_worker.add_job(task, payload => payload, job_key => own_key, run_at => run_at, max_attempts => max_attempts,
      job_key_mode => CASE
        WHEN keep_existing THEN 'unsafe_dedupe'
        WHEN keep_earlier AND EXISTS (SELECT FROM graphile_worker._private_jobs e WHERE e.key = own_key AND e.run_at <= add_job.run_at) THEN 'preserve_run_at'
        ELSE 'replace' END) j;
  END LOOP;
END $function$;
CREATE OR REPLACE FUNCTION public.add_learning_job()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM add_job('learn_ticket', json_build_object('ticketId', NEW.id), 'learn_ticket:' || NEW.id, NULL);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.add_response_jobs()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM add_job('case_deadline', json_build_object('deadline', d.name, 'ticketId', NEW.id, 'dueAt', NEW.due_at), d.name || ':' || NEW.id, d.at)
  FROM (VALUES ('shop_reminder', NEW.due_at - (NEW.due_at - clock_timestamp()) / 2), ('shop_response_overdue', NEW.due_at)) AS d (name, at)
  WHERE d.name <> 'shop_reminder' OR NEW.due_at > clock_timestamp();
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.admit_mentioned()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF is_restoring() THEN
    RETURN NULL;
  END IF;
  UPDATE support_tickets t SET staff_ids = t.staff_ids || m.added
  FROM (SELECT array_agg(u.id) AS added FROM users u WHERE u.role IN ('agent', 'admin')
    AND u.id IN (SELECT value::uuid FROM jsonb_array_elements_text(NEW.data -> 'mentions'))
    AND u.id <> ALL (SELECT unnest(s.staff_ids) FROM support_tickets s WHERE s.id = NEW.ticket_id)) m
  WHERE t.id = NEW.ticket_id AND m.added IS NOT NULL;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.agents_for(of_team text)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
AS $function$
  WITH staff AS MATERIALIZED (
    SELECT id, role, team FROM users WHERE role IN ('agent', 'admin') AND disabled_at IS NULL AND NOT is_service)
  SELECT id FROM staff WHERE CASE
    WHEN EXISTS (SELECT FROM staff WHERE team = of_team) THEN team = of_team
    WHEN EXISTS (SELECT FROM staff WHERE role = 'agent') THEN role = 'agent'
    ELSE true END
$function$;
CREATE OR REPLACE FUNCTION public.agents_of_case(ticket uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
AS $function$
  SELECT array_agg(DISTINCT p.id) FROM support_tickets t
  CROSS JOIN LATERAL (
    SELECT a.id FROM agents_for(t.team) AS a (id)
    UNION SELECT u.id FROM users u WHERE u.id = t.assignee_id AND u.role IN ('agent', 'admin') AND u.disabled_at IS NULL) p
  WHERE t.id = ticket
    AND NOT EXISTS (SELECT FROM cases c WHERE c.ticket_id = ticket AND c.decided_by = p.id)
    AND NOT EXISTS (SELECT FROM case_appeals a WHERE a.ticket_id = ticket AND a.decided_by = p.id)
$function$;
CREATE OR REPLACE FUNCTION public.answer_evidence()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  author uuid;
BEGIN
  SELECT m.author_id INTO author FROM ticket_messages m WHERE m.id = NEW.last_message_id AND m.sender_type IN ('buyer', 'seller');
  IF FOUND THEN
    UPDATE evidence_requests SET answered_at = clock_timestamp(), answered_by = author
    WHERE ticket_id = NEW.id AND answered_at IS NULL
      AND side = CASE WHEN author = ANY (NEW.shop_participant_ids) OR author <> ALL (NEW.participant_ids) AND NEW.shop_access = 'shop'
        THEN 'shop' ELSE 'requester' END::ticket_side;
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.append_event()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  shared  boolean := NEW.audience IN ('participants', 'requester');
  to_shop boolean := NEW.audience IN ('participants', 'shop');
  added   boolean := NEW.kind = 'message_added';
  asked   boolean := added AND NEW.data ->> 'sender' IN ('buyer', 'seller');
  turn    waiting_on := CASE WHEN NEW.audience <> 'staff' AND added THEN
    CASE WHEN asked THEN 'staff'::waiting_on
         WHEN NEW.data ->> 'sender' IN ('agent', 'admin') THEN CASE WHEN NEW.audience = 'shop' THEN 'shop'::waiting_on ELSE 'requester'::waiting_on END END END;
  -- Reactions, and removal by a background job (retention, erasure), are no activity: the ticket keeps its place in lists.
  quiet   boolean := NEW.kind = 'message_reacted' OR current_user = 'parley_maintenance' AND NEW.kind = 'message_deleted' AND NEW.actor_id IS NULL;
BEGIN
  -- Bulk loads insert counters that they have computed themselves.
  IF NEW.seq > 0 AND current_user = 'parley_maintenance' THEN
    RETURN NEW;
  END IF;
  NEW.key := new_event_key();
  UPDATE support_tickets t SET
    last_seq = last_seq + 1,
    last_key = NEW.key,
    public_last_key = CASE WHEN shared THEN NEW.key ELSE t.public_last_key END,
    public_seq = t.public_seq + shared::int,
    message_count = t.message_count + added::int,
    public_message_count = t.public_message_count + (added AND shared)::int,
    last_message_id = CASE WHEN added THEN NEW.message_id ELSE last_message_id END,
    public_last_message_id = CASE WHEN added AND shared THEN NEW.message_id ELSE public_last_message_id END,
    updated_at = CASE WHEN quiet THEN t.updated_at ELSE clock_timestamp() END,
    public_updated_at = CASE WHEN shared AND NOT quiet THEN clock_timestamp() ELSE public_updated_at END,
    waiting_on = CASE WHEN turn IS NULL OR has_ended(status) THEN waiting_on ELSE turn_after(turn, asked AND shared AND to_shop, t.addressed_to, t.escalated_at, t.participant_ids, t.shop_participant_ids, NEW.actor_id) END,
    waiting_since = CASE WHEN turn IS NULL OR has_ended(status) OR waiting_on IS NOT DISTINCT FROM turn_after(turn, asked AND shared AND to_shop, t.addressed_to, t.escalated_at, t.participant_ids, t.shop_participant_ids, NEW.actor_id)
      THEN waiting_since ELSE clock_timestamp() END,
    shop_last_key = CASE WHEN t.has_shop_side AND to_shop THEN NEW.key ELSE t.shop_last_key END,
    shop_seq = t.shop_seq + (t.has_shop_side AND to_shop)::int,
    shop_message_count = t.shop_message_count + (t.has_shop_side AND to_shop AND added)::int,
    shop_last_message_id = CASE WHEN t.has_shop_side AND to_shop AND added THEN NEW.message_id ELSE t.shop_last_message_id END,
    shop_updated_at = CASE WHEN t.has_shop_side AND to_shop AND NOT quiet THEN clock_timestamp() ELSE t.shop_updated_at END,
    shared_waiting_on = CASE WHEN t.has_shop_side AND turn IS NOT NULL AND shared AND to_shop AND NOT has_ended(status)
      THEN turn_after(turn, asked AND shared AND to_shop, t.addressed_to, t.escalated_at, t.participant_ids, t.shop_participant_ids, NEW.actor_id) ELSE t.shared_waiting_on END,
    shared_waiting_since = CASE WHEN t.has_shop_side AND turn IS NOT NULL AND shared AND to_shop AND NOT has_ended(status)
      AND t.shared_waiting_on IS DISTINCT FROM turn_after(turn, asked AND shared AND to_shop, t.addressed_to, t.escalated_at, t.participant_ids, t.shop_participant_ids, NEW.actor_id) THEN clock_timestamp() ELSE t.shared_waiting_since END
  WHERE t.id = NEW.ticket_id
  RETURNING t.last_seq, CASE WHEN shared THEN t.public_seq END, t.message_count, t.public_message_count, t.updated_at,
    CASE WHEN t.has_shop_side AND to_shop THEN t.shop_seq END, t.shop_message_count
  INTO NEW.seq, NEW.public_seq, NEW.message_count, NEW.public_message_count, NEW.at, NEW.shop_seq, NEW.shop_message_count;
  IF NOT FOUND THEN
    RAISE no_data_found USING MESSAGE = 'There is no such ticket for this viewer.';
  END IF;
  PERFORM send_hint('t:' || NEW.ticket_id);
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.asked_for_own_shop(ticket uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM support_tickets t WHERE t.id = ticket AND t.shop_access = 'requester' AND t.seller_id = ANY (viewer_shops()));
END $function$;
CREATE OR REPLACE FUNCTION public.assignee_lock(person uuid)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN hashtextextended(('assignee '::text || (person)::text), (0)::bigint);
CREATE OR REPLACE FUNCTION public.at_door()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('parley.door'::text, true), ''::text))::uuid;
CREATE OR REPLACE FUNCTION public.audit(kind audit_kind, actor uuid, target_type text, target uuid, data jsonb, ip text, user_agent text)
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO audit_log (kind, actor_id, target_type, target_id, data, ip, user_agent, request_id)
  VALUES (kind, actor, target_type, target, data, coalesce(request_says('ip'), ip), left(coalesce(request_says('userAgent'), user_agent), 300), request_says('requestId'));
$function$;
CREATE OR REPLACE FUNCTION public.audit_batch()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM audit('tickets_changed', viewer_id(), 'batch', NEW.id, jsonb_build_object('state', NEW.state, 'tickets', NEW.changed,
    'restored', NEW.restored, 'changes', ARRAY(SELECT jsonb_object_keys(NEW.changes) ORDER BY 1)), NULL, NULL);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.audit_deletions()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF is_audited() THEN
    PERFORM audit(CASE count(*) WHEN 1 THEN 'message_deleted' ELSE 'conversation_deleted' END::audit_kind, viewer_id(),
      'ticket', a.ticket_id, jsonb_build_object('messages', count(*), 'message', CASE count(*) WHEN 1 THEN min(a.id::text) END), NULL, NULL)
    FROM after a JOIN before b USING (id) WHERE a.deleted_at IS NOT NULL AND b.deleted_at IS NULL GROUP BY a.ticket_id;
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.audit_erasure()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM audit('person_erased', viewer_id(), 'user', NEW.user_id, '{}', NULL, NULL);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.audit_invitation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  role jsonb := jsonb_build_object('role', NEW.role);
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit('invitation_sent', viewer_id(), 'invitation', NEW.id, role, NULL, NULL);
    RETURN NULL;
  END IF;
  IF OLD.token_hash <> NEW.token_hash THEN
    PERFORM audit('invitation_resent', viewer_id(), 'invitation', NEW.id, role, NULL, NULL);
  END IF;
  IF OLD.cancelled_at IS NULL AND NEW.cancelled_at IS NOT NULL THEN
    PERFORM audit('invitation_cancelled', viewer_id(), 'invitation', NEW.id, role, NULL, NULL);
  END IF;
  -- No one is signed in yet: the actor is the new user.
  IF OLD.accepted_at IS NULL AND NEW.accepted_at IS NOT NULL THEN
    PERFORM audit('invitation_accepted', NEW.user_id, 'invitation', NEW.id, role, NULL, NULL);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.audit_legal_hold()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM audit(CASE TG_OP WHEN 'INSERT' THEN 'legal_hold_set' ELSE 'legal_hold_lifted' END::audit_kind, viewer_id(), 'ticket',
    coalesce(NEW.ticket_id, OLD.ticket_id), '{}', NULL, NULL);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.audit_passkey()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM audit(CASE TG_OP WHEN 'INSERT' THEN 'passkey_added' ELSE 'passkey_removed' END::audit_kind, coalesce(viewer_id(), (coalesce(NEW, OLD)).user_id),
    'user', (coalesce(NEW, OLD)).user_id, '{}', NULL, NULL);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.audit_password()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM audit('password_changed', coalesce(viewer_id(), NEW.user_id), 'user', NEW.user_id, '{}', NULL, NULL);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.audit_person()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit('person_added', viewer_id(), 'user', NEW.id, jsonb_build_object('role', NEW.role), NULL, NULL);
    RETURN NULL;
  END IF;
  IF OLD.role <> NEW.role THEN
    PERFORM audit('role_changed', viewer_id(), 'user', NEW.id, jsonb_build_object('from', OLD.role, 'to', NEW.role), NULL, NULL);
  END IF;
  IF (OLD.disabled_at IS NULL) <> (NEW.disabled_at IS NULL) THEN
    PERFORM audit(CASE WHEN NEW.disabled_at IS NULL THEN 'person_enabled' ELSE 'person_disabled' END::audit_kind, viewer_id(), 'user', NEW.id, '{}', NULL, NULL);
  END IF;
  IF OLD.email <> NEW.email THEN
    PERFORM audit('email_changed', coalesce(viewer_id(), NEW.id), 'user', NEW.id, '{}', NULL, NULL);
  END IF;
  IF OLD.two_factor_enabled <> NEW.two_factor_enabled THEN
    PERFORM audit(CASE WHEN NEW.two_factor_enabled THEN 'second_factor_on' WHEN viewer_id() <> NEW.id THEN 'second_factor_reset' ELSE 'second_factor_off'
      END::audit_kind, coalesce(viewer_id(), NEW.id), 'user', NEW.id, '{}', NULL, NULL);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.audit_privacy()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_TABLE_NAME = 'emergency_accesses' THEN
    PERFORM audit('emergency_access', viewer_id(), 'ticket', NEW.ticket_id, jsonb_build_object('reason', NEW.reason, 'expiresAt', NEW.expires_at), NULL, NULL);
  ELSE
    PERFORM audit('confidential_changed', viewer_id(), 'ticket', NEW.id, jsonb_build_object('confidential', NEW.confidential), NULL, NULL);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.audit_retention()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  rule retention_rules := coalesce(NEW, OLD);
BEGIN
  PERFORM audit('retention_changed', viewer_id(), NULL, NULL, jsonb_build_object('kind', rule.kind, 'days', rule.days,
    'statuses', rule.statuses, 'state', CASE WHEN TG_OP = 'DELETE' THEN 'deleted' WHEN rule.enabled THEN 'on' ELSE 'off' END), NULL, NULL);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.audit_settings()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM audit('settings_changed', viewer_id(), NULL, NULL, jsonb_object_agg(b.key, jsonb_build_array(b.value, a.value)), NULL, NULL)
  FROM jsonb_each(to_jsonb(OLD)) b JOIN jsonb_each(to_jsonb(NEW)) a USING (key) WHERE a.value <> b.value
  HAVING count(*) > 0;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.audit_shop()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  shop uuid := CASE TG_TABLE_NAME WHEN 'sellers' THEN to_jsonb(NEW) ->> 'id' ELSE to_jsonb(NEW) ->> 'shop_id' END;
  person uuid := CASE TG_TABLE_NAME WHEN 'shop_members' THEN to_jsonb(NEW) ->> 'user_id' END;
BEGIN
  IF current_user NOT IN ('parley_auth', 'parley_requester') AND NOT is_staff_connection() THEN
    RETURN NULL;
  END IF;
  -- An owner comes and goes with the shop.
  IF person IS NOT NULL AND EXISTS (SELECT FROM sellers s WHERE s.id = shop AND s.owner_id = person) THEN
    RETURN NULL;
  END IF;
  PERFORM audit(TG_ARGV[0]::audit_kind, coalesce(viewer_id(), person), CASE WHEN person IS NOT NULL THEN 'user' END, person,
    jsonb_build_object('shop', shop), NULL, NULL);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.audit_sign_in()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit('sign_in', NEW.user_id, 'user', NEW.user_id, '{}', NEW.ip_address, NEW.user_agent);
  -- An expired one has ended by itself.
  ELSIF OLD.expires_at > now() THEN
    PERFORM audit('sign_out', coalesce(viewer_id(), OLD.user_id), 'user', OLD.user_id, '{}', OLD.ip_address, OLD.user_agent);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.audit_token()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  token api_tokens := coalesce(NEW, OLD);
  about jsonb := jsonb_build_object('token', token.id);
BEGIN
  IF TG_OP = 'INSERT' THEN
    PERFORM audit('token_issued', coalesce(viewer_id(), NEW.created_by), 'user', NEW.user_id, about || jsonb_build_object('scopes', NEW.scopes), NULL, NULL);
  ELSIF TG_ARGV[0] = 'used' THEN
    PERFORM audit('token_used', NEW.user_id, 'user', NEW.user_id, about, NULL, NULL);
  ELSE
    PERFORM audit('token_revoked', viewer_id(), 'user', OLD.user_id, about, NULL, NULL);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.can_delete_own(message uuid)
 RETURNS boolean
 LANGUAGE sql
AS $function$
  SELECT EXISTS (SELECT FROM ticket_messages m, desk_settings s
    WHERE m.id = message AND m.author_id = viewer_id() AND m.deleted_at IS NULL
      AND clock_timestamp() < m.created_at + make_interval(mins => s.message_deletion_minutes)
      AND NOT EXISTS (SELECT FROM legal_holds h WHERE h.ticket_id = m.ticket_id))
$function$;
CREATE OR REPLACE FUNCTION public.can_quote(quoted uuid, in_ticket uuid, readers audience)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT EXISTS (SELECT FROM ticket_messages q JOIN ticket_events e ON e.message_id = q.id AND e.kind = 'message_added' JOIN support_tickets t ON t.id = q.ticket_id
    WHERE q.id = quoted AND q.ticket_id = in_ticket AND (readers = 'staff' OR (
      q.audience IN ('participants', readers)
      AND (readers = 'requester' OR NOT t.has_shop_side OR e.shop_seq > t.shop_since_seq)
      AND NOT EXISTS (SELECT FROM ticket_events j WHERE j.ticket_id = in_ticket AND j.seq > e.seq
        AND (j.kind = 'participant_added' OR j.kind = 'chat_request_decided' AND j.data ->> 'status' = 'accepted') AND j.data ->> 'fromStart' IS DISTINCT FROM 'true'))))
$function$;
CREATE OR REPLACE FUNCTION public.check_counted_events()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT is_staff_connection() THEN
    RETURN NULL;
  END IF;
  PERFORM FROM new_events WHERE kind <> 'message_added';
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  -- LATERAL with a LIMIT forces an index lookup instead of a join that reads a whole table.
  PERFORM FROM new_events e
    LEFT JOIN LATERAL (SELECT * FROM support_tickets t WHERE t.id = e.ticket_id LIMIT 1) t ON true
    LEFT JOIN LATERAL (SELECT * FROM ticket_events b WHERE b.ticket_id = e.ticket_id AND b.seq = e.seq - 1 LIMIT 1) b ON true
  WHERE e.kind <> 'message_added' AND (e.seq <= t.last_seq AND coalesce(e.public_seq, 0) <= t.public_seq
    AND coalesce(e.shop_seq, 0) <= t.shop_seq AND (e.shop_seq IS NOT NULL) = (t.has_shop_side AND e.audience IN ('participants', 'shop'))
    -- In a private desk's queue, the event before it is not seen.
    AND (e.seq = 1 OR (b.seq IS NULL AND is_restricted()) OR (e.message_count = b.message_count AND e.public_message_count = b.public_message_count))) IS NOT TRUE;
  IF FOUND THEN
    RAISE integrity_constraint_violation USING MESSAGE = 'An event must follow the one before it.';
  END IF;
  -- A hint can have at most 8,000 bytes.
  PERFORM send_hint('t:' || string_agg(id::text, ',' ORDER BY id)) FROM (
    SELECT ticket_id AS id, (row_number() OVER () - 1) / 200 AS part FROM (SELECT DISTINCT ticket_id FROM new_events WHERE kind <> 'message_added') d) p
  GROUP BY part;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.choose_side()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF is_restoring() THEN
    RETURN NEW;
  END IF;
  NEW.side := CASE WHEN EXISTS (SELECT FROM support_tickets t WHERE t.id = NEW.ticket_id AND t.requester_id <> NEW.user_id
    AND t.shop_access <> 'requester' AND is_of_shop(NEW.user_id, t.seller_id)) THEN 'shop' ELSE 'requester' END::ticket_side;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.concerns_viewer(ticket uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
BEGIN
  RETURN ticket IS NOT NULL AND (EXISTS (SELECT 1 FROM shop_tickets s WHERE s.ticket_id = ticket)
    OR EXISTS (SELECT 1 FROM ticket_participants p WHERE p.ticket_id = ticket AND p.user_id = viewer_id()));
END $function$;
CREATE OR REPLACE FUNCTION public.count_day(of_day date)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  starts timestamptz := of_day::timestamp AT TIME ZONE desk_time_zone();
  ends timestamptz := (of_day + 1)::timestamp AT TIME ZONE desk_time_zone();
BEGIN
  DELETE FROM stale_figures s WHERE s.at >= starts AND s.at < ends;
  DELETE FROM figure_days d WHERE d.day = of_day;
  DELETE FROM daily_figures f WHERE f.day = date_trunc('month', of_day)::date AND f.dimension LIKE '%:month';
  INSERT INTO figure_days VALUES (of_day, starts, ends, desk_time_zone());
  WITH keyed AS MATERIALIZED (
    SELECT d.dimension, k.key, f.kind, f.bucket, f.working_bucket FROM ticket_facts f
      CROSS JOIN unnest('{all,agent,assignee,team,type,shop,tag,hour}'::text[]) AS d (dimension)
      CROSS JOIN LATERAL fact_keys(f, d.dimension) AS k (key)
    WHERE f.at >= starts AND f.at < ends),
  wall AS (
    SELECT dimension, key, kind, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(n ORDER BY bucket) AS counts
    FROM (SELECT dimension, key, kind, bucket, count(*)::int AS n FROM keyed WHERE bucket IS NOT NULL GROUP BY 1, 2, 3, 4) c GROUP BY 1, 2, 3),
  working AS (
    SELECT dimension, key, kind, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(n ORDER BY bucket) AS counts
    FROM (SELECT dimension, key, kind, working_bucket AS bucket, count(*)::int AS n FROM keyed WHERE working_bucket IS NOT NULL GROUP BY 1, 2, 3, 4) c
    GROUP BY 1, 2, 3)
  INSERT INTO daily_figures (dimension, day, key, kind, count, buckets, bucket_counts, working_buckets, working_bucket_counts)
  SELECT dimension, of_day, key, kind, n, coalesce(wall.buckets, '{}'), coalesce(wall.counts, '{}'),
    coalesce(working.buckets, '{}'), coalesce(working.counts, '{}')
  FROM (SELECT dimension, key, kind, count(*)::int AS n FROM keyed GROUP BY 1, 2, 3) c
    LEFT JOIN wall USING (dimension, key, kind) LEFT JOIN working USING (dimension, key, kind);
END $function$;
CREATE OR REPLACE FUNCTION public.count_month(first date)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  until date := first + days_of_month(first);
BEGIN
  PERFORM FROM figure_days d WHERE d.day >= first AND d.day < until ORDER BY d.day FOR SHARE;
  IF (SELECT count(*) FROM figure_days d WHERE d.day >= first AND d.day < until) < days_of_month(first) THEN
    RETURN;
  END IF;
  WITH days AS MATERIALIZED (
    SELECT d.* FROM daily_figures d WHERE d.day >= first AND d.day < until AND d.dimension NOT LIKE '%:month'),
  wall AS (
    SELECT dimension, key, kind, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(n ORDER BY bucket) AS counts FROM (
      SELECT dimension, key, kind, bucket, sum(n)::int AS n FROM days CROSS JOIN LATERAL unnest(buckets, bucket_counts) AS u (bucket, n)
      GROUP BY 1, 2, 3, 4) c GROUP BY 1, 2, 3),
  working AS (
    SELECT dimension, key, kind, array_agg(bucket ORDER BY bucket) AS buckets, array_agg(n ORDER BY bucket) AS counts FROM (
      SELECT dimension, key, kind, bucket, sum(n)::int AS n
      FROM days CROSS JOIN LATERAL unnest(working_buckets, working_bucket_counts) AS u (bucket, n)
      GROUP BY 1, 2, 3, 4) c GROUP BY 1, 2, 3)
  INSERT INTO daily_figures (dimension, day, key, kind, count, buckets, bucket_counts, working_buckets, working_bucket_counts)
  SELECT dimension || ':month', first, key, kind, n, coalesce(wall.buckets, '{}'), coalesce(wall.counts, '{}'),
    coalesce(working.buckets, '{}'), coalesce(working.counts, '{}')
  FROM (SELECT dimension, key, kind, sum(count)::int AS n FROM days GROUP BY 1, 2, 3) c
    LEFT JOIN wall USING (dimension, key, kind) LEFT JOIN working USING (dimension, key, kind)
  ON CONFLICT DO NOTHING;
END $function$;
CREATE OR REPLACE FUNCTION public.count_new_tickets()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO ticket_counts (status, waiting_on, is_unassigned, is_escalated, tickets)
  SELECT t.status, t.waiting_on, t.assignee_id IS NULL AND is_for_staff(t.addressed_to, t.escalated_at), t.escalated_at IS NOT NULL, count(*)
  FROM new_tickets t WHERE NOT t.confidential GROUP BY 1, 2, 3, 4;
  INSERT INTO tag_counts (tag, tickets) SELECT tag, count(*) FROM new_tickets t, unnest(t.tags) AS tag WHERE NOT t.confidential GROUP BY tag;
  INSERT INTO assignee_counts (assignee_id, tickets) SELECT t.assignee_id, count(*) FROM new_tickets t WHERE t.assignee_id IS NOT NULL GROUP BY t.assignee_id;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.count_unseen_messages()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.shop_since_message_count := coalesce((SELECT e.shop_message_count FROM ticket_events e WHERE e.ticket_id = NEW.id AND e.shop_seq = NEW.shop_since_seq), 0);
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.counted_days(since timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(day date, period tstzrange)
 LANGUAGE plpgsql
 STABLE
AS $function$
BEGIN
  IF is_admin() THEN
    RETURN QUERY SELECT d.day, tstzrange(d.starts_at, d.ends_at) FROM figure_days d
      WHERE d.starts_at >= since AND d.ends_at <= until AND d.time_zone = (SELECT desk_time_zone())
        AND d.day NOT IN (SELECT (s.at AT TIME ZONE (SELECT desk_time_zone()))::date FROM stale_figures s);
  END IF;
END $function$;
CREATE OR REPLACE FUNCTION public.counted_figures(since timestamp with time zone, until timestamp with time zone, of_dimension text, by_day boolean, of_kind fact_kind DEFAULT NULL::fact_kind)
 RETURNS SETOF daily_figures
 LANGUAGE plpgsql
 STABLE ROWS 10000
AS $function$
DECLARE
  days date[];
  months date[];
BEGIN
  IF is_admin() THEN
    days := ARRAY(SELECT c.day FROM counted_days(since, until) c);
    months := ARRAY(
      SELECT date_trunc('month', d.day)::date FROM unnest(days) AS d (day) WHERE NOT by_day
      GROUP BY 1 HAVING count(*) = days_of_month(date_trunc('month', min(d.day))::date)
        AND EXISTS (SELECT FROM daily_figures f WHERE f.dimension = 'all:month' AND f.day = date_trunc('month', min(d.day))::date));
    RETURN QUERY SELECT f.* FROM daily_figures f WHERE f.dimension = of_dimension || ':month' AND f.day = ANY (months)
      AND (of_kind IS NULL OR f.kind = of_kind);
    days := ARRAY(SELECT d.day FROM unnest(days) AS d (day) WHERE date_trunc('month', d.day)::date <> ALL (months));
    RETURN QUERY SELECT f.* FROM daily_figures f WHERE f.dimension = of_dimension AND f.day = ANY (days) AND (of_kind IS NULL OR f.kind = of_kind);
  END IF;
END $function$;
CREATE OR REPLACE FUNCTION public.database_role()
 RETURNS text
 LANGUAGE plpgsql
AS $function$
DECLARE
  general CONSTANT text := staff_role();
  hidden text;
BEGIN
  IF general <> 'parley_restricted' OR NOT desk_is_open() THEN
    RETURN general;
  END IF;
  SELECT coalesce(array_agg(c.id) FILTER (WHERE c.is_hidden), '{}')::text INTO hidden FROM (
    SELECT t.id, NOT (t.staff_ids @> ARRAY[viewer_id()] OR t.participant_ids @> ARRAY[viewer_id()] OR t.id = ANY (emergency_tickets())) AS is_hidden
    FROM support_tickets t WHERE t.confidential LIMIT 201) c
  HAVING count(*) <= 200;
  PERFORM set_config('parley.hidden', coalesce(hidden, ''), true);
  RETURN CASE WHEN hidden IS NULL THEN general ELSE 'parley_partly_restricted' END;
END $function$;
CREATE OR REPLACE FUNCTION public.days_of_month(first date)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
RETURN (EXTRACT(day FROM ((first + '1 mon'::interval) - '1 day'::interval)))::integer;
CREATE OR REPLACE FUNCTION public.days_to_count()
 RETURNS SETOF date
 LANGUAGE sql
 STABLE
AS $function$
  WITH zone AS (SELECT desk_time_zone() AS name),
  stale AS (SELECT DISTINCT (s.at AT TIME ZONE zone.name)::date AS day FROM stale_figures s, zone)
  SELECT d.day::date FROM zone, generate_series(
    (SELECT min(f.at) FROM ticket_facts f) AT TIME ZONE zone.name, ((now() - interval '2 hours') AT TIME ZONE zone.name)::date - interval '1 day',
    interval '1 day') AS d (day)
  WHERE d.day::date IN (SELECT day FROM stale)
    OR NOT EXISTS (SELECT FROM figure_days f WHERE f.day = d.day::date AND f.time_zone = zone.name)
  ORDER BY 1 DESC
$function$;
CREATE OR REPLACE FUNCTION public.deadline_is_recorded(ticket uuid, of_kind event_kind, due timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  SELECT EXISTS (SELECT FROM ticket_events e WHERE e.ticket_id = ticket AND e.kind = of_kind AND (e.data ->> 'dueAt')::timestamptz = due)
$function$;
CREATE OR REPLACE FUNCTION public.decide_about(ids uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  channels notification_channel[];
  people   uuid[];
  moments  timestamptz[];
BEGIN
  WITH decided AS (
    INSERT INTO notification_deliveries AS d (notification_id, channel, user_id, status, reason, message_id, due_at, settled_at)
    SELECT n.id, c.channel, n.user_id, CASE WHEN refusal IS NULL THEN 'pending' ELSE 'skipped' END::delivery_status,
      coalesce(refusal, CASE WHEN due = ready THEN 'delay' WHEN c.channel = 'email' AND s.digest <> 'off' THEN 'digest' ELSE 'quiet_hours' END),
      n.message_id, CASE WHEN refusal IS NULL THEN due END, CASE WHEN refusal IS NOT NULL THEN clock_timestamp() END
    FROM notifications n
    JOIN users u ON u.id = n.user_id
    CROSS JOIN notification_channels c
    LEFT JOIN notification_settings s ON s.user_id = n.user_id
    LEFT JOIN notification_preferences p ON p.user_id = n.user_id AND p.channel = c.channel AND p.kind_group = notification_group(n.kind)
    CROSS JOIN LATERAL (SELECT clock_timestamp() + make_interval(secs => CASE WHEN n.kind = 'emergency_access' THEN 0 ELSE c.delay_seconds END) AS ready) r
    CROSS JOIN LATERAL (SELECT
      -- Most people have no settings: at once.
      CASE WHEN n.kind = 'emergency_access' OR s.user_id IS NULL THEN ready ELSE delivery_time(ready, coalesce(s.time_zone, 'UTC'), s.quiet_from, s.quiet_until,
        CASE WHEN c.channel = 'email' THEN coalesce(s.digest, 'off') ELSE 'off' END, coalesce(s.digest_hour, 8)) END AS due,
      CASE WHEN p.enabled = false AND n.kind <> 'emergency_access' THEN 'off'
        WHEN p.enabled IS NULL AND NOT is_sent_by_default(c.channel) THEN 'not_by_default'
        WHEN c.channel = 'email' AND is_made_up(u.email) THEN 'no_address'
        WHEN c.channel = 'sms' AND s.phone_verified_at IS NULL THEN 'no_phone'
        WHEN c.channel = 'sms' AND s.texts_stopped_at IS NOT NULL THEN 'stopped'
        WHEN c.channel = 'push' AND NOT EXISTS (SELECT FROM push_subscriptions b WHERE b.user_id = n.user_id) THEN 'no_subscription'
      END AS refusal
      -- Computed once: without this, each use would be replaced by the whole expression.
      OFFSET 0) f
    WHERE n.id = ANY (ids) ORDER BY n.user_id, c.channel
    ON CONFLICT (notification_id, channel) DO UPDATE SET
      status = excluded.status, reason = excluded.reason, message_id = excluded.message_id, due_at = excluded.due_at,
      settled_at = excluded.settled_at, decided_at = clock_timestamp(), problem = NULL, mail_id = NULL
    WHERE d.status <> 'pending'
    RETURNING d.channel, d.user_id, d.status, d.due_at)
  SELECT array_agg(w.channel), array_agg(w.user_id), array_agg(w.due_at) INTO channels, people, moments FROM (
    SELECT d.channel, d.user_id, min(d.due_at) AS due_at FROM decided d
    WHERE d.status = 'pending' AND NOT EXISTS (
      SELECT FROM notification_deliveries o
      WHERE o.user_id = d.user_id AND o.channel = d.channel AND o.status = 'pending' AND o.due_at <= d.due_at
        AND o.due_at > clock_timestamp() + interval '30 seconds')
    GROUP BY d.channel, d.user_id) w;
  IF people IS NOT NULL THEN
    PERFORM add_deliver_jobs(channels, people, moments);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.decide_changed_deliveries()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  read_now uuid[];
  all_read uuid[];
  raised   uuid[];
BEGIN
  -- Also runs where INSERT … ON CONFLICT has updated nothing.
  PERFORM FROM new_notifications;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT array_agg(n.id) FILTER (WHERE n.read_at IS NOT NULL), array_agg(n.id) FILTER (WHERE n.read_at IS NOT NULL AND o.read_at IS NULL),
    array_agg(n.id) FILTER (WHERE n.read_at IS NULL AND n.created_at > o.created_at)
  INTO all_read, read_now, raised FROM new_notifications n JOIN old_notifications o ON o.id = n.id;
  IF all_read IS NOT NULL THEN
    -- What is being sent at this moment is locked: nobody waits for it with the locks of a ticket.
    UPDATE notification_deliveries d SET status = 'cancelled', reason = 'read', settled_at = clock_timestamp()
    WHERE d.id IN (
      SELECT w.id FROM notification_deliveries w WHERE w.notification_id = ANY (all_read) AND w.status = 'pending' FOR UPDATE OF w SKIP LOCKED);
  END IF;
  IF read_now IS NOT NULL THEN
    PERFORM withdraw_pushes(read_now);
  END IF;
  IF raised IS NOT NULL THEN
    PERFORM decide_about(raised);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.decide_new_deliveries()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  added uuid[] := ARRAY(SELECT id FROM new_notifications WHERE read_at IS NULL);
BEGIN
  IF added <> '{}' THEN
    PERFORM decide_about(added);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.decision_due_at()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$
  SELECT clock_timestamp() + make_interval(hours => case_decision_hours) FROM desk_settings
$function$;
CREATE OR REPLACE FUNCTION public.delivery_time(ready timestamp with time zone, zone text, quiet_from time without time zone, quiet_until time without time zone, digest digest_interval, digest_hour integer)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
AS $function$
DECLARE
  local timestamp := timezone(zone, ready);
BEGIN
  IF digest = 'hourly' THEN
    local := date_trunc('hour', local) + interval '1 hour';
  ELSIF digest = 'daily' THEN
    local := local::date + make_interval(hours => digest_hour, days => (local::time >= make_time(digest_hour, 0, 0))::int);
  END IF;
  IF quiet_from < quiet_until AND local::time >= quiet_from AND local::time < quiet_until THEN
    local := local::date + quiet_until;
  ELSIF quiet_from > quiet_until AND local::time >= quiet_from THEN
    local := local::date + 1 + quiet_until;
  ELSIF quiet_from > quiet_until AND local::time < quiet_until THEN
    local := local::date + quiet_until;
  ELSIF digest = 'off' THEN
    RETURN ready;
  END IF;
  RETURN greatest(ready, timezone(zone, local));
END $function$;
CREATE OR REPLACE FUNCTION public.desk_is_open()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((current_setting('parley.privacy'::text, true) = 'open'::text), false);
CREATE OR REPLACE FUNCTION public.desk_is_private()
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM desk_settings WHERE privacy = 'participants');
END $function$;
CREATE OR REPLACE FUNCTION public.desk_time_zone()
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN (SELECT d.time_zone FROM desk_settings d);
CREATE OR REPLACE FUNCTION public.discount_ticket()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO stale_figures (at) SELECT f.at FROM ticket_facts f WHERE f.ticket_id = OLD.id;
  PERFORM publish_figures('{}');
  RETURN OLD;
END $function$;
CREATE OR REPLACE FUNCTION public.emergency_tickets()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (string_to_array(COALESCE(current_setting('parley.emergency'::text, true), ''::text), ','::text))::uuid[];
CREATE OR REPLACE FUNCTION public.end_sign_ins()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM sign_ins WHERE user_id = NEW.user_id;
  DELETE FROM verifications WHERE value = NEW.user_id::text OR strpos(value, '"userId":"' || NEW.user_id || '"') > 0;
  UPDATE api_tokens SET revoked_at = now() WHERE user_id = NEW.user_id AND revoked_at IS NULL;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.escalate_ticket()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- The next statement sees which teams are retired, and none is until this one ends.
  PERFORM pg_advisory_xact_lock_shared(teams_lock());
  UPDATE support_tickets t SET
    escalated_at = NEW.escalated_at,
    due_at = NEW.due_at,
    team = coalesce(
      (SELECT m.name FROM teams m WHERE m.name = (SELECT dispute_team FROM desk_settings) AND m.retired_at IS NULL),
      (SELECT m.name FROM teams m WHERE m.name = 'Disputes' AND m.retired_at IS NULL), t.team),
    waiting_on = CASE WHEN has_ended(t.status) THEN t.waiting_on ELSE 'staff' END,
    waiting_since = CASE WHEN has_ended(t.status) OR t.waiting_on = 'staff' THEN t.waiting_since ELSE clock_timestamp() END,
    shared_waiting_on = CASE WHEN has_ended(t.status) OR NOT t.has_shop_side THEN t.shared_waiting_on ELSE 'staff' END,
    shared_waiting_since = CASE WHEN has_ended(t.status) OR NOT t.has_shop_side OR t.shared_waiting_on = 'staff'
      THEN t.shared_waiting_since ELSE clock_timestamp() END
  WHERE t.id = NEW.ticket_id;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.estimated_times(since timestamp with time zone, until timestamp with time zone, of_kind fact_kind, of_dimension text, is_working boolean)
 RETURNS TABLE(key text, p50 double precision, p90 double precision)
 LANGUAGE sql
 STABLE
AS $function$
  WITH distribution AS (
    SELECT key COLLATE "C" AS key, bucket, sum(n)::float8 AS n FROM (
      SELECT k.key, CASE WHEN is_working THEN f.working_bucket ELSE f.bucket END AS bucket, 1 AS n
      FROM uncounted_facts(since, until) AS f CROSS JOIN LATERAL fact_keys(f, of_dimension) AS k (key)
      WHERE f.kind = of_kind AND f.bucket IS NOT NULL AND is_figure(f)
      UNION ALL
      SELECT CASE of_dimension WHEN 'day' THEN d.day::text ELSE d.key END, u.bucket, u.n
      FROM counted_figures(since, until, CASE of_dimension WHEN 'day' THEN 'all' ELSE of_dimension END, of_dimension = 'day', of_kind) d
        CROSS JOIN LATERAL unnest(CASE WHEN is_working THEN d.working_buckets ELSE d.buckets END,
          CASE WHEN is_working THEN d.working_bucket_counts ELSE d.bucket_counts END) AS u (bucket, n)) AS b
    GROUP BY 1, 2),
  -- Each bucket with the number of times below it.
  ranked AS (
    SELECT key, bucket, n, sum(n) OVER (PARTITION BY key ORDER BY bucket ROWS UNBOUNDED PRECEDING) - n AS below, sum(n) OVER (PARTITION BY key) AS total
    FROM distribution),
  -- The two ranks that a percentile lies between, with the share of each, and the shortest and longest time in their buckets.
  wanted AS (
    SELECT r.key, p.share, i.weight, (i.rank - r.below + 0.5) / r.n AS height,
      ceil(exp(r.bucket / 12.0::float8) - 1 - 1e-9) AS shortest, ceil(exp((r.bucket + 1) / 12.0::float8) - 1 - 1e-9) - 1 AS longest
    FROM ranked r CROSS JOIN (VALUES (0.5::float8), (0.9)) AS p (share)
      CROSS JOIN LATERAL (SELECT p.share * (r.total - 1) AS position) AS at
      CROSS JOIN LATERAL (VALUES (floor(position), 1 - (position - floor(position))), (floor(position) + 1, position - floor(position))) AS i (rank, weight)
    WHERE r.below <= position + 1 AND r.below + r.n > position - 1 AND i.weight > 0 AND i.rank >= r.below AND i.rank < r.below + r.n),
  timed AS (
    SELECT key, share, weight * greatest(shortest, least(longest, shortest - 0.5 + (longest - shortest + 1) * height)) AS seconds FROM wanted)
  SELECT key, sum(seconds) FILTER (WHERE share = 0.5), sum(seconds) FILTER (WHERE share = 0.9) FROM timed GROUP BY 1
$function$;
CREATE OR REPLACE FUNCTION public.exact_times_max()
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
RETURN 20000;
CREATE OR REPLACE FUNCTION public.exists_for_viewer(t support_tickets)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
BEGIN
  RETURN t.staff_ids @> ARRAY[viewer_id()] OR t.participant_ids @> ARRAY[viewer_id()] OR is_in_queue(t)
    OR t.id = ANY (opened_tickets()) OR t.id = ANY (passing_tickets());
END $function$;
CREATE OR REPLACE FUNCTION public.fact_keys(f ticket_facts, of_dimension text)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE
AS $function$
  SELECT k FROM unnest(CASE of_dimension
    WHEN 'all' THEN '{""}'
    WHEN 'agent' THEN ARRAY[f.agent_id::text]
    WHEN 'assignee' THEN ARRAY[f.assignee_id::text]
    WHEN 'team' THEN ARRAY[f.team]
    WHEN 'type' THEN ARRAY[f.ticket_type::text]
    WHEN 'shop' THEN ARRAY[f.seller_id::text]
    WHEN 'tag' THEN f.tags
    WHEN 'day' THEN ARRAY[(f.at AT TIME ZONE (SELECT desk_time_zone()))::date::text]
    WHEN 'hour' THEN ARRAY[to_char(f.at AT TIME ZONE (SELECT desk_time_zone()), 'ID-FMHH24')] END) AS k
  WHERE k IS NOT NULL
$function$;
CREATE OR REPLACE FUNCTION public.facts_of(tickets uuid[])
 RETURNS TABLE(ticket_id uuid, seq integer, kind fact_kind, at timestamp with time zone, agent_id uuid, since timestamp with time zone)
 LANGUAGE sql
 STABLE
AS $function$
  SELECT e.ticket_id, 1, 'created'::fact_kind, greatest(e.at, t.escalated_at), NULL::uuid, NULL::timestamptz
  FROM ticket_events e JOIN support_tickets t ON t.id = e.ticket_id WHERE e.ticket_id = ANY (tickets) AND e.seq = 1
  UNION ALL
  SELECT t.id, answer.seq, 'answered', answer.at, answer.actor_id, greatest(question.at, (SELECT s.escalated_at FROM support_tickets s WHERE s.id = t.id))
  FROM unnest(tickets) AS t (id)
    -- What is addressed to a shop is a question to staff from the moment they are asked in.
    CROSS JOIN LATERAL (
      SELECT s.escalated_at AS asked_at FROM support_tickets s
      WHERE s.id = t.id AND (s.addressed_to = 'staff' OR s.escalated_at IS NOT NULL) LIMIT 1) AS a
    CROSS JOIN LATERAL (
      SELECT e.seq, greatest(e.at, a.asked_at) AS at FROM ticket_events e WHERE e.ticket_id = t.id AND e.kind = 'message_added' AND e.audience <> 'staff'
        AND e.data ->> 'sender' IN ('buyer', 'seller') ORDER BY e.seq LIMIT 1) AS question
    CROSS JOIN LATERAL (
      SELECT e.seq, e.at, e.actor_id FROM ticket_events e WHERE e.ticket_id = t.id AND e.kind = 'message_added' AND e.audience <> 'staff'
        AND e.data ->> 'sender' IN ('agent', 'admin') AND e.seq > question.seq AND (a.asked_at IS NULL OR e.at >= a.asked_at) ORDER BY e.seq LIMIT 1) AS answer
  UNION ALL
  -- Resolved by staff: theirs. Otherwise it is the assignee's, by the log or, if imported without assignments, by the ticket.
  SELECT t.id, e.seq, CASE WHEN has_ended((e.data ->> 'to')::ticket_status) THEN 'resolved' ELSE 'reopened' END::fact_kind, e.at,
    CASE WHEN NOT has_ended((e.data ->> 'to')::ticket_status) THEN NULL
      WHEN e.actor_id <> ALL (t.participant_ids || t.former_ids)
        AND NOT EXISTS (SELECT FROM shop_members m WHERE m.shop_id = t.seller_id AND m.user_id = e.actor_id) THEN e.actor_id
      WHEN a.seq IS NOT NULL THEN (a.data ->> 'assigneeId')::uuid
      WHEN NOT EXISTS (SELECT FROM ticket_events b WHERE b.ticket_id = t.id AND b.kind IN ('assigned', 'claimed', 'unclaimed') AND b.data ? 'assigneeId')
        THEN t.assignee_id END,
    CASE WHEN has_ended((e.data ->> 'to')::ticket_status)
      THEN greatest((SELECT f.at FROM ticket_events f WHERE f.ticket_id = e.ticket_id AND f.seq = 1), t.escalated_at) END
  FROM ticket_events e JOIN support_tickets t ON t.id = e.ticket_id
    LEFT JOIN LATERAL (
      SELECT b.seq, b.data FROM ticket_events b WHERE b.ticket_id = e.ticket_id AND b.seq < e.seq
        AND b.kind IN ('assigned', 'claimed', 'unclaimed') AND b.data ? 'assigneeId' ORDER BY b.seq DESC LIMIT 1) AS a ON true
  WHERE e.ticket_id = ANY (tickets) AND e.kind = 'status_changed'
    AND has_ended((e.data ->> 'to')::ticket_status) <> coalesce(has_ended((e.data ->> 'from')::ticket_status), false)
  UNION ALL
  -- An imported ticket that had ended before its log begins.
  SELECT t.id, 0, 'resolved', greatest(e.at, CASE WHEN s.seq IS NULL THEN t.resolved_at END), t.assignee_id, e.at
  FROM support_tickets t JOIN ticket_events e ON e.ticket_id = t.id AND e.seq = 1
    LEFT JOIN LATERAL (
      SELECT b.seq, b.data FROM ticket_events b WHERE b.ticket_id = t.id AND b.kind = 'status_changed' ORDER BY b.seq LIMIT 1) AS s ON true
  WHERE t.id = ANY (tickets) AND has_ended(CASE WHEN s.seq IS NULL THEN t.status ELSE (s.data ->> 'from')::ticket_status END)
$function$;
CREATE OR REPLACE FUNCTION public.figure_backlog(until timestamp with time zone, of_dimension text)
 RETURNS TABLE(key text, n integer)
 LANGUAGE sql
 STABLE
AS $function$
  SELECT c.key, sum(CASE c.kind WHEN 'resolved' THEN -c.n ELSE c.n END)::int FROM (
    SELECT d.key, d.kind, d.count AS n FROM counted_figures('-infinity', until, of_dimension, false) d
    UNION ALL
    SELECT k.key, f.kind, 1 FROM uncounted_facts('-infinity', until) AS f CROSS JOIN LATERAL fact_keys(f, of_dimension) AS k (key)
    WHERE viewer_role() <> 'agent' OR f.assignee_id = viewer_id()) AS c
  WHERE c.kind <> 'answered' GROUP BY 1
$function$;
CREATE OR REPLACE FUNCTION public.figure_counts(since timestamp with time zone, until timestamp with time zone, of_dimension text)
 RETURNS TABLE(day date, key text, kind fact_kind, n integer)
 LANGUAGE sql
 STABLE
AS $function$
  SELECT c.day, c.key, c.kind, sum(c.n)::int FROM (
    SELECT CASE WHEN of_dimension = 'all' THEN d.day END AS day, d.key, d.kind, d.count AS n
    FROM counted_figures(since, until, of_dimension, of_dimension = 'all') d
    UNION ALL
    SELECT CASE WHEN of_dimension = 'all' THEN (f.at AT TIME ZONE (SELECT desk_time_zone()))::date END, k.key, f.kind, 1
    FROM uncounted_facts(since, until) AS f CROSS JOIN LATERAL fact_keys(f, of_dimension) AS k (key) WHERE is_figure(f)) AS c
  GROUP BY 1, 2, 3
$function$;
CREATE OR REPLACE FUNCTION public.figure_times(since timestamp with time zone, until timestamp with time zone, of_kind fact_kind, of_dimension text, is_working boolean)
 RETURNS TABLE(key text, p50 double precision, p90 double precision)
 LANGUAGE plpgsql
 STABLE
AS $function$
BEGIN
  IF (SELECT coalesce(sum(d.count), 0) FROM counted_figures(since, until, 'all', false, of_kind) d) <= exact_times_max() THEN
    RETURN QUERY SELECT t.key, percentile_cont(0.5) WITHIN GROUP (ORDER BY t.seconds), percentile_cont(0.9) WITHIN GROUP (ORDER BY t.seconds)
    FROM (
      SELECT k.key, CASE WHEN is_working THEN f.working_seconds ELSE f.seconds END AS seconds
      FROM visible_facts(since, until, of_kind) AS f CROSS JOIN LATERAL fact_keys(f, of_dimension) AS k (key) WHERE is_figure(f)) t
    WHERE t.seconds IS NOT NULL GROUP BY 1;
  ELSE
    RETURN QUERY SELECT * FROM estimated_times(since, until, of_kind, of_dimension, is_working);
  END IF;
END $function$;
CREATE OR REPLACE FUNCTION public.fill_case()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.due_at := decision_due_at();
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.fill_rating()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  SELECT t.resolved_at, t.requester_id, t.assignee_id INTO NEW.resolved_at, NEW.requester_id, NEW.assignee_id
  FROM support_tickets t WHERE t.id = NEW.ticket_id;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.find_for_emergency(number text)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
DECLARE
  acting CONSTANT text := current_user;
  found uuid;
BEGIN
  IF NOT is_admin() THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('role', 'parley_staff', true);
  SELECT t.id INTO found FROM support_tickets t WHERE t.ticket_number = number;
  PERFORM set_config('role', acting, true);
  RETURN found;
END $function$;
CREATE OR REPLACE FUNCTION public.for_whole_desk()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (is_admin() AND (viewer_id() IS NULL));
CREATE OR REPLACE FUNCTION public.forget_message()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM forget_ticket(OLD.ticket_id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.forget_participant()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE support_tickets SET participant_ids = array_remove(participant_ids, OLD.id),
    shop_participant_ids = array_remove(shop_participant_ids, OLD.id)
  WHERE participant_ids @> ARRAY[OLD.id] AND requester_id <> OLD.id;
  RETURN OLD;
END $function$;
CREATE OR REPLACE FUNCTION public.forget_reactions()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM message_reactions WHERE message_id = NEW.id;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.forget_texts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM forget_ticket(OLD.id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.forget_ticket(ticket uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- Requesters can neither see nor delete what was learned. They only edit their own messages: the job replaces what was learned.
  IF current_user = 'parley_requester' THEN
    PERFORM FROM support_tickets t WHERE t.id = ticket AND has_ended(t.status);
  ELSE
    DELETE FROM learned_tickets l WHERE l.ticket_id = ticket;
  END IF;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  PERFORM add_job('learn_ticket', json_build_object('ticketId', ticket), 'learn_ticket:' || ticket, NULL);
END $function$;
CREATE OR REPLACE FUNCTION public.free_agents_of(of_team text, online uuid[])
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
AS $function$
  SELECT a.id FROM agents_for(of_team) AS a (id) LEFT JOIN work_settings w ON w.user_id = a.id
  WHERE a.id = ANY (online) AND works_at(a.id, statement_timestamp())
    AND (w.load_limit IS NULL OR open_tickets_of(a.id) < w.load_limit)
$function$;
CREATE OR REPLACE FUNCTION public.guard_assignee()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF hold_assignee(NEW.assignee_id) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' OR NEW.assignee_id IS DISTINCT FROM OLD.assignee_id THEN
    RAISE check_violation USING MESSAGE = 'Only enabled staff can be assigned open tickets.';
  END IF;
  NEW.assignee_id := NULL;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.guard_attached()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (is_staff_connection() OR current_user = 'parley_requester') AND OLD.owner_id = viewer_id() AND NOT (NEW.state = 'pending_deletion' AND is_admin())
    AND NOT (pg_trigger_depth() > 1 AND NEW.state = 'pending_deletion' AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' AND can_delete_own(OLD.message_id))
    AND (to_jsonb(NEW) - '{preview,width,height,touched_at}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{preview,width,height,touched_at}'::text[]) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Sent files cannot be changed, except for their poster.';
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.guard_deletion()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user = 'parley_requester' OR is_staff_connection() AND NOT is_admin() THEN
    IF NEW.body IS NOT NULL OR NOT can_delete_own(OLD.id) THEN
      RAISE insufficient_privilege USING MESSAGE = 'This message cannot be deleted.';
    END IF;
    UPDATE attachments SET state = 'pending_deletion' WHERE message_id = OLD.id;
    DELETE FROM chat_request_words WHERE request_id = OLD.id;
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.guard_escalation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE insufficient_privilege USING MESSAGE = 'Requesters ask the platform in by adding a case.';
END $function$;
CREATE OR REPLACE FUNCTION public.guard_load_limit()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF is_staff_connection() AND NOT is_admin()
    AND NEW.load_limit IS DISTINCT FROM (CASE WHEN TG_OP = 'UPDATE' THEN OLD.load_limit END) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Only admins set load limits.';
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.guard_notification()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- Whose it is, is the policies' business.
  IF pg_trigger_depth() = 1 AND (is_staff_connection() OR current_user = 'parley_requester')
    AND (to_jsonb(NEW) - '{read_at,user_id}'::text[] <> to_jsonb(OLD) - '{read_at,user_id}'::text[]
      OR (OLD.read_at IS NOT NULL AND NEW.read_at IS DISTINCT FROM OLD.read_at)) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Of a notification one only says that one has read it.';
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.guard_participant_ids()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user = 'parley_requester' AND (OLD.requester_id = viewer_id()
    OR NEW.participant_ids IS DISTINCT FROM array_remove(OLD.participant_ids, viewer_id())
    OR NEW.shop_participant_ids IS DISTINCT FROM array_remove(OLD.shop_participant_ids, viewer_id())
    OR NEW.former_ids IS DISTINCT FROM array_append(OLD.former_ids, viewer_id())) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Participants can only remove themselves.';
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.guard_quote()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user <> 'parley_maintenance' AND NOT can_quote(NEW.quoted_message_id, NEW.ticket_id, NEW.audience) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Not all readers can see the quoted message.';
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.guard_requester_update()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  shops    boolean;
  filed    boolean;
  answered boolean;
BEGIN
  IF current_user <> 'parley_requester' THEN
    RETURN NEW;
  END IF;
  shops := coalesce(OLD.seller_id = ANY (viewer_shops()), false);
  filed := OLD.requester_id IS NOT DISTINCT FROM viewer_id() OR (shops AND OLD.shop_access = 'requester');
  answered := shops AND OLD.shop_access = 'shop' AND OLD.addressed_to = 'shop';
  IF NEW.tags IS DISTINCT FROM OLD.tags AND NOT (requester_may_tag(OLD.requester_id) OR (is_seller() AND filed) OR answered) THEN
    RAISE insufficient_privilege USING MESSAGE = 'The viewer may not tag this ticket.';
  END IF;
  IF NOT filed AND (
    NEW.priority IS DISTINCT FROM OLD.priority
    OR (NEW.status IS DISTINCT FROM OLD.status AND NOT (has_ended(OLD.status) AND NEW.status = 'open')
      AND NOT (answered AND OLD.escalated_at IS NULL AND NEW.status <> 'closed'))
  ) THEN
    RAISE insufficient_privilege USING MESSAGE = 'Only the requester and staff can change this ticket.';
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.guard_shop_assignee()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user = 'parley_requester' AND (NEW.shop_access <> 'none' AND NEW.seller_id = ANY (viewer_shops())) IS NOT TRUE THEN
    RAISE insufficient_privilege USING MESSAGE = 'Only the people of the shop can assign within it.';
  END IF;
  IF NEW.shop_assignee_id IS NOT NULL AND NOT is_of_shop(NEW.shop_assignee_id, NEW.seller_id) THEN
    RAISE check_violation USING MESSAGE = 'Only the people of its shop can handle a ticket for it.';
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.has_ended(status ticket_status)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (status = ANY (ARRAY['resolved'::ticket_status, 'closed'::ticket_status]));
CREATE OR REPLACE FUNCTION public.has_joined_before(ticket uuid, side ticket_side, seq integer)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM ticket_participants p WHERE p.ticket_id = ticket AND p.user_id = viewer_id() AND p.left_at IS NULL
    AND p.side = has_joined_before.side AND seq > p.since_public_seq);
END $function$;
CREATE OR REPLACE FUNCTION public.hidden_tickets()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('parley.hidden'::text, true), ''::text))::uuid[];
CREATE OR REPLACE FUNCTION public.hold_assignee(person uuid)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT pg_try_advisory_xact_lock_shared(assignee_lock(person)) THEN
    RETURN false;
  END IF;
  RETURN EXISTS (SELECT FROM users u WHERE u.id = person AND u.role IN ('agent', 'admin') AND u.disabled_at IS NULL);
END $function$;
CREATE OR REPLACE FUNCTION public.hold_tags()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(tags_lock());
  RETURN CASE TG_LEVEL WHEN 'ROW' THEN NEW END;
END $function$;
CREATE OR REPLACE FUNCTION public.hold_team()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(teams_lock());
  IF EXISTS (SELECT FROM teams t WHERE t.name = NEW.team AND t.retired_at IS NOT NULL) THEN
    RAISE check_violation USING MESSAGE = 'This team is retired.';
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.identified_as(kind text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
BEGIN
  RETURN CASE kind
    WHEN 'staff' THEN coalesce(current_setting('parley.viewer_role', true) IN ('agent', 'admin'), false)
    ELSE coalesce(current_setting('parley.viewer_role', true) = kind, false)
  END;
END $function$;
CREATE OR REPLACE FUNCTION public.index_changed_message()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM index_message(OLD.id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.index_changed_ticket()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM search_documents WHERE id = NEW.id;
  INSERT INTO search_documents (id, kind, ticket_id, at, vector)
  VALUES (NEW.id, 'ticket', NEW.id, NEW.created_at, search_ticket_vector(NEW.subject, NEW.ticket_number, NEW.tags, search_language()));
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.index_files()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM index_message(CASE WHEN TG_OP = 'INSERT' THEN NEW.message_id WHEN TG_OP = 'DELETE' THEN OLD.message_id
    ELSE coalesce(NEW.message_id, OLD.message_id) END);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.index_message(message uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM search_documents WHERE id = message;
  INSERT INTO search_documents (id, kind, ticket_id, at, audience, vector)
  SELECT id, CASE audience WHEN 'staff' THEN 'note'::search_kind ELSE 'message' END, ticket_id, created_at, audience, search_message_vector(id, body, search_language())
  FROM ticket_messages WHERE id = message AND body IS NOT NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.index_messages()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO search_documents (id, kind, ticket_id, at, audience, vector)
  SELECT id, CASE audience WHEN 'staff' THEN 'note'::search_kind ELSE 'message' END, ticket_id, created_at, audience,
    -- search_language(), read once for the statement.
    search_vector(body, 'D', coalesce((SELECT d.search_language FROM desk_settings d), 'simple'))
  FROM added WHERE body IS NOT NULL;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.index_notes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM search_documents WHERE id = search_notes_id(OLD.ticket_id);
  ELSIF NEW.body = '' THEN
    DELETE FROM search_documents WHERE id = search_notes_id(NEW.ticket_id);
  ELSE
    INSERT INTO search_documents (id, kind, ticket_id, at, vector)
    -- Imported notes have no time of their own.
    VALUES (search_notes_id(NEW.ticket_id), 'ticket_notes', NEW.ticket_id,
      coalesce(NEW.edited_at, (SELECT t.created_at FROM support_tickets t WHERE t.id = NEW.ticket_id)), search_vector(NEW.body, 'D', search_language()))
    ON CONFLICT (id) DO UPDATE SET at = excluded.at, vector = excluded.vector;
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.index_tickets()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO search_documents (id, kind, ticket_id, at, vector)
  SELECT id, 'ticket', id, created_at, search_ticket_vector(subject, ticket_number, tags, search_language()) FROM added;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.is_admin()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((viewer_role() = 'admin'::text), false);
CREATE OR REPLACE FUNCTION public.is_audited()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN ((CURRENT_USER = 'parley_auth'::name) OR is_staff_connection());
CREATE OR REPLACE FUNCTION public.is_buyer()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((viewer_role() = 'buyer'::text), false);
CREATE OR REPLACE FUNCTION public.is_figure(f ticket_facts)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN ((viewer_role() <> 'agent'::text) OR (CASE WHEN ((f).kind = ANY (ARRAY['answered'::fact_kind, 'resolved'::fact_kind])) THEN (f).agent_id ELSE (f).assignee_id END = viewer_id()));
CREATE OR REPLACE FUNCTION public.is_for_requesters(kind notification_kind)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT kind IN ('reply', 'opened', 'status', 'chat_decision', 'scheduled_message_held',
    'session_scheduled', 'session_moved', 'session_cancelled', 'session_reminder', 'rating_requested', 'emergency_access',
    'shop_reminder', 'response_overdue', 'evidence_requested', 'case_decided', 'case_appealed',
    'shop_ticket', 'shop_asked_in', 'shop_assigned')
$function$;
CREATE OR REPLACE FUNCTION public.is_for_staff(addressed_to ticket_recipient, escalated_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((addressed_to = 'staff'::ticket_recipient) OR (escalated_at IS NOT NULL));
CREATE OR REPLACE FUNCTION public.is_in_queue(t support_tickets)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (((t).assignee_id IS NULL) AND ((t).status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])) AND (((t).addressed_to = 'staff'::ticket_recipient) OR ((t).escalated_at IS NOT NULL)));
CREATE OR REPLACE FUNCTION public.is_made_up(email text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((email ~~ '%.invalid'::text) OR (email ~~ '%@import.parley.example'::text));
CREATE OR REPLACE FUNCTION public.is_of_shop(person uuid, shop uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
BEGIN
  RETURN shop IS NOT NULL AND (EXISTS (SELECT FROM sellers s WHERE s.id = shop AND s.owner_id = person)
    OR EXISTS (SELECT FROM shop_members m WHERE m.shop_id = shop AND m.user_id = person AND m.removed_at IS NULL));
END $function$;
CREATE OR REPLACE FUNCTION public.is_raised_by_requesters(kind notification_kind)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$
  SELECT kind IN ('reply', 'status', 'chat_request', 'unassigned', 'session_response', 'rated', 'case_escalated', 'case_appealed', 'shop_ticket', 'shop_assigned')
$function$;
CREATE OR REPLACE FUNCTION public.is_restoring()
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN ((CURRENT_USER = 'parley_maintenance'::name) AND COALESCE((current_setting('parley.restoring'::text, true) = 'on'::text), false));
CREATE OR REPLACE FUNCTION public.is_restricted()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (CURRENT_USER = ANY (ARRAY['parley_restricted'::name, 'parley_partly_restricted'::name]));
CREATE OR REPLACE FUNCTION public.is_seller()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((viewer_role() = 'seller'::text), false);
CREATE OR REPLACE FUNCTION public.is_sent_by_default(channel notification_channel)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (channel <> 'sms'::notification_channel);
CREATE OR REPLACE FUNCTION public.is_staff()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((viewer_role() = ANY (ARRAY['agent'::text, 'admin'::text])), false);
CREATE OR REPLACE FUNCTION public.is_staff_connection()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (CURRENT_USER = ANY (ARRAY['parley_staff'::name, 'parley_restricted'::name, 'parley_partly_restricted'::name]));
CREATE OR REPLACE FUNCTION public.joined_tickets()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
BEGIN
  RETURN ARRAY(SELECT p.ticket_id FROM ticket_participants p
    WHERE p.user_id = viewer_id() AND p.left_at IS NULL AND (p.side = 'requester' OR is_seller()));
END $function$;
CREATE OR REPLACE FUNCTION public.keep_an_admin()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT is_staff_connection() THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(7270007);
  IF NOT EXISTS (SELECT 1 FROM users u WHERE u.role = 'admin' AND u.disabled_at IS NULL AND NOT u.is_service AND u.id <> NEW.id) THEN
    RAISE check_violation USING MESSAGE = 'The last admin cannot be disabled or lose the role.';
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.keep_audit_log()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user = 'parley_maintenance' AND TG_OP = 'UPDATE' AND NEW.ip IS NULL AND NEW.user_agent IS NULL
    AND to_jsonb(NEW) - '{ip,user_agent}'::text[] = to_jsonb(OLD) - '{ip,user_agent}'::text[] THEN
    RETURN NEW;
  END IF;
  IF current_user = 'parley_maintenance' AND TG_OP = 'DELETE' AND EXISTS (
    SELECT FROM retention_rules r WHERE r.kind = 'audit' AND r.enabled AND OLD.at < now() - make_interval(days => r.days)) THEN
    RETURN OLD;
  END IF;
  RAISE insufficient_privilege USING MESSAGE = 'The audit log is append-only.';
END $function$;
CREATE OR REPLACE FUNCTION public.keep_due_at()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE support_tickets SET due_at = NEW.due_at WHERE id = NEW.ticket_id;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.keep_erased()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT FROM erasures e WHERE e.user_id = NEW.id) THEN
    RAISE check_violation USING MESSAGE = 'This person was erased.';
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.keep_fact_fields()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  WITH changed AS (
    UPDATE ticket_facts SET assignee_id = NEW.assignee_id, team = NEW.team, ticket_type = NEW.ticket_type, seller_id = NEW.seller_id, tags = NEW.tags
    WHERE ticket_id = NEW.id RETURNING at)
  INSERT INTO stale_figures (at) SELECT c.at FROM changed c WHERE c.at < clock_timestamp() - interval '1 hour';
  PERFORM publish_figures('{}');
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.keep_participant_ids()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF is_restoring() THEN
    RETURN NULL;
  END IF;
  -- A participant who leaves can only remove themselves, and cannot see the other participants' rows.
  IF current_user = 'parley_requester' THEN
    UPDATE support_tickets
    SET participant_ids = array_remove(participant_ids, NEW.user_id), former_ids = array_append(former_ids, NEW.user_id),
      shop_participant_ids = array_remove(shop_participant_ids, NEW.user_id)
    WHERE id = NEW.ticket_id;
    RETURN NULL;
  END IF;
  UPDATE support_tickets t
  SET participant_ids = ARRAY[t.requester_id] || ARRAY(
      SELECT p.user_id FROM ticket_participants p
      WHERE p.ticket_id = t.id AND p.left_at IS NULL AND p.user_id <> t.requester_id ORDER BY p.joined_at),
    former_ids = ARRAY(
      SELECT p.user_id FROM ticket_participants p
      WHERE p.ticket_id = t.id AND p.left_at IS NOT NULL AND p.user_id <> t.requester_id ORDER BY p.joined_at),
    shop_participant_ids = ARRAY(
      SELECT p.user_id FROM ticket_participants p
      WHERE p.ticket_id = t.id AND p.left_at IS NULL AND p.side = 'shop' AND p.user_id <> t.requester_id ORDER BY p.joined_at),
    has_shop_side = t.has_shop_side OR EXISTS (
      SELECT FROM ticket_participants p WHERE p.ticket_id = t.id AND p.side = 'shop' AND p.user_id <> t.requester_id)
  WHERE t.id = coalesce(NEW.ticket_id, OLD.ticket_id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.keep_rating_request()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  subjects uuid[];
  people   uuid[];
BEGIN
  IF has_ended(NEW.status) THEN
    INSERT INTO rating_requests (ticket_id, resolved_at, requester_id) VALUES (NEW.id, NEW.resolved_at, NEW.requester_id);
    -- Otherwise the scheduled job asks when the time has come.
    IF (SELECT rating_delay_hours FROM desk_settings) = 0 THEN
      PERFORM add_job('ask_for_ratings', '{}', NULL, NULL);
    END IF;
    RETURN NULL;
  END IF;
  -- Nobody is asked about a ticket that was reopened. A notification that its reader is marking as read at this moment is skipped.
  DELETE FROM rating_requests WHERE ticket_id = NEW.id AND state = 'pending';
  WITH withdrawn AS (
    DELETE FROM notifications WHERE id IN (
      SELECT n.id FROM notifications n WHERE n.ticket_id = NEW.id AND n.kind = 'rating_requested' FOR UPDATE SKIP LOCKED)
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM withdrawn;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.keep_shop_owner()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF is_restoring() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    UPDATE shop_members SET removed_at = clock_timestamp() WHERE shop_id = NEW.id AND user_id = OLD.owner_id AND removed_at IS NULL;
  END IF;
  INSERT INTO shop_members (shop_id, user_id) VALUES (NEW.id, NEW.owner_id)
  ON CONFLICT (shop_id, user_id) DO UPDATE SET removed_at = NULL, joined_at = clock_timestamp();
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.keep_shop_ticket()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF is_restoring() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM shop_tickets WHERE ticket_id = NEW.id;
  END IF;
  -- What a buyer tells the platform about a shop is not known to the shop, not even that there is something.
  IF NEW.seller_id IS NOT NULL AND NOT (TG_OP = 'INSERT' AND NEW.shop_access = 'none' AND current_user = 'parley_requester') THEN
    INSERT INTO shop_tickets VALUES (NEW.id, NEW.ticket_number, NEW.seller_id, NEW.created_at);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.keep_staff_ids()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF is_restoring() THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.staff_ids := ARRAY(SELECT DISTINCT p FROM unnest(ARRAY[NEW.assignee_id, CASE WHEN is_staff_connection() THEN viewer_id() END]) AS p WHERE p IS NOT NULL);
    RETURN NEW;
  END IF;
  IF is_restricted() THEN
    IF viewer_id() = ANY (OLD.staff_ids || OLD.participant_ids) OR OLD.id = ANY (opened_tickets()) THEN
      PERFORM set_config('parley.opened', concat_ws(',', nullif(current_setting('parley.opened', true), ''), OLD.id::text), true);
    ELSE
      PERFORM set_config('parley.passing', concat_ws(',', nullif(current_setting('parley.passing', true), ''), OLD.id::text), true);
    END IF;
  END IF;
  NEW.staff_ids := array_remove(array_remove(NEW.staff_ids, OLD.assignee_id), NEW.assignee_id);
  IF NEW.assignee_id IS NOT NULL THEN
    NEW.staff_ids := NEW.staff_ids || NEW.assignee_id;
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.lacks_second_factor(role user_role, enabled boolean)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN ((role = ANY (ARRAY['agent'::user_role, 'admin'::user_role])) AND (NOT enabled) AND (EXISTS (SELECT FROM desk_settings WHERE desk_settings.staff_second_factor)));
CREATE OR REPLACE FUNCTION public.lock_leaving_assignee()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock(assignee_lock(OLD.id));
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.matching_documents(wanted tsquery)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
AS $function$
DECLARE
  acting CONSTANT text := current_user;
  found uuid[];
BEGIN
  PERFORM set_config('role', 'parley_staff', true);
  found := ARRAY(SELECT d.id FROM search_documents d JOIN support_tickets t ON t.id = d.ticket_id
    WHERE d.vector @@ wanted AND ((NOT t.confidential AND desk_is_open()) OR t.staff_ids @> ARRAY[viewer_id()]
      OR t.participant_ids @> ARRAY[viewer_id()] OR is_in_queue(t) OR t.id = ANY (opened_tickets()))
    ORDER BY d.at DESC, d.id DESC LIMIT 5000);
  PERFORM set_config('role', acting, true);
  RETURN QUERY SELECT unnest(found);
END $function$;
CREATE OR REPLACE FUNCTION public.may_be_given(person uuid, ticket uuid, participants uuid[])
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN ((person <> ALL (participants)) AND (person IS DISTINCT FROM returned_by(ticket)));
CREATE OR REPLACE FUNCTION public.may_write_to(audience audience, by_shop boolean)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((audience = 'participants'::audience) OR (audience = CASE WHEN by_shop THEN 'shop'::audience ELSE 'requester'::audience END));
CREATE OR REPLACE FUNCTION public.months_to_count()
 RETURNS SETOF date
 LANGUAGE sql
 STABLE
AS $function$
  SELECT date_trunc('month', d.day)::date FROM figure_days d
  WHERE d.time_zone = (SELECT desk_time_zone())
  GROUP BY 1 HAVING count(*) = days_of_month(date_trunc('month', min(d.day))::date)
    AND NOT EXISTS (SELECT FROM daily_figures f WHERE f.dimension = 'all:month' AND f.day = date_trunc('month', min(d.day))::date)
    AND EXISTS (SELECT FROM daily_figures f WHERE f.dimension = 'all' AND f.day >= min(d.day) AND f.day <= max(d.day))
  ORDER BY 1 DESC
$function$;
CREATE OR REPLACE FUNCTION public.move_reopened_ticket()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(teams_lock());
  IF EXISTS (SELECT FROM teams t WHERE t.name = NEW.team AND t.retired_at IS NOT NULL) THEN
    PERFORM add_job('move_retired_tickets', '{}', NULL, NULL);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.new_event_key()
 RETURNS integer
 LANGUAGE sql
 PARALLEL SAFE
RETURN (((random() * ('4294967295'::bigint)::double precision) - ('2147483648'::bigint)::double precision))::integer;
CREATE OR REPLACE FUNCTION public.notification_group(kind notification_kind)
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN CASE (kind)::text WHEN 'reply'::text THEN 'replies'::text WHEN 'opened'::text THEN 'replies'::text WHEN 'scheduled_message_held'::text THEN 'replies'::text WHEN 'status'::text THEN 'status'::text WHEN 'emergency_access'::text THEN 'status'::text WHEN 'shop_ticket'::text THEN 'replies'::text WHEN 'shop_asked_in'::text THEN 'replies'::text WHEN 'shop_assigned'::text THEN 'replies'::text WHEN 'assigned'::text THEN 'assignments'::text WHEN 'unassigned'::text THEN 'unassigned'::text WHEN 'mention'::text THEN 'notes'::text WHEN 'note'::text THEN 'notes'::text WHEN 'chat_request'::text THEN 'requests'::text WHEN 'chat_decision'::text THEN 'requests'::text WHEN 'rating_requested'::text THEN 'ratings'::text WHEN 'rated'::text THEN 'ratings'::text WHEN 'case_escalated'::text THEN 'disputes'::text WHEN 'shop_reminder'::text THEN 'disputes'::text WHEN 'response_overdue'::text THEN 'disputes'::text WHEN 'evidence_requested'::text THEN 'disputes'::text WHEN 'case_decided'::text THEN 'disputes'::text WHEN 'case_appealed'::text THEN 'disputes'::text WHEN 'case_due'::text THEN 'disputes'::text ELSE 'sessions'::text END;
CREATE OR REPLACE FUNCTION public.notify_agents(ticket uuid, of_team text, participants uuid[], actor uuid, message uuid, about jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  subjects uuid[];
  people   uuid[];
BEGIN
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, message_id, data)
    SELECT a.id, 'unassigned', ticket, actor, message, about
    FROM agents_for(of_team) AS a (id) WHERE a.id <> ALL (participants) AND a.id IS DISTINCT FROM actor ORDER BY a.id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + (n.message_id IS NOT NULL)::int, actor_id = excluded.actor_id, message_id = excluded.message_id,
      data = excluded.data, created_at = clock_timestamp()
    WHERE excluded.message_id IS NOT NULL
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
END $function$;
CREATE OR REPLACE FUNCTION public.notify_of_case()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  side   ticket_side := NEW.data ->> 'side';
  people uuid[];
BEGIN
  people := CASE NEW.kind::text
    WHEN 'case_escalated' THEN agents_of_case(NEW.ticket_id)
    WHEN 'case_appealed' THEN agents_of_case(NEW.ticket_id) || ARRAY(
      SELECT people_of_side(NEW.ticket_id, CASE side WHEN 'shop' THEN 'requester' ELSE 'shop' END::ticket_side))
    WHEN 'evidence_requested' THEN ARRAY(SELECT people_of_side(NEW.ticket_id, side))
    ELSE ARRAY(SELECT people_of_side(NEW.ticket_id, 'requester') UNION SELECT people_of_side(NEW.ticket_id, 'shop')) END;
  PERFORM raise_of_case(people, (NEW.kind::text)::notification_kind, NEW.ticket_id, NEW.actor_id, '{}');
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.notify_of_emergency_access()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  subjects uuid[];
  people   uuid[];
BEGIN
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, data)
    SELECT u.id, 'emergency_access', NEW.ticket_id, NEW.actor_id, jsonb_build_object('reason', NEW.data ->> 'reason')
    FROM support_tickets t JOIN users u ON u.id = t.assignee_id OR (u.id = ANY (t.participant_ids) AND u.id <> ALL (t.shop_participant_ids))
    WHERE t.id = NEW.ticket_id AND u.disabled_at IS NULL AND u.id IS DISTINCT FROM NEW.actor_id ORDER BY u.id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + 1, actor_id = excluded.actor_id, data = excluded.data, created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.notify_of_events()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  notifies boolean;
  settles  boolean;
  subjects uuid[];
  people   uuid[];
  tickets  uuid[];
BEGIN
  SELECT
    bool_or(kind IN ('status_changed', 'assigned', 'shop_asked_in', 'shop_assigned') OR (audience = 'staff' AND kind IN ('message_added', 'message_edited'))),
    bool_or(kind IN ('status_changed', 'assigned', 'claimed', 'shop_assigned'))
  INTO notifies, settles FROM new_events;
  IF settles THEN
    SELECT array_agg(DISTINCT t.id) INTO tickets FROM new_events e JOIN support_tickets t ON t.id = e.ticket_id
    WHERE (e.kind IN ('assigned', 'claimed') AND t.assignee_id IS NOT NULL) OR (e.kind = 'status_changed' AND has_ended(t.status));
    IF tickets IS NOT NULL THEN
      PERFORM withdraw_unassigned(tickets);
    END IF;
    SELECT array_agg(DISTINCT t.id) INTO tickets FROM new_events e JOIN support_tickets t ON t.id = e.ticket_id
    WHERE t.addressed_to = 'shop' AND ((e.kind = 'shop_assigned' AND t.shop_assignee_id IS NOT NULL) OR (e.kind = 'status_changed' AND has_ended(t.status)));
    IF tickets IS NOT NULL THEN
      PERFORM withdraw_shop_tickets(tickets);
    END IF;
    -- A customer wants more of what had ended, and nobody has it.
    IF current_user = 'parley_requester' THEN
      PERFORM notify_agents(t.id, t.team, t.participant_ids, e.actor_id, NULL, '{"reopened": true}')
      FROM new_events e JOIN support_tickets t ON t.id = e.ticket_id
      WHERE e.kind = 'status_changed' AND e.data ->> 'from' IN ('resolved', 'closed') AND NOT has_ended(t.status) AND t.assignee_id IS NULL
        AND is_for_staff(t.addressed_to, t.escalated_at);
    END IF;
  END IF;
  IF notifies IS NOT TRUE THEN
    RETURN NULL;
  END IF;
  WITH wanted AS (
    SELECT r.user_id, r.kind, e.ticket_id, e.actor_id, e.message_id, e.seq,
      CASE WHEN r.kind = 'status' THEN jsonb_build_object('to', e.data ->> 'to') ELSE '{}' END AS data
    FROM new_events e JOIN support_tickets t ON t.id = e.ticket_id
    CROSS JOIN LATERAL (
      SELECT p.id AS user_id, 'status'::notification_kind AS kind FROM unnest(ARRAY[t.requester_id, t.assignee_id, t.shop_assignee_id]) AS p (id) WHERE e.kind = 'status_changed'
      UNION
      SELECT (e.data ->> 'assigneeId')::uuid, 'assigned' WHERE e.kind = 'assigned' AND (e.data ->> 'assigneeId') IS DISTINCT FROM (
        SELECT b.data ->> 'assigneeId' FROM ticket_events b
        WHERE b.ticket_id = e.ticket_id AND b.seq < e.seq AND b.kind IN ('assigned', 'claimed', 'unclaimed') ORDER BY b.seq DESC LIMIT 1)
      UNION
      SELECT m.id::uuid, 'mention' FROM jsonb_array_elements_text(e.data -> 'mentions') AS m (id)
      WHERE e.kind IN ('message_added', 'message_edited') AND e.audience = 'staff'
      UNION
      SELECT t.assignee_id, 'note' WHERE e.kind = 'message_added' AND e.audience = 'staff'
        AND NOT coalesce(e.data -> 'mentions' ? t.assignee_id::text, false)
      UNION
      SELECT p, 'shop_asked_in' FROM people_of_shop(t.seller_id) AS p WHERE e.kind = 'shop_asked_in'
      UNION
      SELECT (e.data ->> 'userId')::uuid, 'shop_assigned' WHERE e.kind = 'shop_assigned' AND t.shop_access <> 'none'
    ) r
    -- LATERAL with a LIMIT: always looked up, never joined by reading a whole table. Of those who are not staff, only a ticket's
    -- requester and the people of its shop are notified.
    CROSS JOIN LATERAL (SELECT u.role FROM users u WHERE u.id = r.user_id AND u.disabled_at IS NULL LIMIT 1) u
    WHERE r.user_id IS DISTINCT FROM e.actor_id AND r.user_id IS DISTINCT FROM viewer_id()
      AND (u.role IN ('agent', 'admin') OR (is_for_requesters(r.kind) AND (r.user_id = t.requester_id OR (t.shop_access <> 'none' AND is_of_shop(r.user_id, t.seller_id)))))),
  raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, message_id, data, count)
    SELECT DISTINCT ON (user_id, kind, ticket_id) user_id, kind, ticket_id, actor_id, message_id, data,
      count(*) OVER (PARTITION BY user_id, kind, ticket_id)
    FROM wanted ORDER BY user_id, kind, ticket_id, seq DESC
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + excluded.count, actor_id = excluded.actor_id, message_id = excluded.message_id, data = excluded.data,
      created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.notify_of_held_message()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  published bigint;
BEGIN
  WITH answer AS (
    SELECT e.actor_id, e.message_id FROM ticket_events e
    WHERE NEW.hold_reason = 'answered' AND e.ticket_id = NEW.ticket_id AND e.kind = 'message_added' AND e.audience IN ('participants', NEW.audience) AND e.audience <> 'staff'
      AND CASE NEW.audience WHEN 'shop' THEN e.shop_seq ELSE e.public_seq END > NEW.based_on AND e.actor_id IS DISTINCT FROM NEW.author_id
    ORDER BY e.seq LIMIT 1),
  raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, message_id, data)
    SELECT NEW.author_id, 'scheduled_message_held', NEW.ticket_id, answer.actor_id, answer.message_id, jsonb_build_object('reason', NEW.hold_reason)
    FROM (SELECT) one LEFT JOIN answer ON true
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + 1, actor_id = excluded.actor_id, message_id = excluded.message_id, data = excluded.data, created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT count(publish_change('notifications', id, user_id)) INTO published FROM raised;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.notify_of_message()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  ticket  support_tickets;
  readers uuid[];
  people  uuid[];
BEGIN
  SELECT * INTO ticket FROM support_tickets t WHERE t.id = NEW.ticket_id;
  -- Most tickets have no shop that takes part.
  readers := CASE WHEN ticket.shop_access = 'none' AND NOT ticket.has_shop_side
    THEN ticket.participant_ids || ticket.assignee_id ELSE readers_of_message(ticket, NEW.audience, NEW.actor_id) END;
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, message_id)
    SELECT u.id, CASE
        WHEN ticket.addressed_to = 'shop' AND ticket.shop_assignee_id IS NULL AND ticket.escalated_at IS NULL AND u.role = 'seller'
          AND u.id <> ALL (ticket.participant_ids) THEN 'shop_ticket'
        WHEN NEW.message_count = 1 THEN 'opened' ELSE 'reply' END::notification_kind, NEW.ticket_id, NEW.actor_id, NEW.message_id
    FROM users u
    WHERE u.id = ANY (readers) AND u.disabled_at IS NULL
      AND (u.role IN ('agent', 'admin') OR u.id IS DISTINCT FROM ticket.assignee_id OR u.id = ANY (ticket.participant_ids))
      AND u.id IS DISTINCT FROM NEW.actor_id AND u.id IS DISTINCT FROM viewer_id()
    ORDER BY u.id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + 1, actor_id = excluded.actor_id, message_id = excluded.message_id, created_at = clock_timestamp()
    RETURNING id, user_id),
  -- publish_changes(), in the same statement.
  published AS (INSERT INTO live_changes (topic, subject_id, user_id) SELECT 'notifications', r.id, r.user_id FROM raised r)
  SELECT array_agg(user_id) INTO people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM send_hint('c:notifications:' || p) FROM unnest(people) AS p;
  END IF;
  IF current_user <> 'parley_requester' THEN
    -- Staff have answered.
    IF ticket.assignee_id IS NULL AND NEW.data ->> 'sender' IN ('agent', 'admin') THEN
      PERFORM withdraw_unassigned(ARRAY[NEW.ticket_id]);
    END IF;
  ELSE
    -- Somebody of the shop has answered: the others need not.
    IF ticket.addressed_to = 'shop' AND NEW.actor_id <> ALL (ticket.participant_ids) THEN
      PERFORM withdraw_shop_tickets(ARRAY[NEW.ticket_id]);
    END IF;
    -- But they alone, and the author's own side, read a message to one side.
    IF (is_for_staff(ticket.addressed_to, ticket.escalated_at) OR NEW.audience <> 'participants')
      AND (ticket.assignee_id IS NULL OR NOT coalesce(ticket.assignee_id = ANY (people), false)) THEN
      PERFORM notify_agents(NEW.ticket_id, ticket.team, ticket.participant_ids, NEW.actor_id, NEW.message_id,
        CASE WHEN NEW.message_count = 1 THEN '{"opened": true}' ELSE '{}' END::jsonb);
    END IF;
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.notify_of_rating()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  subjects uuid[];
  people   uuid[];
BEGIN
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, data)
    SELECT u.id, 'rated', NEW.ticket_id, NEW.actor_id, jsonb_build_object('to', NEW.data ->> 'score')
    FROM support_tickets t JOIN users u ON u.id = t.assignee_id
    WHERE t.id = NEW.ticket_id AND u.role IN ('agent', 'admin') AND u.disabled_at IS NULL AND u.id IS DISTINCT FROM NEW.actor_id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      actor_id = excluded.actor_id, data = excluded.data, created_at = clock_timestamp()
    RETURNING id, user_id),
  answered AS (
    UPDATE notifications SET read_at = clock_timestamp() WHERE id IN (
      SELECT n.id FROM notifications n
      WHERE n.user_id = NEW.actor_id AND n.ticket_id = NEW.ticket_id AND n.kind = 'rating_requested' AND n.read_at IS NULL
      FOR UPDATE SKIP LOCKED)
    RETURNING id, user_id),
  changed AS (SELECT * FROM raised UNION ALL SELECT * FROM answered)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM changed;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.notify_of_rating_request()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  published bigint;
BEGIN
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id) VALUES (NEW.requester_id, 'rating_requested', NEW.ticket_id)
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT count(publish_change('notifications', id, user_id)) INTO published FROM raised;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.notify_of_request()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  published bigint;
BEGIN
  IF current_user = 'parley_maintenance' THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'INSERT' THEN
    WITH raised AS (
      INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, data)
      SELECT u.id, 'chat_request', NEW.ticket_id, NEW.requester_id, jsonb_build_object('requests', jsonb_build_object(NEW.id, NEW.requester_id))
      FROM users u
      WHERE u.role IN ('agent', 'admin') AND u.disabled_at IS NULL AND u.id IS DISTINCT FROM viewer_id() ORDER BY u.id
      ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
        count = n.count + 1, actor_id = excluded.actor_id, created_at = clock_timestamp(),
        data = jsonb_build_object('requests', coalesce(n.data -> 'requests', '{}') || (excluded.data -> 'requests'))
      RETURNING id, user_id)
    SELECT count(publish_change('notifications', id, user_id)) INTO published FROM raised;
    RETURN NULL;
  END IF;
  IF NEW.status IN ('accepted', 'declined') THEN
    WITH raised AS (
      INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, data)
      SELECT u.id, 'chat_decision', NEW.ticket_id, viewer_id(), jsonb_build_object('to', NEW.status) FROM users u
      WHERE u.id = NEW.requester_id AND u.disabled_at IS NULL AND u.id IS DISTINCT FROM viewer_id()
      ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
        count = n.count + 1, actor_id = excluded.actor_id, data = excluded.data, created_at = clock_timestamp()
      RETURNING id, user_id)
    SELECT count(publish_change('notifications', id, user_id)) INTO published FROM raised;
  END IF;
  -- Requests about the same are made and decided one after another (requests/lockPending.ts), so that nobody but a reader
  -- can hold these rows: what is skipped is being marked as read.
  WITH mine AS (
    SELECT n.id, n.data #- ARRAY['requests', OLD.id::text] AS rest FROM users u JOIN notifications n ON n.user_id = u.id
    WHERE u.role IN ('agent', 'admin') AND n.kind = 'chat_request' AND n.ticket_id IS NOT DISTINCT FROM OLD.ticket_id
      AND n.read_at IS NULL AND n.data -> 'requests' ? OLD.id::text
    FOR UPDATE OF n SKIP LOCKED),
  settled AS (
    UPDATE notifications n SET
      data = m.rest, count = greatest(1, w.waiting), actor_id = coalesce(w.asker, n.actor_id),
      read_at = CASE WHEN w.waiting = 0 THEN clock_timestamp() END
    FROM mine m CROSS JOIN LATERAL (
      SELECT count(*) AS waiting, min(value)::uuid AS asker FROM jsonb_each_text(m.rest -> 'requests')) w
    WHERE n.id = m.id RETURNING n.id, n.user_id)
  SELECT count(publish_change('notifications', id, user_id)) INTO published FROM settled;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.notify_of_session()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  subjects uuid[];
  people   uuid[];
  about    uuid := (NEW.data ->> 'sessionId')::uuid;
  notified_of     notification_kind := CASE NEW.kind WHEN 'session_scheduled' THEN 'session_scheduled' WHEN 'session_moved' THEN 'session_moved'
    WHEN 'session_cancelled' THEN 'session_cancelled' ELSE 'session_response' END;
BEGIN
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, data)
    SELECT u.id, notified_of, NEW.ticket_id, NEW.actor_id, jsonb_build_object('sessionId', about, 'to', NEW.data ->> 'response')
    FROM users u
    WHERE u.disabled_at IS NULL AND u.id IS DISTINCT FROM NEW.actor_id AND u.id IN (
      SELECT s.host_id FROM sessions s WHERE s.id = about
      UNION SELECT a.user_id FROM session_attendees a JOIN support_tickets t ON t.id = NEW.ticket_id
      WHERE a.session_id = about AND a.user_id = ANY (t.participant_ids) AND notified_of <> 'session_response')
    ORDER BY u.id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      count = n.count + 1, actor_id = excluded.actor_id, data = excluded.data, created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM raised;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.number_shop_side()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF is_restoring() THEN
    RETURN NEW;
  END IF;
  WITH seen AS (
    SELECT e.id, (row_number() OVER w)::int AS shop_seq, (count(*) FILTER (WHERE e.kind = 'message_added') OVER w)::int AS messages
    FROM ticket_events e WHERE e.ticket_id = NEW.id AND e.audience IN ('participants', 'shop')
    WINDOW w AS (ORDER BY e.seq))
  UPDATE ticket_events e SET shop_seq = s.shop_seq, shop_message_count = s.messages FROM seen s WHERE e.id = s.id;
  SELECT coalesce(max(e.shop_seq), 0), coalesce(max(e.shop_message_count), 0), coalesce(max(e.at), OLD.created_at)
  INTO NEW.shop_seq, NEW.shop_message_count, NEW.shop_updated_at
  FROM ticket_events e WHERE e.ticket_id = NEW.id AND e.shop_seq IS NOT NULL;
  NEW.shop_last_key := coalesce((SELECT e.key FROM ticket_events e WHERE e.ticket_id = NEW.id AND e.shop_seq = NEW.shop_seq), 0);
  NEW.shop_last_message_id := (SELECT e.message_id FROM ticket_events e
    WHERE e.ticket_id = NEW.id AND e.shop_seq IS NOT NULL AND e.kind = 'message_added' ORDER BY e.shop_seq DESC LIMIT 1);
  NEW.has_shop_side := true;
  NEW.shared_waiting_on := NEW.waiting_on;
  NEW.shared_waiting_since := NEW.waiting_since;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.number_ticket()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  n text;
BEGIN
  IF is_restoring() THEN
    RETURN NEW;
  END IF;
  -- Imports keep the numbers of another desk.
  IF NEW.ticket_number = '' OR current_user <> 'parley_maintenance' THEN
    n := nextval('ticket_number_seq')::text;
    NEW.ticket_number := 'TC-' || lpad(n, greatest(4, length(n)), '0');
  END IF;
  NEW.participant_ids := ARRAY[NEW.requester_id];
  IF NEW.addressed_to = 'shop' THEN
    NEW.shop_access := 'shop';
    NEW.has_shop_side := true;
    IF NEW.waiting_on = 'staff' THEN
      NEW.waiting_on := 'shop';
    END IF;
    NEW.shared_waiting_on := coalesce(NEW.shared_waiting_on, NEW.waiting_on);
    NEW.shared_waiting_since := coalesce(NEW.shared_waiting_since, NEW.waiting_since);
  ELSIF NEW.shop_access = 'none' AND is_of_shop(NEW.requester_id, NEW.seller_id) THEN
    NEW.shop_access := 'requester';
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.on_shop_side(access shop_access, shop uuid, participants uuid[], shop_participants uuid[])
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (((SELECT viewer_id() AS viewer_id) = ANY (shop_participants)) OR ((access = 'shop'::shop_access) AND (shop = ANY ((SELECT viewer_shops() AS viewer_shops)::uuid[])) AND ((SELECT viewer_id() AS viewer_id) <> ALL (participants))));
CREATE OR REPLACE FUNCTION public.open_for_emergency()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM set_config('parley.emergency', concat_ws(',', nullif(current_setting('parley.emergency', true), ''), NEW.ticket_id::text), true);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.open_tickets_of(person uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE
RETURN (SELECT (count(*))::integer AS count FROM support_tickets t WHERE ((t.assignee_id = open_tickets_of.person) AND (t.status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status]))));
CREATE OR REPLACE FUNCTION public.opened_tickets()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (string_to_array(concat_ws(','::text, NULLIF(current_setting('parley.emergency'::text, true), ''::text), NULLIF(current_setting('parley.opened'::text, true), ''::text)), ','::text))::uuid[];
CREATE OR REPLACE FUNCTION public.opens(t support_tickets)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN ((NOT is_restricted()) OR ((NOT (t).confidential) AND desk_is_open()) OR ((t).staff_ids @> ARRAY[viewer_id()]) OR ((t).participant_ids @> ARRAY[viewer_id()]) OR (queue_is_readable() AND is_in_queue(t)) OR ((t).id = ANY (opened_tickets())));
CREATE OR REPLACE FUNCTION public.passing_tickets()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (string_to_array(COALESCE(current_setting('parley.passing'::text, true), ''::text), ','::text))::uuid[];
CREATE OR REPLACE FUNCTION public.people_around_viewer()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
BEGIN
  RETURN ARRAY(
    SELECT unnest(t.participant_ids || t.former_ids) FROM support_tickets t
    -- Of shops, those who answer for them in tickets that the viewer sees.
    UNION SELECT m.user_id FROM shop_members m
      WHERE m.shop_id = ANY (ARRAY(SELECT t.seller_id FROM support_tickets t WHERE t.shop_access <> 'none') || viewer_shops())
    UNION SELECT r.requester_id FROM chat_requests r);
END $function$;
CREATE OR REPLACE FUNCTION public.people_of_shop(shop uuid)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
AS $function$
  SELECT s.owner_id FROM sellers s WHERE s.id = shop
  UNION SELECT m.user_id FROM shop_members m WHERE m.shop_id = shop AND m.removed_at IS NULL
$function$;
CREATE OR REPLACE FUNCTION public.people_of_side(ticket uuid, side ticket_side)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE
AS $function$
  SELECT u.id FROM support_tickets t JOIN users u ON u.disabled_at IS NULL AND u.role IN ('buyer', 'seller') AND (
    CASE side WHEN 'shop' THEN u.id = ANY (t.shop_participant_ids) ELSE u.id = ANY (t.participant_ids) AND u.id <> ALL (t.shop_participant_ids) END
    OR (t.shop_access::text = side::text AND u.id IN (
      SELECT m.user_id FROM shop_members m WHERE m.shop_id = t.seller_id AND m.removed_at IS NULL
        AND (side = 'requester' OR m.user_id <> ALL (t.participant_ids)))))
  WHERE t.id = ticket
$function$;
CREATE OR REPLACE FUNCTION public.publish_ask()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_change('screen_share_asks', NEW.id, NEW.person_id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_away()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_change('people', coalesce(NEW.user_id, OLD.user_id), NULL);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_batch()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_change('batch_jobs', NEW.id, NEW.owner_id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_change(topic text, subject uuid, person uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO live_changes (topic, subject_id, user_id) VALUES (topic, subject, person);
  PERFORM send_hint('c:' || topic || ':' || coalesce(person::text, 'staff'));
END $function$;
CREATE OR REPLACE FUNCTION public.publish_changes(topic text, subjects uuid[], people uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO live_changes (topic, subject_id, user_id) SELECT topic, t.subject, t.person FROM unnest(subjects, people) AS t (subject, person);
  PERFORM send_hint('c:' || topic || ':' || p.person) FROM (SELECT DISTINCT person FROM unnest(people) AS u (person)) p;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_decline()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_change('screen_share_declines', NEW.id, NEW.asker_id);
  PERFORM publish_change('screen_share_declines', NEW.id, NEW.person_id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_ended_access()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_change('lost_tickets', NEW.ticket_id, NEW.admin_id), send_hint('r:' || NEW.admin_id), send_hint('t:' || NEW.ticket_id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_figures(tickets uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_setting('parley.figures_published', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
    PERFORM publish_change('figures', '00000000-0000-0000-0000-000000000000', NULL),
      set_config('parley.figures_published', pg_current_xact_id()::text, true);
  END IF;
  PERFORM publish_change('figures', s.id, s.owner_id) FROM sellers s
  WHERE s.id IN (SELECT t.seller_id FROM support_tickets t WHERE t.id = ANY (tickets) AND t.seller_id IS NOT NULL);
END $function$;
CREATE OR REPLACE FUNCTION public.publish_lost_ticket()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  lost uuid[];
BEGIN
  IF NOT (OLD.confidential OR NEW.confidential OR desk_is_private()) THEN
    RETURN NULL;
  END IF;
  IF is_in_queue(OLD) AND NOT is_in_queue(NEW) THEN
    PERFORM publish_change('lost_tickets', NEW.id, NULL);
  END IF;
  lost := ARRAY(SELECT p FROM unnest(OLD.staff_ids) AS p WHERE p <> ALL (NEW.staff_ids));
  PERFORM publish_change('lost_tickets', NEW.id, p), send_hint('r:' || p) FROM unnest(lost) AS p;
  IF NEW.confidential AND NOT OLD.confidential THEN
    PERFORM publish_change('lost_tickets', NEW.id, NULL), send_hint('r:' || u.id) FROM users u WHERE u.role IN ('agent', 'admin');
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_macro()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  concerns_all boolean := (TG_OP <> 'INSERT' AND OLD.is_shared) OR (TG_OP <> 'DELETE' AND NEW.is_shared);
BEGIN
  PERFORM publish_change('macros', coalesce(NEW.id, OLD.id), CASE WHEN concerns_all THEN NULL ELSE coalesce(NEW.owner_id, OLD.owner_id) END);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_participation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_change('participation', NEW.ticket_id, NEW.user_id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_people()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user <> 'parley_maintenance' THEN
    PERFORM publish_change('people', CASE WHEN TG_TABLE_NAME = 'sellers' THEN (to_jsonb(NEW) ->> 'owner_id')::uuid ELSE NEW.id END, NULL);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_queued_ticket()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF is_in_queue(NEW) AND NOT is_restoring() AND (NEW.confidential OR desk_is_private()) THEN
    PERFORM publish_change('lost_tickets', NEW.id, NULL);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_ratings()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_figures('{}');
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_read_marker()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_change('viewer_state', NEW.ticket_id, NEW.user_id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_request()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_change('chat_requests', NEW.id, NULL);
  PERFORM publish_change('chat_requests', NEW.id, NEW.requester_id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_scheduled_message()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  message scheduled_messages := coalesce(NEW, OLD);
BEGIN
  PERFORM publish_change('scheduled_messages', message.id, CASE
    WHEN NOT EXISTS (SELECT FROM users u WHERE u.id = message.author_id AND u.role IN ('agent', 'admin')) THEN message.author_id END);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_screen_share()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_change('screen_shares', NEW.id, NULL);
  PERFORM publish_change('screen_shares', NEW.id, NEW.sharer_id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_shop_member()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM send_hint('r:' || NEW.user_id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_signal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_change('screen_share_signals', NEW.share_id, NEW.to_id);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_star()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_change('stars', coalesce(NEW.ticket_id, OLD.ticket_id), coalesce(NEW.user_id, OLD.user_id));
  PERFORM publish_change('viewer_state', coalesce(NEW.ticket_id, OLD.ticket_id), coalesce(NEW.user_id, OLD.user_id));
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_tag()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_change('tags', coalesce(NEW.id, OLD.id), NULL);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_team()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM publish_change('teams', team_id(NEW.name), NULL);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_view()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  concerns_all boolean := (TG_OP <> 'INSERT' AND OLD.shared) OR (TG_OP <> 'DELETE' AND NEW.shared);
BEGIN
  PERFORM publish_change('saved_views', coalesce(NEW.id, OLD.id), CASE WHEN concerns_all THEN NULL ELSE coalesce(NEW.owner_id, OLD.owner_id) END);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.publish_work()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_user <> 'parley_maintenance' THEN
    PERFORM publish_change('people', coalesce(NEW.user_id, OLD.user_id), NULL);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.push_tag(ticket_id uuid)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN COALESCE((ticket_id)::text, 'desk'::text);
CREATE OR REPLACE FUNCTION public.queue_is_readable()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((current_setting('parley.privacy'::text, true) = 'readable'::text), false);
CREATE OR REPLACE FUNCTION public.raise_of_case(people uuid[], of_kind notification_kind, ticket uuid, actor uuid, about jsonb)
 RETURNS uuid[]
 LANGUAGE plpgsql
AS $function$
DECLARE
  subjects uuid[];
  notified uuid[];
BEGIN
  WITH raised AS (
    INSERT INTO notifications AS n (user_id, kind, ticket_id, actor_id, data)
    SELECT p.id, of_kind, ticket, actor, about FROM (SELECT DISTINCT unnest(people) AS id) p
    WHERE p.id IS DISTINCT FROM actor AND p.id IS DISTINCT FROM viewer_id() ORDER BY p.id
    ON CONFLICT (user_id, kind, ticket_id) WHERE read_at IS NULL DO UPDATE SET
      actor_id = excluded.actor_id, data = excluded.data, created_at = clock_timestamp()
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, notified FROM raised;
  IF notified IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, notified);
  END IF;
  RETURN subjects;
END $function$;
CREATE OR REPLACE FUNCTION public.rating_request_lock(person uuid)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN hashtextextended(('rating request '::text || (person)::text), (0)::bigint);
CREATE OR REPLACE FUNCTION public.read_notifications_of_ticket()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  published uuid;
BEGIN
  IF current_user = 'parley_maintenance' THEN
    RETURN NULL;
  END IF;
  PERFORM FROM notifications n WHERE n.user_id = NEW.user_id AND n.ticket_id = NEW.ticket_id AND n.read_at IS NULL;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  WITH done AS (
    UPDATE notifications SET read_at = clock_timestamp() WHERE id IN (
      SELECT n.id FROM notifications n
      WHERE n.user_id = NEW.user_id AND n.ticket_id = NEW.ticket_id AND n.read_at IS NULL FOR UPDATE SKIP LOCKED)
    RETURNING id)
  SELECT (array_agg(id))[1] INTO published FROM done;
  IF published IS NOT NULL THEN
    PERFORM publish_change('notifications', published, NEW.user_id);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.readers_of_message(t support_tickets, to_audience audience, author uuid)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
AS $function$
DECLARE
  people  uuid[] := CASE WHEN t.shop_access <> 'none' THEN ARRAY(SELECT p FROM people_of_shop(t.seller_id) AS p) ELSE '{}' END;
  by_shop boolean := author = ANY (people) AND (author <> ALL (t.participant_ids) OR author = ANY (t.shop_participant_ids) OR t.shop_access = 'requester');
  of_shop uuid[] := CASE WHEN t.shop_assignee_id IS NOT NULL THEN ARRAY[t.shop_assignee_id] WHEN by_shop THEN '{}' ELSE people END;
  of_requester uuid[] := ARRAY(SELECT p FROM unnest(t.participant_ids) AS p WHERE p <> ALL (t.shop_participant_ids));
BEGIN
  RETURN ARRAY[t.assignee_id]
    || CASE WHEN to_audience IN ('participants', 'requester')
         THEN of_requester || CASE WHEN t.shop_access = 'requester' THEN of_shop ELSE '{}' END ELSE '{}' END
    || CASE WHEN to_audience IN ('participants', 'shop') AND t.has_shop_side
         THEN t.shop_participant_ids || CASE WHEN t.shop_access = 'shop' THEN ARRAY(SELECT p FROM unnest(of_shop) AS p WHERE p <> ALL (of_requester)) ELSE '{}' END ELSE '{}' END;
END $function$;
CREATE OR REPLACE FUNCTION public.reads_as_shop(ticket uuid, seq integer)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM support_tickets t WHERE t.id = ticket AND t.shop_access = 'shop' AND t.seller_id = ANY (viewer_shops())
    AND (viewer_id() <> ALL (t.participant_ids) OR viewer_id() = ANY (t.shop_participant_ids)) AND seq > t.shop_since_seq);
END $function$;
CREATE OR REPLACE FUNCTION public.reads_message(message uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM ticket_messages m WHERE m.id = message);
END $function$;
CREATE OR REPLACE FUNCTION public.reads_ticket(ticket uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM support_tickets t WHERE t.id = ticket AND opens(t));
END $function$;
CREATE OR REPLACE FUNCTION public.record_escalation()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF add_facts(ARRAY[NEW.id]) > 0 THEN
    PERFORM publish_figures(ARRAY[NEW.id]);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.record_facts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  tickets uuid[];
  numbers int[];
BEGIN
  IF is_restoring() THEN
    RETURN NULL;
  END IF;
  SELECT array_agg(e.ticket_id), array_agg(e.seq) INTO tickets, numbers FROM new_events e
  WHERE (e.seq = 1 OR e.kind = 'status_changed'
    OR (e.kind = 'message_added' AND e.audience <> 'staff' AND e.data ->> 'sender' IN ('agent', 'admin')
      AND NOT EXISTS (SELECT FROM ticket_facts f WHERE f.ticket_id = e.ticket_id AND f.kind = 'answered')))
    AND EXISTS (SELECT FROM support_tickets t WHERE t.id = e.ticket_id AND is_for_staff(t.addressed_to, t.escalated_at));
  IF tickets IS NOT NULL AND add_facts(tickets, numbers) > 0 THEN
    PERFORM publish_figures(tickets);
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.record_lost_assignee()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  last jsonb;
BEGIN
  SELECT e.data INTO last FROM ticket_events e
  WHERE e.ticket_id = NEW.id AND e.kind IN ('assigned', 'claimed', 'unclaimed') ORDER BY e.seq DESC LIMIT 1;
  IF NOT FOUND OR last ->> 'assigneeId' IS NOT NULL THEN
    INSERT INTO ticket_events (ticket_id, kind, data) VALUES (NEW.id, 'unclaimed',
      jsonb_build_object('assigneeId', NULL, 'reason', 'assignee_unavailable', 'from', OLD.assignee_id));
  END IF;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.redact_job_errors(words text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  UPDATE graphile_worker._private_jobs SET last_error = 'Removed'
  WHERE EXISTS (SELECT FROM unnest(words) w WHERE strpos(lower(last_error), lower(w)) > 0);
END $function$;
CREATE OR REPLACE FUNCTION public.redecide_own_deliveries()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE notification_deliveries d SET status = 'cancelled', reason = 'off', settled_at = clock_timestamp()
  FROM notifications n, notification_preferences p
  WHERE d.user_id = viewer_id() AND d.status = 'pending' AND n.id = d.notification_id
    AND p.user_id = d.user_id AND p.channel = d.channel AND p.kind_group = notification_group(n.kind) AND NOT p.enabled;
  UPDATE notification_deliveries d SET due_at = due,
    reason = CASE WHEN due = ready THEN 'delay' WHEN channel = 'email' AND w.digest <> 'off' THEN 'digest' ELSE 'quiet_hours' END
  FROM (
    SELECT o.id, s.digest, r.ready, delivery_time(r.ready, s.time_zone, s.quiet_from, s.quiet_until,
      CASE WHEN o.channel = 'email' THEN s.digest ELSE 'off' END, s.digest_hour) AS due
    FROM notification_deliveries o
    JOIN notification_settings s ON s.user_id = o.user_id
    JOIN notification_channels c ON c.channel = o.channel
    CROSS JOIN LATERAL (SELECT o.decided_at + make_interval(secs => c.delay_seconds) AS ready) r
    WHERE o.user_id = viewer_id() AND o.status = 'pending') w
  WHERE d.id = w.id;
  PERFORM add_job('deliver_notifications', json_build_object('channel', channel, 'userId', user_id),
    'deliver:' || channel || ':' || user_id, min(due_at))
  FROM notification_deliveries WHERE user_id = viewer_id() AND status = 'pending' GROUP BY channel, user_id ORDER BY channel;
END $function$;
CREATE OR REPLACE FUNCTION public.refuse_service_account()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT FROM users u WHERE u.id = NEW.user_id AND u.is_service) THEN
    RAISE check_violation USING MESSAGE = 'A service account cannot sign in.';
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.release_claim()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.claimed_at := NULL;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.remove_failed_jobs()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
  WHERE t.id = j.task_id AND t.identifier NOT IN ('continue_batch', 'deliver_notifications')
    AND j.attempts >= j.max_attempts AND j.locked_at IS NULL AND j.updated_at < now() - interval '30 days';
END $function$;
CREATE OR REPLACE FUNCTION public.remove_send_job()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
BEGIN
  DELETE FROM graphile_worker._private_jobs WHERE key = 'scheduled_message:' || OLD.id AND locked_at IS NULL;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.renew_facts(tickets uuid[])
 RETURNS void
 LANGUAGE sql
AS $function$
  INSERT INTO stale_figures (at) SELECT f.at FROM ticket_facts f WHERE f.ticket_id = ANY (tickets);
  DELETE FROM ticket_facts f WHERE f.ticket_id = ANY (tickets);
  SELECT add_facts(tickets);
$function$;
CREATE OR REPLACE FUNCTION public.reopen_case()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE cases SET due_at = decision_due_at(), appealable_until = NULL WHERE ticket_id = NEW.ticket_id;
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.replace_tag(tags text[], old_tag text, new_tag text)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((new_tag IS NULL) OR (new_tag = ANY (tags))) THEN array_remove(tags, old_tag) ELSE array_replace(tags, old_tag, new_tag) END;
CREATE OR REPLACE FUNCTION public.replace_tag_in(object jsonb, key text, old_tag text, new_tag text)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT CASE WHEN jsonb_typeof(object -> key) = 'array' AND object -> key ? old_tag
    THEN jsonb_set(object, ARRAY[key], to_jsonb(replace_tag(ARRAY(SELECT jsonb_array_elements_text(object -> key)), old_tag, new_tag)))
    ELSE object END
$function$;
CREATE OR REPLACE FUNCTION public.request_messages(ticket uuid)
 RETURNS SETOF ticket_messages
 LANGUAGE sql
 STABLE
AS $function$
  WITH sent AS (
    SELECT e.seq, e.message_id, e.actor_id, e.data ->> 'sender' IN ('agent', 'admin') AS by_staff FROM ticket_events e
    WHERE e.ticket_id = ticket AND e.kind = 'message_added' AND e.audience = 'participants' ORDER BY e.seq LIMIT 20)
  SELECT m.* FROM sent s JOIN support_tickets t ON t.id = ticket JOIN ticket_messages m ON m.id = s.message_id
  WHERE s.actor_id = t.requester_id AND m.body IS NOT NULL AND NOT EXISTS (SELECT FROM sent b WHERE b.by_staff AND b.seq < s.seq)
  ORDER BY s.seq
$function$;
CREATE OR REPLACE FUNCTION public.request_says(what text)
 RETURNS text
 LANGUAGE sql
 STABLE
RETURN ((NULLIF(current_setting('parley.request'::text, true), ''::text))::jsonb ->> what);
CREATE OR REPLACE FUNCTION public.requester_may_tag(requester uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (is_seller() AND (NOT (requester IS DISTINCT FROM viewer_id())));
CREATE OR REPLACE FUNCTION public.require_second_factor()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE revocations SET count = count + 1;
  PERFORM send_hint('r:' || u.id) FROM users u WHERE lacks_second_factor(u.role, u.two_factor_enabled);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.returned_by(ticket uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
RETURN (SELECT e.actor_id FROM ticket_events e WHERE ((e.ticket_id = returned_by.ticket) AND (e.kind = ANY (ARRAY['assigned'::event_kind, 'claimed'::event_kind, 'unclaimed'::event_kind]))) ORDER BY e.seq DESC LIMIT 1);
CREATE OR REPLACE FUNCTION public.revoke_access()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE revocations SET count = count + 1;
  PERFORM send_hint('r:' || CASE WHEN TG_TABLE_NAME = 'users' THEN (to_jsonb(OLD) ->> 'id') ELSE (to_jsonb(OLD) ->> 'user_id') END);
  RETURN NULL;
END $function$;
CREATE OR REPLACE FUNCTION public.search_estimate(wanted tsquery)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
DECLARE
  plan json;
BEGIN
  EXECUTE format('EXPLAIN (FORMAT json) SELECT FROM search_documents WHERE vector @@ %L::tsquery', wanted) INTO plan;
  RETURN (plan -> 0 -> 'Plan' ->> 'Plan Rows')::float8::int;
END $function$;
CREATE OR REPLACE FUNCTION public.search_join(first tsvector, second tsvector)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ts_delete(((first || ''' '':1'::tsvector) || second), ' '::text);
CREATE OR REPLACE FUNCTION public.search_key(input text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (octet_length(input) = length(input)) THEN lower((input COLLATE "C")) ELSE (replace(replace(replace(translate(NORMALIZE(lower((regexp_replace(NORMALIZE(input, NFKD), '[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u00AD\u200B-\u200F\u2060\uFEFF]'::text, ''::text, 'g'::text) COLLATE "und-x-icu")), NFC), 'øłđħŧıς'::text, 'oldhtiσ'::text), 'ß'::text, 'ss'::text), 'æ'::text, 'ae'::text), 'œ'::text, 'oe'::text) COLLATE "C") END;
CREATE OR REPLACE FUNCTION public.search_language()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((SELECT desk_settings.search_language FROM desk_settings), 'simple'::text);
CREATE OR REPLACE FUNCTION public.search_message_vector(message uuid, body text, language text)
 RETURNS tsvector
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN search_join(search_vector(body, 'D'::text, language), search_vector(COALESCE((SELECT string_agg(attachments.file_name, ' '::text ORDER BY attachments."position", attachments.id) AS string_agg FROM attachments WHERE ((attachments.message_id = search_message_vector.message) AND (attachments.state = 'attached'::attachment_state))), ''::text), 'B'::text, language));
CREATE OR REPLACE FUNCTION public.search_notes_id(ticket uuid)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (md5(('notes of '::text || ticket)))::uuid;
CREATE OR REPLACE FUNCTION public.search_parts(input text)
 RETURNS SETOF text
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
  letters CONSTANT text := '[^\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u2000-\u206F\u3000-\u303F]+';
  key text := search_key(input);
BEGIN
  IF key ~ '[-''\u2010\u2019]' THEN
    RETURN QUERY SELECT left(regexp_replace(m[1], '[-''\u2010\u2019]', '', 'g'), 200)
      FROM regexp_matches(key, '(' || letters || '(?:[-''\u2010\u2019]' || letters || ')+)', 'g') AS m;
  END IF;
  IF key ~ '[a-z][0-9]{3}|[0-9]{3}[a-z]' THEN
    RETURN QUERY SELECT left(coalesce(m[1], m[2]), 200) FROM regexp_matches(key, '[a-z]([0-9]{3,})|([0-9]{3,})(?=[a-z])', 'g') AS m;
  END IF;
END $function$;
CREATE OR REPLACE FUNCTION public.search_pattern(input text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (('%'::text || regexp_replace(search_key(input), '([\\%_])'::text, '\\\1'::text, 'g'::text)) || '%'::text);
CREATE OR REPLACE FUNCTION public.search_query(term text, prefix boolean, language text)
 RETURNS tsquery
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
  wanted tsquery;
  part tsquery;
  previous int;
  w record;
BEGIN
  FOR w IN
    SELECT s.word, s.place, s.pair, s.tail, s.tail AND coalesce(lag(s.pair AND NOT s.tail) OVER (ORDER BY s.place), false) AS is_rest,
      prefix AND row_number() OVER (ORDER BY s.place DESC) = 1 AS is_last
    FROM search_words(term) AS s ORDER BY s.place
  LOOP
    -- The last character of a run is part of the pair before it.
    CONTINUE WHEN w.is_rest;
    part := CASE WHEN w.tail OR (w.is_last AND NOT w.pair) THEN format($q$'%s':*$q$, w.word) ELSE format($q$'%s'$q$, w.word) END::tsquery;
    IF NOT w.pair AND search_stem(w.word, language) IS NOT NULL THEN
      part := part || format($q$'%s'$q$, search_stem(w.word, language))::tsquery;
    END IF;
    wanted := CASE WHEN wanted IS NULL THEN part ELSE tsquery_phrase(wanted, part, w.place - previous) END;
    previous := w.place;
  END LOOP;
  -- A compound may also be written as one word.
  RETURN coalesce((SELECT wanted || format(CASE WHEN prefix THEN $q$'%s':*$q$ ELSE $q$'%s'$q$ END, p)::tsquery
    FROM search_parts(term) AS p WHERE p = (SELECT string_agg(word, '' ORDER BY place) FROM search_words(term)) LIMIT 1), wanted);
END $function$;
CREATE OR REPLACE FUNCTION public.search_stem(word text, language text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN ((language <> 'simple'::text) AND (word !~ '[0-9]'::text)) THEN NULLIF((ts_lexize(((language || '_stem'::text))::regdictionary, word))[1], word) ELSE NULL::text END;
CREATE OR REPLACE FUNCTION public.search_ticket_vector(subject text, number text, tags text[], language text)
 RETURNS tsvector
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN search_join(search_join(search_vector(subject, 'A'::text, language), search_vector(((number || ' '::text) || regexp_replace(number, '-0+'::text, '-'::text)), 'A'::text, 'simple'::text)), search_vector(array_to_string(tags, ' '::text), 'B'::text, language));
CREATE OR REPLACE FUNCTION public.search_vector(input text, weight text, language text)
 RETURNS tsvector
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
  part CONSTANT int := 50000;
  vector tsvector := search_vector_of(left(input, part), weight, language);
  start int := part;
BEGIN
  WHILE start < length(input) AND pg_column_size(vector) < 600000 LOOP
    vector := vector || strip(search_vector_of(substr(input, start - 200, part), weight, language));
    start := start + part - 201;
  END LOOP;
  RETURN vector;
END $function$;
CREATE OR REPLACE FUNCTION public.search_vector_of(input text, weight text, language text)
 RETURNS tsvector
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
  key text := CASE WHEN octet_length(input) = length(input) THEN lower(input COLLATE "C") ELSE search_key(input) END;
  vector tsvector;
BEGIN
  IF octet_length(key) <> length(key) THEN
    key := regexp_replace(key, '[\u007F-\u00BF\u2000-\u206F\u20A0-\u20CF]', ' ', 'g');
  END IF;
  -- The parser would split “12e5ab” after the number.
  IF octet_length(key) = length(key) AND key !~ '[0-9]e[0-9]' THEN
    key := translate(key, E' !"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r\f', repeat(' ', 37));
    vector := to_tsvector('pg_catalog.simple', key);
    IF language <> 'simple' THEN
      vector := (vector::text || ' ' || to_tsvector(('pg_catalog.' || language)::regconfig, key)::text)::tsvector;
    END IF;
  ELSE
    SELECT coalesce(string_agg('''' || w.word || ''':' || w.at || coalesce(' ''' || w.stem || ''':' || w.at, ''), ' '), '')::tsvector
    INTO vector
    FROM (SELECT word, least(place, 16383) AS at, CASE WHEN NOT pair THEN search_stem(word, language) END AS stem FROM search_words(input) OFFSET 0) w;
  END IF;
  IF input ~ '[-''\u2010\u2011\u2019]|[A-Za-z][0-9]|[0-9][A-Za-z]' THEN
    vector := vector || coalesce((SELECT string_agg(format('''%s''', part), ' ') FROM search_parts(input) AS part)::tsvector, '');
  END IF;
  RETURN setweight(vector, weight::"char");
END $function$;
CREATE OR REPLACE FUNCTION public.search_words(input text)
 RETURNS TABLE(word text, place integer, pair boolean, tail boolean)
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
DECLARE
  separators CONSTANT text := '[\u0001-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u00BF\u00D7\u00F7\u02C2-\u02DF\u037E\u0387\u055A-\u055F\u0589\u058A\u05BE\u05C0\u05C3\u05C6\u05F3\u05F4\u060C\u060D\u061B-\u061F\u066A-\u066D\u06D4\u0700-\u070D\u0964\u0965\u0970\u0E2F\u0E3F\u0E4F\u0E5A\u0E5B\u0F04-\u0F14\u0F3A-\u0F3D\u104A-\u104F\u10FB\u1360-\u1368\u17D4-\u17DA\u1800-\u180A\u2000-\u206F\u20A0-\u20CF\u2190-\u25FF\u27C0-\u2BFF\u2E00-\u2E7F\u3000-\u3004\u3008-\u3020\u3030\u303D-\u303F\u30A0\u30FB\uFE00-\uFE6F\uFF00-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65\uFFE0-\uFFFF]+';
  unspaced CONSTANT text := '[\u0E01-\u0E4E\u0E81-\u0EDF\u1000-\u109F\u1780-\u17D3\u2600-\u27BF\u3005-\u3007\u3041-\u30FF\u3105-\u31BF\u31F0-\u31FF\u3400-\u4DBF\u4E00-\uA48F\uAC00-\uD7A3\uF900-\uFAFF\U0001F000-\U0001FAFF\U00020000-\U0003FFFF]+';
  key text := search_key(input);
BEGIN
  IF octet_length(key) = length(key) OR key !~ unspaced THEN
    RETURN QUERY SELECT CASE WHEN octet_length(key) = length(key) THEN w ELSE left(w, 200) END, n::int, false, false
      FROM regexp_split_to_table(key, separators) WITH ORDINALITY AS s (w, n) WHERE w <> '';
    RETURN;
  END IF;
  RETURN QUERY
    WITH runs AS (
      SELECT w, n, w ~ ('^' || unspaced) AS is_unspaced
      FROM regexp_split_to_table(regexp_replace(key, '(' || unspaced || ')', ' \1 ', 'g'), separators) WITH ORDINALITY AS s (w, n) WHERE w <> ''),
    placed AS (
      SELECT w, is_unspaced, (sum(CASE WHEN is_unspaced THEN length(w) ELSE 1 END) OVER (ORDER BY n))::int
        - CASE WHEN is_unspaced THEN length(w) ELSE 1 END AS before
      FROM runs)
    SELECT left(w, 200), before + 1, false, false FROM placed WHERE NOT is_unspaced
    UNION ALL
    SELECT substr(w, i, 2), before + i, true, i = length(w) FROM placed, generate_series(1, length(w)) AS i WHERE is_unspaced;
END $function$;
CREATE OR REPLACE FUNCTION public.sees_ticket(ticket uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
BEGIN
  RETURN EXISTS (SELECT FROM support_tickets t WHERE t.id = ticket);
END $function$;
CREATE OR REPLACE FUNCTION public.send_hint(hint text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF current_setting('parley.hints', true) = 'node' THEN
    RAISE INFO USING MESSAGE = hint, ERRCODE = 'PHINT';
  ELSE
    PERFORM pg_notify('parley', hint);
  END IF;
END $function$;
CREATE OR REPLACE FUNCTION public.set_response_deadline()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.due_at := CASE WHEN NEW.shared_waiting_on = 'shop' THEN
    clock_timestamp() + make_interval(hours => (SELECT shop_response_hours FROM desk_settings)) END;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.staff_apart()
 RETURNS uuid[]
 LANGUAGE plpgsql
AS $function$
DECLARE
  acting CONSTANT text := current_user;
  found uuid[];
BEGIN
  PERFORM set_config('role', 'parley_staff', true);
  found := ARRAY(SELECT p FROM support_tickets t, unnest(t.staff_ids || t.participant_ids) AS p WHERE t.confidential
    UNION SELECT e.admin_id FROM emergency_accesses e WHERE e.ended_at IS NULL);
  PERFORM set_config('role', acting, true);
  RETURN found;
END $function$;
CREATE OR REPLACE FUNCTION public.staff_role()
 RETURNS text
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NOT EXISTS (SELECT FROM desk_settings WHERE privacy = 'participants') AND NOT EXISTS (SELECT FROM support_tickets WHERE confidential) THEN
    RETURN 'parley_staff';
  END IF;
  PERFORM set_config('parley.privacy', CASE WHEN d.privacy = 'open' THEN 'open' WHEN d.queue_readable THEN 'readable' ELSE 'private' END, true),
    set_config('parley.emergency', CASE WHEN is_admin() THEN coalesce((
      SELECT string_agg(e.ticket_id::text, ',') FROM emergency_accesses e
      WHERE e.admin_id = viewer_id() AND e.ended_at IS NULL AND e.expires_at > clock_timestamp()), '') ELSE '' END, true),
    set_config('parley.opened', '', true), set_config('parley.passing', '', true)
  FROM desk_settings d;
  RETURN 'parley_restricted';
END $function$;
CREATE OR REPLACE FUNCTION public.sum_up_counts(afresh boolean)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('counts', 0));
  IF afresh OR NOT EXISTS (SELECT FROM ticket_counts WHERE is_sum) OR NOT EXISTS (SELECT FROM assignee_counts WHERE is_sum) THEN
    WITH gone AS (DELETE FROM ticket_counts)
    INSERT INTO ticket_counts (is_sum, without_confidential, status, waiting_on, is_unassigned, is_escalated, tickets)
    SELECT true, afresh, t.status, t.waiting_on, t.assignee_id IS NULL AND is_for_staff(t.addressed_to, t.escalated_at), t.escalated_at IS NOT NULL, count(*)
    FROM support_tickets t WHERE NOT t.confidential GROUP BY 3, 4, 5, 6
    UNION ALL SELECT true, afresh, s, NULL, false, false, 0 FROM unnest(enum_range(NULL::ticket_status)) AS s;
    WITH gone AS (DELETE FROM tag_counts)
    INSERT INTO tag_counts (is_sum, tag, tickets) SELECT true, tag, count(*) FROM support_tickets t, unnest(t.tags) AS tag WHERE NOT t.confidential GROUP BY tag;
    WITH gone AS (DELETE FROM assignee_counts)
    INSERT INTO assignee_counts (is_sum, assignee_id, tickets)
    SELECT true, t.assignee_id, count(*) FROM support_tickets t WHERE t.assignee_id IS NOT NULL GROUP BY t.assignee_id UNION ALL SELECT true, NULL, 0;
    RETURN;
  END IF;
  WITH gone AS (DELETE FROM ticket_counts RETURNING *)
  INSERT INTO ticket_counts (is_sum, without_confidential, status, waiting_on, is_unassigned, is_escalated, tickets)
  SELECT true, bool_or(g.without_confidential), g.status, g.waiting_on, g.is_unassigned, g.is_escalated, sum(g.tickets) FROM gone g
  GROUP BY 3, 4, 5, 6 HAVING bool_or(g.is_sum) OR sum(g.tickets) <> 0;
  WITH gone AS (DELETE FROM tag_counts RETURNING *)
  INSERT INTO tag_counts (is_sum, tag, tickets) SELECT true, g.tag, sum(g.tickets) FROM gone g GROUP BY g.tag HAVING sum(g.tickets) <> 0;
  WITH gone AS (DELETE FROM assignee_counts RETURNING *)
  INSERT INTO assignee_counts (is_sum, assignee_id, tickets) SELECT true, g.assignee_id, sum(g.tickets) FROM gone g
  GROUP BY g.assignee_id HAVING g.assignee_id IS NULL OR sum(g.tickets) <> 0;
END $function$;
CREATE OR REPLACE FUNCTION public.tags_lock()
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN hashtextextended('tags'::text, (0)::bigint);
CREATE OR REPLACE FUNCTION public.take_tokens(keys bytea[], token_ms double precision[], bursts integer[], requests integer[], moment timestamp with time zone, OUT granted integer, OUT waits double precision[])
 RETURNS record
 LANGUAGE plpgsql
AS $function$
DECLARE
  -- Of one bucket, and of all: how many tokens are missing.
  absent float8;
  missing float8[];
  taken int := 0;
BEGIN
  FOR i IN 1 .. cardinality(keys) LOOP
    INSERT INTO rate_limits AS l (key, full_at) VALUES (keys[i], moment)
      ON CONFLICT (key) DO UPDATE SET full_at = greatest(l.full_at, moment)
      RETURNING extract(epoch FROM l.full_at - moment) * 1000 / token_ms[i] INTO absent;
    missing[i] := absent;
  END LOOP;
  granted := 0;
  WHILE granted < cardinality(requests)
    AND NOT EXISTS (SELECT FROM unnest(missing, bursts) b (gone, burst) WHERE b.gone + taken + requests[granted + 1] > b.burst + 0.001) LOOP
    taken := taken + requests[granted + 1];
    granted := granted + 1;
  END LOOP;
  FOR i IN 1 .. cardinality(keys) LOOP
    waits[i] := (missing[i] + taken + 1 - bursts[i]) * token_ms[i];
    IF taken > 0 THEN
      UPDATE rate_limits l SET full_at = l.full_at + taken * token_ms[i] * interval '1 ms' WHERE l.key = keys[i];
    END IF;
  END LOOP;
END $function$;
CREATE OR REPLACE FUNCTION public.team_id(name text)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (md5(name))::uuid;
CREATE OR REPLACE FUNCTION public.teams_lock()
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN hashtextextended('teams'::text, (0)::bigint);
CREATE OR REPLACE FUNCTION public.tell(topic text, subject uuid, person uuid)
 RETURNS void
 LANGUAGE sql
AS $function$
  SELECT publish_change(topic, subject, person);
$function$;
CREATE OR REPLACE FUNCTION public.ticket_status_changed()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
DECLARE
  ended boolean := has_ended(NEW.status);
BEGIN
  NEW.resolved_at := CASE WHEN ended THEN coalesce(OLD.resolved_at, clock_timestamp()) END;
  IF ended THEN
    NEW.waiting_on := NULL;
    NEW.waiting_since := NULL;
    NEW.shared_waiting_on := NULL;
    NEW.shared_waiting_since := NULL;
  ELSIF has_ended(OLD.status) THEN
    NEW.waiting_on := CASE WHEN NEW.addressed_to = 'shop' AND NEW.escalated_at IS NULL THEN 'shop' ELSE 'staff' END::waiting_on;
    NEW.waiting_since := clock_timestamp();
    IF NEW.has_shop_side THEN
      NEW.shared_waiting_on := NEW.waiting_on;
      NEW.shared_waiting_since := NEW.waiting_since;
    END IF;
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.time_bucket(seconds integer)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (floor(((12)::double precision * ln(((seconds + 1))::double precision))))::smallint;
CREATE OR REPLACE FUNCTION public.transaction_key(name text)
 RETURNS text
 LANGUAGE sql
RETURN ((name || ':'::text) || (pg_current_xact_id())::text);
CREATE OR REPLACE FUNCTION public.turn_after(turn waiting_on, each_other boolean, addressed_to ticket_recipient, escalated_at timestamp with time zone, participants uuid[], shop_participants uuid[], author uuid)
 RETURNS waiting_on
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (each_other AND (addressed_to = 'shop'::ticket_recipient) AND (escalated_at IS NULL)) THEN CASE WHEN ((author = ANY (participants)) AND (author <> ALL (shop_participants))) THEN 'shop'::waiting_on ELSE 'requester'::waiting_on END ELSE turn END;
CREATE OR REPLACE FUNCTION public.uncounted_facts(since timestamp with time zone, until timestamp with time zone)
 RETURNS SETOF ticket_facts
 LANGUAGE plpgsql
 STABLE
AS $function$
DECLARE
  gap tstzrange;
BEGIN
  FOR gap IN SELECT unnest(tstzmultirange(tstzrange(since, until)) - coalesce((SELECT range_agg(c.period) FROM counted_days(since, until) c), '{}')) LOOP
    RETURN QUERY SELECT f.* FROM visible_facts(lower(gap), upper(gap)) f;
  END LOOP;
END $function$;
CREATE OR REPLACE FUNCTION public.update_counts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.assignee_id IS DISTINCT FROM NEW.assignee_id THEN
    INSERT INTO assignee_counts (assignee_id, tickets) SELECT c.id, c.n FROM (VALUES (OLD.assignee_id, -1), (NEW.assignee_id, 1)) AS c (id, n) WHERE c.id IS NOT NULL;
    -- To somebody else: of the same kind as before.
    IF (OLD.status, OLD.waiting_on, OLD.assignee_id IS NULL, OLD.addressed_to, OLD.escalated_at IS NULL, OLD.confidential)
      IS NOT DISTINCT FROM (NEW.status, NEW.waiting_on, NEW.assignee_id IS NULL, NEW.addressed_to, NEW.escalated_at IS NULL, NEW.confidential) THEN
      RETURN NEW;
    END IF;
  END IF;
  IF NOT OLD.confidential THEN
    INSERT INTO ticket_counts (status, waiting_on, is_unassigned, is_escalated, tickets)
    VALUES (OLD.status, OLD.waiting_on, OLD.assignee_id IS NULL AND is_for_staff(OLD.addressed_to, OLD.escalated_at), OLD.escalated_at IS NOT NULL, -1);
  END IF;
  IF TG_OP = 'DELETE' THEN
    INSERT INTO tag_counts (tag, tickets) SELECT tag, -1 FROM unnest(OLD.tags) AS tag WHERE NOT OLD.confidential;
    INSERT INTO assignee_counts (assignee_id, tickets) SELECT OLD.assignee_id, -1 WHERE OLD.assignee_id IS NOT NULL;
    RETURN OLD;
  END IF;
  IF NOT NEW.confidential THEN
    INSERT INTO ticket_counts (status, waiting_on, is_unassigned, is_escalated, tickets)
    VALUES (NEW.status, NEW.waiting_on, NEW.assignee_id IS NULL AND is_for_staff(NEW.addressed_to, NEW.escalated_at), NEW.escalated_at IS NOT NULL, 1);
  END IF;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.update_tag_counts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO tag_counts (tag, tickets)
  SELECT c.tag, sum(c.n) FROM (
    SELECT o.tag, -1 AS n FROM unnest(OLD.tags) AS o (tag) WHERE NOT OLD.confidential
    UNION ALL SELECT a.tag, 1 FROM unnest(NEW.tags) AS a (tag) WHERE NOT NEW.confidential) AS c
  GROUP BY c.tag HAVING sum(c.n) <> 0;
  RETURN NEW;
END $function$;
CREATE OR REPLACE FUNCTION public.viewer_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('parley.viewer_id'::text, true), ''::text))::uuid;
CREATE OR REPLACE FUNCTION public.viewer_role()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('parley.viewer_role'::text, true), ''::text);
CREATE OR REPLACE FUNCTION public.viewer_shops()
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
BEGIN
  IF NOT is_seller() THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(
    SELECT m.shop_id FROM shop_members m WHERE m.user_id = viewer_id() AND m.removed_at IS NULL
    UNION SELECT s.id FROM sellers s WHERE s.owner_id = viewer_id());
END $function$;
CREATE OR REPLACE FUNCTION public.viewer_side(access shop_access, shop uuid, participants uuid[], shop_participants uuid[])
 RETURNS ticket_side
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (CASE WHEN on_shop_side(access, shop, participants, shop_participants) THEN 'shop'::text ELSE 'requester'::text END)::ticket_side;
CREATE OR REPLACE FUNCTION public.visible_facts(since timestamp with time zone, until timestamp with time zone, of_kind fact_kind DEFAULT NULL::fact_kind)
 RETURNS SETOF ticket_facts
 LANGUAGE plpgsql
 STABLE
AS $function$
BEGIN
  IF is_staff() THEN
    RETURN QUERY SELECT f.* FROM ticket_facts f WHERE f.at >= since AND f.at < until AND (of_kind IS NULL OR f.kind = of_kind);
  ELSE
    RETURN QUERY SELECT f.ticket_id, f.seq, f.kind, f.at, NULL::uuid, f.seconds, f.working_seconds, f.bucket, f.working_bucket,
      NULL::uuid, ''::text, f.ticket_type, f.seller_id, '{}'::text[]
    FROM ticket_facts f WHERE f.at >= since AND f.at < until AND (of_kind IS NULL OR f.kind = of_kind);
  END IF;
END $function$;
CREATE OR REPLACE FUNCTION public.withdraw_pushes(read uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
DECLARE
  push record;
BEGIN
  FOR push IN
    SELECT gen_random_uuid() AS id, s.id AS subscription_id, w.tag
    FROM (
      SELECT DISTINCT push_tag(n.ticket_id) AS tag
      FROM notifications n JOIN notification_deliveries d ON d.notification_id = n.id
      WHERE n.id = ANY (read) AND n.user_id = viewer_id() AND d.channel = 'push' AND d.status = 'sent' AND d.settled_at > now() - interval '1 day'
        AND NOT EXISTS (
          SELECT FROM notifications o
          WHERE o.user_id = n.user_id AND o.ticket_id IS NOT DISTINCT FROM n.ticket_id AND o.read_at IS NULL)) w
    CROSS JOIN push_subscriptions s
    WHERE s.user_id = viewer_id() AND s.endpoint NOT LIKE 'https://web.push.apple.com/%'
  LOOP
    INSERT INTO push_outbox (id, user_id, subscription_id, payload)
    VALUES (push.id, viewer_id(), push.subscription_id, json_build_object('type', 'read', 'tag', push.tag));
    PERFORM add_job('send_push', json_build_object('pushId', push.id), 'push:' || push.id, NULL, 5);
  END LOOP;
END $function$;
CREATE OR REPLACE FUNCTION public.withdraw_shop_tickets(tickets uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  subjects uuid[];
  people   uuid[];
BEGIN
  WITH withdrawn AS (
    DELETE FROM notifications WHERE id IN (
      SELECT n.id FROM notifications n WHERE n.ticket_id = ANY (tickets) AND n.kind = 'shop_ticket' FOR UPDATE SKIP LOCKED)
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM withdrawn;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
END $function$;
CREATE OR REPLACE FUNCTION public.withdraw_unassigned(tickets uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
DECLARE
  subjects uuid[];
  people   uuid[];
BEGIN
  WITH withdrawn AS (
    DELETE FROM notifications WHERE id IN (
      SELECT n.id FROM notifications n WHERE n.ticket_id = ANY (tickets) AND n.kind = 'unassigned' FOR UPDATE SKIP LOCKED)
    RETURNING id, user_id)
  SELECT array_agg(id), array_agg(user_id) INTO subjects, people FROM withdrawn;
  IF people IS NOT NULL THEN
    PERFORM publish_changes('notifications', subjects, people);
  END IF;
END $function$;
CREATE OR REPLACE FUNCTION public.working_seconds(person uuid, since timestamp with time zone, until timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
AS $function$
BEGIN
  IF until <= since THEN
    RETURN 0;
  END IF;
  IF NOT EXISTS (SELECT FROM working_hours h WHERE h.user_id = person)
    AND NOT EXISTS (SELECT FROM time_off o WHERE o.user_id = person AND o.ends_at > since AND o.starts_at < until) THEN
    RETURN extract(epoch FROM until - since)::int;
  END IF;
  RETURN (SELECT coalesce(sum(extract(epoch FROM upper(r) - lower(r))), 0)::int
    FROM unnest(working_time(person, since, until) * tstzmultirange(tstzrange(since, until))) AS r);
END $function$;
CREATE OR REPLACE FUNCTION public.working_time(person uuid, since timestamp with time zone, until timestamp with time zone)
 RETURNS tstzmultirange
 LANGUAGE sql
 STABLE
AS $function$
  WITH zone AS (SELECT w.time_zone AS name FROM work_settings w WHERE w.user_id = person),
  -- A day earlier and later: what `since` and `until` fall into may begin or end then.
  days AS (
    SELECT d::date AS day FROM zone z, generate_series(
      (since AT TIME ZONE z.name)::date - 1, (until AT TIME ZONE z.name)::date + 1, interval '1 day') AS d),
  bounds AS (
    SELECT (day + make_interval(mins => h.start_minute)) AT TIME ZONE z.name AS starts_at,
      (day + make_interval(mins => h.end_minute)) AT TIME ZONE z.name AS ends_at
    FROM zone z, days, working_hours h WHERE h.user_id = person AND h.weekday = extract(isodow FROM day))
  SELECT
    CASE WHEN EXISTS (SELECT FROM working_hours h WHERE h.user_id = person)
      THEN coalesce((SELECT range_agg(tstzrange(starts_at, greatest(starts_at, ends_at))) FROM bounds), '{}')
      ELSE '{(,)}' END
    - coalesce((SELECT range_agg(tstzrange(o.starts_at, o.ends_at)) FROM time_off o WHERE o.user_id = person), '{}')
$function$;
CREATE OR REPLACE FUNCTION public.works_again_at(person uuid, at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$
  SELECT min(lower(r)) FROM unnest(working_time(person, at, least(at + interval '1 year',
    (SELECT coalesce(max(o.ends_at), at) FROM time_off o WHERE o.user_id = person) + interval '8 days'))) AS r
  -- What follows a time off without an end begins at infinity.
  WHERE lower(r) > at AND isfinite(lower(r))
$function$;
CREATE OR REPLACE FUNCTION public.works_at(person uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
RETURN (working_time(person, at, at) @> at);

-- ─── Triggers ───

CREATE TRIGGER audit_password AFTER UPDATE OF password ON public.accounts FOR EACH ROW WHEN ((is_audited() AND (old.password IS DISTINCT FROM new.password))) EXECUTE FUNCTION audit_password();
CREATE TRIGGER end_sign_ins AFTER UPDATE OF password ON public.accounts FOR EACH ROW WHEN ((old.password IS DISTINCT FROM new.password)) EXECUTE FUNCTION end_sign_ins();
CREATE TRIGGER refuse_service_account BEFORE INSERT ON public.accounts FOR EACH ROW EXECUTE FUNCTION refuse_service_account();
CREATE CONSTRAINT TRIGGER api_token_deleted AFTER DELETE ON public.api_tokens DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.revoked_at IS NULL) AND ((old.expires_at IS NULL) OR (old.expires_at > now())))) EXECUTE FUNCTION revoke_access();
CREATE CONSTRAINT TRIGGER api_token_revoked AFTER UPDATE OF revoked_at ON public.api_tokens DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.revoked_at IS NOT NULL)) EXECUTE FUNCTION revoke_access();
CREATE TRIGGER audit_token AFTER INSERT OR DELETE ON public.api_tokens FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_token();
CREATE TRIGGER audit_token_revoked AFTER UPDATE OF revoked_at ON public.api_tokens FOR EACH ROW WHEN ((is_audited() AND (old.revoked_at IS NULL) AND (new.revoked_at IS NOT NULL))) EXECUTE FUNCTION audit_token();
CREATE TRIGGER audit_token_used AFTER UPDATE OF last_used_at ON public.api_tokens FOR EACH ROW WHEN ((is_audited() AND (old.last_used_at IS DISTINCT FROM new.last_used_at))) EXECUTE FUNCTION audit_token('used');
CREATE TRIGGER guard_attached BEFORE UPDATE ON public.attachments FOR EACH ROW WHEN ((old.state = 'attached'::attachment_state)) EXECUTE FUNCTION guard_attached();
CREATE TRIGGER index_changed_files AFTER UPDATE OF message_id, state, file_name ON public.attachments FOR EACH ROW WHEN ((((old.message_id IS NOT NULL) OR (new.message_id IS NOT NULL)) AND (((old.message_id IS DISTINCT FROM new.message_id) OR (old.state IS DISTINCT FROM new.state)) OR (old.file_name IS DISTINCT FROM new.file_name)))) EXECUTE FUNCTION index_files();
CREATE TRIGGER index_files AFTER INSERT ON public.attachments FOR EACH ROW WHEN ((new.message_id IS NOT NULL)) EXECUTE FUNCTION index_files();
CREATE TRIGGER index_removed_files AFTER DELETE ON public.attachments FOR EACH ROW WHEN (((old.message_id IS NOT NULL) AND (old.state = 'attached'::attachment_state))) EXECUTE FUNCTION index_files();
CREATE TRIGGER keep_audit_entries BEFORE DELETE OR UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION keep_audit_log();
CREATE TRIGGER keep_audit_log BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_log FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'parley_maintenance'::name)) EXECUTE FUNCTION keep_audit_log();
CREATE TRIGGER audit_batch AFTER UPDATE OF state ON public.batch_jobs FOR EACH ROW WHEN ((is_audited() AND (old.state <> new.state) AND (new.state = ANY (ARRAY['done'::batch_state, 'cancelled'::batch_state, 'undone'::batch_state])))) EXECUTE FUNCTION audit_batch();
CREATE TRIGGER hold_tags BEFORE INSERT ON public.batch_jobs FOR EACH STATEMENT EXECUTE FUNCTION hold_tags();
CREATE TRIGGER publish_batch AFTER INSERT OR UPDATE ON public.batch_jobs FOR EACH ROW EXECUTE FUNCTION publish_batch();
CREATE TRIGGER reopen_case AFTER INSERT ON public.case_appeals FOR EACH ROW WHEN ((CURRENT_USER <> 'parley_maintenance'::name)) EXECUTE FUNCTION reopen_case();
CREATE TRIGGER decision_is_due AFTER INSERT ON public.cases FOR EACH ROW WHEN ((new.due_at IS NOT NULL)) EXECUTE FUNCTION add_decision_job();
CREATE TRIGGER decision_is_due_again AFTER UPDATE ON public.cases FOR EACH ROW WHEN (((new.due_at IS NOT NULL) AND (new.due_at IS DISTINCT FROM old.due_at))) EXECUTE FUNCTION add_decision_job();
CREATE TRIGGER escalate_ticket AFTER INSERT ON public.cases FOR EACH ROW WHEN ((CURRENT_USER <> 'parley_maintenance'::name)) EXECUTE FUNCTION escalate_ticket();
CREATE TRIGGER fill_case BEFORE INSERT ON public.cases FOR EACH ROW WHEN ((CURRENT_USER <> 'parley_maintenance'::name)) EXECUTE FUNCTION fill_case();
CREATE TRIGGER keep_due_at AFTER UPDATE ON public.cases FOR EACH ROW WHEN (((new.due_at IS DISTINCT FROM old.due_at) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION keep_due_at();
CREATE TRIGGER notify_of_decision AFTER UPDATE OF status ON public.chat_requests FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION notify_of_request();
CREATE TRIGGER notify_of_request AFTER INSERT ON public.chat_requests FOR EACH ROW EXECUTE FUNCTION notify_of_request();
CREATE TRIGGER publish_request AFTER INSERT OR UPDATE ON public.chat_requests FOR EACH ROW EXECUTE FUNCTION publish_request();
CREATE TRIGGER audit_settings AFTER UPDATE ON public.desk_settings FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_settings();
CREATE CONSTRAINT TRIGGER require_second_factor AFTER UPDATE OF staff_second_factor ON public.desk_settings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.staff_second_factor AND (NOT old.staff_second_factor))) EXECUTE FUNCTION require_second_factor();
CREATE TRIGGER publish_tag AFTER INSERT OR DELETE OR UPDATE ON public.desk_tags FOR EACH ROW WHEN (is_staff_connection()) EXECUTE FUNCTION publish_tag();
CREATE TRIGGER audit_emergency_access AFTER INSERT ON public.emergency_accesses FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_privacy();
CREATE TRIGGER open_for_emergency AFTER INSERT ON public.emergency_accesses FOR EACH ROW WHEN (is_restricted()) EXECUTE FUNCTION open_for_emergency();
CREATE TRIGGER publish_ended_access AFTER UPDATE OF ended_at ON public.emergency_accesses FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION publish_ended_access();
CREATE TRIGGER audit_erasure AFTER INSERT ON public.erasures FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_erasure();
CREATE TRIGGER evidence_is_due AFTER INSERT ON public.evidence_requests FOR EACH ROW WHEN ((new.answered_at IS NULL)) EXECUTE FUNCTION add_evidence_job();
CREATE TRIGGER evidence_is_due_again AFTER UPDATE ON public.evidence_requests FOR EACH ROW WHEN (((new.answered_at IS NULL) AND (new.due_at IS DISTINCT FROM old.due_at))) EXECUTE FUNCTION add_evidence_job();
CREATE TRIGGER audit_invitation AFTER INSERT OR UPDATE OF token_hash, cancelled_at, accepted_at ON public.invitations FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_invitation();
CREATE TRIGGER publish_people AFTER INSERT OR UPDATE ON public.invitations FOR EACH ROW EXECUTE FUNCTION publish_people();
CREATE TRIGGER audit_legal_hold AFTER INSERT OR DELETE ON public.legal_holds FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_legal_hold();
CREATE TRIGGER hold_tags BEFORE INSERT OR UPDATE ON public.macros FOR EACH STATEMENT EXECUTE FUNCTION hold_tags();
CREATE TRIGGER hold_team BEFORE INSERT OR UPDATE OF team ON public.macros FOR EACH ROW WHEN (((new.team IS NOT NULL) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION hold_team();
CREATE TRIGGER publish_macro AFTER INSERT OR DELETE OR UPDATE ON public.macros FOR EACH ROW EXECUTE FUNCTION publish_macro();
CREATE TRIGGER decide_changed_deliveries AFTER UPDATE ON public.notifications REFERENCING OLD TABLE AS old_notifications NEW TABLE AS new_notifications FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'parley_maintenance'::name)) EXECUTE FUNCTION decide_changed_deliveries();
CREATE TRIGGER decide_new_deliveries AFTER INSERT ON public.notifications REFERENCING NEW TABLE AS new_notifications FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'parley_maintenance'::name)) EXECUTE FUNCTION decide_new_deliveries();
CREATE TRIGGER guard_notification BEFORE UPDATE ON public.notifications FOR EACH ROW EXECUTE FUNCTION guard_notification();
CREATE TRIGGER audit_passkey AFTER INSERT OR DELETE ON public.passkeys FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_passkey();
CREATE TRIGGER notify_of_rating_request AFTER UPDATE OF state ON public.rating_requests FOR EACH ROW WHEN (((new.state = 'asked'::rating_request_state) AND (old.state <> 'asked'::rating_request_state))) EXECUTE FUNCTION notify_of_rating_request();
CREATE TRIGGER publish_rating_requests AFTER UPDATE OF state ON public.rating_requests FOR EACH ROW WHEN ((new.state = 'asked'::rating_request_state)) EXECUTE FUNCTION publish_ratings();
CREATE TRIGGER publish_read AFTER INSERT ON public.read_markers FOR EACH ROW WHEN ((CURRENT_USER <> 'parley_maintenance'::name)) EXECUTE FUNCTION publish_read_marker();
CREATE TRIGGER publish_read_further AFTER UPDATE ON public.read_markers FOR EACH ROW WHEN (((old.* IS DISTINCT FROM new.*) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION publish_read_marker();
CREATE TRIGGER read_notifications_of_ticket AFTER INSERT OR UPDATE ON public.read_markers FOR EACH ROW EXECUTE FUNCTION read_notifications_of_ticket();
CREATE TRIGGER audit_retention AFTER INSERT OR DELETE OR UPDATE OF kind, days, statuses, enabled ON public.retention_rules FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_retention();
CREATE TRIGGER hold_tags BEFORE INSERT OR UPDATE ON public.saved_views FOR EACH STATEMENT EXECUTE FUNCTION hold_tags();
CREATE TRIGGER publish_view AFTER INSERT OR DELETE OR UPDATE ON public.saved_views FOR EACH ROW EXECUTE FUNCTION publish_view();
CREATE TRIGGER notify_of_held_message AFTER UPDATE OF state ON public.scheduled_messages FOR EACH ROW WHEN (((new.state = 'held'::scheduled_message_state) AND (old.state <> 'held'::scheduled_message_state) AND (new.hold_reason <> 'author_disabled'::scheduled_message_hold_reason))) EXECUTE FUNCTION notify_of_held_message();
CREATE TRIGGER publish_scheduled_message AFTER INSERT OR DELETE OR UPDATE ON public.scheduled_messages FOR EACH ROW WHEN ((is_staff_connection() OR (CURRENT_USER = 'parley_requester'::name))) EXECUTE FUNCTION publish_scheduled_message();
CREATE TRIGGER remove_job_of_deleted AFTER DELETE ON public.scheduled_messages FOR EACH ROW EXECUTE FUNCTION remove_send_job();
CREATE TRIGGER remove_send_job AFTER UPDATE OF state ON public.scheduled_messages FOR EACH ROW WHEN ((new.state = ANY (ARRAY['sent'::scheduled_message_state, 'cancelled'::scheduled_message_state]))) EXECUTE FUNCTION remove_send_job();
CREATE TRIGGER publish_ask AFTER INSERT ON public.screen_share_asks FOR EACH ROW EXECUTE FUNCTION publish_ask();
CREATE TRIGGER publish_decline AFTER UPDATE OF declined_at ON public.screen_share_asks FOR EACH ROW WHEN (((old.declined_at IS NULL) AND (new.declined_at IS NOT NULL))) EXECUTE FUNCTION publish_decline();
CREATE TRIGGER publish_signal AFTER INSERT ON public.screen_share_signals FOR EACH ROW EXECUTE FUNCTION publish_signal();
CREATE TRIGGER publish_ended_screen_share AFTER UPDATE OF ended_at ON public.screen_shares FOR EACH ROW WHEN (((old.ended_at IS NULL) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION publish_screen_share();
CREATE TRIGGER publish_screen_share AFTER INSERT ON public.screen_shares FOR EACH ROW EXECUTE FUNCTION publish_screen_share();
CREATE TRIGGER audit_shop_closed AFTER UPDATE OF closed_at ON public.sellers FOR EACH ROW WHEN (((old.closed_at IS NULL) AND (new.closed_at IS NOT NULL))) EXECUTE FUNCTION audit_shop('shop_closed');
CREATE TRIGGER audit_shop_reopened AFTER UPDATE OF closed_at ON public.sellers FOR EACH ROW WHEN (((old.closed_at IS NOT NULL) AND (new.closed_at IS NULL))) EXECUTE FUNCTION audit_shop('shop_reopened');
CREATE TRIGGER publish_people AFTER INSERT OR UPDATE ON public.sellers FOR EACH ROW EXECUTE FUNCTION publish_people();
CREATE TRIGGER shop_changed_hands AFTER UPDATE OF owner_id ON public.sellers FOR EACH ROW WHEN ((old.owner_id IS DISTINCT FROM new.owner_id)) EXECUTE FUNCTION keep_shop_owner();
CREATE TRIGGER shop_opened AFTER INSERT ON public.sellers FOR EACH ROW EXECUTE FUNCTION keep_shop_owner();
CREATE TRIGGER audit_shop_invitation_cancelled AFTER UPDATE OF cancelled_at ON public.shop_invitations FOR EACH ROW WHEN (((old.cancelled_at IS NULL) AND (new.cancelled_at IS NOT NULL) AND (new.expires_at > now()))) EXECUTE FUNCTION audit_shop('shop_invitation_cancelled');
CREATE TRIGGER audit_shop_invited AFTER INSERT ON public.shop_invitations FOR EACH ROW EXECUTE FUNCTION audit_shop('shop_member_invited');
CREATE TRIGGER audit_shop_member_added AFTER INSERT ON public.shop_members FOR EACH ROW EXECUTE FUNCTION audit_shop('shop_member_added');
CREATE TRIGGER audit_shop_member_back AFTER UPDATE OF removed_at ON public.shop_members FOR EACH ROW WHEN (((old.removed_at IS NOT NULL) AND (new.removed_at IS NULL))) EXECUTE FUNCTION audit_shop('shop_member_added');
CREATE TRIGGER audit_shop_member_removed AFTER UPDATE OF removed_at ON public.shop_members FOR EACH ROW WHEN (((old.removed_at IS NULL) AND (new.removed_at IS NOT NULL))) EXECUTE FUNCTION audit_shop('shop_member_removed');
CREATE CONSTRAINT TRIGGER shop_member_deleted AFTER DELETE ON public.shop_members DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((old.removed_at IS NULL)) EXECUTE FUNCTION revoke_access();
CREATE TRIGGER shop_member_joined AFTER INSERT ON public.shop_members FOR EACH ROW EXECUTE FUNCTION publish_shop_member();
CREATE TRIGGER shop_member_rejoined AFTER UPDATE OF removed_at ON public.shop_members FOR EACH ROW WHEN (((new.removed_at IS NULL) AND (old.removed_at IS NOT NULL))) EXECUTE FUNCTION publish_shop_member();
CREATE CONSTRAINT TRIGGER shop_member_removed AFTER UPDATE OF removed_at ON public.shop_members DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.removed_at IS NOT NULL) AND (old.removed_at IS NULL))) EXECUTE FUNCTION revoke_access();
CREATE TRIGGER audit_sign_in AFTER INSERT OR DELETE ON public.sign_ins FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_sign_in();
CREATE TRIGGER refuse_service_account BEFORE INSERT ON public.sign_ins FOR EACH ROW EXECUTE FUNCTION refuse_service_account();
CREATE CONSTRAINT TRIGGER sign_in_ended AFTER DELETE ON public.sign_ins DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((old.expires_at > now())) EXECUTE FUNCTION revoke_access();
CREATE TRIGGER answer_evidence AFTER UPDATE ON public.support_tickets FOR EACH ROW WHEN (((new.escalated_at IS NOT NULL) AND (new.last_message_id IS DISTINCT FROM old.last_message_id) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION answer_evidence();
CREATE TRIGGER audit_confidential AFTER UPDATE OF confidential ON public.support_tickets FOR EACH ROW WHEN ((is_audited() AND (old.confidential IS DISTINCT FROM new.confidential))) EXECUTE FUNCTION audit_privacy();
CREATE TRIGGER count_new_tickets AFTER INSERT ON public.support_tickets REFERENCING NEW TABLE AS new_tickets FOR EACH STATEMENT EXECUTE FUNCTION count_new_tickets();
CREATE TRIGGER count_unseen_messages BEFORE UPDATE OF shop_since_seq ON public.support_tickets FOR EACH ROW WHEN (((old.shop_since_seq IS DISTINCT FROM new.shop_since_seq) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION count_unseen_messages();
CREATE TRIGGER discount_ticket BEFORE DELETE ON public.support_tickets FOR EACH ROW EXECUTE FUNCTION discount_ticket();
CREATE TRIGGER forget_texts AFTER UPDATE OF subject, tags ON public.support_tickets FOR EACH ROW WHEN ((((old.subject IS DISTINCT FROM new.subject) OR (old.tags IS DISTINCT FROM new.tags)) AND (NOT for_whole_desk()))) EXECUTE FUNCTION forget_texts();
CREATE TRIGGER guard_assignee BEFORE UPDATE OF assignee_id, status ON public.support_tickets FOR EACH ROW WHEN (((new.assignee_id IS NOT NULL) AND (NOT has_ended(new.status)) AND ((new.assignee_id IS DISTINCT FROM old.assignee_id) OR has_ended(old.status)) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION guard_assignee();
CREATE TRIGGER guard_escalation BEFORE UPDATE OF escalated_at, team, due_at ON public.support_tickets FOR EACH ROW WHEN (((CURRENT_USER = 'parley_requester'::name) AND (pg_trigger_depth() = 0) AND (((old.escalated_at IS DISTINCT FROM new.escalated_at) OR (old.team IS DISTINCT FROM new.team)) OR (old.due_at IS DISTINCT FROM new.due_at)))) EXECUTE FUNCTION guard_escalation();
CREATE TRIGGER guard_new_assignee BEFORE INSERT ON public.support_tickets FOR EACH ROW WHEN (((new.assignee_id IS NOT NULL) AND (NOT has_ended(new.status)) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION guard_assignee();
CREATE TRIGGER guard_participant_ids BEFORE UPDATE OF participant_ids, former_ids, shop_participant_ids ON public.support_tickets FOR EACH ROW WHEN ((((old.participant_ids IS DISTINCT FROM new.participant_ids) OR (old.former_ids IS DISTINCT FROM new.former_ids)) OR (old.shop_participant_ids IS DISTINCT FROM new.shop_participant_ids))) EXECUTE FUNCTION guard_participant_ids();
CREATE TRIGGER guard_requester_update BEFORE UPDATE OF status, priority, tags ON public.support_tickets FOR EACH ROW WHEN ((((old.status IS DISTINCT FROM new.status) OR (old.priority IS DISTINCT FROM new.priority)) OR (old.tags IS DISTINCT FROM new.tags))) EXECUTE FUNCTION guard_requester_update();
CREATE TRIGGER guard_shop_assignee BEFORE UPDATE OF shop_assignee_id ON public.support_tickets FOR EACH ROW WHEN (((old.shop_assignee_id IS DISTINCT FROM new.shop_assignee_id) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION guard_shop_assignee();
CREATE TRIGGER hold_changed_tags BEFORE UPDATE OF tags ON public.support_tickets FOR EACH ROW WHEN (((old.tags IS DISTINCT FROM new.tags) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION hold_tags();
CREATE TRIGGER hold_changed_team BEFORE UPDATE OF team ON public.support_tickets FOR EACH ROW WHEN (((old.team IS DISTINCT FROM new.team) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION hold_team();
CREATE TRIGGER hold_new_tags BEFORE INSERT ON public.support_tickets FOR EACH ROW WHEN (((new.tags <> '{}'::text[]) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION hold_tags();
CREATE TRIGGER hold_new_team BEFORE INSERT ON public.support_tickets FOR EACH ROW WHEN (((new.team <> 'Customer Service'::text) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION hold_team();
CREATE TRIGGER index_changed_ticket AFTER UPDATE OF subject, ticket_number, tags ON public.support_tickets FOR EACH ROW WHEN (((((old.subject IS DISTINCT FROM new.subject) OR (old.ticket_number IS DISTINCT FROM new.ticket_number)) OR (old.tags IS DISTINCT FROM new.tags)) AND (NOT (for_whole_desk() AND (COALESCE(current_setting('parley.indexed_later'::text, true), ''::text) = 'on'::text))))) EXECUTE FUNCTION index_changed_ticket();
CREATE TRIGGER index_tickets AFTER INSERT ON public.support_tickets REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION index_tickets();
CREATE TRIGGER keep_fact_fields BEFORE UPDATE OF assignee_id, team, ticket_type, seller_id, tags, status ON public.support_tickets FOR EACH ROW WHEN (((((((old.assignee_id IS DISTINCT FROM new.assignee_id) OR (old.team IS DISTINCT FROM new.team)) OR (old.ticket_type IS DISTINCT FROM new.ticket_type)) OR (old.seller_id IS DISTINCT FROM new.seller_id)) OR (old.tags IS DISTINCT FROM new.tags)) AND (NOT for_whole_desk()))) EXECUTE FUNCTION keep_fact_fields();
CREATE TRIGGER keep_rating_request AFTER UPDATE OF status ON public.support_tickets FOR EACH ROW WHEN (((has_ended(old.status) <> has_ended(new.status)) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION keep_rating_request();
CREATE TRIGGER learn_ticket AFTER UPDATE OF status, assignee_id, tags, subject ON public.support_tickets FOR EACH ROW WHEN ((has_ended(new.status) AND (CURRENT_USER <> 'parley_maintenance'::name) AND (NOT for_whole_desk()) AND ((NOT has_ended(old.status)) OR (((old.assignee_id IS DISTINCT FROM new.assignee_id) OR (old.tags IS DISTINCT FROM new.tags)) OR (old.subject IS DISTINCT FROM new.subject))))) EXECUTE FUNCTION add_learning_job();
CREATE TRIGGER number_shop_side BEFORE UPDATE OF has_shop_side, shop_access ON public.support_tickets FOR EACH ROW WHEN (((new.has_shop_side OR (new.shop_access = 'shop'::shop_access)) AND (NOT old.has_shop_side))) EXECUTE FUNCTION number_shop_side();
CREATE TRIGGER number_ticket BEFORE INSERT ON public.support_tickets FOR EACH ROW EXECUTE FUNCTION number_ticket();
CREATE TRIGGER publish_lost_ticket AFTER UPDATE OF assignee_id, status, staff_ids, confidential, escalated_at ON public.support_tickets FOR EACH ROW WHEN ((((old.staff_ids IS DISTINCT FROM new.staff_ids) OR (old.confidential IS DISTINCT FROM new.confidential)) OR (((old.assignee_id IS DISTINCT FROM new.assignee_id) OR (old.status IS DISTINCT FROM new.status)) OR (old.escalated_at IS DISTINCT FROM new.escalated_at)))) EXECUTE FUNCTION publish_lost_ticket();
CREATE TRIGGER publish_queued_ticket AFTER INSERT OR UPDATE ON public.support_tickets FOR EACH ROW WHEN ((new.assignee_id IS NULL)) EXECUTE FUNCTION publish_queued_ticket();
CREATE TRIGGER record_escalation AFTER UPDATE OF escalated_at ON public.support_tickets FOR EACH ROW WHEN (((new.addressed_to = 'shop'::ticket_recipient) AND (old.escalated_at IS NULL) AND (new.escalated_at IS NOT NULL))) EXECUTE FUNCTION record_escalation();
CREATE TRIGGER record_lost_assignee AFTER UPDATE OF status ON public.support_tickets FOR EACH ROW WHEN (((old.assignee_id IS NOT NULL) AND (new.assignee_id IS NULL) AND has_ended(old.status) AND (NOT has_ended(new.status)))) EXECUTE FUNCTION record_lost_assignee();
CREATE TRIGGER release_claim BEFORE UPDATE OF assignee_id, status ON public.support_tickets FOR EACH ROW WHEN (((new.claimed_at IS NOT NULL) AND (NOT (new.claimed_at IS DISTINCT FROM old.claimed_at)) AND (new.assignee_id IS DISTINCT FROM old.assignee_id))) EXECUTE FUNCTION release_claim();
CREATE TRIGGER reopened_in_team AFTER UPDATE OF status ON public.support_tickets FOR EACH ROW WHEN ((has_ended(old.status) AND (NOT has_ended(new.status)) AND (new.team <> 'Customer Service'::text) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION move_reopened_ticket();
CREATE TRIGGER shop_ticket_moved AFTER UPDATE OF seller_id ON public.support_tickets FOR EACH ROW WHEN ((old.seller_id IS DISTINCT FROM new.seller_id)) EXECUTE FUNCTION keep_shop_ticket();
CREATE TRIGGER shop_ticket_opened AFTER INSERT ON public.support_tickets FOR EACH ROW WHEN ((new.seller_id IS NOT NULL)) EXECUTE FUNCTION keep_shop_ticket();
CREATE TRIGGER shop_ticket_shown AFTER UPDATE OF shop_access ON public.support_tickets FOR EACH ROW WHEN (((old.shop_access = 'none'::shop_access) AND (new.shop_access <> 'none'::shop_access))) EXECUTE FUNCTION keep_shop_ticket();
CREATE TRIGGER staff_ids_of_new_ticket BEFORE INSERT ON public.support_tickets FOR EACH ROW EXECUTE FUNCTION keep_staff_ids();
CREATE TRIGGER staff_ids_of_ticket BEFORE UPDATE OF assignee_id, status ON public.support_tickets FOR EACH ROW WHEN ((old.assignee_id IS DISTINCT FROM new.assignee_id)) EXECUTE FUNCTION keep_staff_ids();
CREATE TRIGGER ticket_returns_unassigned AFTER UPDATE OF assignee_id, status, team, escalated_at ON public.support_tickets FOR EACH ROW WHEN (((new.assignee_id IS NULL) AND (NOT has_ended(new.status)) AND is_for_staff(new.addressed_to, new.escalated_at) AND (CURRENT_USER <> 'parley_maintenance'::name) AND ((old.assignee_id IS NOT NULL) OR has_ended(old.status) OR (old.team <> new.team) OR (NOT is_for_staff(old.addressed_to, old.escalated_at))))) EXECUTE FUNCTION add_assignment_job();
CREATE TRIGGER ticket_status_changed BEFORE UPDATE OF status ON public.support_tickets FOR EACH ROW WHEN ((old.status IS DISTINCT FROM new.status)) EXECUTE FUNCTION ticket_status_changed();
CREATE TRIGGER ticket_waits_unassigned AFTER INSERT ON public.support_tickets FOR EACH ROW WHEN (((new.assignee_id IS NULL) AND (NOT has_ended(new.status)) AND is_for_staff(new.addressed_to, new.escalated_at) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION add_assignment_job();
CREATE TRIGGER turn_begins BEFORE INSERT ON public.support_tickets FOR EACH ROW WHEN (((new.shared_waiting_on = 'shop'::waiting_on) AND (new.escalated_at IS NULL) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION set_response_deadline();
CREATE TRIGGER turn_changes BEFORE UPDATE ON public.support_tickets FOR EACH ROW WHEN (((new.escalated_at IS NULL) AND (CURRENT_USER <> 'parley_maintenance'::name) AND (new.shared_waiting_on IS DISTINCT FROM old.shared_waiting_on) AND ((new.shared_waiting_on = 'shop'::waiting_on) OR (new.due_at IS NOT NULL)))) EXECUTE FUNCTION set_response_deadline();
CREATE TRIGGER turn_has_begun AFTER INSERT ON public.support_tickets FOR EACH ROW WHEN (((new.due_at IS NOT NULL) AND (new.escalated_at IS NULL))) EXECUTE FUNCTION add_response_jobs();
CREATE TRIGGER turn_has_changed AFTER UPDATE ON public.support_tickets FOR EACH ROW WHEN (((new.due_at IS NOT NULL) AND (new.due_at IS DISTINCT FROM old.due_at) AND (new.escalated_at IS NULL))) EXECUTE FUNCTION add_response_jobs();
CREATE TRIGGER update_counts BEFORE UPDATE ON public.support_tickets FOR EACH ROW WHEN (((((((old.status IS DISTINCT FROM new.status) OR (old.waiting_on IS DISTINCT FROM new.waiting_on)) OR (old.assignee_id IS DISTINCT FROM new.assignee_id)) OR (old.addressed_to IS DISTINCT FROM new.addressed_to)) OR ((old.escalated_at IS NULL) IS DISTINCT FROM (new.escalated_at IS NULL))) OR (old.confidential IS DISTINCT FROM new.confidential))) EXECUTE FUNCTION update_counts();
CREATE TRIGGER update_counts_of_deleted BEFORE DELETE ON public.support_tickets FOR EACH ROW EXECUTE FUNCTION update_counts();
CREATE TRIGGER update_tag_counts BEFORE UPDATE ON public.support_tickets FOR EACH ROW WHEN (((old.tags IS DISTINCT FROM new.tags) OR (old.confidential IS DISTINCT FROM new.confidential))) EXECUTE FUNCTION update_tag_counts();
CREATE TRIGGER publish_new_team AFTER INSERT ON public.teams FOR EACH ROW WHEN (is_staff_connection()) EXECUTE FUNCTION publish_team();
CREATE TRIGGER publish_team AFTER UPDATE OF title, retired_at, assignment ON public.teams FOR EACH ROW WHEN ((is_staff_connection() AND (((old.title IS DISTINCT FROM new.title) OR (old.retired_at IS DISTINCT FROM new.retired_at)) OR (old.assignment IS DISTINCT FROM new.assignment)))) EXECUTE FUNCTION publish_team();
CREATE TRIGGER accept_counted_event BEFORE INSERT ON public.ticket_events FOR EACH ROW WHEN (((new.seq <> 0) AND (CURRENT_USER <> 'parley_maintenance'::name) AND ((CURRENT_USER <> ALL (ARRAY['parley_staff'::name, 'parley_restricted'::name, 'parley_partly_restricted'::name])) OR (new.seq < 0) OR (new.public_seq IS NULL) OR (new.audience <> 'participants'::audience) OR (new.kind = 'message_added'::event_kind)))) EXECUTE FUNCTION accept_counted_event();
CREATE TRIGGER admit_mentioned AFTER INSERT ON public.ticket_events FOR EACH ROW WHEN (((new.audience = 'staff'::audience) AND (new.data ? 'mentions'::text))) EXECUTE FUNCTION admit_mentioned();
CREATE TRIGGER append_event BEFORE INSERT ON public.ticket_events FOR EACH ROW WHEN ((new.seq = 0)) EXECUTE FUNCTION append_event();
CREATE TRIGGER check_counted_events AFTER INSERT ON public.ticket_events REFERENCING NEW TABLE AS new_events FOR EACH STATEMENT EXECUTE FUNCTION check_counted_events();
CREATE TRIGGER notify_of_case AFTER INSERT ON public.ticket_events FOR EACH ROW WHEN (((new.kind = ANY (ARRAY['case_escalated'::event_kind, 'evidence_requested'::event_kind, 'case_decided'::event_kind, 'case_appealed'::event_kind])) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION notify_of_case();
CREATE TRIGGER notify_of_emergency_access AFTER INSERT ON public.ticket_events FOR EACH ROW WHEN (((new.kind = 'emergency_access'::event_kind) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION notify_of_emergency_access();
CREATE TRIGGER notify_of_events AFTER INSERT ON public.ticket_events REFERENCING NEW TABLE AS new_events FOR EACH STATEMENT WHEN ((CURRENT_USER <> 'parley_maintenance'::name)) EXECUTE FUNCTION notify_of_events();
CREATE TRIGGER notify_of_message AFTER INSERT ON public.ticket_events FOR EACH ROW WHEN (((new.kind = 'message_added'::event_kind) AND (new.audience <> 'staff'::audience) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION notify_of_message();
CREATE TRIGGER notify_of_rating AFTER INSERT ON public.ticket_events FOR EACH ROW WHEN (((new.kind = 'rated'::event_kind) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION notify_of_rating();
CREATE TRIGGER notify_of_session AFTER INSERT ON public.ticket_events FOR EACH ROW WHEN (((new.kind = ANY (ARRAY['session_scheduled'::event_kind, 'session_moved'::event_kind, 'session_cancelled'::event_kind, 'session_responded'::event_kind])) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION notify_of_session();
CREATE TRIGGER record_facts AFTER INSERT ON public.ticket_events REFERENCING NEW TABLE AS new_events FOR EACH STATEMENT EXECUTE FUNCTION record_facts();
CREATE TRIGGER audit_deletions AFTER UPDATE ON public.ticket_messages REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION audit_deletions();
CREATE TRIGGER forget_deleted_message AFTER DELETE ON public.ticket_messages FOR EACH ROW WHEN ((is_staff_connection() OR (CURRENT_USER = 'parley_maintenance'::name))) EXECUTE FUNCTION forget_message();
CREATE TRIGGER forget_message AFTER UPDATE OF body ON public.ticket_messages FOR EACH ROW WHEN (((old.audience = 'participants'::audience) AND (old.body IS DISTINCT FROM new.body))) EXECUTE FUNCTION forget_message();
CREATE TRIGGER forget_reactions AFTER UPDATE OF deleted_at ON public.ticket_messages FOR EACH ROW WHEN (((new.deleted_at IS NOT NULL) AND (old.deleted_at IS NULL))) EXECUTE FUNCTION forget_reactions();
CREATE TRIGGER guard_deletion BEFORE UPDATE OF deleted_at ON public.ticket_messages FOR EACH ROW WHEN ((new.deleted_at IS DISTINCT FROM old.deleted_at)) EXECUTE FUNCTION guard_deletion();
CREATE TRIGGER guard_quote BEFORE INSERT ON public.ticket_messages FOR EACH ROW WHEN ((new.quoted_message_id IS NOT NULL)) EXECUTE FUNCTION guard_quote();
CREATE TRIGGER index_changed_message AFTER UPDATE OF body ON public.ticket_messages FOR EACH ROW WHEN ((old.body IS DISTINCT FROM new.body)) EXECUTE FUNCTION index_changed_message();
CREATE TRIGGER index_messages AFTER INSERT ON public.ticket_messages REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION index_messages();
CREATE TRIGGER index_removed_message AFTER DELETE ON public.ticket_messages FOR EACH ROW EXECUTE FUNCTION index_changed_message();
CREATE TRIGGER index_notes AFTER INSERT OR DELETE OR UPDATE OF body ON public.ticket_notes FOR EACH ROW EXECUTE FUNCTION index_notes();
CREATE TRIGGER choose_side BEFORE INSERT ON public.ticket_participants FOR EACH ROW EXECUTE FUNCTION choose_side();
CREATE TRIGGER choose_side_again BEFORE UPDATE OF left_at ON public.ticket_participants FOR EACH ROW WHEN (((old.left_at IS NOT NULL) AND (new.left_at IS NULL))) EXECUTE FUNCTION choose_side();
CREATE TRIGGER keep_participant_ids AFTER INSERT OR DELETE OR UPDATE ON public.ticket_participants FOR EACH ROW EXECUTE FUNCTION keep_participant_ids();
CREATE CONSTRAINT TRIGGER participant_left AFTER UPDATE OF left_at ON public.ticket_participants DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.left_at IS NOT NULL) AND (old.left_at IS NULL))) EXECUTE FUNCTION revoke_access();
CREATE CONSTRAINT TRIGGER participant_removed AFTER DELETE ON public.ticket_participants DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION revoke_access();
CREATE TRIGGER publish_joining AFTER INSERT ON public.ticket_participants FOR EACH ROW EXECUTE FUNCTION publish_participation();
CREATE TRIGGER publish_leaving AFTER UPDATE OF left_at ON public.ticket_participants FOR EACH ROW WHEN ((old.left_at IS DISTINCT FROM new.left_at)) EXECUTE FUNCTION publish_participation();
CREATE TRIGGER fill_rating BEFORE INSERT ON public.ticket_ratings FOR EACH ROW WHEN ((CURRENT_USER = 'parley_requester'::name)) EXECUTE FUNCTION fill_rating();
CREATE TRIGGER publish_ratings AFTER INSERT OR UPDATE OF score, comment ON public.ticket_ratings FOR EACH ROW EXECUTE FUNCTION publish_ratings();
CREATE TRIGGER publish_star AFTER INSERT OR DELETE ON public.ticket_stars FOR EACH ROW WHEN ((is_staff_connection() OR (CURRENT_USER = 'parley_requester'::name))) EXECUTE FUNCTION publish_star();
CREATE TRIGGER publish_away AFTER INSERT ON public.time_off FOR EACH ROW WHEN ((new.is_away AND is_staff_connection())) EXECUTE FUNCTION publish_away();
CREATE TRIGGER publish_back AFTER DELETE ON public.time_off FOR EACH ROW WHEN ((old.is_away AND is_staff_connection())) EXECUTE FUNCTION publish_away();
CREATE TRIGGER publish_work AFTER INSERT ON public.time_off FOR EACH ROW EXECUTE FUNCTION publish_work();
CREATE TRIGGER publish_work_again AFTER DELETE ON public.time_off FOR EACH ROW WHEN (is_staff_connection()) EXECUTE FUNCTION publish_work();
CREATE TRIGGER audit_person_added AFTER INSERT ON public.users FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_person();
CREATE TRIGGER audit_person_changed AFTER UPDATE OF role, disabled_at, email, two_factor_enabled ON public.users FOR EACH ROW WHEN (is_audited()) EXECUTE FUNCTION audit_person();
CREATE TRIGGER forget_participant BEFORE DELETE ON public.users FOR EACH ROW EXECUTE FUNCTION forget_participant();
CREATE TRIGGER hold_changed_team BEFORE UPDATE OF team ON public.users FOR EACH ROW WHEN (((new.team IS NOT NULL) AND (old.team IS DISTINCT FROM new.team) AND (CURRENT_USER <> 'parley_maintenance'::name))) EXECUTE FUNCTION hold_team();
CREATE TRIGGER keep_an_admin BEFORE UPDATE OF role, disabled_at ON public.users FOR EACH ROW WHEN (((old.role = 'admin'::user_role) AND (old.disabled_at IS NULL) AND (NOT old.is_service) AND ((new.role <> 'admin'::user_role) OR (new.disabled_at IS NOT NULL)))) EXECUTE FUNCTION keep_an_admin();
CREATE TRIGGER keep_erased BEFORE UPDATE OF disabled_at ON public.users FOR EACH ROW WHEN (((old.disabled_at IS NOT NULL) AND (new.disabled_at IS NULL))) EXECUTE FUNCTION keep_erased();
CREATE TRIGGER lock_leaving_assignee BEFORE UPDATE OF role, disabled_at ON public.users FOR EACH ROW WHEN (((old.role = ANY (ARRAY['agent'::user_role, 'admin'::user_role])) AND (old.disabled_at IS NULL) AND ((new.role <> ALL (ARRAY['agent'::user_role, 'admin'::user_role])) OR (new.disabled_at IS NOT NULL)))) EXECUTE FUNCTION lock_leaving_assignee();
CREATE CONSTRAINT TRIGGER person_changed AFTER UPDATE OF role, disabled_at ON public.users DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.role IS DISTINCT FROM new.role) OR (old.disabled_at IS DISTINCT FROM new.disabled_at))) EXECUTE FUNCTION revoke_access();
CREATE TRIGGER publish_changed_people AFTER UPDATE OF name, email, role, disabled_at, expertise, team, avatar_url ON public.users FOR EACH ROW WHEN ((((((((old.name IS DISTINCT FROM new.name) OR (old.email IS DISTINCT FROM new.email)) OR (old.role IS DISTINCT FROM new.role)) OR (old.disabled_at IS DISTINCT FROM new.disabled_at)) OR (old.expertise IS DISTINCT FROM new.expertise)) OR (old.team IS DISTINCT FROM new.team)) OR (old.avatar_url IS DISTINCT FROM new.avatar_url))) EXECUTE FUNCTION publish_people();
CREATE TRIGGER publish_first_visit AFTER UPDATE OF last_seen_at ON public.users FOR EACH ROW WHEN (((old.last_seen_at IS NULL) AND (new.last_seen_at IS NOT NULL))) EXECUTE FUNCTION publish_people();
CREATE TRIGGER publish_people AFTER INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION publish_people();
CREATE TRIGGER guard_load_limit BEFORE INSERT OR UPDATE OF load_limit ON public.work_settings FOR EACH ROW EXECUTE FUNCTION guard_load_limit();
CREATE TRIGGER publish_work AFTER INSERT OR UPDATE ON public.work_settings FOR EACH ROW EXECUTE FUNCTION publish_work();

-- ─── Policies ───

CREATE POLICY auth ON accounts FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON accounts FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY auth ON api_tokens FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON api_tokens FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_read ON api_tokens FOR SELECT TO parley_requester
  USING (((( SELECT viewer_role() AS viewer_role) = ANY (ARRAY['buyer'::text, 'seller'::text])) AND (user_id = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY staff_read ON api_tokens FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR ( SELECT is_admin() AS is_admin))));
CREATE POLICY maintenance ON assignee_counts FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON assignee_counts FOR SELECT TO parley_partly_restricted, parley_restricted
  USING ((( SELECT desk_is_open() AS desk_is_open) AND (assignee_id = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY requester_count ON assignee_counts FOR INSERT TO parley_requester
  WITH CHECK (((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL)));
CREATE POLICY staff_count ON assignee_counts FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (pg_trigger_depth() > 0)));
CREATE POLICY staff_read ON assignee_counts FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY confidential ON attachments FOR ALL TO parley_partly_restricted
  USING (((message_id IS NULL) OR reads_message(message_id)));
CREATE POLICY maintenance ON attachments FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY own_discard ON attachments FOR UPDATE TO parley_partly_restricted, parley_requester, parley_restricted, parley_staff
  USING (((pg_trigger_depth() > 0) AND (owner_id = ( SELECT viewer_id() AS viewer_id)) AND (state = 'attached'::attachment_state) AND can_delete_own(message_id)))
  WITH CHECK (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND (state = 'pending_deletion'::attachment_state) AND can_delete_own(message_id)));
CREATE POLICY private ON attachments FOR ALL TO parley_restricted
  USING (((message_id IS NULL) OR (EXISTS ( SELECT
   FROM ticket_messages m
  WHERE (m.id = attachments.message_id)))));
CREATE POLICY requester_attach ON attachments FOR UPDATE TO parley_requester
  USING (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND (message_id IS NULL)))
  WITH CHECK (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND ((message_id IS NULL) OR (EXISTS ( SELECT 1
   FROM ticket_messages m
  WHERE ((m.id = attachments.message_id) AND (m.author_id = ( SELECT viewer_id() AS viewer_id))))))));
CREATE POLICY requester_poster ON attachments FOR UPDATE TO parley_requester
  USING (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND (state = 'attached'::attachment_state) AND (created_at > (now() - '01:00:00'::interval)) AND ((content_type ^@ 'video/'::text) OR (content_type ^@ 'application/pdf'::text))))
  WITH CHECK (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND (state = 'attached'::attachment_state) AND (preview = 'ready'::preview_state) AND (EXISTS ( SELECT 1
   FROM ticket_messages m
  WHERE ((m.id = attachments.message_id) AND (m.author_id = ( SELECT viewer_id() AS viewer_id)))))));
CREATE POLICY requester_read ON attachments FOR SELECT TO parley_requester
  USING ((((message_id IS NULL) AND (owner_id = ( SELECT viewer_id() AS viewer_id))) OR (EXISTS ( SELECT 1
   FROM ticket_messages m
  WHERE ((m.id = attachments.message_id) AND (m.deleted_at IS NULL))))));
CREATE POLICY requester_upload ON attachments FOR INSERT TO parley_requester
  WITH CHECK (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND (message_id IS NULL) AND (state = 'uploading'::attachment_state)));
CREATE POLICY staff_attach ON attachments FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND (message_id IS NULL)))
  WITH CHECK (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND ((message_id IS NULL) OR (EXISTS ( SELECT 1
   FROM ticket_messages m
  WHERE ((m.id = attachments.message_id) AND (m.author_id = ( SELECT viewer_id() AS viewer_id))))))));
CREATE POLICY staff_discard ON attachments FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((( SELECT is_admin() AS is_admin) AND (message_id IS NOT NULL)))
  WITH CHECK ((( SELECT is_admin() AS is_admin) AND (state = 'pending_deletion'::attachment_state)));
CREATE POLICY staff_poster ON attachments FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND (state = 'attached'::attachment_state) AND (created_at > (now() - '01:00:00'::interval)) AND ((content_type ^@ 'video/'::text) OR (content_type ^@ 'application/pdf'::text))))
  WITH CHECK (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND (state = 'attached'::attachment_state) AND (preview = 'ready'::preview_state) AND (EXISTS ( SELECT 1
   FROM ticket_messages m
  WHERE ((m.id = attachments.message_id) AND (m.author_id = ( SELECT viewer_id() AS viewer_id)))))));
CREATE POLICY staff_read ON attachments FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ((message_id IS NOT NULL) OR (owner_id = ( SELECT viewer_id() AS viewer_id)))));
CREATE POLICY staff_upload ON attachments FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND (message_id IS NULL) AND (state = 'uploading'::attachment_state)));
CREATE POLICY admins_read ON audit_log FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin)));
CREATE POLICY auth_add ON audit_log FOR INSERT TO parley_auth
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON audit_log FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON audit_log FOR SELECT TO parley_partly_restricted, parley_restricted
  USING (((target_type IS DISTINCT FROM 'ticket'::text) OR ((kind)::text = 'emergency_access'::text) OR (EXISTS ( SELECT
   FROM support_tickets t
  WHERE (t.id = audit_log.target_id)))));
CREATE POLICY requester_add ON audit_log FOR INSERT TO parley_requester
  WITH CHECK (((pg_trigger_depth() > 0) AND (actor_id = ( SELECT viewer_id() AS viewer_id)) AND (kind = ANY (ARRAY['shop_member_invited'::audit_kind, 'shop_invitation_cancelled'::audit_kind, 'shop_member_removed'::audit_kind]))));
CREATE POLICY staff_add ON audit_log FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (NOT (actor_id IS DISTINCT FROM ( SELECT viewer_id() AS viewer_id)))));
CREATE POLICY confidential ON batch_items FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR sees_ticket(ticket_id)));
CREATE POLICY maintenance ON batch_items FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON batch_items FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE (t.id = batch_items.ticket_id))));
CREATE POLICY staff_own ON batch_items FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND ( SELECT is_staff() AS is_staff)))
  WITH CHECK (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND ( SELECT is_staff() AS is_staff)));
CREATE POLICY whole_desk ON batch_items FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT for_whole_desk() AS for_whole_desk))
  WITH CHECK (( SELECT for_whole_desk() AS for_whole_desk));
CREATE POLICY desk_end ON batch_jobs FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL)))
  WITH CHECK ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL) AND (state = 'cancelled'::batch_state)));
CREATE POLICY desk_forget ON batch_jobs FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL) AND (ended_at < (now() - '7 days'::interval))));
CREATE POLICY desk_read ON batch_jobs FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL)));
CREATE POLICY maintenance ON batch_jobs FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY staff_own ON batch_jobs FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND ( SELECT is_staff() AS is_staff)))
  WITH CHECK (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND ( SELECT is_staff() AS is_staff)));
CREATE POLICY whole_desk ON batch_jobs FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT for_whole_desk() AS for_whole_desk))
  WITH CHECK (( SELECT for_whole_desk() AS for_whole_desk));
CREATE POLICY admin_wipe ON case_appeals FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT is_admin() AS is_admin))
  WITH CHECK ((( SELECT is_admin() AS is_admin) AND (reason IS NULL) AND (decision_reason IS NULL)));
CREATE POLICY confidential ON case_appeals FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR reads_ticket(ticket_id)));
CREATE POLICY maintenance ON case_appeals FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON case_appeals FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE ((t.id = case_appeals.ticket_id) AND (((NOT t.confidential) AND ( SELECT desk_is_open() AS desk_is_open)) OR (t.staff_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.participant_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.id = ANY (opened_tickets())) OR (( SELECT queue_is_readable() AS queue_is_readable) AND (t.assignee_id IS NULL) AND (t.status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])) AND ((t.addressed_to = 'staff'::ticket_recipient) OR (t.escalated_at IS NOT NULL))))))));
CREATE POLICY requester_appeal ON case_appeals FOR INSERT TO parley_requester
  WITH CHECK (((appealed_by = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM cases c
  WHERE ((c.ticket_id = case_appeals.ticket_id) AND (c.appealable_until > now())))) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE ((t.id = case_appeals.ticket_id) AND (case_appeals.side = viewer_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids)))))));
CREATE POLICY requester_read ON case_appeals FOR SELECT TO parley_requester
  USING ((EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = case_appeals.ticket_id))));
CREATE POLICY staff_decide ON case_appeals FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (decided_at IS NULL)))
  WITH CHECK ((identified_as('staff'::text) AND (decided_by = ( SELECT viewer_id() AS viewer_id)) AND (NOT (EXISTS ( SELECT 1
   FROM cases c
  WHERE ((c.ticket_id = case_appeals.ticket_id) AND (c.decided_by = ( SELECT viewer_id() AS viewer_id))))))));
CREATE POLICY staff_read ON case_appeals FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY confidential ON cases FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR reads_ticket(ticket_id)));
CREATE POLICY maintenance ON cases FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON cases FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE ((t.id = cases.ticket_id) AND (((NOT t.confidential) AND ( SELECT desk_is_open() AS desk_is_open)) OR (t.staff_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.participant_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.id = ANY (opened_tickets())) OR (( SELECT queue_is_readable() AS queue_is_readable) AND (t.assignee_id IS NULL) AND (t.status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])) AND ((t.addressed_to = 'staff'::ticket_recipient) OR (t.escalated_at IS NOT NULL))))))));
CREATE POLICY requester_escalate ON cases FOR INSERT TO parley_requester
  WITH CHECK (((escalated_by = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE ((t.id = cases.ticket_id) AND (t.seller_id IS NOT NULL) AND (t.shop_access <> 'requester'::shop_access) AND (t.escalated_at IS NULL) AND (cases.side = viewer_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids)))))));
CREATE POLICY requester_read ON cases FOR SELECT TO parley_requester
  USING ((EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = cases.ticket_id))));
CREATE POLICY requester_reopen ON cases FOR UPDATE TO parley_requester
  USING (((pg_trigger_depth() > 0) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = cases.ticket_id)))))
  WITH CHECK (((pg_trigger_depth() > 0) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = cases.ticket_id)))));
CREATE POLICY staff_decide ON cases FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text))
  WITH CHECK ((identified_as('staff'::text) AND ((decided_by IS NOT NULL) OR (outcome IS NULL))));
CREATE POLICY staff_read ON cases FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY admin_delete ON chat_request_words FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin)));
CREATE POLICY maintenance ON chat_request_words FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON chat_request_words FOR ALL TO parley_partly_restricted, parley_restricted
  USING ((( SELECT desk_is_open() AS desk_is_open) OR ( SELECT queue_is_readable() AS queue_is_readable) OR (EXISTS ( SELECT
   FROM chat_requests r
  WHERE ((r.id = chat_request_words.request_id) AND ((r.decided_by_id = ( SELECT viewer_id() AS viewer_id)) OR (r.ticket_id IS NOT NULL)))))));
CREATE POLICY requester_ask ON chat_request_words FOR INSERT TO parley_requester
  WITH CHECK (((requester_id = ( SELECT viewer_id() AS viewer_id)) AND (note IS NULL)));
CREATE POLICY requester_delete ON chat_request_words FOR DELETE TO parley_requester
  USING (((pg_trigger_depth() > 0) AND (requester_id = ( SELECT viewer_id() AS viewer_id)) AND can_delete_own(request_id)));
CREATE POLICY requester_read ON chat_request_words FOR SELECT TO parley_requester
  USING ((requester_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY staff_note ON chat_request_words FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text))
  WITH CHECK ((EXISTS ( SELECT 1
   FROM chat_requests r
  WHERE ((r.id = chat_request_words.request_id) AND (r.decided_by_id = ( SELECT viewer_id() AS viewer_id))))));
CREATE POLICY staff_read ON chat_request_words FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY confidential ON chat_requests FOR ALL TO parley_partly_restricted
  USING (((ticket_id IS NULL) OR (ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR sees_ticket(ticket_id)));
CREATE POLICY maintenance ON chat_requests FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON chat_requests FOR ALL TO parley_restricted
  USING (((ticket_id IS NULL) OR (EXISTS ( SELECT
   FROM support_tickets t
  WHERE (t.id = chat_requests.ticket_id)))));
CREATE POLICY requester_ask ON chat_requests FOR INSERT TO parley_requester
  WITH CHECK (((requester_id = ( SELECT viewer_id() AS viewer_id)) AND (status = 'pending'::request_status) AND (decided_at IS NULL) AND (decided_by_id IS NULL) AND (live = (ticket_id IS NULL)) AND ((ticket_id IS NULL) OR concerns_viewer(ticket_id))));
CREATE POLICY requester_cancel ON chat_requests FOR UPDATE TO parley_requester
  USING (((requester_id = ( SELECT viewer_id() AS viewer_id)) AND (status = 'pending'::request_status)))
  WITH CHECK (((requester_id = ( SELECT viewer_id() AS viewer_id)) AND (status = 'cancelled'::request_status)));
CREATE POLICY requester_read ON chat_requests FOR SELECT TO parley_requester
  USING (((requester_id = ( SELECT viewer_id() AS viewer_id)) OR (ticket_id = ANY (ARRAY( SELECT t.id
   FROM support_tickets t)))));
CREATE POLICY staff_decide ON chat_requests FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (status = 'pending'::request_status)))
  WITH CHECK ((identified_as('staff'::text) AND (status = ANY (ARRAY['accepted'::request_status, 'declined'::request_status])) AND (decided_by_id = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY staff_read ON chat_requests FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY admin_read ON daily_figures FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT is_admin() AS is_admin));
CREATE POLICY maintenance ON daily_figures FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY admins ON desk_logo FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT is_admin() AS is_admin))
  WITH CHECK (( SELECT is_admin() AS is_admin));
CREATE POLICY auth_read ON desk_logo FOR SELECT TO parley_auth
  USING (identified_as('auth'::text));
CREATE POLICY maintenance ON desk_logo FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY auth ON desk_secrets FOR SELECT TO parley_auth
  USING (identified_as('auth'::text));
CREATE POLICY maintenance ON desk_secrets FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY admin_write ON desk_settings FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT is_admin() AS is_admin))
  WITH CHECK (( SELECT is_admin() AS is_admin));
CREATE POLICY auth_read ON desk_settings FOR SELECT TO parley_auth
  USING (identified_as('auth'::text));
CREATE POLICY maintenance ON desk_settings FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_read ON desk_settings FOR SELECT TO parley_requester
  USING ((( SELECT viewer_role() AS viewer_role) = ANY (ARRAY['buyer'::text, 'seller'::text])));
CREATE POLICY staff_read ON desk_settings FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY admins ON desk_tags FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT is_admin() AS is_admin))
  WITH CHECK (( SELECT is_admin() AS is_admin));
CREATE POLICY maintenance ON desk_tags FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY staff_read ON desk_tags FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY desk ON desk_uptime FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL)))
  WITH CHECK ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL)));
CREATE POLICY maintenance ON desk_uptime FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY admins_ask ON emergency_accesses FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK (((admin_id = ( SELECT viewer_id() AS viewer_id)) AND ( SELECT is_admin() AS is_admin) AND (ended_at IS NULL) AND (expires_at <= (now() + '01:01:00'::interval))));
CREATE POLICY admins_read ON emergency_accesses FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin)));
CREATE POLICY desk_read ON emergency_accesses FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL)));
CREATE POLICY maintenance ON emergency_accesses FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY admin_request ON erasures FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((( SELECT is_admin() AS is_admin) AND (requested_by = ( SELECT viewer_id() AS viewer_id)) AND (user_id <> ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY auth ON erasures FOR SELECT TO parley_auth
  USING (identified_as('auth'::text));
CREATE POLICY maintenance ON erasures FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY staff_read ON erasures FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY admin_wipe ON evidence_requests FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT is_admin() AS is_admin))
  WITH CHECK ((( SELECT is_admin() AS is_admin) AND (text IS NULL)));
CREATE POLICY confidential ON evidence_requests FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR reads_ticket(ticket_id)));
CREATE POLICY maintenance ON evidence_requests FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON evidence_requests FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE ((t.id = evidence_requests.ticket_id) AND (((NOT t.confidential) AND ( SELECT desk_is_open() AS desk_is_open)) OR (t.staff_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.participant_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.id = ANY (opened_tickets())) OR (( SELECT queue_is_readable() AS queue_is_readable) AND (t.assignee_id IS NULL) AND (t.status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])) AND ((t.addressed_to = 'staff'::ticket_recipient) OR (t.escalated_at IS NOT NULL))))))));
CREATE POLICY requester_answer ON evidence_requests FOR UPDATE TO parley_requester
  USING (((answered_at IS NULL) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE ((t.id = evidence_requests.ticket_id) AND (evidence_requests.side = viewer_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids)))))))
  WITH CHECK ((answered_by = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY requester_read ON evidence_requests FOR SELECT TO parley_requester
  USING ((EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE ((t.id = evidence_requests.ticket_id) AND (evidence_requests.side = viewer_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids))))));
CREATE POLICY staff_answer ON evidence_requests FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (answered_at IS NULL)))
  WITH CHECK ((identified_as('staff'::text) AND (answered_by = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY staff_read ON evidence_requests FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY staff_request ON evidence_requests FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (requested_by = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY auth ON external_shops FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON external_shops FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY admin_read ON figure_days FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT is_admin() AS is_admin));
CREATE POLICY maintenance ON figure_days FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY auth ON handover_uses FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON handover_uses FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY maintenance ON imported_rows FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY maintenance ON inbound_mails FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_read ON inbound_mails FOR SELECT TO parley_requester
  USING ((EXISTS ( SELECT 1
   FROM ticket_messages m
  WHERE (m.id = inbound_mails.message_id))));
CREATE POLICY staff_read ON inbound_mails FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND
CASE
    WHEN (message_id IS NULL) THEN ( SELECT is_admin() AS is_admin)
    ELSE (EXISTS ( SELECT 1
       FROM ticket_messages m
      WHERE ((m.id = inbound_mails.message_id) AND (m.deleted_at IS NULL))))
END));
CREATE POLICY admins ON invitations FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin)))
  WITH CHECK ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin) AND (invited_by = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY auth ON invitations FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON invitations FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY jobs ON job_nodes FOR ALL TO parley_jobs
  USING (identified_as('jobs'::text))
  WITH CHECK (identified_as('jobs'::text));
CREATE POLICY maintenance ON job_nodes FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY maintenance ON learned_tickets FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY staff_forget ON learned_tickets FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY staff_read ON learned_tickets FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY whole_desk ON learned_tickets FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT for_whole_desk() AS for_whole_desk))
  WITH CHECK (( SELECT for_whole_desk() AS for_whole_desk));
CREATE POLICY admin_lift ON legal_holds FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT is_admin() AS is_admin));
CREATE POLICY admin_set ON legal_holds FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((( SELECT is_admin() AS is_admin) AND (set_by = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY confidential ON legal_holds FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR sees_ticket(ticket_id)));
CREATE POLICY maintenance ON legal_holds FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON legal_holds FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE (t.id = legal_holds.ticket_id))));
CREATE POLICY requester_read ON legal_holds FOR SELECT TO parley_requester
  USING ((EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = legal_holds.ticket_id))));
CREATE POLICY staff_read ON legal_holds FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY auth_publish ON live_changes FOR INSERT TO parley_auth
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON live_changes FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_publish ON live_changes FOR INSERT TO parley_requester
  WITH CHECK ((( SELECT viewer_id() AS viewer_id) IS NOT NULL));
CREATE POLICY requester_read ON live_changes FOR SELECT TO parley_requester
  USING ((user_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY staff_publish ON live_changes FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK (identified_as('staff'::text));
CREATE POLICY staff_read ON live_changes FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY staff_sweep ON live_changes FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (at < (now() - '01:00:00'::interval))));
CREATE POLICY maintenance ON macro_uses FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY staff_count ON macro_uses FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (user_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM macros m
  WHERE (m.id = macro_uses.macro_id)))));
CREATE POLICY staff_count_on ON macro_uses FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (user_id = ( SELECT viewer_id() AS viewer_id))))
  WITH CHECK ((identified_as('staff'::text) AND (user_id = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY staff_read ON macro_uses FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (EXISTS ( SELECT 1
   FROM macros m
  WHERE (m.id = macro_uses.macro_id)))));
CREATE POLICY maintenance ON macros FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY staff_change ON macros FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ((owner_id = ( SELECT viewer_id() AS viewer_id)) OR (is_shared AND ( SELECT is_admin() AS is_admin)))))
  WITH CHECK ((identified_as('staff'::text) AND ((owner_id = ( SELECT viewer_id() AS viewer_id)) OR (is_shared AND ( SELECT is_admin() AS is_admin)))));
CREATE POLICY staff_create ON macros FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (owner_id = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY staff_delete ON macros FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ((owner_id = ( SELECT viewer_id() AS viewer_id)) OR (is_shared AND ( SELECT is_admin() AS is_admin)))));
CREATE POLICY staff_read ON macros FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (is_shared OR (owner_id = ( SELECT viewer_id() AS viewer_id)))));
CREATE POLICY whole_desk ON macros FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT for_whole_desk() AS for_whole_desk))
  WITH CHECK (( SELECT for_whole_desk() AS for_whole_desk));
CREATE POLICY admins ON mail_outbox FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin) AND (invitation_id IS NOT NULL)))
  WITH CHECK ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin) AND (invitation_id IS NOT NULL)));
CREATE POLICY admins_invite_to_shop ON mail_outbox FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin) AND (kind = 'shop_invitation'::text) AND (invitation_id IS NULL) AND (user_id IS NULL) AND (EXISTS ( SELECT 1
   FROM shop_invitations i
  WHERE ((i.id = mail_outbox.shop_invitation_id) AND (i.email = mail_outbox.recipient) AND (i.invited_by = ( SELECT viewer_id() AS viewer_id)))))));
CREATE POLICY admins_tell ON mail_outbox FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin) AND (kind = 'second_factor_reset'::text) AND (invitation_id IS NULL) AND (recipient = ( SELECT u.email
   FROM users u
  WHERE (u.id = mail_outbox.user_id)))));
CREATE POLICY maintenance ON mail_outbox FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY owner_invites_to_shop ON mail_outbox FOR INSERT TO parley_requester
  WITH CHECK (((kind = 'shop_invitation'::text) AND (invitation_id IS NULL) AND (user_id IS NULL) AND (EXISTS ( SELECT 1
   FROM shop_invitations i
  WHERE ((i.id = mail_outbox.shop_invitation_id) AND (i.email = mail_outbox.recipient) AND (i.invited_by = ( SELECT viewer_id() AS viewer_id)))))));
CREATE POLICY requester_own ON mail_outbox FOR INSERT TO parley_requester
  WITH CHECK (((invitation_id IS NULL) AND (user_id = ( SELECT viewer_id() AS viewer_id)) AND (recipient = ( SELECT u.email
   FROM users u
  WHERE (u.id = ( SELECT viewer_id() AS viewer_id))))));
CREATE POLICY staff_own ON mail_outbox FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (invitation_id IS NULL) AND (user_id = ( SELECT viewer_id() AS viewer_id)) AND (recipient = ( SELECT u.email
   FROM users u
  WHERE (u.id = ( SELECT viewer_id() AS viewer_id))))));
CREATE POLICY confidential ON message_reactions FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR reads_ticket(ticket_id)));
CREATE POLICY maintenance ON message_reactions FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY own_add ON message_reactions FOR INSERT TO parley_partly_restricted, parley_requester, parley_restricted, parley_staff
  WITH CHECK (((user_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM ticket_messages m
  WHERE ((m.id = message_reactions.message_id) AND (m.ticket_id = message_reactions.ticket_id) AND (m.deleted_at IS NULL))))));
CREATE POLICY own_remove ON message_reactions FOR DELETE TO parley_partly_restricted, parley_requester, parley_restricted, parley_staff
  USING (((( SELECT viewer_id() AS viewer_id) IS NOT NULL) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR (pg_trigger_depth() > 0))));
CREATE POLICY private ON message_reactions FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE ((t.id = message_reactions.ticket_id) AND (((NOT t.confidential) AND ( SELECT desk_is_open() AS desk_is_open)) OR (t.staff_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.participant_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.id = ANY (opened_tickets())) OR (( SELECT queue_is_readable() AS queue_is_readable) AND (t.assignee_id IS NULL) AND (t.status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])) AND ((t.addressed_to = 'staff'::ticket_recipient) OR (t.escalated_at IS NOT NULL))))))));
CREATE POLICY requester_read ON message_reactions FOR SELECT TO parley_requester
  USING ((EXISTS ( SELECT 1
   FROM ticket_messages m
  WHERE (m.id = message_reactions.message_id))));
CREATE POLICY staff_read ON message_reactions FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY maintenance ON notification_channels FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_read ON notification_channels FOR SELECT TO parley_requester
  USING ((( SELECT viewer_id() AS viewer_id) IS NOT NULL));
CREATE POLICY staff_read ON notification_channels FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY maintenance ON notification_deliveries FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON notification_deliveries FOR SELECT TO parley_partly_restricted, parley_restricted
  USING (((pg_trigger_depth() > 0) OR (EXISTS ( SELECT
   FROM notifications n
  WHERE (n.id = notification_deliveries.notification_id)))));
CREATE POLICY requester_decide ON notification_deliveries FOR INSERT TO parley_requester
  WITH CHECK (((( SELECT viewer_id() AS viewer_id) IS NOT NULL) AND (pg_trigger_depth() > 0) AND (status = ANY (ARRAY['pending'::delivery_status, 'skipped'::delivery_status]))));
CREATE POLICY requester_read ON notification_deliveries FOR SELECT TO parley_requester
  USING (((user_id = ( SELECT viewer_id() AS viewer_id)) OR ((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL))));
CREATE POLICY requester_settle ON notification_deliveries FOR UPDATE TO parley_requester
  USING ((((user_id = ( SELECT viewer_id() AS viewer_id)) AND (status = 'pending'::delivery_status)) OR ((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL))))
  WITH CHECK (((user_id = ( SELECT viewer_id() AS viewer_id)) OR ((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL))));
CREATE POLICY staff_decide ON notification_deliveries FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (pg_trigger_depth() > 0) AND (status = ANY (ARRAY['pending'::delivery_status, 'skipped'::delivery_status]))));
CREATE POLICY staff_read ON notification_deliveries FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR ( SELECT is_admin() AS is_admin) OR (pg_trigger_depth() > 0))));
CREATE POLICY staff_settle ON notification_deliveries FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (((user_id = ( SELECT viewer_id() AS viewer_id)) AND (status = 'pending'::delivery_status)) OR (pg_trigger_depth() > 0))))
  WITH CHECK ((identified_as('staff'::text) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR (pg_trigger_depth() > 0))));
CREATE POLICY maintenance ON notification_preferences FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_decide ON notification_preferences FOR SELECT TO parley_requester
  USING (((( SELECT viewer_id() AS viewer_id) IS NOT NULL) AND (pg_trigger_depth() > 0)));
CREATE POLICY requester_own ON notification_preferences FOR ALL TO parley_requester
  USING ((user_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK ((user_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY staff_decide ON notification_preferences FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (pg_trigger_depth() > 0)));
CREATE POLICY staff_own ON notification_preferences FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (user_id = ( SELECT viewer_id() AS viewer_id))))
  WITH CHECK ((identified_as('staff'::text) AND (user_id = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY admin_read ON notification_settings FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin)));
CREATE POLICY maintenance ON notification_settings FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_decide ON notification_settings FOR SELECT TO parley_requester
  USING (((( SELECT viewer_id() AS viewer_id) IS NOT NULL) AND (pg_trigger_depth() > 0)));
CREATE POLICY requester_own ON notification_settings FOR ALL TO parley_requester
  USING ((user_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK ((user_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY staff_decide ON notification_settings FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (pg_trigger_depth() > 0)));
CREATE POLICY staff_own ON notification_settings FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (user_id = ( SELECT viewer_id() AS viewer_id))))
  WITH CHECK ((identified_as('staff'::text) AND (user_id = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY admin_read ON notifications FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin)));
CREATE POLICY confidential ON notifications FOR SELECT TO parley_partly_restricted
  USING (((pg_trigger_depth() > 0) OR (ticket_id IS NULL) OR (ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR sees_ticket(ticket_id)));
CREATE POLICY maintenance ON notifications FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON notifications FOR SELECT TO parley_restricted
  USING (((pg_trigger_depth() > 0) OR (ticket_id IS NULL) OR (EXISTS ( SELECT
   FROM support_tickets t
  WHERE (t.id = notifications.ticket_id)))));
CREATE POLICY requester_notify ON notifications FOR INSERT TO parley_requester
  WITH CHECK (((pg_trigger_depth() > 0) AND (read_at IS NULL) AND (((kind = 'scheduled_message_held'::notification_kind) AND (user_id = ( SELECT viewer_id() AS viewer_id))) OR ((actor_id = ( SELECT viewer_id() AS viewer_id)) AND is_raised_by_requesters(kind) AND (is_for_requesters(kind) OR (EXISTS ( SELECT 1
   FROM users u
  WHERE ((u.id = notifications.user_id) AND (u.role = ANY (ARRAY['agent'::user_role, 'admin'::user_role]))))))))));
CREATE POLICY requester_own ON notifications FOR SELECT TO parley_requester
  USING ((((user_id = ( SELECT viewer_id() AS viewer_id)) AND is_for_requesters(kind)) OR ((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL))));
CREATE POLICY requester_raise ON notifications FOR UPDATE TO parley_requester
  USING (((user_id = ( SELECT viewer_id() AS viewer_id)) OR ((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL))))
  WITH CHECK (((user_id = ( SELECT viewer_id() AS viewer_id)) OR ((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL))));
CREATE POLICY requester_withdraw ON notifications FOR DELETE TO parley_requester
  USING (((( SELECT viewer_id() AS viewer_id) IS NOT NULL) AND (pg_trigger_depth() > 0) AND (kind = ANY (ARRAY['unassigned'::notification_kind, 'rating_requested'::notification_kind, 'shop_ticket'::notification_kind]))));
CREATE POLICY staff_notify ON notifications FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (pg_trigger_depth() > 0) AND (read_at IS NULL) AND ((user_id IS DISTINCT FROM ( SELECT viewer_id() AS viewer_id)) OR (kind = 'scheduled_message_held'::notification_kind)) AND (is_for_requesters(kind) OR (EXISTS ( SELECT 1
   FROM users u
  WHERE ((u.id = notifications.user_id) AND (u.role = ANY (ARRAY['agent'::user_role, 'admin'::user_role]))))))));
CREATE POLICY staff_own ON notifications FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR (pg_trigger_depth() > 0))));
CREATE POLICY staff_raise ON notifications FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR (pg_trigger_depth() > 0))))
  WITH CHECK ((identified_as('staff'::text) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR (pg_trigger_depth() > 0))));
CREATE POLICY staff_sweep ON notifications FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (created_at < (now() - '90 days'::interval))));
CREATE POLICY staff_withdraw ON notifications FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (pg_trigger_depth() > 0) AND (kind = ANY (ARRAY['unassigned'::notification_kind, 'rating_requested'::notification_kind, 'shop_ticket'::notification_kind]))));
CREATE POLICY auth ON passkeys FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON passkeys FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY maintenance ON phone_codes FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY maintenance ON push_outbox FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_own ON push_outbox FOR INSERT TO parley_requester
  WITH CHECK (((user_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT
   FROM push_subscriptions s
  WHERE ((s.id = push_outbox.subscription_id) AND (s.user_id = ( SELECT viewer_id() AS viewer_id)))))));
CREATE POLICY staff_own ON push_outbox FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (user_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT
   FROM push_subscriptions s
  WHERE ((s.id = push_outbox.subscription_id) AND (s.user_id = ( SELECT viewer_id() AS viewer_id)))))));
CREATE POLICY maintenance ON push_subscriptions FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_decide ON push_subscriptions FOR SELECT TO parley_requester
  USING (((( SELECT viewer_id() AS viewer_id) IS NOT NULL) AND (pg_trigger_depth() > 0)));
CREATE POLICY requester_own ON push_subscriptions FOR ALL TO parley_requester
  USING ((user_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK ((user_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY staff_decide ON push_subscriptions FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (pg_trigger_depth() > 0)));
CREATE POLICY staff_own ON push_subscriptions FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (user_id = ( SELECT viewer_id() AS viewer_id))))
  WITH CHECK ((identified_as('staff'::text) AND (user_id = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY auth ON rate_limits FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON rate_limits FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY confidential ON rating_requests FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR sees_ticket(ticket_id)));
CREATE POLICY desk_decide ON rating_requests FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL) AND (state = 'pending'::rating_request_state)))
  WITH CHECK ((state <> 'pending'::rating_request_state));
CREATE POLICY maintenance ON rating_requests FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON rating_requests FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE (t.id = rating_requests.ticket_id))));
CREATE POLICY requester_keep ON rating_requests FOR INSERT TO parley_requester
  WITH CHECK (((pg_trigger_depth() > 0) AND (state = 'pending'::rating_request_state) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = rating_requests.ticket_id)))));
CREATE POLICY requester_read ON rating_requests FOR SELECT TO parley_requester
  USING (((requester_id = ( SELECT viewer_id() AS viewer_id)) OR ((pg_trigger_depth() > 0) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = rating_requests.ticket_id))))));
CREATE POLICY requester_withdraw ON rating_requests FOR DELETE TO parley_requester
  USING (((pg_trigger_depth() > 0) AND (state = 'pending'::rating_request_state) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = rating_requests.ticket_id)))));
CREATE POLICY staff_keep ON rating_requests FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (pg_trigger_depth() > 0) AND (state = 'pending'::rating_request_state)));
CREATE POLICY staff_read ON rating_requests FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY staff_withdraw ON rating_requests FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (pg_trigger_depth() > 0) AND (state = 'pending'::rating_request_state)));
CREATE POLICY confidential ON read_markers FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR sees_ticket(ticket_id)));
CREATE POLICY maintenance ON read_markers FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON read_markers FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE (t.id = read_markers.ticket_id))));
CREATE POLICY requester_own ON read_markers FOR ALL TO parley_requester
  USING ((user_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK (((user_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = read_markers.ticket_id)))));
CREATE POLICY requester_read ON read_markers FOR SELECT TO parley_requester
  USING ((EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = read_markers.ticket_id))));
CREATE POLICY staff_admit ON read_markers FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND ((EXISTS ( SELECT 1
   FROM ticket_participants p
  WHERE ((p.ticket_id = read_markers.ticket_id) AND (p.user_id = read_markers.user_id)))) OR (EXISTS ( SELECT 1
   FROM chat_requests r
  WHERE (r.live AND (r.ticket_id = read_markers.ticket_id) AND (r.requester_id = read_markers.user_id)))))));
CREATE POLICY staff_own ON read_markers FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((user_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK ((user_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY staff_read ON read_markers FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY staff_readmit ON read_markers FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (EXISTS ( SELECT 1
   FROM ticket_participants p
  WHERE ((p.ticket_id = read_markers.ticket_id) AND (p.user_id = read_markers.user_id))))))
  WITH CHECK ((identified_as('staff'::text) AND (EXISTS ( SELECT 1
   FROM ticket_participants p
  WHERE ((p.ticket_id = read_markers.ticket_id) AND (p.user_id = read_markers.user_id))))));
CREATE POLICY admins ON retention_rules FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT is_admin() AS is_admin))
  WITH CHECK (( SELECT is_admin() AS is_admin));
CREATE POLICY maintenance ON retention_rules FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY auth ON revocations FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON revocations FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_raise ON revocations FOR UPDATE TO parley_requester
  USING ((( SELECT viewer_role() AS viewer_role) = ANY (ARRAY['buyer'::text, 'seller'::text])))
  WITH CHECK (((count > 0) AND (( SELECT viewer_role() AS viewer_role) = ANY (ARRAY['buyer'::text, 'seller'::text]))));
CREATE POLICY requester_read ON revocations FOR SELECT TO parley_requester
  USING ((( SELECT viewer_role() AS viewer_role) = ANY (ARRAY['buyer'::text, 'seller'::text])));
CREATE POLICY staff ON revocations FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text))
  WITH CHECK (identified_as('staff'::text));
CREATE POLICY maintenance ON saved_views FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY staff_change ON saved_views FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (((owner_id = ( SELECT viewer_id() AS viewer_id)) OR (shared AND ( SELECT is_admin() AS is_admin))))
  WITH CHECK (((owner_id = ( SELECT viewer_id() AS viewer_id)) OR (shared AND ( SELECT is_admin() AS is_admin))));
CREATE POLICY staff_own ON saved_views FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK (((owner_id = ( SELECT viewer_id() AS viewer_id)) AND ( SELECT is_staff() AS is_staff)));
CREATE POLICY staff_read ON saved_views FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (shared OR (owner_id = ( SELECT viewer_id() AS viewer_id)))));
CREATE POLICY staff_remove ON saved_views FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (((owner_id = ( SELECT viewer_id() AS viewer_id)) OR (shared AND ( SELECT is_admin() AS is_admin))));
CREATE POLICY whole_desk ON saved_views FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT for_whole_desk() AS for_whole_desk))
  WITH CHECK (( SELECT for_whole_desk() AS for_whole_desk));
CREATE POLICY admin_delete ON scheduled_messages FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT is_admin() AS is_admin));
CREATE POLICY confidential ON scheduled_messages FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR reads_ticket(ticket_id)));
CREATE POLICY desk_read ON scheduled_messages FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL)));
CREATE POLICY desk_settle ON scheduled_messages FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL)))
  WITH CHECK ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL) AND (state = ANY (ARRAY['held'::scheduled_message_state, 'cancelled'::scheduled_message_state]))));
CREATE POLICY maintenance ON scheduled_messages FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON scheduled_messages FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE ((t.id = scheduled_messages.ticket_id) AND (((NOT t.confidential) AND ( SELECT desk_is_open() AS desk_is_open)) OR (t.staff_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.participant_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.id = ANY (opened_tickets())) OR (( SELECT queue_is_readable() AS queue_is_readable) AND (t.assignee_id IS NULL) AND (t.status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])) AND ((t.addressed_to = 'staff'::ticket_recipient) OR (t.escalated_at IS NOT NULL))))))));
CREATE POLICY requester_change ON scheduled_messages FOR UPDATE TO parley_requester
  USING (((author_id = ( SELECT viewer_id() AS viewer_id)) AND (audience <> 'staff'::audience)))
  WITH CHECK (((author_id = ( SELECT viewer_id() AS viewer_id)) AND (audience <> 'staff'::audience)));
CREATE POLICY requester_read ON scheduled_messages FOR SELECT TO parley_requester
  USING (((author_id = ( SELECT viewer_id() AS viewer_id)) AND (audience <> 'staff'::audience)));
CREATE POLICY requester_schedule ON scheduled_messages FOR INSERT TO parley_requester
  WITH CHECK (((author_id = ( SELECT viewer_id() AS viewer_id)) AND (audience <> 'staff'::audience) AND (state = 'scheduled'::scheduled_message_state) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE ((t.id = scheduled_messages.ticket_id) AND may_write_to(scheduled_messages.audience, on_shop_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids)))))));
CREATE POLICY staff_change ON scheduled_messages FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((author_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK ((author_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY staff_read ON scheduled_messages FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (EXISTS ( SELECT 1
   FROM users u
  WHERE ((u.id = scheduled_messages.author_id) AND (u.role = ANY (ARRAY['agent'::user_role, 'admin'::user_role])))))));
CREATE POLICY staff_schedule ON scheduled_messages FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK (((author_id = ( SELECT viewer_id() AS viewer_id)) AND ( SELECT is_staff() AS is_staff) AND (state = 'scheduled'::scheduled_message_state)));
CREATE POLICY confidential ON screen_share_asks FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR sees_ticket(ticket_id)));
CREATE POLICY desk_read ON screen_share_asks FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL)));
CREATE POLICY desk_sweep ON screen_share_asks FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL) AND (asked_at < (now() - '01:00:00'::interval))));
CREATE POLICY maintenance ON screen_share_asks FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON screen_share_asks FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE (t.id = screen_share_asks.ticket_id))));
CREATE POLICY requester_answer ON screen_share_asks FOR DELETE TO parley_requester
  USING ((person_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY requester_decline ON screen_share_asks FOR UPDATE TO parley_requester
  USING ((person_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK ((person_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY requester_read ON screen_share_asks FOR SELECT TO parley_requester
  USING (((person_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = screen_share_asks.ticket_id)))));
CREATE POLICY staff_ask ON screen_share_asks FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK (((asker_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE ((t.id = screen_share_asks.ticket_id) AND (screen_share_asks.person_id = ANY (t.participant_ids)))))));
CREATE POLICY staff_decline ON screen_share_asks FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((person_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK ((person_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY staff_own ON screen_share_asks FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (((asker_id = ( SELECT viewer_id() AS viewer_id)) OR (person_id = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY staff_take_back ON screen_share_asks FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (((asker_id = ( SELECT viewer_id() AS viewer_id)) OR (person_id = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY desk_read ON screen_share_signals FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL)));
CREATE POLICY desk_sweep ON screen_share_signals FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL) AND ((at < (now() - '00:05:00'::interval)) OR (EXISTS ( SELECT 1
   FROM screen_shares s
  WHERE ((s.id = screen_share_signals.share_id) AND (s.ended_at IS NOT NULL)))))));
CREATE POLICY maintenance ON screen_share_signals FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON screen_share_signals FOR ALL TO parley_partly_restricted, parley_restricted
  USING ((EXISTS ( SELECT
   FROM screen_shares s
  WHERE (s.id = screen_share_signals.share_id))));
CREATE POLICY requester_own ON screen_share_signals FOR SELECT TO parley_requester
  USING (((to_id = ( SELECT viewer_id() AS viewer_id)) OR (from_id = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY requester_signal ON screen_share_signals FOR INSERT TO parley_requester
  WITH CHECK (((from_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM (screen_shares s
     JOIN users u ON ((u.id = screen_share_signals.to_id)))
  WHERE ((s.id = screen_share_signals.share_id) AND (s.ended_at IS NULL) AND (s.sharer_id = screen_share_signals.from_id) AND (u.role = ANY (ARRAY['agent'::user_role, 'admin'::user_role])))))));
CREATE POLICY staff_own ON screen_share_signals FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (((to_id = ( SELECT viewer_id() AS viewer_id)) OR (from_id = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY staff_signal ON screen_share_signals FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK (((from_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM (screen_shares s
     JOIN users u ON ((u.id = screen_share_signals.to_id)))
  WHERE ((s.id = screen_share_signals.share_id) AND (s.ended_at IS NULL) AND ((s.sharer_id = screen_share_signals.to_id) OR ((s.sharer_id = screen_share_signals.from_id) AND (u.role = ANY (ARRAY['agent'::user_role, 'admin'::user_role])))))))));
CREATE POLICY confidential ON screen_shares FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR reads_ticket(ticket_id)));
CREATE POLICY desk_end ON screen_shares FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL)))
  WITH CHECK ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL)));
CREATE POLICY maintenance ON screen_shares FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON screen_shares FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE ((t.id = screen_shares.ticket_id) AND (((NOT t.confidential) AND ( SELECT desk_is_open() AS desk_is_open)) OR (t.staff_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.participant_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.id = ANY (opened_tickets())) OR (( SELECT queue_is_readable() AS queue_is_readable) AND (t.assignee_id IS NULL) AND (t.status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])) AND ((t.addressed_to = 'staff'::ticket_recipient) OR (t.escalated_at IS NOT NULL))))))));
CREATE POLICY requester_end ON screen_shares FOR UPDATE TO parley_requester
  USING ((sharer_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK ((sharer_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY requester_read ON screen_shares FOR SELECT TO parley_requester
  USING ((EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = screen_shares.ticket_id))));
CREATE POLICY requester_start ON screen_shares FOR INSERT TO parley_requester
  WITH CHECK (((sharer_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = screen_shares.ticket_id)))));
CREATE POLICY staff_end ON screen_shares FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((sharer_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK ((sharer_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY staff_read ON screen_shares FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY staff_start ON screen_shares FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((sharer_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY confidential ON search_documents FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR reads_ticket(ticket_id) OR ((kind = 'ticket'::search_kind) AND sees_ticket(ticket_id))));
CREATE POLICY maintenance ON search_documents FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON search_documents FOR ALL TO parley_restricted
  USING (((EXISTS ( SELECT
   FROM support_tickets t
  WHERE ((t.id = search_documents.ticket_id) AND (((NOT t.confidential) AND ( SELECT desk_is_open() AS desk_is_open)) OR (t.staff_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.participant_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.id = ANY (opened_tickets())) OR (( SELECT queue_is_readable() AS queue_is_readable) AND (t.assignee_id IS NULL) AND (t.status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])) AND ((t.addressed_to = 'staff'::ticket_recipient) OR (t.escalated_at IS NOT NULL))))))) OR ((kind = 'ticket'::search_kind) AND sees_ticket(ticket_id))));
CREATE POLICY requester_index ON search_documents FOR INSERT TO parley_requester
  WITH CHECK (((pg_trigger_depth() > 0) AND (kind = ANY (ARRAY['ticket'::search_kind, 'message'::search_kind])) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = search_documents.ticket_id)))));
CREATE POLICY requester_read ON search_documents FOR SELECT TO parley_requester
  USING (((kind = ANY (ARRAY['ticket'::search_kind, 'message'::search_kind])) AND (audience <> 'staff'::audience) AND (((audience = ANY (ARRAY['participants'::audience, 'requester'::audience])) AND (ticket_id = ANY (ARRAY( SELECT t.id
   FROM support_tickets t
  WHERE (t.requester_id = ( SELECT viewer_id() AS viewer_id)))))) OR ((kind = 'ticket'::search_kind) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = search_documents.ticket_id)))) OR ((kind = 'message'::search_kind) AND (EXISTS ( SELECT 1
   FROM ticket_messages m
  WHERE (m.id = search_documents.id)))))));
CREATE POLICY requester_unindex ON search_documents FOR DELETE TO parley_requester
  USING ((pg_trigger_depth() > 0));
CREATE POLICY staff ON search_documents FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text))
  WITH CHECK (identified_as('staff'::text));
CREATE POLICY auth ON second_factors FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON second_factors FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY auth ON sellers FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON sellers FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_hold ON sellers FOR UPDATE TO parley_requester
  USING ((( SELECT viewer_role() AS viewer_role) = ANY (ARRAY['buyer'::text, 'seller'::text])))
  WITH CHECK (false);
CREATE POLICY requester_read ON sellers FOR SELECT TO parley_requester
  USING ((( SELECT viewer_role() AS viewer_role) = ANY (ARRAY['buyer'::text, 'seller'::text])));
CREATE POLICY staff ON sellers FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY staff_close ON sellers FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text))
  WITH CHECK ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin)));
CREATE POLICY maintenance ON session_attendees FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON session_attendees FOR ALL TO parley_partly_restricted, parley_restricted
  USING ((EXISTS ( SELECT
   FROM sessions s
  WHERE (s.id = session_attendees.session_id))));
CREATE POLICY requester_change ON session_attendees FOR UPDATE TO parley_requester
  USING ((user_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK (((user_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM sessions s
  WHERE (s.id = session_attendees.session_id)))));
CREATE POLICY requester_read ON session_attendees FOR SELECT TO parley_requester
  USING ((EXISTS ( SELECT 1
   FROM sessions s
  WHERE (s.id = session_attendees.session_id))));
CREATE POLICY requester_respond ON session_attendees FOR INSERT TO parley_requester
  WITH CHECK (((user_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM sessions s
  WHERE (s.id = session_attendees.session_id)))));
CREATE POLICY staff_ask_again ON session_attendees FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL)))
  WITH CHECK (((response IS NULL) OR (response = 'accepted'::session_response)));
CREATE POLICY staff_invite ON session_attendees FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((EXISTS ( SELECT 1
   FROM (sessions s
     JOIN support_tickets t ON ((t.id = s.ticket_id)))
  WHERE ((s.id = session_attendees.session_id) AND (session_attendees.user_id = ANY (t.participant_ids))))));
CREATE POLICY staff_read ON session_attendees FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY confidential ON sessions FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR reads_ticket(ticket_id)));
CREATE POLICY maintenance ON sessions FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON sessions FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE ((t.id = sessions.ticket_id) AND (((NOT t.confidential) AND ( SELECT desk_is_open() AS desk_is_open)) OR (t.staff_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.participant_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.id = ANY (opened_tickets())) OR (( SELECT queue_is_readable() AS queue_is_readable) AND (t.assignee_id IS NULL) AND (t.status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])) AND ((t.addressed_to = 'staff'::ticket_recipient) OR (t.escalated_at IS NOT NULL))))))));
CREATE POLICY requester_read ON sessions FOR SELECT TO parley_requester
  USING ((EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = sessions.ticket_id))));
CREATE POLICY staff_change ON sessions FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL)))
  WITH CHECK ((EXISTS ( SELECT 1
   FROM users u
  WHERE ((u.id = sessions.host_id) AND (u.role = ANY (ARRAY['agent'::user_role, 'admin'::user_role]))))));
CREATE POLICY staff_read ON sessions FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY staff_schedule ON sessions FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((created_by = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY auth ON setup_links FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON setup_links FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY admins_cancel ON shop_invitations FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin)))
  WITH CHECK ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin) AND (cancelled_at IS NOT NULL)));
CREATE POLICY admins_invite ON shop_invitations FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin) AND (invited_by = ( SELECT viewer_id() AS viewer_id))));
CREATE POLICY admins_read ON shop_invitations FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin)));
CREATE POLICY auth ON shop_invitations FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON shop_invitations FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY owner_cancel ON shop_invitations FOR UPDATE TO parley_requester
  USING ((( SELECT is_seller() AS is_seller) AND (EXISTS ( SELECT 1
   FROM sellers s
  WHERE ((s.id = shop_invitations.shop_id) AND (s.owner_id = ( SELECT viewer_id() AS viewer_id)))))))
  WITH CHECK (((cancelled_at IS NOT NULL) AND (EXISTS ( SELECT 1
   FROM sellers s
  WHERE ((s.id = shop_invitations.shop_id) AND (s.owner_id = ( SELECT viewer_id() AS viewer_id)))))));
CREATE POLICY owner_invite ON shop_invitations FOR INSERT TO parley_requester
  WITH CHECK ((( SELECT is_seller() AS is_seller) AND (invited_by = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM sellers s
  WHERE ((s.id = shop_invitations.shop_id) AND (s.owner_id = ( SELECT viewer_id() AS viewer_id)))))));
CREATE POLICY owner_read ON shop_invitations FOR SELECT TO parley_requester
  USING ((( SELECT is_seller() AS is_seller) AND (EXISTS ( SELECT 1
   FROM sellers s
  WHERE ((s.id = shop_invitations.shop_id) AND (s.owner_id = ( SELECT viewer_id() AS viewer_id)))))));
CREATE POLICY auth ON shop_members FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON shop_members FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_end ON shop_members FOR UPDATE TO parley_requester
  USING ((shop_id = ANY (( SELECT viewer_shops() AS viewer_shops)::uuid[])))
  WITH CHECK (((removed_at IS NOT NULL) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR (EXISTS ( SELECT 1
   FROM sellers s
  WHERE ((s.id = shop_members.shop_id) AND (s.owner_id = ( SELECT viewer_id() AS viewer_id)))))) AND (NOT (EXISTS ( SELECT 1
   FROM sellers s
  WHERE ((s.id = shop_members.shop_id) AND (s.owner_id = shop_members.user_id)))))));
CREATE POLICY requester_read ON shop_members FOR SELECT TO parley_requester
  USING ((( SELECT viewer_role() AS viewer_role) = ANY (ARRAY['buyer'::text, 'seller'::text])));
CREATE POLICY staff ON shop_members FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY staff_end ON shop_members FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text))
  WITH CHECK ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin) AND (removed_at IS NOT NULL) AND (NOT (EXISTS ( SELECT 1
   FROM sellers s
  WHERE ((s.id = shop_members.shop_id) AND (s.owner_id = shop_members.user_id)))))));
CREATE POLICY confidential ON shop_tickets FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR sees_ticket(ticket_id)));
CREATE POLICY maintenance ON shop_tickets FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON shop_tickets FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE (t.id = shop_tickets.ticket_id))));
CREATE POLICY requester_file ON shop_tickets FOR INSERT TO parley_requester
  WITH CHECK ((EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE ((t.id = shop_tickets.ticket_id) AND (t.requester_id = ( SELECT viewer_id() AS viewer_id)) AND (t.seller_id = shop_tickets.seller_id)))));
CREATE POLICY requester_read ON shop_tickets FOR SELECT TO parley_requester
  USING ((seller_id = ANY (( SELECT viewer_shops() AS viewer_shops)::uuid[])));
CREATE POLICY staff ON shop_tickets FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text))
  WITH CHECK (identified_as('staff'::text));
CREATE POLICY auth ON sign_in_attempts FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON sign_in_attempts FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY auth ON sign_ins FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON sign_ins FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY admin_read ON stale_figures FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT is_admin() AS is_admin));
CREATE POLICY maintenance ON stale_figures FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_record ON stale_figures FOR INSERT TO parley_requester
  WITH CHECK (((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL)));
CREATE POLICY staff_record ON stale_figures FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (pg_trigger_depth() > 0)));
CREATE POLICY whole_desk ON stale_figures FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK (( SELECT for_whole_desk() AS for_whole_desk));
CREATE POLICY maintenance ON suggestion_uses FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY staff_read ON suggestion_uses FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY staff_record ON suggestion_uses FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((( SELECT is_staff() AS is_staff) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL)));
CREATE POLICY confidential ON support_tickets FOR ALL TO parley_partly_restricted
  USING (((NOT confidential) OR exists_for_viewer(support_tickets.*)));
CREATE POLICY maintenance ON support_tickets FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON support_tickets FOR ALL TO parley_restricted
  USING ((((NOT confidential) AND ( SELECT desk_is_open() AS desk_is_open)) OR (staff_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (participant_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR ((assignee_id IS NULL) AND (status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])) AND ((addressed_to = 'staff'::ticket_recipient) OR (escalated_at IS NOT NULL))) OR (id = ANY (opened_tickets())) OR (id = ANY (passing_tickets()))));
CREATE POLICY private_change ON support_tickets FOR UPDATE TO parley_partly_restricted, parley_restricted
  USING (((id <> ALL (emergency_tickets())) OR (staff_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (pg_trigger_depth() > 0)));
CREATE POLICY requester_change ON support_tickets FOR UPDATE TO parley_requester
  USING (((requester_id = ( SELECT viewer_id() AS viewer_id)) OR (id = ANY (( SELECT joined_tickets() AS joined_tickets)::uuid[])) OR ((seller_id = ANY (( SELECT viewer_shops() AS viewer_shops)::uuid[])) AND (shop_access <> 'none'::shop_access))))
  WITH CHECK (((requester_id = ( SELECT viewer_id() AS viewer_id)) OR (id = ANY (( SELECT joined_tickets() AS joined_tickets)::uuid[])) OR ((seller_id = ANY (( SELECT viewer_shops() AS viewer_shops)::uuid[])) AND (shop_access <> 'none'::shop_access))));
CREATE POLICY requester_create ON support_tickets FOR INSERT TO parley_requester
  WITH CHECK (((requester_id = ( SELECT viewer_id() AS viewer_id)) AND ((requester_role)::text = ( SELECT viewer_role() AS viewer_role)) AND (status = 'open'::ticket_status) AND (assignee_id IS NULL) AND ((tags = '{}'::text[]) OR requester_may_tag(requester_id)) AND
CASE
    WHEN (seller_id IS NULL) THEN ((addressed_to = 'staff'::ticket_recipient) AND (shop_access = 'none'::shop_access) AND (NOT has_shop_side))
    WHEN (seller_id = ANY (( SELECT viewer_shops() AS viewer_shops)::uuid[])) THEN ((addressed_to = 'staff'::ticket_recipient) AND (shop_access = 'requester'::shop_access) AND (NOT has_shop_side))
    ELSE (( SELECT is_buyer() AS is_buyer) AND (EXISTS ( SELECT 1
       FROM sellers s
      WHERE ((s.id = support_tickets.seller_id) AND (s.closed_at IS NULL)))) AND ((addressed_to = 'shop'::ticket_recipient) = (shop_access = 'shop'::shop_access)) AND ((addressed_to = 'shop'::ticket_recipient) = has_shop_side) AND (shop_access <> 'requester'::shop_access))
END AND (shop_assignee_id IS NULL) AND (escalated_at IS NULL) AND (NOT confidential)));
CREATE POLICY requester_door ON support_tickets FOR SELECT TO parley_requester
  USING (((id = ( SELECT at_door() AS at_door)) AND ( SELECT concerns_viewer(( SELECT at_door() AS at_door)) AS concerns_viewer)));
CREATE POLICY requester_door_change ON support_tickets FOR UPDATE TO parley_requester
  USING (((id = ( SELECT at_door() AS at_door)) AND ( SELECT concerns_viewer(( SELECT at_door() AS at_door)) AS concerns_viewer)))
  WITH CHECK (((id = ( SELECT at_door() AS at_door)) AND (requester_id = participant_ids[1])));
CREATE POLICY requester_read ON support_tickets FOR SELECT TO parley_requester
  USING (((requester_id = ( SELECT viewer_id() AS viewer_id)) OR (id = ANY (( SELECT joined_tickets() AS joined_tickets)::uuid[])) OR ((seller_id = ANY (( SELECT viewer_shops() AS viewer_shops)::uuid[])) AND (shop_access <> 'none'::shop_access))));
CREATE POLICY staff ON support_tickets FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text))
  WITH CHECK (identified_as('staff'::text));
CREATE POLICY maintenance ON tag_counts FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON tag_counts FOR SELECT TO parley_partly_restricted, parley_restricted
  USING (( SELECT desk_is_open() AS desk_is_open));
CREATE POLICY requester_count ON tag_counts FOR INSERT TO parley_requester
  WITH CHECK (((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL)));
CREATE POLICY staff_count ON tag_counts FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (pg_trigger_depth() > 0)));
CREATE POLICY staff_read ON tag_counts FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY admin_add ON teams FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK (( SELECT is_admin() AS is_admin));
CREATE POLICY admin_or_job_change ON teams FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((( SELECT is_admin() AS is_admin) OR (identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL))))
  WITH CHECK ((( SELECT is_admin() AS is_admin) OR (identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL) AND (assignment = 'round_robin'::team_assignment))));
CREATE POLICY maintenance ON teams FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_read ON teams FOR SELECT TO parley_requester
  USING ((( SELECT viewer_role() AS viewer_role) = ANY (ARRAY['buyer'::text, 'seller'::text])));
CREATE POLICY staff ON teams FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY maintenance ON text_messages FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_own ON text_messages FOR INSERT TO parley_requester
  WITH CHECK (((user_id = ( SELECT viewer_id() AS viewer_id)) AND (kind = 'notifications'::text_message_kind) AND (phone = ( SELECT s.phone
   FROM notification_settings s
  WHERE ((s.user_id = ( SELECT viewer_id() AS viewer_id)) AND (s.phone_verified_at IS NOT NULL))))));
CREATE POLICY staff_own ON text_messages FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (user_id = ( SELECT viewer_id() AS viewer_id)) AND (kind = 'notifications'::text_message_kind) AND (phone = ( SELECT s.phone
   FROM notification_settings s
  WHERE ((s.user_id = ( SELECT viewer_id() AS viewer_id)) AND (s.phone_verified_at IS NOT NULL))))));
CREATE POLICY maintenance ON ticket_counts FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON ticket_counts FOR SELECT TO parley_partly_restricted, parley_restricted
  USING (( SELECT desk_is_open() AS desk_is_open));
CREATE POLICY requester_count ON ticket_counts FOR INSERT TO parley_requester
  WITH CHECK (((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL)));
CREATE POLICY staff_count ON ticket_counts FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (pg_trigger_depth() > 0)));
CREATE POLICY staff_read ON ticket_counts FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY confidential ON ticket_events FOR SELECT TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR reads_ticket(ticket_id) OR ((txid = pg_current_xact_id_if_assigned()) AND (actor_id = ( SELECT viewer_id() AS viewer_id)) AND sees_ticket(ticket_id))));
CREATE POLICY desk_append ON ticket_events FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL) AND (actor_id IS NULL) AND (kind = ANY (ARRAY['assigned'::event_kind, 'unclaimed'::event_kind, 'status_changed'::event_kind]))));
CREATE POLICY desk_end_share ON ticket_events FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (( SELECT viewer_id() AS viewer_id) IS NULL) AND (actor_id IS NULL) AND (kind = 'screen_share_ended'::event_kind)));
CREATE POLICY maintenance ON ticket_events FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON ticket_events FOR SELECT TO parley_restricted
  USING (((EXISTS ( SELECT
   FROM support_tickets t
  WHERE ((t.id = ticket_events.ticket_id) AND (((NOT t.confidential) AND ( SELECT desk_is_open() AS desk_is_open)) OR (t.staff_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.participant_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.id = ANY (opened_tickets())) OR (( SELECT queue_is_readable() AS queue_is_readable) AND (t.assignee_id IS NULL) AND (t.status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])) AND ((t.addressed_to = 'staff'::ticket_recipient) OR (t.escalated_at IS NOT NULL)))))
 OFFSET 0)) OR ((txid = pg_current_xact_id_if_assigned()) AND (actor_id = ( SELECT viewer_id() AS viewer_id)) AND sees_ticket(ticket_id))));
CREATE POLICY requester_append ON ticket_events FOR INSERT TO parley_requester
  WITH CHECK (((audience <> 'staff'::audience) AND (actor_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE ((t.id = ticket_events.ticket_id) AND may_write_to(ticket_events.audience, on_shop_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids)))))));
CREATE POLICY requester_rate ON ticket_events FOR INSERT TO parley_requester
  WITH CHECK (((kind = 'rated'::event_kind) AND (audience = 'staff'::audience) AND (actor_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM ticket_ratings r
  WHERE ((r.ticket_id = ticket_events.ticket_id) AND (r.requester_id = ( SELECT viewer_id() AS viewer_id)))))));
CREATE POLICY requester_read ON ticket_events FOR SELECT TO parley_requester
  USING (((audience = ANY (ARRAY['participants'::audience, 'requester'::audience])) AND ((EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE ((t.id = ticket_events.ticket_id) AND (t.requester_id = ( SELECT viewer_id() AS viewer_id))))) OR has_joined_before(ticket_id, 'requester'::ticket_side, public_seq) OR (( SELECT is_seller() AS is_seller) AND asked_for_own_shop(ticket_id)))));
CREATE POLICY requester_read_as_shop ON ticket_events FOR SELECT TO parley_requester
  USING ((( SELECT is_seller() AS is_seller) AND (shop_seq IS NOT NULL) AND (audience = ANY (ARRAY['participants'::audience, 'shop'::audience])) AND (reads_as_shop(ticket_id, shop_seq) OR has_joined_before(ticket_id, 'shop'::ticket_side, shop_seq))));
CREATE POLICY requester_record ON ticket_events FOR INSERT TO parley_requester
  WITH CHECK (((pg_trigger_depth() > 0) AND (actor_id IS NULL) AND (kind = 'unclaimed'::event_kind) AND (audience = 'participants'::audience) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = ticket_events.ticket_id)))));
CREATE POLICY staff_append ON ticket_events FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK (((actor_id = ( SELECT viewer_id() AS viewer_id)) AND ( SELECT is_staff() AS is_staff)));
CREATE POLICY staff_number ON ticket_events FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND (pg_trigger_depth() > 0)))
  WITH CHECK ((identified_as('staff'::text) AND (pg_trigger_depth() > 0)));
CREATE POLICY staff_open ON ticket_events FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK (((kind = 'message_added'::event_kind) AND (audience = 'participants'::audience) AND (EXISTS ( SELECT 1
   FROM chat_requests r
  WHERE (r.live AND (r.id = ticket_events.message_id) AND (r.ticket_id = ticket_events.ticket_id) AND (r.requester_id = ticket_events.actor_id) AND (r.decided_by_id = ( SELECT viewer_id() AS viewer_id)))))));
CREATE POLICY staff_read ON ticket_events FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY staff_record ON ticket_events FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (pg_trigger_depth() > 0) AND (actor_id IS NULL) AND (kind = 'unclaimed'::event_kind)));
CREATE POLICY maintenance ON ticket_facts FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_keep ON ticket_facts FOR UPDATE TO parley_requester
  USING ((( SELECT viewer_id() AS viewer_id) IS NOT NULL))
  WITH CHECK ((pg_trigger_depth() > 0));
CREATE POLICY requester_record ON ticket_facts FOR INSERT TO parley_requester
  WITH CHECK (((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL)));
CREATE POLICY requester_see ON ticket_facts FOR SELECT TO parley_requester
  USING (((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL)));
CREATE POLICY seller_read ON ticket_facts FOR SELECT TO parley_requester
  USING ((( SELECT is_seller() AS is_seller) AND (seller_id = ANY (( SELECT viewer_shops() AS viewer_shops)::uuid[])) AND (EXISTS ( SELECT 1
   FROM shop_tickets s
  WHERE (s.ticket_id = ticket_facts.ticket_id)))));
CREATE POLICY staff_keep ON ticket_facts FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text))
  WITH CHECK ((pg_trigger_depth() > 0));
CREATE POLICY staff_read ON ticket_facts FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((( SELECT is_admin() AS is_admin) OR (identified_as('staff'::text) AND ((pg_trigger_depth() > 0) OR (assignee_id = ( SELECT viewer_id() AS viewer_id)) OR (agent_id = ( SELECT viewer_id() AS viewer_id))))));
CREATE POLICY staff_record ON ticket_facts FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND (pg_trigger_depth() > 0)));
CREATE POLICY whole_desk ON ticket_facts FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT for_whole_desk() AS for_whole_desk))
  WITH CHECK (( SELECT for_whole_desk() AS for_whole_desk));
CREATE POLICY confidential ON ticket_messages FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR reads_ticket(ticket_id)));
CREATE POLICY maintenance ON ticket_messages FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON ticket_messages FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE ((t.id = ticket_messages.ticket_id) AND (((NOT t.confidential) AND ( SELECT desk_is_open() AS desk_is_open)) OR (t.staff_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.participant_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.id = ANY (opened_tickets())) OR (( SELECT queue_is_readable() AS queue_is_readable) AND (t.assignee_id IS NULL) AND (t.status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])) AND ((t.addressed_to = 'staff'::ticket_recipient) OR (t.escalated_at IS NOT NULL))))))));
CREATE POLICY requester_edit ON ticket_messages FOR UPDATE TO parley_requester
  USING ((author_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK ((author_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY requester_read ON ticket_messages FOR SELECT TO parley_requester
  USING (((audience <> 'staff'::audience) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = ticket_messages.ticket_id))) AND ((author_id = ( SELECT viewer_id() AS viewer_id)) OR (EXISTS ( SELECT 1
   FROM ticket_events e
  WHERE ((e.message_id = ticket_messages.id) AND (e.kind = 'message_added'::event_kind)))))));
CREATE POLICY requester_write ON ticket_messages FOR INSERT TO parley_requester
  WITH CHECK (((audience <> 'staff'::audience) AND (author_id = ( SELECT viewer_id() AS viewer_id)) AND ((sender_type)::text = ( SELECT viewer_role() AS viewer_role)) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE ((t.id = ticket_messages.ticket_id) AND may_write_to(ticket_messages.audience, on_shop_side(t.shop_access, t.seller_id, t.participant_ids, t.shop_participant_ids)))))));
CREATE POLICY staff_edit ON ticket_messages FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (((author_id = ( SELECT viewer_id() AS viewer_id)) OR ( SELECT is_admin() AS is_admin)))
  WITH CHECK (((author_id = ( SELECT viewer_id() AS viewer_id)) OR ( SELECT is_admin() AS is_admin)));
CREATE POLICY staff_open ON ticket_messages FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK (((audience = 'participants'::audience) AND (EXISTS ( SELECT 1
   FROM ((chat_requests r
     JOIN chat_request_words w ON ((w.request_id = r.id)))
     JOIN users u ON ((u.id = r.requester_id)))
  WHERE (r.live AND (r.id = ticket_messages.id) AND (r.ticket_id = ticket_messages.ticket_id) AND (r.decided_by_id = ( SELECT viewer_id() AS viewer_id)) AND (r.requester_id = ticket_messages.author_id) AND ((u.role)::text = (ticket_messages.sender_type)::text) AND (w.reason = ticket_messages.body))))));
CREATE POLICY staff_read ON ticket_messages FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY staff_write ON ticket_messages FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK (((author_id = ( SELECT viewer_id() AS viewer_id)) AND ((sender_type)::text = ( SELECT viewer_role() AS viewer_role))));
CREATE POLICY confidential ON ticket_notes FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR reads_ticket(ticket_id)));
CREATE POLICY maintenance ON ticket_notes FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON ticket_notes FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE ((t.id = ticket_notes.ticket_id) AND (((NOT t.confidential) AND ( SELECT desk_is_open() AS desk_is_open)) OR (t.staff_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.participant_ids @> ARRAY[( SELECT viewer_id() AS viewer_id)]) OR (t.id = ANY (opened_tickets())) OR (( SELECT queue_is_readable() AS queue_is_readable) AND (t.assignee_id IS NULL) AND (t.status = ANY (ARRAY['open'::ticket_status, 'in_progress'::ticket_status])) AND ((t.addressed_to = 'staff'::ticket_recipient) OR (t.escalated_at IS NOT NULL))))))));
CREATE POLICY staff ON ticket_notes FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text))
  WITH CHECK (identified_as('staff'::text));
CREATE POLICY confidential ON ticket_participants FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR sees_ticket(ticket_id)));
CREATE POLICY maintenance ON ticket_participants FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON ticket_participants FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE (t.id = ticket_participants.ticket_id))));
CREATE POLICY requester_leave ON ticket_participants FOR UPDATE TO parley_requester
  USING (((user_id = ( SELECT viewer_id() AS viewer_id)) AND (left_at IS NULL)))
  WITH CHECK (((user_id = ( SELECT viewer_id() AS viewer_id)) AND (left_at IS NOT NULL)));
CREATE POLICY requester_own ON ticket_participants FOR SELECT TO parley_requester
  USING ((user_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY staff ON ticket_participants FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text))
  WITH CHECK (identified_as('staff'::text));
CREATE POLICY admin_wipe ON ticket_ratings FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING (( SELECT is_admin() AS is_admin))
  WITH CHECK ((( SELECT is_admin() AS is_admin) AND (comment IS NULL)));
CREATE POLICY confidential ON ticket_ratings FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR sees_ticket(ticket_id)));
CREATE POLICY maintenance ON ticket_ratings FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON ticket_ratings FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE (t.id = ticket_ratings.ticket_id))));
CREATE POLICY requester_change ON ticket_ratings FOR UPDATE TO parley_requester
  USING (((requester_id = ( SELECT viewer_id() AS viewer_id)) AND (rated_at > (now() - '7 days'::interval)) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE ((t.id = ticket_ratings.ticket_id) AND (t.resolved_at = ticket_ratings.resolved_at))))))
  WITH CHECK ((requester_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY requester_rate ON ticket_ratings FOR INSERT TO parley_requester
  WITH CHECK (((requester_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE ((t.id = ticket_ratings.ticket_id) AND has_ended(t.status) AND (t.assignee_id IS DISTINCT FROM ( SELECT viewer_id() AS viewer_id)))))));
CREATE POLICY requester_read ON ticket_ratings FOR SELECT TO parley_requester
  USING ((requester_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY staff_read ON ticket_ratings FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY confidential ON ticket_stars FOR ALL TO parley_partly_restricted
  USING (((ticket_id <> ALL (( SELECT hidden_tickets() AS hidden_tickets)::uuid[])) OR sees_ticket(ticket_id)));
CREATE POLICY maintenance ON ticket_stars FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY private ON ticket_stars FOR ALL TO parley_restricted
  USING ((EXISTS ( SELECT
   FROM support_tickets t
  WHERE (t.id = ticket_stars.ticket_id))));
CREATE POLICY requester_own ON ticket_stars FOR ALL TO parley_requester
  USING ((user_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK (((user_id = ( SELECT viewer_id() AS viewer_id)) AND (EXISTS ( SELECT 1
   FROM support_tickets t
  WHERE (t.id = ticket_stars.ticket_id)))));
CREATE POLICY staff_own ON ticket_stars FOR ALL TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((user_id = ( SELECT viewer_id() AS viewer_id)))
  WITH CHECK ((user_id = ( SELECT viewer_id() AS viewer_id)));
CREATE POLICY maintenance ON time_off FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY own_or_admin_add ON time_off FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR ( SELECT is_admin() AS is_admin))));
CREATE POLICY own_or_admin_remove ON time_off FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR ( SELECT is_admin() AS is_admin))));
CREATE POLICY requester_measure ON time_off FOR SELECT TO parley_requester
  USING (((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL)));
CREATE POLICY staff_read ON time_off FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY auth ON user_pictures FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON user_pictures FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_read ON user_pictures FOR SELECT TO parley_requester
  USING ((EXISTS ( SELECT
   FROM users u
  WHERE (u.id = user_pictures.user_id))));
CREATE POLICY staff ON user_pictures FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY admins ON users FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin)))
  WITH CHECK ((identified_as('staff'::text) AND ( SELECT is_admin() AS is_admin) AND ((id <> ( SELECT viewer_id() AS viewer_id)) OR ((role = 'admin'::user_role) AND (disabled_at IS NULL)))));
CREATE POLICY auth ON users FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON users FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY requester_read ON users FOR SELECT TO parley_requester
  USING (((id = ( SELECT viewer_id() AS viewer_id)) OR ((role = ANY (ARRAY['agent'::user_role, 'admin'::user_role])) AND (( SELECT viewer_role() AS viewer_role) = ANY (ARRAY['buyer'::text, 'seller'::text]))) OR (id = ANY (( SELECT people_around_viewer() AS people_around_viewer)::uuid[]))));
CREATE POLICY staff ON users FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY auth ON verifications FOR ALL TO parley_auth
  USING (identified_as('auth'::text))
  WITH CHECK (identified_as('auth'::text));
CREATE POLICY maintenance ON verifications FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY maintenance ON work_settings FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY own_or_admin_add ON work_settings FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR ( SELECT is_admin() AS is_admin))));
CREATE POLICY own_or_admin_change ON work_settings FOR UPDATE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR ( SELECT is_admin() AS is_admin))))
  WITH CHECK ((identified_as('staff'::text) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR ( SELECT is_admin() AS is_admin))));
CREATE POLICY requester_measure ON work_settings FOR SELECT TO parley_requester
  USING (((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL)));
CREATE POLICY staff_read ON work_settings FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));
CREATE POLICY maintenance ON working_hours FOR ALL TO parley_maintenance
  USING (identified_as('maintenance'::text))
  WITH CHECK (identified_as('maintenance'::text));
CREATE POLICY own_or_admin_add ON working_hours FOR INSERT TO parley_partly_restricted, parley_restricted, parley_staff
  WITH CHECK ((identified_as('staff'::text) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR ( SELECT is_admin() AS is_admin))));
CREATE POLICY own_or_admin_remove ON working_hours FOR DELETE TO parley_partly_restricted, parley_restricted, parley_staff
  USING ((identified_as('staff'::text) AND ((user_id = ( SELECT viewer_id() AS viewer_id)) OR ( SELECT is_admin() AS is_admin))));
CREATE POLICY requester_measure ON working_hours FOR SELECT TO parley_requester
  USING (((pg_trigger_depth() > 0) AND (( SELECT viewer_id() AS viewer_id) IS NOT NULL)));
CREATE POLICY staff_read ON working_hours FOR SELECT TO parley_partly_restricted, parley_restricted, parley_staff
  USING (identified_as('staff'::text));

-- ─── Grants ───

GRANT DELETE, INSERT, SELECT, UPDATE ON accounts TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON accounts TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON api_tokens TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON api_tokens TO parley_maintenance;
GRANT SELECT (created_at, created_by, expires_at, id, last_used_at, name, revoked_at, scopes, user_id) ON api_tokens TO parley_partly_restricted;
GRANT SELECT (created_at, created_by, expires_at, id, last_used_at, name, revoked_at, scopes, user_id) ON api_tokens TO parley_requester;
GRANT SELECT (created_at, created_by, expires_at, id, last_used_at, name, revoked_at, scopes, user_id) ON api_tokens TO parley_restricted;
GRANT SELECT (created_at, created_by, expires_at, id, last_used_at, name, revoked_at, scopes, user_id) ON api_tokens TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON assignee_counts TO parley_maintenance;
GRANT INSERT (assignee_id, tickets), SELECT ON assignee_counts TO parley_partly_restricted;
GRANT INSERT (assignee_id, tickets) ON assignee_counts TO parley_requester;
GRANT INSERT (assignee_id, tickets), SELECT ON assignee_counts TO parley_restricted;
GRANT INSERT (assignee_id, tickets), SELECT ON assignee_counts TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON attachments TO parley_maintenance;
GRANT INSERT (duration_seconds, file_name, height, id, owner_id, pages, recording, size, width), SELECT, UPDATE (content_type, duration_seconds, file_name, height, message_id, pages, "position", preview, sha256, size, state, touched_at, width) ON attachments TO parley_partly_restricted;
GRANT INSERT (duration_seconds, file_name, height, id, owner_id, pages, recording, size, width), SELECT, UPDATE (content_type, duration_seconds, file_name, height, message_id, pages, "position", preview, sha256, size, state, touched_at, width) ON attachments TO parley_requester;
GRANT INSERT (duration_seconds, file_name, height, id, owner_id, pages, recording, size, width), SELECT, UPDATE (content_type, duration_seconds, file_name, height, message_id, pages, "position", preview, sha256, size, state, touched_at, width) ON attachments TO parley_restricted;
GRANT INSERT (duration_seconds, file_name, height, id, owner_id, pages, recording, size, width), SELECT, UPDATE (content_type, duration_seconds, file_name, height, message_id, pages, "position", preview, sha256, size, state, touched_at, width) ON attachments TO parley_staff;
GRANT INSERT ON audit_log TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE (ip, user_agent) ON audit_log TO parley_maintenance;
GRANT INSERT, SELECT ON audit_log TO parley_partly_restricted;
GRANT INSERT ON audit_log TO parley_requester;
GRANT INSERT, SELECT ON audit_log TO parley_restricted;
GRANT INSERT, SELECT ON audit_log TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON batch_items TO parley_maintenance;
GRANT INSERT, SELECT, UPDATE (after, before, problem, state) ON batch_items TO parley_partly_restricted;
GRANT INSERT, SELECT, UPDATE (after, before, problem, state) ON batch_items TO parley_restricted;
GRANT INSERT, SELECT, UPDATE (after, before, problem, state) ON batch_items TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON batch_jobs TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE (changed, changes, conflicts, ended_at, failed, processed, restored, state, total) ON batch_jobs TO parley_partly_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE (changed, changes, conflicts, ended_at, failed, processed, restored, state, total) ON batch_jobs TO parley_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE (changed, changes, conflicts, ended_at, failed, processed, restored, state, total) ON batch_jobs TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON case_appeals TO parley_maintenance;
GRANT SELECT, UPDATE (decided_at, decided_by, decision_reason, outcome, reason) ON case_appeals TO parley_partly_restricted;
GRANT INSERT (appealed_by, reason, side, ticket_id), SELECT ON case_appeals TO parley_requester;
GRANT SELECT, UPDATE (decided_at, decided_by, decision_reason, outcome, reason) ON case_appeals TO parley_restricted;
GRANT SELECT, UPDATE (decided_at, decided_by, decision_reason, outcome, reason) ON case_appeals TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON cases TO parley_maintenance;
GRANT SELECT, UPDATE (appealable_until, decided_at, decided_by, decision_reason, due_at, outcome, reason) ON cases TO parley_partly_restricted;
GRANT INSERT (after_deadline, escalated_by, reason, side, ticket_id), SELECT, UPDATE (appealable_until, due_at) ON cases TO parley_requester;
GRANT SELECT, UPDATE (appealable_until, decided_at, decided_by, decision_reason, due_at, outcome, reason) ON cases TO parley_restricted;
GRANT SELECT, UPDATE (appealable_until, decided_at, decided_by, decision_reason, due_at, outcome, reason) ON cases TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON chat_request_words TO parley_maintenance;
GRANT DELETE, SELECT, UPDATE (note) ON chat_request_words TO parley_partly_restricted;
GRANT DELETE, INSERT (reason, request_id, requester_id), SELECT ON chat_request_words TO parley_requester;
GRANT DELETE, SELECT, UPDATE (note) ON chat_request_words TO parley_restricted;
GRANT DELETE, SELECT, UPDATE (note) ON chat_request_words TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON chat_requests TO parley_maintenance;
GRANT SELECT, UPDATE (decided_at, decided_by_id, status, ticket_id, ticket_number) ON chat_requests TO parley_partly_restricted;
GRANT INSERT (id, live, requester_id, ticket_id, ticket_number), SELECT, UPDATE (decided_at, status) ON chat_requests TO parley_requester;
GRANT SELECT, UPDATE (decided_at, decided_by_id, status, ticket_id, ticket_number) ON chat_requests TO parley_restricted;
GRANT SELECT, UPDATE (decided_at, decided_by_id, status, ticket_id, ticket_number) ON chat_requests TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON daily_figures TO parley_maintenance;
GRANT SELECT ON daily_figures TO parley_partly_restricted;
GRANT SELECT ON daily_figures TO parley_restricted;
GRANT SELECT ON daily_figures TO parley_staff;
GRANT SELECT ON desk_logo TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_logo TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_logo TO parley_partly_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_logo TO parley_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_logo TO parley_staff;
GRANT SELECT ON desk_secrets TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_secrets TO parley_maintenance;
GRANT SELECT (accent, desk_name, message_deletion_minutes, profile, sender_address, sign_up, sign_up_domains, staff_second_factor) ON desk_settings TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_settings TO parley_maintenance;
GRANT SELECT, UPDATE ON desk_settings TO parley_partly_restricted;
GRANT SELECT (appeal_days, case_decision_hours, dispute_team, message_deletion_minutes, privacy, rating_delay_hours, search_language, shop_response_hours, time_zone) ON desk_settings TO parley_requester;
GRANT SELECT, UPDATE ON desk_settings TO parley_restricted;
GRANT SELECT, UPDATE ON desk_settings TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_tags TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_tags TO parley_partly_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_tags TO parley_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_tags TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_uptime TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_uptime TO parley_partly_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_uptime TO parley_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE ON desk_uptime TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON emergency_accesses TO parley_maintenance;
GRANT INSERT (admin_id, expires_at, id, reason, ticket_id), SELECT ON emergency_accesses TO parley_partly_restricted;
GRANT INSERT (admin_id, expires_at, id, reason, ticket_id), SELECT ON emergency_accesses TO parley_restricted;
GRANT INSERT (admin_id, expires_at, id, reason, ticket_id), SELECT ON emergency_accesses TO parley_staff;
GRANT SELECT ON erasures TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON erasures TO parley_maintenance;
GRANT INSERT (requested_by, user_id), SELECT ON erasures TO parley_partly_restricted;
GRANT INSERT (requested_by, user_id), SELECT ON erasures TO parley_restricted;
GRANT INSERT (requested_by, user_id), SELECT ON erasures TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON evidence_requests TO parley_maintenance;
GRANT INSERT (due_at, requested_by, side, text, ticket_id), SELECT, UPDATE (answered_at, answered_by, text) ON evidence_requests TO parley_partly_restricted;
GRANT SELECT, UPDATE (answered_at, answered_by) ON evidence_requests TO parley_requester;
GRANT INSERT (due_at, requested_by, side, text, ticket_id), SELECT, UPDATE (answered_at, answered_by, text) ON evidence_requests TO parley_restricted;
GRANT INSERT (due_at, requested_by, side, text, ticket_id), SELECT, UPDATE (answered_at, answered_by, text) ON evidence_requests TO parley_staff;
GRANT INSERT, SELECT ON external_shops TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON external_shops TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON figure_days TO parley_maintenance;
GRANT SELECT ON figure_days TO parley_partly_restricted;
GRANT SELECT ON figure_days TO parley_restricted;
GRANT SELECT ON figure_days TO parley_staff;
GRANT INSERT, SELECT ON handover_uses TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON handover_uses TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON imported_rows TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON inbound_mails TO parley_maintenance;
GRANT SELECT ON inbound_mails TO parley_partly_restricted;
GRANT SELECT (message_id) ON inbound_mails TO parley_requester;
GRANT SELECT ON inbound_mails TO parley_restricted;
GRANT SELECT ON inbound_mails TO parley_staff;
GRANT SELECT, UPDATE (accepted_at, user_id) ON invitations TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON invitations TO parley_maintenance;
GRANT INSERT (email, expires_at, invited_by, name, role, shop_name, token_hash), SELECT (accepted_at, cancelled_at, created_at, email, expires_at, id, invited_by, mail_problem, mailed_at, name, role, shop_name, user_id), UPDATE (cancelled_at, expires_at, invited_by, mail_problem, mailed_at, token_hash) ON invitations TO parley_partly_restricted;
GRANT INSERT (email, expires_at, invited_by, name, role, shop_name, token_hash), SELECT (accepted_at, cancelled_at, created_at, email, expires_at, id, invited_by, mail_problem, mailed_at, name, role, shop_name, user_id), UPDATE (cancelled_at, expires_at, invited_by, mail_problem, mailed_at, token_hash) ON invitations TO parley_restricted;
GRANT INSERT (email, expires_at, invited_by, name, role, shop_name, token_hash), SELECT (accepted_at, cancelled_at, created_at, email, expires_at, id, invited_by, mail_problem, mailed_at, name, role, shop_name, user_id), UPDATE (cancelled_at, expires_at, invited_by, mail_problem, mailed_at, token_hash) ON invitations TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON job_nodes TO parley_jobs;
GRANT DELETE, INSERT, SELECT, UPDATE ON job_nodes TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON learned_tickets TO parley_maintenance;
GRANT DELETE, SELECT, UPDATE (changed, tags) ON learned_tickets TO parley_partly_restricted;
GRANT DELETE, SELECT, UPDATE (changed, tags) ON learned_tickets TO parley_restricted;
GRANT DELETE, SELECT, UPDATE (changed, tags) ON learned_tickets TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON legal_holds TO parley_maintenance;
GRANT DELETE, INSERT (reason, set_by, ticket_id), SELECT ON legal_holds TO parley_partly_restricted;
GRANT SELECT (ticket_id) ON legal_holds TO parley_requester;
GRANT DELETE, INSERT (reason, set_by, ticket_id), SELECT ON legal_holds TO parley_restricted;
GRANT DELETE, INSERT (reason, set_by, ticket_id), SELECT ON legal_holds TO parley_staff;
GRANT INSERT ON live_changes TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON live_changes TO parley_maintenance;
GRANT DELETE, INSERT, SELECT ON live_changes TO parley_partly_restricted;
GRANT INSERT, SELECT ON live_changes TO parley_requester;
GRANT DELETE, INSERT, SELECT ON live_changes TO parley_restricted;
GRANT DELETE, INSERT, SELECT ON live_changes TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON macro_uses TO parley_maintenance;
GRANT INSERT, SELECT, UPDATE ON macro_uses TO parley_partly_restricted;
GRANT INSERT, SELECT, UPDATE ON macro_uses TO parley_restricted;
GRANT INSERT, SELECT, UPDATE ON macro_uses TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON macros TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE (add_tags, assign_to, assignee_id, body, is_shared, name, priority, remove_tags, status, team, updated_at) ON macros TO parley_partly_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE (add_tags, assign_to, assignee_id, body, is_shared, name, priority, remove_tags, status, team, updated_at) ON macros TO parley_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE (add_tags, assign_to, assignee_id, body, is_shared, name, priority, remove_tags, status, team, updated_at) ON macros TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON mail_outbox TO parley_maintenance;
GRANT DELETE, INSERT (body, headers, html, id, invitation_id, kind, recipient, shop_invitation_id, subject, user_id), SELECT (id, invitation_id) ON mail_outbox TO parley_partly_restricted;
GRANT INSERT (body, headers, html, id, kind, recipient, shop_invitation_id, subject, user_id) ON mail_outbox TO parley_requester;
GRANT DELETE, INSERT (body, headers, html, id, invitation_id, kind, recipient, shop_invitation_id, subject, user_id), SELECT (id, invitation_id) ON mail_outbox TO parley_restricted;
GRANT DELETE, INSERT (body, headers, html, id, invitation_id, kind, recipient, shop_invitation_id, subject, user_id), SELECT (id, invitation_id) ON mail_outbox TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON message_reactions TO parley_maintenance;
GRANT DELETE, INSERT (emoji, message_id, ticket_id, user_id), SELECT ON message_reactions TO parley_partly_restricted;
GRANT DELETE, INSERT (emoji, message_id, ticket_id, user_id), SELECT ON message_reactions TO parley_requester;
GRANT DELETE, INSERT (emoji, message_id, ticket_id, user_id), SELECT ON message_reactions TO parley_restricted;
GRANT DELETE, INSERT (emoji, message_id, ticket_id, user_id), SELECT ON message_reactions TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON notification_channels TO parley_maintenance;
GRANT SELECT ON notification_channels TO parley_partly_restricted;
GRANT SELECT ON notification_channels TO parley_requester;
GRANT SELECT ON notification_channels TO parley_restricted;
GRANT SELECT ON notification_channels TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON notification_deliveries TO parley_maintenance;
GRANT INSERT (channel, due_at, message_id, notification_id, reason, settled_at, status, user_id), SELECT, UPDATE (decided_at, due_at, mail_id, message_id, problem, reason, settled_at, status) ON notification_deliveries TO parley_partly_restricted;
GRANT INSERT (channel, due_at, message_id, notification_id, reason, settled_at, status, user_id), SELECT, UPDATE (decided_at, due_at, mail_id, message_id, problem, reason, settled_at, status) ON notification_deliveries TO parley_requester;
GRANT INSERT (channel, due_at, message_id, notification_id, reason, settled_at, status, user_id), SELECT, UPDATE (decided_at, due_at, mail_id, message_id, problem, reason, settled_at, status) ON notification_deliveries TO parley_restricted;
GRANT INSERT (channel, due_at, message_id, notification_id, reason, settled_at, status, user_id), SELECT, UPDATE (decided_at, due_at, mail_id, message_id, problem, reason, settled_at, status) ON notification_deliveries TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON notification_preferences TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE (enabled) ON notification_preferences TO parley_partly_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE (enabled) ON notification_preferences TO parley_requester;
GRANT DELETE, INSERT, SELECT, UPDATE (enabled) ON notification_preferences TO parley_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE (enabled) ON notification_preferences TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON notification_settings TO parley_maintenance;
GRANT INSERT (digest, digest_hour, quiet_from, quiet_until, time_zone, user_id), SELECT, UPDATE (digest, digest_hour, quiet_from, quiet_until, time_zone) ON notification_settings TO parley_partly_restricted;
GRANT INSERT (digest, digest_hour, quiet_from, quiet_until, time_zone, user_id), SELECT, UPDATE (digest, digest_hour, quiet_from, quiet_until, time_zone) ON notification_settings TO parley_requester;
GRANT INSERT (digest, digest_hour, quiet_from, quiet_until, time_zone, user_id), SELECT, UPDATE (digest, digest_hour, quiet_from, quiet_until, time_zone) ON notification_settings TO parley_restricted;
GRANT INSERT (digest, digest_hour, quiet_from, quiet_until, time_zone, user_id), SELECT, UPDATE (digest, digest_hour, quiet_from, quiet_until, time_zone) ON notification_settings TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON notifications TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE (actor_id, count, created_at, data, message_id, read_at) ON notifications TO parley_partly_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE (actor_id, count, created_at, data, message_id, read_at) ON notifications TO parley_requester;
GRANT DELETE, INSERT, SELECT, UPDATE (actor_id, count, created_at, data, message_id, read_at) ON notifications TO parley_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE (actor_id, count, created_at, data, message_id, read_at) ON notifications TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON passkeys TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON passkeys TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON phone_codes TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON push_outbox TO parley_maintenance;
GRANT INSERT (group_id, id, payload, subscription_id, user_id) ON push_outbox TO parley_partly_restricted;
GRANT INSERT (group_id, id, payload, subscription_id, user_id) ON push_outbox TO parley_requester;
GRANT INSERT (group_id, id, payload, subscription_id, user_id) ON push_outbox TO parley_restricted;
GRANT INSERT (group_id, id, payload, subscription_id, user_id) ON push_outbox TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON push_subscriptions TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE (auth, p256dh, user_agent, user_id) ON push_subscriptions TO parley_partly_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE (auth, p256dh, user_agent, user_id) ON push_subscriptions TO parley_requester;
GRANT DELETE, INSERT, SELECT, UPDATE (auth, p256dh, user_agent, user_id) ON push_subscriptions TO parley_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE (auth, p256dh, user_agent, user_id) ON push_subscriptions TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON rate_limits TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON rate_limits TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON rating_requests TO parley_maintenance;
GRANT DELETE, INSERT (requester_id, resolved_at, ticket_id), SELECT, UPDATE (asked_at, state) ON rating_requests TO parley_partly_restricted;
GRANT DELETE, INSERT (requester_id, resolved_at, ticket_id), SELECT ON rating_requests TO parley_requester;
GRANT DELETE, INSERT (requester_id, resolved_at, ticket_id), SELECT, UPDATE (asked_at, state) ON rating_requests TO parley_restricted;
GRANT DELETE, INSERT (requester_id, resolved_at, ticket_id), SELECT, UPDATE (asked_at, state) ON rating_requests TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON read_markers TO parley_maintenance;
GRANT INSERT, SELECT, UPDATE ON read_markers TO parley_partly_restricted;
GRANT INSERT (public_message_count, public_seq, side, ticket_id, user_id), SELECT (public_message_count, public_seq, shop_seq, side, ticket_id, user_id), UPDATE (public_message_count, public_seq, side) ON read_markers TO parley_requester;
GRANT INSERT, SELECT, UPDATE ON read_markers TO parley_restricted;
GRANT INSERT, SELECT, UPDATE ON read_markers TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON retention_rules TO parley_maintenance;
GRANT DELETE, INSERT (days, held_tickets, kind, statuses, would_remove), SELECT, UPDATE (checked_at, days, enabled, held_tickets, kind, statuses, would_remove) ON retention_rules TO parley_partly_restricted;
GRANT DELETE, INSERT (days, held_tickets, kind, statuses, would_remove), SELECT, UPDATE (checked_at, days, enabled, held_tickets, kind, statuses, would_remove) ON retention_rules TO parley_restricted;
GRANT DELETE, INSERT (days, held_tickets, kind, statuses, would_remove), SELECT, UPDATE (checked_at, days, enabled, held_tickets, kind, statuses, would_remove) ON retention_rules TO parley_staff;
GRANT SELECT, UPDATE ON revocations TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON revocations TO parley_maintenance;
GRANT SELECT, UPDATE ON revocations TO parley_partly_restricted;
GRANT SELECT, UPDATE (count) ON revocations TO parley_requester;
GRANT SELECT, UPDATE ON revocations TO parley_restricted;
GRANT SELECT, UPDATE ON revocations TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON saved_views TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE (filter, name, shared, sort_direction, sort_field) ON saved_views TO parley_partly_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE (filter, name, shared, sort_direction, sort_field) ON saved_views TO parley_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE (filter, name, shared, sort_direction, sort_field) ON saved_views TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON scheduled_messages TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE (based_on, body, hold_reason, send_at, state, updated_at) ON scheduled_messages TO parley_partly_restricted;
GRANT INSERT, SELECT, UPDATE (based_on, body, hold_reason, send_at, state, updated_at) ON scheduled_messages TO parley_requester;
GRANT DELETE, INSERT, SELECT, UPDATE (based_on, body, hold_reason, send_at, state, updated_at) ON scheduled_messages TO parley_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE (based_on, body, hold_reason, send_at, state, updated_at) ON scheduled_messages TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON screen_share_asks TO parley_maintenance;
GRANT DELETE, INSERT (asker_id, person_id, ticket_id), SELECT, UPDATE (declined_at) ON screen_share_asks TO parley_partly_restricted;
GRANT DELETE, SELECT, UPDATE (declined_at) ON screen_share_asks TO parley_requester;
GRANT DELETE, INSERT (asker_id, person_id, ticket_id), SELECT, UPDATE (declined_at) ON screen_share_asks TO parley_restricted;
GRANT DELETE, INSERT (asker_id, person_id, ticket_id), SELECT, UPDATE (declined_at) ON screen_share_asks TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON screen_share_signals TO parley_maintenance;
GRANT DELETE, INSERT (from_id, share_id, signal, to_id), SELECT ON screen_share_signals TO parley_partly_restricted;
GRANT INSERT (from_id, share_id, signal, to_id), SELECT ON screen_share_signals TO parley_requester;
GRANT DELETE, INSERT (from_id, share_id, signal, to_id), SELECT ON screen_share_signals TO parley_restricted;
GRANT DELETE, INSERT (from_id, share_id, signal, to_id), SELECT ON screen_share_signals TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON screen_shares TO parley_maintenance;
GRANT INSERT (id, sharer_id, ticket_id), SELECT, UPDATE (ended_at, seen_at) ON screen_shares TO parley_partly_restricted;
GRANT INSERT (id, sharer_id, ticket_id), SELECT, UPDATE (ended_at, seen_at) ON screen_shares TO parley_requester;
GRANT INSERT (id, sharer_id, ticket_id), SELECT, UPDATE (ended_at, seen_at) ON screen_shares TO parley_restricted;
GRANT INSERT (id, sharer_id, ticket_id), SELECT, UPDATE (ended_at, seen_at) ON screen_shares TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON search_documents TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON search_documents TO parley_partly_restricted;
GRANT DELETE, INSERT, SELECT ON search_documents TO parley_requester;
GRANT DELETE, INSERT, SELECT, UPDATE ON search_documents TO parley_restricted;
GRANT DELETE, INSERT, SELECT, UPDATE ON search_documents TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON second_factors TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON second_factors TO parley_maintenance;
GRANT INSERT, SELECT, UPDATE (owner_id, shop_name) ON sellers TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON sellers TO parley_maintenance;
GRANT SELECT, UPDATE (closed_at) ON sellers TO parley_partly_restricted;
GRANT SELECT, UPDATE (closed_at) ON sellers TO parley_requester;
GRANT SELECT, UPDATE (closed_at) ON sellers TO parley_restricted;
GRANT SELECT, UPDATE (closed_at) ON sellers TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON session_attendees TO parley_maintenance;
GRANT INSERT (session_id, user_id), SELECT, UPDATE (proposed_starts_at, responded_at, response) ON session_attendees TO parley_partly_restricted;
GRANT INSERT (proposed_starts_at, responded_at, response, session_id, user_id), SELECT, UPDATE (proposed_starts_at, responded_at, response) ON session_attendees TO parley_requester;
GRANT INSERT (session_id, user_id), SELECT, UPDATE (proposed_starts_at, responded_at, response) ON session_attendees TO parley_restricted;
GRANT INSERT (session_id, user_id), SELECT, UPDATE (proposed_starts_at, responded_at, response) ON session_attendees TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON sessions TO parley_maintenance;
GRANT INSERT (created_by, ends_at, host_id, id, join_url, meeting_state, provider, starts_at, ticket_id, time_zone), SELECT, UPDATE (cancelled_at, ends_at, join_url, meeting_problem, meeting_state, outcome, outcome_note, sequence, starts_at, updated_at) ON sessions TO parley_partly_restricted;
GRANT SELECT (cancelled_at, created_at, ends_at, host_id, id, join_url, meeting_state, outcome, provider, sequence, starts_at, ticket_id, time_zone, updated_at) ON sessions TO parley_requester;
GRANT INSERT (created_by, ends_at, host_id, id, join_url, meeting_state, provider, starts_at, ticket_id, time_zone), SELECT, UPDATE (cancelled_at, ends_at, join_url, meeting_problem, meeting_state, outcome, outcome_note, sequence, starts_at, updated_at) ON sessions TO parley_restricted;
GRANT INSERT (created_by, ends_at, host_id, id, join_url, meeting_state, provider, starts_at, ticket_id, time_zone), SELECT, UPDATE (cancelled_at, ends_at, join_url, meeting_problem, meeting_state, outcome, outcome_note, sequence, starts_at, updated_at) ON sessions TO parley_staff;
GRANT DELETE, SELECT ON setup_links TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON setup_links TO parley_maintenance;
GRANT SELECT, UPDATE (accepted_at, user_id) ON shop_invitations TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON shop_invitations TO parley_maintenance;
GRANT INSERT (email, expires_at, invited_by, shop_id, token_hash), SELECT (accepted_at, cancelled_at, created_at, email, expires_at, id, invited_by, shop_id, user_id), UPDATE (cancelled_at) ON shop_invitations TO parley_partly_restricted;
GRANT INSERT (email, expires_at, invited_by, shop_id, token_hash), SELECT (accepted_at, cancelled_at, created_at, email, expires_at, id, invited_by, shop_id, user_id), UPDATE (cancelled_at) ON shop_invitations TO parley_requester;
GRANT INSERT (email, expires_at, invited_by, shop_id, token_hash), SELECT (accepted_at, cancelled_at, created_at, email, expires_at, id, invited_by, shop_id, user_id), UPDATE (cancelled_at) ON shop_invitations TO parley_restricted;
GRANT INSERT (email, expires_at, invited_by, shop_id, token_hash), SELECT (accepted_at, cancelled_at, created_at, email, expires_at, id, invited_by, shop_id, user_id), UPDATE (cancelled_at) ON shop_invitations TO parley_staff;
GRANT INSERT, SELECT, UPDATE ON shop_members TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON shop_members TO parley_maintenance;
GRANT SELECT, UPDATE (removed_at) ON shop_members TO parley_partly_restricted;
GRANT SELECT, UPDATE (removed_at) ON shop_members TO parley_requester;
GRANT SELECT, UPDATE (removed_at) ON shop_members TO parley_restricted;
GRANT SELECT, UPDATE (removed_at) ON shop_members TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON shop_tickets TO parley_maintenance;
GRANT DELETE, INSERT, SELECT ON shop_tickets TO parley_partly_restricted;
GRANT INSERT, SELECT ON shop_tickets TO parley_requester;
GRANT DELETE, INSERT, SELECT ON shop_tickets TO parley_restricted;
GRANT DELETE, INSERT, SELECT ON shop_tickets TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON sign_in_attempts TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON sign_in_attempts TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON sign_ins TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON sign_ins TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON stale_figures TO parley_maintenance;
GRANT INSERT (at), SELECT ON stale_figures TO parley_partly_restricted;
GRANT INSERT (at) ON stale_figures TO parley_requester;
GRANT INSERT (at), SELECT ON stale_figures TO parley_restricted;
GRANT INSERT (at), SELECT ON stale_figures TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON suggestion_uses TO parley_maintenance;
GRANT INSERT (accepted, assigned, suggested, ticket_id), SELECT ON suggestion_uses TO parley_partly_restricted;
GRANT INSERT (accepted, assigned, suggested, ticket_id), SELECT ON suggestion_uses TO parley_restricted;
GRANT INSERT (accepted, assigned, suggested, ticket_id), SELECT ON suggestion_uses TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON support_tickets TO parley_maintenance;
GRANT INSERT, SELECT, UPDATE ON support_tickets TO parley_partly_restricted;
GRANT INSERT (addressed_to, id, order_reference, priority, requester_id, requester_role, seller_id, subject, tags, ticket_type), SELECT, UPDATE (due_at, escalated_at, former_ids, last_key, last_message_id, last_seq, message_count, participant_ids, priority, public_last_key, public_last_message_id, public_message_count, public_seq, public_updated_at, shared_waiting_on, shared_waiting_since, shop_assignee_id, shop_last_key, shop_last_message_id, shop_message_count, shop_participant_ids, shop_seq, shop_updated_at, status, tags, team, updated_at, waiting_on, waiting_since) ON support_tickets TO parley_requester;
GRANT INSERT, SELECT, UPDATE ON support_tickets TO parley_restricted;
GRANT INSERT, SELECT, UPDATE ON support_tickets TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON tag_counts TO parley_maintenance;
GRANT INSERT (tag, tickets), SELECT ON tag_counts TO parley_partly_restricted;
GRANT INSERT (tag, tickets) ON tag_counts TO parley_requester;
GRANT INSERT (tag, tickets), SELECT ON tag_counts TO parley_restricted;
GRANT INSERT (tag, tickets), SELECT ON tag_counts TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON teams TO parley_maintenance;
GRANT INSERT, SELECT, UPDATE (assignment, last_assigned_id, retired_at, retired_into, title) ON teams TO parley_partly_restricted;
GRANT SELECT (assignment, created_at, name, retired_at, title) ON teams TO parley_requester;
GRANT INSERT, SELECT, UPDATE (assignment, last_assigned_id, retired_at, retired_into, title) ON teams TO parley_restricted;
GRANT INSERT, SELECT, UPDATE (assignment, last_assigned_id, retired_at, retired_into, title) ON teams TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON text_messages TO parley_maintenance;
GRANT INSERT (body, id, kind, phone, user_id) ON text_messages TO parley_partly_restricted;
GRANT INSERT (body, id, kind, phone, user_id) ON text_messages TO parley_requester;
GRANT INSERT (body, id, kind, phone, user_id) ON text_messages TO parley_restricted;
GRANT INSERT (body, id, kind, phone, user_id) ON text_messages TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON ticket_counts TO parley_maintenance;
GRANT INSERT (is_escalated, is_unassigned, status, tickets, waiting_on), SELECT ON ticket_counts TO parley_partly_restricted;
GRANT INSERT (is_escalated, is_unassigned, status, tickets, waiting_on) ON ticket_counts TO parley_requester;
GRANT INSERT (is_escalated, is_unassigned, status, tickets, waiting_on), SELECT ON ticket_counts TO parley_restricted;
GRANT INSERT (is_escalated, is_unassigned, status, tickets, waiting_on), SELECT ON ticket_counts TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON ticket_events TO parley_maintenance;
GRANT INSERT, SELECT, UPDATE (shop_message_count, shop_seq) ON ticket_events TO parley_partly_restricted;
GRANT INSERT, SELECT ON ticket_events TO parley_requester;
GRANT INSERT, SELECT, UPDATE (shop_message_count, shop_seq) ON ticket_events TO parley_restricted;
GRANT INSERT, SELECT, UPDATE (shop_message_count, shop_seq) ON ticket_events TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON ticket_facts TO parley_maintenance;
GRANT INSERT, SELECT, UPDATE (assignee_id, seller_id, tags, team, ticket_type) ON ticket_facts TO parley_partly_restricted;
GRANT INSERT, SELECT (at, bucket, kind, seconds, seller_id, seq, ticket_id, ticket_type, working_bucket, working_seconds), UPDATE (assignee_id, seller_id, tags, team, ticket_type) ON ticket_facts TO parley_requester;
GRANT INSERT, SELECT, UPDATE (assignee_id, seller_id, tags, team, ticket_type) ON ticket_facts TO parley_restricted;
GRANT INSERT, SELECT, UPDATE (assignee_id, seller_id, tags, team, ticket_type) ON ticket_facts TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON ticket_messages TO parley_maintenance;
GRANT INSERT, SELECT, UPDATE (body, deleted_at, edited_at) ON ticket_messages TO parley_partly_restricted;
GRANT INSERT, SELECT, UPDATE (body, deleted_at, edited_at) ON ticket_messages TO parley_requester;
GRANT INSERT, SELECT, UPDATE (body, deleted_at, edited_at) ON ticket_messages TO parley_restricted;
GRANT INSERT, SELECT, UPDATE (body, deleted_at, edited_at) ON ticket_messages TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON ticket_notes TO parley_maintenance;
GRANT INSERT, SELECT, UPDATE ON ticket_notes TO parley_partly_restricted;
GRANT INSERT, SELECT, UPDATE ON ticket_notes TO parley_restricted;
GRANT INSERT, SELECT, UPDATE ON ticket_notes TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON ticket_participants TO parley_maintenance;
GRANT INSERT, SELECT, UPDATE ON ticket_participants TO parley_partly_restricted;
GRANT SELECT, UPDATE (left_at) ON ticket_participants TO parley_requester;
GRANT INSERT, SELECT, UPDATE ON ticket_participants TO parley_restricted;
GRANT INSERT, SELECT, UPDATE ON ticket_participants TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON ticket_ratings TO parley_maintenance;
GRANT SELECT, UPDATE (comment, updated_at) ON ticket_ratings TO parley_partly_restricted;
GRANT INSERT (comment, score, ticket_id), SELECT, UPDATE (comment, score, updated_at) ON ticket_ratings TO parley_requester;
GRANT SELECT, UPDATE (comment, updated_at) ON ticket_ratings TO parley_restricted;
GRANT SELECT, UPDATE (comment, updated_at) ON ticket_ratings TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON ticket_stars TO parley_maintenance;
GRANT DELETE, INSERT, SELECT ON ticket_stars TO parley_partly_restricted;
GRANT DELETE, INSERT, SELECT ON ticket_stars TO parley_requester;
GRANT DELETE, INSERT, SELECT ON ticket_stars TO parley_restricted;
GRANT DELETE, INSERT, SELECT ON ticket_stars TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON time_off TO parley_maintenance;
GRANT DELETE, INSERT (ends_at, is_away, note, starts_at, user_id), SELECT ON time_off TO parley_partly_restricted;
GRANT SELECT (ends_at, starts_at, user_id) ON time_off TO parley_requester;
GRANT DELETE, INSERT (ends_at, is_away, note, starts_at, user_id), SELECT ON time_off TO parley_restricted;
GRANT DELETE, INSERT (ends_at, is_away, note, starts_at, user_id), SELECT ON time_off TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON user_pictures TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON user_pictures TO parley_maintenance;
GRANT SELECT ON user_pictures TO parley_partly_restricted;
GRANT SELECT ON user_pictures TO parley_requester;
GRANT SELECT ON user_pictures TO parley_restricted;
GRANT SELECT ON user_pictures TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON users TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON users TO parley_maintenance;
GRANT SELECT, UPDATE (disabled_at, expertise, name, role, team, two_factor_enabled, updated_at) ON users TO parley_partly_restricted;
GRANT SELECT ON users TO parley_requester;
GRANT SELECT, UPDATE (disabled_at, expertise, name, role, team, two_factor_enabled, updated_at) ON users TO parley_restricted;
GRANT SELECT, UPDATE (disabled_at, expertise, name, role, team, two_factor_enabled, updated_at) ON users TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON verifications TO parley_auth;
GRANT DELETE, INSERT, SELECT, UPDATE ON verifications TO parley_maintenance;
GRANT DELETE, INSERT, SELECT, UPDATE ON work_settings TO parley_maintenance;
GRANT INSERT, SELECT, UPDATE (load_limit, time_zone) ON work_settings TO parley_partly_restricted;
GRANT SELECT (time_zone, user_id) ON work_settings TO parley_requester;
GRANT INSERT, SELECT, UPDATE (load_limit, time_zone) ON work_settings TO parley_restricted;
GRANT INSERT, SELECT, UPDATE (load_limit, time_zone) ON work_settings TO parley_staff;
GRANT DELETE, INSERT, SELECT, UPDATE ON working_hours TO parley_maintenance;
GRANT DELETE, INSERT, SELECT ON working_hours TO parley_partly_restricted;
GRANT SELECT ON working_hours TO parley_requester;
GRANT DELETE, INSERT, SELECT ON working_hours TO parley_restricted;
GRANT DELETE, INSERT, SELECT ON working_hours TO parley_staff;
GRANT USAGE ON SEQUENCE assignee_counts_id_seq TO parley_maintenance;
GRANT USAGE ON SEQUENCE assignee_counts_id_seq TO parley_partly_restricted;
GRANT USAGE ON SEQUENCE assignee_counts_id_seq TO parley_requester;
GRANT USAGE ON SEQUENCE assignee_counts_id_seq TO parley_restricted;
GRANT USAGE ON SEQUENCE assignee_counts_id_seq TO parley_staff;
GRANT USAGE ON SEQUENCE audit_log_id_seq TO parley_auth;
GRANT UPDATE, USAGE ON SEQUENCE audit_log_id_seq TO parley_maintenance;
GRANT USAGE ON SEQUENCE audit_log_id_seq TO parley_partly_restricted;
GRANT USAGE ON SEQUENCE audit_log_id_seq TO parley_requester;
GRANT USAGE ON SEQUENCE audit_log_id_seq TO parley_restricted;
GRANT USAGE ON SEQUENCE audit_log_id_seq TO parley_staff;
GRANT USAGE ON SEQUENCE live_changes_id_seq TO parley_auth;
GRANT UPDATE, USAGE ON SEQUENCE live_changes_id_seq TO parley_maintenance;
GRANT USAGE ON SEQUENCE live_changes_id_seq TO parley_partly_restricted;
GRANT USAGE ON SEQUENCE live_changes_id_seq TO parley_requester;
GRANT USAGE ON SEQUENCE live_changes_id_seq TO parley_restricted;
GRANT USAGE ON SEQUENCE live_changes_id_seq TO parley_staff;
GRANT UPDATE, USAGE ON SEQUENCE screen_share_signals_id_seq TO parley_maintenance;
GRANT USAGE ON SEQUENCE screen_share_signals_id_seq TO parley_partly_restricted;
GRANT USAGE ON SEQUENCE screen_share_signals_id_seq TO parley_requester;
GRANT USAGE ON SEQUENCE screen_share_signals_id_seq TO parley_restricted;
GRANT USAGE ON SEQUENCE screen_share_signals_id_seq TO parley_staff;
GRANT UPDATE, USAGE ON SEQUENCE stale_figures_id_seq TO parley_maintenance;
GRANT USAGE ON SEQUENCE stale_figures_id_seq TO parley_partly_restricted;
GRANT USAGE ON SEQUENCE stale_figures_id_seq TO parley_requester;
GRANT USAGE ON SEQUENCE stale_figures_id_seq TO parley_restricted;
GRANT USAGE ON SEQUENCE stale_figures_id_seq TO parley_staff;
GRANT USAGE ON SEQUENCE tag_counts_id_seq TO parley_maintenance;
GRANT USAGE ON SEQUENCE tag_counts_id_seq TO parley_partly_restricted;
GRANT USAGE ON SEQUENCE tag_counts_id_seq TO parley_requester;
GRANT USAGE ON SEQUENCE tag_counts_id_seq TO parley_restricted;
GRANT USAGE ON SEQUENCE tag_counts_id_seq TO parley_staff;
GRANT USAGE ON SEQUENCE ticket_counts_id_seq TO parley_maintenance;
GRANT USAGE ON SEQUENCE ticket_counts_id_seq TO parley_partly_restricted;
GRANT USAGE ON SEQUENCE ticket_counts_id_seq TO parley_requester;
GRANT USAGE ON SEQUENCE ticket_counts_id_seq TO parley_restricted;
GRANT USAGE ON SEQUENCE ticket_counts_id_seq TO parley_staff;
GRANT UPDATE, USAGE ON SEQUENCE ticket_events_id_seq TO parley_maintenance;
GRANT USAGE ON SEQUENCE ticket_events_id_seq TO parley_partly_restricted;
GRANT USAGE ON SEQUENCE ticket_events_id_seq TO parley_requester;
GRANT USAGE ON SEQUENCE ticket_events_id_seq TO parley_restricted;
GRANT USAGE ON SEQUENCE ticket_events_id_seq TO parley_staff;
GRANT UPDATE, USAGE ON SEQUENCE ticket_number_seq TO parley_maintenance;
GRANT USAGE ON SEQUENCE ticket_number_seq TO parley_partly_restricted;
GRANT USAGE ON SEQUENCE ticket_number_seq TO parley_requester;
GRANT USAGE ON SEQUENCE ticket_number_seq TO parley_restricted;
GRANT USAGE ON SEQUENCE ticket_number_seq TO parley_staff;
