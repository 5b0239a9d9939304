import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import pg from 'pg'
import { auditEntries, LOG } from '../../test/auditing.ts'
import { postAuth } from '../../test/authApi.ts'
import { eventually } from '../../test/eventually.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'
import { connect } from '../platform/database/connect.ts'
import { issueToken, revokeToken } from '../viewer/apiTokens.ts'
import { createPerson } from '../viewer/people.ts'

const PASSWORD = 'parley-demo'
let app: TestApp
let auth: pg.Pool
let admin: Actor, agent: Actor, buyer: Actor
beforeAll(async () => {
  app = await testApp()
  auth = new pg.Pool({ connectionString: app.database.roleUrls.auth, options: '-c parley.viewer_role=auth', max: 2 })
})
afterAll(async () => {
  await auth.end()
  await app.close()
})
beforeEach(async () => {
  ;[admin, agent, buyer] = await Promise.all([
    app.actor('admin', 'Ruth'),
    app.actor('agent', 'Sofia'),
    app.actor('buyer', 'Mira'),
  ])
})

const entries = (filter: object = {}, who = admin) => auditEntries(app, who, filter)
const about = (person: Actor, kinds: string[]) => entries({ personId: gid('User', person.id), kinds })
const texts = async (person: Actor, kinds: string[]) => (await about(person, kinds)).map(({ text }) => text)

const auth_ = (path: string, body: object, headers: Record<string, string> = {}) =>
  postAuth(app, path, body, { 'user-agent': 'a browser', ...headers })

async function withPassword(): Promise<{ id: string; email: string; name: string }> {
  const email = `p${randomUUID().slice(0, 8)}@parley.test`
  return {
    ...(await createPerson(auth, { name: 'Ines', email, role: 'seller', password: PASSWORD })),
    email,
    name: 'Ines',
  }
}

