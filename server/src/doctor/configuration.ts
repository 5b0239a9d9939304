import type { Env } from '../env.ts'
import { type Finding, ok, warning } from './finding.ts'

const NAME = 'Configuration'

/** Settings that are valid, but are missing or do not fit together. */
export function checkConfiguration(env: Env): Finding[] {
  const advice: [isMissing: boolean, text: string, advice: string][] = [
    [
      env.NODE_ENV !== 'production',
      `NODE_ENV is ${env.NODE_ENV}.`,
      'Set NODE_ENV=production for a desk that people use.',
    ],
    [!env.PUBLIC_URL, 'PUBLIC_URL is not set.', 'Set it to the address that people open: links in mails need it.'],
    [
      env.PUBLIC_URL?.startsWith('http:') === true && !isLocal(env.PUBLIC_URL),
      'PUBLIC_URL is not encrypted.',
      'Serve the desk over https (docs/operating.md): passwords and messages are readable on the way otherwise.',
    ],
    [
      env.PUBLIC_URL?.startsWith('https:') === true && !env.TRUST_PROXY,
      'PUBLIC_URL is https, but TRUST_PROXY is off.',
      'Set TRUST_PROXY=true behind a proxy: limits count all people as one address otherwise.',
    ],
    [
      env.DATABASE_URL !== undefined && env.PARLEY_SECRET === undefined,
      'PARLEY_SECRET is not set.',
      'Set it: it is derived from the password in DATABASE_URL otherwise, and a changed password signs everyone out.',
    ],
    [!env.SMTP_URL, 'SMTP_URL is not set.', 'Set it to your mail server: mails are only stored in DATA_DIR/mail.'],
  ]
  const warnings = advice.flatMap(([isMissing, text, what]) => (isMissing ? [warning(NAME, text, what)] : []))
  return warnings.length > 0 ? warnings : [ok(NAME, 'All variables are valid.')]
}

const isLocal = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
