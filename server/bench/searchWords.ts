import type pg from 'pg'

/** Words to search for: in one text of some thousand, in one of twenty or more, pairs of frequent words in one text and in none, and words in between. */
export interface Searches {
  rare: string[]
  frequent: string[]
  two: string[]
  apart: string[]
  sometimes: string[]
}

const SAMPLE = 20_000

/** Picks words from a sample of the texts. */
export async function searchesIn(client: pg.Client): Promise<Searches> {
  const { rows } = await client.query<{ word: string; ndoc: number }>(`
    SELECT word, ndoc FROM ts_stat('SELECT vector FROM search_documents ORDER BY md5(id::text) LIMIT ${SAMPLE}')
    WHERE word ~ '^[a-z]{5,}$|^[0-9]{5,}$' ORDER BY md5(word)`)
  const words = (from: number, to: number) =>
    rows.filter(({ ndoc }) => ndoc >= from && ndoc <= to).map(({ word }) => word)
  await client.query('SET enable_seqscan = off')
  const { rows: pairs } = await client.query<{ pair: string; together: boolean }>(
    `SELECT DISTINCT a.word || ' ' || b.word AS pair, EXISTS (SELECT FROM search_documents WHERE vector @@ (a.word || ' & ' || b.word)::tsquery) AS together
     FROM unnest($1::text[]) AS a (word), unnest($1::text[]) AS b (word) WHERE a.word < b.word`,
    [words(SAMPLE / 100, SAMPLE).slice(0, 14)],
  )
  const pairsThat = (occur: boolean) => pairs.filter(({ together }) => together === occur).map(({ pair }) => pair)
  return {
    rare: words(1, 4).slice(0, 500),
    frequent: words(SAMPLE / 20, SAMPLE),
    two: pairsThat(true).slice(0, 50),
    apart: pairsThat(false).slice(0, 10),
    sometimes: [
      words(SAMPLE / 1000, SAMPLE / 400),
      words(SAMPLE / 400, SAMPLE / 150),
      words(SAMPLE / 150, SAMPLE / 40),
    ].flatMap((some) => some.slice(0, 4)),
  }
}
