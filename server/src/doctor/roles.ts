import type pg from 'pg'
import { connect } from '../platform/database/connect.ts'
import type { RoleUrls } from '../platform/database/provision.ts'
import { errorCode } from '../platform/errors/startError.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

const NAME = 'Roles'
const ROLES = `
  SELECT rolname AS name, rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole AS is_powerful FROM pg_roles
  WHERE rolname = ANY ($1)`

/** Whether Parley can sign in to the database with each of its roles, and none may do more than it should. */
export async function checkRoles(client: pg.Client, urls: RoleUrls): Promise<Finding[]> {
  const wanted = Object.values(urls).map((url) => new URL(url).username)
  const { rows } = await client.query<{ name: string; is_powerful: boolean }>(ROLES, [wanted])
  if (rows.length === 0) return [warning(NAME, 'They do not exist yet.', 'Start Parley: it creates them.')]
  const findings: Finding[] = []
  for (const { name, is_powerful: isPowerful } of rows)
    if (isPowerful)
      findings.push(problem(NAME, `${name} has too many rights.`, 'Start Parley again: it takes them away.'))
  for (const url of Object.values(urls)) findings.push(...(await checkSignIn(url)))
  return findings.length > 0 ? findings : [ok(NAME, `${wanted.join(', ')} can sign in.`)]
}

async function checkSignIn(url: string): Promise<Finding[]> {
  const name = new URL(url).username
  try {
    await (await connect(url, 'parley doctor')).end()
    return []
  } catch (error) {
    if (errorCode(error) !== '28P01') throw error
    const advice = 'Use the PARLEY_SECRET of the running desk. If it was changed on purpose, start Parley again.'
    return [problem(NAME, `${name} has another password or does not exist.`, advice)]
  }
}
