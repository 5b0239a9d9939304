import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'
import type { ScheduledMessage } from './reads.ts'

const remove = statement('SELECT remove_scheduled_message_job($1)')

/** Adds the job that sends a message at its time, with the current operation; it replaces the job for an earlier time. */
export function addSendJob({ id, sendAt }: Pick<ScheduledMessage, 'id' | 'sendAt'>): Promise<void> {
  // The same key as in remove_scheduled_message_job (prisma/sql/85_jobs.sql).
  return addJob('send_scheduled_message', { messageId: id }, { key: `scheduled_message:${id}`, runAt: sendAt })
}

/** Removes the job of a message that is not to be sent any more. One that is running finds that out by itself. */
export async function removeSendJob(id: string): Promise<void> {
  await remove.rows(id)
}
