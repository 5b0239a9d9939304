import { describe, expect, test } from '@jest/globals'
import type { IncomingMessage } from 'node:http'
import { readEnv } from '../../env.ts'
import { clientIp, isLoopback, networkOf } from './clientIp.ts'
import { mayReadMetrics } from './metricsAccess.ts'
import { requestId } from './requestId.ts'
import { graphiqlHeaders, securityHeaders } from './securityHeaders.ts'

function request(headers: Record<string, string>, remoteAddress = '::ffff:10.0.0.1'): IncomingMessage {
  return { headers, socket: { remoteAddress } } as unknown as IncomingMessage
}

describe('the address of a client', () => {
  test.each([
    [false, '1.2.3.4', '10.0.0.1'],
    [true, '1.2.3.4', '1.2.3.4'],
    [true, '6.6.6.6, 1.2.3.4', '1.2.3.4'],
    [true, '2001:db8::1', '2001:db8::1'],
    [true, '1.2.3.4, nonsense', '10.0.0.1'],
    [true, '', '10.0.0.1'],
  ])('with TRUST_PROXY %s and X-Forwarded-For %j', (TRUST_PROXY, forwarded, ip) => {
    expect(clientIp(request({ 'x-forwarded-for': forwarded }), { TRUST_PROXY })).toBe(ip)
  })

  test.each([
    ['1.2.3.4', '1.2.3.4'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8::1', '2001:db8:0:0::/64'],
    ['2001:0db8:0:0:1::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
  ])('%s counts as %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network)
  })

  test('is local or not', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1', '128.0.0.1', ''].map(isLoopback)).toEqual([true, true, true, false, false])
  })
})

describe('the metrics', () => {
  const METRICS_TOKEN = 'a token of sixteen'.replaceAll(' ', '-')
  const near = '127.0.0.1'
  const far = '10.0.0.1'
  test.each([
    ['development', undefined, undefined, near, true],
    ['development', undefined, undefined, far, false],
    ['production', undefined, undefined, near, false],
    ['production', METRICS_TOKEN, `Bearer ${METRICS_TOKEN}`, far, true],
    ['production', METRICS_TOKEN, `bearer  ${METRICS_TOKEN} `, far, true],
    ['production', METRICS_TOKEN, `Bearer ${METRICS_TOKEN}x`, near, false],
    ['production', METRICS_TOKEN, METRICS_TOKEN, near, false],
    ['development', METRICS_TOKEN, undefined, near, false],
  ])(
    'in %s, with METRICS_TOKEN=%s and Authorization: %s, from %s: %s',
    (NODE_ENV, token, authorization, ip, allowed) => {
      const env = readEnv({ NODE_ENV, ...(token && { METRICS_TOKEN: token }) })
      expect(mayReadMetrics(request(authorization ? { authorization } : {}, ip), env)).toBe(allowed)
    },
  )

  test('are not available through a proxy', () => {
    const env = readEnv({ TRUST_PROXY: 'true' })
    expect(mayReadMetrics(request({ 'x-forwarded-for': far }, near), env)).toBe(false)
  })
})

describe('the id of a request', () => {
  test('is accepted if it is harmless', () => {
    expect(requestId(request({ 'x-request-id': 'a-B_9.z' }))).toBe('a-B_9.z')
  })

  test.each(['', 'a b', 'a\nb', '<x>', 'é', 'x'.repeat(65)])('is generated instead of %j', (given) => {
    expect(requestId(request({ 'x-request-id': given }))).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('the security headers', () => {
  test('block inline scripts, inline styles and foreign sources', () => {
    const csp = securityHeaders(readEnv({}))['Content-Security-Policy']!
    expect(csp).not.toMatch(/unsafe|\*|http/)
    expect(csp).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/)
    expect(csp).toContain(`require-trusted-types-for 'script'; trusted-types `)
  })

  test('require https only if the desk uses it', () => {
    const plain = securityHeaders(readEnv({}))
    const https = securityHeaders(readEnv({ PUBLIC_URL: 'https://desk.example' }))
    expect(plain['Strict-Transport-Security']).toBeUndefined()
    expect(https['Strict-Transport-Security']).toBe('max-age=31536000')
    expect(https['Content-Security-Policy']).toMatch(/; upgrade-insecure-requests$/)
  })

  test('are relaxed only for GraphiQL, and never for foreign sources', () => {
    const csp = graphiqlHeaders(readEnv({}))['Content-Security-Policy']!
    expect(csp).toContain(`script-src 'self' 'unsafe-inline'`)
    expect(csp).not.toMatch(/http|trusted-types|unsafe-eval/)
  })
})
