import { create } from 'zustand'
import type { CaptureProblem } from './capture.ts'
import type { StoredRecording } from './storedRecordings.ts'

/** A recording for review: just made, or left by an earlier page. */
export type Review = { recording: StoredRecording; blob: Blob; stoppedAtLimit: boolean }

type State = {
  status: 'idle' | 'asking' | 'recording' | 'paused' | 'stopping' | 'review'
  /** Milliseconds recorded up to `since`, and since when it is running again (ms since 1970). */
  recordedMs: number
  since: number | null
  bytes: number
  isWithoutMicrophone: boolean
  problem: CaptureProblem | null
  review: Review | null
}

/** Nothing is being recorded. */
export const IDLE: State = {
  status: 'idle',
  recordedMs: 0,
  since: null,
  bytes: 0,
  isWithoutMicrophone: false,
  problem: null,
  review: null,
}

/** The one recording of this page. */
export const useRecorder = create<State>(() => IDLE)

/** How long has been recorded, pauses left out. Milliseconds. */
export const recordedSoFar = ({ recordedMs, since }: Pick<State, 'recordedMs' | 'since'>, now = Date.now()): number =>
  recordedMs + (since === null ? 0 : Math.max(0, now - since))
