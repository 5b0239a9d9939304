import { randomUUID } from 'node:crypto'

/** Method, path, headers and body. */
type BadUpload = [string, string, Record<string, string>, (string | Buffer)?]

const UPLOAD = { 'Content-Type': 'application/offset+octet-stream' }

/** Invalid tus requests, and requests for another person's upload, with the accepted responses. */
export function badUploads(url: string, foreign: string): BadUpload[] {
  const id = randomUUID()
  const metadata = (text: string) => ({ 'Upload-Length': '3', 'Upload-Metadata': text })
  return [
    ['POST', '/files', {}],
    ...[
      '-1',
      '1.5',
      '1e3',
      'NaN',
      'Infinity',
      '0x10',
      '',
      ' ',
      '9007199254740993',
      '99999999999999999999',
      '0',
      '3000001',
    ].map((length) => ['POST', '/files', { 'Upload-Length': length }] as BadUpload),
    ['POST', '/files', { 'Upload-Length': '3', 'Upload-Defer-Length': '1' }],
    ['POST', '/files', { 'Upload-Defer-Length': '2' }],
    ['POST', '/files', { 'Upload-Length': '3', 'Tus-Resumable': '0.2.2' }],
    ['POST', '/files', { 'Upload-Length': '3', 'Upload-Concat': 'partial' }],
    ['POST', '/files', { 'Upload-Length': '3', 'Upload-Concat': `final;${url} ${foreign}` }],
    ...['filename !!', ', ,', 'filename YQ==,filename YQ==', 'a b c', 'filename YQ'].map(
      (text) => ['POST', '/files', metadata(text)] as BadUpload,
    ),
    ['PATCH', url, {}, 'abc'],
    ['PATCH', url, { 'Upload-Offset': '0' }, 'abc'],
    ['PATCH', url, { ...UPLOAD }, 'abc'],
    ['PATCH', url, { 'Content-Type': 'text/plain', 'Upload-Offset': '0' }, 'abc'],
    ...['-1', '1', '5', '99', 'x', '1.5', ''].map(
      (offset) => ['PATCH', url, { ...UPLOAD, 'Upload-Offset': offset }, 'abc'] as BadUpload,
    ),
    ['PATCH', url, { ...UPLOAD, 'Upload-Offset': '0' }, 'more than it was to be'],
    ['PATCH', url, { ...UPLOAD, 'Upload-Offset': '0', 'Upload-Length': '5' }, 'abc'],
    ...['PATCH', 'HEAD', 'DELETE'].flatMap((method) =>
      [
        foreign,
        `/files/${id}`,
        '/files/..%2f..%2fetc%2fpasswd',
        '/files/%00',
        '/files/a.json',
        '/files/',
        `${foreign}.json`,
      ].map(
        (path) =>
          [
            method,
            path,
            method === 'PATCH' ? { ...UPLOAD, 'Upload-Offset': '0' } : {},
            method === 'PATCH' ? 'abc' : undefined,
          ] as BadUpload,
      ),
    ),
    ...['GET', 'PUT'].flatMap((method) =>
      [
        url,
        '/files',
        `${url}/x`,
        `${url}/preview/x`,
        `${url}/a/b/c`,
        `/files/${id}/x`,
        `${url}/../../../etc/passwd`,
        `${url}/%2e%2e/x`,
      ].map((path) => [method, path, {}] as BadUpload),
    ),
    ['GET', `${url}/x?until=zzzz&sig=zzzz`, {}],
    ['GET', `${url}/x?until=${'9'.repeat(4_000)}&sig=${'A'.repeat(4_000)}`, {}],
  ]
}
