import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { act, cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { renderIn } from '../../test/render.tsx'
import { PagedListBox } from './PagedListBox.tsx'

const onOpen = jest.fn()
const box = (names: string[], { pager = PAGER, isLoading = false } = {}) => {
  const rows = names.map((name) => ({ id: name.toLowerCase(), name }))
  const list = { count: rows.length, total: isLoading ? undefined : rows.length, row: (index: number) => rows[index] }
  return (
    <PagedListBox
      pager={pager as never}
      list={list as never}
      label="Users"
      empty="Nobody"
      openId="cleo"
      onOpen={({ id }: { id: string }) => onOpen(id)}
    >
      {(row: { id: string; name: string }) => row.name}
    </PagedListBox>
  )
}
const newPager = () => ({ show: () => undefined, retry: () => undefined })
const PAGER = newPager()
const row = (name: string) => screen.getByRole('option', { name })

beforeEach(() => {
  onOpen.mockClear()
  Element.prototype.scrollTo ??= (() => undefined) as never
  // So that rows are in view.
  jest.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(560)
})
afterEach(() => {
  cleanup()
  jest.restoreAllMocks()
})

test('the row on which a press began opens, although the list is filtered before its end', async () => {
  const pointer = userEvent.setup()
  const { rerender } = renderIn(box(['Ann', 'Bob', 'Cleo']))
  const bob = row('Bob')
  await pointer.pointer({ keys: '[MouseLeft>]', target: bob })
  rerender(box(['Bob', 'Cleo'], { pager: newPager() }))
  // The row is the same, higher up, and another is under the pointer.
  expect(row('Bob')).toBe(bob)
  await pointer.pointer({ keys: '[/MouseLeft]', target: row('Cleo') })
  expect(onOpen.mock.calls).toEqual([['bob']])
})

test('it opens also while the filtered list is loading', async () => {
  const pointer = userEvent.setup()
  const { rerender } = renderIn(box(['Ann', 'Bob']))
  await pointer.pointer({ keys: '[MouseLeft>]', target: row('Bob') })
  rerender(box([], { pager: newPager(), isLoading: true }))
  await pointer.pointer({ keys: '[/MouseLeft]', target: document.body })
  expect(onOpen.mock.calls).toEqual([['bob']])
})

test('a row opens once, a press that is dragged away opens none, and neither does one that is cancelled', async () => {
  const pointer = userEvent.setup()
  renderIn(box(['Ann', 'Bob']))
  await pointer.click(row('Bob'))
  expect(onOpen.mock.calls).toEqual([['bob']])
  await pointer.pointer([
    { keys: '[MouseLeft>]', target: row('Ann'), coords: { clientX: 5, clientY: 20 } },
    { keys: '[/MouseLeft]', target: row('Bob'), coords: { clientX: 5, clientY: 76 } },
  ])
  await pointer.pointer({ keys: '[MouseLeft>]', target: row('Ann'), coords: { clientX: 5, clientY: 20 } })
  document.dispatchEvent(new MouseEvent('pointercancel', { clientX: 5, clientY: 20 }))
  expect(onOpen).toHaveBeenCalledTimes(1)
})

test('a screen reader clicks without a pointer', async () => {
  renderIn(box(['Ann', 'Bob']))
  await userEvent.setup().pointer({ keys: '[MouseLeft>]', target: row('Ann') })
  act(() => row('Bob').click())
  expect(onOpen.mock.calls).toEqual([['bob']])
})

test('the keyboard moves from row to row and opens, and the open row is selected', async () => {
  const keyboard = userEvent.setup()
  const { rerender } = renderIn(box(['Ann', 'Bob', 'Cleo']))
  const list = screen.getByRole('listbox', { name: 'Users' })
  await keyboard.tab()
  await keyboard.keyboard('{ArrowDown}')
  expect(list.getAttribute('aria-activedescendant')).toBe(row('Bob').id)
  await keyboard.keyboard('{Enter}')
  expect(onOpen.mock.calls).toEqual([['bob']])
  expect(row('Cleo').getAttribute('aria-selected')).toBe('true')
  rerender(box(['Bob', 'Cleo'], { pager: newPager() }))
  expect(list.hasAttribute('aria-activedescendant')).toBe(false)
  expect(row('Cleo').getAttribute('aria-posinset')).toBe('2')
})
