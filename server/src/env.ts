import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { handoverIssuers } from './platform/handoverIssuers.ts'
import { oidcProviders } from './platform/oidcProviders.ts'
import { StartError } from './platform/errors/startError.ts'

/** The root folder of the repository: relative paths in the environment are resolved against it, whatever the working directory. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

const flag = (fallback: boolean) =>
  z
    .enum(['true', 'false', '1', '0'], 'true or false')
    .optional()
    .transform((value) => (value === undefined ? fallback : value === 'true' || value === '1'))

const bytes = (hint: string) => z.coerce.number(hint).int().min(1, hint).max(Number.MAX_SAFE_INTEGER, hint)

const PORTS = 'a port from 0 to 65535'

const bearerToken = z
  .string()
  .regex(/^[\w.~+/=-]{16,}$/, 'at least 16 letters, digits and .~+/=_-')
  .optional()

const DatabaseUrl = z
  .url({ protocol: /^postgres(ql)?$/, error: 'a URL like postgresql://owner:password@host:5432/database' })
  .optional()

// In the format of RTCPeerConnection: {"urls": "turn:turn.example:3478"}, or a list of these.
const IceServers = z.array(
  z.object({
    urls: z.union([z.string(), z.array(z.string())]).transform((urls) => [urls].flat()),
    username: z.string().optional(),
    credential: z.string().optional(),
  }),
)
const iceServers = z
  .string()
  .default('[]')
  .transform((text, context) => {
    const found = IceServers.safeParse(jsonIn(text))
    if (found.success && found.data.every(({ urls }) => urls.every((url) => /^(stun|turn)s?:/.test(url))))
      return found.data
    context.addIssue('a JSON list like [{"urls":"stun:stun.example:3478"}]')
    return z.NEVER
  })

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

// Every variable that the server reads. .env.example describes them.
const Variables = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production'], 'development, test or production').default('development'),
  PORT: z.coerce.number(PORTS).int().min(0).max(65535, PORTS).default(4000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((folder) => path.resolve(ROOT, folder)),
  DATABASE_URL: DatabaseUrl,
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'a URL like redis://:password@host:6379' }).optional(),
  BACKUP_DIR: z
    .string()
    .transform((folder) => path.resolve(ROOT, folder))
    .optional(),
  PARLEY_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'a URL like https://desk.example' }).optional(),
  TRUST_PROXY: flag(false),
  GRAPHIQL: flag(true),
  TRUSTED_ONLY: flag(false),
  RATE_LIMITS: flag(true),
  SOCKETS_PER_PERSON: z.coerce.number('a number from 1').int().min(1, 'a number from 1').default(25),
  FILE_MAX_BYTES: bytes('a number of bytes').default(4 * 1024 ** 3),
  FILES_PER_MESSAGE: z.coerce.number('1 to 100').int().min(1).max(100, '1 to 100').default(20),
  FILE_DAY_BYTES: bytes('a number of bytes').default(10 * 1024 ** 3),
  S3_BUCKET: z.string().optional(),
  S3_PREFIX: z
    .string()
    .regex(/^([\w.-]+\/)*$/, 'folders like parley/, or nothing')
    .default('parley/'),
  S3_REGION: z.string().default('us-east-1'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'a URL like https://s3.example' }).optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'a URL like smtp://user:password@mail.example:587' }).optional(),
  MAIL_FROM: z.email('an email address').default('desk@localhost.localdomain'),
  ADMIN_EMAIL: z.email('an email address').toLowerCase().optional(),
  INBOUND_DOMAIN: z
    .string()
    .toLowerCase()
    .regex(/^([a-z0-9-]+\.)+[a-z][a-z0-9-]*$/, 'a domain like in.desk.example')
    .optional(),
  INBOUND_ADDRESS: z.email('an email address').toLowerCase().optional(),
  INBOUND_AUTHSERV: z.string().toLowerCase().optional(),
  INBOUND_SMTP_PORT: z.coerce.number(PORTS).int().min(0).max(65535, PORTS).optional(),
  INBOUND_TOKEN: bearerToken,
  IMAP_URL: z
    .url({ protocol: /^imaps?$/, error: 'a URL like imaps://user:password@mail.example:993/INBOX' })
    .optional(),
  EMAIL_DELAY: z.coerce.number('a number of seconds').int().min(0, 'a number of seconds').default(120),
  SMS_API_URL: z
    .url({ protocol: /^https?$/, error: 'a URL like https://api.twilio.com' })
    .default('https://api.twilio.com'),
  SMS_ACCOUNT: z.string().optional(),
  SMS_TOKEN: z.string().optional(),
  SMS_FROM: z.string().optional(),
  JITSI_URL: z.url({ protocol: /^https$/, error: 'a URL like https://meet.example' }).default('https://meet.jit.si'),
  GOOGLE_CALENDAR_ID: z.string().default('primary'),
  GOOGLE_CALENDAR_CLIENT_ID: z.string().optional(),
  GOOGLE_CALENDAR_CLIENT_SECRET: z.string().optional(),
  GOOGLE_CALENDAR_REFRESH_TOKEN: z.string().optional(),
  GOOGLE_CALENDAR_KEY_FILE: z
    .string()
    .transform((file) => path.resolve(ROOT, file))
    .optional(),
  GOOGLE_CALENDAR_SUBJECT: z.email('an email address').optional(),
  GOOGLE_CALENDAR_URL: z.url({ protocol: /^https?$/, error: 'a URL like http://127.0.0.1:9000' }).optional(),
  OIDC_PROVIDERS: oidcProviders,
  HANDOVER_ISSUERS: handoverIssuers,
  DESK_PROFILE: z.enum(['marketplace', 'counselling'], 'marketplace or counselling').default('marketplace'),
  // Of server/src/languages, which says whether there is one with this code.
  DESK_LANGUAGE: z.string().toLowerCase().default('en'),
  DESK_PRIVACY: z.enum(['participants', 'open'], 'participants or open').optional(),
  ICE_SERVERS: iceServers,
  TURN_SECRET: z.string().optional(),
  METRICS_TOKEN: bearerToken,
  METRICS_PORT: z.coerce.number(PORTS).int().min(0).max(65535, PORTS).optional(),
  DRAIN_DELAY: z.coerce.number('a number of seconds').int().min(0, 'a number of seconds').default(0),
  LOG_LEVEL: z
    .enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'trace, debug, info, warn, error, fatal or silent',
    )
    .default('info'),
})

/** The validated environment. PARLEY_SECRET is unset if the embedded database's own secret is to be used. */
export type Env = z.infer<typeof Variables>

