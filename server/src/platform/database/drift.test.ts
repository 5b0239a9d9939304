import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { testDatabase, type TestDatabase } from '../../../test/database.ts'
import { ROOT } from '../../env.ts'
import { withClient } from './connect.ts'
import { readMigrations } from './migrate.ts'
import { diffWithPrisma } from './schemaEngine.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase({ empty: true })
})
afterAll(() => database.drop())

test('prisma/schema.prisma matches the migrations', async () => {
  const schema = readFileSync(path.join(ROOT, 'prisma/schema.prisma'), 'utf8')
  const migrations = readMigrations(path.join(ROOT, 'prisma/migrations'))
  const script = await withClient(database.ownerUrl, 'test', (client) => diffWithPrisma(client, migrations, schema))
  expect(script).toBe('-- This is an empty migration.\n')
})
