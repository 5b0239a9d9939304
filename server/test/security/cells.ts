import {
  getNamedType,
  type GraphQLArgument,
  isCompositeType,
  isEnumType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { schema } from '../../src/schema.ts'
import type { Route } from './routeShapes.ts'
import { expectedFor, type Outcome, type Rule } from './outcomes.ts'
import type { Result } from './transports.ts'

const AT_ONCE = 16

/** One cell of the matrix: a field, its rule, the route to it, and the viewer. */
export interface Cell {
  type: string
  field: string
  rule: Rule
  route: Route
  who: string
}

/**
 * The cells by operation. The fields that a person may read by one route share an operation, and so do those that are hidden
 * from them; a rejected field has a separate operation.
 */
export function operations(cells: Cell[]): Cell[][] {
  const groups = new Map<string, Cell[]>()
  for (const cell of cells) {
    const expected = expectedFor(cell.rule, cell.who)
    const kind = ['value', 'null', 'any'].includes(expected) ? 'shown' : expected === 'hidden' ? 'hidden' : cell.field
    const key = [cell.route.operation, cell.who, kind].join(' | ')
    groups.set(key, [...(groups.get(key) ?? []), cell])
  }
  return [...groups.values()]
}

/** Whether an outcome is as expected. */
export const fits = (expected: Outcome, got: Outcome) =>
  expected === got || (expected === 'any' && (got === 'value' || got === 'null' || got === 'hidden'))

/** The route's operation with these fields in it. */
export function withFields(route: Route, cells: Cell[]): string {
  const selections = cells.map(({ type, field }) => {
    const found = schema.getType(type)
    if (!isObjectType(found)) return field
    const { args, type: of } = found.getFields()[field]!
    return `${field}${requiredValues(args)} ${isCompositeType(getNamedType(of)) ? '{ __typename }' : ''}`
  })
  return route.operation.replace('FIELD', selections.join(' '))
}

/** The first value of each required argument, which is an enum. */
function requiredValues(args: readonly GraphQLArgument[]): string {
  const given = args.filter(isRequiredArgument).map(({ name, type }) => {
    const named = getNamedType(type)
    return `${name}: ${isEnumType(named) ? named.getValues()[0]!.name : 'null'}`
  })
  return given.length > 0 ? `(${given.join(', ')})` : ''
}

/** The value at this path of a response: an error code, or whether there is a value. */
export function outcomeOf({ data, errors }: Result, path: string[]): Outcome {
  if (errors?.length) return String(errors[0]!.extensions?.['code'])
  const refusal = data[path[0]!]?.errors?.[0]?.code as string | undefined
  if (refusal && path.length === 1) return refusal
  let level: any[] = [data]
  for (const [i, key] of path.entries()) {
    const found = level.filter((value) => key in value).map((value) => value[key])
    const there =
      i === path.length - 1 ? found.filter((value) => value !== null) : found.flat().filter((value) => value !== null)
    if (there.length === 0) return found.length > 0 && i === path.length - 1 ? 'null' : 'hidden'
    level = there
  }
  return 'value'
}

/** Works on several items at a time. */
export async function inParallel<T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const found: R[] = []
  let next = 0
  const run = async () => {
    while (next < items.length) found.push(await work(items[next++]!))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, run))
  return found
}
