/** What every write answers with, among other things. */
export type Payload = { errors: readonly { message: string }[] } | null | undefined

/** Why a write was refused; `failed` where it was not answered at all. Undefined when it was done. */
export const refusalOf = (payload: Payload, failed: string): string | undefined =>
  payload ? payload.errors[0]?.message : failed
