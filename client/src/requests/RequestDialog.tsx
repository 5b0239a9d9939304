import { useTranslations } from 'use-intl'
import { Dialog } from '../ui/Dialog.tsx'
import { RequestForm } from './RequestForm.tsx'
import { requestDialog } from './requestDialog.ts'
import { MyRequests } from './MyRequests.tsx'

/** Requests a chat or to join a ticket, and lists the viewer's earlier requests. */
export const RequestDialog = () => {
  const t = useTranslations('requests')
  return (
    <Dialog title={t('askTitle')} isOpen={requestDialog.useIsOpen()} onClose={requestDialog.close}>
      <div className="flex flex-col gap-6">
        <RequestForm />
        <MyRequests />
      </div>
    </Dialog>
  )
}
