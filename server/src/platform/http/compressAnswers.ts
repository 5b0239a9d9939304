import type { IncomingMessage, ServerResponse } from 'node:http'
import { constants } from 'node:zlib'
import compression from 'compression'

/** Less than this many bytes fit into a packet or two, compressed or not. */
const THRESHOLD_BYTES = 2_048

/** The fastest levels: an answer is sent once, and JSON shrinks to a tenth even so. */
const compress = compression({
  threshold: THRESHOLD_BYTES,
  level: constants.Z_BEST_SPEED,
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MIN_QUALITY + 1 } },
  // A stream of events would wait in the compressor.
  filter: (_req, res) => /json/.test(String(res.getHeader('Content-Type'))),
})

/** Lets this response be compressed, in Brotli or gzip as the client accepts, if it is JSON of 2 KiB or more. */
export function compressAnswers(req: IncomingMessage, res: ServerResponse): void {
  compress(req as never, res as never, () => undefined)
}
