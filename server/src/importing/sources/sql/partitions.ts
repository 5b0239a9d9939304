/** Which tables of a dump are partitions of others. */
export class Partitions {
  private readonly parents = new Map<string, string>()

  add(table: string, of: string): void {
    // A cycle is only possible between tables of the same name in two schemas.
    if (this.rootOf(of) !== table) this.parents.set(table, of)
  }

  /** The table that a table is part of; itself if it is no partition. */
  rootOf(table: string): string {
    const parent = this.parents.get(table)
    return parent === undefined ? table : this.rootOf(parent)
  }
}
