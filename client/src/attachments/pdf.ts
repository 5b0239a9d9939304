import type { FileFacts } from './uploads.ts'

/** Limits for rendering a preview; beyond them the file is uploaded without one. */
const TIMEOUT_MS = 30_000
const LARGEST_BYTES = 512 * 1024 ** 2

/** Inspects a PDF: page count and first page. Undefined if it is encrypted, broken or too large. */
export const inspectPdf = async (file: Blob): Promise<FileFacts | undefined> => {
  if (file.size > LARGEST_BYTES) return undefined
  const over = new AbortController()
  const late = setTimeout(() => over.abort(), TIMEOUT_MS)
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
