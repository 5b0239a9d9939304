import { StartError } from '../platform/errors/startError.ts'
import { openPools } from '../platform/database/pools.ts'
import { issueToken } from '../viewer/apiTokens.ts'
import { withDatabase } from './withDatabase.ts'

const USAGE = 'Usage: pnpm run token <email>'

// Prints an API token for a person, and nothing else, so that scripts can use it: $(pnpm -s run token agent@parley.example).
withDatabase(async ({ database, log }) => {
  const [email] = process.argv.slice(2).filter((argument) => argument !== '--')
  if (!email) throw new StartError(USAGE)
  const pools = openPools(database.roles, log)
  try {
    process.stdout.write(`${await issueToken(pools.auth, email)}\n`)
  } finally {
    await pools.close()
  }
})
