import type { Token, Tokens } from 'marked'
import { Fragment, memo, type ReactNode } from 'react'
import { Mentions } from '../notifications/Mentions.tsx'
import { isOnlyEmoji, parseText, safeAddress } from './markdown.ts'

/** Deeper nesting than anyone means is shown as it was typed. */
const DEEPEST = 12

/**
 * A message's text. Markdown becomes React elements and never HTML, so what people type cannot become markup;
 * links go to http, https and mailto only, and nothing is loaded from elsewhere.
 */
export const MessageText = memo(({ text }: { text: string }) => {
  if (isOnlyEmoji(text)) return <p className="text-[2rem] leading-tight">{text}</p>
  const tokens = parseText(text)
  return (
    <div className="flex flex-col gap-2 wrap-anywhere" dir="auto">
      {tokens ? blocks(tokens, 0) : <p className="whitespace-pre-wrap">{text}</p>}
    </div>
  )
})
MessageText.displayName = 'MessageText'

const blocks = (tokens: readonly Token[], depth: number): ReactNode[] =>
  tokens.map((token, index) => <Fragment key={index}>{block(token as Tokens.Generic, depth)}</Fragment>)

function block(token: Tokens.Generic, depth: number): ReactNode {
  if (depth > DEEPEST) return <AsTyped token={token} />
  switch (token.type) {
    case 'space':
      return null
    case 'paragraph':
      return <p dir="auto">{inline(token.tokens ?? [], depth)}</p>
    case 'heading':
      return (
        <p dir="auto" className="font-semibold">
          {inline(token.tokens ?? [], depth)}
        </p>
      )
    case 'text':
      return token.tokens ? inline(token.tokens, depth) : plain(token.text)
    case 'code':
      return (
        <pre
          dir="ltr"
          tabIndex={0}
          className="overflow-x-auto rounded-sm border border-line bg-sunken px-2 py-1 font-mono text-sm text-text"
        >
          <code>{token.text}</code>
        </pre>
      )
    case 'blockquote':
      return (
        <blockquote className="flex flex-col gap-2 border-s-2 border-control ps-3">
          {blocks(token.tokens ?? [], depth + 1)}
        </blockquote>
      )
    case 'list':
      return list(token as Tokens.List, depth)
    case 'table':
      return <Table token={token as Tokens.Table} depth={depth} />
    case 'hr':
      return <hr className="border-line" />
    default:
      // Raw HTML, link definitions and whatever marked may learn: as it was typed.
      return <AsTyped token={token} />
  }
}

const list = ({ ordered, start, items }: Tokens.List, depth: number): ReactNode => {
  const entries = items.map((item, index) => (
    <li key={index} dir="auto">
      {blocks(item.tokens, depth + 1)}
    </li>
  ))
  return ordered ? (
    <ol start={start === '' ? 1 : start} className="list-decimal ps-6">
      {entries}
    </ol>
  ) : (
    <ul className="list-disc ps-5">{entries}</ul>
  )
}

const Table = ({ token, depth }: { token: Tokens.Table; depth: number }) => (
  <div className="overflow-x-auto" tabIndex={0} role="group" aria-label="Table">
    <table className="border-collapse text-sm">
      <thead>
        <tr>
          {token.header.map((cell, index) => (
            <th key={index} className="border border-line px-2 py-1 text-start font-semibold">
              {inline(cell.tokens, depth)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {token.rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) => (
              <td key={column} className="border border-line px-2 py-1">
                {inline(cell.tokens, depth)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

const inline = (tokens: readonly Token[], depth: number): ReactNode[] =>
  tokens.map((token, index) => <Fragment key={index}>{span(token as Tokens.Generic, depth + 1)}</Fragment>)

function span(token: Tokens.Generic, depth: number): ReactNode {
  if (depth > DEEPEST) return token.raw
  switch (token.type) {
    case 'text':
      return token.tokens ? inline(token.tokens, depth) : plain(token.text)
    case 'escape':
      return token.text
    case 'strong':
      return <strong className="font-semibold">{inline(token.tokens ?? [], depth)}</strong>
    case 'em':
      return <em>{inline(token.tokens ?? [], depth)}</em>
    case 'del':
      return <del>{inline(token.tokens ?? [], depth)}</del>
    case 'codespan':
      return <code className="rounded-sm bg-sunken px-1 font-mono text-sm text-text">{token.text}</code>
    case 'br':
      return <br />
    case 'link':
      return <SafeLink token={token as Tokens.Link} depth={depth} />
    default:
      // Images too: a picture from elsewhere would tell its server who reads this.
      return token.raw
  }
}

/** Text as it is; in notes, the names of those who are mentioned stand out. */
const plain = (text: string): ReactNode => (text.includes('@') ? <Mentions text={text} /> : text)

const SafeLink = ({ token, depth }: { token: Tokens.Link; depth: number }) => {
  const address = safeAddress(token.href)
  if (!address) return token.raw
  return (
    <a
      href={address}
      // The whole address on hover: the text of a link may claim to be another.
      title={address}
      target="_blank"
      rel="noopener noreferrer"
      className="text-accent-text underline underline-offset-2"
    >
      {inline(token.tokens, depth)}
    </a>
  )
}

const AsTyped = ({ token }: { token: Token }) => <p className="whitespace-pre-wrap">{token.raw.replace(/\n+$/, '')}</p>
