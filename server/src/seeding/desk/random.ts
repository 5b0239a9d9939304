import { createHash } from 'node:crypto'

/** A small, fast random number generator (sfc32) that gives the same numbers for the same key. */
export class Random {
  private a: number
  private b: number
  private c: number
  private counter = 1

  private constructor(a: number, b: number, c: number) {
    this.a = a
    this.b = b
    this.c = c
    for (let round = 0; round < 12; round++) this.bits()
  }

  /** A generator for a text. */
  static from(key: string): Random {
    const digest = createHash('sha256').update(key).digest()
    return new Random(digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8))
  }

  /** An independent generator for the nth object, so that objects do not affect each other's numbers. */
  fork(n: number): Random {
    return new Random(this.a ^ Math.imul(n, 0x9e3779b1), this.b ^ Math.imul(n + 1, 0x85ebca6b), this.c ^ n)
  }

  /** 32 bits, signed. */
  bits(): number {
    const sum = (this.a + this.b + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0
    return sum
  }

  /** A number from 0 up to 1. */
  unit(): number {
    return (this.bits() >>> 0) / 4294967296
  }

  /** An integer from 0 to `end`, exclusive. */
  below(end: number): number {
    return Math.floor(this.unit() * end)
  }

  chance(share: number): boolean {
    return this.unit() < share
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }

  /** Picks from a list; the first items are much more likely than the last. */
  pickSkewed<T>(items: readonly T[]): T {
    return items[Math.floor(this.unit() ** 3 * items.length)]!
  }

  /** A number around 1 that is often smaller and seldom much larger: the median is 1. */
  longTailed(sigma: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.unit())) * Math.cos(2 * Math.PI * this.unit())
    return Math.exp(sigma * normal)
  }

  /** A UUID of the random kind (version 4). */
  uuid(): string {
    const [a, b, c, d] = [hex(this.bits()), hex(this.bits()), hex(this.bits()), hex(this.bits())]
    const variant = '89ab'[this.below(4)]
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`
  }
}

const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hex(bits: number): string {
  return BYTES[bits >>> 24]! + BYTES[(bits >>> 16) & 255]! + BYTES[(bits >>> 8) & 255]! + BYTES[bits & 255]!
}
