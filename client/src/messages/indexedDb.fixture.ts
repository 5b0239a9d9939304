import { deserialize, serialize } from 'node:v8'

// fake-indexeddb needs it, and jsdom has none.
globalThis.structuredClone ??= (value: unknown) => deserialize(serialize(value))
// @ts-expect-error Its types cannot be reached through its "exports".
await import('fake-indexeddb/auto')
