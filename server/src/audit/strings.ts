import type { AuditKind } from '../generated/prisma/client.ts'
import { isolated } from '../platform/characters.ts'

/** The data of an entry's sentence. */
export interface Facts {
  kind: AuditKind
  actorId: string | null
  person: { id: string; name: string } | null
  invited: { name: string; email: string } | null
  ticketNumber: string | null
  /** The name of the API token, as long as it exists. */
  tokenName: string | null
  /** The name of the shop, as long as it exists. */
  shopName: string | null
  data: Record<string, any>
}

const CHANGED: Record<string, string> = { addTags: 'tags', removeTags: 'tags', agentId: 'assignee' }
const CHANGES: Record<string, string> = {
  claim_kept_minutes: 'claims are kept for (minutes)',
  desk_name: 'the name',
  accent: 'the accent colour',
  profile: 'the profile',
  sender_address: 'the sender of mails',
  privacy: 'the privacy',
  queue_readable: 'texts of unclaimed tickets can be read',
  remove_location: 'location is removed from pictures',
}

/** Formats an entry as a sentence, to follow the actor's name. `roleName` returns the desk's own role names. */
export function auditStrings(facts: Facts, roleName: (role: string) => string): string {
  const { kind, actorId, data } = facts
  const self = facts.person !== null && facts.person.id === actorId
  const person = facts.person ? isolated(facts.person.name) : 'an unknown user'
  const whose = self ? 'their' : `${person}’s`
  const invited = facts.invited ? `${isolated(facts.invited.name)} (${facts.invited.email})` : 'an unknown user'
  const ticket = facts.ticketNumber ?? 'a ticket'
  const shop = facts.shopName === null ? 'a shop' : isolated(facts.shopName)
  switch (kind) {
    case 'sign_in':
      return 'signed in'
    case 'sign_in_failed':
      return `failed to sign in${facts.person ? ` as ${person}` : ''}${REASONS[data['reason']] ?? ''}${times(data)}`
    case 'sign_out':
      return self ? 'signed out' : `signed ${person} out`
    case 'password_changed':
      return `changed ${whose} password`
    case 'email_changed':
    case 'second_factor_on':
    case 'second_factor_off':
    case 'second_factor_reset':
    case 'passkey_added':
    case 'passkey_removed':
      return accountChange(facts, whose)
    case 'token_issued':
      return issued(facts, person, self)
    case 'token_used':
      return `used ${token(facts)}`
    case 'token_revoked':
      return revoked(facts, person, self)
    case 'person_added':
      return `${person} was added as ${roleName(data['role'])}`
    case 'role_changed':
      return `changed ${whose} role from ${roleName(data['from'])} to ${roleName(data['to'])}`
    case 'person_disabled':
      return `disabled ${person}`
    case 'person_enabled':
      return `enabled ${person} again`
    case 'emergency_access':
    case 'confidential_changed':
      return privacy(facts, ticket)
    case 'message_deleted':
      return `deleted a message in ${ticket}`
    case 'conversation_deleted':
      return `deleted the conversation of ${ticket}, ${data['messages']} messages`
    case 'tickets_changed':
      return changedMany(data)
    case 'settings_changed':
    case 'tag_changed':
    case 'retention_changed':
      return deskChange(facts)
    case 'invitation_sent':
      return `invited ${invited} as ${roleName(data['role'])}`
    case 'invitation_resent':
      return `invited ${invited} again, by a new link`
    case 'invitation_cancelled':
      return `withdrew the invitation of ${invited}`
    case 'invitation_accepted':
      return `accepted the invitation as ${roleName(data['role'])}`
    case 'ticket_exported':
      return `exported ${ticket}`
    case 'person_exported':
      return `exported the data of ${person}`
    case 'person_erased':
      return `erased ${person}`
    case 'legal_hold_set':
      return `put ${ticket} under a legal hold`
    case 'legal_hold_lifted':
      return `lifted the legal hold on ${ticket}`
    case 'shop_member_invited':
    case 'shop_invitation_cancelled':
    case 'shop_member_added':
    case 'shop_member_removed':
    case 'shop_closed':
    case 'shop_reopened':
      return shopChange(facts, { person, self, shop })
    case 'denied':
      return `was refused: ${data['what']} (${data['code'] ?? 'several'})${times(data)}`
  }
}

