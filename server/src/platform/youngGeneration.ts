import { setFlagsFromString } from 'node:v8'

/**
 * Keeps the memory for new objects small, to be called before anything is loaded. What a start loads stays, and V8 takes that for a reason
 * to let this memory grow to its limit (--max-semi-space-size), which it keeps: 128 MB of an idle server.
 */
export function keepYoungGenerationSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** Lets it grow as V8 does by itself, when requests need it. */
export function letYoungGenerationGrow(): void {
  setFlagsFromString('--semi-space-growth-factor=2')
}
