/** A table of an exported desk. */
interface ExportedTable {
  name: string
  /** Columns that are left out: they follow in a second pass, or have a meaning only in this database. */
  without?: readonly string[]
  /** The rows that are exported; all by default. */
  where?: string
  /** Only with `--passwords`. */
  secret?: boolean
}

/**
 * The tables of an exported desk, in the order of their references. teams and users refer to each other, so teams come twice: the second
 * time they are complete.
 */
export const EXPORTED: readonly ExportedTable[] = [
  { name: 'teams', without: ['last_assigned_id'] },
  { name: 'users' },
  { name: 'teams' },
  { name: 'accounts', where: `provider_id = 'credential'`, secret: true },
  { name: 'invitations' },
  { name: 'sellers' },
  { name: 'shop_members' },
  { name: 'shop_invitations' },
  // How the backups of this server went.
  { name: 'desk_settings', without: ['last_backup_at', 'last_backup_problem'] },
  { name: 'desk_logo' },
  { name: 'user_pictures' },
  { name: 'work_settings' },
  { name: 'working_hours' },
  { name: 'time_off' },
  { name: 'notification_settings' },
  { name: 'notification_preferences' },
  { name: 'desk_tags' },
  { name: 'macros' },
  { name: 'macro_uses' },
  { name: 'saved_views' },
  { name: 'support_tickets' },
  { name: 'shop_tickets' },
  { name: 'ticket_participants' },
  { name: 'ticket_messages' },
  { name: 'message_reactions' },
  // The transaction orders events in the feeds of one database.
  { name: 'ticket_events', without: ['txid'] },
  // Not derived again: working times are measured in the working hours of their day (docs/analytics.md).
  { name: 'ticket_facts' },
  { name: 'rating_requests' },
  { name: 'ticket_ratings' },
  { name: 'cases' },
  { name: 'case_appeals' },
  { name: 'evidence_requests' },
  { name: 'suggestion_uses' },
  { name: 'attachments', where: `state = 'attached'` },
  { name: 'inbound_mails' },
  { name: 'ticket_notes' },
  { name: 'ticket_stars' },
  { name: 'read_markers' },
  { name: 'chat_requests' },
  { name: 'chat_request_words' },
  { name: 'sessions' },
  { name: 'session_attendees' },
  { name: 'screen_shares' },
  { name: 'screen_share_asks' },
  { name: 'scheduled_messages' },
  { name: 'notifications' },
  { name: 'legal_holds' },
  { name: 'emergency_accesses' },
  { name: 'erasures' },
  { name: 'retention_rules' },
  { name: 'audit_log' },
  { name: 'imported_rows' },
]

/** The tables that are not exported, and why. */
export const LEFT_OUT: Record<string, string> = {
  sign_ins: 'access to this desk',
  api_tokens: 'access to this desk',
  verifications: 'access to this desk',
  second_factors: 'access to this desk',
  passkeys: 'access to this desk',
  sign_in_attempts: 'access to this desk',
  rate_limits: 'the state of its nodes',
  handover_uses: 'access to this desk',
  external_shops: 'access to this desk',
  setup_links: 'access to this desk',
  desk_secrets: 'secrets of this desk',
  phone_codes: 'secrets of this desk',
  push_subscriptions: 'bound to the keys of this desk',
  notification_channels: 'what the environment of this desk says',
  notification_deliveries: 'what this desk has sent or is about to send',
  mail_outbox: 'what this desk is about to send',
  push_outbox: 'what this desk is about to send',
  text_messages: 'what this desk is about to send',
  batch_jobs: 'work in progress',
  batch_items: 'work in progress',
  screen_share_signals: 'work in progress',
  live_changes: 'the feeds of this desk',
  revocations: 'the feeds of this desk',
  desk_uptime: 'the state of its nodes',
  job_nodes: 'the state of its nodes',
  search_documents: 'derived: triggers index each row that is imported',
  learned_tickets: 'derived: a job learns from resolved tickets',
  figure_days: 'derived: a job counts the facts of finished days',
  daily_figures: 'derived: a job counts the facts of finished days',
  stale_figures: 'derived: a job counts the facts of finished days',
  ticket_counts: 'derived: triggers count each ticket that is imported',
  tag_counts: 'derived: triggers count each ticket that is imported',
  assignee_counts: 'derived: triggers count each ticket that is imported',
}
