import type { Audience, DeskAccent } from '../generated/prisma/client.ts'
import { textsOf } from '../languages/languages.ts'
import type { Texts } from '../languages/texts.ts'
import { ACCENTS, style, wrap } from './layout.ts'

/** A message as quoted in a mail. */
export interface QuotedMessage {
  author: string
  body: string
  /** The names of its files; the files themselves require access. */
  files: readonly string[]
  audience: Audience
  /** The message that it quotes. */
  quote?: { author: string; body: string; isCut: boolean } | null
}

/** One of several links of equal weight: a large mark, and a word below it. */
interface Choice {
  mark: string
  text: string
  url: string
}

/** One part of a mail: a heading, a sentence, a message, a button, or a row of links to choose from. */
export type Block =
  | { type: 'heading'; text: string; url?: string }
  | { type: 'text'; text: string }
  | { type: 'message'; message: QuotedMessage; url: string }
  | { type: 'button'; text: string; url: string }
  | { type: 'choices'; choices: readonly Choice[] }

/** How a mail presents the desk. */
export interface MailBrand {
  readonly name: string
  readonly accent?: DeskAccent
  /** Null without a logo. */
  readonly logoUrl?: string | null
}

/** The content of a mail, independent of its format. */
export interface MailContent {
  desk: MailBrand
  /** The language; English by default. */
  texts?: Texts
  /** The preview text that mail programs show next to the subject. */
  preview: string
  blocks: readonly Block[]
  /** The reason for the mail, and how to receive fewer. */
  footer: readonly (string | { text: string; url: string })[]
}

/** Renders a mail as HTML and as plain text with the same content. The HTML loads no external resources. */
export function renderMail(content: MailContent): { html: string; text: string } {
  const { texts = textsOf('en') } = content
  const brand = brandHtml(content.desk)
  const blocks = content.blocks.map((block) => htmlOf(block, brand.accent[0], texts)).join('\n')
  const footer = content.footer.map((line) => `<p ${style('footer')}>${footerHtml(line)}</p>`).join('\n')
  const lines = content.footer.map((line) => (typeof line === 'string' ? line : `${line.text}: ${line.url}`))
  return {
    html: wrap({ ...brand, ...texts, preview: escapeHtml(content.preview), blocks, footer }),
    text: `${content.blocks.map((block) => textOf(block, texts)).join('\n\n')}\n\n-- \n${[content.desk.name, ...lines].join('\n')}\n`,
  }
}

/** The logo is attached when the mail is sent (sendMail.ts). On white, since most logos are drawn for it. */
function brandHtml({ name, accent = 'indigo', logoUrl }: MailBrand) {
  const logo = `<img src="cid:logo" alt="" height="32" style="height:32px;max-width:160px;margin:0 0 8px;padding:4px;background-color:#FFFFFF;border-radius:4px"><br>`
  return { name: escapeHtml(name), accent: ACCENTS[accent], logo: logoUrl ? logo : '' }
}

function htmlOf(block: Block, accent: string, texts: Texts): string {
  switch (block.type) {
    case 'heading': {
      const text = escapeHtml(block.text)
      return `<h1 dir="auto" ${style('heading')}>${block.url ? `<a href="${escapeHtml(block.url)}" ${style('plainLink')}>${text}</a>` : text}</h1>`
    }
    case 'text':
      return `<p dir="auto" ${style('text')}>${lines(block.text)}</p>`
    case 'message':
      return messageHtml(block.message, block.url, texts)
    case 'choices':
      return choicesHtml(block.choices)
    case 'button':
      return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:20px 0 4px"><tr><td class="buttonCell" style="background-color:${accent};border-radius:8px"><a href="${escapeHtml(block.url)}" ${style('button')}>${escapeHtml(block.text)}</a></td></tr></table>`
  }
}

/** Says who else can read a message that not everyone can. */
const labelOf = (audience: Audience, { mails }: Texts): string | null =>
  audience === 'participants' ? null : mails.readers[audience]

function messageHtml({ author, body, files, audience, quote }: QuotedMessage, url: string, texts: Texts): string {
  const text = labelOf(audience, texts)
  const label = text ? ` · <span>${text[0]!.toUpperCase()}${text.slice(1)}</span>` : ''
  const links = files
    .map((name) => `<a href="${escapeHtml(url)}" ${style('link')}>${escapeHtml(name)}</a>`)
    .join('<br>')
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:12px 0"><tr><td ${style(text ? 'note' : 'message')}>
<p dir="auto" ${style('author')}><strong>${escapeHtml(author)}</strong>${label}</p>
${quote ? `<blockquote dir="auto" ${style('quote')}><strong>${escapeHtml(quote.author)}</strong><br>${lines(excerptOf(quote))}</blockquote>` : ''}${body ? `<p dir="auto" ${style('body')}>${lines(body)}</p>` : ''}${links ? `<p ${style('body')}>${links}</p>` : ''}
</td></tr></table>`
}

function choicesHtml(choices: readonly Choice[]): string {
  const cells = choices.map(
    ({ mark, text, url }) =>
      `<td align="center" ${style('choiceCell')}><a href="${escapeHtml(url)}" ${style('choice')}><span ${style('mark')}>${escapeHtml(mark)}</span><br>${escapeHtml(text)}</a></td>`,
  )
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="6" style="margin:12px 0;table-layout:fixed"><tr>${cells.join('')}</tr></table>`
}

function textOf(block: Block, texts: Texts): string {
  switch (block.type) {
    case 'heading':
      return block.text
    case 'text':
      return block.text
    case 'message': {
      const { author, body, files, audience, quote } = block.message
      const label = labelOf(audience, texts)
      const names = files.map((name) => `[${name}] ${block.url}`)
      return [`${author}${label ? ` (${label})` : ''}:`, ...quoteLines(quote), ...(body ? [body] : []), ...names].join(
        '\n',
      )
    }
    case 'choices':
      return block.choices.map(({ mark, text, url }) => `${mark} (${text}): ${url}`).join('\n')
    case 'button':
      return `${block.text}: ${block.url}`
  }
}

const excerptOf = ({ body, isCut }: NonNullable<QuotedMessage['quote']>): string =>
  isCut ? `${body.trimEnd()}…` : body

/** The lines of a quote, as mail programs write them. */
const quoteLines = (quote: QuotedMessage['quote']): string[] =>
  quote ? `${quote.author}: ${excerptOf(quote)}`.split(/\r?\n/).map((line) => `> ${line}`) : []

const footerHtml = (line: MailContent['footer'][number]): string =>
  typeof line === 'string'
    ? escapeHtml(line)
    : `<a href="${escapeHtml(line.url)}" ${style('footerLink')}>${escapeHtml(line.text)}</a>`

const lines = (text: string): string => escapeHtml(text).replace(/\r?\n/g, '<br>\n')

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)
