import type { Client } from '@urql/core'
import { viewerHeaders } from '../graphql/actingViewer.ts'
import { onSignInEnded } from '../graphql/signInEnded.ts'
import {
  EndScreenShareDocument,
  StartScreenShareDocument,
  type ShareFieldsFragment,
  type StartScreenShareMutation,
} from './screenshare.generated.ts'
import { useSharing } from './sharing.ts'
import { askIceServers, SignalLine, type Sender, type Signal } from './signals.ts'

type Peer = { connection: RTCPeerConnection; to: Sender; waiting: RTCIceCandidateInit[] }

/** Why a share ended without the sharer stopping it. */
type OnLost = () => void

let host: ShareHost | undefined

/**
 * Shares the screen the user chooses, in a ticket. Must be called from a user gesture: browsers prompt for what to
 * share. Rejects with a DOMException if they cancel, and with an Error if the server rejects it.
 */
export const startSharing = async (client: Client, ticketId: string, onLost: OnLost): Promise<void> => {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: false })
  stopSharing()
  const { data, error } = await client
    .mutation<StartScreenShareMutation>(StartScreenShareDocument, { input: { ticketId } })
    .toPromise()
  const share = data?.startScreenShare.screenShare
  if (!share) {
    for (const track of stream.getTracks()) track.stop()
    throw new Error(data?.startScreenShare.errors[0]?.message ?? error?.message)
  }
  host = new ShareHost(client, share, stream, onLost)
}

/** Stops what this page shares. */
export const stopSharing = (): void => host?.stop()

/** The sharer: one peer connection per watcher; notifies the server when it ends. */
class ShareHost {
  readonly #client: Client
  readonly #share: ShareFieldsFragment
  readonly #stream: MediaStream
  readonly #line: SignalLine
  readonly #unwatch: () => void
  readonly #peers = new Map<string, Peer>()

  constructor(client: Client, share: ShareFieldsFragment, stream: MediaStream, onLost: OnLost) {
    this.#client = client
    this.#share = share
    this.#stream = stream
    this.#line = new SignalLine(client, share.id, {
      // Signals that cannot be applied belong to a closed connection: watchers rejoin by themselves.
      onSignal: (signal, from) => void this.#take(signal, from).catch(() => this.#dropClosed()),
      onEnd: () => this.#lose(onLost),
    })
    // Stop sharing when the user signs out in any tab.
    this.#unwatch = onSignInEnded(() => this.#lose(onLost))
    // The browser's own "Stop sharing" button.
    for (const track of stream.getTracks()) track.addEventListener('ended', this.stop)
    window.addEventListener('pagehide', this.#endOnUnload)
    useSharing.setState({ share, watchers: [] })
  }

  stop = (): void => {
    this.#close()
    void this.#client.mutation(EndScreenShareDocument, { input: { screenShareId: this.#share.id } }).toPromise()
  }

  #lose(onLost: OnLost): void {
    this.#close()
    onLost()
  }

  /** Ends the share while the page unloads: `keepalive` lets the request outlive the page. */
  #endOnUnload = (): void => {
    const query = 'mutation ($id: ID!) { endScreenShare(input: { screenShareId: $id }) { errors { code } } }'
    const body = JSON.stringify({ query, variables: { id: this.#share.id } })
    void fetch('/graphql', {
      method: 'POST',
      keepalive: true,
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', ...viewerHeaders() },
      body,
    }).catch(() => {})
    this.#close()
  }

  #close(): void {
    if (host === this) host = undefined
    this.#unwatch()
    window.removeEventListener('pagehide', this.#endOnUnload)
    for (const track of this.#stream.getTracks()) {
      track.removeEventListener('ended', this.stop)
      track.stop()
    }
    for (const session of [...this.#peers.keys()]) this.#drop(session)
    this.#line.close()
    if (useSharing.getState().share?.id === this.#share.id) useSharing.setState({ share: null, watchers: [] })
  }

  async #take(signal: Signal, from: Sender): Promise<void> {
    if (signal.type === 'gone') {
      for (const [session, { to }] of this.#peers) if (to.id === from.id) this.#drop(session)
      return
    }
    if (signal.type === 'join') return this.#join(signal.session, from)
    const peer = this.#peers.get(signal.session)
    // Only the watcher who opened a session may send signals in it.
    if (!peer || peer.to.id !== from.id) return
    if (signal.type === 'leave') return this.#drop(signal.session)
    if (signal.type === 'answer') {
      await peer.connection.setRemoteDescription({ type: 'answer', sdp: signal.sdp })
      for (const candidate of peer.waiting.splice(0)) await peer.connection.addIceCandidate(candidate)
    } else if (signal.type === 'ice') {
      if (peer.connection.remoteDescription) await peer.connection.addIceCandidate(signal.candidate)
      else peer.waiting.push(signal.candidate)
    }
  }

  async #join(session: string, to: Sender): Promise<void> {
    if (this.#peers.has(session)) return
    const iceServers = await askIceServers(this.#client)
    // Stopped in the meantime.
    if (host !== this) return
    const connection = new RTCPeerConnection({ iceServers })
    this.#peers.set(session, { connection, to, waiting: [] })
    for (const track of this.#stream.getTracks()) connection.addTrack(track, this.#stream)
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) this.#line.say(to.id, { type: 'ice', session, candidate: candidate.toJSON() })
    })
    connection.addEventListener('connectionstatechange', () => {
      if (connection.connectionState === 'failed') this.#offer(session, true).catch(() => this.#dropClosed())
      this.#publishWatchers()
    })
    await this.#offer(session, false)
  }

  /** Offers the stream, again after a network change. */
  async #offer(session: string, iceRestart: boolean): Promise<void> {
    const peer = this.#peers.get(session)
    if (!peer) return
    const offer = await peer.connection.createOffer({ iceRestart })
    await peer.connection.setLocalDescription(offer)
    this.#line.say(peer.to.id, { type: 'offer', session, sdp: offer.sdp ?? '' })
  }

  #drop(session: string): void {
    this.#peers.get(session)?.connection.close()
    this.#peers.delete(session)
    this.#publishWatchers()
  }

  #dropClosed(): void {
    for (const [session, { connection }] of this.#peers) if (connection.signalingState === 'closed') this.#drop(session)
  }

  #publishWatchers(): void {
    const connected = [...this.#peers.values()].filter(({ connection }) => connection.connectionState === 'connected')
    useSharing.setState({
      watchers: [...new Set(connected.map(({ to }) => to.name))].sort((a, b) => a.localeCompare(b)),
    })
  }
}
