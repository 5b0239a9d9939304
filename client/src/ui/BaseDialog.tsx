import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { IconButton } from './IconButton.tsx'
import { SCRIM } from './scrim.ts'

export type DialogProps = {
  title: string
  isOpen: boolean
  onClose: () => void
  /** Cannot be dismissed without an answer. */
  required?: boolean
  wide?: boolean
  /** As large as the page, for pictures. */
  large?: boolean
  children: ReactNode
}

/**
 * A centred dialog, full width at the bottom of a phone, that closes at once. Use `Dialog` for dialogs with text
 * fields.
 */
export const BaseDialog = ({ title, isOpen, onClose, required, wide, large, children }: DialogProps) => {
  const t = useTranslations('ui')
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!required}
      isKeyboardDismissDisabled={required}
      className={classes(
        SCRIM,
        'flex items-end justify-center tablet:items-start tablet:p-6',
        !large && 'tablet:pt-[12vh]',
      )}
    >
      <Modal
        className={classes(
          'max-h-[90dvh] w-full overflow-auto rounded-t-lg border border-line bg-raised shadow-raised tablet:rounded-lg',
          large ? 'tablet:max-w-[min(100%,150dvh)]' : 'tablet:max-h-[80dvh]',
          large ? '' : wide ? 'tablet:max-w-2xl' : 'tablet:max-w-lg',
        )}
      >
        <AriaDialog className="flex flex-col outline-none pb-[env(safe-area-inset-bottom)]">
          <div className="sticky top-0 z-10 flex h-12 shrink-0 items-center justify-between gap-2 border-b border-line bg-raised pe-2 ps-4">
            <Heading slot="title" className="truncate text-lg font-semibold">
              {title}
            </Heading>
            {!required && <IconButton icon={X} label={t('close')} onPress={onClose} />}
          </div>
          <div className="p-4">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
