import { Search } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, Dialog, Input, Menu, Modal, ModalOverlay, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { contains } from '../lib/searchKey.ts'
import { useSettled } from '../lib/useSettled.ts'
import { rememberTicket } from '../tickets/knownTickets.ts'
import { useSavedViews } from '../views/savedViews.ts'
import { useTicketPageQuery } from '../tickets/tickets.generated.ts'
import type { ViewId } from '../views/views.ts'
import { SCRIM } from '../ui/scrim.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { ActionCommands, SavedViewCommands, TabCommands, TicketCommands, ViewCommands } from './PaletteCommands.tsx'
import { tabsOf, type Tab } from './tabs.ts'
import { useGoTo } from './useGoTo.ts'

const FOUND_AT_MOST = 8

type Props = {
  onClose: () => void
  onOpenTicket: (number: string) => void
  onView: (id: ViewId) => void
  onNewTicket: () => void
  onShortcuts: () => void
  onToggleDetails?: () => void
  onTab: (tab: Tab) => void
}

/** The command menu (Ctrl/⌘+K): views, actions, theme, and tickets by subject or number, each with its shortcut. */
export const Palette = ({ onClose, onOpenTicket, onView, onTab, ...actions }: Props) => {
  const t = useTranslations('dashboards')
  const { viewer } = useViewer()
  const [text, setText] = useState('')
  const tickets = useFound(text)
  const saved = useSavedViews()
  const { toSaved } = useGoTo()

  const run = (action: () => void) => {
    onClose()
    action()
  }
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable
      className={`${SCRIM} flex items-start justify-center p-4 pt-[12vh]`}
    >
      <Modal className="w-full max-w-xl overflow-hidden rounded-lg border border-line bg-raised shadow-raised">
        <Dialog aria-label={t('palette')} className="flex max-h-[60dvh] flex-col outline-none">
          {/* Tickets are matched by the server, so they are not filtered again. */}
          <Autocomplete
            inputValue={text}
            onInputChange={setText}
            filter={(value, input, node) => String(node.key).startsWith('TC-') || contains(value, input)}
          >
            <PaletteField />
            {/* A tab stop: the caret stays in the search field, so nothing inside could be reached to scroll by. */}
            <div tabIndex={0} className="inset-ring-focus min-h-0 flex-1 overflow-auto">
              <Menu
                aria-label={t('palette')}
                className="p-2 outline-none"
                renderEmptyState={() => <p className="p-4 text-center text-muted">{t('paletteEmpty')}</p>}
              >
                <ViewCommands onView={(id) => run(() => onView(id))} />
                <SavedViewCommands views={saved} onView={(view) => run(() => toSaved(view))} />
                <TabCommands tabs={tabsOf(viewer)} onTab={(tab) => run(() => onTab(tab))} />
                <ActionCommands run={run} {...actions} />
                <TicketCommands
                  tickets={tickets}
                  onOpen={(ticket) =>
                    run(() => {
                      rememberTicket(ticket)
                      onOpenTicket(ticket.number)
                    })
                  }
                />
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const PaletteField = () => {
  const t = useTranslations('dashboards')
  return (
    <SearchField aria-label={t('palette')} autoFocus className="relative shrink-0 border-b border-line">
      <Search aria-hidden className="pointer-events-none absolute top-4 start-4 size-4 text-subtle" />
      <Input
        placeholder={t('paletteHint')}
        className="inset-ring-focus h-12 w-full bg-transparent pe-4 ps-11 text-lg text-ellipsis placeholder:text-subtle outline-none [&::-webkit-search-cancel-button]:hidden"
      />
    </SearchField>
  )
}

/** Tickets that match what is being typed. */
const useFound = (text: string) => {
  const wanted = useSettled(text.trim(), 150)
  const [{ data }] = useTicketPageQuery({
    variables: { filter: { text: wanted }, first: FOUND_AT_MOST },
    pause: wanted.length < 2,
  })
  return wanted.length < 2 ? [] : (data?.tickets.edges.map(({ node }) => node) ?? [])
}
