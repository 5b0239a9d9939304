import type { IncomingMessage, ServerResponse } from 'node:http'
export function staticClient(_env: object) {
  return (_req: IncomingMessage, res: ServerResponse): void => void res.writeHead(404).end()
}
