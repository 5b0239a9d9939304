import type { FileFacts } from './uploads.ts'

/** What takes longer, or is larger, is uploaded without a picture. */
const PATIENCE_MS = 30_000
const LARGEST_BYTES = 512 * 1024 ** 2

/** Looks at a PDF: its pages, its first page. Undefined where it is encrypted, broken, or too much. */
export const lookAtPdf = async (file: Blob): Promise<FileFacts | undefined> => {
  if (file.size > LARGEST_BYTES) return undefined
  const over = new AbortController()
  const late = setTimeout(() => over.abort(), PATIENCE_MS)
  const ended = new Promise<undefined>((resolve) => over.signal.addEventListener('abort', () => resolve(undefined)))
  const drawn = async () => {
    const { drawFirstPage } = await import('./pdfPage.ts')
    return over.signal.aborted ? undefined : drawFirstPage(file, over.signal)
  }
  try {
    return await Promise.race([drawn(), ended])
  } catch {
    return undefined
  } finally {
    clearTimeout(late)
  }
}
