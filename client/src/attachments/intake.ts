import { kindOf } from './format.ts'
import { inspectPdf } from './pdf.ts'
import { inspectVideo } from './poster.ts'
import type { FileFacts, NewUpload, Uploads } from './uploads.ts'
import type { Upload } from './uploadStore.ts'

/** Upload limits, in bytes. */
export type Limits = { fileBytes: number; messageFiles: number; dayBytes: number; usedTodayBytes: number }

/** Why a file was rejected. */
export type Refusal =
  | { reason: 'tooLarge'; fileName: string; limit: number }
  | { reason: 'empty'; fileName: string }
  | { reason: 'folder'; fileName: string }
  | { reason: 'tooMany'; count: number; limit: number }
  | { reason: 'dayFull'; fileName: string; left: number }

/**
 * Splits files into accepted and rejected ones with the reason, given how many the message already has. Checked before a byte is
 * sent; the server checks again. Until the limits are loaded, only empty files are rejected.
 */
export const checkFiles = (
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
      inspect: async () => {
        await allowed
        return inspectorFor(file)?.()
      },
    }),
  )

/** A pasted image has no useful name. */
const nameOf = ({ type }: File): string => `file.${type.split('/')[1] ?? 'bin'}`

const inspectorFor = (file: File): NewUpload['inspect'] => {
  const kind = kindOf(file.type)
  if (kind === 'image') return () => inspectImage(file)
  if (kind === 'video') return () => inspectVideo(file)
  if (kind === 'pdf') return () => inspectPdf(file)
  return undefined
}

const inspectImage = async (file: Blob): Promise<FileFacts> => {
  const bitmap = await createImageBitmap(file)
  const { width, height } = bitmap
  bitmap.close()
  return { width, height, durationSeconds: null, poster: null }
}
