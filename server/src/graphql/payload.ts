import { noteDenial } from '../platform/requestScope.ts'
import { UserError } from '../platform/userError.ts'
import { builder } from './builder.ts'
import { type Refusal, UserErrorRef } from './errors.ts'

/** A mutation's result: the changed data, or the errors. */
export type Payload<Shape> = Partial<Shape> & { errors: Refusal[] }

/** Runs a mutation's work; a refusal becomes the payload's `errors`, all other errors are rethrown. */
export async function answer<Shape extends object>(work: () => Promise<Shape>): Promise<Payload<Shape>> {
  try {
    return { ...(await work()), errors: [] }
  } catch (error) {
    // A plain object: graphql-js throws every value that is an Error.
    if (error instanceof UserError) {
      if (error.code === 'FORBIDDEN') noteDenial(error.code)
      const { code, message, path } = error
      return { errors: [{ code, message, path }] } as unknown as Payload<Shape>
    }
    throw error
  }
}

/** Declares a payload type with its `errors`; the caller adds the fields for the changed data. */
export function payloadType<Shape extends object>(name: string, description: string) {
  const ref = builder.objectRef<Payload<Shape>>(name)
  builder.objectType(ref, {
    description,
    fields: (t) => ({
      errors: t.field({
        type: [UserErrorRef],
        description: 'Why the change was rejected; empty if it succeeded.',
        resolve: (payload) => payload.errors,
      }),
    }),
  })
  return ref
}
