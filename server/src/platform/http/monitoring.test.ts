import { afterAll, expect, test } from '@jest/globals'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestApp, testApp } from '../../../test/testApp.ts'

const opened: TestApp[] = []
afterAll(async () => {
  for (const app of opened.toReversed()) await app.close()
})

async function start(variables: Record<string, string>): Promise<TestApp> {
  const app = await testApp({ variables, jobs: false, database: opened[0]?.database })
  opened.push(app)
  return app
}

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const ask = async (url: string, headers: Record<string, string> = {}) => {
  const response = await fetch(url, { headers })
  return [response.status, (await response.text()).split('\n')[0]] as const
}

test('with METRICS_PORT, readiness and metrics are only there, and need no token', async () => {
  const app = await start({ METRICS_PORT: '0', NODE_ENV: 'production' })
  const monitor = await listening(app.app.monitor!)
  expect(await ask(`${monitor}/ready`)).toEqual([200, 'ok'])
  expect(await ask(`${monitor}/health`)).toEqual([200, 'ok'])
  expect((await ask(`${monitor}/metrics`))[1]).toMatch(/^# HELP/)
  expect(await ask(`${monitor}/graphql`)).toEqual([404, 'Not found.'])
  expect(await ask(`${app.url}/health`)).toEqual([200, 'ok'])
  for (const path of ['/ready', '/metrics']) expect(await ask(`${app.url}${path}`)).toEqual([404, 'Not found.'])
})

test('without it, both need METRICS_TOKEN', async () => {
  const token = 'a-token-of-the-monitoring'
  const app = await start({ METRICS_TOKEN: token, NODE_ENV: 'production' })
  expect(app.app.monitor).toBeNull()
  for (const path of ['/ready', '/metrics']) {
    expect((await ask(`${app.url}${path}`))[0]).toBe(401)
    expect((await ask(`${app.url}${path}`, { authorization: `Bearer ${token}` }))[0]).toBe(200)
  }
})

test('a node that drains is healthy, but not ready', async () => {
  const app = await start({})
  expect(await ask(`${app.url}/ready`)).toEqual([200, 'ok'])
  app.app.startDraining()
  expect(await ask(`${app.url}/ready`)).toEqual([503, 'draining'])
  expect(await ask(`${app.url}/health`)).toEqual([200, 'ok'])
  expect((await app.gql(null, '{ desk { name } }')).data.desk.name).toBe('Parley')
})