describe('entries', () => {
  test('signing in, a wrong password, a new one, signing out: with actor and source, and without input', async () => {
    const ines = await withPassword()
    expect((await auth_('/sign-in/email', { email: ines.email, password: 'WRONG SECRET' })).status).toBe(401)
    const signedIn = await auth_('/sign-in/email', { email: ines.email, password: PASSWORD })
    const cookie = signedIn.headers.getSetCookie()[0]!.split(';')[0]!
    const passwords = { currentPassword: PASSWORD, newPassword: 'ANOTHER SECRET' }
    const changed = await auth_('/change-password', passwords, { cookie })
    const renewed = changed.headers.getSetCookie()[0]!.split(';')[0]!
    expect((await auth_('/sign-out', {}, { cookie: renewed, 'x-request-id': 'request-7' })).status).toBe(200)
    const person = ines as unknown as Actor
    const found = await eventually(
      'all four are there',
      () => entries({ personId: gid('User', ines.id) }),
      (all) =>
        ['SIGN_IN_FAILED', 'SIGN_IN', 'PASSWORD_CHANGED', 'SIGN_OUT'].every((kind) =>
          all.some((entry) => entry.kind === kind),
        ),
    )
    const [out, , signIn, failed] = ['SIGN_OUT', 'PASSWORD_CHANGED', 'SIGN_IN', 'SIGN_IN_FAILED'].map((kind) =>
      found.find((entry) => entry.kind === kind),
    )
    expect(out).toMatchObject({
      text: 'signed out',
      ip: '127.0.0.1',
      userAgent: 'a browser',
      requestId: 'request-7',
      actor: { id: gid('User', ines.id) },
    })
    expect(signIn).toMatchObject({ text: 'signed in', ip: '127.0.0.1', userAgent: 'a browser' })
    expect(failed).toMatchObject({
      text: 'failed to sign in as Ines',
      actor: null,
      person: { id: gid('User', ines.id) },
    })
    expect(await texts(person, ['PERSON_ADDED'])).toEqual(['Ines was added as Seller'])
    const choose = 'mutation ($language: String!) { setLocale(input: { language: $language }) { errors { code } } }'
    await app.gql(admin, choose, { language: 'de' })
    expect(await texts(person, ['PERSON_ADDED', 'SIGN_IN_FAILED'])).toEqual([
      'Anmeldung fehlgeschlagen (Ines)',
      'Ines wurde hinzugefügt (Verkäufer)',
    ])
    await app.gql(admin, choose, { language: 'ar' })
    expect(await texts(person, ['PERSON_ADDED'])).toEqual(['إضافة Ines (بائع)'])
    await auth_('/sign-in/email', { email: 'NOBODY SECRET', password: 'x' })
    await auth_('/sign-in/email', { email: 'nobody.secret@parley.test', password: 'x' })
    await eventually(
      'the unknown account is recorded',
      () => entries({ kinds: ['SIGN_IN_FAILED'] }),
      (all) => all.some((entry) => entry.person === null),
    )
    const [{ all }] = (await app.sql<{ all: string }>('select json_agg(a)::text as all from audit_log a')) as [
      { all: string },
    ]
    expect(all).not.toMatch(/secret/i)
  })

  test('tokens, roles and disabling, by triggers, for every writer', async () => {
    const token = await issueToken(auth, buyer.email)
    await revokeToken(auth, token)
    expect(await texts(buyer, ['TOKEN_ISSUED', 'TOKEN_REVOKED'])).toEqual([
      'the API token “API token” of Mira’s was revoked',
      'the API token “API token” was issued for Mira',
      'the API token “API token” was issued for Mira',
    ])
    const client = await connect(app.database.roleUrls.staff, 'test')
    await client.query(`set parley.viewer_role = 'admin'; set parley.viewer_id = '${admin.id}'`)
    await client.query(`update users set role = 'seller' where id = $1`, [buyer.id])
    await client.query(`update users set disabled_at = now() where id = $1`, [buyer.id])
    await client.query(`update users set disabled_at = null, name = 'Mira C' where id = $1`, [buyer.id])
    await client.end()
    const kinds = ['ROLE_CHANGED', 'PERSON_DISABLED', 'PERSON_ENABLED']
    expect(await texts(buyer, kinds)).toEqual([
      'enabled Mira C again',
      'disabled Mira C',
      'changed Mira C’s role from Buyer to Seller',
    ])
    expect((await about(buyer, kinds)).map(({ actor }) => actor.name)).toEqual(['Ruth', 'Ruth', 'Ruth'])
  })

  test('a deleted message and a deleted conversation, with the request, without their text', async () => {
    const { id } = await openTicket(app, buyer, 'A lamp', 'SECRET one')
    const sent = await reply(app, agent, id, 'SECRET two')
    await reply(app, agent, id, 'SECRET three')
    const remove = (field: string, type: string, input: object) =>
      app.gql(admin, `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code } } }`, { input })
    await remove('deleteMessage', 'DeleteMessageInput', { messageId: sent.message!.id })
    await remove('deleteConversation', 'TicketIdInput', { ticketId: id })
    const found = (
      await entries({ kinds: ['MESSAGE_DELETED', 'CONVERSATION_DELETED'], personId: gid('User', admin.id) })
    ).filter(({ ticket }) => ticket.id === id)
    expect(found.map(({ text }) => text.replace(/TC-\d+/, 'TC'))).toEqual([
      'deleted the conversation of TC, 2 messages',
      'deleted a message in TC',
    ])
    expect(found[0]).toMatchObject({ ip: '127.0.0.1', requestId: expect.stringMatching(/.{8}/) })
    const [{ all }] = (await app.sql<{ all: string }>('select json_agg(a)::text as all from audit_log a')) as [
      { all: string },
    ]
    expect(all).not.toContain('SECRET')
  })

  test('a deletion that is rolled back leaves no entry', async () => {
    const DELETIONS = "select 1 from audit_log where kind in ('message_deleted', 'conversation_deleted')"
    const { id } = await openTicket(app, buyer)
    await app.sql(`create function fall_over() returns trigger language plpgsql as $$ begin raise 'no'; end $$`)
    await app.sql(
      `create trigger fall_over before insert on ticket_events for each row when (new.kind = 'message_deleted') execute function fall_over()`,
    )
    const before = await app.sql(DELETIONS)
    const { errors } = await app.gql(
      admin,
      `mutation ($id: ID!) { deleteConversation(input: { ticketId: $id }) { errors { code } } }`,
      { id },
    )
    expect(errors![0]!.extensions['code']).toBe('INTERNAL_SERVER_ERROR')
    expect((await app.sql(DELETIONS)).length).toBe(before.length)
    await app.sql('drop trigger fall_over on ticket_events')
    await app.gql(admin, `mutation ($id: ID!) { deleteConversation(input: { ticketId: $id }) { errors { code } } }`, {
      id,
    })
    expect((await app.sql(DELETIONS)).length).toBe(before.length + 1)
  })

  test('invitations, resent, withdrawn and accepted: with actor and source, never the link', async () => {
    const kinds = ['INVITATION_SENT', 'INVITATION_RESENT', 'INVITATION_CANCELLED', 'INVITATION_ACCEPTED']
    const run = async (mutation: string, type: string, input: object) =>
      (
        await app.gql(
          admin,
          `mutation ($input: ${type}!) { ${mutation}(input: $input) { link invitation { id } errors { code } } }`,
          { input },
        )
      ).data[mutation]
    const input = { email: `ada.${randomUUID().slice(0, 8)}@parley.test`, name: 'Ada Guest', role: 'BUYER' }
    const first = await run('invitePerson', 'InvitePersonInput', input)
    const { invitation } = first
    await run('resendInvitation', 'InvitationIdInput', { invitationId: invitation.id })
    await run('cancelInvitation', 'InvitationIdInput', { invitationId: invitation.id })
    await run('cancelInvitation', 'InvitationIdInput', { invitationId: invitation.id })
    const whom = `Ada Guest (${input.email})`
    expect(await texts(admin, kinds)).toEqual([
      `withdrew the invitation of ${whom}`,
      `invited ${whom} again, by a new link`,
      `invited ${whom} as Buyer`,
    ])
    expect((await about(admin, kinds))[0]).toMatchObject({ actor: { name: 'Ruth' }, ip: '127.0.0.1' })

    const { link } = await run('invitePerson', 'InvitePersonInput', input)
    const token = new URL(link, app.url).searchParams.get('token')
    expect((await auth_('/invitation/accept', { token, name: 'Ada', password: 'a long enough password' })).status).toBe(
      200,
    )
    const [accepted] = await entries({ kinds: ['INVITATION_ACCEPTED'] })
    expect(accepted).toMatchObject({
      text: 'accepted the invitation as Buyer',
      actor: { name: 'Ada' },
      ip: '127.0.0.1',
    })
    // Rejected attempts are not recorded, nor are rejected invitations.
    expect((await auth_('/invitation/accept', { token, name: 'Ada', password: 'a long enough password' })).status).toBe(
      404,
    )
    expect((await run('invitePerson', 'InvitePersonInput', input)).errors).toHaveLength(1)
    expect(await entries({ kinds: ['INVITATION_ACCEPTED'] })).toHaveLength(1)
    expect(await about(admin, ['INVITATION_SENT'])).toHaveLength(2)
    const [{ all }] = (await app.sql<{ all: string }>('select json_agg(a)::text as all from audit_log a')) as [
      { all: string },
    ]
    expect(all).not.toContain(token)
  })

  test('a bulk update of many tickets', async () => {
    const tickets = [await openTicket(app, buyer), await openTicket(app, buyer)]
    await app.gql(
      agent,
      `mutation ($ids: [ID!]!) { updateTickets(input: { ticketIds: $ids, status: CLOSED, addTags: ["x"] }) { errors { code } } }`,
      { ids: tickets.map(({ id }) => id) },
    )
    expect(await texts(agent, ['TICKETS_CHANGED'])).toEqual(['changed 2 tickets at once (tags, status)'])
  })
})

