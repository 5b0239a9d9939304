import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'graphql'
import { ROOT } from '../../src/env.ts'
import { type CursorSeal, cursorSeal } from '../../src/live/cursor.ts'
import { silentLog } from '../../src/platform/log.ts'
import { directAnswers } from '../../src/platform/metrics.ts'
import { schema } from '../../src/schema.ts'
import { DirectAnswers } from '../../src/statements/answers.ts'
import { deriveKey } from '../../src/viewer/deskSecret.ts'
import { idOf, MANIFEST } from '../documents.ts'
import { type Actor, type Answer, post, type TestApp } from '../testApp.ts'

/** The client's queries that a statement answers, and its reply: texts by name. */
export const DIRECT: Readonly<Record<string, string>> = directDocuments()

function directDocuments(): Record<string, string> {
  const texts = Object.values(
    JSON.parse(readFileSync(path.join(ROOT, 'trusted-documents.json'), 'utf8')) as Record<string, string>,
  )
  const found = texts.flatMap((text): [string, string][] => {
    const direct = new DirectAnswers(schema)
    direct.prepare(parse(text), silentLog)
    return direct.operations.map((name) => [name, text])
  })
  return Object.fromEntries([...found, ['Reply', MANIFEST[idOf('Reply')]!]])
}

/** An answer of each way, and who gave the first. */
interface Both {
  direct: Answer
  oracle: Answer
  by: 'statement' | 'graphql'
}

/** Asks as this person for both ways: a text that differs by a comment is not a trusted document, so graphql-js answers it. */
export async function askBothWays(
  app: TestApp,
  person: Actor,
  name: string,
  variables: Record<string, unknown>,
): Promise<Both> {
  const before = await answered()
  const direct = await post(app.url, person, DIRECT[name]!, variables)
  const by = (await answered()) > before ? 'statement' : 'graphql'
  const oracle = await post(app.url, person, `${DIRECT[name]}\n# graphql-js`, variables)
  return { direct: comparable(direct), oracle: comparable(oracle), by }
}

/** Times at which something else happened between both are asked again; a difference that stays is one. */
const TRIES = 15

/** The same, until both ways saw the same moment. */
export async function askUntilSame(...asked: Parameters<typeof askBothWays>): Promise<Both> {
  const seal = await sealOf(asked[0])
  for (let tries = TRIES; ; tries--) {
    const both = await askBothWays(...asked)
    alignCursors(both, seal)
    if (tries === 1 || differencesIn(both.direct, both.oracle, '').length === 0) return both
  }
}

/**
 * The cursor of a list moves on with every transaction of the server, those of tests in other databases included: that of the second answer
 * counts as the first if it is of the same feed, and not before it.
 */
function alignCursors({ direct, oracle }: Both, seal: CursorSeal): void {
  const [first, second] = [direct, oracle].map(({ data }) => seal.open(data?.tickets?.cursor ?? ''))
  if (!first || !second || first.epoch !== second.epoch || first.feed !== second.feed) return
  if (first.position <= second.position) oracle.data!.tickets.cursor = direct.data!.tickets.cursor
}

const seals = new WeakMap<TestApp, Promise<CursorSeal>>()

function sealOf(app: TestApp): Promise<CursorSeal> {
  const known =
    seals.get(app) ??
    app
      .sql<{ epoch: string; secret: Buffer }>('select epoch, secret from desk_secrets')
      .then(([row]) => cursorSeal(deriveKey(row!.secret, 'cursors'), row!.epoch))
  seals.set(app, known)
  return known
}

async function answered(): Promise<number> {
  const { values } = await directAnswers.get()
  return values.find(({ labels }) => labels.by === 'statement')?.value ?? 0
}

/** Where two answers differ, with the values of both. */
export function differencesIn(direct: unknown, oracle: unknown, at: string): string[] {
  if (!isObject(direct) || !isObject(oracle))
    return Object.is(direct, oracle) ? [] : [`${at}: ${JSON.stringify(direct)} instead of ${JSON.stringify(oracle)}`]
  const keys = new Set([...Object.keys(direct), ...Object.keys(oracle)])
  return [...keys].flatMap((key) => differencesIn(direct[key], oracle[key], `${at}.${key}`))
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Without what differs for each request. */
function comparable(answer: Answer): Answer {
  for (const error of answer.errors ?? []) {
    delete error.extensions['requestId']
    // They point into the text.
    delete (error as { locations?: unknown }).locations
  }
  return answer
}
