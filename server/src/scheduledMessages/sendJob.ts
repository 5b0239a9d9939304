import { addJob } from '../platform/jobs/addJob.ts'
import type { ScheduledMessage } from './reads.ts'

/**
 * Adds the job that sends a message at its time, with the current operation; it replaces the job for an earlier time. A trigger removes it
 * when the message is sent or cancelled (remove_send_job in prisma/sql/85_jobs.sql, with the same key).
 */
export function addSendJob({ id, sendAt }: Pick<ScheduledMessage, 'id' | 'sendAt'>): Promise<void> {
  return addJob('send_scheduled_message', { messageId: id }, { key: `scheduled_message:${id}`, runAt: sendAt })
}
