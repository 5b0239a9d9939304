import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type DisputeDesk, disputeDesk } from '../../test/disputes.ts'
import { uuidIn } from '../../test/testApp.ts'

let desk: DisputeDesk
beforeAll(async () => {
  desk = await disputeDesk()
})
afterAll(() => desk.close())

describe('escalate', () => {
  test('a buyer asks the platform in: the ticket waits for staff, in the team for disputes, with a time for the decision', async () => {
    const ticket = await desk.open()
    expect(await desk.escalate(desk.buyer, ticket, 'They do not refund.')).toEqual([])
    const { case: dispute, ...seen } = await desk.see(desk.buyer, ticket)
    expect(seen).toMatchObject({
      waitingOn: 'STAFF',
      team: 'Disputes',
      viewerCanEscalate: false,
      shopResponseDueAt: null,
    })
    expect(dispute).toMatchObject({
      side: 'REQUESTER',
      reason: 'They do not refund.',
      isAfterDeadline: false,
      outcome: null,
    })
    const hours = (Date.parse(dispute.dueAt) - Date.parse(dispute.escalatedAt)) / 3_600_000
    expect(Math.round(hours)).toBe(72)
    expect(seen.dueAt).toBe(dispute.dueAt)
  })

  test('of both sides at once, one is first; a third time is a conflict as well', async () => {
    const ticket = await desk.open()
    const codes = await Promise.all([desk.escalate(desk.buyer, ticket, 'A'), desk.escalate(desk.seller, ticket, 'B')])
    expect(codes.flat()).toEqual(['CONFLICT'])
    expect(await desk.escalate(desk.buyer, ticket, 'C')).toEqual(['CONFLICT'])
    expect(await desk.events(ticket, 'case_escalated')).toHaveLength(1)
  })

  test('a reason is needed until the shop’s deadline has passed; then the buyer, not the shop, needs none', async () => {
    const ticket = await desk.open()
    expect(await desk.see(desk.buyer, ticket)).toMatchObject({ waitingOn: 'SHOP', viewerNeedsReasonToEscalate: true })
    expect(await desk.escalate(desk.buyer, ticket, null)).toEqual(['VALIDATION'])
    await desk.passDeadline(ticket)
    expect(await desk.escalate(desk.seller, ticket, null)).toEqual(['VALIDATION'])
    expect(await desk.see(desk.buyer, ticket)).toMatchObject({ viewerNeedsReasonToEscalate: false })
    expect(await desk.escalate(desk.buyer, ticket, null)).toEqual([])
    expect((await desk.see(desk.agent, ticket)).case).toMatchObject({ reason: '', isAfterDeadline: true })
  })

  test('staff cannot escalate, strangers find nothing, and a ticket without a shop has nobody to complain about', async () => {
    const ticket = await desk.open()
    expect(await desk.escalate(desk.agent, ticket, 'A')).toEqual(['FORBIDDEN'])
    expect(await desk.escalate(desk.stranger, ticket, 'A')).toEqual(['NOT_FOUND'])
    const alone = await desk.openWithStaff()
    expect(await desk.escalate(desk.buyer, alone, 'A')).toEqual(['FORBIDDEN'])
  })

  test('a resolved ticket is reopened', async () => {
    const ticket = await desk.open()
    await desk.app.sql(`update support_tickets set status = 'resolved' where id = $1`, [uuidIn(ticket)])
    expect(await desk.escalate(desk.buyer, ticket, 'It still does not work.')).toEqual([])
    expect(await desk.see(desk.buyer, ticket)).toMatchObject({ status: 'OPEN', waitingOn: 'STAFF' })
  })
})

describe('evidence', () => {
  test('one side is asked, and its next message answers; the other side sees nothing of it', async () => {
    const ticket = await desk.escalated()
    expect(await desk.requestEvidence(desk.agent, ticket, 'REQUESTER')).toEqual([])
    expect((await desk.see(desk.agent, ticket)).waitingOn).toBe('REQUESTER')
    expect((await desk.see(desk.buyer, ticket)).case.evidenceRequests).toMatchObject([
      { text: 'A photo, please.', answeredAt: null },
    ])
    expect((await desk.see(desk.seller, ticket)).case.evidenceRequests).toEqual([])
    expect(JSON.stringify(await desk.see(desk.seller, ticket))).not.toContain('photo')
    expect(await desk.changes(desk.buyer, ticket)).toContain('EVIDENCE_REQUESTED')
    expect(await desk.changes(desk.seller, ticket)).not.toContain('EVIDENCE_REQUESTED')
    await desk.say(desk.seller, ticket, 'We are waiting.')
    expect((await desk.see(desk.buyer, ticket)).case.evidenceRequests).toMatchObject([{ answeredAt: null }])
    await desk.say(desk.buyer, ticket, 'Here it is.')
    expect((await desk.see(desk.buyer, ticket)).case.evidenceRequests[0].answeredAt).not.toBeNull()
  })

  test('it can be marked as answered, once, by the side that was asked', async () => {
    const ticket = await desk.escalated()
    await desk.requestEvidence(desk.agent, ticket, 'REQUESTER')
    const [{ id }] = (await desk.see(desk.buyer, ticket)).case.evidenceRequests
    expect(await desk.answerEvidence(desk.seller, id)).toEqual(['NOT_FOUND'])
    const codes = await Promise.all([desk.answerEvidence(desk.buyer, id), desk.answerEvidence(desk.buyer, id)])
    expect(codes.flat()).toEqual(['CONFLICT'])
    expect((await desk.see(desk.agent, ticket)).waitingOn).toBe('STAFF')
  })

  test('only staff ask, only in an open dispute, and only until a date to come', async () => {
    const ticket = await desk.open()
    expect(await desk.requestEvidence(desk.agent, ticket, 'SHOP')).toEqual(['CONFLICT'])
    await desk.escalate(desk.buyer, ticket, 'A')
    expect(await desk.requestEvidence(desk.buyer, ticket, 'SHOP')).toEqual(['FORBIDDEN'])
    expect(await desk.requestEvidence(desk.agent, ticket, 'SHOP', new Date(0))).toEqual(['VALIDATION'])
  })
})

