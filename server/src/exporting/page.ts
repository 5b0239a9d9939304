import { createHash } from 'node:crypto'
import { textsOf } from '../languages/languages.ts'
import type { PageWords } from '../languages/pageWords.ts'
import { currentLanguage } from '../languages/translated.ts'
import { historySentence, valueText } from './strings.ts'
import type { ExportedEvent, ExportedMessage, ExportedTicket } from './ticket.ts'

const STYLE = `
  :root { color-scheme: light; }
  body { font: 15px/1.5 system-ui, sans-serif; color: #1a1d21; max-width: 46rem; margin: 2rem auto; padding: 0 1.25rem; }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
  h2 { font-size: 1.05rem; margin: 2rem 0 .75rem; }
  .number, time, .meta { color: #5b6470; font-size: .85rem; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.25rem; margin: 1rem 0 0; }
  dt { color: #5b6470; } dd { margin: 0; overflow-wrap: anywhere; }
  article { border: 1px solid #d9dee4; border-radius: 8px; padding: .75rem 1rem; margin: 0 0 .75rem; break-inside: avoid-page; }
  article.note { background: #fff8e1; border-color: #ecd9a0; }
  header { display: flex; flex-wrap: wrap; gap: 0 .6rem; align-items: baseline; }
  .body { white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0 0; }
  .deleted { font-style: italic; color: #5b6470; }
  .event { margin: 0 0 .75rem; padding: 0 1rem; color: #5b6470; font-size: .9rem; }
  ul { margin: .5rem 0 0; padding-inline-start: 1.2rem; font-size: .9rem; }
  @media print { body { margin: 0; max-width: none; padding: 0; font-size: 11pt; } }`

/** The page runs no scripts and loads nothing: its only style is allowed by its hash. */
export const PAGE_POLICY = `sandbox; default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character]!)
// Each text has the direction of its own first letter.
const text = (value: string): string => `<bdi>${escaped(value)}</bdi>`
const capital = (value: string): string => escaped(value.replace(/^./, (first) => first.toUpperCase()))
const value = (stored: string, words: PageWords): string => capital(valueText(stored, words))

const TIME = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const
const time = (at: string, { locale }: PageWords): string =>
  `<time datetime="${escaped(at)}">${new Intl.DateTimeFormat(locale, TIME).format(new Date(at))} UTC</time>`

/** A ticket as one HTML document for printing, in the language of the request. All texts are escaped. */
export function ticketPage(ticket: ExportedTicket): string {
  const { code, dir, page: words } = textsOf(currentLanguage())
  const entries: (ExportedMessage | ExportedEvent)[] = [
    ...ticket.messages,
    ...ticket.history.filter(({ kind }) => !kind.startsWith('message_')),
  ].toSorted((a, b) => a.seq - b.seq)
  return `<!doctype html>
<html lang="${code}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(`${ticket.number} ${ticket.subject}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="number">${escaped(ticket.number)}</p>
<h1 dir="auto">${escaped(ticket.subject)}</h1>
<dl>${facts(ticket, words)
    .map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`)
    .join('')}</dl>
${ticket.privateNotes ? `<h2>${words.privateNotes}</h2>\n<article class="note"><p class="body" dir="auto">${escaped(ticket.privateNotes)}</p></article>` : ''}
<h2>${words.conversation}</h2>
${entries.map((entry) => ('senderRole' in entry ? message(entry, words) : event(entry, words))).join('\n')}
</main>
</body>
</html>
`
}

function facts(ticket: ExportedTicket, words: PageWords): [name: string, value: string][] {
  const { requester, assignee, participants, shop, tags, resolvedAt, ratings, legalHold } = ticket
  return [
    [words.requester, `${text(requester.name)} (${escaped(requester.email)})`],
    [words.participants, participants.map(({ name }) => text(name)).join(', ')],
    [words.assignee, assignee ? text(assignee.name) : words.unassigned],
    [words.team, text(ticket.team)],
    ...(shop === null ? [] : [[words.shop, text(shop)] as [string, string]]),
    [words.status, value(ticket.status, words)],
    [words.priority, value(ticket.priority, words)],
    [words.type, value(ticket.type, words)],
    ...(tags.length === 0 ? [] : [[words.tags, tags.map(text).join(', ')] as [string, string]]),
    [words.created, time(ticket.createdAt, words)],
    ...(resolvedAt === null ? [] : [[words.resolved, time(resolvedAt, words)] as [string, string]]),
    ...ratings.map(({ score, comment, ratedAt }): [string, string] => [
      words.rating,
      `${words.score(score)}${comment === null ? '' : ` ${text(comment)}`} · ${time(ratedAt, words)}`,
    ]),
    ...(legalHold
      ? [[words.legalHold, `${time(legalHold.setAt, words)} ${text(legalHold.reason)}`] as [string, string]]
      : []),
  ]
}

function message(entry: ExportedMessage, words: PageWords): string {
  const { author, senderRole, internalNote, at, body, editedAt, files } = entry
  const meta = [
    value(senderRole, words),
    ...(internalNote ? [words.internalNote] : []),
    ...(editedAt ? [words.edited] : []),
  ]
  const size = (bytes: number): string => words.bytes(bytes.toLocaleString(words.locale))
  const list = files.map(({ name, bytes }) => `<li>${text(name)} (${size(bytes)})</li>`).join('')
  return `<article${internalNote ? ' class="note"' : ''}><header><strong>${author ? text(author.name) : words.system}</strong> <span class="meta">${meta.join(' · ')}</span> ${time(at, words)}</header>
${body === null ? `<p class="body deleted">${words.deleted}</p>` : `<p class="body" dir="auto">${escaped(body)}</p>`}${list && `\n<ul>${list}</ul>`}</article>`
}

function event(entry: ExportedEvent, words: PageWords): string {
  const { before, person, after } = historySentence(entry, words)
  const who = entry.actor ? text(entry.actor.name) : 'Parley'
  return `<p class="event">${who}${words.gap}${escaped(before)}${person === null ? '' : ` ${text(person)}`}${escaped(after)} · ${time(entry.at, words)}</p>`
}
