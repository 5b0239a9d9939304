import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { holdKeysWhile } from './heldKeys.ts'

type To = { to: string; search?: object }

/** Goes to another page or another view of it. Keys pressed before it is there are meant for it. */
export const useGo = (): ((to: To) => void) => {
  const navigate = useNavigate()
  return useCallback((to) => holdKeysWhile(Promise.resolve(navigate(to as never))), [navigate])
}
