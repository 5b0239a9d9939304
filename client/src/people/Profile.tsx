import { ArrowLeft, PanelRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { TicketList } from '../ticketList/TicketList.tsx'
import type { TicketFilter } from '../tickets/tickets.generated.ts'
import { useTicketPages } from '../ticketList/useTicketPages.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Corner } from '../ui/Corner.tsx'
import { IconButton } from '../ui/IconButton.tsx'

const NEWEST = { field: 'UPDATED_AT', direction: 'DESC' } as const

type Props = {
  name: string
  /** The line below the name. */
  line: ReactNode
  /** The listed tickets and the name of the list. */
  filter: TicketFilter
  listName: string
  choices?: ReactNode
  onOpenTicket: (number: string) => void
  onBack?: () => void
  detailsOpen: boolean
  onToggleDetails: () => void
}

/** A user or shop and its tickets. */
export const Profile = (props: Props) => {
  const { name, line, filter, listName, choices, onOpenTicket, onBack, detailsOpen, onToggleDetails } = props
  const t = useTranslations('people')
  const { pager, list } = useTicketPages(filter, NEWEST)
  // On a phone it is the only panel.
  const Heading = onBack ? 'h1' : 'h2'
  return (
    <>
      <header className="flex min-h-16 shrink-0 items-center gap-3 border-b border-line px-4 py-2">
        {onBack && <IconButton icon={ArrowLeft} label={t('back')} onPress={onBack} />}
        <Avatar name={name} size="lg" />
        <div className="flex min-w-0 flex-1 flex-col">
          <Heading dir="auto" className="truncate text-match-parent text-lg font-semibold">
            {name}
          </Heading>
          <p className="flex items-center gap-2 text-sm text-muted">{line}</p>
        </div>
        <IconButton icon={PanelRight} label={t('facts')} keys="." isSelected={detailsOpen} onPress={onToggleDetails} />
        <Corner />
      </header>
      <div className="flex h-10 shrink-0 items-center gap-2 border-b border-line px-4">{choices || listName}</div>
      <div className="list-ring min-h-0 flex-1">
        <TicketList
          label={listName}
          pager={pager}
          list={list}
          openNumber={undefined}
          onOpen={onOpenTicket}
          isFiltered={false}
          canBatch={false}
        />
      </div>
    </>
  )
}
