import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Avatar } from '../ui/Avatar.tsx'
import { PropertyPicker } from './PropertyPicker.tsx'
import { StaffChoices } from './StaffChoices.tsx'
import type { TicketDetailFragment } from './tickets.generated.ts'
import { useAssign } from './useAssign.ts'

/** The assignee of the ticket, and a picker to change it. */
export const Assignee = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('tickets')
  const [isOpen, setOpen] = useState(false)
  const { assign } = useAssign(ticket)
  const { assignee } = ticket

  const value = assignee ? (
    <>
      <Avatar name={assignee.name} url={assignee.avatarUrl} size="sm" />
      <span dir="auto" className="min-w-0 flex-1 text-match-parent">
        {assignee.name}
      </span>
    </>
  ) : (
    <span className="min-w-0 flex-1 text-muted">{t('unassigned')}</span>
  )
  return (
    <PropertyPicker name={t('assignee')} label={t('assignTo')} value={value} isOpen={isOpen} onOpenChange={setOpen}>
      <StaffChoices
        label={t('assignTo')}
        current={assignee}
        onChoose={(person) => {
          setOpen(false)
          void assign(person)
        }}
      />
    </PropertyPicker>
  )
}
