import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { signInDesk, type SignInDesk } from '../../test/signInDesk.ts'
import { eventually } from '../../test/eventually.ts'
import { issueToken, revokeToken } from './apiTokens.ts'

let desk: SignInDesk
let people: Record<'buyer' | 'agent' | 'other', string>

beforeAll(async () => {
  desk = await signInDesk()
})

afterAll(() => desk.close())

beforeEach(async () => {
  people = await desk.people()
})

describe('finding the viewer', () => {
  test('refuses a forged or altered cookie', async () => {
    const cookie = await desk.served.cookieOf('buyer@parley.example')
    const [name, value] = cookie.split('=') as [string, string]
    const [token, signature] = decodeURIComponent(value).split('.') as [string, string]
    const stranger = await desk.served.cookieOf('agent@parley.example')
    const othersToken = decodeURIComponent(stranger.split('=')[1]!).split('.')[0]!
    const flipped = signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))
    const forged = [
      token,
      `${token}.`,
      `.${signature}`,
      `${othersToken}.${signature}`,
      `${token}.${flipped}`,
      `${token}x.${signature}`,
      '%',
      '%00',
    ]
    for (const text of forged) {
      const header = `${name}=${text.startsWith('%') ? text : encodeURIComponent(text)}`
      expect([text, await desk.auth.viewerOf({ cookie: header })]).toEqual([text, null])
    }
    expect(await desk.auth.viewerOf({ cookie })).toMatchObject({ id: people.buyer })
    expect(await desk.auth.viewerOf({})).toBeNull()
  })

  test('rejects expired sign-ins, cached or not', async () => {
    const cookie = await desk.served.cookieOf('buyer@parley.example')
    await desk.owner.query(`update sign_ins set expires_at = now() + interval '1 hour'`)
    expect(await desk.auth.viewerOf({ cookie })).not.toBeNull()
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 2 * 3_600_000)
    expect(await desk.auth.viewerOf({ cookie })).toBeNull()
    clock.mockRestore()
    expect(await desk.auth.viewerOf({ cookie })).not.toBeNull()
    await desk.owner.query(`update sign_ins set expires_at = now()`)
    desk.auth.forget()
    expect(await desk.auth.viewerOf({ cookie })).toBeNull()
  })

  test('never confuses two people, cached or not', async () => {
    const emails = ['buyer', 'agent', 'other'] as const
    const cookies = await Promise.all(emails.map((name) => desk.served.cookieOf(`${name}@parley.example`)))
    const rounds = Array.from({ length: 300 }, async (_, i) => {
      if (i % 17 === 0) desk.auth.forget()
      const viewer = await desk.auth.viewerOf({ cookie: cookies[i % 3]! })
      return viewer?.id === people[emails[i % 3]!]
    })
    expect((await Promise.all(rounds)).every(Boolean)).toBe(true)
  })

  test('reads again after forget, and within a second without it', async () => {
    const cookie = await desk.served.cookieOf('buyer@parley.example')
    expect((await desk.auth.viewerOf({ cookie }))!.role).toBe('buyer')
    await desk.owner.query(`update users set role = 'agent' where id = $1`, [people.buyer])
    desk.auth.forget(people.buyer)
    expect((await desk.auth.viewerOf({ cookie }))!.role).toBe('agent')
    await desk.owner.query(`update users set disabled_at = now() where id = $1`, [people.buyer])
    // The cache uses this clock.
    const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 1_001)
    await eventually('it asks again', async () => (await desk.auth.viewerOf({ cookie })) === null)
    clock.mockRestore()
  })
})

