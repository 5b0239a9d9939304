import type { Upload, UploadFile } from './uploadStore.ts'

/** The outcome of one attempt. `refused` requires the user; `later` is retried. */
export type TransferOutcome = { kind: 'done' } | { kind: 'refused'; message: string | null } | { kind: 'later' }

/** Progress reports of an attempt. */
export type TransferReport = {
  created: (where: { url: string; attachmentId: string | null }) => void
  progress: (bytes: number) => void
}

/** Uploads one file, resuming where it stopped; `signal` aborts it. */
export type Transfer = {
  send: (upload: Upload, file: UploadFile, report: TransferReport, signal: AbortSignal) => Promise<TransferOutcome>
  /** Cancels an upload on the server. */
  terminate: (url: string) => Promise<void>
}
