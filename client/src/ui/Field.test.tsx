import { expect, test } from '@jest/globals'
import { fireEvent, screen } from '@testing-library/react'
import { Form } from 'react-aria-components'
import { renderIn } from '../../test/render.tsx'
import { Field } from './Field.tsx'

test('a required field rejects invisible text', () => {
  renderIn(
    <Form>
      <Field label="Name" name="name" isRequired />
    </Form>,
  )
  const box = screen.getByLabelText<HTMLInputElement>(/Name/)
  fireEvent.change(box, { target: { value: '\u200B\u3164' } })
  expect(box.validity.valid).toBe(false)
  expect(box.validationMessage).toBe('Enter at least one visible character.')
  fireEvent.change(box, { target: { value: 'Ann' } })
  expect(box.validity.valid).toBe(true)
})