function deskChange({ kind, data }: Facts): string {
  if (kind === 'tag_changed') return tagChange(data)
  return kind === 'retention_changed' ? retention(data) : settingsChange(data)
}

function settingsChange(data: Facts['data']): string {
  const changes = Object.entries(data).map(
    ([name, [from, to]]) => `${CHANGES[name] ?? name} from ${setting(name, from)} to ${setting(name, to)}`,
  )
  return `changed the desk’s settings: ${changes.join(', ')}`
}

function tagChange({ change, tag, into, color }: Facts['data']): string {
  const name = (text: unknown) => `“${isolated(String(text))}”`
  if (change === 'renamed') return `renamed the tag ${name(tag)} to ${name(into)}`
  if (change === 'merged') return `merged the tag ${name(tag)} into ${name(into)}`
  if (change === 'deleted') return `deleted the tag ${name(tag)}`
  return color === null ? `removed the colour of the tag ${name(tag)}` : `made the tag ${name(tag)} ${color}`
}

function privacy({ kind, data }: Facts, ticket: string): string {
  if (kind === 'emergency_access')
    return `asked for emergency access to ${ticket}: “${isolated(String(data['reason']))}”`
  return `made ${ticket} ${data['confidential'] ? 'confidential' : 'visible to all staff'}`
}

/** What happened to how somebody signs in. */
function accountChange({ kind }: Facts, whose: string): string {
  switch (kind) {
    case 'email_changed':
      return `changed ${whose} email address`
    case 'second_factor_on':
      return `set up ${whose} second factor`
    case 'second_factor_off':
      return `removed ${whose} second factor`
    case 'second_factor_reset':
      return `reset ${whose} second factor`
    case 'passkey_added':
      return `added a passkey to ${whose} account`
    default:
      return `removed a passkey from ${whose} account`
  }
}

/** What happened to a shop or its people. */
function shopChange({ kind }: Facts, { person, self, shop }: { person: string; self: boolean; shop: string }): string {
  switch (kind) {
    case 'shop_member_invited':
      return `invited somebody to answer for ${shop}`
    case 'shop_invitation_cancelled':
      return `withdrew an invitation to answer for ${shop}`
    case 'shop_member_added':
      return self ? `joined ${shop}` : `added ${person} to ${shop}`
    case 'shop_member_removed':
      return self ? `left ${shop}` : `removed ${person} from ${shop}`
    case 'shop_closed':
      return `closed ${shop}`
    default:
      return `reopened ${shop}`
  }
}

// Tokens that were issued or revoked on the server have no actor.
function issued(facts: Facts, person: string, self: boolean): string {
  if (facts.actorId === null) return `${token(facts)} was issued for ${person}`
  return `issued ${token(facts)}${self ? '' : ` for ${person}`}`
}

function revoked(facts: Facts, person: string, self: boolean): string {
  if (facts.actorId === null) return `${token(facts)} of ${person}’s was revoked`
  return `revoked ${token(facts)}${self ? '' : ` of ${person}’s`}`
}

const token = ({ tokenName }: Facts): string =>
  tokenName === null ? 'an API token' : `the API token “${isolated(tokenName)}”`

const REASONS: Record<string, string> = { DISABLED: ': disabled', RATE_LIMITED: ': too many attempts' }

const times = ({ count }: Record<string, any>): string => (count > 1 ? `, ${count} more times` : '')

function changedMany({ tickets, changes, state, restored }: Record<string, any>): string {
  if (state === 'undone') return `undid a change of many tickets: ${restored} restored`
  const named = [...new Set(Array.isArray(changes) ? changes.map((one) => CHANGED[one] ?? one) : [])]
  const what = named.length > 0 ? ` (${named.join(', ')})` : ''
  return `changed ${tickets} ${tickets === 1 ? 'ticket' : 'tickets'} at once${what}`
}

function retention({ kind, days, state }: Record<string, any>): string {
  const rule = `a retention rule (${kind}, after ${days} ${days === 1 ? 'day' : 'days'})`
  return state === 'deleted' ? `deleted ${rule}` : `changed ${rule}: ${state}`
}

/** The value of a setting: a number, a boolean, or none. */
function setting(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off'
  return String(value ?? (/minutes|hours/.test(name) ? 'never' : 'the default'))
}
