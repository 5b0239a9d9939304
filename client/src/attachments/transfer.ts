import type { Upload, UploadFile } from './uploadStore.ts'

/** What became of one attempt. `refused` needs the person; `later` is tried again. */
export type TransferOutcome = { kind: 'done' } | { kind: 'refused'; message: string | null } | { kind: 'later' }

/** What an attempt learns on its way. */
export type TransferReport = {
  created: (where: { url: string; attachmentId: string | null }) => void
  progress: (bytes: number) => void
}

/** Carries one file to the desk, from where it stopped; `signal` stops it. */
export type Transfer = {
  send: (upload: Upload, file: UploadFile, report: TransferReport, signal: AbortSignal) => Promise<TransferOutcome>
  /** Tells the desk that an upload is not wanted any more. */
  terminate: (url: string) => Promise<void>
}
