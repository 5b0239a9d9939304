import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  type GraphQLSchema,
  isNonNullType,
  locatedError,
} from 'graphql'
import type { Context } from '../graphql/context.ts'
import { type AudienceScope, audienceScopeOf } from '../log/audienceScope.ts'
import { directAnswers } from '../platform/metrics.ts'
import type { Logger } from '../platform/log.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { planForValues, statement } from '../platform/database/statement.ts'
import { RequestError } from '../platform/userError.ts'
import { Parameters } from '../tickets/filter.ts'
import type { Asked, Bound } from './field.ts'
import { fill, type Fill } from './fill.ts'
import { type PlannedField, planOf, Undeclared } from './plan.ts'
import { Writer } from './sql.ts'

/** A document that is answered by one statement. */
interface Plan {
  document: DocumentNode
  fields: readonly PlannedField[]
  /** Those of them and below that have arguments. */
  bound: readonly PlannedField[]
  /** By the kind of viewer and the variants of the arguments. */
  written: Map<string, Written>
}

interface Written {
  run: (...values: unknown[]) => Promise<Record<string, string | null> | undefined>
  makes: readonly Fill[]
}

/** The maximum number of statements of a document: PostgreSQL keeps the plan of each on every connection. */
const STATEMENTS_MAX = 100

/**
 * Answers trusted queries by one statement that returns their JSON, which is sent as it is. Whatever is out of the ordinary — invalid arguments,
 * something that a field's loader would report as an error — is left to graphql-js, so only the database's errors are reported here.
 */
export class DirectAnswers {
  readonly #plans = new Map<DocumentNode, Plan>()
  readonly #schema: GraphQLSchema

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  /** Plans a trusted document, which is valid; logs whether it will be answered by a statement. */
  prepare(document: DocumentNode, log: Logger): void {
    const name = getOperationAST(document)?.name?.value
    try {
      const fields = planOf(document, this.#schema)
      this.#plans.set(document, { document, fields, bound: fields.flatMap(boundIn), written: new Map() })
      log.debug({ operation: name }, 'answered by a statement')
    } catch (error) {
      if (!(error instanceof Undeclared)) throw error
      log.debug({ operation: name, because: error.message }, 'answered by graphql-js')
    }
  }

  /** Whether this document has a statement. */
  has(document: DocumentNode): boolean {
    return this.#plans.has(document)
  }

  /** The names of the operations that are answered by statements. */
  get operations(): string[] {
    return [...this.#plans.keys()].map((document) => getOperationAST(document)?.name?.value ?? '')
  }

  /** The answer of an operation, run under the current operation's identity; null if graphql-js has to answer. */
  async answer(args: ExecutionArgs): Promise<ExecutionResult | null> {
    const plan = this.#plans.get(args.document)
    const context = args.contextValue as Context
    if (!plan || !context.identity || !context.viewer || !context.isCosted) return null
    let text: string | null
    try {
      text = await this.#textOf(plan, args, context)
    } catch (error) {
      return failed(plan, error)
    }
    directAnswers.inc({ by: text === null ? 'graphql' : 'statement' })
    return text === null ? null : resultOf(text)
  }

  async #textOf(plan: Plan, { variableValues, document }: ExecutionArgs, context: Context): Promise<string | null> {
    const definitions = getOperationAST(document)?.variableDefinitions ?? []
    const { coerced } = getVariableValues(this.#schema, definitions, (variableValues ?? {}) as Record<string, unknown>)
    if (!coerced) return null
    const scope = audienceScopeOf(context.identity!)
    const asked: Asked = { identity: context.identity!, scope, parameters: new Parameters(), dependsOnValues: false }
    const bounds = await bind(plan, coerced, asked)
    if (!bounds) return null
    const written = statementOf(plan, scope, bounds)
    if (!written) return null
    const { run, makes } = written
    const row = (await inOnePacket(asked, () => run(...asked.parameters.values)))!
    const parts = plan.fields.map(({ key }, index) => `"${key}":${row[index] ?? 'null'}`)
    return fill(`{"data":{${parts.join(',')}}}`, makes, context)
  }
}

/** The fields with arguments, in the order in which their parameters are numbered. */
export function boundIn(planned: PlannedField): PlannedField[] {
  const below = [...planned.objects.values()].flatMap((fields) => fields.flatMap(boundIn))
  return 'bind' in planned.field ? [planned, ...below] : below
}

async function bind(
  { bound }: Plan,
  variables: Record<string, unknown>,
  asked: Asked,
): Promise<Map<PlannedField, Bound> | null> {
  const bounds = new Map<PlannedField, Bound>()
  try {
    for (const planned of bound) {
      if (!('bind' in planned.field)) continue
      const found = await planned.field.bind(getArgumentValues(planned.definition, planned.node, variables), asked)
      if (!found) return null
      bounds.set(planned, found)
    }
    return bounds
  } catch (error) {
    // graphql-js reports the same.
    if (error instanceof RequestError) return null
    throw error
  }
}

function statementOf(plan: Plan, scope: AudienceScope, bounds: ReadonlyMap<PlannedField, Bound>): Written | null {
  const variant = [scope.name, ...[...bounds.values()].map(({ variant }) => variant)].join('\n')
  const known = plan.written.get(variant)
  if (known) return known
  if (plan.written.size >= STATEMENTS_MAX) return null
  const writer = new Writer(bounds)
  const { first } = statement<Record<string, string | null>>(writer.statement(plan.fields, { t: '', scope }))
  const written = { run: first, makes: writer.makes }
  plan.written.set(variant, written)
  return written
}

/** Asks for the last time in this operation: nothing is decided before COMMIT, which is sent along. */
async function inOnePacket<T>({ dependsOnValues }: Asked, ask: () => Promise<T>): Promise<T> {
  const planned = dependsOnValues ? planForValues() : undefined
  const asked = ask()
  void currentOperation().commitAlong()
  // If the first fails, so does the second. How the transaction ends does not matter: it has only read.
  const [answer] = await Promise.all([asked, planned])
  return answer
}

/** The same as if the resolver of the first field had thrown. */
function failed({ fields }: Plan, error: unknown): ExecutionResult {
  const { key, node, type } = fields[0]!
  return { data: isNonNullType(type) ? null : { [key]: null }, errors: [locatedError(error, [node], [key])] }
}

/** A result with its own text. `data` is parsed only for those who ask for it, such as a WebSocket. */
export function resultOf(text: string): ExecutionResult {
  return {
    get data() {
      return (JSON.parse(text) as { data: Record<string, unknown> }).data
    },
    stringify: () => text,
  } as ExecutionResult
}
