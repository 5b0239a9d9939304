import { parseArgs } from 'node:util'
import { oneLine, StartError } from '../../src/platform/errors/startError.ts'
import { Classifier } from '../../src/suggestions/classifier.ts'
import { featuresOf } from '../../src/suggestions/features.ts'
import { keywords, type Learner, majority, plainBayes } from './baselines.ts'
import { type Conversation, readConversations } from './conversations.ts'
import { benchDesk } from './desk.ts'
import { type Figures, inParts, measure, type Part } from './measure.ts'
import { readAs, type Reading, READINGS } from './readings.ts'

const USAGE = `Usage: pnpm bench suggestions --data <folder> [--test <folder> | --parts <number>], or --desk <tickets>
  --data   MultiDoGO files (.tsv, .tsv.gz) to learn from; a tenth of their conversations is held out
  --test   other files to try instead: then all of --data is learned
  --parts  cross-validation instead: each of so many parts is tried with what was learned from the others
  --desk   how long a ticket's suggestions take on a seeded desk with so many tickets`

/** What is to be reached (issue 11). */
const TARGET = { top1: 0.88, top3: 0.96, microseconds: 200 }
const TENTH = 10

const suggestions: Learner = (examples) => {
  const classifier = new Classifier()
  for (const { text, label } of examples) classifier.learn(featuresOf(text), label)
  return (text) => classifier.classify(featuresOf(text))
}

const LEARNERS: [string, Learner][] = [
  ['majority', majority],
  ['keywords', keywords],
  ['plain naive Bayes', plainBayes],
  ['suggestions', suggestions],
]

/** `pnpm bench suggestions`: how well and how fast the classifier of suggestions finds the class of conversations it has not seen. */
export async function benchSuggestions(args: string[]): Promise<void> {
  const given = readArguments(args)
  if ('desk' in given) return benchDesk(given.desk)
  const { data, test, parts } = given
  const known = await readConversations(data)
  const others = test ? await readConversations(test) : null
  const missed = READINGS.filter((reading) => !reaches(report(reading, partsOf(reading, { known, others, parts }))))
  if (missed.length > 0) process.exitCode = 1
}

interface Conversations {
  known: Conversation[]
  others: Conversation[] | null
  parts?: number
}

function partsOf(reading: Reading, { known, others, parts }: Conversations): Part[] {
  const examples = readAs(reading, known)
  if (others) return [{ learned: examples, tried: readAs(reading, others) }]
  return parts ? inParts(examples, parts) : inParts(examples, TENTH).slice(0, 1)
}

type Arguments = { desk: number } | { data: string; test?: string; parts?: number }

function readArguments(args: string[]): Arguments {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ args, options: { data: text, test: text, parts: text, desk: text } })
    const { data, test, parts, desk } = values
    if (desk && !data) return { desk: numberOf(desk) }
    if (data && !desk && !(test && parts)) return { data, test, parts: parts ? numberOf(parts) : undefined }
  } catch (error) {
    throw new StartError(`${oneLine(error)} ${USAGE}`)
  }
  throw new StartError(USAGE)
}

function numberOf(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text) && text !== '1') return Number(text)
  throw new StartError(`"${text}" is not a number from 2.`)
}

/** Prints the figures of all classifiers, and returns those of the suggestions. */
function report({ name }: Reading, parts: Part[]): Figures {
  const tried = parts.reduce((sum, part) => sum + part.tried.length, 0)
  const classes = new Set(parts.flatMap(({ learned }) => learned.map(({ label }) => label))).size
  console.log(
    `${name}\n${parts[0]!.learned.length} conversations learned, ${tried} others tried, ${classes} classes.\n`,
  )
  console.log('                    top 1   top 3   calibration error   µs a ticket')
  const rows = LEARNERS.map(([learner, learn]) => {
    const figures = measure(learn, parts)
    const { top1, top3, calibration, guessing } = figures
    const numbers = [
      top1.toFixed(4),
      ` ${top3.toFixed(4)}`,
      calibration.toFixed(4).padStart(19),
      guessing.toFixed(0).padStart(13),
    ]
    console.log(`${learner.padEnd(18)} ${numbers.join(' ')}`)
    return figures
  })
  const figures = rows.at(-1)!
  printCalibration(figures)
  console.log(`Learning takes ${figures.learning.toFixed(0)} µs a conversation.`)
  const { top1, top3, microseconds } = TARGET
  console.log(
    `Target: top 1 ≥ ${top1}, top 3 ≥ ${top3}, ≤ ${microseconds} µs: ${reaches(figures) ? 'met' : 'not met'}.\n`,
  )
  return figures
}

function printCalibration({ bins }: Figures): void {
  console.log('\nsuggestions: confidence   right   guesses')
  for (const { guesses, expected, right } of bins.filter((bin) => bin.guesses > 0)) {
    const [confidence, accuracy] = [expected / guesses, right / guesses].map((share) => share.toFixed(3))
    console.log(`${confidence!.padStart(23)}   ${accuracy}   ${String(guesses).padStart(7)}`)
  }
}

function reaches({ top1, top3, guessing }: Figures): boolean {
  return top1 >= TARGET.top1 && top3 >= TARGET.top3 && guessing <= TARGET.microseconds
}
