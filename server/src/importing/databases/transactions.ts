import type pg from 'pg'

/** Runs the parts of an import as transactions. A dry run is a single one, which is rolled back. */
export class Transactions {
  constructor(
    private readonly client: pg.ClientBase,
    private readonly isDryRun: boolean,
  ) {}

  /** The whole import. */
  async all<T>(work: () => Promise<T>): Promise<T> {
    if (!this.isDryRun) return work()
    await this.client.query('BEGIN')
    try {
      return await work()
    } finally {
      await this.client.query('ROLLBACK').catch(() => {})
    }
  }

  /** A part that is written completely or not at all. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.isDryRun) return work()
    await this.client.query('BEGIN')
    try {
      const result = await work()
      await this.client.query('COMMIT')
      return result
    } catch (error) {
      await this.client.query('ROLLBACK').catch(() => {})
      throw error
    }
  }
}
