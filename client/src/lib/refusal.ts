/** The part that all mutation payloads share. */
export type Payload = { errors: readonly { message: string }[] } | null | undefined

/** Why a mutation was rejected; `failed` if there was no response. Undefined on success. */
export const refusalOf = (payload: Payload, failed: string): string | undefined =>
  payload ? payload.errors[0]?.message : failed