describe('API tokens', () => {
  test('stand for a person until they are revoked; only a hash is stored', async () => {
    const token = await issueToken(desk.pools.auth, 'Agent@parley.example ')
    expect(token).toMatch(/^parley_[\w-]{43}$/)
    const authorization = `Bearer ${token}`
    const viewer = await desk.auth.viewerOf({ authorization })
    expect(viewer).toMatchObject({ id: people.agent, role: 'agent', signIn: { kind: 'token', lacks: [] } })
    expect(Math.round((viewer!.signIn.expiresAt!.getTime() - Date.now()) / 86_400_000)).toBe(90)
    const stored = JSON.stringify((await desk.owner.query('select * from api_tokens')).rows)
    expect(stored).not.toContain(token.slice(7))
    desk.heard.length = 0
    expect(await revokeToken(desk.pools.maintenance, token)).toBe(true)
    expect(await revokeToken(desk.pools.maintenance, token)).toBe(false)
    desk.auth.forget()
    expect(await desk.auth.viewerOf({ authorization })).toBeNull()
    await desk.owner.query('select')
    expect(desk.heard).toEqual([`r:${people.agent}`])
  })

  test('take precedence over a cookie, even if they are invalid', async () => {
    const cookie = await desk.served.cookieOf('buyer@parley.example')
    const token = await issueToken(desk.pools.auth, 'agent@parley.example')
    expect(await desk.auth.viewerOf({ cookie, authorization: `bearer ${token}` })).toMatchObject({ id: people.agent })
    expect(await desk.auth.viewerOf({ cookie, authorization: `Bearer ${token}x` })).toBeNull()
    expect(await desk.auth.viewerOf({ cookie, authorization: 'Basic eDp5' })).toMatchObject({ id: people.buyer })
  })

  test('are not issued for unknown or disabled users', async () => {
    await expect(issueToken(desk.pools.auth, 'nobody@parley.example')).rejects.toThrow(
      'There is no user with the email',
    )
    await desk.owner.query('update users set disabled_at = now() where id = $1', [people.agent])
    await expect(issueToken(desk.pools.auth, 'agent@parley.example')).rejects.toThrow('is disabled')
    expect((await desk.owner.query('select from api_tokens')).rowCount).toBe(0)
  })
})

describe('checks of a live feed', () => {
  async function held(email: string, userId: string, role: string) {
    const viewer = await desk.auth.viewerOf({ cookie: await desk.served.cookieOf(email) })
    return { ...viewer!.signIn, userId, role }
  }

  test('which sign-ins are still valid: not after sign-out, expiry, a role change, disabling or revocation', async () => {
    const token = await issueToken(desk.pools.auth, 'agent@parley.example')
    const byToken = (await desk.auth.viewerOf({ authorization: `Bearer ${token}` }))!
    const refs = [
      await held('buyer@parley.example', people.buyer, 'buyer'),
      await held('buyer@parley.example', people.buyer, 'buyer'),
      await held('other@parley.example', people.other, 'buyer'),
      { ...byToken.signIn, userId: people.agent, role: 'agent' },
    ]
    const valid = async () => {
      const ids = await desk.auth.stillValid(refs)
      return refs.map(({ id }) => ids.has(id))
    }
    expect(await valid()).toEqual([true, true, true, true])
    await desk.owner.query('delete from sign_ins where id = $1', [refs[0]!.id])
    expect(await valid()).toEqual([false, true, true, true])
    await desk.owner.query(`update sign_ins set expires_at = now() where id = $1`, [refs[1]!.id])
    expect(await valid()).toEqual([false, false, true, true])
    await desk.owner.query(`update users set role = 'seller' where id = $1`, [people.other])
    expect(await valid()).toEqual([false, false, false, true])
    await desk.owner.query(`update users set disabled_at = now() where id = $1`, [people.agent])
    expect(await valid()).toEqual([false, false, false, false])
    await desk.owner.query(`update users set disabled_at = null where id = $1`, [people.agent])
    await revokeToken(desk.pools.auth, token)
    expect(await valid()).toEqual([false, false, false, false])
  })

  test('a sign-in is only valid for its own person', async () => {
    const ref = await held('buyer@parley.example', people.other, 'buyer')
    expect(await desk.auth.stillValid([ref])).toEqual(new Set())
    expect(await desk.auth.stillValid([])).toEqual(new Set())
  })

  test('touch records when people were online, without revoking anything', async () => {
    const before = await desk.revocations()
    await Promise.all([
      desk.auth.touch([people.buyer, people.agent]),
      desk.auth.touch([people.agent, people.buyer]),
      desk.auth.touch([]),
    ])
    const { rows } = await desk.owner.query('select id from users where last_seen_at is not null order by email')
    expect(rows.map(({ id }) => id)).toEqual([people.agent, people.buyer])
    expect(await desk.revocations()).toBe(before)
  })
})
