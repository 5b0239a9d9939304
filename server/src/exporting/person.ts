import { statement } from '../platform/database/statement.ts'

// One statement reads one snapshot.
const read = statement<{ data: object }>(`
  SELECT json_build_object(
    'person', json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'role', u.role, 'avatarUrl', u.avatar_url, 'expertise', u.expertise,
      'team', u.team, 'language', u.language, 'browserLanguage', u.browser_language, 'timeZone', u.time_zone, 'createdAt', u.created_at, 'lastSeenAt', u.last_seen_at, 'disabledAt', u.disabled_at),
    'shops', (SELECT coalesce(json_agg(json_build_object('name', s.shop_name, 'createdAt', s.created_at) ORDER BY s.created_at, s.id), '[]')
      FROM sellers s WHERE s.owner_id = u.id),
    'memberships', (SELECT coalesce(json_agg(json_build_object('shop', s.shop_name, 'from', m.joined_at, 'until', m.removed_at)
      ORDER BY m.joined_at, s.id), '[]') FROM shop_members m JOIN sellers s ON s.id = m.shop_id WHERE m.user_id = u.id AND s.owner_id <> u.id),
    'settings', (SELECT json_build_object('timeZone', n.time_zone, 'digest', n.digest, 'phone', n.phone, 'phoneVerifiedAt', n.phone_verified_at)
      FROM notification_settings n WHERE n.user_id = u.id),
    'tickets', (SELECT coalesce(json_agg(json_build_object('number', t.ticket_number, 'subject', t.subject, 'status', t.status,
      'createdAt', t.created_at, 'resolvedAt', t.resolved_at) ORDER BY t.created_at, t.id), '[]') FROM support_tickets t WHERE t.requester_id = u.id),
    'participations', (SELECT coalesce(json_agg(json_build_object('ticket', t.ticket_number, 'from', p.joined_at, 'until', p.left_at)
      ORDER BY p.joined_at, t.id), '[]') FROM ticket_participants p JOIN support_tickets t ON t.id = p.ticket_id WHERE p.user_id = u.id),
    'messages', (SELECT coalesce(json_agg(json_build_object('ticket', t.ticket_number, 'at', m.created_at, 'internalNote', m.audience = 'staff', 'audience', m.audience,
      'body', m.body, 'deletedAt', m.deleted_at) ORDER BY m.created_at, m.id), '[]')
      FROM ticket_messages m JOIN support_tickets t ON t.id = m.ticket_id WHERE m.author_id = u.id),
    'reactions', (SELECT coalesce(json_agg(json_build_object('ticket', t.ticket_number, 'message', r.message_id, 'emoji', r.emoji, 'at', r.at)
      ORDER BY r.at), '[]') FROM message_reactions r JOIN support_tickets t ON t.id = r.ticket_id WHERE r.user_id = u.id),
    'files', (SELECT coalesce(json_agg(json_build_object('id', a.id, 'ticket', t.ticket_number, 'name', a.file_name, 'type', a.content_type,
      'bytes', a.size, 'uploadedAt', a.created_at) ORDER BY a.created_at, a.id), '[]')
      FROM attachments a JOIN ticket_messages m ON m.id = a.message_id JOIN support_tickets t ON t.id = m.ticket_id
      WHERE a.owner_id = u.id AND a.state = 'attached'),
    'requests', (SELECT coalesce(json_agg(json_build_object('ticket', r.ticket_number, 'at', r.created_at, 'status', r.status, 'reason', w.reason)
      ORDER BY r.created_at, r.id), '[]') FROM chat_requests r LEFT JOIN chat_request_words w ON w.request_id = r.id WHERE r.requester_id = u.id),
    'sessions', (SELECT coalesce(json_agg(json_build_object('ticket', t.ticket_number, 'startsAt', s.starts_at, 'response', a.response)
      ORDER BY s.starts_at, s.id), '[]') FROM session_attendees a JOIN sessions s ON s.id = a.session_id JOIN support_tickets t ON t.id = s.ticket_id
      WHERE a.user_id = u.id),
    'ratings', (SELECT coalesce(json_agg(json_build_object('ticket', t.ticket_number, 'score', r.score, 'comment', r.comment, 'ratedAt', r.rated_at)
      ORDER BY r.rated_at, r.id), '[]') FROM ticket_ratings r JOIN support_tickets t ON t.id = r.ticket_id WHERE r.requester_id = u.id),
    'audit', (SELECT coalesce(json_agg(json_build_object('at', e.at, 'kind', e.kind, 'ip', e.ip, 'userAgent', e.user_agent) ORDER BY e.id), '[]')
      FROM audit_log e WHERE e.actor_id = u.id)) AS data
  FROM users u WHERE u.id = $1`)
const utc = statement(`SET LOCAL timezone = 'UTC'`)

/** What is stored about a person, as the viewer (an admin) may read it; undefined if they do not exist. */
export async function exportPerson(userId: string): Promise<object | undefined> {
  await utc.rows()
  return (await read.first(userId))?.data
}
