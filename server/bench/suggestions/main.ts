import { parseArgs } from 'node:util'
import { oneLine, StartError } from '../../src/platform/errors/startError.ts'
import { Classifier } from '../../src/suggestions/classifier.ts'
import { featuresOf } from '../../src/suggestions/features.ts'
import { keywords, majority } from './baselines.ts'
import { type Example, isHeldOut, readExamples } from './conversations.ts'
import { type Figures, measure } from './measure.ts'

const USAGE = `Usage: pnpm bench suggestions --data <folder> [--test <folder>]
  --data  MultiDoGO files (.tsv, .tsv.gz) to learn from; a tenth of their conversations is held out
  --test  other files to try instead: then all of --data is learned`

/** What is to be reached (issue 11). */
const TARGET = { top1: 0.88, top3: 0.96, microseconds: 200 }

/** `pnpm bench suggestions`: how well and how fast the classifier of suggestions finds the class of conversations it has not seen. */
export async function benchSuggestions(args: string[]): Promise<void> {
  const { data, test } = readArguments(args)
  const all = await readExamples(data)
  const learned = test ? all : all.filter((one) => !isHeldOut(one))
  const tried = test ? await readExamples(test) : all.filter(isHeldOut)
  const classes = new Set(learned.map(({ label }) => label)).size
  console.log(`${learned.length} conversations learned, ${tried.length} others tried, ${classes} classes.\n`)
  const before = process.cpuUsage()
  const classifier = train(learned)
  const learning = process.cpuUsage(before).user / learned.length
  const figures = measure((text) => classifier.classify(featuresOf(text)), tried)
  printTable([
    ['majority', measure(majority(learned), tried)],
    ['keywords', measure(keywords(learned), tried)],
    ['suggestions', figures],
  ])
  printCalibration(figures)
  console.log(`\nLearning takes ${learning.toFixed(0)} µs a conversation.`)
  report(figures)
}

function readArguments(args: string[]): { data: string; test: string | undefined } {
  try {
    const { values } = parseArgs({ args, options: { data: { type: 'string' }, test: { type: 'string' } } })
    if (values.data) return { data: values.data, test: values.test }
  } catch (error) {
    throw new StartError(`${oneLine(error)} ${USAGE}`)
  }
  throw new StartError(USAGE)
}

function train(examples: readonly Example[]): Classifier {
  const classifier = new Classifier()
  for (const { text, label } of examples) classifier.learn(featuresOf(text), label)
  return classifier
}

function printTable(rows: [string, Figures][]): void {
  console.log('                 top 1   top 3   calibration error   µs a ticket')
  for (const [name, { top1, top3, calibration, microseconds }] of rows)
    console.log(
      `${name.padEnd(15)} ${top1.toFixed(4)}  ${top3.toFixed(4)}   ${calibration.toFixed(4).padStart(17)}   ${microseconds.toFixed(0).padStart(11)}`,
    )
}

function printCalibration({ bins }: Figures): void {
  console.log('\nsuggestions: confidence   right   guesses')
  bins.forEach(({ guesses, expected, right }) => {
    if (guesses > 0)
      console.log(
        `${(expected / guesses).toFixed(3).padStart(23)}   ${(right / guesses).toFixed(3)}   ${String(guesses).padStart(7)}`,
      )
  })
}

function report({ top1, top3, microseconds }: Figures): void {
  const isMet = top1 >= TARGET.top1 && top3 >= TARGET.top3 && microseconds <= TARGET.microseconds
  console.log(
    `Target: top 1 ≥ ${TARGET.top1}, top 3 ≥ ${TARGET.top3}, ≤ ${TARGET.microseconds} µs: ${isMet ? 'met' : 'not met'}.`,
  )
  if (!isMet) process.exitCode = 1
}
