import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The minimum size of a part, except for an upload's last one, in bytes, as at Amazon. */
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

/** An in-memory server of as much of S3's documented protocol as files need, which can be made to fail. */
export interface S3Server {
  url: string
  objects: Map<string, Stored>
  uploads: Map<string, Multipart>
  /** The number of requests of each kind: `UploadPart`, `GetObject` … */
  calls: Map<string, number>
  /** Responds with 503 SlowDown to these kinds of requests from now on. */
  failing: Set<string>
  close(): Promise<void>
}

/** A parsed S3 request. */
interface S3Request {
  method: string
  kind: string
  key: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  metadata: Record<string, string>
  body: Buffer
}

type Bucket = Pick<S3Server, 'objects' | 'uploads' | 'calls' | 'failing'>

/** Opens one, with one bucket of any name. */
export async function s3Server(): Promise<S3Server> {
  const bucket: Bucket = { objects: new Map(), uploads: new Map(), calls: new Map(), failing: new Set() }
  const handle = async (req: IncomingMessage, res: ServerResponse) => answer(bucket, await readRequest(req), res)
  const server = createServer((req, res) => void handle(req, res).catch(() => res.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    ...bucket,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readRequest(req: IncomingMessage): Promise<S3Request> {
  const { pathname, searchParams: query } = new URL(req.url!, 'http://s3')
  const key = decodeURIComponent(pathname.split('/').slice(2).join('/'))
  const chunks: Buffer[] = []
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk)
  const method = req.method!
  const metadata = Object.fromEntries(
    Object.entries(req.headers).filter(([name]) => name.startsWith('x-amz-meta-')) as [string, string][],
  )
  const body = Buffer.concat(chunks)
  return { method, kind: kindOf(method, query, key), key, query, headers: req.headers, metadata, body }
}

function answer(bucket: Bucket, request: S3Request, res: ServerResponse): void {
  const { kind, query, headers } = request
  bucket.calls.set(kind, (bucket.calls.get(kind) ?? 0) + 1)
  if (!headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=test-key/')) return fail(res, 403, 'AccessDenied')
  if (bucket.failing.has(kind)) return fail(res, 503, 'SlowDown')
  if (kind in UPLOADS) return UPLOADS[kind]!(bucket, request, res)
  const upload = bucket.uploads.get(query.get('uploadId') ?? '')
  if (!query.has('uploadId')) return (OBJECTS[kind] ?? getObject)(bucket, request, res)
  if (!upload) return fail(res, 404, 'NoSuchUpload')
  return ONE_UPLOAD[kind]!(bucket, request, res, upload)
}

type Answer = (bucket: Bucket, request: S3Request, res: ServerResponse) => void

const UPLOADS: Record<string, Answer> = {
  CreateMultipartUpload: ({ uploads }, { key, metadata }, res) => {
    const id = `upload-${randomUUID()}`
    uploads.set(id, { key, metadata, parts: new Map(), at: new Date() })
    xml(
      res,
      `<InitiateMultipartUploadResult><Key>${key}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    )
  },
  ListMultipartUploads: ({ uploads }, { query }, res) => {
    const found = [...uploads].filter(([, { key }]) => key.startsWith(query.get('prefix') ?? ''))
    const listed = found.map(
      ([id, { key, at }]) =>
        `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${at.toISOString()}</Initiated></Upload>`,
    )
    xml(
      res,
      `<ListMultipartUploadsResult>${listed.join('')}<IsTruncated>false</IsTruncated></ListMultipartUploadsResult>`,
    )
  },
}

const ONE_UPLOAD: Record<string, (bucket: Bucket, request: S3Request, res: ServerResponse, upload: Multipart) => void> =
  {
    UploadPart: (_bucket, { query, body }, res, upload) => {
      upload.parts.set(Number(query.get('partNumber')), body)
      res.writeHead(200, { ETag: etag(body) }).end()
    },
    ListParts: (_bucket, _request, res, upload) => {
      const parts = numbered(upload).map(
        ([n, part]) =>
          `<Part><PartNumber>${n}</PartNumber><Size>${part.length}</Size><ETag>${etag(part)}</ETag></Part>`,
      )
      xml(res, `<ListPartsResult>${parts.join('')}</ListPartsResult>`)
    },
    CompleteMultipartUpload: ({ objects, uploads }, { key, query, body }, res, { parts, metadata }) => {
      const asked = [...body.toString().matchAll(/<PartNumber>(\d+)</g)].map(([, n]) => parts.get(Number(n)))
      if (asked.length === 0 || asked.includes(undefined)) return fail(res, 400, 'InvalidPart')
      if (asked.slice(0, -1).some((part) => part!.length < PART_MIN)) return fail(res, 400, 'EntityTooSmall')
      objects.set(key, { body: Buffer.concat(asked as Buffer[]), metadata, at: new Date() })
      uploads.delete(query.get('uploadId')!)
      xml(res, `<CompleteMultipartUploadResult><Key>${key}</Key></CompleteMultipartUploadResult>`)
    },
    AbortMultipartUpload: ({ uploads }, { query }, res) => {
      uploads.delete(query.get('uploadId')!)
      res.writeHead(204).end()
    },
  }

const OBJECTS: Record<string, Answer> = {
  ListObjectsV2: ({ objects }, { query }, res) => {
    const found = [...objects].filter(([name]) => name.startsWith(query.get('prefix') ?? ''))
    const listed = found.map(
      ([name, { at, body }]) =>
        `<Contents><Key>${name}</Key><Size>${body.length}</Size><LastModified>${at.toISOString()}</LastModified></Contents>`,
    )
    xml(res, `<ListBucketResult>${listed.join('')}<IsTruncated>false</IsTruncated></ListBucketResult>`)
  },
  PutObject: ({ objects }, { key, body, metadata }, res) => {
    objects.set(key, { body, metadata, at: new Date() })
    res.writeHead(200, { ETag: etag(body) }).end()
  },
  DeleteObject: ({ objects }, { key }, res) => {
    objects.delete(key)
    res.writeHead(204).end()
  },
  DeleteObjects: ({ objects }, { body }, res) => {
    for (const [, name] of body.toString().matchAll(/<Key>([^<]+)</g)) objects.delete(name!)
    xml(res, '<DeleteResult></DeleteResult>')
  },
}

function getObject({ objects }: Bucket, { method, key, headers }: S3Request, res: ServerResponse): void {
  const found = objects.get(key)
  if (!found) return fail(res, 404, 'NoSuchKey')
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
  const part = from === undefined ? found.body : found.body.subarray(Number(from), Number(to) + 1)
  const sent = { 'Content-Length': part.length, ETag: etag(found.body), ...found.metadata }
  res.writeHead(from === undefined ? 200 : 206, sent).end(method === 'HEAD' ? undefined : part)
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
