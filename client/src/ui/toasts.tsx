import { CircleAlert, CircleCheck, X } from 'lucide-react'
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
  Text,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { refusalOf, type Payload } from '../lib/refusal.ts'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'

/** A toast's tone and button. */
export type ToastOptions = {
  tone?: Toast['tone']
  action?: Toast['action']
  /** Its duration; six seconds by default. */
  shownMs?: number
}
type Toast = { text: string; tone: 'done' | 'problem'; action?: { label: string; onPress: () => void } }

const SHOWN_MS = 6_000

// At the top of the conversation, where older messages are: away from the composer, the rows and the account.
// React Aria's toasts rather than sonner's: sonner injects a style element, which the CSP refuses.
const queue = new ToastQueue<Toast>({ maxVisibleToasts: 3 })

/** Shows a toast. Returns a function that dismisses it. */
export const toast = (text: string, { tone = 'done', action, shownMs = SHOWN_MS }: ToastOptions = {}): (() => void) => {
  const key = queue.add({ text, tone, action }, { timeout: shownMs })
  return () => queue.close(key)
}

/** Shows why a mutation was rejected, or `failed` if there was no response. Returns whether there was an error. */
export const toastRefusal = (payload: Payload, failed: string): boolean => {
  const problem = refusalOf(payload, failed)
  if (problem) toast(problem, { tone: 'problem' })
  return problem !== undefined
}

/** The region of toasts. Rendered once. */
export const Toasts = () => {
  const t = useTranslations('ui')
  return (
    <ToastRegion
      queue={queue}
      aria-label={t('notifications')}
      className="fixed inset-x-4 top-[calc(3.5rem+env(safe-area-inset-top))] z-50 flex flex-col gap-2 rounded-md tablet:start-[42%] tablet:end-auto tablet:w-96"
    >
      {({ toast: shown }) => (
        <AriaToast
          toast={shown}
          className="flex items-center gap-3 rounded-md border border-line bg-raised py-1 pe-1 ps-3 text-text shadow-raised animate-fade"
        >
          {shown.content.tone === 'problem' ? (
            <CircleAlert aria-hidden className="size-4 shrink-0 text-danger" />
          ) : (
            <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />
          )}
          <ToastContent className="min-w-0 flex-1 py-1">
            <Text slot="title">{shown.content.text}</Text>
          </ToastContent>
          {shown.content.action && (
            <Button
              size="sm"
              onPress={() => {
                shown.content.action?.onPress()
                queue.close(shown.key)
              }}
            >
              {shown.content.action.label}
            </Button>
          )}
          <IconButton icon={X} label={t('close')} onPress={() => queue.close(shown.key)} />
        </AriaToast>
      )}
    </ToastRegion>
  )
}
