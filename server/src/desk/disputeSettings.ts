import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { holdTeams } from '../tickets/holdTeams.ts'

/** The settings of disputes. */
export interface DisputeSettings {
  /** The hours that a shop has to answer; null for no deadline. */
  shopResponseHours: number | null
  /** The hours that staff have to decide a dispute. */
  caseDecisionHours: number
  /** For how many days after a decision either side can appeal. */
  appealDays: number
  /** The team that disputes are routed to; null for “Disputes”, or else the ticket’s own. */
  disputeTeam: string | null
}

/** The columns of these settings. */
export const DISPUTE_COLUMNS = `shop_response_hours AS "shopResponseHours", case_decision_hours AS "caseDecisionHours", appeal_days AS "appealDays",
    dispute_team AS "disputeTeam"`

/** The longest deadline of a shop and of a decision, in hours: 30 days. */
const HOURS_MAX = 30 * 24
const APPEAL_DAYS_MAX = 90

const writeResponse = statement('UPDATE desk_settings SET shop_response_hours = $1')
const writeDecision = statement('UPDATE desk_settings SET case_decision_hours = $1')
const writeAppeal = statement('UPDATE desk_settings SET appeal_days = $1')
const writeTeam = statement('UPDATE desk_settings SET dispute_team = $1')

/** Changes the given settings; deadlines that already run do not change. Throws a UserError. */
export async function setDisputes(change: {
  [K in keyof DisputeSettings]?: DisputeSettings[K] | null | undefined
}): Promise<void> {
  const { shopResponseHours: response, caseDecisionHours: decision, appealDays, disputeTeam: team } = change
  mustBeWithin(response, HOURS_MAX, 'shopResponseHours', (max) => `Enter 1 to ${max} hours, or null for no deadline.`)
  mustBeWithin(decision, HOURS_MAX, 'caseDecisionHours', (max) => `Enter 1 to ${max} hours.`)
  mustBeWithin(appealDays, APPEAL_DAYS_MAX, 'appealDays', (max) => `Enter 1 to ${max} days.`)
  if (team != null && !(await holdTeams([team])).has(team))
    throw new UserError('VALIDATION', 'There is no such team.', ['input', 'disputeTeam'])
  if (response !== undefined) await writeResponse.rows(response)
  if (decision != null) await writeDecision.rows(decision)
  if (appealDays != null) await writeAppeal.rows(appealDays)
  if (team !== undefined) await writeTeam.rows(team)
}

function mustBeWithin(
  value: number | null | undefined,
  max: number,
  field: string,
  problem: (max: number) => string,
): void {
  if (value != null && (value < 1 || value > max)) throw new UserError('VALIDATION', problem(max), ['input', field])
}
