import type { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import type { Role } from '../lib/roles.ts'
import type { HistoryEntryFragment } from './history.generated.ts'

type Reader = {
  t: ReturnType<typeof useTranslations<'history'>>
  locale: string
  readerId: string
  readerRole: Role
  /** The name of the desk. */
  desk: string
  /** What people see for the name of a team. */
  teamTitle: (name: string) => string
}
type Person = { id: string; name: string } | null
type EntryOf<Kind extends HistoryEntryFragment['__typename']> = Extract<HistoryEntryFragment, { __typename: Kind }>

/** One event of a ticket's history as a sentence for one reader, who is "You" in it. */
export const historyText = (entry: HistoryEntryFragment, reader: Reader): string => {
  const { t } = reader
  const actor = nameOfActor(entry, reader)
  switch (entry.__typename) {
    case 'StatusEntry':
      return statusText(entry, actor, reader)
    case 'TagsEntry':
      return tagsText(entry, actor, reader)
    case 'RenameEntry':
      return renameText(entry, actor, reader)
    case 'AssignmentEntry':
      return assignmentText(entry, actor, reader)
    case 'ChatRequestEntry':
      return chatRequestText(entry, actor, reader)
    case 'ParticipantEntry':
      return participantText(entry, actor, reader)
    case 'RatingEntry':
      return ratingText(entry, actor, reader)
    case 'ShopAskedInEntry':
      return shopAskedInText(entry, actor, reader)
    case 'ShopAssignmentEntry':
      return shopAssignmentText(entry, actor, reader)
    case 'CaseEntry':
      return caseText(entry, actor, reader)
    case 'SessionEntry':
      return sessionText(entry, actor, reader)
    default:
      // A newer server may send kinds that this client has no sentence for.
      return t.has(entry.__typename)
        ? t(entry.__typename, { ...valuesOf(entry, reader), actor })
        : t('updated', { actor })
  }
}

/** Whoever did something, as the reader calls them. */
export const nameOfActor = (
  { actor }: Pick<HistoryEntryFragment, 'actor'>,
  { t, readerId }: Pick<Reader, 't' | 'readerId'>,
): string => {
  if (!actor) return t('system')
  if (actor.id === readerId) return t('you')
  return actor.isService ? t('service', { name: isolated(actor.name) }) : isolated(actor.name)
}

/** The fields of an event as the values of its sentence: people by name, the others as text, which a sentence can select by. */
const valuesOf = (entry: HistoryEntryFragment, reader: Reader): Record<string, string> => {
  const text = (value: unknown) =>
    value !== null && typeof value === 'object' && 'name' in value ? objectName(value as Person, reader) : String(value)
  const fields = Object.entries(entry).map(([name, value]) => [name, text(value)])
  return { ...Object.fromEntries(fields), hasActor: String(entry.actor !== null) }
}

/** A person as the object of a sentence. */
const objectName = (person: Person, { t, readerId }: Reader): string =>
  person ? (person.id === readerId ? t('youObject') : isolated(person.name)) : t('someone')

const statusText = ({ statusFrom: from, statusTo: to }: EntryOf<'StatusEntry'>, actor: string, { t }: Reader) => {
  if (from === null) return t('opened', { actor })
  if (to === 'CLOSED') return t('closed', { actor })
  if (to === 'RESOLVED') return t('resolved', { actor })
  if (to === 'OPEN' && (from === 'RESOLVED' || from === 'CLOSED')) return t('reopened', { actor })
  return t('statusChanged', { actor, from: t(`status.${from}`), to: t(`status.${to}`) })
}

const renameText = ({ renamedFrom: from, renamedTo: to }: EntryOf<'RenameEntry'>, actor: string, { t }: Reader) =>
  from && to ? t('renamed', { actor, from: isolated(from), to: isolated(to) }) : t('renamedOnly', { actor })

const tagsText = ({ added, removed }: EntryOf<'TagsEntry'>, actor: string, { t, locale }: Reader) => {
  const list = (tags: readonly string[]) => new Intl.ListFormat(locale).format(tags.map((tag) => `“${isolated(tag)}”`))
  if (added.length > 0 && removed.length > 0)
    return t('tagsReplaced', {
      actor,
      count: added.length,
      tags: list(added),
      removedCount: removed.length,
      removedTags: list(removed),
    })
  if (added.length > 0) return t('tagsAdded', { actor, count: added.length, tags: list(added) })
  if (removed.length > 0) return t('tagsRemoved', { actor, count: removed.length, tags: list(removed) })
  return t('tagsChanged', { actor })
}

const assignmentText = (entry: EntryOf<'AssignmentEntry'>, actorName: string, reader: Reader) => {
  const { t, readerId, teamTitle } = reader
  const { actor, assignee, claimed, reason, previous, awayMinutes } = entry
  const team = entry.team && isolated(teamTitle(entry.team))
  const previousName = previous ? isolated(previous.name) : t('theAssignee')
  if (reason === 'CLAIM_EXPIRED' && awayMinutes)
    return t('claimExpired', {
      self: String(previous?.id === readerId),
      person: previousName,
      minutes: awayMinutes,
    })
  if (reason === 'ASSIGNEE_UNAVAILABLE') return t('assigneeUnavailable', { person: previousName })
  // Only a team that is retired hands tickets over by itself.
  if (!actor && team) return t('movedAutomatically', { team })
  // Only staff are told the reason.
  if (!actor && assignee)
    return t('assignedAutomatically', { person: objectName(assignee, reader), reason: reason ?? 'none' })
  if (!actor) return t('returned')
  if (claimed) return t('claimed', { actor: actorName })
  if (team && assignee) return t('movedAndAssigned', { actor: actorName, team, person: objectName(assignee, reader) })
  if (team) return t('moved', { actor: actorName, team })
  if (!assignee) return t('unassigned', { actor: actorName })
  if (actor?.id === assignee.id) return t('claimed', { actor: actorName })
  return t('assigned', { actor: actorName, person: objectName(assignee, reader) })
}

const shopAskedInText = ({ seller, withHistory }: EntryOf<'ShopAskedInEntry'>, actor: string, { t }: Reader) =>
  t(withHistory ? 'shopAskedInFully' : 'shopAskedIn', {
    actor,
    shop: seller ? isolated(seller.shopName) : t('theShop'),
  })

const shopAssignmentText = ({ actor, person }: EntryOf<'ShopAssignmentEntry'>, actorName: string, reader: Reader) => {
  const { t } = reader
  if (!person) return t('shopUnassigned', { actor: actorName })
  if (actor?.id === person.id) return t('shopTaken', { actor: actorName })
  return t('shopAssigned', { actor: actorName, person: objectName(person, reader) })
}

const chatRequestText = (
  { request, change, fromStart }: EntryOf<'ChatRequestEntry'>,
  actor: string,
  { t, readerId }: Reader,
) => {
  const who = {
    actor,
    self: String(request.requester.id === readerId),
    person: isolated(request.requester.name),
  }
  if (change === 'PENDING') return t('joinRequested', { actor })
  if (change === 'CANCELLED') return t('joinWithdrawn', { actor })
  if (change === 'DECLINED') return t('joinDeclined', who)
  if (request.isLiveChat) return t('chatAccepted', who)
  return t(fromStart ? 'joinAcceptedFully' : 'joinAccepted', who)
}

const sessionText = (entry: EntryOf<'SessionEntry'>, actor: string, { t, locale }: Reader) => {
  const when = entry.movedTo
    ? new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(entry.movedTo))
    : ''
  switch (entry.sessionChange) {
    case 'SCHEDULED':
      return t('sessionScheduled', { actor })
    case 'MOVED':
      return t('sessionMoved', { actor, when })
    case 'CANCELLED':
      return t('sessionCancelled', { actor })
    case 'ENDED':
      return t(entry.outcome === 'MISSED' ? 'sessionMissed' : 'sessionHeld', { actor })
    case 'RESPONDED':
      if (entry.response === 'PROPOSED') return t('sessionProposed', { actor, when })
      return t(entry.response === 'DECLINED' ? 'sessionDeclined' : 'sessionAccepted', { actor })
  }
  return t('updated', { actor })
}

