import { create } from 'zustand'
import type { AttachmentFieldsFragment } from './attachments.generated.ts'
import { kindOfAttachment } from './format.ts'

type Shown = { items: readonly AttachmentFieldsFragment[]; index: number }

export const useLightbox = create<{ shown: Shown | null }>(() => ({ shown: null }))

/** Whether the lightbox can show a file. */
export const isViewable = (file: AttachmentFieldsFragment): boolean => {
  const kind = kindOfAttachment(file)
  // A PDF is shown by the picture of its first page. An image without a thumbnail is one that the server could not open
  // or found too large.
  if (kind === 'pdf' || kind === 'image') return file.thumbnailUrl !== null
  return kind === 'video' || kind === 'audio'
}

/** Opens the lightbox at a file of this list. */
export const openLightbox = (all: readonly AttachmentFieldsFragment[], id: string): void => {
  const items = all.filter(isViewable)
  const index = items.findIndex((item) => item.id === id)
  if (index >= 0) useLightbox.setState({ shown: { items, index } })
}

export const closeLightbox = (): void => useLightbox.setState({ shown: null })

export const turnTo = (index: number): void =>
  useLightbox.setState(({ shown }) => (shown?.items[index] ? { shown: { ...shown, index } } : {}))
