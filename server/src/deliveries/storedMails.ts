import PostalMime from 'postal-mime'
import { listStored, readStored } from '../platform/mail/mailFolder.ts'

/** A mail that a desk without a mail server has stored. */
export interface StoredMail {
  id: string
  to: string
  subject: string
  at: Date
  text: string
  html: string | null
}

/** How many are listed. */
const LISTED = 50

/** The newest stored mails, or none if the desk has a mail server. */
export async function listStoredMails(folder: string | null): Promise<StoredMail[]> {
  if (!folder) return []
  const names = (await listStored(folder)).slice(0, LISTED)
  const mails = await Promise.all(names.map((name) => readMail(folder, name)))
  return mails.filter((mail) => mail !== null)
}

async function readMail(folder: string, name: string): Promise<StoredMail | null> {
  const source = await readStored(folder, name)
  if (!source) return null
  const { to, subject = '', text = '', html = null } = await PostalMime.parse(source)
  const at = new Date(Number(name.slice(0, 13)))
  return { id: name.slice(0, -4), to: to?.[0]?.address ?? '', subject, at, text, html }
}
