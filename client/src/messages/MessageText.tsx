import { memo, type ClipboardEvent, type ReactNode } from 'react'
import { classes } from '../lib/classes.ts'
import { Mentions } from '../notifications/Mentions.tsx'
import { isOnlyEmoji } from './emoji.ts'
import { textParts, type TextPart } from './textParts.ts'

type Props = {
  text: string
  /** Show only the beginning, about this many characters. */
  limit?: number
}

/**
 * A message's text, exactly as it was typed: the text content of what is rendered equals the text, white space
 * included. Links and code stand out; nothing else is markup, and no character is left out.
 */
export const MessageText = memo(({ text, limit }: Props) => (
  <div
    // Each line has its own direction, isolated from the rest.
    dir="auto"
    onCopy={copyAsTyped}
    className={classes(
      'whitespace-pre-wrap wrap-anywhere [tab-size:4] [unicode-bidi:plaintext]',
      isOnlyEmoji(text) && 'text-[2rem] leading-tight',
    )}
  >
    {cut(textParts(text), limit).map((part, index) => (
      <Part key={index} part={part} />
    ))}
  </div>
))
MessageText.displayName = 'MessageText'

const Part = ({ part }: { part: TextPart }): ReactNode => {
  switch (part.kind) {
    case 'text':
      // In notes, mentions are highlighted.
      return part.text.includes('@') ? <Mentions text={part.text} /> : part.text
    case 'code':
      return <code className="rounded-sm bg-sunken px-1 font-mono text-sm text-text">{part.text}</code>
    case 'codeBlock':
      return (
        <pre
          dir="ltr"
          tabIndex={0}
          className="my-1 overflow-x-auto rounded-sm border border-line bg-sunken px-2 py-1 font-mono text-sm whitespace-pre text-text"
        >
          <code>{part.text}</code>
        </pre>
      )
    case 'link':
      return (
        <a
          href={part.href}
          title={part.href}
          // Drawn by CSS, because it is not part of the text.
          data-host={part.realHost ?? undefined}
          dir="ltr"
          target="_blank"
          rel="noopener noreferrer"
          className={classes(
            'text-accent-text underline underline-offset-2',
            part.realHost && "after:ms-1 after:inline-block after:text-warn after:content-['→_'_attr(data-host)]",
          )}
        >
          {part.text}
        </a>
      )
  }
}

/** The first parts, about `limit` characters: links whole, since part of an address leads elsewhere. */
function cut(parts: TextPart[], limit: number | undefined): TextPart[] {
  if (limit === undefined) return parts
  const shown: TextPart[] = []
  let room = limit
  for (const part of parts) {
    if (room <= 0) break
    const text = part.kind === 'link' ? part.text : part.text.slice(0, room).replace(/[\uD800-\uDBFF]$/, '')
    shown.push({ ...part, text })
    room -= text.length
  }
  return shown
}

/**
 * Browsers change white space when they copy what is on screen; a selection within a message is copied as it was typed.
 */
function copyAsTyped(event: ClipboardEvent<HTMLElement>): void {
  const selection = getSelection()
  const range = selection?.rangeCount ? selection.getRangeAt(0) : undefined
  if (!range || range.collapsed || !event.currentTarget.contains(range.commonAncestorContainer)) return
  event.preventDefault()
  event.clipboardData.setData('text/plain', range.toString())
}
