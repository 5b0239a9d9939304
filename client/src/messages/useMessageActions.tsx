import { useCallback, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useStable } from '../lib/useStable.ts'
import { DeleteMessage } from './DeleteMessage.tsx'
import { EmojiPopover } from './EmojiPopover.tsx'
import { MessageMenu } from './MessageMenu.tsx'
import type { MessageEntry } from './sources.ts'
import type { ThreadLog } from './threadLog.ts'
import { useEditing } from './useDraft.ts'
import { useReact } from './useReact.ts'

/** The menu of a message and what it opens: the editor in its place, or the dialog that deletes it. */
export const useMessageActions = (ticketId: string, log: ThreadLog, keepPosition: () => void) => {
  const t = useTranslations('messages')
  const [menu, setMenu] = useState<{ entry: MessageEntry; button: HTMLElement } | null>(null)
  const [deleting, setDeleting] = useState<MessageEntry | null>(null)
  const [reacting, setReacting] = useState<{ entry: MessageEntry; button: HTMLElement } | null>(null)
  const editing = useEditing()
  const react = useStable(useReact(ticketId, log))
  const openMenu = useCallback((entry: MessageEntry, button: HTMLElement) => setMenu({ entry, button }), [])
  const openReactions = useCallback((entry: MessageEntry, button: HTMLElement) => setReacting({ entry, button }), [])
  const dialogs = (
    <>
      {menu && (
        <MessageMenu
          key={menu.entry.id}
          {...menu}
          onClose={() => setMenu(null)}
          onReact={() => setReacting(menu)}
          onDelete={() => setDeleting(menu.entry)}
          onEdit={() => {
            keepPosition()
            editing.start(menu.entry.message.id)
          }}
        />
      )}
      {reacting && (
        <EmojiPopover
          label={t('addReaction')}
          button={reacting.button}
          onPick={(emoji) => react(reacting.entry.message.id, emoji)}
          onClose={() => setReacting(null)}
        />
      )}
      {deleting && <DeleteMessage entry={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
  return { editing, openMenu, openReactions, react, dialogs }
}
