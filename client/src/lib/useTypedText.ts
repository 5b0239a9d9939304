import { useEffect, useRef, useState } from 'react'

const SETTLED_MS = 200

type TypedText = {
  text: string
  setText: (text: string) => void
  /** Sends a text at once. */
  send: (text: string) => void
}

/**
 * The text of a field whose trimmed value is in the address: sent once typing pauses, and changed with the address, by
 * Back or a link. The address follows with a delay, so a value that was sent from here never replaces what has been
 * typed since.
 */
export const useTypedText = (value: string, onChange: (text: string) => void): TypedText => {
  const [text, setText] = useState(value)
  const sent = useRef<string[]>([])
  const latest = useRef(onChange)
  useEffect(() => {
    latest.current = onChange
  })

  const send = (next: string) => {
    const trimmed = next.trim()
    setText(next)
    sent.current.push(trimmed)
    latest.current(trimmed)
  }
  useEffect(() => {
    const own = sent.current.indexOf(value)
    sent.current = own < 0 ? [] : sent.current.slice(own + 1)
    if (own < 0) setText(value)
  }, [value])
  useEffect(() => {
    const isSent = text.trim() === (sent.current.at(-1) ?? value)
    if (isSent) return undefined
    const timer = setTimeout(() => send(text), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [text, value])
  return { text, setText, send }
}
