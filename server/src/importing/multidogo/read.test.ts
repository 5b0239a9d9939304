import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import type { Conversation } from '../conversation.ts'
import type { Found } from '../found.ts'
import { readMultidogo } from './read.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'parley-multidogo-'))
afterAll(() => rmSync(folder, { recursive: true }))

const HEADER = 'conversationId\tturnNumber\tutterance\tintent\n'

async function read(text: string, name = 'airline.train.tsv'): Promise<Found[]> {
  const place = path.join(folder, name)
  writeFileSync(place, HEADER + text)
  const found: Found[] = []
  for await (const one of readMultidogo(place, () => {})) found.push(one)
  return found
}

async function readOne(text: string): Promise<Conversation> {
  const [found] = await read(text)
  return (found as { conversation: Conversation }).conversation
}

const FLIGHT = [
  'c1\t0\thello there\topeninggreeting',
  'c1\t4\tok\tbookflight',
  'c1\t2\thi i want to book a flight\tbookflight',
  'c1\t6\tand a seat by the window please\tchangeseatassignment<div>bookflight',
  'c1\t8\t\toutofdomain',
  'c1\t9\tthanks\tthankyou',
].join('\n')

test('a conversation has its turns in order; intents become tags, and the trade becomes the team', async () => {
  const conversation = await readOne(FLIGHT)

  expect(conversation).toMatchObject({
    externalId: 'multidogo:c1',
    subject: 'I want to book a flight',
    tags: ['bookflight', 'changeseatassignment'],
    team: 'Airline',
    status: 'open',
  })
  expect(conversation.messages.map(({ body }) => body)).toEqual([
    'hello there',
    'hi i want to book a flight',
    'ok',
    'and a seat by the window please',
    'thanks',
  ])
  expect(conversation.messages.map(({ at }) => at)).toEqual(conversation.messages.map(({ at }) => at).toSorted())
})

test('the generated customer is the same each time', async () => {
  const [first, second] = [await readOne(FLIGHT), await readOne(FLIGHT)]

  expect(first.requester).toEqual(second.requester)
  expect(first.requester.email).toMatch(/^[a-z]+\.[a-z]+\.[0-9a-f]{10}@import\.parley\.example$/)
})

test.each([
  ['c\t0\tgood morning\topeninggreeting\nc\t1\tmy bag is lost\toutofdomain', 'My bag is lost'],
  ['c\t0\thi\topeninggreeting\nc\t1\tboarding pass\tgetboardingpass', 'Boarding pass'],
  ['c\t0\thi\topeninggreeting\nc\t1\t5\tcontentonly', 'Airline enquiry'],
  [`c\t0\tplease ${'help '.repeat(40)}\tbookflight`, `Please ${'help '.repeat(18).trim()}…`],
])('the subject describes the request: %j', async (text, subject) => {
  expect((await readOne(text)).subject).toBe(subject)
})

test('a quoted utterance can span several lines and contain tabs; a lone quote is text', async () => {
  const quoted =
    'c\t1\t"flight 2343 \n\n food\t12394 \n hotel"\tO O O\nc\t2\t"ford \tcar_brand O car_model\nc\t3\tmy bill\texpensereport'
  const { messages, tags } = await readOne(quoted)

  expect(messages.map(({ body }) => body)).toEqual(['flight 2343\nfood 12394\nhotel', 'ford', 'my bill'])
  expect(tags).toEqual(['expensereport'])
})

test('invalid lines are reported by number, and the rest of the conversation is kept', async () => {
  const found = await read(
    `${FLIGHT}\nno tabs at all\nc2\tx\thello\tbookflight\n\t1\thello\tbookflight\nc2\t1\tgo\tbookflight\nc2\t1\tgo\tbookflight\nc2\t2\tnu\0l\tbookflight`,
  )

  expect(found.filter((one) => 'broken' in one)).toEqual([
    { line: 8, broken: 'has 1 columns instead of 4' },
    { line: 9, broken: 'has no turnNumber: "x"' },
    { line: 10, broken: 'has no conversationId' },
    { line: 12, broken: 'has turn 1 again' },
    { line: 13, broken: 'has characters that cannot be stored' },
  ])
  expect(found.filter((one) => 'conversation' in one)).toHaveLength(2)
})

test('an unclosed quote does not swallow the next turns', async () => {
  const found = await read('c\t1\t"never closed\nc\t2\tbook a flight\tbookflight')

  expect(found).toMatchObject([{ line: 2, broken: 'has 3 columns instead of 4' }, { line: 3 }])
})
