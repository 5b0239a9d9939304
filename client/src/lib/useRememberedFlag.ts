import { useState } from 'react'
import { recall, remember } from './remembered.ts'

const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'

/** A boolean setting stored on this device under `key`. */
export const useRememberedFlag = (key: string, fallback: boolean): [boolean, (chosen: boolean) => void] => {
  const [flag, setFlag] = useState(() => recall(key, fallback, isFlag))
  const choose = (chosen: boolean) => {
    setFlag(chosen)
    remember(key, chosen)
  }
  return [flag, choose]
}
