import { complexityFromQuery } from '@pothos/plugin-complexity'
import { type DocumentNode, getOperationAST, type GraphQLSchema, Kind, visit } from 'graphql'
import { COMPLEXITY } from './limits.ts'

/** The page sizes to which a document stays within the limits of complexity. */
export interface Allowance {
  /** The variables that set page sizes. */
  sizes: readonly string[]
  /** The maximum of each. */
  max: number
}

/** The last is the size of a page if none is given (`first ?? 25`), so no smaller one helps. */
const PAGE_SIZES = [100, 75, 50, 25]
/** Which values the others have does not matter for the complexity. */
const VALUES: Readonly<Record<string, unknown>> = { ID: 'x', String: 'x', Boolean: true, Cursor: 'x' }

/** How large the pages of an operation can be; undefined if it may exceed the limits anyway, or if that is unknown. */
export function allowanceOf(document: DocumentNode, schema: GraphQLSchema): Allowance | undefined {
  // Required variables would need values of their types.
  const optional = visit(document, {
    VariableDefinition: (variable) =>
      variable.type.kind === Kind.NON_NULL_TYPE ? { ...variable, type: variable.type.type } : undefined,
  })
  const definitions = getOperationAST(optional)?.variableDefinitions ?? []
  // It would be the size of the pages if none is given.
  if (definitions.some(({ defaultValue }) => defaultValue?.kind === Kind.INT)) return undefined
  const variables = definitions.map(({ variable, type }) => ({
    name: variable.name.value,
    type: type.kind === Kind.NAMED_TYPE ? type.name.value : '',
  }))
  const max = PAGE_SIZES.find((size) => {
    const values = variables.map(({ name, type }) => [name, type === 'Int' ? size : VALUES[type]])
    return isWithinLimits(optional, schema, Object.fromEntries(values))
  })
  return max === undefined
    ? undefined
    : { sizes: variables.filter(({ type }) => type === 'Int').map(({ name }) => name), max }
}

/** Whether these variables stay below the maximum. */
export function isWithin({ sizes, max }: Allowance, variables: unknown): boolean {
  const given = (variables ?? {}) as Record<string, unknown>
  return sizes.every((name) => given[name] == null || (typeof given[name] === 'number' && given[name] <= max))
}

function isWithinLimits(document: DocumentNode, schema: GraphQLSchema, variables: Record<string, unknown>): boolean {
  try {
    const costs = complexityFromQuery(document, { schema, variables, ctx: {} })
    return (['complexity', 'depth', 'breadth'] as const).every((kind) => costs[kind] <= COMPLEXITY[kind])
  } catch {
    return false
  }
}
