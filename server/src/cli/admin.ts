import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { hashPassword } from 'better-auth/crypto'
import type pg from 'pg'
import { StartError, oneLine } from '../platform/errors/startError.ts'
import { openPools } from '../platform/database/pools.ts'
import { listTokens, personWith, revokeTokenById } from '../viewer/apiTokens.ts'
import { endSignIns } from '../viewer/endSignIns.ts'
import { normalizeEmail } from '../viewer/emailAddress.ts'
import { makeAdmin } from '../viewer/makeAdmin.ts'
import { withDatabase } from './withDatabase.ts'

const USAGE =
  'Usage: pnpm run admin <email> [--name "Their Name"], or pnpm run admin with --sign-out <email>, --tokens <email> or --revoke <token id>'
const TEXT = { type: 'string' } as const

// Creates an admin, or gives one a new password: for desks where no admin can sign in. Prints the password once. With an option,
// it signs a person out, or lists and revokes tokens.
withDatabase(async ({ database, log }) => {
  const { email, name, ...act } = readArguments(process.argv.slice(2))
  const pools = openPools(database.roles, log)
  try {
    if (act.signOut !== undefined) await signOut(pools.auth, act.signOut)
    else if (act.tokens !== undefined) await printTokens(pools.auth, act.tokens)
    else if (act.revoke !== undefined) await revoke(pools.auth, act.revoke)
    else await addAdmin(pools.auth, email, name)
  } finally {
    await pools.close()
  }
})

async function addAdmin(pool: pg.Pool, email: string, name: string | undefined): Promise<void> {
  const password = newPassword()
  const hash = await hashPassword(password)
  const client = await pool.connect()
  try {
    await client.query('begin')
    const admin = await makeAdmin(client, { email, name, hash })
    await client.query('commit')
    process.stdout.write(`${toldOf(admin)}\nEmail     ${admin.email}\nPassword  ${password}\n`)
  } finally {
    client.release(true)
  }
}

async function signOut(pool: pg.Pool, email: string): Promise<void> {
  const { id, name } = await personWith(pool, email)
  await endSignIns(pool, id)
  process.stdout.write(`${name} is signed out everywhere, and their tokens are revoked.\n`)
}

async function printTokens(pool: pg.Pool, email: string): Promise<void> {
  const tokens = await listTokens(pool, email)
  if (tokens.length === 0) process.stdout.write(`${email} has no tokens.\n`)
  for (const token of tokens) process.stdout.write(`${lineOf(token)}\n`)
}

function lineOf(token: Awaited<ReturnType<typeof listTokens>>[number]): string {
  const { id, name, scopes, createdAt, expiresAt, lastUsedAt, revokedAt } = token
  const times = { created: createdAt, 'last used': lastUsedAt, expires: expiresAt, revoked: revokedAt }
  const known = Object.entries(times).flatMap(([what, at]) => (at ? [`${what} ${at.toISOString()}`] : []))
  return [id, name, scopes.join(','), ...known].join('  ')
}

async function revoke(pool: pg.Pool, id: string): Promise<void> {
  if (!(await revokeTokenById(pool, id)))
    throw new StartError(`There is no valid token with the id ${id}: "pnpm run admin --tokens <email>" lists them.`)
  process.stdout.write(`The token ${id} is revoked.\n`)
}

/** Nearly 100 random bits, in groups that are easy to read out: no letter looks like a digit. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

interface Arguments {
  email: string
  name?: string | undefined
  signOut?: string | undefined
  tokens?: string | undefined
  revoke?: string | undefined
}

function readArguments(args: string[]): Arguments {
  try {
    const options = { name: TEXT, 'sign-out': TEXT, tokens: TEXT, revoke: TEXT }
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
    const { name, 'sign-out': signOut, tokens, revoke } = values
    const acts = [signOut, tokens, revoke].filter((value) => value !== undefined)
    if (acts.length === 1 && positionals.length === 0 && name === undefined)
      return { email: '', signOut: signOut && emailIn(signOut), tokens: tokens && emailIn(tokens), revoke }
    if (acts.length > 0 || positionals.length !== 1) throw new StartError(USAGE)
    return { email: emailIn(positionals[0]!), name: name?.trim() || undefined }
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`${oneLine(error)} ${USAGE}`)
  }
}

function emailIn(text: string): string {
  const email = normalizeEmail(text)
  if (!email) throw new StartError(`${text} is not an email address. ${USAGE}`)
  return email
}

function toldOf({ name, before }: Awaited<ReturnType<typeof makeAdmin>>): string {
  if (!before) return `${name} is an admin now.`
  const changes = [
    ...(before.role === 'admin'
      ? []
      : [`was ${before.role === 'agent' ? 'an' : 'a'} ${before.role}, and is an admin now`]),
    ...(before.disabled ? ['was disabled, and is enabled again'] : []),
    'has a new password, and is signed out everywhere',
  ]
  return `${name} ${changes.join('; ')}.`
}
