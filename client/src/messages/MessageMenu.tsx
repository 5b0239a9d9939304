import { Copy, Link2, Pencil, Quote, SmilePlus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { Menu, Popover } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { quoteOf } from '../lib/quote.ts'
import { useWriting } from '../tickets/writing.ts'
import { MenuItem, MenuLine } from '../ui/Menu.tsx'
import { POPOVER } from '../ui/Popover.tsx'
import { toast } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import type { MessageEntry } from './sources.ts'
import { useThread } from './ThreadContext.ts'

type Props = {
  entry: MessageEntry
  button: HTMLElement
  onReact: () => void
  onEdit: () => void
  onDelete: () => void
  onClose: () => void
}

/** The actions on a message. One menu for all rows, at the button that opened it. */
export const MessageMenu = ({ entry, button, onReact, onEdit, onDelete, onClose }: Props) => {
  const t = useTranslations('messages')
  const { viewerId, ticketId } = useThread()
  const composer = useWriting((writing) => writing.composer)
  const { viewer, desk } = useViewer()
  const trigger = useRef(button)
  const { id, body, author, createdAt } = entry.message
  const own = author?.id === viewerId
  // When the menu was opened.
  const [now] = useState(Date.now)
  const mayDelete =
    viewer.role === 'ADMIN' || (own && now < Date.parse(createdAt) + desk.messageDeletionMinutes * 60_000)

  const copy = async (text: string, done: string) => {
    try {
      await navigator.clipboard.writeText(text)
      toast(done)
    } catch {
      // Denied, or plain http, which has no clipboard.
      toast(t('copyFailed'), { tone: 'problem' })
    }
  }

  return (
    <Popover
      aria-label={button.ariaLabel ?? undefined}
      triggerRef={trigger}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className={classes(POPOVER, 'min-w-44')}
    >
      <Menu aria-label={button.ariaLabel ?? ''} autoFocus="first" onClose={onClose} className="p-1 outline-none">
        <MenuItem icon={<SmilePlus aria-hidden className="size-4" />} onAction={onReact}>
          {t('addReaction')}
        </MenuItem>
        {composer?.ticketId === ticketId && (
          <MenuItem
            icon={<Quote aria-hidden className="size-4" />}
            onAction={() => composer.quote(quoteOf(entry.message))}
          >
            {t('quote')}
          </MenuItem>
        )}
        <MenuItem
          icon={<Link2 aria-hidden className="size-4" />}
          onAction={() => void copy(linkTo(id), t('linkCopied'))}
        >
          {t('copyLink')}
        </MenuItem>
        <MenuItem
          icon={<Copy aria-hidden className="size-4" />}
          onAction={() => void copy(body ?? '', t('textCopied'))}
        >
          {t('copyText')}
        </MenuItem>
        {own && (
          <MenuItem icon={<Pencil aria-hidden className="size-4" />} onAction={onEdit}>
            {t('edit')}
          </MenuItem>
        )}
        {mayDelete && (
          <>
            <MenuLine />
            <MenuItem danger icon={<Trash2 aria-hidden className="size-4" />} onAction={onDelete}>
              {t('deleteMessage')}
            </MenuItem>
          </>
        )}
      </Menu>
    </Popover>
  )
}

/** The URL of the message. */
const linkTo = (messageId: string): string => {
  const url = new URL(location.href)
  const ticket = url.searchParams.get('ticket')
  url.search = ''
  url.hash = ''
  if (ticket) url.searchParams.set('ticket', ticket)
  url.searchParams.set('message', messageId)
  return url.href
}
