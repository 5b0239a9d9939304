import { statement } from '../platform/database/statement.ts'

const within = statement<{ hasHours: boolean; isWithin: boolean }>(`
  SELECT EXISTS (SELECT FROM working_hours h WHERE h.user_id = $1) AS "hasHours",
    working_time($1, $2, $3) @> tstzrange($2, $3) AS "isWithin"`)

/**
 * Whether somebody works all the time from `from` until `until`: within their working hours, and not on time off. Null if they
 * have set no working hours and are not on time off. For operations of staff.
 */
export async function isWithinWorkingHours(userId: string, from: Date, until: Date): Promise<boolean | null> {
  const { hasHours, isWithin } = (await within.first(userId, from, until))!
  return hasHours || !isWithin ? isWithin : null
}
