/** Why capturing failed. */
export type CaptureProblem = 'unsupported' | 'denied' | 'noScreen' | 'failed'

export class CaptureError extends Error {
  readonly problem: CaptureProblem
  constructor(problem: CaptureProblem) {
    super(problem)
    this.problem = problem
  }
}

/** A captured screen with its audio. */
export type Capture = {
  stream: MediaStream
  /** The microphone was requested but is not available. */
  isWithoutMicrophone: boolean
  /** Called when the browser's own "stop sharing" was used, or the window is gone. */
  onEnded: (then: () => void) => void
  stop: () => void
}

/** Frames per second: enough to read moving text. */
const FRAMES_PER_SECOND = 30

export const canRecord = (): boolean =>
  typeof MediaRecorder !== 'undefined' && Boolean(navigator.mediaDevices?.getDisplayMedia)

/** Requests a screen, a window or a tab, and the microphone if wanted. Throws a CaptureError. */
export const captureScreen = async ({ withMicrophone }: { withMicrophone: boolean }): Promise<Capture> => {
  if (!canRecord()) throw new CaptureError('unsupported')
  // The screen first: browsers allow the prompt only right after the click.
  const screen = await navigator.mediaDevices
    .getDisplayMedia({ video: { frameRate: { ideal: FRAMES_PER_SECOND, max: FRAMES_PER_SECOND } }, audio: true })
    .catch((error: unknown) => {
      throw new CaptureError(problemOf(error))
    })
  const microphone = withMicrophone ? await listen() : undefined
  const { tracks, close } = mix(screen, microphone)
  const [picture] = screen.getVideoTracks()
  return {
    stream: new MediaStream([picture!, ...tracks]),
    isWithoutMicrophone: withMicrophone && !microphone,
    onEnded: (then) => picture!.addEventListener('ended', then, { once: true }),
    stop: () => {
      for (const track of [...screen.getTracks(), ...(microphone?.getTracks() ?? [])]) track.stop()
      close()
    },
  }
}

const listen = (): Promise<MediaStream | undefined> =>
  navigator.mediaDevices
    .getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } })
    .catch(() => undefined)

/** A recorder takes one sound track: two are mixed. */
const mix = (screen: MediaStream, microphone: MediaStream | undefined) => {
  const heard = [screen, microphone].filter((stream) => stream && stream.getAudioTracks().length > 0) as MediaStream[]
  if (heard.length < 2) return { tracks: heard.flatMap((stream) => stream.getAudioTracks()), close: () => undefined }
  const context = new AudioContext()
  const mixed = context.createMediaStreamDestination()
  for (const stream of heard) context.createMediaStreamSource(stream).connect(mixed)
  return { tracks: mixed.stream.getAudioTracks(), close: () => void context.close() }
}

const problemOf = (error: unknown): CaptureProblem => {
  const { name } = error as DOMException
  if (name === 'NotAllowedError' || name === 'AbortError' || name === 'SecurityError') return 'denied'
  if (name === 'NotFoundError' || name === 'NotReadableError') return 'noScreen'
  return name === 'NotSupportedError' ? 'unsupported' : 'failed'
}
