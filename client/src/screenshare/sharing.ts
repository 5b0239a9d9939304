import { create } from 'zustand'
import type { ShareFieldsFragment } from './screenshare.generated.ts'

/** The viewer's own share on this page. */
type Sharing = {
  share: ShareFieldsFragment | null
  /** Who sees the screen right now, by name: those whom this browser sends it to. */
  watchers: string[]
}

export const useSharing = create<Sharing>(() => ({ share: null, watchers: [] }))
