import { setTimeout as sleep } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import type { Logger } from '../platform/log.ts'
import { MAIL_MAX_BYTES } from './inboundMail.ts'
import type { IncomingMail } from './storeMail.ts'

/** How often the mailbox is read even if the server announces nothing, in milliseconds. */
const POLL_MS = 60_000
/** How long to wait before connecting again, in milliseconds: it doubles with each failure. */
const RECONNECT_MS = 1_000
const RECONNECT_MAX_MS = 300_000

interface ReaderOptions {
  /** imap(s)://user:password@host:port/mailbox; INBOX without a path. */
  url: string
  store(mail: IncomingMail): Promise<void>
  /** Records a mail that is too large to be stored. */
  recordTooLarge(name: string, size: number): Promise<void>
  log: Logger
  pollMs?: number
  reconnectMs?: number
}

/**
 * Reads a mailbox: new mails immediately (IDLE), and unseen ones once a minute. A mail is marked as seen only after it is stored.
 * A lost connection is reopened, and no failure ends the process.
 */
export function readMailbox(options: ReaderOptions): { close(): Promise<void> } {
  const { log, reconnectMs = RECONNECT_MS } = options
  const closing = new AbortController()
  const { signal } = closing
  const running = (async () => {
    let failures = 0
    while (!signal.aborted) {
      // One connection after the other.
      const isRead = await oneConnection(options, signal).catch((error: Error) => {
        if (!signal.aborted) log.warn({ err: describe(error) }, 'the mailbox cannot be read; connecting again')
        return false
      })
      failures = isRead ? 0 : failures + 1
      const delay = Math.min(RECONNECT_MAX_MS, reconnectMs * 2 ** Math.max(0, Math.min(failures, 20) - 1))
      await sleep(delay, undefined, { signal }).catch(() => {})
    }
  })()
  return {
    close: async () => {
      closing.abort()
      await running
    },
  }
}

/** Reads until the connection is lost or `signal` is aborted; returns whether the mailbox could be read at all. */
async function oneConnection(options: ReaderOptions, signal: AbortSignal): Promise<boolean> {
  const { log, pollMs = POLL_MS } = options
  const { mailbox, ...connection } = connectionOf(options.url)
  const client = new ImapFlow({ ...connection, logger: false, disableAutoIdle: true, maxIdleTime: pollMs })
  // Without a listener an error of the connection would end the process.
  client.on('error', (error: Error) => log.debug({ err: error.message }, 'the connection to the mailbox failed'))
  const stop = () => client.close()
  signal.addEventListener('abort', stop, { once: true })
  let isRead = false
  try {
    await client.connect()
    await client.mailboxOpen(mailbox)
    // Mails that arrive during a read are announced before IDLE starts: then the mailbox is read once more.
    let hasNews = true
    client.on('exists', () => (hasNews = true))
    while (client.usable && !signal.aborted) {
      hasNews = false
      await readUnseen(client, options, signal)
      isRead = true
      if (!hasNews && !signal.aborted) await untilNews(client, pollMs)
    }
    return isRead
  } catch (error) {
    if (isRead) log.info({ err: describe(error as Error) }, 'the connection to the mailbox was lost')
    else throw error
    return true
  } finally {
    signal.removeEventListener('abort', stop)
    client.close()
  }
}

/** Waits for a new mail, at most `pollMs`. Any command ends IDLE, so a NOOP does. */
async function untilNews(client: ImapFlow, pollMs: number): Promise<void> {
  const wake = () => void client.noop().catch(() => {})
  const timer = setTimeout(wake, pollMs)
  client.once('exists', wake)
  try {
    await client.idle()
  } finally {
    clearTimeout(timer)
    client.off('exists', wake)
  }
}

async function readUnseen(client: ImapFlow, options: ReaderOptions, signal: AbortSignal): Promise<void> {
  const { mailbox } = client
  const validity = mailbox === false ? 0n : mailbox.uidValidity
  for (const uid of (await client.search({ seen: false }, { uid: true })) || []) {
    if (signal.aborted) return
    // One after the other: they are large.
    const found = await client.fetchOne(String(uid), { size: true }, { uid: true })
    const size = found === false ? undefined : found.size
    if (size === undefined) continue
    if (size > MAIL_MAX_BYTES) await options.recordTooLarge(`${validity}/${uid}`, size)
    else {
      const download = await client.download(String(uid), undefined, { uid: true })
      if (!('content' in download) || !download.content) continue
      await options.store({ raw: download.content, channel: 'imap', envelopeSender: null, recipients: [] })
    }
    await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
  }
}

function connectionOf(url: string) {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  const secure = protocol === 'imaps:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    mailbox: decodeURIComponent(pathname.slice(1)) || 'INBOX',
  }
}

function describe(error: Error): string {
  const { responseText } = error as { responseText?: string }
  return responseText ? `${error.message}: ${responseText}` : error.message
}
