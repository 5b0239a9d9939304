import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  type GraphQLSchema,
} from 'graphql'
import type { Context, ShownReply } from '../graphql/context.ts'
import { type AudienceScope, audienceScopeOf } from '../log/audienceScope.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { directAnswers } from '../platform/metrics.ts'
import type { Logger } from '../platform/log.ts'
import { one } from './field.ts'
import { fill, type Fill } from './fill.ts'
import { MESSAGE_ALONE } from './messages.ts'
import { boundIn, resultOf } from './answers.ts'
import { keyOf, payloadPlanOf, type PlannedPayload, Undeclared } from './plan.ts'
import { Writer } from './sql.ts'

/** What the payload of `reply` shows of the ticket $1 and the message $2. */
const PAYLOAD = {
  message: one((_row, t) => `(${MESSAGE_ALONE} WHERE m.id = $2::uuid) ${t}`),
  ticket: one((_row, t) => `support_tickets ${t} WHERE ${t}.id = $1::uuid`),
}

type Row = Record<string, string | null>

interface Plan extends PlannedPayload {
  /** By the kind of viewer. */
  written: Map<string, { run: (...values: unknown[]) => Promise<Row | undefined>; makes: readonly Fill[] }>
}

type Payload = Record<string, unknown>
type Execute = (args: ExecutionArgs) => Promise<ExecutionResult> | ExecutionResult

/**
 * Answers trusted replies: graphql-js executes the mutation itself, and one statement reads what the payload shows of the message and its ticket.
 * The statement goes to PostgreSQL in one packet with the message where nothing is decided in between (docs/decisions/062).
 */
export class ReplyAnswers {
  readonly #plans = new Map<DocumentNode, Plan>()
  readonly #schema: GraphQLSchema

  constructor(schema: GraphQLSchema) {
    this.#schema = schema
  }

  /** Plans a trusted document, if it is a reply. */
  prepare(document: DocumentNode, log: Logger): void {
    try {
      const planned = payloadPlanOf(document, this.#schema, 'reply', PAYLOAD)
      if (planned.fields.flatMap(boundIn).length > 0) throw new Undeclared('a field with arguments')
      this.#plans.set(document, { ...planned, written: new Map() })
    } catch (error) {
      if (!(error instanceof Undeclared)) throw error
      const name = getOperationAST(document)?.name?.value
      log.debug({ operation: name, because: error.message }, 'its payload is read by graphql-js')
    }
  }

  has(document: DocumentNode): boolean {
    return this.#plans.has(document)
  }

  /** Executes a reply of a prepared document under the current operation's identity. */
  async answer(args: ExecutionArgs, execute: Execute): Promise<ExecutionResult> {
    const plan = this.#plans.get(args.document)!
    const context = args.contextValue as Context
    if (!context.identity || !context.viewer || !context.isCosted) return execute(args)
    const written = writtenFor(plan, audienceScopeOf(context.identity))
    const shownReply = new Shown(written)
    const result = await execute({ ...args, document: plan.rest, contextValue: { ...context, shownReply } })
    const payload = result.data?.[keyOf(plan.node)] as Payload | null | undefined
    if (result.errors || !payload) return result
    const text = composed(plan, written, payload, await shownReply.row(), context)
    directAnswers.inc({ by: text === null ? 'graphql' : 'statement' })
    if (text !== null) return resultOf(text)
    // A reply may be repeated: graphql-js does, and reports what the doubt is about.
    currentOperation().startAgain()
    return execute(args)
  }
}

type Written = Plan['written'] extends Map<string, infer W> ? W : never

function writtenFor(plan: Plan, scope: AudienceScope): Written {
  const known = plan.written.get(scope.name)
  if (known) return known
  const writer = new Writer(new Map())
  const { first } = statement<Row>(writer.statement(plan.fields, { t: '', scope }))
  const written = { run: first, makes: writer.makes }
  plan.written.set(scope.name, written)
  return written
}

/** The message and the ticket of one reply, as its answer shows them. */
class Shown implements ShownReply {
  readonly #written: Written
  #row: Promise<Row | undefined> | undefined
  #isSettled = false

  constructor(written: Written) {
    this.#written = written
  }

  read(ticketId: string, messageId: string | null): void {
    this.#row = this.#written.run(ticketId, messageId)
    // It fails if what it was sent with fails, which is reported.
    this.#row.catch(() => {})
  }

  forget(): void {
    this.#row = undefined
  }

  settle(ticketId: string, messageId: string | null): void {
    this.#isSettled = true
    if (!this.#row) this.read(ticketId, messageId)
  }

  /** The JSON of each planned field by its number. A rejected reply shows nothing. */
  async row(): Promise<Row> {
    return (this.#isSettled && (await this.#row)) || {}
  }
}

/** The answer, in the order of the document; null if there is a doubt. */
function composed({ node, fields, keys }: Plan, { makes }: Written, payload: Payload, row: Row, context: Context) {
  const read = new Map(fields.map(({ key }, index) => [key, row[index] ?? 'null']))
  const parts = keys.map((key) => `"${key}":${read.get(key) ?? JSON.stringify(payload[key] ?? null)}`)
  return fill(`{"data":{"${keyOf(node)}":{${parts.join(',')}}}}`, makes, context)
}
