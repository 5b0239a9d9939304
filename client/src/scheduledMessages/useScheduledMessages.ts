import { useTranslations } from 'use-intl'
import { uuid } from '../lib/uuid.ts'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import {
  type ScheduledMessageFieldsFragment,
  type ScheduleMessageInput,
  type UpdateScheduledMessageInput,
  useCancelScheduledMessageMutation,
  useScheduledMessageChangedSubscription,
  useScheduledMessagesQuery,
  useScheduleMessageMutation,
  useSendScheduledMessageNowMutation,
  useUpdateScheduledMessageMutation,
} from './scheduledMessages.generated.ts'
import { sendTime } from './times.ts'

export type Scheduled = ScheduledMessageFieldsFragment

const NONE: readonly Scheduled[] = []

/** The messages of a ticket that wait or are held, live with `useScheduledMessageFeed`. */
export const useScheduledMessages = (ticketId: string): readonly Scheduled[] => {
  const [{ data }] = useScheduledMessagesQuery({ variables: { ticketId } })
  return data?.scheduledMessages ?? NONE
}

/** Keeps them live, in all tickets: opening another ticket does not start it anew. */
export const useScheduledMessageFeed = (): void => void useScheduledMessageChangedSubscription()

/** Schedules a message. Resolves to false, with a toast, where that failed. */
export const useSchedule = () => {
  const t = useTranslations('scheduledMessages')
  const [{ fetching }, send] = useScheduleMessageMutation()
  const schedule = async (input: Omit<ScheduleMessageInput, 'clientId'>): Promise<boolean> => {
    const { data } = await send({ input: { ...input, clientId: uuid() } })
    if (toastRefusal(data?.scheduleMessage, t('failed'))) return false
    toast(t('scheduled', { time: sendTime(new Date(input.sendAt)) }))
    return true
  }
  return { schedule, isScheduling: fetching }
}

/** What its author does with a scheduled message. Each resolves to false, with a toast, where it failed. */
export const useScheduledActions = () => {
  const t = useTranslations('scheduledMessages')
  const [updating, update] = useUpdateScheduledMessageMutation()
  const [sending, sendNow] = useSendScheduledMessageNowMutation()
  const [cancelling, cancel] = useCancelScheduledMessageMutation()
  const failed = t('changeFailed')
  return {
    isBusy: updating.fetching || sending.fetching || cancelling.fetching,
    update: async (input: UpdateScheduledMessageInput) =>
      !toastRefusal((await update({ input })).data?.updateScheduledMessage, failed),
    sendNow: async (id: string) =>
      !toastRefusal((await sendNow({ input: { id } })).data?.sendScheduledMessageNow, failed),
    cancel: async (id: string) => !toastRefusal((await cancel({ input: { id } })).data?.cancelScheduledMessage, failed),
  }
}
