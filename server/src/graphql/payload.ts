import { noteDenial } from '../platform/requestScope.ts'
import { UserError } from '../platform/userError.ts'
import { builder } from './builder.ts'
import { type Refusal, UserErrorRef } from './errors.ts'

/** A mutation's answer: what changed, or why nothing did. */
export type Payload<Shape> = Partial<Shape> & { errors: Refusal[] }

/** Runs a mutation's work; a refusal becomes the payload's `errors`, everything else is thrown on. */
export async function answer<Shape extends object>(work: () => Promise<Shape>): Promise<Payload<Shape>> {
  try {
    return { ...(await work()), errors: [] }
  } catch (error) {
    // A plain object: graphql-js throws every Error that it meets as a value.
    if (error instanceof UserError) {
      if (error.code === 'FORBIDDEN') noteDenial(error.code)
      const { code, message, path } = error
      return { errors: [{ code, message, path }] } as unknown as Payload<Shape>
    }
    throw error
  }
}

/** Declares a payload type with its `errors`; the caller adds the fields that say what changed. */
export function payloadType<Shape extends object>(name: string, description: string) {
  const ref = builder.objectRef<Payload<Shape>>(name)
  builder.objectType(ref, {
    description,
    fields: (t) => ({
      errors: t.field({
        type: [UserErrorRef],
        description: 'Empty when it was done.',
        resolve: (payload) => payload.errors,
      }),
    }),
  })
  return ref
}
