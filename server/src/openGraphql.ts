import type { DocumentNode } from 'graphql'
import { ROOT, type ServerEnv } from './env.ts'
import { TrustedDocuments } from './graphql/trustedDocuments.ts'
import { createGraphql } from './graphql/yoga.ts'
import type { Logger } from './platform/log.ts'
import { schema } from './schema.ts'
import { DirectAnswers } from './statements/answers.ts'
import { ReplyAnswers } from './statements/replies.ts'

type Deps = Pick<Parameters<typeof createGraphql>[0], 'services' | 'live' | 'audit' | 'limited'>

/** Opens the GraphQL server with the client's operations; `prepare` parses, validates, costs and plans these. */
export function openGraphql(deps: Deps, env: Pick<ServerEnv, 'TRUSTED_ONLY' | 'GRAPHIQL'>, log: Logger) {
  const documents = TrustedDocuments.read(ROOT, env.TRUSTED_ONLY)
  const direct = new DirectAnswers(schema)
  const replies = new ReplyAnswers(schema)
  const plan = (document: DocumentNode) => {
    direct.prepare(document, log)
    replies.prepare(document, log)
  }
  const graphql = createGraphql({ ...deps, schema, documents, direct, replies, log, graphiql: env.GRAPHIQL })
  const prepare = () => {
    const { parse, validate } = graphql.getEnveloped({})
    return documents.prepare({ schema, parse, validate, plan }, log)
  }
  return { graphql, documents, prepare }
}
