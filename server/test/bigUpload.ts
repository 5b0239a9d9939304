import { createHash, type Hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ServerProcess } from './serverProcess.ts'
import type { Actor } from './testApp.ts'
import { beginUpload } from './uploads.ts'

const MIB = 1024 * 1024

/** The memory of a server in bytes: before, and the maximum during the transfer of a large file. */
export interface Measured {
  before: number
  uploading: number
  downloading: number
  sent: string
  got: string
}

/** Streams a file of this many MiB to a server and, by `linkOf`, back again, and measures the server's memory. */
export async function measureBigFile(
  server: ServerProcess,
  who: Actor,
  mib: number,
  linkOf: (id: string) => Promise<string>,
): Promise<Measured> {
  const sent = createHash('sha256')
  const before = memoryOf(server)
  const { url, id } = await beginUpload(server, who, mib * MIB)
  const uploading = await peak(server, () => put(server, who, url, mib, sent))
  const link = await linkOf(id)
  const got = createHash('sha256')
  const downloading = await peak(server, async () => {
    const response = await fetch(new URL(link, server.url), { headers: { Authorization: `Bearer ${who.token}` } })
    if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) got.update(chunk)
  })
  return { before, uploading, downloading, sent: sent.digest('hex'), got: got.digest('hex') }
}

async function put(server: ServerProcess, who: Actor, url: string, mib: number, hash: Hash): Promise<void> {
  const bytes = Readable.from(
    (function* () {
      for (let n = 0; n < mib; n++) {
        const chunk = Buffer.alloc(MIB, `${n} of ${mib}. `)
        hash.update(chunk)
        yield chunk
      }
    })(),
  )
  const headers = {
    'Tus-Resumable': '1.0.0',
    Authorization: `Bearer ${who.token}`,
    'Content-Type': 'application/offset+octet-stream',
    'Upload-Offset': 0,
    'Content-Length': mib * MIB,
  }
  const req = request(new URL(url, server.url), { method: 'PATCH', headers })
  const answered = new Promise<number>((resolve, reject) => {
    req.on('response', (res) => res.resume().on('end', () => resolve(res.statusCode!)))
    req.on('error', reject)
  })
  await pipeline(bytes, req)
  const status = await answered
  if (status !== 204) throw new Error(`The upload was answered with ${status}.`)
}

async function peak(server: ServerProcess, work: () => Promise<void>): Promise<number> {
  let most = 0
  const timer = setInterval(() => (most = Math.max(most, memoryOf(server))), 50)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  return Math.max(most, memoryOf(server))
}

/** The memory of a process in bytes, as reported by Linux (RSS without pages of files). */
function memoryOf({ pid }: ServerProcess): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/RssAnon:\s+(\d+) kB/.exec(status)![1]) * 1024
}
