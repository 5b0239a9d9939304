import path from 'node:path'
import { expect, test } from '@jest/globals'
import { importDesk } from '../../../test/importing.ts'
import { checksumOf, legacyTables, textsOf } from '../../../test/legacyTables.ts'
import { logViolations } from '../../../test/logInvariants.ts'
import { writeCopyDump } from '../../../test/sourceFiles.ts'

const MESSAGES = 100_000

test('100,000 messages: counts and checksum of the texts are equal on both sides', async () => {
  const desk = await importDesk()
  const tables = legacyTables(MESSAGES / 2)
  const source = writeCopyDump(path.join(desk.folder, 'large.sql.gz'), tables)
  const started = performance.now()
  const result = await desk.run('legacy', source, { gapMs: 3_600_000 })
  const seconds = (performance.now() - started) / 1000
  const found = await desk.sql('SELECT body FROM ticket_messages')
  process.stdout.write(`Imported ${MESSAGES} messages in ${seconds.toFixed(1)} s, ${result.ticketsAdded} tickets.\n`)

  expect(result.messagesAdded).toBe(MESSAGES)
  expect(checksumOf(found.map(({ body }) => body))).toBe(checksumOf(textsOf(tables)))
  expect(await logViolations(desk.client)).toEqual([])
  expect(await desk.run('legacy', source, { gapMs: 3_600_000 })).toMatchObject({
    messagesAdded: 0,
    messagesKnown: MESSAGES,
  })
  await desk.close()
})
