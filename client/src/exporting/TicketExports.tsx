import { Download, Printer } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { LinkButton } from '../ui/LinkButton.tsx'

/** Links to a ticket's exports (admins): JSON, and a page for printing. */
export const TicketExports = ({ number }: { number: string }) => {
  const t = useTranslations('exporting')
  return (
    <>
      <LinkButton href={`/exports/tickets/${number}.json`} download={`${number}.json`}>
        <Download aria-hidden className="size-4" />
        {t('exportTicket')}
      </LinkButton>
      <LinkButton href={`/exports/tickets/${number}.html`} target="_blank" rel="noreferrer">
        <Printer aria-hidden className="size-4" />
        {t('printTicket')}
      </LinkButton>
    </>
  )
}
