import { statement } from '../platform/database/statement.ts'

/** What a job of a deadline is about. */
interface Deadline {
  ticketId: string
  /** The deadline that it was added for; it does nothing if there is another by now. */
  dueAt: string
  /** Of `evidence_due`: the request. */
  requestId: string | null
}

const lock = statement('SELECT FROM support_tickets WHERE id = $1 FOR NO KEY UPDATE')

const raise = (people: string, kind: string, data = `jsonb_build_object('dueAt', $2::timestamptz)`) => `
  SELECT raise_of_case(${people}, '${kind}', t.id, NULL, ${data}) AS ids`
// What maintenance writes is sent nowhere, unless it is decided about: the triggers leave bulk loads alone.
const deliver = statement('SELECT decide_about($1::uuid[])')
const isNotified = (
  kind: string,
) => `EXISTS (SELECT FROM notifications n WHERE n.ticket_id = t.id AND n.kind = '${kind}'
  AND (n.data ->> 'dueAt')::timestamptz = $2::timestamptz)`

const OF_SHOP = `t.id = $1 AND t.escalated_at IS NULL AND t.shared_waiting_on = 'shop' AND t.due_at = $2::timestamptz`
const remindShop = statement<{ ids: string[] | null }>(`
  ${raise(`ARRAY(SELECT people_of_side(t.id, 'shop'))`, 'shop_reminder')}
  FROM support_tickets t WHERE ${OF_SHOP} AND t.due_at > clock_timestamp() AND NOT ${isNotified('shop_reminder')}`)

const recordOverdue = statement<{ id: string }>(`
  INSERT INTO ticket_events (ticket_id, kind, data)
  SELECT t.id, 'shop_response_overdue', jsonb_build_object('dueAt', $2::timestamptz) FROM support_tickets t
  WHERE ${OF_SHOP} AND t.due_at <= clock_timestamp() AND NOT deadline_is_recorded(t.id, 'shop_response_overdue', t.due_at) RETURNING id`)
const tellBuyer = statement<{ ids: string[] | null }>(`
  ${raise(`ARRAY(SELECT people_of_side(t.id, 'requester'))`, 'response_overdue')} FROM support_tickets t WHERE t.id = $1`)

const expireEvidence = statement(`
  UPDATE evidence_requests SET overdue_at = clock_timestamp()
  WHERE id = $1 AND answered_at IS NULL AND overdue_at IS NULL AND due_at = $2::timestamptz AND due_at <= clock_timestamp() RETURNING id`)
const tellOfEvidence = statement<{ ids: string[] | null }>(`
  ${raise('agents_of_case(t.id)', 'case_due', `jsonb_build_object('to', 'evidence', 'dueAt', $2::timestamptz)`)}
  FROM support_tickets t WHERE t.id = $1`)

const tellOfDecision = statement<{ ids: string[] | null }>(`
  ${raise('agents_of_case(t.id)', 'case_due', `jsonb_build_object('to', 'decision', 'dueAt', $2::timestamptz)`)}
  FROM support_tickets t JOIN cases c ON c.ticket_id = t.id
  WHERE t.id = $1 AND c.due_at = $2::timestamptz AND c.due_at <= clock_timestamp() AND NOT ${isNotified('case_due')}`)

type Raised = { ids: string[] | null } | undefined

/** What each deadline does, under the ticket's lock. It may run again: each asks first whether it is already done. */
const ACTIONS: Record<string, (deadline: Deadline) => Promise<Raised>> = {
  shop_reminder: ({ ticketId, dueAt }) => remindShop.first(ticketId, dueAt),
  shop_response_overdue: async ({ ticketId, dueAt }) =>
    (await recordOverdue.first(ticketId, dueAt)) && tellBuyer.first(ticketId, dueAt),
  evidence_due: async ({ ticketId, dueAt, requestId }) =>
    (await expireEvidence.first(requestId, dueAt)) && tellOfEvidence.first(ticketId, dueAt),
  decision_due: ({ ticketId, dueAt }) => tellOfDecision.first(ticketId, dueAt),
}

/** The job `case_deadline`: reminds a shop, or records that a deadline has passed and notifies. One transaction of maintenance. */
export async function meetDeadline(payload: Record<string, unknown>): Promise<void> {
  const act = ACTIONS[String(payload['deadline'])]
  const deadline: Deadline = {
    ticketId: String(payload['ticketId']),
    dueAt: String(payload['dueAt']),
    requestId: payload['requestId'] == null ? null : String(payload['requestId']),
  }
  if (!act) return
  await lock.rows(deadline.ticketId)
  const raised = await act(deadline)
  if (raised?.ids) await deliver.rows(raised.ids)
}
