import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { agent, buyer, renderIn } from '../../test/render.tsx'
import { recentSearches, rememberSearch } from './recentSearches.ts'
import { SearchBox } from './SearchBox.tsx'

const onChange = jest.fn<(query: string) => void>()
const onSubmit = jest.fn()
const Box = () => {
  const [value, setValue] = useState('')
  onChange.mockImplementation(setValue)
  return <SearchBox value={value} onChange={onChange} onSubmit={onSubmit} />
}
const field = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search' })
const suggestions = () => screen.findByRole('listbox', { name: 'Search suggestions' })
const type = (text: string) => fireEvent.change(field(), { target: { value: text } })

beforeEach(() => {
  localStorage.clear()
  jest.clearAllMocks()
})
afterEach(() => {
  cleanup()
  jest.useRealTimers()
})

test('searches once typing pauses, and at once on Enter', () => {
  jest.useFakeTimers()
  renderIn(<Box />)
  for (const text of ['l', 'la', 'lamp ']) type(text)
  act(() => jest.advanceTimersByTime(199))
  expect(onChange).not.toHaveBeenCalled()
  act(() => jest.advanceTimersByTime(1))
  expect(onChange.mock.calls).toEqual([['lamp']])
  // What is typed stays as it is.
  expect(field().value).toBe('lamp ')
  type('lamps')
  fireEvent.keyDown(field(), { key: 'Enter' })
  expect(onChange).toHaveBeenLastCalledWith('lamps')
  expect(onSubmit).toHaveBeenCalledWith('lamps')
  expect(recentSearches(buyer.id)).toEqual(['lamps'])
})

test('recent searches are offered, by person, and can be cleared', async () => {
  const user = userEvent.setup()
  rememberSearch(buyer.id, 'lamp')
  rememberSearch(buyer.id, 'refund is:open')
  rememberSearch(agent.id, 'not mine')
  renderIn(<Box />)
  await user.click(field())
  const recent = within(await suggestions())
  expect(recent.queryByText('not mine')).toBeNull()
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}')
  expect(onSubmit).toHaveBeenLastCalledWith('lamp')
  expect(recentSearches(buyer.id)).toEqual(['lamp', 'refund is:open'])
  await user.clear(field())
  await user.click(within(await suggestions()).getByText('Clear recent searches'))
  expect(within(await suggestions()).queryByText('lamp')).toBeNull()
  expect(recentSearches(buyer.id)).toEqual([])
  expect(recentSearches(agent.id)).toEqual(['not mine'])
  expect(document.activeElement).toBe(field())
})

test('a filter is inserted, then its values are offered', async () => {
  const user = userEvent.setup()
  renderIn(<Box />, { viewer: agent })
  await user.click(field())
  await user.click(within(await suggestions()).getByText('is:'))
  expect(field().value).toBe('is:')
  await user.keyboard('unr')
  await user.keyboard('{ArrowDown}{Enter}')
  expect(field().value).toBe('is:unread ')
  await user.keyboard('{Escape}')
  expect(field().value).toBe('')
})

test('Escape closes the suggestions before it clears the text', async () => {
  const user = userEvent.setup()
  renderIn(<Box />)
  await user.click(field())
  await user.keyboard('lamp is:')
  await suggestions()
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('listbox')).toBeNull()
  expect(field().value).toBe('lamp is:')
  await user.keyboard('{Escape}')
  expect(field().value).toBe('')
})
