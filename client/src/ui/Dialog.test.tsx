import { afterEach, expect, jest, test } from '@jest/globals'
import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { Button } from './Button.tsx'
import { renderIn } from '../../test/render.tsx'
import { Dialog } from './Dialog.tsx'
import { Field } from './Field.tsx'
import { useLeave } from './unsaved.ts'

afterEach(cleanup)

const Back = ({ onBack }: { onBack: () => void }) => {
  const leave = useLeave()
  return <Button onPress={() => leave(onBack)}>Back</Button>
}

const open = () => {
  const [onClose, onBack] = [jest.fn(), jest.fn()]
  renderIn(
    <Dialog title="Hand over" isOpen onClose={onClose}>
      <Field label="Note" rows={3} defaultValue="Dear Ada" autoFocus />
      <Field label="Email" type="email" />
      <input type="search" aria-label="Find" />
      <Back onBack={onBack} />
    </Dialog>,
  )
  return { onClose, onBack, user: userEvent.setup() }
}
const question = () => screen.queryByRole('dialog', { name: 'Discard unsaved changes?' })

const ways: [string, (user: ReturnType<typeof userEvent.setup>) => Promise<void>][] = [
  [
    'Esc',
    async (user) => {
      // After a question is answered, the focus returns asynchronously; until then no key reaches the dialog.
      await waitFor(() => expect(document.activeElement).not.toBe(document.body))
      await user.keyboard('{Escape}')
    },
  ],
  ['a click outside', (user) => user.click(document.querySelector('[class*=bg-scrim]')!)],
  ['the close button', (user) => user.click(screen.getByRole('button', { name: 'Close' }))],
]

test.each(ways)('%s closes a dialog in which nothing was typed', async (_way, close) => {
  const { user, onClose } = open()
  await user.type(screen.getByRole('searchbox'), 'only looking')
  await close(user)
  expect(question()).toBeNull()
  expect(onClose).toHaveBeenCalledTimes(1)
})

test.each(ways)('%s asks before discarding typed text', async (_way, close) => {
  const { user, onClose } = open()
  await user.type(screen.getByRole('textbox', { name: 'Note' }), ', please look')
  await close(user)
  await user.click(within(question()!).getByRole('button', { name: 'Keep editing' }))
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' }).value).toBe('Dear Ada, please look')
  expect(onClose).not.toHaveBeenCalled()
  await close(user)
  await user.click(within(question()!).getByRole('button', { name: 'Discard' }))
  expect(onClose).toHaveBeenCalledTimes(1)
})

test('going back a step asks too; text that was typed and removed does not count', async () => {
  const { user, onClose, onBack } = open()
  await user.type(screen.getByRole('textbox', { name: 'Email' }), 'a')
  await user.click(screen.getByRole('button', { name: 'Back' }))
  await user.click(within(question()!).getByRole('button', { name: 'Keep editing' }))
  expect(onBack).not.toHaveBeenCalled()
  await user.type(screen.getByRole('textbox', { name: 'Email' }), '{Backspace}')
  await user.click(screen.getByRole('button', { name: 'Back' }))
  expect(onBack).toHaveBeenCalledTimes(1)
  await user.keyboard('{Escape}')
  expect(onClose).toHaveBeenCalledTimes(1)
})
