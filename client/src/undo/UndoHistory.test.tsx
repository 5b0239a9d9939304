import { expect, test } from '@jest/globals'
import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { agent, renderIn } from '../../test/render.tsx'
import { beginChange, undoLatest } from '../ui/undo.ts'
import { UndoHistory } from './UndoHistory.tsx'

test('each change is undone by itself, whichever was the latest; one that is still being sent is not there yet', async () => {
  const undone: string[] = []
  const change = (text: string) => beginChange().done(text, 'Undo', () => undone.push(text))
  change('Claimed TC-1.')
  change('Resolved TC-2.')
  change('Starred TC-3.')
  const pending = beginChange()
  renderIn(<UndoHistory />, { viewer: agent })
  const texts = () => screen.queryAllByRole('listitem').map((item) => within(item).getByText(/TC/).textContent)
  expect(texts()).toEqual(['Starred TC-3.', 'Resolved TC-2.', 'Claimed TC-1.'])

  await userEvent.click(screen.getByRole('button', { name: 'Undo: Resolved TC-2.' }))
  expect(undone).toEqual(['Resolved TC-2.'])
  expect(texts()).toEqual(['Starred TC-3.', 'Claimed TC-1.'])

  act(() => pending.done('Closed TC-4.', 'Undo', () => undone.push('Closed TC-4.')))
  expect(texts()).toEqual(['Closed TC-4.', 'Starred TC-3.', 'Claimed TC-1.'])

  act(() => void [undoLatest(), undoLatest(), undoLatest()])
  expect(undone).toEqual(['Resolved TC-2.', 'Closed TC-4.', 'Starred TC-3.', 'Claimed TC-1.'])
  screen.getByText(/^Nothing to undo/)
})
