import { createHash } from 'node:crypto'
import type { ExportedEvent, ExportedMessage, ExportedTicket } from './ticket.ts'
import { historySentence } from './strings.ts'

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
const words = (value: string): string =>
  escaped(value.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase()))

const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
const time = (at: string): string => `<time datetime="${escaped(at)}">${TIME.format(new Date(at))} UTC</time>`

/** A ticket as one HTML document for printing. All texts are escaped. */
export function ticketPage(ticket: ExportedTicket): string {
  const entries: (ExportedMessage | ExportedEvent)[] = [
    ...ticket.messages,
    ...ticket.history.filter(({ kind }) => !kind.startsWith('message_')),
  ].toSorted((a, b) => a.seq - b.seq)
  return `<!doctype html>
<html lang="en">
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
<dl>${facts(ticket)
    .map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`)
    .join('')}</dl>
${ticket.privateNotes ? `<h2>Private notes</h2>\n<article class="note"><p class="body" dir="auto">${escaped(ticket.privateNotes)}</p></article>` : ''}
<h2>Conversation and history</h2>
${entries.map((entry) => ('senderRole' in entry ? message(entry) : event(entry))).join('\n')}
</main>
</body>
</html>
`
}

function facts(ticket: ExportedTicket): [name: string, value: string][] {
  const { requester, assignee, participants, shop, tags, resolvedAt, ratings, legalHold } = ticket
  return [
    ['Requester', `${text(requester.name)} (${escaped(requester.email)})`],
    ['Participants', participants.map(({ name }) => text(name)).join(', ')],
    ['Assignee', assignee ? text(assignee.name) : 'Unassigned'],
    ['Team', text(ticket.team)],
    ...(shop === null ? [] : [['Shop', text(shop)] as [string, string]]),
    ['Status', words(ticket.status)],
    ['Priority', words(ticket.priority)],
    ['Type', words(ticket.type)],
    ...(tags.length === 0 ? [] : [['Tags', tags.map(text).join(', ')] as [string, string]]),
    ['Created', time(ticket.createdAt)],
    ...(resolvedAt === null ? [] : [['Resolved', time(resolvedAt)] as [string, string]]),
    ...ratings.map(({ score, comment, ratedAt }): [string, string] => [
      'Rating',
      `${score} of 5${comment === null ? '' : ` ${text(comment)}`} · ${time(ratedAt)}`,
    ]),
    ...(legalHold ? [['Legal hold', `${time(legalHold.setAt)} ${text(legalHold.reason)}`] as [string, string]] : []),
  ]
}

function message({ author, senderRole, internalNote, at, body, editedAt, files }: ExportedMessage): string {
  const meta = [words(senderRole), ...(internalNote ? ['Internal note'] : []), ...(editedAt ? ['Edited'] : [])]
  const list = files.map(({ name, bytes }) => `<li>${text(name)} (${bytes.toLocaleString('en')} bytes)</li>`).join('')
  return `<article${internalNote ? ' class="note"' : ''}><header><strong>${author ? text(author.name) : 'System'}</strong> <span class="meta">${meta.join(' · ')}</span> ${time(at)}</header>
${body === null ? '<p class="body deleted">This message was deleted.</p>' : `<p class="body" dir="auto">${escaped(body)}</p>`}${list && `\n<ul>${list}</ul>`}</article>`
}

function event(entry: ExportedEvent): string {
  const { before, person, after } = historySentence(entry)
  const who = entry.actor ? text(entry.actor.name) : 'Parley'
  return `<p class="event">${who} ${escaped(before)}${person === null ? '' : ` ${text(person)}`}${escaped(after)} · ${time(entry.at)}</p>`
}
