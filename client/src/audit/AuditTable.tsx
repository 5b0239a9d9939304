import {
  Archive,
  Ban,
  Building2,
  Download,
  KeyRound,
  Layers,
  Lock,
  LogIn,
  LogOut,
  MailCheck,
  MailPlus,
  MailX,
  Scale,
  ShieldAlert,
  ShieldX,
  Store,
  Tags,
  Trash2,
  UserCog,
  UserPlus,
  UsersRound,
  UserX,
  type LucideIcon,
} from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { fullTime } from '../lib/time.ts'
import type { AuditKind } from './audit.generated.ts'
import { browserOf } from '../lib/browser.ts'
import type { AuditEntry } from './useAudit.ts'

const ICONS: Record<AuditKind, LucideIcon> = {
  SIGN_IN: LogIn,
  SIGN_IN_FAILED: ShieldX,
  SIGN_OUT: LogOut,
  PASSWORD_CHANGED: KeyRound,
  TOKEN_ISSUED: KeyRound,
  TOKEN_USED: KeyRound,
  TOKEN_REVOKED: KeyRound,
  PERSON_ADDED: UserPlus,
  ROLE_CHANGED: UserCog,
  PERSON_DISABLED: UserCog,
  PERSON_ENABLED: UserCog,
  MESSAGE_DELETED: Trash2,
  CONVERSATION_DELETED: Trash2,
  TICKETS_CHANGED: Layers,
  SETTINGS_CHANGED: Building2,
  INVITATION_SENT: MailPlus,
  INVITATION_RESENT: MailPlus,
  INVITATION_CANCELLED: MailX,
  INVITATION_ACCEPTED: MailCheck,
  TICKET_EXPORTED: Download,
  PERSON_EXPORTED: Download,
  PERSON_ERASED: UserX,
  LEGAL_HOLD_SET: Scale,
  LEGAL_HOLD_LIFTED: Scale,
  EMERGENCY_ACCESS: ShieldAlert,
  CONFIDENTIAL_CHANGED: Lock,
  EMAIL_CHANGED: KeyRound,
  SECOND_FACTOR_ON: KeyRound,
  SECOND_FACTOR_OFF: KeyRound,
  SECOND_FACTOR_RESET: KeyRound,
  PASSKEY_ADDED: KeyRound,
  PASSKEY_REMOVED: KeyRound,
  RETENTION_CHANGED: Archive,
  SHOP_MEMBER_INVITED: MailPlus,
  SHOP_INVITATION_CANCELLED: MailX,
  SHOP_MEMBER_ADDED: UserPlus,
  SHOP_MEMBER_REMOVED: UserX,
  SHOP_CLOSED: Store,
  SHOP_REOPENED: Store,
  TAG_CHANGED: Tags,
  TEAM_CHANGED: UsersRound,
  DENIED: Ban,
}
const WIDTHS = { when: 'w-44', who: 'w-48', what: '', where: 'w-72' }
const REFUSED = new Set<AuditKind>(['SIGN_IN_FAILED', 'DENIED'])

/** The entries, newest first: time, actor, action, address. On a phone each takes a few lines. */
export const AuditTable = ({ entries }: { entries: AuditEntry[] }) => {
  const t = useTranslations('audit')
  return (
    <table className="w-full">
      <thead className="sticky top-0 z-10 bg-surface text-xs text-muted max-tablet:sr-only">
        <tr>
          {(['when', 'who', 'what', 'where'] as const).map((column) => (
            <th
              key={column}
              scope="col"
              className={classes('border-b border-line px-3 py-2 text-start font-medium', WIDTHS[column])}
            >
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.id} entry={entry} />
        ))}
      </tbody>
    </table>
  )
}

const Browser = ({ userAgent }: { userAgent: string }) => {
  const t = useTranslations('audit')
  const { browser, system } = browserOf(userAgent)
  return (
    <span title={userAgent} className="block max-w-64 truncate text-xs">
      {system ? t('browserOn', { browser, system }) : browser}
    </span>
  )
}

const CELL = 'px-3 py-2 align-top max-tablet:block max-tablet:py-0.5'

const Row = ({ entry: { kind, at, text, actor, ip, userAgent, requestId } }: { entry: AuditEntry }) => {
  const t = useTranslations('audit')
  const Icon = ICONS[kind]
  return (
    <tr className="border-b border-line max-tablet:block max-tablet:py-2">
      <td className={classes(CELL, 'whitespace-nowrap text-sm text-muted')}>
        <time dateTime={at}>{fullTime(at)}</time>
      </td>
      <td dir="auto" className={classes(CELL, 'text-match-parent', actor ? 'font-medium' : 'text-muted')}>
        {actor?.name ?? t('notSignedIn')}
      </td>
      <td className={CELL}>
        <span className={classes('flex items-start gap-2', REFUSED.has(kind) && 'text-danger')}>
          <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span dir="auto" className="min-w-0 wrap-anywhere">
            {text}
          </span>
        </span>
      </td>
      <td
        className={classes(CELL, 'text-sm text-muted')}
        title={requestId ? t('request', { id: requestId }) : undefined}
      >
        {ip}
        {userAgent && <Browser userAgent={userAgent} />}
      </td>
    </tr>
  )
}
