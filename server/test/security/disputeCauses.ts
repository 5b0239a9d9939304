/** The tickets that the statements below are about, and a shop with a buyer who writes to it. */
interface Tickets {
  buyer: { uuid: string }
  spare: { uuid: string }
  leaving: { uuid: string }
  writer: string
  shopOwner: string
}

/** A ticket between a buyer and a shop, a decided dispute against which the requester can appeal, an appeal that nobody has decided, and evidence that nobody has sent. */
export const openDisputes = ({ buyer, leaving, writer, shopOwner }: Tickets): string => `
  with t as (insert into support_tickets (id, subject, requester_id, requester_role, seller_id, addressed_to)
    select gen_random_uuid(), 'To a shop', '${writer}', 'buyer', id, 'shop' from sellers where owner_id = '${shopOwner}' returning id)
    select set_config('test.shop_ticket', id::text, true) from t;
  insert into ticket_events (ticket_id, kind) select current_setting('test.shop_ticket')::uuid, 'unclaimed';
  insert into cases (ticket_id, escalated_by, side, reason) select id, requester_id, 'requester', 'r' from support_tickets where id = '${leaving.uuid}';
  update cases set outcome = 'dismissed', decision_reason = 'r', decided_at = now(), due_at = null, appealable_until = now() + interval '1 day'
    where ticket_id = '${leaving.uuid}';
  insert into case_appeals (ticket_id, side, appealed_by, reason) select id, 'shop', requester_id, 'r' from support_tickets where id = '${buyer.uuid}';
  insert into evidence_requests (ticket_id, side, text, due_at) values ('${buyer.uuid}', 'requester', 't', now() + interval '1 day')`

/** Steps of disputes and of the people of shops, by table; what triggers have written is counted by the superuser. */
export function disputeCauses(table: string, { buyer, spare, leaving }: Tickets, somebody: string): string[] {
  const appeal = `insert into case_appeals (ticket_id, side, appealed_by, reason) values ('${leaving.uuid}', 'requester', viewer_id(), 'r')`
  const invite = `insert into shop_invitations (shop_id, email, token_hash, invited_by, expires_at)
    select id, 'probe@shop.test', 'probe', viewer_id(), now() from sellers where owner_id = viewer_id() or viewer_role() = 'admin' limit 1`
  const causes: Record<string, string[]> = {
    // A shop's side that comes into being is numbered.
    ticket_events: [
      `update support_tickets set has_shop_side = true where id = '${buyer.uuid}';
       reset role; select 1 from ticket_events where ticket_id = '${buyer.uuid}' and shop_seq is not null`,
    ],
    cases: [
      `insert into cases (ticket_id, escalated_by, side, reason) values ('${spare.uuid}', viewer_id(), 'requester', 'r')`,
      `${appeal}; reset role; select 1 from cases where ticket_id = '${leaving.uuid}' and appealable_until is null`,
    ],
    case_appeals: [
      appeal,
      `update case_appeals set decided_by = viewer_id(), decided_at = now(), outcome = 'dismissed', decision_reason = 'r' where decided_at is null`,
      'update case_appeals set reason = null, decision_reason = null where decided_at is not null',
    ],
    evidence_requests: [
      `insert into evidence_requests (ticket_id, side, text, requested_by, due_at) values ('${buyer.uuid}', 'requester', 't', viewer_id(), now())`,
      `update evidence_requests set answered_at = now(), answered_by = viewer_id() where answered_at is null`,
      `update evidence_requests set answered_at = now(), answered_by = '${somebody}' where answered_at is null`,
      `update evidence_requests set text = 'another' where answered_at is null`,
      'update evidence_requests set text = null where answered_at is not null',
    ],
    mail_outbox: [
      `${invite}; insert into mail_outbox (id, kind, shop_invitation_id, recipient, subject, body)
        select gen_random_uuid(), 'shop_invitation', id, email, 's', 'b' from shop_invitations where email = 'probe@shop.test'`,
    ],
    shop_invitations: [invite, 'update shop_invitations set cancelled_at = now()'],
    shop_members: ['update shop_members set removed_at = now() where user_id = viewer_id()'],
    audit_log: ['update shop_invitations set cancelled_at = now()'],
  }
  return causes[table] ?? []
}
