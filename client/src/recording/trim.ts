/** The part of a recording to keep, in seconds. */
export type Range = { start: number; end: number }

/** The minimum length, in seconds. */
const SHORTEST = 0.5

/**
 * Where a recording starts when its start is moved from `before` to `wanted`: it can be cut only where a picture is
 * stored whole, so it goes on to the next such place in the direction of the move. Something is always left before
 * `end`.
 */
export const moveStart = (wanted: number, before: number, end: number, cuts: readonly number[]): number => {
  const possible = cuts.filter((cut) => cut <= end - SHORTEST)
  if (possible.length === 0) return 0
  if (wanted >= before) return possible.find((cut) => cut >= wanted) ?? possible.at(-1)!
  return possible.findLast((cut) => cut <= wanted) ?? possible[0]!
}

/** The end can be anywhere after the start. */
export const moveEnd = (wanted: number, start: number, duration: number): number =>
  Math.min(duration, Math.max(wanted, start + SHORTEST))

export const isWhole = ({ start, end }: Range, duration: number): boolean => start === 0 && end >= duration
