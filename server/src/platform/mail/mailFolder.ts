import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import { type Mailer, optionsOf, type Sender } from './mailer.ts'

/** How many stored mails are kept. */
const KEPT = 200
const NAME = /^\d{13}-[\w-]+\.eml$/

/** Stores mails as .eml files in `folder`, for desks without a mail server. The newest 200 are kept. */
export function openMailFolder(folder: string, { MAIL_FROM }: { MAIL_FROM: string }, sender: Sender): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(optionsOf(mail, MAIL_FROM, sender))
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = `${Date.now()}-${mail.id ?? randomUUID()}.eml`
      // Written atomically, since the folder may be listed at the same time.
      await writeFile(path.join(folder, `.${name}`), message as Buffer, { mode: 0o600 })
      await rename(path.join(folder, `.${name}`), path.join(folder, name))
      const names = await listStored(folder)
      await Promise.all(names.slice(KEPT).map((old) => rm(path.join(folder, old), { force: true })))
    },
    close: () => transport.close(),
  }
}

/** The names of the stored mails, newest first. */
export async function listStored(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => NAME.test(name)).toSorted((a, b) => b.localeCompare(a))
}

/** The source of a stored mail, or null if it does not exist. */
export async function readStored(folder: string, name: string): Promise<Buffer | null> {
  return NAME.test(name) ? readFile(path.join(folder, name)).catch(() => null) : null
}