/** The environment of a running server, in which the secret is always set. */
export type ServerEnv = Env & { PARLEY_SECRET: string }

/** Reads and validates the environment and the `.env` file; throws a StartError that names the invalid variable. */
export function readEnv(source: NodeJS.ProcessEnv = environment()): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const production = given.NODE_ENV === 'production'
  const result = Variables.safeParse({ GRAPHIQL: String(!production), ...given })
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const name = String(issue?.path[0])
  throw new StartError(`${name} must be ${issue?.message}${shown(name, given[name])}.`)
}

function environment(): NodeJS.ProcessEnv {
  const file = path.join(ROOT, '.env')
  // Environment variables take precedence over the file.
  if (existsSync(file)) process.loadEnvFile(file)
  return process.env
}

// Values that contain passwords are never printed or logged.
function shown(name: string, value: string | undefined): string {
  const secret =
    name === 'PARLEY_SECRET' ||
    name === 'DATABASE_URL' ||
    name === 'REDIS_URL' ||
    name === 'SMTP_URL' ||
    name === 'S3_SECRET_ACCESS_KEY' ||
    name === 'GOOGLE_CALENDAR_CLIENT_SECRET' ||
    name === 'GOOGLE_CALENDAR_REFRESH_TOKEN' ||
    name === 'TURN_SECRET' ||
    name === 'METRICS_TOKEN' ||
    name === 'INBOUND_TOKEN' ||
    name === 'IMAP_URL' ||
    name === 'OIDC_PROVIDERS' ||
    name === 'HANDOVER_ISSUERS' ||
    name === 'SMS_TOKEN' ||
    name === 'ICE_SERVERS'
  return value === undefined || secret ? '' : `, not ${JSON.stringify(value)}`
}
