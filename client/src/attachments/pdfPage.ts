import { getDocument, PDFDataRangeTransport, PDFWorker, version, type PDFDocumentProxy } from 'pdfjs-dist'
// oxlint-disable-next-line import/default -- Vite makes an address of it.
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { workerScript } from '../lib/workerScript.ts'
import type { FileFacts } from './uploads.ts'

/** The longer side of a page preview in pixels, as on the server. */
const LONGEST = 1280
/** The largest scale for a small page. */
const MAGNIFIED = 4
/** The server's limit for a preview, in bytes. */
const MOST_BYTES = 2 * 1024 ** 2
/** Pictures inside a page that unpack to more pixels are left out. */
const IMAGE_PIXELS = 24_000_000
/** Additional files for some PDFs: character maps and a JPEG 2000 decoder. See vite.config.ts. */
const EXTRAS = `/assets/pdfjs-${version}`

/**
 * Renders the first page of a PDF and counts its pages in a worker, reading only the necessary parts of the file.
 * Throws if it is encrypted or broken; `signal` aborts it.
 */
export const drawFirstPage = async (file: Blob, signal: AbortSignal): Promise<FileFacts> => {
  const port = new Worker(workerScript(workerUrl), { type: 'module' })
  const worker = PDFWorker.create({ port, verbosity: 0 })
  const task = getDocument({
    worker,
    range: new FileRanges(file),
    disableAutoFetch: true,
    disableStream: true,
    // Scripts are off: the PDF's own, and generated code, which the content security policy forbids anyway.
    isEvalSupported: false,
    useWasm: false,
    enableXfa: false,
    maxImageSize: IMAGE_PIXELS,
    cMapUrl: `${EXTRAS}/cmaps/`,
    wasmUrl: `${EXTRAS}/wasm/`,
    verbosity: 0,
  })
  const end = () => {
    port.terminate()
    void task.destroy().catch(() => undefined)
    worker.destroy()
  }
  signal.addEventListener('abort', end)
  try {
    return await draw(await task.promise)
  } finally {
    signal.removeEventListener('abort', end)
    end()
  }
}

const draw = async (pdf: PDFDocumentProxy): Promise<FileFacts> => {
  const page = await pdf.getPage(1)
  const { width, height } = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: Math.min(MAGNIFIED, LONGEST / Math.max(width, height)) })
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(viewport.width))
  canvas.height = Math.max(1, Math.round(viewport.height))
  // A hidden page has no animation frames to wait for.
  await page.render({ canvas, viewport, intent: document.hidden ? 'print' : 'display' }).promise
  const facts = { width: canvas.width, height: canvas.height, durationSeconds: null, pages: pdf.numPages }
  return { ...facts, poster: await smallest(canvas) }
}

/** PNG keeps text sharp; for photographs it is too large. */
const smallest = async (canvas: HTMLCanvasElement): Promise<Blob | null> => {
  for (const [type, quality] of [['image/png'], ['image/jpeg', 0.85]] as const) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
    if (blob && blob.size <= MOST_BYTES) return blob
  }
  return null
}

/** A file that is read in parts: a page of a large PDF needs little of it. */
class FileRanges extends PDFDataRangeTransport {
  readonly #file: Blob

  constructor(file: Blob) {
    super(file.size, null)
    this.#file = file
  }

  override requestDataRange(begin: number, end: number): void {
    void this.#file
      .slice(begin, end)
      .arrayBuffer()
      .then(
        (bytes) => this.onDataRange(begin, new Uint8Array(bytes)),
        // If the file has been deleted from disk, there is no preview.
        () => undefined,
      )
  }
}
