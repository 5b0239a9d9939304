// node --import tsx passDeadline.mjs <ticket number>: moves the deadline of a ticket on a desk that is running into the past.
import { withDatabase } from '../../../server/src/cli/withDatabase.ts'
import { openPools } from '../../../server/src/platform/database/pools.ts'

withDatabase(async ({ database, log }) => {
  const pools = openPools(database.roles, log)
  try {
    await pools.maintenance.query(
      `UPDATE support_tickets SET due_at = date_trunc('second', now()) - interval '1 second' WHERE ticket_number = $1`,
      [process.argv[2]],
    )
  } finally {
    await pools.close()
  }
})
