import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { issueToken } from '../src/viewer/apiTokens.ts'
import { createPerson } from '../src/viewer/people.ts'
import { type Measured, measureBigFile } from './bigUpload.ts'
import { testDatabase } from './database.ts'
import { startServer } from './serverProcess.ts'
import { type Actor, openTicket, post, type TestApp } from './testApp.ts'
import { send } from './uploads.ts'

/** Sends a file of this many MiB through a separate server, after a small one as a warm-up. */
export async function bigFileThroughServer(mib: number): Promise<Measured> {
  const database = await testDatabase()
  const dataDir = mkdtempSync(path.join(tmpdir(), 'parley-big-'))
  const auth = new pg.Pool({ connectionString: database.roleUrls.auth, options: '-c parley.viewer_role=auth', max: 2 })
  auth.on('error', () => {})
  const server = await startServer({ NODE_ENV: 'test', DATABASE_URL: database.ownerUrl, DATA_DIR: dataDir })
  try {
    const email = 'big@parley.test'
    const { id } = await createPerson(auth, { name: 'Big', email, role: 'buyer' })
    const who: Actor = { id, role: 'buyer', name: 'Big', email, token: await issueToken(auth, email) }
    const gql: TestApp['gql'] = (actor, query, variables) => post(server.url, actor, query, variables)
    const ticket = await openTicket({ gql } as TestApp, who)
    const linkOf = async (upload: string) => (await send({ gql }, who, ticket.id, [upload])).message.attachments[0].url
    await measureBigFile(server, who, 64, linkOf)
    return await measureBigFile(server, who, mib, linkOf)
  } finally {
    await server.kill('SIGTERM')
    await auth.end()
    await database.drop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
