import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

test('only admins see why a daily backup failed, since the reason names folders of the server', async () => {
  await app.sql(`update desk_settings set last_backup_problem = 'BACKUP_CANNOT_WRITE: /var/backups'`)
  const problem = async (role: 'agent' | 'admin') => {
    const { data } = await app.gql(await app.actor(role), '{ deskSettings { lastBackupProblem } }')
    return data.deskSettings.lastBackupProblem
  }
  expect(await problem('admin')).toBe('BACKUP_CANNOT_WRITE: /var/backups')
  expect(await problem('agent')).toBeNull()
})
