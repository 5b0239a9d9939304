import { useCallback, useState } from 'react'
import { DeleteMessage } from './DeleteMessage.tsx'
import { MessageMenu } from './MessageMenu.tsx'
import type { MessageEntry } from './sources.ts'
import { useEditing } from './useDraft.ts'

/** The menu of a message and what it opens: the editor in its place, or the dialog that deletes it. */
export const useMessageActions = (keepPosition: () => void) => {
  const [menu, setMenu] = useState<{ entry: MessageEntry; button: HTMLElement } | null>(null)
  const [deleting, setDeleting] = useState<MessageEntry | null>(null)
  const editing = useEditing()
  const openMenu = useCallback((entry: MessageEntry, button: HTMLElement) => setMenu({ entry, button }), [])
  const dialogs = (
    <>
      {menu && (
        <MessageMenu
          key={menu.entry.id}
          {...menu}
          onClose={() => setMenu(null)}
          onDelete={() => setDeleting(menu.entry)}
          onEdit={() => {
            keepPosition()
            editing.start(menu.entry.message.id)
          }}
        />
      )}
      {deleting && <DeleteMessage entry={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
  return { editing, openMenu, dialogs }
}
