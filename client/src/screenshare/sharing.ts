import { create } from 'zustand'
import type { ShareFieldsFragment } from './screenshare.generated.ts'

/** The viewer's own share on this page. */
type Sharing = {
  share: ShareFieldsFragment | null
  /** The names of the current watchers. */
  watchers: string[]
}

export const useSharing = create<Sharing>(() => ({ share: null, watchers: [] }))
