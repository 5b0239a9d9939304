import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A bucket's least part, except for an upload's last one, in bytes: as Amazon has it. */
const PART_MIN = 5 * 1024 * 1024

interface Stored {
  body: Buffer
  metadata: Record<string, string>
  at: Date
}
interface Multipart {
  key: string
  metadata: Record<string, string>
  parts: Map<number, Buffer>
  at: Date
}

/** A server that speaks S3's documented protocol as far as files need it, over memory, and fails when told to. */
export interface S3Server {
  url: string
  objects: Map<string, Stored>
  uploads: Map<string, Multipart>
  /** How many requests of each kind came: `UploadPart`, `GetObject` … */
  calls: Map<string, number>
  /** Answers 503 SlowDown to these kinds of requests, from now on. */
  failing: Set<string>
  close(): Promise<void>
}

/** Opens one, with one bucket of any name. */
export async function s3Server(): Promise<S3Server> {
  const objects: S3Server['objects'] = new Map()
  const uploads: S3Server['uploads'] = new Map()
  const calls: S3Server['calls'] = new Map()
  const failing: S3Server['failing'] = new Set()
  let lastId = 0

  const handle = async (req: IncomingMessage, res: ServerResponse) => {
    const { pathname, searchParams: query } = new URL(req.url!, 'http://s3')
    const key = decodeURIComponent(pathname.split('/').slice(2).join('/'))
    const chunks: Buffer[] = []
    for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const kind = kindOf(req.method!, query, key)
    calls.set(kind, (calls.get(kind) ?? 0) + 1)
    if (!req.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=test-key/'))
      return fail(res, 403, 'AccessDenied')
    if (failing.has(kind)) return fail(res, 503, 'SlowDown')
    const upload = uploads.get(query.get('uploadId') ?? '')
    if (query.has('uploadId') && !upload) return fail(res, 404, 'NoSuchUpload')
    const metadata = Object.fromEntries(
      Object.entries(req.headers).filter(([name]) => name.startsWith('x-amz-meta-')) as [string, string][],
    )
    switch (kind) {
      case 'CreateMultipartUpload': {
        const id = `upload-${++lastId}`
        uploads.set(id, { key, metadata, parts: new Map(), at: new Date() })
        return xml(
          res,
          `<InitiateMultipartUploadResult><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
        )
      }
      case 'UploadPart':
        upload!.parts.set(Number(query.get('partNumber')), body)
        return void res.writeHead(200, { ETag: etag(body) }).end()
      case 'ListParts':
        return xml(
          res,
          `<ListPartsResult>${numbered(upload!)
            .map(
              ([n, part]) =>
                `<Part><PartNumber>${n}</PartNumber><Size>${part.length}</Size><ETag>${etag(part)}</ETag></Part>`,
            )
            .join('')}</ListPartsResult>`,
        )
      case 'CompleteMultipartUpload': {
        const asked = [...body.toString().matchAll(/<PartNumber>(\d+)</g)].map(([, n]) => upload!.parts.get(Number(n)))
        if (asked.length === 0 || asked.includes(undefined)) return fail(res, 400, 'InvalidPart')
        if (asked.slice(0, -1).some((part) => part!.length < PART_MIN)) return fail(res, 400, 'EntityTooSmall')
        objects.set(key, { body: Buffer.concat(asked as Buffer[]), metadata: upload!.metadata, at: new Date() })
        uploads.delete(query.get('uploadId')!)
        return xml(res, `<CompleteMultipartUploadResult><Key>${key}</Key></CompleteMultipartUploadResult>`)
      }
      case 'AbortMultipartUpload':
        uploads.delete(query.get('uploadId')!)
        return void res.writeHead(204).end()
      case 'ListMultipartUploads':
        return xml(
          res,
          `<ListMultipartUploadsResult>${[...uploads]
            .filter(([, { key: name }]) => name.startsWith(query.get('prefix') ?? ''))
            .map(
              ([id, { key: name, at }]) =>
                `<Upload><Key>${name}</Key><UploadId>${id}</UploadId><Initiated>${at.toISOString()}</Initiated></Upload>`,
            )
            .join('')}<IsTruncated>false</IsTruncated></ListMultipartUploadsResult>`,
        )
      case 'ListObjectsV2':
        return xml(
          res,
          `<ListBucketResult>${[...objects]
            .filter(([name]) => name.startsWith(query.get('prefix') ?? ''))
            .map(
              ([
                name,
                {
                  at,
                  body: { length },
                },
              ]) =>
                `<Contents><Key>${name}</Key><Size>${length}</Size><LastModified>${at.toISOString()}</LastModified></Contents>`,
            )
            .join('')}<IsTruncated>false</IsTruncated></ListBucketResult>`,
        )
      case 'PutObject':
        objects.set(key, { body, metadata, at: new Date() })
        return void res.writeHead(200, { ETag: etag(body) }).end()
      case 'DeleteObject':
        objects.delete(key)
        return void res.writeHead(204).end()
      case 'DeleteObjects':
        for (const [, name] of body.toString().matchAll(/<Key>([^<]+)</g)) objects.delete(name!)
        return xml(res, '<DeleteResult></DeleteResult>')
      default: {
        const found = objects.get(key)
        if (!found) return fail(res, 404, 'NoSuchKey')
        const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(req.headers.range ?? '') ?? []
        const part = from === undefined ? found.body : found.body.subarray(Number(from), Number(to) + 1)
        const headers = { 'Content-Length': part.length, ETag: etag(found.body), ...found.metadata }
        res.writeHead(from === undefined ? 200 : 206, headers).end(req.method === 'HEAD' ? undefined : part)
      }
    }
  }

  const server = createServer((req, res) => void handle(req, res).catch(() => res.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    uploads,
    calls,
    failing,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function kindOf(method: string, query: URLSearchParams, key: string): string {
  if (query.has('uploads')) return method === 'POST' ? 'CreateMultipartUpload' : 'ListMultipartUploads'
  if (query.has('uploadId'))
    return { PUT: 'UploadPart', GET: 'ListParts', POST: 'CompleteMultipartUpload', DELETE: 'AbortMultipartUpload' }[
      method
    ]!
  if (query.has('delete')) return 'DeleteObjects'
  if (key === '') return 'ListObjectsV2'
  return { PUT: 'PutObject', DELETE: 'DeleteObject', HEAD: 'HeadObject', GET: 'GetObject' }[method]!
}

function numbered({ parts }: Multipart): [number, Buffer][] {
  return [...parts].toSorted(([a], [b]) => a - b)
}

function etag(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`
}

function xml(res: ServerResponse, text: string): void {
  res.writeHead(200, { 'Content-Type': 'application/xml' }).end(`<?xml version="1.0" encoding="UTF-8"?>${text}`)
}

function fail(res: ServerResponse, status: number, code: string): void {
  const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`
  res.writeHead(status, { 'Content-Type': 'application/xml' }).end(res.req.method === 'HEAD' ? undefined : body)
}