describe('access', () => {
  test('only for admins, in the API and in SQL', async () => {
    for (const who of [agent, buyer, await app.actor('seller')]) {
      expect((await app.gql(who, LOG)).data.auditLog).toBeNull()
    }
    expect((await app.gql(null, LOG)).errors![0]!.extensions['code']).toBe('UNAUTHENTICATED')
    expect((await entries()).length).toBeGreaterThan(0)
    const client = await connect(app.database.roleUrls.staff, 'test')
    const seen = async (who: Actor) => {
      await client.query(`set parley.viewer_role = '${who.role}'; set parley.viewer_id = '${who.id}'`)
      return (await client.query('select 1 from audit_log limit 1')).rowCount
    }
    expect([await seen(agent), await seen(admin)]).toEqual([0, 1])
    await client.end()
  })

  test('by kind, by person and by time, in pages', async () => {
    const all = await entries()
    const found: string[] = []
    let after: string | null = null
    do {
      const { data } = await app.gql(admin, LOG, { first: 3, after })
      found.push(...data.auditLog.edges.map(({ node }: any) => node.id))
      after = data.auditLog.pageInfo.hasNextPage && found.length < all.length ? data.auditLog.pageInfo.endCursor : null
    } while (after)
    expect(found.slice(0, all.length)).toEqual(all.map(({ id }) => id).slice(0, found.length))
    const at = new Date(all[2].at)
    const earlier = await entries({ to: at.toISOString() })
    expect(earlier.every((entry) => new Date(entry.at) < at)).toBe(true)
    expect((await entries({ from: new Date(Date.now() + 60_000).toISOString() })).length).toBe(0)
    expect(
      (await entries({ personId: gid('User', agent.id) })).every(
        ({ actor, person }) => actor?.id === gid('User', agent.id) || person?.id === gid('User', agent.id),
      ),
    ).toBe(true)
  })
})

test.each(['staff', 'requester', 'auth', 'maintenance', 'owner'] as const)(
  'nothing in it is changed or deleted by %s',
  async (role) => {
    const url = role === 'owner' ? app.database.ownerUrl : app.database.roleUrls[role]
    const client = await connect(url, 'test')
    const identity = { staff: 'admin', requester: 'buyer', auth: 'auth', maintenance: 'maintenance', owner: '' }[role]
    await client.query(`set parley.viewer_role = '${identity}'; set parley.viewer_id = '${admin.id}'`)
    for (const statement of [`update audit_log set ip = ''`, 'delete from audit_log', 'truncate audit_log'])
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' })
    await client.end()
  },
)
