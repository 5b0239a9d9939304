import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { trace } from '@opentelemetry/api'
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node'
import { pino } from 'pino'
import { traceIds } from '../src/platform/tracing.ts'
import { eventually } from './eventually.ts'
import { mailRecorder, type MailRecorder } from './mailRecorder.ts'
import { type Actor, type TestApp, testApp } from './testApp.ts'

let app: TestApp
let admin: Actor
let mails: MailRecorder
const lines: Record<string, unknown>[] = []
const exporter = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
beforeAll(async () => {
  mails = await mailRecorder()
  const log = pino({ level: 'debug', mixin: traceIds }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  app = await testApp({ log, variables: { SMTP_URL: mails.url, MAIL_FROM: 'desk@parley.example' } })
  admin = await app.actor('admin')
})
afterAll(async () => {
  await app.close()
  await mails.close()
  await provider.shutdown()
})

const invite = (email: string) =>
  app.gql(
    admin,
    'mutation Invite($input: InvitePersonInput!) { invitePerson(input: $input) { invitation { id } errors { code message } } }',
    { input: { email, name: 'Somebody', role: 'BUYER' } },
  )

const namesOf = (spans: readonly ReadableSpan[]) => spans.map(({ name }) => name)

test('without an SDK, jobs carry no trace and log lines no ids', async () => {
  const before = lines.length
  expect((await invite('first@parley.example')).data.invitePerson.errors).toEqual([])
  await eventually('the mail was sent', () => mails.received.length === 1)
  expect(exporter.getFinishedSpans()).toEqual([])
  expect(lines.slice(before).filter((line) => 'traceId' in line)).toEqual([])
})

test('a mutation, its transaction, and the job that sends its mail are one trace', async () => {
  provider.register()
  expect((await invite('secret-address@parley.example')).data.invitePerson.errors).toEqual([])
  await eventually('the mail was sent', () => mails.received.length === 2)
  const spansOf = () => {
    const spans = exporter.getFinishedSpans()
    const root = spans.find(({ name }) => name === 'mutation invitePerson')
    return spans.filter((span) => root && span.spanContext().traceId === root.spanContext().traceId)
  }
  const spans = await eventually('the job has ended', spansOf, (found) => namesOf(found).includes('job send_mail'))
  expect(namesOf(spans)).toEqual(expect.arrayContaining(['transaction', 'INSERT', 'send mail']))

  const [root] = spans.filter(({ name }) => name === 'mutation invitePerson')
  expect(root!.parentSpanContext).toBeUndefined()
  expect(root!.attributes).toEqual({ 'graphql.operation.type': 'mutation' })
  const parentOf = (span: ReadableSpan) =>
    spans.find((one) => one.spanContext().spanId === span.parentSpanContext?.spanId)
  const chain = (name: string) => parentOf(spans.find((span) => span.name === name)!)?.name
  expect(chain('INSERT')).toBe('transaction')
  expect(chain('job send_mail')).toBe('mutation invitePerson')
  expect(chain('send mail')).toBe('job send_mail')
  // Statements are there with placeholders, never with what people wrote.
  const told = JSON.stringify(
    exporter.getFinishedSpans().map(({ attributes, events, status }) => [attributes, events, status]),
  )
  expect(told).toContain('db.query.text')
  expect(told).not.toContain('secret-address')
  // Lines that the job or the operation logged have the ids of the trace.
  const own = lines.filter(({ traceId }) => traceId === root!.spanContext().traceId)
  for (const line of own) expect(line).toHaveProperty('spanId')
})

test('a log line has the ids of the span in which it was written', () => {
  trace.getTracer('test').startActiveSpan('a span', (span) => {
    const { traceId, spanId } = span.spanContext()
    expect(traceIds()).toEqual({ traceId, spanId })
    span.end()
  })
  expect(traceIds()).toEqual({})
})

test('an operation that fails marks its span', async () => {
  exporter.reset()
  await app.gql(null, '{ tickets(first: 1) { totalCount } }')
  const [span] = exporter.getFinishedSpans().filter(({ name }) => name === 'query tickets')
  expect(span!.status).toEqual({ code: 2 })
})
