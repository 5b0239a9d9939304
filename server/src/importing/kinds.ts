import { readMultidogo } from './multidogo/read.ts'
import { readNdjson } from './readNdjson.ts'
import type { Reader } from './found.ts'

/** A kind of import, which determines how its files are read. Its name is part of every imported id. */
export interface Kind {
  name: string
  /** For the usage line. */
  files: string
  /** The reader for a file of this name; undefined if the name does not match. */
  readerFor(file: string): Reader | undefined
}

const conversations: Kind = {
  name: 'conversations',
  files: 'NDJSON (.ndjson, .jsonl) in the shape of docs/importing.md, or MultiDoGO (.tsv); each also .gz',
  readerFor(file) {
    if (/\.(ndjson|jsonl)(\.gz)?$/i.test(file)) return readNdjson
    if (/\.tsv(\.gz)?$/i.test(file)) return readMultidogo
    return undefined
  },
}

/** Every kind, by the name that the command accepts. A new kind needs a line here and a reader. */
export const KINDS: ReadonlyMap<string, Kind> = new Map([conversations].map((kind) => [kind.name, kind]))
