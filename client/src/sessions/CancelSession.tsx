import { useTranslations } from 'use-intl'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useCancelSessionMutation, type SessionFieldsFragment } from './sessions.generated.ts'
import { closeSessionDialog } from './sessionDialog.ts'
import { useSubmit } from './useSubmit.ts'
import { span } from './when.ts'

/** Asks before a session is cancelled. */
export const CancelSession = ({ session }: { session: SessionFieldsFragment }) => {
  const t = useTranslations('sessions')
  const [{ fetching }, send] = useCancelSessionMutation()
  const { errors, submit } = useSubmit()
  return (
    <ConfirmDialog
      title={t('cancelTitle')}
      action={t('cancel')}
      cancel={t('keep')}
      isBusy={fetching}
      problem={Object.values(errors)[0]}
      onClose={closeSessionDialog}
      onConfirm={() =>
        void submit(async () => (await send({ input: { sessionId: session.id } })).data?.cancelSession.errors)
      }
    >
      <p>{span(session.startsAt, session.endsAt)}</p>
      <p className="text-muted">{t('cancelText')}</p>
    </ConfirmDialog>
  )
}
