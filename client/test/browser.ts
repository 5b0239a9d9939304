import { TextDecoder, TextEncoder } from 'node:util'

// APIs that jsdom lacks and the client's libraries need.
Object.assign(globalThis, { TextEncoder, TextDecoder, IS_REACT_ACT_ENVIRONMENT: true })

if (!globalThis.matchMedia) {
  const quiet = (query: string) => ({
    matches: false,
    media: query,
    onchange: null,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
    dispatchEvent: () => false,
  })
  Object.defineProperty(globalThis, 'matchMedia', { value: quiet, writable: true })
}

class QuietObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return []
  }
}
globalThis.ResizeObserver ??= QuietObserver as unknown as typeof ResizeObserver
globalThis.IntersectionObserver ??= QuietObserver as unknown as typeof IntersectionObserver
if (typeof Element !== 'undefined') {
  Element.prototype.scrollIntoView ??= () => undefined
  Element.prototype.hasPointerCapture ??= () => false
}
if (!globalThis.CSS?.escape) {
  Object.defineProperty(globalThis, 'CSS', { value: { escape: (text: string) => text.replace(/[^\w-]/g, '\\$&') } })
}
