import type { CodegenConfig } from '@graphql-codegen/cli'

/** schema.graphql + every client/src/**.graphql -> typed urql hooks beside each file, and the cache's introspection. */
const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: 'client/src/**/*.graphql',
  importExtension: '.ts',
  generates: {
    'client/src/': {
      preset: 'near-operation-file',
      presetConfig: { extension: '.generated.ts' },
      plugins: ['typescript-operations', 'typescript-urql'],
      config: {
        withHooks: true,
        useTypeImports: true,
        enumsAsTypes: true,
        documentMode: 'documentNode',
        gqlImport: 'urql#gql',
        strictScalars: true,
        scalars: { DateTime: 'string', Cursor: 'string', ID: 'string' },
      },
    },
    'client/src/graphql/introspection.ts': {
      plugins: ['urql-introspection'],
      config: { useTypeImports: true },
    },
  },
}

export default config
