import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { cleanName } from '../../attachments/fileName.ts'
import { oneLine } from '../../platform/errors/startError.ts'
import type { FileStore, StoredFile } from './fileStore.ts'
import type { ForeignFile } from './model.ts'

/** Supabase's addresses: the bucket and the name follow. */
const STORAGE_PATH = /^.*?\/object\/(?:public|sign|authenticated)\//

/** Copies files from where they are now: a folder, or another address. */
export class FileCopier {
  constructor(
    private readonly store: FileStore,
    private readonly from: string,
  ) {}

  /** The stored file, or why it could not be copied. */
  async copy(file: ForeignFile): Promise<StoredFile | string> {
    const found = /^https?:\/\//i.test(this.from) ? await this.download(file) : await this.open(file)
    if (typeof found === 'string') return found
    if (found.size > this.store.maxBytes) return `it is larger than ${this.store.maxBytes} bytes`
    try {
      return await this.store.store(cleanName(file.name ?? path.basename(pathOf(file))), found.size, found.bytes)
    } catch (error) {
      return `it could not be copied: ${oneLine(error)}`
    }
  }

  /** Looks in the folder for the longest part of the address's path that exists. */
  private async open(file: ForeignFile): Promise<{ size: number; bytes: Readable } | string> {
    const segments = pathOf(file)
      .split('/')
      .filter((segment) => !/^\.{0,2}$/.test(segment))
    for (let from = 0; from < segments.length; from++) {
      const place = path.join(this.from, ...segments.slice(from))
      const found = await stat(place).catch(() => undefined)
      if (found?.isFile()) return { size: found.size, bytes: createReadStream(place) }
    }
    return `it is not in ${this.from}`
  }

  private async download(file: ForeignFile): Promise<{ size: number; bytes: Readable } | string> {
    const whole = pathOf(file)
    const paths = new Set([whole, whole.replace(STORAGE_PATH, ''), path.posix.basename(whole)])
    let why = 'it was not found'
    for (const one of paths) {
      const address = new URL(
        one.split('/').map(encodeURIComponent).join('/').replace(/^\/+/, ''),
        `${this.from.replace(/\/*$/, '')}/`,
      )
      const answer = await fetch(address).catch((error: unknown) => oneLine(error))
      if (typeof answer !== 'string' && answer.ok && answer.body) return bodyOf(answer)
      why = typeof answer === 'string' ? answer : `${address.origin} answered ${answer.status}`
      if (typeof answer !== 'string') await answer.body?.cancel()
    }
    return why
  }
}

async function bodyOf(answer: Response): Promise<{ size: number; bytes: Readable }> {
  const length = Number(answer.headers.get('content-length') ?? Number.NaN)
  if (Number.isSafeInteger(length) && !answer.headers.has('content-encoding'))
    return { size: length, bytes: Readable.fromWeb(answer.body as ReadableStream) }
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { size: bytes.length, bytes: Readable.from([bytes]) }
}

/** The path of a file's address, decoded: without host and query. */
function pathOf({ url }: ForeignFile): string {
  const raw = (url ?? '').replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '')
  try {
    return decodeURIComponent(raw)
  } catch {
    return raw
  }
}
