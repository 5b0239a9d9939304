import { useTranslations } from 'use-intl'
import { BaseDialog, type DialogProps } from './BaseDialog.tsx'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import { LeaveContext, useUnsaved } from './unsaved.ts'

/** A dialog that asks before it discards typed text, however it is closed. */
export const Dialog = ({ onClose, children, ...props }: DialogProps) => {
  const t = useTranslations('ui')
  const { ref, leave, pending, setPending } = useUnsaved()
  return (
    <BaseDialog {...props} onClose={() => leave(onClose)}>
      <LeaveContext value={leave}>
        <div ref={ref} className="contents">
          {children}
        </div>
      </LeaveContext>
      {pending && (
        <ConfirmDialog
          title={t('discardTitle')}
          action={t('discard')}
          cancel={t('keepEditing')}
          onClose={() => setPending(null)}
          onConfirm={() => {
            setPending(null)
            pending.go()
          }}
        >
          <p>{t('discardText')}</p>
        </ConfirmDialog>
      )}
    </BaseDialog>
  )
}
