import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readEnv } from '../env.ts'
import { withClient } from '../platform/database/connect.ts'
import { openDatabase } from '../platform/database/open.ts'
import { printStructure } from '../platform/database/structure.ts'
import { silentLog } from '../platform/log.ts'
import { runProgram } from '../platform/runProgram.ts'

// prisma/structure.sql is this program's output, committed and never edited by hand. It creates a temporary database.
runProgram(async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'parley-structure-'))
  // If this runs as root, PostgreSQL runs as another user that needs access.
  chmodSync(dataDir, 0o755)
  const database = await openDatabase({ ...readEnv({ DATA_DIR: dataDir }) }, silentLog)
  try {
    process.stdout.write(await withClient(database.ownerUrl, 'parley structure', printStructure))
  } finally {
    await database.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
})
