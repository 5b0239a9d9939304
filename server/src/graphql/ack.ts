import { builder } from './builder.ts'
import { payloadType } from './payload.ts'

/** The answer of what has nothing to show but that it was done. */
export const Ack = payloadType<{ ok: boolean }>('AckPayload', 'Whether it was done.')
builder.objectField(Ack, 'ok', (t) =>
  t.boolean({ description: 'True when it was done.', resolve: ({ ok }) => ok ?? false }),
)
