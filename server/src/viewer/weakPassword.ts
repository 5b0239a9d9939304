import type { ZxcvbnFactory } from '@zxcvbn-ts/core'

/** A password that would be found within so many guesses is weak: zxcvbn calls less than 10⁸ "somewhat guessable". */
const GUESSES_MIN = 1e8

let estimator: Promise<ZxcvbnFactory> | undefined

/**
 * Whether a password is easy to guess: common or leaked ones, words, names, keyboard patterns, dates, and what is known of its
 * owner. The word lists are part of the library: nothing is sent anywhere.
 */
export async function isWeak(password: string, known: readonly string[]): Promise<boolean> {
  estimator ??= loadEstimator()
  const parts = known.flatMap((text) => [text, ...text.split(/[\s@.]+/)]).filter((text) => text.length > 2)
  return (await estimator).check(password, ['parley', ...parts]).guesses < GUESSES_MIN
}

// The lists take a moment to load and a few megabytes: only once somebody chooses a password.
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: 128,
  })
}
