// node --import tsx addPeople.mjs <how many of each role, as JSON>: adds people for the tests to a desk that is running, each with a
// session, and prints the sessions' cookies as JSON: `{ "<email>": "<name>=<value>" }`.
import { createHmac, randomBytes } from 'node:crypto'
import { openPools } from '../../../server/src/platform/database/pools.ts'
import { withDatabase } from '../../../server/src/cli/withDatabase.ts'
import { cookieSecret } from '../../../server/src/viewer/authentication.ts'
import { DEMO_PASSWORD } from '../../../server/src/viewer/demoPeople.ts'
import { createPerson } from '../../../server/src/viewer/people.ts'

withDatabase(async ({ database, env, log }) => {
  const counts = JSON.parse(process.argv[2])
  const pools = openPools(database.roles, log)
  try {
    const secret = await cookieSecret({ pools, env })
    const cookies = {}
    for (const [role, count] of Object.entries(counts)) {
      for (let n = 0; n < count; n++) {
        const name = `${role[0].toUpperCase()}${role.slice(1)} ${n}`
        const email = `${role}-${n}@e2e.example`
        const { id } = await createPerson(pools.maintenance, { name, email, role, password: DEMO_PASSWORD })
        if (role === 'seller')
          await pools.maintenance.query('INSERT INTO sellers (shop_name, owner_id) VALUES ($1, $2)', [`Shop ${n}`, id])
        cookies[email] = cookieOf(await openSession(pools, id), secret)
      }
    }
    process.stdout.write(JSON.stringify(cookies))
  } finally {
    await pools.close()
  }
})

/** What signing in by password stores, without hashing a password for each person. */
async function openSession(pools, userId) {
  const token = randomBytes(24).toString('base64url')
  await pools.auth.query(
    "INSERT INTO sign_ins (user_id, token, expires_at) VALUES ($1, $2, now() + interval '1 day')",
    [userId, token],
  )
  return token
}

function cookieOf(token, secret) {
  const signature = createHmac('sha256', secret).update(token).digest('base64')
  return `parley.session_token=${encodeURIComponent(`${token}.${signature}`)}`
}
