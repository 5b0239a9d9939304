import DataLoader from 'dataloader'
import { currentOperation } from './operation.ts'

/**
 * A read of one object that is done together with others: all that are asked for in one turn of an operation are one call of `load`, which
 * returns a result for each id, in the same order. Nothing is kept, so a later read sees what was written meanwhile.
 */
export function batched<Result>(
  load: (ids: readonly string[]) => Promise<readonly Result[]>,
): (id: string) => Promise<Result> {
  // Each operation has its own connection and identity.
  const loaders = new WeakMap<object, DataLoader<string, Result>>()
  return (id) => {
    const operation = currentOperation()
    const loader =
      loaders.get(operation) ?? new DataLoader<string, Result>((ids) => loadEach(ids, load), { cache: false })
    loaders.set(operation, loader)
    return loader.load(id)
  }
}

/** Loads each id once, however often it was asked for. */
async function loadEach<Result>(
  ids: readonly string[],
  load: (ids: readonly string[]) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const distinct = [...new Set(ids)]
  const results = await load(distinct)
  return ids.map((id) => results[distinct.indexOf(id)]!)
}
