import type { BrowserContextOptions, Page } from '@playwright/test'
import { Api } from '../support/api.ts'
import type { Console } from '../support/console.ts'
import type { Person } from '../support/people.ts'
import type { Seat } from '../support/test.ts'
import { wordsIn } from './say.ts'
import { PEOPLE, TICKETS, type Shown, type Who } from './screens.ts'

type Ways = {
  enter: (who: Person, options: BrowserContextOptions) => Promise<Seat>
  visit: (path: string, options: BrowserContextOptions) => Promise<Page>
  console: Console
}

/** Links without a token: the server says that there is no such thing, and the browser logs it. */
const NO_SUCH_LINK = /responded with a status of 4\d\d .*\/api\//

/** A window of this person of the demo desk in this language, with the ticket that they look at. */
export const sit = async (
  who: Who,
  { enter, visit, console }: Ways,
  options: BrowserContextOptions,
  language = 'en',
): Promise<Shown> => {
  const say = await wordsIn(language)
  const person = PEOPLE[who]
  const still: BrowserContextOptions = {
    reducedMotion: 'reduce',
    locale: language === 'en' ? 'en-US' : language,
    ...options,
  }
  if (!person) {
    console.allow(NO_SUCH_LINK)
    return { page: await visit('/sign-in', still), say, ticket: '' }
  }
  const { page, api } = await enter(person, still)
  return { page, say, ticket: await numberOf(api, TICKETS[who]!) }
}

const numberOf = async (api: Api, subject: string): Promise<string> => {
  const { tickets } = await api.ask(
    `query($text: String!) { tickets(first: 1, filter: { text: $text }) { edges { node { number } } } }`,
    { text: subject },
  )
  return tickets.edges[0].node.number
}
