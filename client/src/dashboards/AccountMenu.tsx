import {
  BellRing,
  CalendarClock,
  Coffee,
  Keyboard,
  KeyRound,
  Archive,
  ListChecks,
  LogOut,
  Mail,
  Monitor,
  Moon,
  Settings2,
  ShieldAlert,
  SlidersHorizontal,
  Store,
  Sun,
  Undo2,
  UserRound,
} from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Button, Header, MenuSection } from 'react-aria-components'
import { useClient } from 'urql'
import { useTranslations } from 'use-intl'
import { awayDialog } from '../availability/awayDialog.ts'
import { workDialog } from '../availability/workDialog.ts'
import { backgroundJobsDialog } from '../backgroundJobs/backgroundJobsDialog.ts'
import { turnPushOff } from '../deliveries/pushOnThisDevice.ts'
import { notificationSettingsDialog } from '../deliveries/notificationSettingsDialog.ts'
import { deskSettingsDialog } from '../desk/deskSettingsDialog.ts'
import { emergencyDialog } from '../privacy/emergencyDialog.ts'
import { retentionDialog } from '../retention/retentionDialog.ts'
import { tokensDialog } from '../tokens/tokensDialog.ts'
import { inboundMailsDialog } from '../inboundMails/inboundMailsDialog.ts'
import { isStaff } from '../lib/roles.ts'
import { manageMacros } from '../macros/macroDialogs.ts'
import { yourShopDialog } from '../shops/yourShopDialog.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Action, Menu, MenuLine } from '../ui/Menu.tsx'
import { setTheme, useTheme, type Theme } from '../ui/theme.ts'
import { undoHistory } from '../undo/undoHistory.ts'
import { RoleName } from '../viewer/RoleName.tsx'
import { signOut } from '../viewer/signIn.ts'
import { useViewer } from '../viewer/useViewer.ts'

const THEMES = { light: Sun, dark: Moon, system: Monitor }

type Props = {
  folded?: boolean
  onShortcuts?: () => void
  /** Replaces the button with the viewer's name. */
  trigger?: ReactElement
  /** The first items. */
  children?: ReactNode
}

/** The account menu: theme, shortcuts, sign out. */
export const AccountMenu = ({ folded = false, onShortcuts, trigger, children }: Props) => {
  const t = useTranslations('tickets')
  const signing = useTranslations('viewer')
  const undo = useTranslations('undo')
  const { viewer } = useViewer()
  const client = useClient()
  // Whoever uses this browser next is not shown this person's notifications.
  const leave = () =>
    turnPushOff(client).then(
      () => signOut(),
      () => signOut(),
    )
  return (
    <Menu
      trigger={trigger ?? <PersonButton folded={folded} />}
      placement="top start"
      aria-label={t('account', { name: viewer.name })}
    >
      {children}
      <ThemeChoice />
      <MenuLine />
      <Action icon={UserRound} label={signing('account')} onAction={() => location.assign('/account')} />
      <DeskItems />
      <Action icon={Undo2} label={undo('title')} onAction={undoHistory.open} />
      {onShortcuts && <Action icon={Keyboard} label={t('shortcuts')} keys="?" onAction={onShortcuts} />}
      <Action icon={LogOut} label={signing('signOut')} onAction={() => void leave()} />
    </Menu>
  )
}

const PersonButton = ({ folded, ...props }: { folded: boolean }) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  return (
    <Button
      {...props}
      className="inset-ring-focus flex w-full cursor-pointer items-center gap-2 rounded-md p-1.5 text-start hover:bg-hover pointer-coarse:min-h-11"
    >
      <Avatar name={viewer.name} url={viewer.avatarUrl} />
      {folded ? (
        <span className="sr-only">{t('account', { name: viewer.name })}</span>
      ) : (
        <span className="flex min-w-0 flex-1 flex-col">
          <span className="truncate text-sm font-medium">{viewer.name}</span>
          <span className="truncate text-xs text-muted">
            <RoleName role={viewer.role} />
          </span>
        </span>
      )}
    </Button>
  )
}

const ThemeChoice = () => {
  const t = useTranslations('tickets')
  const theme = useTheme((state) => state.theme)
  return (
    <MenuSection
      selectionMode="single"
      selectedKeys={[theme]}
      disallowEmptySelection
      onSelectionChange={(keys) => setTheme([...keys][0] as Theme)}
    >
      <Header className="px-2 py-1 text-xs text-subtle">{t('theme')}</Header>
      {(['light', 'dark', 'system'] as const).map((name) => (
        <Action key={name} id={name} icon={THEMES[name]} label={t(name)} />
      ))}
    </MenuSection>
  )
}

/** The settings for staff and for admins. */
const DeskItems = () => {
  const deliveries = useTranslations('deliveries')
  const availability = useTranslations('availability')
  const macros = useTranslations('macros')
  const desk = useTranslations('desk')
  const jobs = useTranslations('backgroundJobs')
  const retention = useTranslations('retention')
  const privacy = useTranslations('privacy')
  const mails = useTranslations('inboundMails')
  const tokens = useTranslations('tokens')
  const shops = useTranslations('shops')
  const { viewer, desk: about } = useViewer()
  const { role } = viewer
  const hasShop = role === 'SELLER' && about.profile === 'MARKETPLACE'
  return (
    <>
      {hasShop && <Action icon={Store} label={shops('yourShop')} onAction={yourShopDialog.open} />}
      <Action icon={BellRing} label={deliveries('title')} onAction={notificationSettingsDialog.open} />
      {isStaff(role) && <Action icon={Coffee} label={availability('awayMenu')} onAction={awayDialog.open} />}
      {isStaff(role) && <Action icon={CalendarClock} label={availability('title')} onAction={workDialog.open} />}
      {isStaff(role) && <Action icon={Settings2} label={macros('manage')} onAction={manageMacros} />}
      {role === 'ADMIN' && (
        <Action icon={SlidersHorizontal} label={desk('settings')} onAction={deskSettingsDialog.open} />
      )}
      {role === 'ADMIN' && <Action icon={Archive} label={retention('title')} onAction={retentionDialog.open} />}
      {role === 'ADMIN' && <Action icon={ShieldAlert} label={privacy('emergency')} onAction={emergencyDialog.open} />}
      {role === 'ADMIN' && <Action icon={KeyRound} label={tokens('title')} onAction={tokensDialog.open} />}
      {role === 'ADMIN' && <Action icon={ListChecks} label={jobs('title')} onAction={backgroundJobsDialog.open} />}
      {role === 'ADMIN' && <Action icon={Mail} label={mails('title')} onAction={inboundMailsDialog.open} />}
    </>
  )
}
