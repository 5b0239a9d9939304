import { onSignInEnded } from '../graphql/signInEnded.ts'
import { uuid } from '../lib/uuid.ts'
import { declare } from '../lib/crossTab.ts'
import { CaptureError, captureScreen, type Capture } from './capture.ts'
import { dropRecording, storeChunk, storeRecording, type StoredRecording } from './storedRecordings.ts'
import { IDLE, recordedSoFar, useRecorder, type Review } from './recorderState.ts'
import { dropCopy, startServerCopy, type ServerCopy } from './serverCopy.ts'

/** The interval at which MediaRecorder delivers data. */
const CHUNK_MS = 1_000
/** The interval of key frames, at which a recording can be cut. */
const CUT_EVERY_MS = 1_000
const VIDEO_BITS_PER_SECOND = 2_500_000
const AUDIO_BITS_PER_SECOND = 96_000
/** A recording stops by itself when it is as large as this, in bytes: the most one file may have, unless it is less. */
const LARGEST = 2_000_000_000
/** The number of cores needed to encode the better codec. */
const CORES_FOR_VP9 = 8

let running: Running | undefined

type RecordingOptions = {
  viewerId: string
  scope: string
  withMicrophone: boolean
  /** Names the file of a recording that was started at this time. */
  nameAt: NameAt
  limitBytes?: number
}
type NameAt = (at: string) => string

/** Requests a screen and records it into a draft. Errors are in the state. */
export const startRecording = async ({
  viewerId,
  scope,
  withMicrophone,
  nameAt,
  limitBytes,
}: RecordingOptions): Promise<void> => {
  if (useRecorder.getState().status !== 'idle') return
  useRecorder.setState({ ...IDLE, status: 'asking' })
  try {
    const capture = await captureScreen({ withMicrophone })
    running = new Running(capture, { viewerId, scope }, { nameAt, limit: Math.min(LARGEST, limitBytes ?? LARGEST) })
  } catch (error) {
    useRecorder.setState({ ...IDLE, problem: error instanceof CaptureError ? error.problem : 'failed' })
  }
}

export const dismissProblem = (): void => useRecorder.setState({ problem: null })
export const pauseRecording = (): void => running?.pause()
export const resumeRecording = (): void => running?.resume()
export const stopRecording = (): void => running?.stop()

/** Opens a recording of an earlier page for review. */
export const reviewRecording = (review: Review): void => useRecorder.setState({ ...IDLE, status: 'review', review })

/** Ends the review and deletes the stored recording, here and on the server: it was discarded, or is an upload now. */
export const closeReview = async (): Promise<void> => {
  const { review } = useRecorder.getState()
  useRecorder.setState(IDLE)
  if (!review) return
  if (running) running.end()
  else if (review.recording.copy) void dropCopy(review.recording.copy.url)
  running = undefined
  await dropRecording(review.recording.id)
}

/** A recording in progress: streamed from MediaRecorder into storage and to the server, second by second. */
class Running {
  readonly #capture: Capture
  readonly #recorder: MediaRecorder
  readonly #copy: ServerCopy
  readonly #limit: number
  readonly #chunks: Blob[] = []
  readonly #release: () => void
  readonly #unwatch: () => void
  #kept: StoredRecording
  #stoppedAtLimit = false

