import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

type Props = {
  title: string
  /** What goes, by its name. */
  children: ReactNode
  /** What the button does, as a verb. */
  action: string
  isBusy?: boolean
  problem?: string
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something is lost. Cancel comes first, so that Enter alone loses nothing. */
export const ConfirmDialog = ({ title, children, action, isBusy, problem, onConfirm, onClose }: Props) => {
  const t = useTranslations('ui')
  return (
    <Dialog title={title} isOpen onClose={onClose}>
      <div className="flex flex-col gap-4">
        {children}
        {problem && (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button autoFocus onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="danger" isDisabled={isBusy} onPress={onConfirm}>
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
