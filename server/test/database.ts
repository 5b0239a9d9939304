import { randomUUID } from 'node:crypto'
import { connect, withClient } from '../src/platform/database/connect.ts'
import { provisionRoles, type RoleUrls } from '../src/platform/database/provision.ts'

/** The environment variable with the cluster's URLs for jest's workers. */
export const CLUSTER_VARIABLE = 'PARLEY_TEST_CLUSTER'

/** The migrated database that each test's database is copied from. */
export const TEMPLATE = 'parley_template'

// An arbitrary number: copies of the template are made one after another.
const COPY_LOCK = 7_270_009

/** The PostgreSQL that jest's global setup started. */
export interface TestCluster {
  ownerUrl: string
  superuserUrl: string
}

/** The database of one test file. */
export interface TestDatabase {
  ownerUrl: string
  superuserUrl: string
  roleUrls: RoleUrls
  /** Drops it, even with open connections. */
  drop(): Promise<void>
}

/** A new, migrated database; with `empty`, one without any migration. */
export async function testDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const cluster = testCluster()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const template = options.empty ? 'template1' : TEMPLATE
  await withClient(cluster.superuserUrl, 'parley test', async (client) => {
    await client.query('select pg_advisory_lock($1)', [COPY_LOCK])
    await client.query(`create database ${name} owner parley_owner template ${template}`)
  })
  const ownerUrl = urlOf(cluster.ownerUrl, name)
  return {
    ownerUrl,
    superuserUrl: urlOf(cluster.superuserUrl, name),
    roleUrls: await provisionRoles(ownerUrl),
    drop: () => drop(cluster.superuserUrl, name),
  }
}

/** The cluster of this test run. */
export function testCluster(): TestCluster {
  const given = process.env[CLUSTER_VARIABLE]
  if (!given) throw new Error('There is no test cluster: run the tests with jest, which starts one.')
  return JSON.parse(given) as TestCluster
}

async function drop(superuserUrl: string, name: string): Promise<void> {
  const client = await connect(superuserUrl, 'parley test')
  await client.query(`drop database if exists ${name} with (force)`)
  await client.end()
}

function urlOf(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href
}
