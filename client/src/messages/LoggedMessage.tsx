import { Ellipsis, Mail, SmilePlus, Trash2 } from 'lucide-react'
import { useState, type KeyboardEvent } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { quoteOf } from '../lib/quote.ts'
import { clockTime, fullTime } from '../lib/time.ts'
import { MessageFiles } from '../attachments/MessageFiles.tsx'
import { openLightbox } from '../attachments/lightboxState.ts'
import { MentionedContext } from '../notifications/Mentions.tsx'
import { Bubble } from './Bubble.tsx'
import { EditMessage } from './EditMessage.tsx'
import { isOnlyEmoji } from './emoji.ts'
import { MessageBody } from './MessageBody.tsx'
import { QuoteBlock } from './QuoteBlock.tsx'
import { ReactionChips } from './ReactionChips.tsx'
import { ReadState } from './SendState.tsx'
import { filesOf, readersOf, type MessageEntry } from './sources.ts'
import { useThread } from './ThreadContext.ts'

type Props = { entry: MessageEntry; first: boolean; mark: 'sent' | 'read' | undefined; isTabStop: boolean }

/** A message of the log. */
export const LoggedMessage = ({ entry, first, mark, isTabStop }: Props) => {
  const t = useTranslations('messages')
  const { viewerId, editing, log, isReadOnly, showMessage } = useThread()
  const { message } = entry
  const { id, author, senderRole, audience, body, createdAt, editedAt, attachments, quoted } = message
  const own = author?.id === viewerId
  const isDeleted = body === null || message.deletedAt !== null
  const isEditing = editing.ids.has(id)
  const [isPointedAt, setPointedAt] = useState(false)
  return (
    <Bubble
      author={author}
      role={senderRole}
      own={own}
      audience={audience}
      at={createdAt}
      first={first}
      bare={
        !isDeleted &&
        !isEditing &&
        !quoted &&
        audience === 'PARTICIPANTS' &&
        attachments.length === 0 &&
        isOnlyEmoji(body)
      }
      action={
        !isDeleted &&
        !isEditing &&
        !isReadOnly && (
          <span
            className={classes('flex min-w-14 shrink-0 items-center pointer-coarse:min-w-0', own && 'flex-row-reverse')}
          >
            <MenuButton entry={entry} isTabStop={isTabStop} own={own} />
            {isPointedAt && <ReactButton entry={entry} />}
          </span>
        )
      }
      onPointerEnter={() => setPointedAt(true)}
      below={!isDeleted && <ReactionChips entry={entry} />}
      footer={mark && <ReadState readers={mark === 'read' ? readersOf(entry, viewerId) : []} />}
    >
      {quoted && !isDeleted && (
        <QuoteBlock
          author={quoted.author?.name ?? null}
          text={quoted.deletedAt === null ? quoteOf({ ...quoted, audience }).text : null}
          onOpen={() => showMessage(quoted.id)}
        />
      )}
      {isDeleted && (
        <p className="flex items-center gap-1.5 text-muted italic">
          <Trash2 aria-hidden className="size-3.5 shrink-0" />
          {t('deleted')}
        </p>
      )}
      {isEditing ? (
        <EditMessage message={message} body={isDeleted ? null : body} />
      ) : (
        !isDeleted &&
        body !== '' && (
          <MentionedContext value={message.mentions.map(({ name }) => name)}>
            <MessageBody text={body} />
          </MentionedContext>
        )
      )}
      {!isDeleted && attachments.length > 0 && (
        <div className={classes('max-w-full', body !== '' && 'mt-1.5')}>
          <MessageFiles files={attachments} onOpen={(file) => openLightbox(filesOf(log.state.entries), file)} />
        </div>
      )}
      {message.viaEmail && !isDeleted && <ViaEmail originalUrl={message.originalMailUrl} />}
      {editedAt && !isDeleted && !isEditing && (
        <p className="mt-0.5 text-xs text-muted" title={t('editedAt', { time: fullTime(editedAt) })}>
          {t('edited')}
        </p>
      )}
    </Bubble>
  )
}

/** Says that a message was an email; staff can download the original. */
const ViaEmail = ({ originalUrl }: { originalUrl: string | null }) => {
  const t = useTranslations('messages')
  return (
    <p className="mt-0.5 flex items-center gap-1 text-xs text-muted">
      <Mail aria-hidden className="size-3 shrink-0" />
      {t('viaEmail')}
      {originalUrl && (
        <>
          {' · '}
          <a href={originalUrl} download className="underline hover:text-text">
            {t('originalMail')}
          </a>
        </>
      )}
    </p>
  )
}

/**
 * A plain button rather than the kit's: there are hundreds. The arrow keys move between them; only the last is a tab
 * stop.
 */
const MenuButton = ({ entry, isTabStop, own }: { entry: MessageEntry; isTabStop: boolean; own: boolean }) => {
  const t = useTranslations('messages')
  const { openMenu } = useThread()
  return (
    <button
      type="button"
      data-menu
      tabIndex={isTabStop ? 0 : -1}
      aria-haspopup="menu"
      aria-label={t('actions', { time: clockTime(entry.message.createdAt) })}
      onKeyDown={moveBetweenMenus}
      onClick={(event) => openMenu(entry, event.currentTarget)}
      className={classes(
        'inline-flex size-7 shrink-0 cursor-pointer items-center justify-center rounded-md text-muted opacity-0 group-hover/row:opacity-100 hover:bg-hover hover:text-text focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:size-11 pointer-coarse:opacity-100',
        // Touch needs 44 px: they come from the row's gutter and the bubble's padding, not from the text.
        own ? 'pointer-coarse:-ms-8 pointer-coarse:-me-3' : 'pointer-coarse:-ms-3 pointer-coarse:-me-8',
      )}
    >
      <Ellipsis aria-hidden className="size-4" />
    </button>
  )
}

/** For the mouse alone, once it has pointed at the message: the menu has it as well, for keys and fingers. */
const ReactButton = ({ entry }: { entry: MessageEntry }) => {
  const { openReactions } = useThread()
  return (
    <button
      type="button"
      aria-hidden
      tabIndex={-1}
      onClick={(event) => openReactions(entry, event.currentTarget)}
      className="inline-flex size-7 cursor-pointer items-center justify-center rounded-md text-muted opacity-0 group-hover/row:opacity-100 hover:bg-hover hover:text-text pointer-coarse:hidden"
    >
      <SmilePlus className="size-4" />
    </button>
  )
}

const moveBetweenMenus = (event: KeyboardEvent<HTMLElement>): void => {
  const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
  if (by === 0) return
  event.preventDefault()
  const buttons = [...document.querySelectorAll<HTMLElement>('[role=log] [data-menu]')]
  buttons[buttons.indexOf(event.currentTarget) + by]?.focus()
}
