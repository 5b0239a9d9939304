import { useState, type ReactNode } from 'react'
import {
  Autocomplete,
  Dialog,
  Header,
  Input,
  Menu,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import {
  Bookmark,
  Keyboard,
  Monitor,
  Moon,
  PanelRight,
  Search,
  Settings2,
  SlidersHorizontal,
  SquarePen,
  Sun,
  Zap,
} from 'lucide-react'
import { useTranslations } from 'use-intl'
import { openDeskSettings } from '../desk/deskSettingsDialog.ts'
import { isStaff } from '../lib/roles.ts'
import { contains } from '../lib/searchKey.ts'
import { manageMacros, pickMacro, useMacroDialogs } from '../macros/macroDialogs.ts'
import { rememberTicket } from '../tickets/knownTickets.ts'
import { StatusIcon } from '../tickets/labels.tsx'
import { useSavedViews } from '../tickets/savedViews.ts'
import { useTicketPageQuery } from '../tickets/tickets.generated.ts'
import { viewsOf, type ViewId } from '../tickets/views.ts'
import { SCRIM } from '../ui/scrim.ts'
import { MenuItem } from '../ui/Menu.tsx'
import { setTheme } from '../ui/theme.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useSettled } from '../lib/useSettled.ts'
import { tabsOf, type Tab } from './tabs.ts'
import { useGoTo } from './useGoTo.ts'
import { useTabName } from './useTabName.ts'

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

/** Ctrl/⌘+K: views, actions, theme, and tickets by subject or number, each with the shortcut it could have been. */
export const Palette = ({ onClose, onOpenTicket, onView, onNewTicket, onShortcuts, onToggleDetails, onTab }: Props) => {
  const t = useTranslations('dashboards')
  const ticketStrings = useTranslations('tickets')
  const macroStrings = useTranslations('macros')
  const deskStrings = useTranslations('desk')
  const canInsert = useMacroDialogs((state) => state.ticketId !== null)
  const { viewer } = useViewer()
  const [text, setText] = useState('')
  const tickets = useFound(text)
  const tabName = useTabName()
  const tabs = tabsOf(viewer)
  const saved = useSavedViews()
  const { toSaved } = useGoTo()

  const run = (action: () => void) => () => {
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
            <SearchField aria-label={t('palette')} autoFocus className="relative shrink-0 border-b border-line">
              <Search aria-hidden className="pointer-events-none absolute top-4 start-4 size-4 text-subtle" />
              <Input
                placeholder={t('paletteHint')}
                className="inset-ring-focus h-12 w-full bg-transparent pe-4 ps-11 text-lg text-ellipsis placeholder:text-subtle outline-none [&::-webkit-search-cancel-button]:hidden"
              />
            </SearchField>
            {/* A tab stop: the caret stays in the search field, so nothing inside could be reached to scroll by. */}
            <div tabIndex={0} className="inset-ring-focus min-h-0 flex-1 overflow-auto">
              <Menu
                aria-label={t('palette')}
                className="p-2 outline-none"
                renderEmptyState={() => <p className="p-4 text-center text-muted">{t('paletteEmpty')}</p>}
              >
                <Section title={t('goTo')}>
                  {viewsOf(viewer).map(({ id, icon: Icon, key }) => (
                    <MenuItem
                      key={id}
                      id={`view-${id}`}
                      textValue={ticketStrings(`views.${id}`)}
                      onAction={run(() => onView(id))}
                      keys={`g ${key}`}
                      icon={<Icon aria-hidden className="size-4 text-muted" />}
                    >
                      {ticketStrings(`views.${id}`)}
                    </MenuItem>
                  ))}
                </Section>
                {saved.length > 0 && (
                  <Section title={ticketStrings('savedViews')}>
                    {saved.map((view) => (
                      <MenuItem
                        key={view.id}
                        id={`saved-${view.id}`}
                        textValue={view.name}
                        onAction={run(() => toSaved(view))}
                        icon={<Bookmark aria-hidden className="size-4 text-muted" />}
                      >
                        {view.name}
                      </MenuItem>
                    ))}
                  </Section>
                )}
                {tabs.length > 1 && (
                  <Section title={t('tabList')}>
                    {tabs.map((tab) => (
                      <MenuItem
                        key={tab.id}
                        id={`tab-${tab.id}`}
                        textValue={tabName(tab)}
                        onAction={run(() => onTab(tab))}
                        keys={`g ${tab.key}`}
                        icon={<tab.icon aria-hidden className="size-4 text-muted" />}
                      >
                        {tabName(tab)}
                      </MenuItem>
                    ))}
                  </Section>
                )}
                <Section title={t('actions')}>
                  <MenuItem
                    id="new"
                    textValue={ticketStrings('newTicket')}
                    onAction={run(onNewTicket)}
                    icon={<SquarePen aria-hidden className="size-4 text-muted" />}
                  >
                    {ticketStrings('newTicket')}
                  </MenuItem>
                  {canInsert && (
                    <MenuItem
                      id="macro"
                      textValue={macroStrings('insert')}
                      onAction={run(pickMacro)}
                      keys="/"
                      icon={<Zap aria-hidden className="size-4 text-muted" />}
                    >
                      {macroStrings('insert')}
                    </MenuItem>
                  )}
                  {isStaff(viewer.role) && (
                    <MenuItem
                      id="macros"
                      textValue={macroStrings('manage')}
                      onAction={run(manageMacros)}
                      icon={<Settings2 aria-hidden className="size-4 text-muted" />}
                    >
                      {macroStrings('manage')}
                    </MenuItem>
                  )}
                  {viewer.role === 'ADMIN' && (
                    <MenuItem
                      id="desk-settings"
                      textValue={deskStrings('settings')}
                      onAction={run(openDeskSettings)}
                      icon={<SlidersHorizontal aria-hidden className="size-4 text-muted" />}
                    >
                      {deskStrings('settings')}
                    </MenuItem>
                  )}
                  {onToggleDetails && (
                    <MenuItem
                      id="details"
                      textValue={t('toggleDetails')}
                      onAction={run(onToggleDetails)}
                      keys="."
                      icon={<PanelRight aria-hidden className="size-4 text-muted" />}
                    >
                      {t('toggleDetails')}
                    </MenuItem>
                  )}
                  <MenuItem
                    id="shortcuts"
                    textValue={t('showShortcuts')}
                    onAction={run(onShortcuts)}
                    keys="?"
                    icon={<Keyboard aria-hidden className="size-4 text-muted" />}
                  >
                    {t('showShortcuts')}
                  </MenuItem>
                  <MenuItem
                    id="light"
                    textValue={t('lightTheme')}
                    onAction={run(() => setTheme('light'))}
                    icon={<Sun aria-hidden className="size-4 text-muted" />}
                  >
                    {t('lightTheme')}
                  </MenuItem>
                  <MenuItem
                    id="dark"
                    textValue={t('darkTheme')}
                    onAction={run(() => setTheme('dark'))}
                    icon={<Moon aria-hidden className="size-4 text-muted" />}
                  >
                    {t('darkTheme')}
                  </MenuItem>
                  <MenuItem
                    id="system"
                    textValue={t('systemTheme')}
                    onAction={run(() => setTheme('system'))}
                    icon={<Monitor aria-hidden className="size-4 text-muted" />}
                  >
                    {t('systemTheme')}
                  </MenuItem>
                </Section>
                {tickets.length > 0 && (
                  <Section title={t('tickets')}>
                    {tickets.map((ticket) => (
                      <MenuItem
                        key={ticket.id}
                        id={ticket.number}
                        textValue={`${ticket.number} ${ticket.subject}`}
                        onAction={run(() => {
                          rememberTicket(ticket)
                          onOpenTicket(ticket.number)
                        })}
                        icon={<StatusIcon status={ticket.status} />}
                      >
                        {ticket.subject} <span className="text-muted">{ticket.number}</span>
                      </MenuItem>
                    ))}
                  </Section>
                )}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <MenuSection>
    <Header className="px-2 pt-2 pb-1 text-xs text-subtle">{title}</Header>
    {children}
  </MenuSection>
)

/** Tickets that match what is being typed. */
const useFound = (text: string) => {
  const wanted = useSettled(text.trim(), 150)
  const [{ data }] = useTicketPageQuery({
    variables: { filter: { text: wanted }, first: FOUND_AT_MOST },
    pause: wanted.length < 2,
  })
  return wanted.length < 2 ? [] : (data?.tickets.edges.map(({ node }) => node) ?? [])
}
