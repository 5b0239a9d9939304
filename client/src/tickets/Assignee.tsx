import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Avatar } from '../ui/Avatar.tsx'
import { Popover } from '../ui/Popover.tsx'
import { StaffChoices } from './StaffChoices.tsx'
import type { TicketDetailFragment } from './tickets.generated.ts'
import { useAssign } from './useAssign.ts'

/** Who has the ticket, and to whom it can be handed. */
export const Assignee = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('tickets')
  const [isOpen, setOpen] = useState(false)
  const { assign } = useAssign(ticket)
  const { assignee } = ticket

  const trigger = (
    <Button className="group flex h-7 w-full cursor-pointer items-center gap-2 rounded-md px-2 text-left hover:bg-hover pointer-coarse:h-11">
      <span className="sr-only">{t('assignee')}</span>
      {assignee ? (
        <>
          <Avatar name={assignee.name} size="sm" />
          <span className="min-w-0 flex-1 truncate">{assignee.name}</span>
        </>
      ) : (
        <span className="min-w-0 flex-1 truncate text-muted">{t('nobody')}</span>
      )}
      <ChevronDown
        aria-hidden
        className="size-4 text-subtle opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100"
      />
    </Button>
  )
  return (
    <Popover
      trigger={trigger}
      label={t('assignTo')}
      placement="bottom start"
      isOpen={isOpen}
      onOpenChange={setOpen}
      className="flex w-64 flex-col"
    >
      <StaffChoices
        label={t('assignTo')}
        current={assignee}
        onChoose={(person) => {
          setOpen(false)
          void assign(person)
        }}
      />
    </Popover>
  )
}
