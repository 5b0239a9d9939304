import type { ExportedEvent } from './ticket.ts'

/** A sentence to follow the actor's name, around the name of another person. */
interface Sentence {
  before: string
  person: string | null
  after: string
}

const plain = (value: unknown): string => String(value).replaceAll('_', ' ')

const CHANGES: Record<string, string> = { status_changed: 'status', priority_changed: 'priority', type_changed: 'type' }
const KINDS: Record<string, string> = {
  notes_changed: 'changed the private notes',
  chat_requested: 'requested to join',
  session_scheduled: 'scheduled a session',
  session_moved: 'moved a session',
  session_cancelled: 'cancelled a session',
  session_responded: 'responded to a session',
  session_ended: 'recorded the outcome of a session',
  session_link_changed: 'updated the link of a session',
  screen_share_started: 'started a screen share',
  screen_share_ended: 'ended a screen share',
  legal_hold_set: 'set a legal hold',
  legal_hold_lifted: 'lifted the legal hold',
}

/** An entry of the history as a sentence. A kind that has none here is named. */
export function historySentence({ kind, data, person }: ExportedEvent): Sentence {
  const name = person?.name ?? null
  const sentence = (before: string, after = ''): Sentence => ({ before, person: null, after })
  const about = (before: string, after = ''): Sentence => ({ before, person: name ?? 'an unknown user', after })
  if (CHANGES[kind])
    return sentence(`changed the ${CHANGES[kind]} from ${plain(data['from'] ?? 'none')} to ${plain(data['to'])}`)
  if (kind === 'confidential_changed')
    return sentence(`made the ticket ${data['confidential'] ? 'confidential' : 'visible to all staff'}`)
  if (kind === 'emergency_access') return sentence(`asked for emergency access: ${plain(data['reason'])}`)
  if (kind === 'renamed') return sentence(renamed(data))
  if (kind === 'rated') return sentence(`rated this ticket ${plain(data['score'])} of 5`)
  if (kind === 'tags_changed') return sentence(tags(data))
  if (kind === 'participant_added') return about('added')
  if (kind === 'participant_removed') return about('removed')
  if (kind === 'chat_request_decided') return sentence(`decided a request to join: ${plain(data['status'])}`)
  if (kind === 'claimed') return sentence('claimed the ticket')
  if (kind === 'unclaimed') return sentence('returned the ticket to the queue')
  if (kind === 'assigned') {
    const team = data['team'] === undefined ? '' : ` and moved it to ${plain(data['team'])}`
    return name === null ? sentence(`unassigned the ticket${team}`) : about('assigned the ticket to', team)
  }
  return sentence(KINDS[kind] ?? plain(kind))
}

const renamed = ({ from, to }: Record<string, unknown>): string =>
  from == null ? 'renamed the ticket' : `renamed the ticket from “${String(from)}” to “${String(to)}”`

function tags({ added, removed }: Record<string, unknown>): string {
  const list = (names: unknown) => (Array.isArray(names) ? names.join(', ') : '')
  return [
    ...(list(added) ? [`added the tags ${list(added)}`] : []),
    ...(list(removed) ? [`removed the tags ${list(removed)}`] : []),
  ].join(' and ')
}
