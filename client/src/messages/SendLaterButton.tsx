import { CircleCheck, Hand } from 'lucide-react'
import { useUploadsOf } from '../attachments/useUploads.ts'
import { isVisible } from '../lib/visible.ts'
import { NO_ACTIONS } from '../macros/actions.ts'
import { useTranslations } from 'use-intl'
import { SendLaterMenu } from '../scheduledMessages/SendLaterMenu.tsx'
import { useSchedule } from '../scheduledMessages/useScheduledMessages.ts'
import { MenuItem } from '../ui/Menu.tsx'
import { toast } from '../ui/toasts.tsx'
import type { ComposerState } from './useComposer.ts'

/** What else can be done with the message: with the ticket at once, or later. Schedules what is written in the composer; the draft is cleared once the server has it. */
export const SendLaterButton = ({ composer }: { composer: ComposerState }) => {
  const t = useTranslations('scheduledMessages')
  const words = useTranslations('messages')
  const { ticketId, also, audience, text, quote, scope, canSend, macros, change, box } = composer
  const { schedule, isScheduling } = useSchedule()
  const isTextOnly = useUploadsOf(scope).length === 0 && macros.actions === NO_ACTIONS && !quote

  const choose = async (at: Date) => {
    if (!isTextOnly || !isVisible(text)) return void toast(t('textOnly'), { tone: 'problem' })
    const input = { ticketId, body: text, audience, sendAt: at.toISOString(), basedOn: also.ticket?.lastSeq } as const
    if (!(await schedule(input))) return
    // What was typed meanwhile is a new draft.
    if (box.current?.value === text) change('', 0)
    box.current?.focus()
  }
  return (
    <SendLaterMenu isDisabled={!canSend || isScheduling} onChoose={(at) => void choose(at)}>
      {sendChoices(composer, words)}
    </SendLaterMenu>
  )
}

type Words = ReturnType<typeof useTranslations<'messages'>>

/** Null where there are none: then the menu has no line above the times. */
const sendChoices = ({ also: { mayResolve, mayClaim }, send }: ComposerState, t: Words) =>
  mayResolve || mayClaim ? (
    <>
      {mayResolve && (
        <MenuItem
          id="resolve"
          textValue={t('sendAndResolve')}
          keys="Mod+Shift+Enter"
          icon={<CircleCheck aria-hidden className="size-4 text-success" />}
          onAction={() => send('resolve')}
        >
          {t('sendAndResolve')}
        </MenuItem>
      )}
      {mayClaim && (
        <MenuItem
          id="claim"
          textValue={t('sendAndClaim')}
          icon={<Hand aria-hidden className="size-4 text-muted" />}
          onAction={() => send('claim')}
        >
          {t('sendAndClaim')}
        </MenuItem>
      )}
    </>
  ) : null
