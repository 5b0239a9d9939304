import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { postAuth } from '../../test/authApi.ts'
import { eventually } from '../../test/eventually.ts'
import { accept, invite, PASSWORD, tokenIn } from '../../test/inviting.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { type Actor, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let admin: Actor
let agent: Actor
let buyer: Actor
beforeAll(async () => {
  app = await testApp()
})
beforeEach(async () => {
  admin = await app.actor('admin', 'Ruth')
  agent = await app.actor('agent', 'Sofia')
  buyer = await app.actor('buyer', 'Mira')
})
afterAll(() => app.close())

const change = (who: Actor, name: string, input: object, more?: string) => mutate(app, who, name, input, more)
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code

describe('an invitation', () => {
  test('creates the person, their shop and their account, signs them in, and works once', async () => {
    const { token, link, mailing, invitation } = await invite(app, admin, { role: 'SELLER', shopName: 'Ada’s Engines' })
    expect([link.startsWith('/invitation?token='), mailing]).toEqual([true, false])
    expect(await (await postAuth(app, '/invitation', { token })).json()).toEqual({
      email: invitation.email,
      name: 'Ada Guest',
      role: 'seller',
      shopName: 'Ada’s Engines',
    })
    const accepted = await accept(app, token)
    expect(accepted.status).toBe(200)
    const cookie = accepted.headers.getSetCookie()[0]!.split(';')[0]!
    const viewer = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query: '{ viewer { name email role shops { shopName } } }' }),
    }).then((response) => response.json())
    expect(viewer).toEqual({
      data: {
        viewer: {
          name: 'Ada Lovelace',
          email: invitation.email,
          role: 'SELLER',
          shops: [{ shopName: 'Ada’s Engines' }],
        },
      },
    })
    expect((await postAuth(app, '/sign-in/email', { email: invitation.email, password: PASSWORD })).status).toBe(200)
    expect(await codeOf(await accept(app, token))).toBe('INVITATION_GONE')
    expect(await codeOf(await postAuth(app, '/invitation', { token }))).toBe('INVITATION_GONE')
  })

  test('that is accepted twice concurrently creates one person', async () => {
    const { token, invitation } = await invite(app, admin)
    const statuses = await Promise.all([1, 2, 3].map(async () => (await accept(app, token)).status))
    expect(statuses.toSorted((a, b) => a - b)).toEqual([200, 404, 404])
    expect(await app.sql('select from users where email = $1', [invitation.email])).toHaveLength(1)
    expect(
      await app.sql('select from accounts a join users u on u.id = a.user_id where u.email = $1', [invitation.email]),
    ).toHaveLength(1)
  })

  test('expires, is replaced by a new link, and can be withdrawn', async () => {
    const { token, invitation } = await invite(app, admin)
    await app.sql(`update invitations set expires_at = now() where email = $1`, [invitation.email])
    expect(await codeOf(await accept(app, token))).toBe('INVITATION_GONE')

    const again = await change(admin, 'resendInvitation', { invitationId: invitation.id }, 'link')
    expect(await codeOf(await accept(app, token))).toBe('INVITATION_GONE')
    const other = await app.actor('admin', 'Omar')
    expect(codes(await change(other, 'cancelInvitation', { invitationId: invitation.id }))).toEqual([])
    expect(await codeOf(await accept(app, tokenIn(again.link)))).toBe('INVITATION_GONE')
    expect(codes(await change(admin, 'resendInvitation', { invitationId: invitation.id }))).toEqual(['CONFLICT'])

    const accepted = await invite(app, admin)
    expect((await accept(app, accepted.token)).status).toBe(200)
    const id = accepted.invitation.id
    expect(codes(await change(admin, 'cancelInvitation', { invitationId: id }))).toEqual(['CONFLICT'])
  })

  test('requires a valid name and password, and stays valid after invalid input', async () => {
    const { token } = await invite(app, admin)
    expect(await codeOf(await accept(app, token, { password: 'short' }))).toBe('PASSWORD')
    expect(await codeOf(await accept(app, token, { name: ' ' }))).toBe('NAME')
    expect((await accept(app, token)).status).toBe(200)
  })

  test('is stored as a hash, and is refused for existing and invited people, also concurrently', async () => {
    const { token, invitation } = await invite(app, admin)
    const stored = JSON.stringify(await app.sql('select * from invitations'))
    expect(stored).not.toContain(token)
    const input = { email: invitation.email.toUpperCase(), name: 'Ada', role: 'BUYER' }
    expect(codes(await change(admin, 'invitePerson', input))).toEqual(['CONFLICT'])
    expect(codes(await change(admin, 'invitePerson', { ...input, email: buyer.email }))).toEqual(['CONFLICT'])
    const twice = { ...input, email: 'twice@parley.test' }
    const both = await Promise.all([1, 2].map(() => change(admin, 'invitePerson', twice)))
    expect(both.flatMap(codes)).toEqual(['CONFLICT'])
  })

  test.each([
    [{ email: 'nobody' }, 'email'],
    [{ email: 'a@b.c\nBcc: x@y.z' }, 'email'],
    [{ name: ' ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ shopName: 'A shop' }, 'shopName'],
  ])('with %j is refused', async (more, field) => {
    const { errors } = await change(admin, 'invitePerson', { email: 'a@b.cd', name: 'A', role: 'BUYER', ...more })
    expect(errors).toMatchObject([{ code: 'VALIDATION', path: ['input', field] }])
  })

  test('reveals nothing about addresses to people who are not admins', async () => {
    for (const email of [buyer.email, 'nobody@parley.test']) {
      const input = { email, name: 'A', role: 'ADMIN' }
      expect(codes(await change(agent, 'invitePerson', input))).toEqual(['FORBIDDEN'])
    }
  })
})

test('an invitation is mailed through a real mail server, and failures are shown', async () => {
  const mails: string[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      let text = ''
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      stream.on('end', () => {
        mails.push(text)
        done()
      })
    },
  })
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  const { port } = smtp.server.address() as AddressInfo
  const variables = {
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: 'desk@parley.test',
    PUBLIC_URL: 'https://desk.example',
  }
  const own = app
  app = await testApp({ variables })
  admin = await app.actor('admin', 'Ruth, of the "desk"')
  try {
    const fate = async (id: string) =>
      (
        await app.gql(admin, `query ($id: ID!) { node(id: $id) { ... on Invitation { mailedAt mailProblem } } }`, {
          id,
        })
      ).data.node
    const { link, mailing, invitation } = await invite(app, admin)
    expect([link.startsWith('https://desk.example/invitation?token='), mailing]).toEqual([true, true])
    await eventually('the mail server has it', () => mails.length === 1)
    const [mail] = mails as [string]
    expect(mail).toContain(`To: ${invitation.email}`)
    expect(mail.replace(/=\r\n/g, '').replaceAll('=3D', '=')).toContain(link)
    await eventually('it is noted', async () => (await fate(invitation.id)).mailedAt !== null)

    await new Promise<void>((resolve) => smtp.close(() => resolve()))
    const lost = await invite(app, admin)
    await eventually('the failure is recorded', async () => (await fate(lost.invitation.id)).mailProblem !== null)
    expect((await fate(lost.invitation.id)).mailedAt).toBeNull()
  } finally {
    smtp.close(() => {})
    await app.close()
    app = own
  }
})
