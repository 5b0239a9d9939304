let context: AudioContext | undefined
let isUnlocked = false
let playing = 0

/** When the last note begins, in seconds. */
const LAST = 0.11
/** Two soft notes, up a fourth. */
const NOTES = [
  { hertz: 659.26, after: 0 },
  { hertz: 880, after: LAST },
]
const LOUDNESS = 0.12
const SECONDS = 0.35

const unlock = (): void => {
  // Escape and modifier keys are not user gestures: the browser would refuse and log a warning.
  if (isUnlocked || navigator.userActivation?.hasBeenActive === false) return
  context ??= new AudioContext()
  // Some browsers allow it only during the touch, and settle this at a later one.
  void context.resume().then(() => {
    isUnlocked = true
    suspendWhenSilent()
  })
}

// A context that runs computes silence all the time, which costs power.
const suspendWhenSilent = (): void => {
  if (playing === 0) void context?.suspend()
}

/**
 * Browsers allow audio only after a user gesture. Resuming the context at every gesture, from the start, means that
 * the first message can already play a sound. Returns a function that stops it.
 */
export const unlockChime = (): (() => void) => {
  if (typeof AudioContext === 'undefined') return () => undefined
  if (navigator.userActivation?.hasBeenActive) unlock()
  window.addEventListener('pointerdown', unlock, true)
  window.addEventListener('keydown', unlock, true)
  return () => {
    window.removeEventListener('pointerdown', unlock, true)
    window.removeEventListener('keydown', unlock, true)
  }
}

/** Whether this page can play sounds now. */
export const canChime = (): boolean => context !== undefined

/** Plays the sound of a new message. Generated, so there is no file to load. */
export const chime = async (): Promise<void> => {
  if (!context) return
  playing++
  await context.resume()
  for (const { hertz, after } of NOTES) {
    const start = context.currentTime + after
    const tone = new OscillatorNode(context, { type: 'sine', frequency: hertz })
    const volume = new GainNode(context, { gain: 0 })
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015)
    volume.gain.exponentialRampToValueAtTime(0.0001, start + SECONDS)
    tone.connect(volume).connect(context.destination)
    tone.start(start)
    tone.stop(start + SECONDS)
    if (after === LAST) tone.addEventListener('ended', () => (playing--, suspendWhenSilent()))
  }
}
