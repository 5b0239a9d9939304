/** How long to wait before trying again, in milliseconds: doubles from `first` up to `longest`, with jitter of one half. */
export const backoff = (retries: number, first: number, longest: number, random: () => number = Math.random): number =>
  Math.min(longest, first * 2 ** Math.min(retries, 10)) * (0.5 + random() / 2)
