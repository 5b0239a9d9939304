import { Bell as BellIcon } from 'lucide-react'
import { Suspense, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { lazily } from '../lib/lazily.ts'
import { bufferKeysUntilFocus } from '../lib/keyBuffer.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import type { NotificationFieldsFragment } from './notifications.generated.ts'
import { useUnread } from './unread.ts'

const BellPopover = lazily(() => import('./BellPopover.tsx'), 'BellPopover')

/** The highest number that is shown. */
const MOST = 99

type Props = { onOpen: (notification: NotificationFieldsFragment) => void }

/** The number of unread notifications, and a button that opens their list; the shortcut is `g n`. */
export const Bell = ({ onOpen }: Props) => {
  const t = useTranslations('notifications')
  const count = useUnread((unread) => unread.count)
  const [isOpen, setOpen] = useState(false)
  const bell = useRef<HTMLButtonElement>(null)
  useShortcuts({
    'g n': () => {
      bufferKeysUntilFocus('overlay')
      setOpen(true)
    },
  })
  // The name contains what is shown, for those who say it to their computer.
  const shown = count > MOST ? `${MOST}+` : String(count)
  const label = count > 0 ? t('bellUnread', { shown }) : t('bell')

  return (
    <>
      <Button
        ref={bell}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
        className="relative inline-flex size-8 shrink-0 cursor-pointer items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text pointer-coarse:size-11"
      >
        <BellIcon aria-hidden className="size-4" />
        {count > 0 && (
          <span
            aria-hidden
            className="absolute end-[calc(50%-1.125rem)] bottom-[calc(50%+0.125rem)] inline-flex h-4 min-w-4 items-center justify-center rounded-full bg-unread px-1 text-[0.625rem] leading-none font-semibold text-on-unread"
          >
            {shown}
          </span>
        )}
      </Button>
      {isOpen && (
        <Suspense>
          <BellPopover
            bell={bell}
            isOpen
            onOpenChange={setOpen}
            onOpen={(notification) => {
              setOpen(false)
              onOpen(notification)
            }}
          />
        </Suspense>
      )}
    </>
  )
}
