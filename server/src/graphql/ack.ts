import { builder } from './builder.ts'
import { payloadType } from './payload.ts'

/** The payload of mutations that return nothing else. */
export const Ack = payloadType<{ ok: boolean }>('AckPayload', 'Whether the mutation succeeded.')
builder.objectField(Ack, 'ok', (t) =>
  t.boolean({ description: 'True if the mutation succeeded.', resolve: ({ ok }) => ok ?? false }),
)
