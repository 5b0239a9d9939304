import { CircleAlert, CircleCheck, X } from 'lucide-react'
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastRegion as AriaToastRegion,
  Text,
  type UNSTABLE_ToastQueue as ToastQueue,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import type { Toast } from './toasts.tsx'

type Props = { queue: ToastQueue<Toast> }

/** The region of toasts: at the top of the conversation, where older messages are, away from the composer, the rows and the account. */
export const ToastRegion = ({ queue }: Props) => {
  const t = useTranslations('ui')
  return (
    <AriaToastRegion
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
    </AriaToastRegion>
  )
}