  constructor(
    capture: Capture,
    owner: { viewerId: string; scope: string },
    { nameAt, limit }: { nameAt: NameAt; limit: number },
  ) {
    this.#capture = capture
    this.#limit = limit
    this.#recorder = new MediaRecorder(capture.stream, recorderOptions())
    const mimeType = this.#recorder.mimeType || 'video/webm'
    this.#kept = { ...owner, id: uuid(), mimeType, startedAt: new Date().toISOString(), copy: null }
    storeRecording(this.#kept)
    // Held so that other tabs do not offer to recover it.
    this.#release = declare(recordingLock(this.#kept.id))
    this.#copy = startServerCopy({ fileName: recordingName(this.#kept, nameAt), mimeType }, (copy) => {
      this.#kept = { ...this.#kept, copy }
      storeRecording(this.#kept)
    })
    this.#recorder.addEventListener('dataavailable', ({ data }) => this.#take(data))
    this.#recorder.addEventListener('stop', () => this.#finish())
    capture.onEnded(() => this.stop())
    // The recording so far is kept, to be reviewed after the next sign-in.
    this.#unwatch = onSignInEnded(() => this.stop())
    window.addEventListener('beforeunload', warn)
    this.#recorder.start(CHUNK_MS)
    const { isWithoutMicrophone } = capture
    useRecorder.setState({ ...IDLE, status: 'recording', since: Date.now(), isWithoutMicrophone })
  }

  pause(): void {
    if (this.#recorder.state !== 'recording') return
    this.#recorder.pause()
    useRecorder.setState({ status: 'paused', recordedMs: recordedSoFar(useRecorder.getState()), since: null })
  }

  resume(): void {
    if (this.#recorder.state !== 'paused') return
    this.#recorder.resume()
    useRecorder.setState({ status: 'recording', since: Date.now() })
  }

  stop(): void {
    if (this.#recorder.state === 'inactive') return
    useRecorder.setState({ status: 'stopping', recordedMs: recordedSoFar(useRecorder.getState()), since: null })
    this.#recorder.stop()
  }

  /** The recording was attached or discarded. */
  end(): void {
    this.#copy.drop()
    this.#release()
  }

  #take(data: Blob): void {
    if (data.size === 0) return
    void storeChunk(this.#kept.id, this.#chunks.length, data).catch(() => undefined)
    this.#chunks.push(data)
    this.#copy.push(data)
    const bytes = useRecorder.getState().bytes + data.size
    useRecorder.setState({ bytes })
    if (bytes < this.#limit) return
    this.#stoppedAtLimit = true
    this.stop()
  }

  #finish(): void {
    window.removeEventListener('beforeunload', warn)
    this.#unwatch()
    this.#capture.stop()
    const blob = new Blob(this.#chunks, { type: this.#kept.mimeType })
    if (blob.size === 0) {
      this.end()
      void dropRecording(this.#kept.id)
      useRecorder.setState({ ...IDLE, problem: 'failed' })
      return
    }
    const review = { recording: this.#kept, blob, stoppedAtLimit: this.#stoppedAtLimit }
    useRecorder.setState({ status: 'review', review })
  }
}

/** Held while a recording is being made. */
export const recordingLock = (id: string): string => `parley-recording:${id}`

/** The name of its file: "Screen recording 2026-11-20 14.03.webm", in the language on screen. */
export const recordingName = (
  { startedAt, mimeType }: Pick<StoredRecording, 'startedAt' | 'mimeType'>,
  nameAt: NameAt,
): string => {
  const date = new Date(startedAt)
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const extension = mimeType.startsWith('video/mp4') ? 'mp4' : 'webm'
  return `${nameAt(`${day} ${two(date.getHours())}.${two(date.getMinutes())}`)}.${extension}`
}

const recorderOptions = (): MediaRecorderOptions => {
  const vp9 = navigator.hardwareConcurrency >= CORES_FOR_VP9 ? ['video/webm;codecs=vp9,opus'] : []
  const wanted = [...vp9, 'video/webm;codecs=vp8,opus', 'video/webm', 'video/mp4']
  const mimeType = wanted.find((type) => MediaRecorder.isTypeSupported(type))
  return {
    ...(mimeType && { mimeType }),
    videoBitsPerSecond: VIDEO_BITS_PER_SECOND,
    audioBitsPerSecond: AUDIO_BITS_PER_SECOND,
    // Supported by Chromium; other browsers choose the interval.
    ...{ videoKeyFrameIntervalDuration: CUT_EVERY_MS },
  }
}

const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
