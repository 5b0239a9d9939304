import { create } from 'zustand'
import type { ShareFieldsFragment } from './screenshare.generated.ts'

/** The share that is watched next to its conversation. */
export const useWatched = create<{ share: ShareFieldsFragment | null }>(() => ({ share: null }))

export const watch = (share: ShareFieldsFragment): void => useWatched.setState({ share })
export const stopWatching = (): void => useWatched.setState({ share: null })
