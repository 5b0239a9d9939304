import { kindOf } from './format.ts'
import { lookAtPdf } from './pdf.ts'
import { lookAtVideo } from './poster.ts'
import type { FileFacts, NewUpload, Uploads } from './uploads.ts'
import type { Upload } from './uploadStore.ts'

/** What the desk takes. Bytes. */
export type Limits = { fileBytes: number; messageFiles: number; dayBytes: number; usedTodayBytes: number }

/** Why a file was not taken. */
export type Refusal =
  | { reason: 'tooLarge'; fileName: string; limit: number }
  | { reason: 'empty'; fileName: string }
  | { reason: 'folder'; fileName: string }
  | { reason: 'tooMany'; count: number; limit: number }
  | { reason: 'dayFull'; fileName: string; left: number }

/**
 * Which of the files can go with a message that has so many already, and why not the others. Told before a byte is
 * sent; the desk checks for itself. Without limits (not known yet) all but empty files pass.
 */
export const sift = (
  files: readonly File[],
  already: number,
  limits: Limits | undefined,
): { taken: File[]; refusals: Refusal[] } => {
  const taken: File[] = []
  const refusals: Refusal[] = []
  let room = limits ? limits.messageFiles - already : Infinity
  let left = limits ? limits.dayBytes - limits.usedTodayBytes : Infinity
  let surplus = 0
  for (const file of files) {
    if (file.size === 0) refusals.push({ reason: 'empty', fileName: file.name })
    else if (limits && file.size > limits.fileBytes)
      refusals.push({ reason: 'tooLarge', fileName: file.name, limit: limits.fileBytes })
    else if (room <= 0) surplus += 1
    else if (file.size > left) refusals.push({ reason: 'dayFull', fileName: file.name, left: Math.max(0, left) })
    else {
      taken.push(file)
      room -= 1
      left -= file.size
    }
  }
  if (limits && surplus > 0) refusals.push({ reason: 'tooMany', count: surplus, limit: limits.messageFiles })
  return { taken, refusals }
}

/** Puts files into a draft at once; no byte of them is sent before `allowed`. */
export const addFiles = (
  uploads: Uploads,
  scope: string,
  files: readonly File[],
  allowed: Promise<unknown>,
): Upload[] =>
  files.map((file) =>
    uploads.add({
      scope,
      file,
      fileName: file.name || nameOf(file),
      contentType: file.type || 'application/octet-stream',
      look: async () => {
        await allowed
        return lookFor(file)?.()
      },
    }),
  )

/** A pasted picture has no name worth having. */
const nameOf = ({ type }: File): string => `file.${type.split('/')[1] ?? 'bin'}`

const lookFor = (file: File): NewUpload['look'] => {
  const kind = kindOf(file.type)
  if (kind === 'image') return () => lookAtImage(file)
  if (kind === 'video') return () => lookAtVideo(file)
  if (kind === 'pdf') return () => lookAtPdf(file)
  return undefined
}

const lookAtImage = async (file: Blob): Promise<FileFacts> => {
  const bitmap = await createImageBitmap(file)
  const { width, height } = bitmap
  bitmap.close()
  return { width, height, durationSeconds: null, poster: null }
}
