import type { Audience } from '../generated/prisma/client.ts'
import type { Side } from '../log/audienceScope.ts'
import { audiencesOf } from '../log/policy.ts'

/** People signal that they are typing to those to whom they may write. */
export const canTypeTo = (side: Side, hasShopSide: boolean, audience: Audience): boolean =>
  audiencesOf(side, hasShopSide).includes(audience)
