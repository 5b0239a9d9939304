import type { PageWords, Sentence } from '../languages/pageWords.ts'
import type { ExportedEvent } from './ticket.ts'

/** A stored value, such as a status, as it is read. */
export const valueText = (value: unknown, { values }: PageWords): string =>
  values[String(value)] ?? String(value).replaceAll('_', ' ')

/** An entry of the history as a sentence. A kind that has none here is named. */
export function historySentence({ kind, data, person }: ExportedEvent, words: PageWords): Sentence {
  const name = person?.name ?? words.unknownUser
  const text = (value: unknown): string => valueText(value, words)
  const sentence = (before: string): Sentence => ({ before, person: null, after: '' })
  const change = (say: (from: string, to: string) => string): Sentence =>
    sentence(say(data['from'] == null ? words.none : text(data['from']), text(data['to'])))
  switch (kind) {
    case 'status_changed':
      return change(words.statusChanged)
    case 'priority_changed':
      return change(words.priorityChanged)
    case 'type_changed':
      return change(words.typeChanged)
    case 'confidential_changed':
      return sentence(data['confidential'] ? words.madeConfidential : words.madeVisible)
    case 'emergency_access':
      return sentence(words.emergencyAccess(String(data['reason'])))
    case 'renamed':
      return sentence(
        data['from'] == null ? words.renamed : words.renamedFrom(String(data['from']), String(data['to'])),
      )
    case 'rated':
      return sentence(words.rated(text(data['score'])))
    case 'tags_changed':
      return sentence(tags(data, words))
    case 'participant_added':
      return words.participantAdded(name)
    case 'participant_removed':
      return words.participantRemoved(name)
    case 'chat_request_decided':
      return sentence(words.requestDecided(text(data['status'])))
    case 'claimed':
      return sentence(words.claimed)
    case 'unclaimed':
      return sentence(words.unclaimed)
    case 'assigned': {
      const team = data['team'] === undefined ? '' : words.moved(String(data['team']))
      if (person === null) return sentence(words.unassignedBy + team)
      const assigned = words.assigned(person.name)
      return { ...assigned, after: assigned.after + team }
    }
    default:
      return sentence(words.kinds[kind] ?? text(kind))
  }
}

function tags({ added, removed }: Record<string, unknown>, words: PageWords): string {
  const list = (names: unknown) => (Array.isArray(names) ? names.join(', ') : '')
  return [
    ...(list(added) ? [words.tagsAdded(list(added))] : []),
    ...(list(removed) ? [words.tagsRemoved(list(removed))] : []),
  ].join(words.and)
}
