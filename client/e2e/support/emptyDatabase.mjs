// node --import tsx emptyDatabase.mjs: makes an empty database beside that of a desk that is running, and prints its address.
import { randomUUID } from 'node:crypto'
import { readEnv } from '../../../server/src/env.ts'
import { runProgram } from '../../../server/src/platform/runProgram.ts'
import { withClient } from '../../../server/src/platform/database/connect.ts'
import { openEmbedded } from '../../../server/src/platform/database/embedded.ts'
import { silentLog } from '../../../server/src/platform/log.ts'

runProgram(async () => {
  const database = await openEmbedded({ dataDir: readEnv().DATA_DIR, log: silentLog })
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  await withClient(database.superuserUrl, 'parley test', (client) =>
    client.query(`create database ${name} owner parley_owner`),
  )
  await database.close()
  process.stdout.write(Object.assign(new URL(database.ownerUrl), { pathname: `/${name}` }).href)
})
