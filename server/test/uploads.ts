import { randomUUID } from 'node:crypto'
import type { Actor, TestApp } from './testApp.ts'

/** A started upload: its address, and the id for messages. */
interface Begun {
  url: string
  id: string
  attachmentId: string
}

const TUS = { 'Tus-Resumable': '1.0.0' }

/** Sends one request of the tus protocol as a person. */
export function tus(
  app: Pick<TestApp, 'url'>,
  who: Pick<Actor, 'token'> | null,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: Buffer | string,
): Promise<Response> {
  const authorization = who && { Authorization: `Bearer ${who.token}` }
  return fetch(new URL(path, app.url), {
    method,
    headers: { ...TUS, ...authorization, ...headers },
    body: body as never,
  })
}

/** tus's Upload-Metadata. */
export function metadataOf(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',')
}

/** Starts an upload; `size` is undefined if it is not known yet. */
export async function beginUpload(
  app: Pick<TestApp, 'url'>,
  who: Pick<Actor, 'token'>,
  size: number | undefined,
  metadata: Record<string, string> = { filename: 'file.bin' },
): Promise<Begun> {
  const length: Record<string, string> =
    size === undefined ? { 'Upload-Defer-Length': '1' } : { 'Upload-Length': String(size) }
  const response = await tus(app, who, 'POST', '/files', { ...length, 'Upload-Metadata': metadataOf(metadata) })
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`)
  const url = response.headers.get('location')!
  return { url, id: url.split('/').at(-1)!, attachmentId: response.headers.get('attachment-id')! }
}

/** Sends bytes of an upload from `offset` on. */
export function sendBytes(
  app: Pick<TestApp, 'url'>,
  who: Pick<Actor, 'token'>,
  url: string,
  bytes: Buffer,
  offset = 0,
  headers: Record<string, string> = {},
): Promise<Response> {
  const types = { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(offset) }
  return tus(app, who, 'PATCH', url, { ...types, ...headers }, bytes)
}

/** Uploads a complete file. */
export async function upload(
  app: Pick<TestApp, 'url'>,
  who: Pick<Actor, 'token'>,
  bytes: Buffer,
  metadata: Record<string, string> = { filename: 'file.bin' },
): Promise<Begun> {
  const begun = await beginUpload(app, who, bytes.length, metadata)
  const response = await sendBytes(app, who, begun.url, bytes)
  if (response.status !== 204) throw new Error(`${response.status} ${await response.text()}`)
  return begun
}

const REPLY = `mutation ($input: ReplyInput!) { reply(input: $input) {
  message { id clientId body attachments { ${'id fileName contentType kind isRecording size sizeBytes url thumbnailUrl previewState width height durationSeconds pages'} } }
  errors { code message path } } }`

/** What a reply answers. */
interface Sent {
  message: any
  errors: { code: string; message: string; path: string[] | null }[]
}

/** Sends a message with files, and no text unless told. */
export async function send(
  app: Pick<TestApp, 'gql'>,
  who: Actor,
  ticketId: string,
  attachmentIds: string[],
  more: Record<string, unknown> = {},
): Promise<Sent> {
  const input = { ticketId, clientId: randomUUID(), body: '', attachmentIds, ...more }
  const { data, errors } = await app.gql(who, REPLY, { input })
  if (errors) throw new Error(JSON.stringify(errors))
  return data.reply
}

/** Gets a file by its link, as somebody or as nobody. */
export async function fetchFile(
  app: Pick<TestApp, 'url'>,
  who: Pick<Actor, 'token'> | null,
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const authorization = who && { Authorization: `Bearer ${who.token}` }
  const response = await fetch(new URL(url, app.url), { headers: { ...authorization, ...headers } })
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}
