import { isWithinWorkingHours } from '../assignment/isWithinWorkingHours.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'

/** Something that speaks against a time; it prevents nothing. */
export interface SessionWarning {
  kind: 'overlap' | 'outside_hours'
  personId: string
  /** The other session, or the planned one outside of working hours. */
  startsAt: Date
  endsAt: Date
}

/** A session as it is planned. */
interface Plan {
  ticketId: string
  hostId: string
  startsAt: Date
  endsAt: Date
  /** The session that is to be moved: it does not overlap with itself. */
  exceptId?: string | null
}

const overlaps = statement<SessionWarning & Record<string, unknown>>(`
  SELECT 'overlap' AS kind, p.id AS "personId", s.starts_at AS "startsAt", s.ends_at AS "endsAt"
  FROM (SELECT $1::uuid AS id UNION SELECT unnest(t.participant_ids) FROM support_tickets t WHERE t.id = $2) p
  JOIN sessions s ON s.cancelled_at IS NULL AND s.starts_at < $4 AND s.ends_at > $3 AND s.id IS DISTINCT FROM $5
    AND (s.host_id = p.id OR EXISTS (SELECT FROM session_attendees a
      WHERE a.session_id = s.id AND a.user_id = p.id AND a.response IS DISTINCT FROM 'declined'))
  ORDER BY s.starts_at, p.id LIMIT 20`)

/** Warnings about a planned session, for staff: overlaps of the host and the invited, and times outside of the host's working hours. */
export async function warningsAbout({ ticketId, hostId, startsAt, endsAt, exceptId }: Plan): Promise<SessionWarning[]> {
  if (!isUuid(ticketId) || !isUuid(hostId)) return []
  const found = await overlaps.rows(hostId, ticketId, startsAt, endsAt, exceptId || null)
  if ((await isWithinWorkingHours(hostId, startsAt, endsAt)) !== false) return found
  return [{ kind: 'outside_hours', personId: hostId, startsAt, endsAt }, ...found]
}
