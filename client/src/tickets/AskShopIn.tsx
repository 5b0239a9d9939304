import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { refusalOf } from '../lib/refusal.ts'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Check.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { toast } from '../ui/toasts.tsx'
import { useAskShopInMutation, type TicketShopFragment } from './shop.generated.ts'

type Props = { ticket: TicketShopFragment; shopName: string; onClose: () => void }

/** Asks the shop that a ticket is about to join it, with or without what everyone has written so far. */
export const AskShopIn = ({ ticket, shopName, onClose }: Props) => {
  const t = useTranslations('tickets')
  const [withHistory, setWithHistory] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [{ fetching }, ask] = useAskShopInMutation()
  const shop = isolated(shopName)
  const confirm = async () => {
    const { data } = await ask({ input: { ticketId: ticket.id, withHistory } })
    const refused = refusalOf(data?.askShopIn, t('changeFailed'))
    if (refused) return setProblem(refused)
    toast(t('shopAsked', { shop }))
    onClose()
  }
  return (
    <Dialog title={t('askShopTitle', { shop })} isOpen onClose={onClose}>
      <div className="flex flex-col gap-4">
        <p>{t('askShopText', { shop, requester: isolated(ticket.requester.name) })}</p>
        <div className="flex flex-col gap-1">
          <Check isSelected={withHistory} onChange={setWithHistory}>
            {t('includeHistory')}
          </Check>
          <p className="ps-6 text-sm text-muted">{t(withHistory ? 'historyShown' : 'historyHidden', { shop })}</p>
        </div>
        {problem && (
          <p role="alert" className="text-sm text-danger">
            {problem}
          </p>
        )}
        <div className="flex justify-end">
          <Button variant="primary" isDisabled={fetching} onPress={() => void confirm()}>
            {t('askShopDo')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
