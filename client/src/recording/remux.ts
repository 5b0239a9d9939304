import {
  BlobSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  WEBM,
  WebMOutputFormat,
  type InputAudioTrack,
  type InputVideoTrack,
  type Target,
} from 'mediabunny'
import { uuid } from '../lib/uuid.ts'

/** A recording's properties, in seconds. */
export type Inspected = {
  duration: number
  width: number
  height: number
  /** The times of its key frames, at which it can be cut without encoding. */
  cuts: number[]
}

const open = (recording: Blob): Input => new Input({ formats: [WEBM, MP4], source: new BlobSource(recording) })

/** Inspects a recording. Throws if it has no video. */
export const inspect = async (recording: Blob): Promise<Inspected> => {
  const input = open(recording)
  const video = await input.getPrimaryVideoTrack()
  if (!video) throw new Error('A recording without pictures')
  const sink = new EncodedPacketSink(video)
  const first = await video.getFirstTimestamp()
  const cuts: number[] = []
  for (
    let packet = await sink.getFirstKeyPacket({ metadataOnly: true });
    packet;
    packet = await sink.getNextKeyPacket(packet, { metadataOnly: true })
  )
    cuts.push(Math.max(0, packet.timestamp - first))
  const duration = (await input.computeDuration()) - first
  return { duration, width: video.displayWidth, height: video.displayHeight, cuts }
}

/**
 * Writes a recording anew from `start` (one of its cuts) to `end`, in seconds, without encoding anything: with its
 * length and an index, which what the browser records lacks, so that players can seek. Nothing outside of the two is in
 * it.
 */
export const cut = async (recording: Blob, { start, end }: { start: number; end: number }): Promise<Blob> => {
  const input = open(recording)
  const video = await input.getPrimaryVideoTrack()
  const audio = await input.getPrimaryAudioTrack()
  if (!video?.codec) throw new Error('A recording without pictures')
  const origin = await video.getFirstTimestamp()
  const isMp4 = recording.type.startsWith('video/mp4')
  const { target, result } = await createTarget(recording.size)
  const output = new Output({ format: isMp4 ? new Mp4OutputFormat() : new WebMOutputFormat(), target })
  const pictures = new EncodedVideoPacketSource(video.codec)
  output.addVideoTrack(pictures)
  const sound = audio?.codec ? new EncodedAudioPacketSource(audio.codec) : undefined
  if (sound) output.addAudioTrack(sound)
  await output.start()
  const range = { from: origin + start, to: origin + end }
  await Promise.all([
    copy(video, range, async (packet, config) => pictures.add(packet, config)).then(() => pictures.close()),
    audio && sound && copy(audio, range, async (packet, config) => sound.add(packet, config)).then(() => sound.close()),
  ])
  await output.finalize()
  return new Blob([await result()], { type: isMp4 ? 'video/mp4' : 'video/webm' })
}

/** A longer recording is written to disk rather than into memory, where the browser has a place for it. Bytes. */
const IN_MEMORY = 128 * 1024 ** 2
const FOLDER = 'parley-recordings'

const createTarget = async (size: number): Promise<{ target: Target; result: () => Promise<BlobPart> }> => {
  const root = size > IN_MEMORY ? await navigator.storage?.getDirectory?.().catch(() => undefined) : undefined
  if (!root) {
    const target = new BufferTarget()
    return { target, result: async () => target.buffer! }
  }
  await removeOldFiles(root)
  const folder = await root.getDirectoryHandle(FOLDER, { create: true })
  const file = await folder.getFileHandle(uuid(), { create: true })
  return { target: new StreamTarget(await file.createWritable()), result: () => file.getFile() }
}

let removed: Promise<void> | undefined

/** Deletes temporary files of earlier pages, once; their recordings are stored with the uploads by now. */
const removeOldFiles = (root: FileSystemDirectoryHandle): Promise<void> =>
  (removed ??= root.removeEntry(FOLDER, { recursive: true }).catch(() => undefined))

type Packet = NonNullable<Awaited<ReturnType<EncodedPacketSink['getFirstPacket']>>>
type Config = { decoderConfig: never }

/** Half a frame: timestamps are rounded to milliseconds. Seconds. */
const SLACK = 0.016

const copy = async (
  track: InputVideoTrack | InputAudioTrack,
  { from, to }: { from: number; to: number },
  add: (packet: Packet, config: Config | undefined) => Promise<void>,
): Promise<void> => {
  const sink = new EncodedPacketSink(track)
  const decoderConfig = (await track.getDecoderConfig()) as never
  let config: Config | undefined = { decoderConfig }
  for await (const packet of sink.packets()) {
    if (packet.timestamp < from - SLACK) continue
    if (packet.timestamp > to + SLACK) break
    await add(packet.clone({ timestamp: Math.max(0, packet.timestamp - from) }), config)
    config = undefined
  }
}
