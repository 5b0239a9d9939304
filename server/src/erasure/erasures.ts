import { collect } from '../attachments/collect.ts'
import type { FilesDeps } from '../attachments/files.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import { eraseInTicket, ticketsLeft } from './eraseInTicket.ts'
import { eraseOutgoing, eraseReceived, eraseStored, readIdentity } from './eraseMails.ts'
import { eraseIdentity, eraseOwnData } from './eraseOwnData.ts'

interface Deps {
  files: Pick<FilesDeps, 'pools' | 'blobs' | 'log'>
  /** Where a desk without a mail server stores mails. */
  mailFolder: string | null
}

const unfinished = statement<{ userId: string }>(
  'SELECT user_id AS "userId" FROM erasures WHERE finished_at IS NULL ORDER BY requested_at',
)
const noteHeld = statement('UPDATE erasures SET held_tickets = $2 WHERE user_id = $1')
const filesLeft = statement(`SELECT FROM attachments WHERE owner_id = $1 AND state = 'pending_deletion' LIMIT 1`)

/** Adds the job that continues all unfinished erasures, with the current operation. */
export function eraseSoon(): Promise<void> {
  return addJob('erase_people', {})
}

/**
 * The job `erase_people`: continues every unfinished erasure. Each ticket is one transaction, and what is left is found by looking: a
 * run that is interrupted at any point is continued by the next one. An erasure ends once no ticket with something of the person is
 * under a legal hold; until then, name and address are kept with what is held.
 */
export async function erasePeople(deps: Deps, signal?: AbortSignal): Promise<void> {
  const people = await asIdentity(deps.files.pools, MAINTENANCE, 'read', () => unfinished.rows())
  for (const { userId } of people) await erase(deps, userId, signal)
}

async function erase({ files, mailFolder }: Deps, userId: string, signal?: AbortSignal): Promise<void> {
  const run = <T>(work: () => Promise<T>) => asIdentity(files.pools, MAINTENANCE, 'write', work)
  await run(() => eraseOwnData(userId))
  for (const { id } of (await run(() => ticketsLeft(userId))).filter(({ held }) => !held)) {
    if (signal?.aborted) throw new Error('The node stops; the rest is erased by the next attempt.')
    await run(() => eraseInTicket(id, userId))
  }
  const mails = await run(() => eraseOutgoing(userId))
  if (mailFolder) await eraseStored(mailFolder, mails, await run(() => readIdentity(userId)))
  await run(() => eraseReceived(userId, files.blobs))
  await collect(files, signal)
  await run(async () => {
    if (await filesLeft.first(userId)) throw new Error('Files could not be removed yet.')
    const rest = await ticketsLeft(userId)
    const held = rest.filter((ticket) => ticket.held).length
    // Written while this ran, in requests that had begun before.
    if (rest.length > held) throw new Error('Something was written in the meantime.')
    await noteHeld.rows(userId, held)
    if (held === 0) await eraseIdentity(userId)
  })
}
