import type { AuditKind } from '../generated/prisma/client.ts'
import type { AuditWords } from '../languages/auditWords.ts'
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

/** What is said in a sentence: names, isolated from the direction of the text around them. */
interface Said {
  /** Null if it is the actor. */
  whose: string | null
  person: string
  ticket: string
  shop: string
  token: string
}

/** Formats an entry as a sentence in a language, to be read after the actor's name. `roleName` returns the desk's own role names. */
export function auditStrings(facts: Facts, words: AuditWords, roleName: (role: string) => string): string {
  const { kind, actorId, data } = facts
  const person = facts.person ? isolated(facts.person.name) : words.unknownUser
  const said: Said = {
    whose: facts.person !== null && facts.person.id === actorId ? null : person,
    person,
    ticket: facts.ticketNumber ?? words.aTicket,
    shop: facts.shopName === null ? words.aShop : isolated(facts.shopName),
    token: words.token(facts.tokenName === null ? null : isolated(facts.tokenName)),
  }
  switch (kind) {
    case 'sign_in':
    case 'sign_in_failed':
    case 'sign_out':
    case 'password_changed':
    case 'email_changed':
    case 'second_factor_on':
    case 'second_factor_off':
    case 'second_factor_reset':
    case 'passkey_added':
    case 'passkey_removed':
    case 'token_issued':
    case 'token_used':
    case 'token_revoked':
      return accountText(kind, facts, words, said)
    case 'person_added':
    case 'role_changed':
    case 'person_disabled':
    case 'person_enabled':
    case 'person_exported':
    case 'person_erased':
    case 'invitation_sent':
    case 'invitation_resent':
    case 'invitation_cancelled':
    case 'invitation_accepted':
      return personText(kind, facts, words, said, roleName)
    case 'emergency_access':
      return words.emergencyAccess(said.ticket, isolated(String(data['reason'])))
    case 'confidential_changed':
      return data['confidential'] ? words.madeConfidential(said.ticket) : words.madeVisible(said.ticket)
    case 'message_deleted':
      return words.messageDeleted(said.ticket)
    case 'conversation_deleted':
      return words.conversationDeleted(said.ticket, Number(data['messages']))
    case 'ticket_exported':
      return words.ticketExported(said.ticket)
    case 'legal_hold_set':
      return words.holdSet(said.ticket)
    case 'legal_hold_lifted':
      return words.holdLifted(said.ticket)
    case 'tickets_changed':
      return changedMany(data, words)
    case 'settings_changed':
      return settingsChange(data, words)
    case 'tag_changed':
      return tagChange(data, words)
    case 'team_changed':
      return teamChange(data, words)
    case 'retention_changed':
      return data['state'] === 'deleted'
        ? words.ruleDeleted(data['kind'], data['days'])
        : words.ruleChanged(data['kind'], data['days'], data['state'])
    case 'denied':
      return words.refused(data['what'], data['code']) + times(data, words)
    default:
      return shopText(kind, words, said)
  }
}

type AccountKind = Extract<
  AuditKind,
  | `sign_${string}`
  | `${'password' | 'email'}_changed`
  | `second_factor_${string}`
  | `passkey_${string}`
  | `token_${string}`
>
type PersonKind = Extract<AuditKind, `person_${string}` | 'role_changed' | `invitation_${string}`>
type ShopKind = Extract<AuditKind, `shop_${string}`>

/** How somebody signs in, and as what. */
function accountText(kind: AccountKind, facts: Facts, words: AuditWords, { whose, person, token }: Said): string {
  switch (kind) {
    case 'sign_in':
      return words.signedIn
    case 'sign_in_failed': {
      const problem = words.signInProblems[facts.data['reason'] as 'DISABLED'] ?? ''
      return words.signInFailed(facts.person && person) + problem + times(facts.data, words)
    }
    case 'sign_out':
      return words.signedOut(whose)
    case 'password_changed':
      return words.passwordChanged(whose)
    case 'email_changed':
      return words.emailChanged(whose)
    case 'second_factor_on':
      return words.factorOn(whose)
    case 'second_factor_off':
      return words.factorOff(whose)
    case 'second_factor_reset':
      return words.factorReset(whose)
    case 'passkey_added':
      return words.passkeyAdded(whose)
    case 'passkey_removed':
      return words.passkeyRemoved(whose)
    case 'token_used':
      return words.tokenUsed(token)
    // Tokens that were issued or revoked on the server have no actor.
    case 'token_issued':
      return facts.actorId === null ? words.tokenWasIssued(token, person) : words.tokenIssued(token, whose)
    case 'token_revoked':
      return facts.actorId === null ? words.tokenWasRevoked(token, person) : words.tokenRevoked(token, whose)
  }
}

