/** A reason not to start that the operator can fix. Only its message, one line, is printed. */
export class StartError extends Error {
  override name = 'StartError'

  constructor(message: string, options?: { cause?: unknown }) {
    super(message.replace(/\s*\n\s*/g, ' ').trim(), options)
  }
}

/** The message of any thrown value, on one line. */
export function oneLine(error: unknown): string {
  const message = error instanceof Error ? error.message || errorCode(error) || error.name : String(error)
  return message.replace(/\s*\n\s*/g, ' ').trim()
}

/** The `code` of a system or PostgreSQL error (ECONNREFUSED, 57P03), or undefined. */
export function errorCode(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}
