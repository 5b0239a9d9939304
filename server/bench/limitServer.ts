import type { AddressInfo } from 'node:net'
import { answerQuestions } from './child.ts'
import { createLimit, type StartLimit } from './limit.ts'

answerQuestions(async (start: StartLimit) => {
  const { server } = createLimit(start)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', 4096, resolve))
  return (server.address() as AddressInfo).port
})
