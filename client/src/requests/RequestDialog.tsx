import { useTranslations } from 'use-intl'
import { Dialog } from '../ui/Dialog.tsx'
import { RequestForm } from './RequestForm.tsx'
import { closeRequestDialog, useRequestDialog } from './requestDialog.ts'
import { MyRequests } from './MyRequests.tsx'

/** Requests a chat or to join a ticket, and lists the viewer's earlier requests. */
export const RequestDialog = () => {
  const t = useTranslations('requests')
  const isOpen = useRequestDialog((state) => state.isOpen)
  return (
    <Dialog title={t('askTitle')} isOpen={isOpen} onClose={closeRequestDialog}>
      <div className="flex flex-col gap-6">
        <RequestForm />
        <MyRequests />
      </div>
    </Dialog>
  )
}
