import type { AudienceScope } from '../log/audienceScope.ts'

/** A rule of policy.ts as SQL, for the ticket in row `t`. server/test/statements compares both for everyone. */
export type PolicySql = (t: string, scope: AudienceScope) => string

const ofShop: PolicySql = (t, scope) => `coalesce(${scope.isOfShop(t)}, false)`
const isRequester: PolicySql = (t) => `${t}.requester_id = (SELECT viewer_id())`
const isFiledBy: PolicySql = (t, scope) =>
  `(${isRequester(t, scope)} OR (${ofShop(t, scope)} AND ${t}.shop_access = 'requester'))`
const isWrittenTo: PolicySql = (t, scope) =>
  `(${ofShop(t, scope)} AND ${t}.shop_access = 'shop' AND ${t}.addressed_to = 'shop')`

const staffOr =
  (rule: PolicySql): PolicySql =>
  (t, scope) =>
    scope.name === 'staff' ? 'true' : rule(t, scope)
const staffAnd =
  (rule: PolicySql): PolicySql =>
  (t, scope) =>
    scope.name === 'staff' ? rule(t, scope) : 'false'

/** The rules that lists and headers show, by their names in policy.ts. */
export const POLICY_SQL = {
  canReply: staffOr((t, scope) => `((SELECT viewer_id()) = ANY (${t}.participant_ids) OR ${ofShop(t, scope)})`),
  canSetStatus: staffOr(
    (t, scope) => `(${isFiledBy(t, scope)} OR (${isWrittenTo(t, scope)} AND ${t}.escalated_at IS NULL))`,
  ),
  canTag: staffOr((t, scope) =>
    scope.name === 'seller' ? `(${isFiledBy(t, scope)} OR ${isWrittenTo(t, scope)})` : 'false',
  ),
  canClaim: staffAnd((t) => `${t}.status IN ('open', 'in_progress')`),
  canManage: staffAnd(() => 'true'),
} as const satisfies Record<string, PolicySql>
