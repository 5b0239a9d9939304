import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import axe from 'axe-core'
import { desk, renderIn } from '../../test/render.tsx'
import { SignInForm } from './SignInForm.tsx'

const answer = (status: number) => {
  const fetched = jest.fn(
    async (_url: string, _init: RequestInit) =>
      ({ ok: status === 200, status, json: async () => (status === 403 ? { code: 'DISABLED' } : {}) }) as Response,
  )
  globalThis.fetch = fetched as unknown as typeof fetch
  return fetched
}
const demo = {
  ...desk,
  accent: 'INDIGO' as const,
  logoUrl: null,
  demoPassword: 'parley-demo',
  demoSignIns: [{ email: 'ada@x', name: 'Ada Agent', role: 'AGENT' as const }],
}

describe('signing in', () => {
  const realFetch = globalThis.fetch
  afterEach(() => {
    globalThis.fetch = realFetch
  })

  it('sends email and password', async () => {
    const fetched = answer(200)
    const onSignedIn = jest.fn(() => undefined)
    renderIn(<SignInForm desk={desk} onSignedIn={onSignedIn} />)
    await userEvent.type(screen.getByLabelText('Email'), 'bea@x.example')
    await userEvent.type(screen.getByLabelText('Password'), 'secret{Enter}')
    expect(fetched.mock.calls[0]![0]).toBe('/api/auth/sign-in/email')
    expect(JSON.parse(String(fetched.mock.calls[0]![1].body))).toEqual({ email: 'bea@x.example', password: 'secret' })
    expect(onSignedIn).toHaveBeenCalledTimes(1)
  })

  it.each([
    [401, /Incorrect email or password/],
    [403, /disabled\. Ask an admin/],
    [429, /Too many attempts/],
    [500, /failed/],
  ])('shows the error on %i', async (status, words) => {
    answer(status)
    const onSignedIn = jest.fn(() => undefined)
    renderIn(<SignInForm desk={demo} onSignedIn={onSignedIn} />)
    await userEvent.click(screen.getByRole('button', { name: /Ada Agent/ }))
    expect((await screen.findByRole('alert')).textContent).toMatch(words)
    expect(onSignedIn).not.toHaveBeenCalled()
  })

  it('signs in to the demo desk with one click, accessibly', async () => {
    const fetched = answer(200)
    const { container } = renderIn(<SignInForm desk={demo} onSignedIn={() => undefined} />)
    expect((await axe.run(container, { rules: { 'color-contrast': { enabled: false } } })).violations).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: /Ada Agent/ }))
    expect(JSON.parse(String(fetched.mock.calls[0]![1].body))).toEqual({ email: 'ada@x', password: 'parley-demo' })
  })
})
