import { StartError } from '../platform/errors/startError.ts'
import { withDatabase } from './withDatabase.ts'

const USAGE = 'Usage: pnpm token <email>'

// Prints an API token for a person, and nothing else, so that scripts can use it: $(pnpm -s token agent@parley.example).
withDatabase(async ({ database, env, log }) => {
  const [email] = process.argv.slice(2).filter((argument) => argument !== '--')
  if (!email) throw new StartError(USAGE)
  const { issueToken } = await import('../viewer/apiTokens.ts')
  process.stdout.write(`${await issueToken({ roles: database.roles, env, log }, email)}\n`)
})
