import { mailLink } from '../accounts/mailLink.ts'
import type { LinkDesk } from '../accounts/linkMails.ts'
import { countFinishedDays } from '../analytics/countFinishedDays.ts'
import { assignAutomatically } from '../assignment/assignAutomatically.ts'
import { collect, collectOrphans } from '../attachments/collect.ts'
import { backUpDaily, type DailyBackups } from '../backup/dailyBackup.ts'
import { removeFailedJobs } from '../backgroundJobs/removeFailedJobs.ts'
import { returnClaims } from '../desk/returnClaims.ts'
import { addMissingBatchJobs, continueBatch, removeOldBatches } from '../batches/continueBatch.ts'
import { meetDeadline } from '../cases/deadlines.ts'
import type { ChannelSender } from '../deliveries/channels.ts'
import { addMissingDeliveryJobs, deliverNotifications } from '../deliveries/deliver.ts'
import { erasePeople } from '../erasure/erasures.ts'
import { sweepChanges } from '../live/changes.ts'
import { addMissingMailJobs, removeUnsentMails } from '../mail/outbox.ts'
import { type ReceiveDeps, receiveMail } from '../inboundMails/receiveMail.ts'
import { removeOldMails } from '../inboundMails/removeOldMails.ts'
import { sendMail } from '../mail/sendMail.ts'
import { sweepNotifications } from '../notifications/sweepNotifications.ts'
import { removeOldInvitations } from '../people/removeOldInvitations.ts'
import { MAINTENANCE, DESK } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import type { Mailer } from '../platform/mail/mailer.ts'
import type { Meetings } from '../platform/meetings/open.ts'
import type { PushDesk } from '../platform/push/pushService.ts'
import type { ScheduledTask, Task } from '../platform/jobs/task.ts'
import { endEmergencyAccess } from '../privacy/endEmergencyAccess.ts'
import { sendPush } from '../push/sendPush.ts'
import { applyRules } from '../retention/applyRules.ts'
import { sendDueMessage } from '../scheduledMessages/sendDueMessage.ts'
import { addMissingShareJobs, endIfSilent } from '../screenshare/endSilentShares.ts'
import { arrangeMeeting } from '../sessions/arrangeMeeting.ts'
import { reindexSearch } from '../search/reindex.ts'
import { remindOfSession } from '../sessions/remindOfSession.ts'
import { removeOldShopInvitations } from '../shops/removeOldShopInvitations.ts'
import { removeOldTexts } from '../sms/outbox.ts'
import { sendText } from '../sms/sendText.ts'
import type { SmsDesk } from '../sms/settings.ts'
import { learnMissing } from '../suggestions/learnMissing.ts'
import { learnTicket } from '../suggestions/learnTicket.ts'
import { sweepShares } from '../screenshare/shareHeartbeat.ts'
import { askForRatings } from '../ratings/askForRatings.ts'
import { sumUpCounts } from '../tickets/sumUpCounts.ts'
import { moveRetiredTickets } from '../teams/moveRetiredTickets.ts'
import { removeExpired } from '../viewer/removeExpired.ts'
import { runBackfills } from './backfills.ts'

/** When the scheduled tasks run. Those that run once an hour run at different minutes. */
export const SCHEDULE: readonly ScheduledTask[] = [
  { task: 'return_claims', cron: '* * * * *' },
  { task: 'assign_waiting_tickets', cron: '* * * * *' },
  { task: 'ask_for_ratings', cron: '* * * * *' },
  { task: 'collect_files', cron: '* * * * *' },
  { task: 'learn_missing_tickets', cron: '* * * * *' },
  { task: 'sweep_screen_shares', cron: '* * * * *' },
  { task: 'sum_up_counts', cron: '* * * * *' },
  { task: 'count_tickets_afresh', cron: '12 3 * * *' },
  { task: 'add_missing_jobs', cron: '*/5 * * * *' },
  // Of imports.
  { task: 'move_retired_tickets', cron: '*/5 * * * *' },
  { task: 'count_figures', cron: '*/10 * * * *' },
  { task: 'sweep_live_changes', cron: '*/10 * * * *' },
  { task: 'sweep_notifications', cron: '7 * * * *' },
  { task: 'remove_old_batches', cron: '17 * * * *' },
  { task: 'run_backfills', cron: '22 * * * *' },
  { task: 'remove_expired_access', cron: '27 * * * *' },
  { task: 'remove_failed_jobs', cron: '32 * * * *' },
  { task: 'remove_old_mails', cron: '47 * * * *' },
  { task: 'apply_retention', cron: '52 * * * *' },
  { task: 'erase_people', cron: '57 * * * *' },
  { task: 'back_up', cron: '42 * * * *' },
  { task: 'collect_orphaned_files', cron: '37 */6 * * *' },
]

interface Deps extends ReceiveDeps {
  pools: Pools
  mailer: Mailer
  /** Where a desk without a mail server stores mails. */
  mailFolder: string | null
  /** The channels on which notifications are sent. */
  senders: readonly ChannelSender[]
  push: PushDesk
  /** Null if the desk sends no text messages. */
  sms: SmsDesk | null
  meetings: Meetings
  /** What mails with links say about the desk. */
  linkDesk: LinkDesk
  /** Null if the database is not the embedded one. */
  backups: DailyBackups | null
  /** Whether a person is online, as far as this node knows. */
  isOnline: (userId: string) => boolean
}

