import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { bufferKeys, bufferKeysUntilFocus } from '../lib/keyBuffer.ts'
import { isStaff } from '../lib/roles.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import { toast } from '../ui/toasts.tsx'
import { undoLatest } from '../ui/undo.ts'
import { useViewer } from '../viewer/useViewer.ts'
import type { BatchChange } from '../batches/batch.ts'
import { useMatching } from '../batches/batchJob.ts'
import { useCursor } from './cursor.ts'
import { useListCommands } from '../tickets/listCommands.ts'
import { toggleSelected, useSelection } from '../batches/selection.ts'
import { currentTarget } from './target.ts'
import { useTargetPicker, type Picked } from './targetPicker.ts'
import type { TicketFilter, TicketRowFragment } from '../tickets/tickets.generated.ts'
import { useChange } from '../batches/useChange.ts'
import { useClaim } from '../tickets/useClaim.ts'
import { useStar } from '../tickets/useStar.ts'
import { isDone } from '../tickets/useTicketActions.ts'
import { useWriteKeys } from './useWriteKeys.ts'

type Rows = readonly TicketRowFragment[]
type Options = {
  /** The open ticket; null until it is loaded, and where none is open. */
  open: TicketRowFragment | null
  /** Its number, from the address. */
  openNumber: string | undefined
  onOpen: (number: string) => void
  /** The filter of the list, for a change of all matching tickets. */
  filter: TicketFilter
  total: number
}

/**
 * The shortcuts that change tickets: the selected ones, else the one under the cursor, else the open one. `s` star, `e`
 * resolve (and back), `p` priority, `t` tag, `a` assignee, `c` claim, Shift+`c` unclaim, `x` select, Ctrl/⌘+Z undo.
 */
export const useTicketKeys = ({ open, openNumber, onOpen, filter, total }: Options) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const staff = isStaff(viewer.role)
  const star = useStar()
  const { canClaim, tryClaim, tryUnclaim } = useClaim()
  const changeRows = useChange()
  const { apply: changeMatching } = useMatching(filter, total)
  const whenLoaded = useWhenLoaded(open)
  useCursorFollowsFocus()

  const change = (rows: Rows, how: BatchChange, name?: string): void => {
    if (useSelection.getState().isMatching) void changeMatching(how)
    // Assigning an unassigned ticket to oneself is a claim, so that it fails if another agent was faster.
    else if (how.agentId === viewer.id && rows.every(canClaim)) tryClaim(rows)
    else void changeRows(rows, how, name)
  }

  /** Acts on the target, once it is loaded. */
  const onTarget = (act: (rows: Rows) => void) => (event: KeyboardEvent) => {
    const target = currentTarget(open)
    if (target) act(target.rows)
    else if (openNumber && !open && !useCursor.getState().isLost) whenLoaded(event)
  }
  const pick = (what: Picked, may: (row: TicketRowFragment) => boolean) =>
    onTarget((rows) => {
      if (!rows.every(may)) return
      bufferKeysUntilFocus('dialog field')
      useTargetPicker.setState({ what, rows })
    })

  useShortcuts({
    s: onTarget(star),
    e: onTarget((rows) => {
      if (rows.every(({ viewerCanClose }) => viewerCanClose))
        change(rows, { status: rows.every(({ status }) => isDone(status)) ? 'OPEN' : 'RESOLVED' })
    }),
    p: pick('priority', ({ viewerCanClose }) => viewerCanClose),
    t: pick('tags', ({ viewerCanTag }) => viewerCanTag),
    a: pick('assignee', ({ viewerCanManage }) => viewerCanManage),
    x: () => {
      const { row } = useCursor.getState()
      if (row && staff) toggleSelected(row)
    },
    c: onTarget(tryClaim),
    'Shift+c': onTarget(tryUnclaim),
    '$mod+z': () => void (undoLatest() || toast(t('nothingToUndo'))),
  })
  useWriteKeys({ open, openNumber, onOpen })
  return { change }
}

/** Buffers a key pressed before its ticket was loaded, and replays it then. */
const useWhenLoaded = (open: TicketRowFragment | null) => {
  const arrived = useRef<(() => void) | null>(null)
  const isLoaded = open !== null
  useEffect(() => {
    if (isLoaded) arrived.current?.()
  }, [isLoaded])
  return (event: KeyboardEvent) =>
    bufferKeys((done) => {
      arrived.current = done
      return () => {
        arrived.current = null
      }
    }, event)
}

/** Pointer or focus in the open ticket makes it the target. */
const useCursorFollowsFocus = (): void =>
  useEffect(() => {
    const follow = ({ target }: Event) => {
      if (target instanceof Element && target.closest('[data-open-ticket]'))
        useListCommands.getState().commands?.followOpen()
    }
    document.addEventListener('focusin', follow)
    document.addEventListener('pointerdown', follow)
    return () => {
      document.removeEventListener('focusin', follow)
      document.removeEventListener('pointerdown', follow)
    }
  }, [])
