import type { Messages } from 'use-intl'

/** The strings of the features whose modules are loaded, by feature. */
export const loadedStrings = {} as Messages

/** Called by the module of a feature's strings, before any module that uses them: see `build/strings.ts`. */
export const addStrings = (feature: string, strings: object): void =>
  void Object.assign(loadedStrings, { [feature]: strings })