/** Who was added, invited, changed or erased. */
function personText(
  kind: PersonKind,
  { invited: guest, data }: Facts,
  words: AuditWords,
  { whose, person }: Said,
  roleName: (role: string) => string,
): string {
  const invited = guest ? `${isolated(guest.name)} (${guest.email})` : words.unknownUser
  switch (kind) {
    case 'person_added':
      return words.personAdded(person, roleName(data['role']))
    case 'role_changed':
      return words.roleChanged(roleName(data['from']), roleName(data['to']), whose)
    case 'person_disabled':
      return words.personDisabled(person)
    case 'person_enabled':
      return words.personEnabled(person)
    case 'person_exported':
      return words.personExported(person)
    case 'person_erased':
      return words.personErased(person)
    case 'invitation_sent':
      return words.invited(invited, roleName(data['role']))
    case 'invitation_resent':
      return words.invitedAgain(invited)
    case 'invitation_cancelled':
      return words.invitationWithdrawn(invited)
    case 'invitation_accepted':
      return words.invitationAccepted(roleName(data['role']))
  }
}

/** What happened to a shop or its people. */
function shopText(kind: ShopKind, words: AuditWords, { whose, person, shop }: Said): string {
  switch (kind) {
    case 'shop_member_invited':
      return words.shopInvited(shop)
    case 'shop_invitation_cancelled':
      return words.shopInvitationWithdrawn(shop)
    case 'shop_member_added':
      return whose === null ? words.shopJoined(shop) : words.shopAdded(shop, person)
    case 'shop_member_removed':
      return whose === null ? words.shopLeft(shop) : words.shopRemoved(shop, person)
    case 'shop_closed':
      return words.shopClosed(shop)
    case 'shop_reopened':
      return words.shopReopened(shop)
  }
}

const times = ({ count }: Record<string, any>, words: AuditWords): string => (count > 1 ? words.moreTimes(count) : '')

function changedMany({ tickets, changes, state, restored }: Record<string, any>, words: AuditWords): string {
  if (state === 'undone') return words.ticketsRestored(restored)
  const named = [...new Set(Array.isArray(changes) ? changes.map((one) => words.changes[one] ?? one) : [])]
  return words.ticketsChanged(tickets, named.length > 0 ? ` (${named.join(', ')})` : '')
}

function settingsChange(data: Facts['data'], words: AuditWords): string {
  const changes = Object.entries(data).map(([name, [from, to]]) =>
    words.setting(words.settings[name] ?? name, setting(name, from, words), setting(name, to, words)),
  )
  return words.settingsChanged(changes.join(', '))
}

function teamChange({ change, team, from, to, title, into }: Facts['data'], words: AuditWords): string {
  const name = (text: unknown) => isolated(String(text))
  if (change === 'renamed') return words.teamRenamed(name(from ?? team), name(to))
  return change === 'retired' ? words.teamRetired(name(title), name(into)) : words.teamRestored(name(title))
}

function tagChange({ change, tag, into, color }: Facts['data'], words: AuditWords): string {
  const name = isolated(String(tag))
  if (change === 'deleted') return words.tagDeleted(name)
  if (change === 'coloured') return words.tagColoured(name, color)
  return change === 'merged'
    ? words.tagsMerged(name, isolated(String(into)))
    : words.tagRenamed(name, isolated(String(into)))
}

/** The value of a setting: a number, a boolean, or none. */
function setting(name: string, value: unknown, { values }: AuditWords): string {
  if (typeof value === 'boolean') return value ? values.on : values.off
  return String(value ?? (/minutes|hours/.test(name) ? values.never : values.default))
}
