import { parseArgs } from 'node:util'
import { StartError, oneLine } from '../src/platform/errors/startError.ts'

/** What to measure, and how long. */
export interface BenchOptions {
  tickets: number
  messages: number
  seed: number
  rounds: number
  seconds: number
  connections: number
  sockets: number[]
  /** How many agents look at the inbox, and how many requesters at their tickets. */
  people: number
  only: string[] | undefined
  /** How many tickets are confidential. */
  confidential: number
  /** Whether the desk is private: every agent of the bench then takes part in what is asked for, and sees the queue. */
  isPrivate: boolean
  out: string | undefined
  /** The figures of an earlier run, on another size of desk: each operation's processor time is compared with it. */
  against: string | undefined
}

const USAGE = `Usage: pnpm bench [--tickets 200000] [--messages 2000000] [--seed 1] [--rounds 7] [--seconds 3] [--connections 16]
  [--sockets 1000,5000] [--people 1000] [--only inbox,numbers,thread,older,search,reply,batch,buyer,feeds] [--confidential 1] [--private]
  [--out file.json] [--against file.json] [--quick]
       pnpm bench client [--tickets 200000] [--messages-per-second 50] [--samples 100] [--seconds 15] [--quick] [--only echo,switch,scroll,sizes,slow,lighthouse]
       pnpm bench suggestions --data <folder> [--test <folder>]
       pnpm bench searches [--tickets 200000] [--messages 2000000]
       pnpm bench flood [--tickets 2000] [--rounds 7] [--seconds 3]
       pnpm bench hints [--writers 16,32,64] [--nodes 1,2,4]
       pnpm bench scale
       pnpm bench analytics [--tickets 1000000]`

/** `--quick`: a minute, to see that it runs. Its figures say little. */
const QUICK = { tickets: 2_000, messages: 20_000, rounds: 2, seconds: 1, sockets: '200', people: 100 }

/** Reads the command line. */
export function readOptions(args: string[]): BenchOptions {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({
      args,
      options: {
        tickets: text,
        messages: text,
        seed: text,
        rounds: text,
        seconds: text,
        connections: text,
        sockets: text,
        only: text,
        people: text,
        out: text,
        against: text,
        confidential: text,
        private: { type: 'boolean' },
        quick: { type: 'boolean' },
      },
    })
    const quick = values.quick ? QUICK : undefined
    const tickets = whole('tickets', values.tickets, quick?.tickets ?? 200_000)
    return {
      tickets,
      messages: whole('messages', values.messages, quick?.messages ?? tickets * 10),
      seed: whole('seed', values.seed, 1),
      rounds: whole('rounds', values.rounds, quick?.rounds ?? 7),
      seconds: whole('seconds', values.seconds, quick?.seconds ?? 3),
      connections: whole('connections', values.connections, 16),
      sockets: (values.sockets ?? quick?.sockets ?? '1000,5000').split(',').map((part) => whole('sockets', part, 0)),
      people: whole('people', values.people, quick?.people ?? 1_000),
      only: values.only?.split(','),
      confidential: whole('confidential', values.confidential, 0),
      isPrivate: values.private ?? false,
      out: values.out,
      against: values.against,
    }
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`${oneLine(error)} ${USAGE}`)
  }
}

/** A whole number above 0 from the command line. */
export function whole(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new StartError(`--${name} must be a whole number above 0, not "${text}". ${USAGE}`)
  return Number(text)
}
