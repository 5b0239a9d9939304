/** What a measured page has as `window.bench`. */
export type Probe = {
  /** When the last Enter or press of the mouse happened, in milliseconds since 1970. */
  entered: number
  pressed: number
  /** When a text was sent to the server, when that was answered, and when a live update brought it, in milliseconds since 1970. */
  transit: Map<string, Transit>
  /** Starts to wait until a condition of the page holds and is painted; `result` has the moment. */
  waitFor: (name: string, holds: () => boolean) => void
  result: (name: string) => Promise<number>
  /** Resolves once what is in the document now is on the screen. */
  painted: () => Promise<number>
  /** The messages that were on the screen before another ticket was opened. */
  old: WeakSet<Element>
  /** What the agent does now, and the longest event of each interaction by its id. */
  action: string
  interactions: Map<number, Interaction>
}

export type Transit = { sent: number; answered: number; received: number }

/** The milliseconds of an interaction until the next paint: until its handlers ran, while they ran, and all of it. */
export type Interaction = { action: string; delay: number; handling: number; duration: number }

declare global {
  var bench: Probe
}

/** Runs in each page before its own scripts. */
export const installProbe = (): void => {
  const now = () => performance.timeOrigin + performance.now()
  const results = new Map<string, Promise<number>>()
  const painted = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        // A message is delivered once the frame has been painted.
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(now())
        port2.postMessage(null)
      })
    })
  globalThis.bench = {
    entered: 0,
    pressed: 0,
    old: new WeakSet(),
    action: '',
    interactions: new Map(),
    painted,
    transit: new Map(),
    result: (name) => results.get(name)!,
    waitFor: (name, holds) => {
      const found = new Promise<void>((resolve, reject) => {
        setTimeout(() => reject(new Error(`${name} was not painted within a minute.`)), 60_000)
        const observer = new MutationObserver(() => {
          if (!holds()) return
          observer.disconnect()
          resolve()
        })
        observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true })
      })
      results.set(name, found.then(painted))
    },
  }
  // Only texts that are waited for are looked for.
  const note = (moment: keyof Transit, content: unknown) => {
    if (typeof content !== 'string') return
    for (const [text, transit] of bench.transit) if (content.includes(text)) transit[moment] ||= now()
  }
  const { fetch } = globalThis
  globalThis.fetch = async (input, init) => {
    note('sent', init?.body)
    const response = await fetch(input, init)
    note('answered', init?.body)
    return response
  }
  globalThis.WebSocket = class extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args)
      this.addEventListener('message', ({ data }) => note('received', data))
    }
  }
  const at = (event: Event) => performance.timeOrigin + event.timeStamp
  addEventListener('keydown', (event) => event.key === 'Enter' && (bench.entered = at(event)), true)
  addEventListener('pointerdown', (event) => (bench.pressed = at(event)), true)
}
