import type { strings } from '../app/catalogue.ts'

/** The same keys with other texts. What is missing is shown in English; `languages.test.ts` says what is. */
type Translated<T> = { [K in keyof T]?: T[K] extends string ? string : Translated<T[K]> }

/** A feature's strings in another language. */
export type Translation<F extends keyof typeof strings> = Translated<(typeof strings)[F]>