describe('decisions and appeals', () => {
  test('of two decisions at once, one counts: the ticket is resolved and both sides are notified', async () => {
    const ticket = await desk.escalated()
    const codes = await Promise.all([desk.decide(desk.agent, ticket), desk.decide(desk.other, ticket)])
    expect(codes.flat()).toEqual(['CONFLICT'])
    expect(await desk.see(desk.buyer, ticket)).toMatchObject({
      status: 'RESOLVED',
      dueAt: null,
      case: { outcome: 'FOR_REQUESTER', decisionReason: 'The lamp was broken.', viewerCanAppeal: true },
    })
    expect(await desk.notified(ticket, 'case_decided')).toEqual([desk.buyer.id, desk.seller.id].toSorted())
  })

  test('an appeal reopens it for somebody else, who decides once more; the first decision is kept', async () => {
    const ticket = await desk.escalated()
    await desk.decide(desk.agent, ticket)
    expect(await desk.appeal(desk.seller, ticket)).toEqual([])
    const seen = await desk.see(desk.agent, ticket)
    expect(seen).toMatchObject({
      status: 'OPEN',
      waitingOn: 'STAFF',
      case: { viewerCanDecide: false, outcome: 'FOR_REQUESTER' },
    })
    expect(seen.dueAt).not.toBeNull()
    expect(await desk.decide(desk.agent, ticket, 'FOR_SHOP')).toEqual(['FORBIDDEN'])
    expect(await desk.decide(desk.other, ticket, 'FOR_SHOP')).toEqual([])
    const { case: dispute } = await desk.see(desk.buyer, ticket)
    expect(dispute).toMatchObject({ outcome: 'FOR_SHOP', decidedBy: { id: expect.anything() } })
    expect(dispute.decisions.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['FOR_REQUESTER', 'FOR_SHOP'])
  })

  test('each side appeals once: the decision about both appeals is final', async () => {
    const ticket = await desk.escalated()
    await desk.decide(desk.agent, ticket)
    const codes = await Promise.all([desk.appeal(desk.seller, ticket), desk.appeal(desk.seller, ticket)])
    expect(codes.flat()).toEqual(['CONFLICT'])
    expect(await desk.appeal(desk.buyer, ticket)).toEqual(['CONFLICT'])
    await desk.decide(desk.other, ticket)
    expect(await desk.appeal(desk.seller, ticket)).toEqual(['CONFLICT'])
    expect(await desk.appeal(desk.buyer, ticket)).toEqual([])
    expect(await desk.decide(desk.third, ticket)).toEqual([])
    expect((await desk.see(desk.buyer, ticket)).case.appealableUntil).toBeNull()
  })

  test('a late appeal, one before a decision, and one by staff', async () => {
    const ticket = await desk.escalated()
    expect(await desk.appeal(desk.buyer, ticket)).toEqual(['CONFLICT'])
    await desk.decide(desk.agent, ticket)
    expect(await desk.appeal(desk.agent, ticket)).toEqual(['FORBIDDEN'])
    await desk.app.sql(`update cases set appealable_until = now() - interval '1 second' where ticket_id = $1`, [
      uuidIn(ticket),
    ])
    expect(await desk.appeal(desk.buyer, ticket)).toEqual(['CONFLICT'])
    expect((await desk.see(desk.buyer, ticket)).case.viewerCanAppeal).toBe(false)
  })

  test('control: decisions that read first and then write, without a lock, both count', async () => {
    const ticket = await desk.escalated()
    const isOpen = () => desk.app.sql('select from cases where ticket_id = $1 and outcome is null', [uuidIn(ticket)])
    const seen = [await isOpen(), await isOpen()]
    for (const rows of seen) {
      if (rows.length === 0) continue
      // The second write does not know of the first.
      await desk.app.sql(
        `with c as (update cases set outcome = 'for_shop', decided_at = now() where ticket_id = $1 returning ticket_id)
         insert into ticket_events (ticket_id, kind, data) select ticket_id, 'case_decided', '{"outcome": "for_shop", "appealId": null}' from c`,
        [uuidIn(ticket)],
      )
    }
    expect(await desk.events(ticket, 'case_decided')).toHaveLength(2)
  })
})

test('a retired team gets no disputes: they go to the team that has taken over', async () => {
  const admin = await desk.app.actor('admin', 'Ruth')
  const mutation = `mutation { retireTeam(input: { team: "Disputes", into: "Customer Service" }) { team { isRetired } errors { code } } }`
  expect((await desk.app.gql(admin, mutation)).data.retireTeam).toEqual({ team: { isRetired: true }, errors: [] })
  const ticket = await desk.escalated()
  expect((await desk.see(desk.agent, ticket)).team).toBe('Customer Service')
})
