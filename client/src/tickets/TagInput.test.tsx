import { expect, test } from '@jest/globals'
import { screen } from '@testing-library/react'
import { fromValue } from 'wonka'
import { agent, renderIn, silentClient, type TestClient } from '../../test/render.tsx'
import { TagChoices } from './TagInput.tsx'

test('a suggested tag is named with its number of tickets', () => {
  const data = { ticketTags: [{ tag: 'lamp', count: 1204 }] }
  const executeQuery = () => fromValue({ data, stale: false, hasNext: false })
  const client = { ...silentClient, executeQuery } as unknown as TestClient
  renderIn(<TagChoices label="Add a tag" except={[]} onAdd={() => {}} />, { viewer: agent, client })
  expect(screen.getByRole('option', { name: 'lamp 1,204 tickets' })).toBeTruthy()
})