const ratingText = (entry: EntryOf<'RatingEntry'>, actor: string, { t }: Reader) => {
  const { score, previousScore: previous, isCommented } = entry
  if (previous === null) return t('rated', { actor, score })
  if (previous !== score) return t('ratingChanged', { actor, previous, score })
  return t(isCommented ? 'ratingCommented' : 'ratingCommentRemoved', { actor })
}

const participantText = ({ actor, person, joined }: EntryOf<'ParticipantEntry'>, actorName: string, reader: Reader) => {
  const { t } = reader
  if (!joined && person && person.id === actor?.id) return t('left', { actor: actorName })
  return t(joined ? 'added' : 'removed', { actor: actorName, person: objectName(person, reader) })
}

/** A step of a dispute, worded for the buyer, the people of the shop, or staff. */
const caseText = (entry: EntryOf<'CaseEntry'>, actor: string, { t, desk, readerRole }: Reader) => {
  const values = { actor, desk: isolated(desk), reader: readerRole, side: entry.caseSide ?? 'none' }
  switch (entry.caseChange) {
    case 'ESCALATED':
      return t(entry.isAfterDeadline ? 'escalatedLate' : 'escalated', values)
    case 'SHOP_OVERDUE':
      return t('shopOverdue', values)
    case 'EVIDENCE_REQUESTED':
      return t('evidenceRequested', values)
    case 'EVIDENCE_ANSWERED':
      return t('evidenceAnswered', values)
    case 'DECIDED':
      return t(entry.isAboutAppeal ? 'appealDecided' : 'caseDecided', {
        ...values,
        outcome: entry.caseOutcome ?? 'none',
      })
    case 'APPEALED':
      return t('caseAppealed', values)
  }
  return t('updated', { actor })
}
