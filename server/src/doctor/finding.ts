import { oneLine } from '../platform/errors/startError.ts'

/** What a check found. */
export interface Finding {
  name: string
  state: 'ok' | 'warning' | 'problem'
  text: string
  /** What to do about it. */
  advice?: string
}

/** All is well. */
export const ok = (name: string, text: string): Finding => ({ name, state: 'ok', text })

/** Parley runs, but something should be changed. */
export const warning = (name: string, text: string, advice: string): Finding => ({
  name,
  state: 'warning',
  text,
  advice,
})

/** Something does not work. */
export const problem = (name: string, text: string, advice: string): Finding => ({
  name,
  state: 'problem',
  text,
  advice,
})

/** The findings of a check; one that fails is a problem itself. */
export async function found(
  name: string,
  advice: string,
  check: () => Promise<Finding | Finding[]>,
): Promise<Finding[]> {
  try {
    return [await check()].flat()
  } catch (error) {
    return [problem(name, `${oneLine(error)}.`.replace(/\.\.$/, '.'), advice)]
  }
}
