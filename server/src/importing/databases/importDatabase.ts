import type pg from 'pg'
import type { FilesDeps } from '../../attachments/files.ts'
import type { TicketStatus } from '../../generated/prisma/client.ts'
import { StartError } from '../../platform/errors/startError.ts'
import { importLock } from '../importLock.ts'
import { openSource } from '../sources/openSource.ts'
import { Assignees } from './assignees.ts'
import { Authors } from './authors.ts'
import { conversationsIn } from './conversations.ts'
import { FileCopier } from './fileCopier.ts'
import { FileStore } from './fileStore.ts'
import { ImportedRows } from './importedRows.ts'
import { loadAll } from './loadAll.ts'
import type { LoadDeps } from './loadConversations.ts'
import { loadFiles } from './loadFiles.ts'
import { loadRequests } from './loadRequests.ts'
import { LongTexts } from './longTexts.ts'
import { Numbers } from './numbers.ts'
import { People } from './people.ts'
import { Report } from './report.ts'
import { Shops } from './shops.ts'
import { Staging } from './staging.ts'
import { MatchedTable, type TableSpec } from './tableSpec.ts'
import { Times } from './times.ts'
import { Transactions } from './transactions.ts'

/** Settings of an import from another system's database. */
export interface DatabaseImportOptions {
  /** Messages without a ticket are split at longer gaps; null for one ticket per person. */
  gapMs: number | null
  /** The status of all new tickets, which then count as read. */
  status: TicketStatus | undefined
  /** The time zone of times without one. */
  timeZone: string
  isDryRun: boolean
  /** Stores files and long texts. */
  files: FilesDeps
  /** A folder or an address that files are copied from. */
  filesFrom: string | null
  /** Called with what was done so far, of a total. */
  onProgress?(done: number, total: number, note: string): void
  /** The number of messages in a transaction. */
  batchMessages?: number
}

/** The result of an import. */
export interface DatabaseImportResult {
  /** The rows read of each table. */
  read: Record<string, number>
  peopleAdded: number
  shopsAdded: number
  ticketsAdded: number
  ticketsGrown: number
  messagesAdded: number
  messagesKnown: number
  filesAdded: number
  requestsAdded: number
  sessionsAdded: number
  report: Report
}

/** A kind of system that can be imported. */
export interface ForeignSystem {
  name: string
  tables: readonly TableSpec[]
}

/** Imports the database of another system over the pool of parley_maintenance. The source is only read. */
export async function importDatabase(
  pool: pg.Pool,
  system: ForeignSystem,
  source: string,
  options: DatabaseImportOptions,
): Promise<DatabaseImportResult> {
  const client = await pool.connect()
  try {
    await importLock(client)
    return await new DatabaseImport(client, system, options).run(source)
  } finally {
    // Closing the connection releases the lock and removes the temporary tables, in any state.
    client.release(true)
  }
}

class DatabaseImport {
  private readonly report = new Report()
  private readonly rows: ImportedRows
  private readonly staging: Staging
  private readonly transactions: Transactions
  private readonly matched = new Map<string, MatchedTable>()

  constructor(
    private readonly client: pg.ClientBase,
    private readonly system: ForeignSystem,
    private readonly options: DatabaseImportOptions,
  ) {
    this.rows = new ImportedRows(client, system.name)
    this.staging = new Staging(client, this.report)
    this.transactions = new Transactions(client, options.isDryRun)
  }

  async run(source: string): Promise<DatabaseImportResult> {
    await this.read(source)
    return this.transactions.all(() => this.load())
  }

  private async read(source: string): Promise<void> {
    const { report, staging, options } = this
    const translation = { report, staging, times: new Times(options.timeZone) }
    const specs = new Map(this.system.tables.flatMap((spec) => spec.names.map((name) => [name, spec])))
    await staging.open()
    const { read, bytes: total } = await openSource(source)
    let bytes = 0
    const unused = new Set<string>()
    const rows = read({
      wants: (table) => specs.has(table) || !unused.add(table),
      onProblem: (table, row, { why, lost }) => report[lost ? 'lost' : 'changed']({ table, row, id: '' }, why),
      onBytes: (more) => options.onProgress?.((bytes += more), total, 'reading'),
    })
    for await (const row of rows) {
      const table = this.matched.get(row.table) ?? new MatchedTable(row.table, specs.get(row.table)!, translation)
      this.matched.set(row.table, table)
      await table.stage(row)
    }
    if (unused.size > 0) report.note('other tables', `not used: ${[...unused].toSorted().join(', ')}`)
    if (this.matched.size > 0) return
    throw new StartError(`${source} has no rows of the tables ${[...specs.keys()].join(', ')}. Nothing was written.`)
  }

  private async load(): Promise<DatabaseImportResult> {
    const { client, rows, report, staging, transactions, options } = this
    const { isDryRun, status, files } = options
    const people = new People(client, rows, report)
    const shops = new Shops(client, rows, people, report)
    const shopNames = new Map([...staging.shops.values()].map(({ ownerId, name }) => [ownerId ?? '', name ?? '']))
    const peopleAdded = await people.add([...staging.people.values()], shopNames, transactions)
    const shopsAdded = await transactions.run(() => shops.add([...staging.shops.values()]))
    const authors = new Authors(people, shops, report)
    const assignees = new Assignees(people)
    await assignees.load(client)
    const numbers = new Numbers(report, isDryRun)
    await numbers.reserve(client, [...staging.tickets.values()])
    const store = isDryRun ? null : new FileStore(files)
    const filed = new Set(staging.files.map(({ messageId }) => messageId))
    const deps: LoadDeps & { transactions: Transactions } = {
      ...{ client, rows, report, people, authors, assignees, numbers, status, transactions },
      longTexts: new LongTexts(store),
      hasFile: ({ id }) => filed.has(id),
    }
    const loaded = await loadAll(deps, conversationsIn(staging, options.gapMs), staging.size, options)
    this.reportSessionsWithoutTicket()
    const copier = options.filesFrom === null ? null : new FileCopier(new FileStore(files), options.filesFrom)
    const filesAdded = await loadFiles({ client, rows, report, transactions, copier, isDryRun }, staging.files)
    const requestsAdded = await transactions.run(() => loadRequests(deps, staging.requests))
    const read = Object.fromEntries([...this.matched.values()].map((table) => [table.name, table.read]))
    return { ...loaded, read, peopleAdded, shopsAdded, filesAdded, requestsAdded, report }
  }

  private reportSessionsWithoutTicket(): void {
    for (const session of this.staging.sessions)
      if (!this.staging.tickets.has(session.ticketId ?? ''))
        this.report.lost(session, 'its ticket is not in the source')
  }
}
