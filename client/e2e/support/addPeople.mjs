// node --import tsx addPeople.mjs <how many of each role>: people for the tests, on a desk that is running.
import { openPools } from '../../../server/src/platform/database/pools.ts'
import { withDatabase } from '../../../server/src/cli/withDatabase.ts'
import { DEMO_PASSWORD } from '../../../server/src/viewer/demoPeople.ts'
import { createPerson } from '../../../server/src/viewer/people.ts'

withDatabase(async ({ database, log }) => {
  const count = Number(process.argv[2])
  const pools = openPools(database.roles, log)
  try {
    for (const role of ['buyer', 'seller', 'agent']) {
      for (let n = 0; n < count; n++) {
        const name = `${role[0].toUpperCase()}${role.slice(1)} ${n}`
        const email = `${role}-${n}@e2e.example`
        const { id } = await createPerson(pools.maintenance, { name, email, role, password: DEMO_PASSWORD })
        if (role === 'seller')
          await pools.maintenance.query('INSERT INTO sellers (shop_name, owner_id) VALUES ($1, $2)', [`Shop ${n}`, id])
      }
    }
  } finally {
    await pools.close()
  }
})
