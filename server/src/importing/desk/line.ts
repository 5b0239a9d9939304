import { z } from 'zod'
import { HEADER } from '../../exporting/exportDesk.ts'
import { EXPORTED } from '../../exporting/tables.ts'
import { StartError } from '../../platform/errors/startError.ts'

const TABLES = [...new Set(EXPORTED.map(({ name }) => name))]

const Line = z.union([
  z.object({ parley: z.literal(HEADER.parley), version: z.literal(HEADER.version) }),
  z.object({ table: z.enum(TABLES), row: z.record(z.string(), z.unknown()) }),
  z.object({ file: z.uuid(), part: z.enum(['file', 'preview']), data: z.base64() }),
])

/** A line of an exported desk: a row, or a part of a file. */
export type DeskLine = z.output<typeof Line>

/** Reads a line; throws a StartError that names it. */
export function readLine(text: string | null, place: string): DeskLine {
  try {
    return Line.parse(JSON.parse(text ?? ''))
  } catch {
    throw new StartError(`${place}: this is not a line of an exported desk. Nothing was imported.`)
  }
}
