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

/** Somebody who can be assigned tickets. */
export interface Colleague {
  id: string
  expertise: string[]
  isWorking: boolean
  openTickets: number
  loadLimit: number | null
}

// The staff are read first: sorted together with the rest, PostgreSQL reads all users in the order of their ids.
const colleagues = statement<Colleague & Record<string, unknown>>(`
  WITH staff AS MATERIALIZED (SELECT id, expertise FROM users WHERE role IN ('agent', 'admin') AND disabled_at IS NULL AND NOT is_service)
  SELECT s.id, s.expertise, works_at(s.id, now()) AS "isWorking", open_tickets_of(s.id) AS "openTickets", w.load_limit AS "loadLimit"
  FROM staff s LEFT JOIN work_settings w ON w.user_id = s.id ORDER BY s.id`)

/** Everybody who can be assigned tickets, in the order of their ids. */
export const readColleagues = (): Promise<Colleague[]> => colleagues.rows()
