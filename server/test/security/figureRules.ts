import type { RULES } from './outcomes.ts'
import { query, type Route, route } from './routeShapes.ts'

const FIGURES = 'analytics(from: "2020-01-01T00:00:00Z", to: "2020-01-02T00:00:00Z")'
const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString()
const RECENT = `analytics(from: "${day(-1)}", to: "${day(1)}")`

/** Who sees the fields of figures. */
export const FIGURE_FIELDS: Record<string, Partial<Record<keyof typeof RULES, string>>> = {
  Analytics: {
    sellersAndStaff: `from to created resolved reopened backlog firstResponseSeconds resolutionSeconds perDay perAgent perTag
      breakdown previous`,
    staffElseNullToSellers: 'satisfaction suggestions',
  },
  DayCount: { sellersAndStaff: 'day created resolved firstResponseSeconds resolutionSeconds' },
  AgentCount: { sellersAndStaffOrNull: 'agent resolved firstResponseSeconds' },
  AnalyticsRow: {
    sellersAndStaffOrNull: 'key agent shop created resolved reopened backlog firstResponseSeconds resolutionSeconds',
  },
  Percentiles: { sellersAndStaffOrNull: 'p50 p90' },
  Satisfaction: {
    staffElseHiddenToSellers: 'asked answered ratings satisfied distribution perAgent comments',
    staffElseHiddenToSellersOrNull: 'average',
  },
  AgentSatisfaction: { staffElseHiddenToSellersOrNull: 'agent ratings average satisfied' },
  RatedTicket: { staffElseHiddenToSellersOrNull: 'ticket rating agent' },
  SuggestionFigures: { staffElseHiddenToSellers: 'shown accepted perDay' },
  SuggestionDay: { staffElseHiddenToSellers: 'day shown accepted' },
  AnalyticsChange: { sellersAndStaff: 'at' },
}

/** The routes to them. */
export const FIGURE_ROUTES: Record<string, Route[]> = {
  Analytics: [query(`${FIGURES} { FIELD }`, 'analytics')],
  DayCount: [query(`${FIGURES} { perDay { FIELD } }`, 'analytics.perDay')],
  AgentCount: [query(`${FIGURES} { perAgent { FIELD } }`, 'analytics.perAgent')],
  AnalyticsRow: [query(`${FIGURES} { breakdown(by: TEAM) { FIELD } }`, 'analytics.breakdown')],
  Percentiles: [query(`${FIGURES} { resolutionSeconds { FIELD } }`, 'analytics.resolutionSeconds')],
  Satisfaction: [query(`${FIGURES} { satisfaction { FIELD } }`, 'analytics.satisfaction')],
  AgentSatisfaction: [query(`${RECENT} { satisfaction { perAgent { FIELD } } }`, 'analytics.satisfaction.perAgent')],
  RatedTicket: [query(`${RECENT} { satisfaction { comments { FIELD } } }`, 'analytics.satisfaction.comments')],
  SuggestionFigures: [query(`${FIGURES} { suggestions { FIELD } }`, 'analytics.suggestions')],
  SuggestionDay: [query(`${FIGURES} { suggestions { perDay { FIELD } } }`, 'analytics.suggestions.perDay')],
  AnalyticsChange: [route('subscription { analyticsChanged { FIELD } }', 'analyticsChanged')],
}
