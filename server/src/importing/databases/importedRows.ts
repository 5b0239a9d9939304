import type pg from 'pg'
import { bulkInsert } from '../bulk/insertRows.ts'

/** What was imported: which row of the source became what here. */
export type ImportedKind = 'person' | 'shop' | 'ticket' | 'message' | 'file' | 'request' | 'session'

interface ImportedRow {
  source: string
  kind: ImportedKind
  externalId: string
  localId: string
}

const rows = bulkInsert<ImportedRow>('imported_rows', [
  { name: 'source', type: 'text', value: ({ source }) => source },
  { name: 'kind', type: 'text', value: ({ kind }) => kind },
  { name: 'external_id', type: 'text', value: ({ externalId }) => externalId },
  { name: 'local_id', type: 'uuid', value: ({ localId }) => localId },
])

/** The record of earlier imports from one kind of system. */
export class ImportedRows {
  constructor(
    private readonly client: pg.ClientBase,
    readonly source: string,
  ) {}

  /** Local ids by those of the source. */
  async find(kind: ImportedKind, externalIds: readonly string[]): Promise<Map<string, string>> {
    if (externalIds.length === 0) return new Map()
    const found = await this.client.query<{ external: string; local: string }>(
      `SELECT external_id AS external, local_id AS local FROM imported_rows WHERE source = $1 AND kind = $2 AND external_id = ANY ($3)`,
      [this.source, kind, externalIds],
    )
    return new Map(found.rows.map(({ external, local }) => [external, local]))
  }

  async add(kind: ImportedKind, pairs: Iterable<readonly [externalId: string, localId: string]>): Promise<void> {
    const added = [...pairs].map(([externalId, localId]) => ({ source: this.source, kind, externalId, localId }))
    await rows.into(this.client, added)
  }
}
