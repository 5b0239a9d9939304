import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Actor, type TestApp, testApp } from '../../../test/testApp.ts'
import { testSocket } from '../../../test/socket.ts'
import { ROOT } from '../../env.ts'
import { createMetrics } from './metrics.ts'

let app: TestApp
let agent: Actor
let buyer: Actor
beforeAll(async () => {
  app = await testApp({ jobs: true })
  ;[agent, buyer] = [await app.actor('agent'), await app.actor('buyer')]
})
afterAll(() => app.close())

const text = async () => (await fetch(`${app.url}/metrics`)).text()

/** The value of a metric with these labels, in any order; 0 if it is not there. */
async function read(name: string, labels: Record<string, string> = {}): Promise<number> {
  const lines = (await text()).split('\n').filter((line) => line.replace(/[ {].*/, '') === name)
  const line = lines.find((one) => Object.entries(labels).every(([key, value]) => one.includes(`${key}="${value}"`)))
  return line ? Number(line.split(' ').at(-1)) : 0
}

/** By how much a metric changes while `work` runs. */
async function change(name: string, labels: Record<string, string>, work: () => Promise<unknown>): Promise<number> {
  const before = await read(name, labels)
  await work()
  return (await read(name, labels)) - before
}
