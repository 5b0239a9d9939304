import { SmilePlus } from 'lucide-react'
import { ToggleButton } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { Tooltip } from '../ui/Tooltip.tsx'
import { EMOJI_FONT, useShownReactions } from './reactions.ts'
import type { MessageEntry } from './sources.ts'
import { useThread } from './ThreadContext.ts'

const CHIP =
  'inline-flex h-7 cursor-pointer items-center gap-1 rounded-full border px-2 text-xs tabular-nums outline-offset-1 pointer-coarse:h-11 pointer-coarse:px-3 pointer-coarse:text-sm disabled:cursor-default'

/** The reactions to a message, under its bubble: each emoji with its count, and with the names on hover and focus. */
export const ReactionChips = ({ entry }: { entry: MessageEntry }) => {
  const t = useTranslations('messages')
  const format = useFormatter()
  const { viewerId, isReadOnly, react, openReactions } = useThread()
  const { id } = entry.message
  const reactions = useShownReactions(entry.message, isReadOnly ? null : viewerId)
  if (reactions.length === 0) return null
  return (
    <div role="group" aria-label={t('reactions')} className="mt-1 flex max-w-full flex-wrap gap-1">
      {reactions.map(({ emoji, users }) => {
        const isOwn = users.some((user) => user.id === viewerId)
        const names = format.list(users.map((user) => (user.id === viewerId ? t('you') : user.name)))
        return (
          <Tooltip key={emoji} text={names}>
            <ToggleButton
              aria-label={t('reactedBy', { emoji, count: users.length, names })}
              isSelected={isOwn}
              isDisabled={isReadOnly}
              onChange={() => react(id, emoji)}
              className={classes(
                CHIP,
                isOwn
                  ? 'border-accent bg-selected font-semibold text-accent-text'
                  : 'border-line bg-surface text-muted hover:border-control hover:text-text',
              )}
            >
              <span aria-hidden className={classes(EMOJI_FONT, 'text-sm leading-none')}>
                {emoji}
              </span>
              {users.length}
            </ToggleButton>
          </Tooltip>
        )
      })}
      {!isReadOnly && (
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={t('addReaction')}
          onClick={(event) => openReactions(entry, event.currentTarget)}
          className={classes(CHIP, 'border-line bg-surface text-muted hover:border-control hover:text-text')}
        >
          <SmilePlus aria-hidden className="size-3.5" />
        </button>
      )}
    </div>
  )
}
