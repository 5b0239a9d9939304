import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { hashPassword } from 'better-auth/crypto'
import { StartError, oneLine } from '../platform/errors/startError.ts'
import { openPools } from '../platform/database/pools.ts'
import { normalizeEmail } from '../viewer/emailAddress.ts'
import { makeAdmin } from '../viewer/makeAdmin.ts'
import { withDatabase } from './withDatabase.ts'

const USAGE = 'Usage: pnpm run admin <email> [--name "Their Name"]'

// Creates an admin, or gives one a new password: for desks where no admin can sign in. Prints the password once.
withDatabase(async ({ database, log }) => {
  const { email, name } = readArguments(process.argv.slice(2))
  const password = newPassword()
  const hash = await hashPassword(password)
  const pools = openPools(database.roles, log)
  const client = await pools.auth.connect()
  try {
    await client.query('begin')
    const admin = await makeAdmin(client, { email, name, hash })
    await client.query('commit')
    process.stdout.write(`${toldOf(admin)}\nEmail     ${admin.email}\nPassword  ${password}\n`)
  } finally {
    client.release(true)
    await pools.close()
  }
})

/** Nearly 100 random bits, in groups that are easy to read out: no letter looks like a digit. */
function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

function readArguments(args: string[]): { email: string; name: string | undefined } {
  try {
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { name: { type: 'string' } } })
    const email = normalizeEmail(positionals[0] ?? '')
    if (email && positionals.length === 1) return { email, name: values.name?.trim() || undefined }
    throw new StartError(positionals[0] && !email ? `${positionals[0]} is not an email address. ${USAGE}` : USAGE)
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`${oneLine(error)} ${USAGE}`)
  }
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
