import { viewerHeaders } from '../graphql/actingViewer.ts'
import type { FileFacts } from './uploads.ts'

/** The maximum size of a poster frame in pixels, and in bytes (the server's limit). */
const WIDEST = 1280
const MOST_BYTES = 2 * 1024 ** 2
/** Timeout for loading a video frame. */
const TIMEOUT_MS = 30_000

/** Uploads a poster frame of a video. Failures are ignored: the poster is optional. */
export const putPoster = async (uploadUrl: string, poster: Blob): Promise<void> => {
  const headers = { 'content-type': poster.type, ...viewerHeaders() }
  await fetch(`${uploadUrl}/poster`, { method: 'PUT', body: poster, headers }).catch(() => undefined)
}

/** Inspects a video file: dimensions, duration in seconds, poster frame. Undefined if it cannot be decoded. */
export const inspectVideo = async (file: Blob): Promise<FileFacts | undefined> => {
  const url = URL.createObjectURL(file)
  const video = document.createElement('video')
  video.muted = true
  video.preload = 'auto'
  try {
    const ready = once(video, 'loadeddata')
    video.src = url
    await ready
    // The very first picture is often black.
    const length = Number.isFinite(video.duration) ? video.duration : null
    const shown = once(video, 'seeked')
    video.currentTime = Math.min(0.5, (length ?? 1) / 2)
    await shown
    return {
      width: video.videoWidth,
      height: video.videoHeight,
      durationSeconds: length,
      poster: await still(video),
    }
  } catch {
    return undefined
  } finally {
    video.removeAttribute('src')
    video.load()
    URL.revokeObjectURL(url)
  }
}

const once = (video: HTMLVideoElement, event: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`No ${event}`)), TIMEOUT_MS)
    video.addEventListener(event, () => (clearTimeout(late), resolve()), { once: true })
    video.addEventListener('error', () => (clearTimeout(late), reject(new Error('Not a video'))), { once: true })
  })

const still = async (video: HTMLVideoElement): Promise<Blob | null> => {
  const { videoWidth, videoHeight } = video
  if (!videoWidth || !videoHeight) return null
  const scale = Math.min(1, WIDEST / videoWidth)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(videoWidth * scale)
  canvas.height = Math.round(videoHeight * scale)
  canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8))
  return blob && blob.size <= MOST_BYTES ? blob : null
}
