import { parseArgs } from 'node:util'
import { StartError, oneLine } from '../platform/errors/startError.ts'
import { openPools } from '../platform/database/pools.ts'
import { defaultExpiry, issueToken } from '../viewer/apiTokens.ts'
import { TOKEN_SCOPES, type TokenScope } from '../viewer/tokenScopes.ts'
import { withDatabase } from './withDatabase.ts'

const USAGE =
  'Usage: pnpm run token <email> [--name "What it is for"] [--scopes read,write,manage,admin] [--expires 2027-01-31|30d|never]'
const TEXT = { type: 'string' } as const
const NAME_MAX = 100
const DAY_MS = 86_400_000

// Prints an API token for a person, and nothing else, so that scripts can use it: $(pnpm -s run token agent@parley.example).
withDatabase(async ({ database, log }) => {
  const { email, ...options } = readArguments(process.argv.slice(2).filter((argument) => argument !== '--'))
  const pools = openPools(database.roles, log)
  try {
    process.stdout.write(`${await issueToken(pools.auth, email, options)}\n`)
  } finally {
    await pools.close()
  }
})

function readArguments(args: string[]) {
  try {
    const options = { name: TEXT, scopes: TEXT, expires: TEXT }
    const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
    if (positionals.length !== 1) throw new StartError(USAGE)
    const { name, scopes, expires } = values
    return { email: positionals[0]!, name: nameIn(name), scopes: scopesIn(scopes), expiresAt: expiryIn(expires) }
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`${oneLine(error)} ${USAGE}`)
  }
}

function nameIn(name: string | undefined): string | undefined {
  const line = name?.replace(/\s+/g, ' ').trim()
  if (line !== undefined && (line === '' || line.length > NAME_MAX))
    throw new StartError(`A name has 1 to ${NAME_MAX} characters. ${USAGE}`)
  return line
}

function scopesIn(text: string | undefined): TokenScope[] | undefined {
  return text?.split(',').map((part) => {
    const scope = TOKEN_SCOPES.find((one) => one === part.trim().toLowerCase())
    if (!scope) throw new StartError(`"${part.trim()}" is not a scope. ${USAGE}`)
    return scope
  })
}

function expiryIn(text: string | undefined): Date | null {
  if (text === undefined) return defaultExpiry()
  if (text === 'never') return null
  const days = /^(\d{1,5})d$/.exec(text)?.[1]
  const at = days
    ? new Date(Date.now() + Number(days) * DAY_MS)
    : new Date(/^\d{4}-\d\d-\d\d/.test(text) ? text : Number.NaN)
  if (Number.isNaN(at.getTime()) || at.getTime() <= Date.now())
    throw new StartError(`"${text}" is not a time in the future. ${USAGE}`)
  return at
}
