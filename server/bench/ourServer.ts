import type { AddressInfo } from 'node:net'
import { createApp } from '../src/app.ts'
import { readEnv } from '../src/env.ts'
import type { RoleUrls } from '../src/platform/database/provision.ts'
import { createLog } from '../src/platform/log.ts'
import { answerQuestions } from './child.ts'

/** What the server needs to start. */
export interface StartOurs {
  roles: RoleUrls
  secret: string
  /** Whether people are limited: off by default, as 16 agents act for a whole desk. */
  limits?: boolean
  /** Whether background jobs run here: by default. */
  jobs?: boolean
  /** REDIS_URL. */
  redis?: string | undefined
}

// The product itself, as production runs it.
answerQuestions(async ({ roles, secret, limits = false, jobs = true, redis = '' }: StartOurs) => {
  const variables = { NODE_ENV: 'production', RATE_LIMITS: String(limits), REDIS_URL: redis }
  const env = { ...readEnv(variables), PARLEY_SECRET: secret }
  const app = await createApp({ env, roles, log: createLog({ level: 'error', pretty: false }), jobs })
  await app.preload()
  await new Promise<void>((resolve) => app.server.listen(0, '127.0.0.1', 4096, resolve))
  return (app.server.address() as AddressInfo).port
})
