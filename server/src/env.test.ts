import { expect, test } from '@jest/globals'
import path from 'node:path'
import { readEnv, ROOT } from './env.ts'

test('nothing set is a complete environment', () => {
  expect(readEnv({})).toMatchObject({
    NODE_ENV: 'development',
    PORT: 4000,
    HOST: '127.0.0.1',
    DATA_DIR: path.join(ROOT, '.data'),
    GRAPHIQL: true,
    DESK_PROFILE: 'marketplace',
    LOG_LEVEL: 'info',
  })
})

test('an empty variable is an unset one', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: '' }).PORT).toBe(4000)
})

test('GraphiQL is off in production unless asked for', () => {
  expect(readEnv({ NODE_ENV: 'production' }).GRAPHIQL).toBe(false)
  expect(readEnv({ NODE_ENV: 'production', GRAPHIQL: 'true' }).GRAPHIQL).toBe(true)
})

test.each([
  ['PORT', 'many', /^PORT must be a port from 0 to 65535, not "many"\.$/],
  ['PORT', '70000', /^PORT must be a port from 0 to 65535, not "70000"\.$/],
  ['PORT', '1.5', /^PORT must be a port from 0 to 65535, not "1.5"\.$/],
  ['NODE_ENV', 'prod', /^NODE_ENV must be development, test or production, not "prod"\.$/],
  ['DESK_PROFILE', 'zoo', /^DESK_PROFILE must be marketplace or counselling, not "zoo"\.$/],
  ['GRAPHIQL', 'yes', /^GRAPHIQL must be true or false, not "yes"\.$/],
  ['PUBLIC_URL', 'desk.example', /^PUBLIC_URL must be a URL like https/],
  ['DATABASE_URL', 'mysql://me:secret@host/db', /^DATABASE_URL must be a URL like postgresql:(?!.*secret)/],
  ['METRICS_TOKEN', 'tooshort', /^METRICS_TOKEN must be at least 16 letters, digits and [^"]*\.$/],
  ['PARLEY_SECRET', 'tooshort', /^PARLEY_SECRET must be at least 32 characters\.$/],
])('%s=%s is refused in one line that names it', (name, value, message) => {
  expect(() => readEnv({ [name]: value })).toThrow(message)
})
