import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './Button.tsx'
import { BaseDialog } from './BaseDialog.tsx'

type Props = {
  title: string
  /** The title, naming what is deleted. */
  children: ReactNode
  /** The label of the button, a verb. */
  action: string
  /** The label of the other button, if “Cancel” could be misunderstood. */
  cancel?: string
  isBusy?: boolean
  problem?: string
  onConfirm: () => void
  onClose: () => void
}

/** Asks before a destructive action. Cancel comes first, so that Enter alone destroys nothing. */
export const ConfirmDialog = ({ title, children, action, cancel, isBusy, problem, onConfirm, onClose }: Props) => {
  const t = useTranslations('ui')
  return (
    <BaseDialog title={title} isOpen onClose={onClose}>
      <div className="flex flex-col gap-4">
        {children}
        {problem && (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button autoFocus onPress={onClose}>
            {cancel ?? t('cancel')}
          </Button>
          <Button variant="danger" isDisabled={isBusy} onPress={onConfirm}>
            {action}
          </Button>
        </div>
      </div>
    </BaseDialog>
  )
}
