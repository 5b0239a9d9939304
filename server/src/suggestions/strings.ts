import { textsOf } from '../languages/languages.ts'
import type { Texts } from '../languages/texts.ts'
import { currentLanguage } from '../languages/translated.ts'
import type { Candidate } from './candidates.ts'
import type { Experience } from './model.ts'

type Words = Texts['suggestions']

/** Why somebody is suggested, the strongest reason first, in the language of the request. */
export function reasonsFor(
  { experience, expertise, availability, work }: Candidate,
  language = currentLanguage(),
): string[] {
  const words = textsOf(language).suggestions
  return [
    ...(experience ? [experienceText(experience, words)] : []),
    ...(expertise.length > 0 ? [words.expertise(...expertise)] : []),
    words.availability[availability],
    loadText(work, words),
  ]
}

function experienceText({ tickets, tag }: Experience, words: Words): string {
  const resolved = words.resolved(tickets)
  if (!tag) return resolved
  const all = tickets > 1 ? words.allTagged(tag.name) : words.oneTagged(tag.name)
  return resolved + words.comma + (tag.tickets < tickets ? words.tagged(tag.name, tag.tickets) : all)
}

function loadText({ openTickets, loadLimit }: Candidate['work'], words: Words): string {
  if (loadLimit !== null && openTickets >= loadLimit) return words.full(loadLimit)
  if (openTickets === 0) return words.noLoad
  return loadLimit === null ? words.load(openTickets) : words.loadOf(openTickets, loadLimit)
}
