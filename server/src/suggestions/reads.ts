import { statement } from '../platform/database/statement.ts'

/** A ticket for which somebody is sought. */
export interface OpenTicket {
  id: string
  subject: string
  /** What its requester wrote before staff answered. */
  bodies: string[]
  tags: string[]
  /** The people who answer for its team. */
  answering: string[]
  /** Who is not suggested: its participants and assignee, and whoever has just returned it. */
  excluded: string[]
}

const tickets = statement<OpenTicket & Record<string, unknown>>(`
  SELECT t.id, t.subject, t.tags, ARRAY(SELECT m.body FROM request_messages(t.id) m) AS bodies,
    ARRAY(SELECT agents_for(t.team))::text[] AS answering,
    array_remove(t.participant_ids || t.assignee_id || returned_by(t.id), NULL)::text[] AS excluded
  FROM support_tickets t WHERE t.id = ANY ($1::uuid[])`)

/** These tickets, in no particular order. */
export const readOpenTickets = (ids: readonly string[]): Promise<OpenTicket[]> => tickets.rows(ids)

const staff = statement<{ id: string; expertise: string[] }>(
  `SELECT id, expertise FROM users WHERE role IN ('agent', 'admin') AND disabled_at IS NULL ORDER BY id`,
)

/** Everybody who can be assigned tickets, and their expertise. */
export const readStaff = (): Promise<{ id: string; expertise: string[] }[]> => staff.rows()
