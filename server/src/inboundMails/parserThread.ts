import { parentPort } from 'node:worker_threads'
import { parseMail } from './parseMail.ts'

// The thread that parses mails, one at a time (mailParser.ts).
parentPort!.on('message', (raw: Uint8Array) => {
  parseMail(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)).then(
    (mail) => parentPort!.postMessage({ mail }),
    (error: Error) => parentPort!.postMessage({ problem: error.message }),
  )
})
