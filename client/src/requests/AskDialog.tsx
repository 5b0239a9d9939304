import { useTranslations } from 'use-intl'
import { Dialog } from '../ui/Dialog.tsx'
import { AskForm } from './AskForm.tsx'
import { closeAsking, useAsking } from './asking.ts'
import { MyRequests } from './MyRequests.tsx'

/** Asking to join a ticket or for a live chat, and what became of what one asked before. */
export const AskDialog = () => {
  const t = useTranslations('requests')
  const isOpen = useAsking((state) => state.isOpen)
  return (
    <Dialog title={t('askTitle')} isOpen={isOpen} onClose={closeAsking}>
      <div className="flex flex-col gap-6">
        <AskForm />
        <MyRequests />
      </div>
    </Dialog>
  )
}