/** The task of each kind of background job. */
export function createTasks({
  pools,
  files,
  mailer,
  mailFolder,
  senders,
  push,
  sms,
  meetings,
  linkDesk,
  backups,
  isOnline,
  ...receiving
}: Deps): Record<string, Task> {
  const asStaff = (work: () => Promise<void>) => () => asIdentity(pools, DESK, 'write', work)
  return {
    return_claims: async (_payload, { signal }) => void (await returnClaims(pools, signal)),
    assign_new_tickets: async (_payload, { signal }) =>
      void (await assignAutomatically({ pools, isOnline, reason: 'round_robin' }, signal)),
    assign_waiting_tickets: async (_payload, { signal }) =>
      void (await assignAutomatically({ pools, isOnline, reason: 'waiting_longest' }, signal)),
    sum_up_counts: () => sumUpCounts(pools),
    count_tickets_afresh: () => sumUpCounts(pools, true),
    move_retired_tickets: (_payload, { signal }) => moveRetiredTickets(pools, signal),
    count_figures: async (_payload, { signal }) => void (await countFinishedDays(pools, signal)),
    ask_for_ratings: async (_payload, { signal }) => askForRatings({ pools }, signal),
    end_emergency_access: ({ accessId }) => endEmergencyAccess(pools, String(accessId)),
    collect_files: async (_payload, { signal }) => void (await collect(files, signal)),
    collect_orphaned_files: async () => void (await collectOrphans(files)),
    end_silent_screen_share: ({ shareId }) => endIfSilent(pools, String(shareId)),
    sweep_screen_shares: asStaff(sweepShares),
    sweep_live_changes: asStaff(sweepChanges),
    sweep_notifications: asStaff(sweepNotifications),
    continue_batch: ({ batchId }) => continueBatch(pools, String(batchId)),
    learn_ticket: ({ ticketId }) => learnTicket(pools, String(ticketId)),
    learn_missing_tickets: (_payload, { signal }) => learnMissing(pools, signal),
    send_scheduled_message: ({ messageId }) => sendDueMessage(pools, String(messageId)),
    deliver_notifications: ({ channel, userId }) =>
      deliverNotifications({ pools, senders }, { channel: String(channel), userId: String(userId) }),
    send_mail: ({ mailId }, job) => sendMail({ pools, mailer }, String(mailId), job),
    mail_link: ({ requestId }) => mailLink({ pools, desk: linkDesk }, String(requestId)),
    send_push: ({ pushId }, job) => sendPush({ pools, push }, String(pushId), job),
    send_text: ({ textId }, job) => sendText({ pools, sms }, String(textId), job),
    // The name of `send_mail` when invitations were the only mails: such a job may still be queued.
    send_invitation: () => asIdentity(pools, MAINTENANCE, 'write', addMissingMailJobs),
    arrange_meeting: ({ sessionId, polls }, job) =>
      arrangeMeeting(
        { pools, meetings, deskName: linkDesk.name },
        { sessionId: String(sessionId), polls: Number(polls) },
        job,
      ),
    case_deadline: (payload) => asIdentity(pools, MAINTENANCE, 'write', () => meetDeadline(payload)),
    remind_of_session: (payload) => asIdentity(pools, MAINTENANCE, 'write', () => remindOfSession(payload)),
    add_missing_jobs: () => addMissingJobs(pools),
    receive_mail: ({ mailId }) => receiveMail({ files, ...receiving }, String(mailId)),
    remove_old_mails: () => asIdentity(pools, MAINTENANCE, 'write', removeOldMails),
    reindex_search: (payload, { signal }) => reindexSearch(pools, signal, payload['onlyTickets'] === true),
    apply_retention: (_payload, { signal }) => applyRules(pools, signal),
    erase_people: (_payload, { signal }) => erasePeople({ files, mailFolder }, signal),
    back_up: (_payload, { signal }) => backUpDaily({ pools, backups }, signal),
    remove_old_batches: asStaff(removeOldBatches),
    run_backfills: (_payload, { signal }) => runBackfills({ pools }, signal),
    remove_expired_access: () => asIdentity(pools, MAINTENANCE, 'write', removeExpiredAccess),
    remove_failed_jobs: () =>
      asIdentity(pools, MAINTENANCE, 'write', async () => {
        // First: a mail without a job would get a new one.
        await removeUnsentMails()
        await removeFailedJobs()
      }),
  }
}

async function addMissingJobs(pools: Pools): Promise<void> {
  await asIdentity(pools, DESK, 'write', addMissingBatchJobs)
  await asIdentity(pools, DESK, 'write', addMissingShareJobs)
  await asIdentity(pools, MAINTENANCE, 'write', async () => {
    await addMissingMailJobs()
    await addMissingDeliveryJobs()
  })
}

async function removeExpiredAccess(): Promise<void> {
  await removeExpired()
  await removeOldInvitations()
  await removeOldShopInvitations()
  await removeOldTexts()
}
