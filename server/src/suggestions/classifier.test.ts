import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Classifier, type Guess } from './classifier.ts'
import { featuresOf } from './features.ts'
import { Model } from './model.ts'

const text = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 8 }).map((features) => [...new Set(features)])
const example = fc.record({ features: text, label: fc.constantFrom('a', 'b', 'c') })

/** By label, since equally probable labels are in no particular order. */
const byLabel = (guesses: Guess[]) =>
  guesses
    .toSorted((a, b) => (a.label < b.label ? -1 : 1))
    .map(({ label, probability }) => [label, Number(probability.toFixed(9))])

test('unlearning restores what was known before, in any order', () => {
  fc.assert(
    fc.property(fc.array(example), fc.array(example), fc.array(text), fc.nat(), (kept, removed, asked, seed) => {
      const [changed, plain] = [new Classifier(), new Classifier()]
      for (const { features, label } of kept) plain.learn(features, label)
      const mixed = [...kept, ...removed].toSorted(
        (a, b) => ((a.features.length + seed) % 3) - ((b.features.length + seed) % 3),
      )
      for (const { features, label } of mixed) changed.learn(features, label)
      for (const { features, label } of removed.toReversed()) changed.unlearn(features, label)
      for (const features of asked)
        expect(byLabel(changed.classify(features))).toEqual(byLabel(plain.classify(features)))
    }),
  )
})

test('a model that has learned tickets again and forgotten others equals one that never knew those', () => {
  const ticket = fc.record({
    ticketId: fc.constantFrom('1', '2', '3', '4', '5'),
    agentId: fc.constantFrom('anna', 'ben', null),
    tags: fc.subarray(['refund', 'lamp', 'late']),
    features: text,
  })
  fc.assert(
    fc.property(fc.array(ticket), fc.subarray(['1', '2', '3', '4', '5']), text, (learned, forgotten, asked) => {
      const [changed, plain] = [new Model(), new Model()]
      for (const one of learned) changed.learn(one)
      for (const id of forgotten) changed.forget(id)
      const last = new Map(learned.map((one) => [one.ticketId, one]))
      for (const one of last.values()) if (!forgotten.includes(one.ticketId)) plain.learn(one)
      expect(changed.size).toBe(plain.size)
      expect(byLabel(changed.agentsFor(asked))).toEqual(byLabel(plain.agentsFor(asked)))
      expect(byLabel(changed.tagsFor(asked))).toEqual(byLabel(plain.tagsFor(asked)))
      const sorted = (model: Model) => [...model.experience('x', asked)].toSorted(([a], [b]) => (a < b ? -1 : 1))
      expect(sorted(changed)).toEqual(sorted(plain))
    }),
  )
})

test('probabilities add up to 1, and a label that shares the words of a text is the most probable', () => {
  const classifier = new Classifier()
  classifier.learn(featuresOf('I want my money back'), 'refund')
  classifier.learn(featuresOf('My parcel has not arrived'), 'delivery')
  classifier.learn(featuresOf('The lamp is broken'), 'damage')
  const guesses = classifier.classify(featuresOf('Where is my parcel?'))
  expect(guesses[0]!.label).toBe('delivery')
  expect(guesses.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1)
  expect(new Classifier().classify(featuresOf('anything'))).toEqual([])
})

test.each([
  ['Refund', 'refunds'],
  ['Überweisung', 'ubeRWEISUNG'],
  ['order 1234', 'order 99'],
  ['退货退款', '退货退款'],
])('%j and %j share their stems', (one, other) => {
  const features = featuresOf(one)
  expect(featuresOf(other).some((feature) => features.includes(feature))).toBe(true)
})

test('a text in a script without spaces shares features with a part of it', () => {
  const whole = featuresOf('我想要退货退款')
  expect(featuresOf('退货').every((feature) => whole.includes(feature))).toBe(true)
})

test('a text without words has no features', () => {
  expect(featuresOf('… 🙂 !')).toEqual([])
})

test('experience counts similar tickets by who resolved them, with their most frequent tag', () => {
  const model = new Model()
  const learn = (ticketId: string, words: string, agentId: string, tags: string[]) =>
    model.learn({ ticketId, agentId, tags, features: featuresOf(words) })
  learn('1', 'Please refund the lamp', 'anna', ['refund', 'lamp'])
  learn('2', 'Refund the lamp, please', 'anna', ['refund'])
  learn('3', 'Please refund the lamp today', 'ben', [])
  learn('4', 'Which train leaves tomorrow', 'carl', ['train'])
  const found = model.experience('1', featuresOf('Please refund the lamp'))
  expect(found.get('anna')).toEqual({ tickets: 1, tag: { name: 'refund', tickets: 1 } })
  expect(found.get('ben')).toEqual({ tickets: 1, tag: null })
  expect(found.has('carl')).toBe(false)
  expect(model.experience('5', featuresOf('Please refund the lamp')).get('anna')).toEqual({
    tickets: 2,
    tag: { name: 'refund', tickets: 2 },
  })
})
