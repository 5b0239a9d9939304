import { BellRing, Keyboard, ListChecks, LogOut, Monitor, Moon, Settings2, SlidersHorizontal, Sun } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { Button, Header, MenuSection } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { openBackgroundJobs } from '../backgroundJobs/backgroundJobsDialog.ts'
import { openNotificationSettings } from '../deliveries/notificationSettingsDialog.ts'
import { openDeskSettings } from '../desk/deskSettingsDialog.ts'
import { isStaff } from '../lib/roles.ts'
import { manageMacros } from '../macros/macroDialogs.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Menu, MenuItem, MenuLine } from '../ui/Menu.tsx'
import { setTheme, useTheme, type Theme } from '../ui/theme.ts'
import { RoleName } from '../viewer/RoleName.tsx'
import { signOut } from '../viewer/signIn.ts'
import { useViewer } from '../viewer/useViewer.ts'

const THEMES = { light: Sun, dark: Moon, system: Monitor }

type Props = {
  folded?: boolean
  onShortcuts?: () => void
  /** Instead of the person. */
  trigger?: ReactElement
  /** What comes first. */
  children?: ReactNode
}

/** The account menu: theme, shortcuts, sign out. */
export const AccountMenu = ({ folded, onShortcuts, trigger, children }: Props) => {
  const t = useTranslations('tickets')
  const signing = useTranslations('viewer')
  const macros = useTranslations('macros')
  const desk = useTranslations('desk')
  const jobs = useTranslations('backgroundJobs')
  const deliveries = useTranslations('deliveries')
  const { viewer } = useViewer()
  const theme = useTheme((state) => state.theme)

  const person = (
    <Button className="inset-ring-focus flex w-full cursor-pointer items-center gap-2 rounded-md p-1.5 text-start hover:bg-hover pointer-coarse:min-h-11">
      <Avatar name={viewer.name} />
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
  return (
    <Menu trigger={trigger ?? person} placement="top start" aria-label={t('account', { name: viewer.name })}>
      {children}
      <MenuSection
        selectionMode="single"
        selectedKeys={[theme]}
        disallowEmptySelection
        onSelectionChange={(keys) => setTheme([...keys][0] as Theme)}
      >
        <Header className="px-2 py-1 text-xs text-subtle">{t('theme')}</Header>
        {(['light', 'dark', 'system'] as const).map((name) => {
          const Icon = THEMES[name]
          return (
            <MenuItem
              key={name}
              id={name}
              textValue={t(name)}
              icon={<Icon aria-hidden className="size-4 text-muted" />}
            >
              {t(name)}
            </MenuItem>
          )
        })}
      </MenuSection>
      <MenuLine />
      <MenuItem
        onAction={openNotificationSettings}
        textValue={deliveries('title')}
        icon={<BellRing aria-hidden className="size-4 text-muted" />}
      >
        {deliveries('title')}
      </MenuItem>
      {isStaff(viewer.role) && (
        <MenuItem
          onAction={manageMacros}
          textValue={macros('manage')}
          icon={<Settings2 aria-hidden className="size-4 text-muted" />}
        >
          {macros('manage')}
        </MenuItem>
      )}
      {viewer.role === 'ADMIN' && (
        <MenuItem
          onAction={openDeskSettings}
          textValue={desk('settings')}
          icon={<SlidersHorizontal aria-hidden className="size-4 text-muted" />}
        >
          {desk('settings')}
        </MenuItem>
      )}
      {viewer.role === 'ADMIN' && (
        <MenuItem
          onAction={openBackgroundJobs}
          textValue={jobs('title')}
          icon={<ListChecks aria-hidden className="size-4 text-muted" />}
        >
          {jobs('title')}
        </MenuItem>
      )}
      {onShortcuts && (
        <MenuItem
          onAction={onShortcuts}
          textValue={t('shortcuts')}
          keys="?"
          icon={<Keyboard aria-hidden className="size-4 text-muted" />}
        >
          {t('shortcuts')}
        </MenuItem>
      )}
      <MenuItem
        onAction={() => void signOut()}
        textValue={signing('signOut')}
        icon={<LogOut aria-hidden className="size-4 text-muted" />}
      >
        {signing('signOut')}
      </MenuItem>
    </Menu>
  )
}
