import {
  BellRing,
  Bookmark,
  Keyboard,
  KeyRound,
  Archive,
  ListChecks,
  Mail,
  Monitor,
  Moon,
  PanelRight,
  Settings2,
  ShieldAlert,
  SlidersHorizontal,
  SquarePen,
  Sun,
  Undo2,
  Zap,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Header, MenuSection } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { backgroundJobsDialog } from '../backgroundJobs/backgroundJobsDialog.ts'
import { notificationSettingsDialog } from '../deliveries/notificationSettingsDialog.ts'
import { deskSettingsDialog } from '../desk/deskSettingsDialog.ts'
import { emergencyDialog } from '../privacy/emergencyDialog.ts'
import { retentionDialog } from '../retention/retentionDialog.ts'
import { tokensDialog } from '../tokens/tokensDialog.ts'
import { inboundMailsDialog } from '../inboundMails/inboundMailsDialog.ts'
import { isStaff } from '../lib/roles.ts'
import { macroPicker, manageMacros, useMacroTarget } from '../macros/macroDialogs.ts'
import type { SavedView } from '../views/savedViews.ts'
import { useViews } from '../views/useViews.ts'
import { type ViewId } from '../views/views.ts'
import { Action } from '../ui/Menu.tsx'
import { setTheme } from '../ui/theme.ts'
import { undoHistory } from '../undo/undoHistory.ts'
import { useViewer } from '../viewer/useViewer.ts'
import type { Tab } from './tabs.ts'
import { useTabName } from './useTabName.ts'

export const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <MenuSection>
    <Header className="px-2 pt-2 pb-1 text-xs text-subtle">{title}</Header>
    {children}
  </MenuSection>
)

/** The viewer's default views. */
export const ViewCommands = ({ onView }: { onView: (id: ViewId) => void }) => {
  const t = useTranslations('dashboards')
  const viewName = useTranslations('tickets')
  return (
    <Section title={t('goTo')}>
      {useViews().map(({ id, icon, key }) => (
        <Action
          key={id}
          id={`view-${id}`}
          label={viewName(`views.${id}`)}
          icon={icon}
          keys={`g ${key}`}
          onAction={() => onView(id)}
        />
      ))}
    </Section>
  )
}

/** Saved views, own and shared. */
export const SavedViewCommands = ({ views, onView }: { views: SavedView[]; onView: (view: SavedView) => void }) => {
  const t = useTranslations('tickets')
  if (views.length === 0) return null
  return (
    <Section title={t('savedViews')}>
      {views.map((view) => (
        <Action key={view.id} id={`saved-${view.id}`} label={view.name} icon={Bookmark} onAction={() => onView(view)} />
      ))}
    </Section>
  )
}

/** The staff tabs. */
export const TabCommands = ({ tabs, onTab }: { tabs: readonly Tab[]; onTab: (tab: Tab) => void }) => {
  const t = useTranslations('dashboards')
  const tabName = useTabName()
  if (tabs.length < 2) return null
  return (
    <Section title={t('tabList')}>
      {tabs.map((tab) => (
        <Action
          key={tab.id}
          id={`tab-${tab.id}`}
          label={tabName(tab)}
          icon={tab.icon}
          keys={`g ${tab.key}`}
          onAction={() => onTab(tab)}
        />
      ))}
    </Section>
  )
}

type ActionProps = {
  /** Closes the palette before an action. */
  run: (action: () => void) => void
  onNewTicket: () => void
  onShortcuts: () => void
  onToggleDetails?: () => void
}

/** What the viewer can do from anywhere. */
export const ActionCommands = ({ run, onNewTicket, onShortcuts, onToggleDetails }: ActionProps) => {
  const t = useTranslations('dashboards')
  const tickets = useTranslations('tickets')
  const macros = useTranslations('macros')
  const desk = useTranslations('desk')
  const jobs = useTranslations('backgroundJobs')
  const retention = useTranslations('retention')
  const privacy = useTranslations('privacy')
  const mails = useTranslations('inboundMails')
  const tokens = useTranslations('tokens')
  const deliveries = useTranslations('deliveries')
  const undo = useTranslations('undo')
  const { viewer } = useViewer()
  const canInsert = useMacroTarget((state) => state.ticketId !== null)
  const isAdmin = viewer.role === 'ADMIN'
  return (
    <Section title={t('actions')}>
      <Action id="new" label={tickets('newTicket')} icon={SquarePen} onAction={() => run(onNewTicket)} />
      {canInsert && (
        <Action id="macro" label={macros('insert')} icon={Zap} keys="/" onAction={() => run(macroPicker.open)} />
      )}
      {isStaff(viewer.role) && (
        <Action id="macros" label={macros('manage')} icon={Settings2} onAction={() => run(manageMacros)} />
      )}
      {isAdmin && (
        <Action
          id="desk-settings"
          label={desk('settings')}
          icon={SlidersHorizontal}
          onAction={() => run(deskSettingsDialog.open)}
        />
      )}
      {isAdmin && (
        <Action id="retention" label={retention('title')} icon={Archive} onAction={() => run(retentionDialog.open)} />
      )}
      {isAdmin && (
        <Action
          id="emergency"
          label={privacy('emergency')}
          icon={ShieldAlert}
          onAction={() => run(emergencyDialog.open)}
        />
      )}
      {isAdmin && (
        <Action id="tokens" label={tokens('title')} icon={KeyRound} onAction={() => run(tokensDialog.open)} />
      )}
      {isAdmin && (
        <Action
          id="background-jobs"
          label={jobs('title')}
          icon={ListChecks}
          onAction={() => run(backgroundJobsDialog.open)}
        />
      )}
      {isAdmin && (
        <Action id="inbound-mails" label={mails('title')} icon={Mail} onAction={() => run(inboundMailsDialog.open)} />
      )}
      <Action
        id="notification-settings"
        label={deliveries('title')}
        icon={BellRing}
        onAction={() => run(notificationSettingsDialog.open)}
      />
      {onToggleDetails && (
        <Action
          id="details"
          label={t('toggleDetails')}
          icon={PanelRight}
          keys="."
          onAction={() => run(onToggleDetails)}
        />
      )}
      <Action id="undo" label={undo('title')} icon={Undo2} onAction={() => run(undoHistory.open)} />
      <Action id="shortcuts" label={t('showShortcuts')} icon={Keyboard} keys="?" onAction={() => run(onShortcuts)} />
      <Action id="light" label={t('lightTheme')} icon={Sun} onAction={() => run(() => setTheme('light'))} />
      <Action id="dark" label={t('darkTheme')} icon={Moon} onAction={() => run(() => setTheme('dark'))} />
      <Action id="system" label={t('systemTheme')} icon={Monitor} onAction={() => run(() => setTheme('system'))} />
    </Section>
  )
}
