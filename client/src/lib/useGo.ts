import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { bufferKeysWhile } from './keyBuffer.ts'

type To = { to: string; search?: object }

/** Navigates to another page or view. Keys pressed before it is shown are delivered to it. */
export const useGo = (): ((to: To) => void) => {
  const navigate = useNavigate()
  return useCallback((to) => bufferKeysWhile(Promise.resolve(navigate(to as never))), [navigate])
}
