import type { Context } from '../graphql/context.ts'

/** Computes a value from facts. */
export type Fill = (facts: any, context: Context) => unknown

/** Takes the place of a value if graphql-js would report an error: it answers then. In JSON, a quote within a text is escaped. */
export const DOUBT = '{"~":"?"}'

const MADE = /\{"~(\d+)":(.*?),"~":0\}/gs

/** Puts the computed values into a text in which their facts stand as `{"~1":facts,"~":0}`; null if there is a doubt. */
export function fill(text: string, makes: readonly Fill[], context: Context): string | null {
  if (text.includes(DOUBT)) return null
  if (makes.length === 0) return text
  return text.replace(MADE, (_all, number: string, facts: string) =>
    JSON.stringify(makes[Number(number)]!(JSON.parse(facts), context) ?? null),
  )
}
