import { describe, expect, test } from '@jest/globals'
import { readEnv } from '../env.ts'
import { isAllowedOrigin, isAllowedUpgrade } from './origin.ts'

const local = readEnv({})
const open = readEnv({ HOST: '0.0.0.0', NODE_ENV: 'production' })
const behindTls = readEnv({ PUBLIC_URL: 'https://desk.example/', NODE_ENV: 'production', TRUST_PROXY: 'true' })
const named = readEnv({ PUBLIC_URL: 'http://desk.example:8080' })

describe('an origin', () => {
  test.each([
    [true, local, 'http://localhost:4000', 'localhost:4000'],
    [true, local, 'http://127.0.0.1:4000', '127.0.0.1:4000'],
    [true, local, 'http://[::1]:4000', '[::1]:4000'],
    [true, local, 'http://192.168.1.4:4000', '192.168.1.4:4000'],
    [true, local, 'http://localhost:5173', '127.0.0.1:4000'],
    [false, local, 'http://localhost:9999', 'localhost:4000'],
    [false, local, 'http://localhost', 'localhost:4000'],
    [false, local, 'http://127.0.0.1:4000', 'localhost:4000'],
    [false, local, undefined, 'localhost:4000'],
    [false, local, 'null', 'localhost:4000'],
    [false, local, '', 'localhost:4000'],
    [false, local, 'https://evil.example', 'localhost:4000'],
    [false, local, 'http://localhost:4000.evil.example', 'localhost:4000'],
    [false, local, 'http://localhost:4000@evil.example', 'localhost:4000'],
    [false, local, 'file://', 'localhost:4000'],
    // DNS rebinding: the attacker owns the name, the address is ours.
    [false, local, 'http://evil.example:4000', 'evil.example:4000'],
    [true, open, 'http://desk.lan:4000', 'desk.lan:4000'],
    [false, open, 'http://evil.example', 'desk.lan:4000'],
    [false, open, 'http://localhost:5173', 'desk.lan:4000'],
    [false, open, 'http://desk.lan:4000', 'desk.lan:4000@evil.example'],
    [false, open, 'http://desk.lan:4000', undefined],
    [true, behindTls, 'https://desk.example', 'desk.example'],
    [true, behindTls, 'https://desk.example', '10.0.0.7:4000'],
    [false, behindTls, 'http://desk.example', 'desk.example'],
    [false, behindTls, 'https://evil.example', 'evil.example'],
    [false, behindTls, 'http://localhost:4000', 'localhost:4000'],
    [true, named, 'http://desk.example:8080', 'desk.example:8080'],
    [true, named, 'http://localhost:4000', 'localhost:4000'],
    [false, named, 'http://other.example', 'other.example'],
  ])('%s: case %#', (allowed, env, origin, host) => {
    expect([origin, host, isAllowedOrigin(origin, host, env)]).toEqual([origin, host, allowed])
  })
})

describe('an upgrade', () => {
  const host = 'localhost:4000'
  test.each([
    [true, { host, origin: 'http://localhost:4000', cookie: 'a=b' }],
    [true, { host, origin: 'http://localhost:4000' }],
    [true, { host }],
    [false, { host, cookie: 'a=b' }],
    [false, { host, origin: 'https://evil.example', cookie: 'a=b' }],
    [false, { host, origin: 'https://evil.example' }],
    [false, { host, origin: 'null' }],
    [false, { host, origin: '' }],
  ])('%s: %j', (allowed, headers) => {
    expect(isAllowedUpgrade(headers, local)).toBe(allowed)
  })
})
