import { create } from 'zustand'
import type { AttachmentFieldsFragment } from './attachments.generated.ts'
import { kindOfAttachment } from './format.ts'

type Shown = { items: readonly AttachmentFieldsFragment[]; index: number }

export const useLightbox = create<{ shown: Shown | null }>(() => ({ shown: null }))

/** Whether a file can be looked at in the lightbox. */
export const isViewable = (file: AttachmentFieldsFragment): boolean => {
  const kind = kindOfAttachment(file)
  // Of a PDF only the picture of its first page is shown, where there is one.
  return kind === 'pdf' ? file.thumbnailUrl !== null : ['image', 'video', 'audio'].includes(kind)
}

/** Shows a file large, with the others before and after it. */
export const openLightbox = (all: readonly AttachmentFieldsFragment[], id: string): void => {
  const items = all.filter(isViewable)
  const index = items.findIndex((item) => item.id === id)
  if (index >= 0) useLightbox.setState({ shown: { items, index } })
}

export const closeLightbox = (): void => useLightbox.setState({ shown: null })

export const turnTo = (index: number): void =>
  useLightbox.setState(({ shown }) => (shown?.items[index] ? { shown: { ...shown, index } } : {}))
