import { create } from 'zustand'
import type { AttachmentFieldsFragment } from './attachments.generated.ts'
import { kindOfAttachment } from './format.ts'

type Shown = { items: readonly AttachmentFieldsFragment[]; index: number }

export const useLightbox = create<{ shown: Shown | null }>(() => ({ shown: null }))

/** Whether the lightbox can show a file. */
export const isViewable = (file: AttachmentFieldsFragment): boolean => {
  const kind = kindOfAttachment(file)
  // Of a PDF only its first page is shown, where there is a picture of it; and of a picture without a small one the desk has
  // found that it takes too much to open, or that it cannot be opened.
  if (kind === 'pdf' || kind === 'image') return file.thumbnailUrl !== null
  return kind === 'video' || kind === 'audio'
}

/** Opens the lightbox on a file, with the others before and after it. */
export const openLightbox = (all: readonly AttachmentFieldsFragment[], id: string): void => {
  const items = all.filter(isViewable)
  const index = items.findIndex((item) => item.id === id)
  if (index >= 0) useLightbox.setState({ shown: { items, index } })
}

export const closeLightbox = (): void => useLightbox.setState({ shown: null })

export const turnTo = (index: number): void =>
  useLightbox.setState(({ shown }) => (shown?.items[index] ? { shown: { ...shown, index } } : {}))
