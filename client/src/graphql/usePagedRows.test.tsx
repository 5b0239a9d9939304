import { expect, test } from '@jest/globals'
import { render } from '@testing-library/react'
import { usePagedRows } from './usePagedRows.ts'

test('unmounts where scrolling returns a promise, as in Chromium 156', () => {
  Element.prototype.scrollTo = (() => Promise.resolve()) as never
  const List = () => {
    const { viewport } = usePagedRows({ show: () => undefined } as never, 0, 76)
    return <div ref={viewport} />
  }
  const { unmount } = render(<List />)
  expect(unmount).not.toThrow()
})
