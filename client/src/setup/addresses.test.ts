import { expect, test } from '@jest/globals'
import { addressesIn, nameFrom } from './addresses.ts'

test('addresses are separated by anything that people use, and named once', () => {
  const text = 'ruth@desk.example, sofia@desk.example;\n ruth@desk.example\n\n'
  expect(addressesIn(text)).toEqual({ addresses: ['ruth@desk.example', 'sofia@desk.example'], wrong: undefined })
  expect(addressesIn('ruth@desk.example sofia').wrong).toBe('sofia')
  expect(addressesIn('  ')).toEqual({ addresses: [], wrong: undefined })
})

test.each([
  ['ruth.adeyemi@desk.example', 'Ruth Adeyemi'],
  ['sofia_de-la+cruz@desk.example', 'Sofia De La Cruz'],
  ['support@desk.example', 'Support'],
  ['._@desk.example', '._@desk.example'],
])('%s is named %s', (address, name) => expect(nameFrom(address)).toBe(name))
