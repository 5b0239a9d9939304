// Which folder may import which. `pnpm check` runs it; a folder that is missing here is an error.

// A folder imports only folders further down in its list, so no two folders can depend on each other.
const SERVER = [
  // Commands and start-up
  'cli',
  '(top)',
  'seeding',
  'importing',
  'jobs',
  // Answers about several features, from declarations of their fields
  'statements',
  // Features
  'doctor',
  'backup',
  'exporting',
  'erasure',
  'backgroundJobs',
  'batches',
  'analytics',
  'desk',
  'tags',
  'teams',
  'push',
  'sms',
  'deliveries',
  'inboundMails',
  'tokens',
  'shops',
  'people',
  'ratings',
  'cases',
  'accounts',
  'mail',
  'requests',
  'screenshare',
  'sessions',
  'attachments',
  'scheduledMessages',
  'search',
  'messages',
  'privacy',
  'retention',
  'macros',
  'views',
  'suggestions',
  'assignment',
  'presence',
  'tickets',
  // What the features have in common
  'notifications',
  'audit',
  'graphql',
  'log',
  'viewer',
  'live',
  'languages',
  'platform',
]
const CLIENT = [
  '(top)',
  'app',
  'dashboards',
  // Features
  'setup',
  'analytics',
  'erasure',
  'people',
  'audit',
  'messages',
  'scheduledMessages',
  'notifications',
  'deliveries',
  'recording',
  'macros',
  'requests',
  'ticketList',
  'batches',
  'search',
  'views',
  'suggestions',
  'tickets',
  'customers',
  'attachments',
  'screenshare',
  'ratings',
  'cases',
  'sessions',
  'privacy',
  'retention',
  'exporting',
  'presence',
  'desk',
  'availability',
  'backgroundJobs',
  'inboundMails',
  'history',
  'sound',
  'account',
  'tokens',
  'shops',
  'viewer',
  // What the features have in common
  'graphql',
  'undo',
  'shortcuts',
  'ui',
  'languages',
  'lib',
]

/** Files that translate between GraphQL and a feature: schema.ts, and schema.<part>.ts where it is long. */
const SCHEMA = String.raw`/schema\.[\w.]*ts$`
const NOT_FEATURES = ['cli', '(top)', 'seeding', 'importing', 'jobs', 'statements', 'graphql', 'platform']
const VALUES = { dependencyTypesNot: ['type-only'] }

function pathOf(side, folder) {
  // The platform reads the configuration, and the configuration uses its errors.
  if (folder === 'platform') return `^${side}/src/(platform/|env\\.ts$)`
  if (folder === '(top)') return `^${side}/src/(?!env\\.ts$)[^/]+$`
  return `^${side}/src/${folder}/`
}

const pathsOf = (side, folders) => folders.map((folder) => pathOf(side, folder))

/** One rule for each folder: what stands before it in the list is not imported. */
const inOrder = (side, order) =>
  order.slice(1).map((folder, index) => ({
    name: `${side}-order-${folder.replace(/\W/g, '')}`,
    comment: `${folder} imports only what comes after it in .dependency-cruiser.mjs.`,
    severity: 'error',
    from: { path: pathOf(side, folder), pathNot: side === 'server' ? [SCHEMA] : [] },
    to: { ...VALUES, path: pathsOf(side, order.slice(0, index + 1)) },
  }))

const listed = (side, order) => ({
  name: `${side}-unlisted-folder`,
  comment: 'Add the folder to the list in .dependency-cruiser.mjs.',
  severity: 'error',
  from: {},
  to: { path: `^${side}/src/[^/]+/`, pathNot: pathsOf(side, order) },
})

const notListed = (side, order) => ({
  ...listed(side, order),
  name: `${side}-unlisted-folder-imports`,
  from: { path: `^${side}/src/[^/]+/`, pathNot: pathsOf(side, order) },
  to: {},
})

const separate = (from, to) => ({
  name: `${from}-not-to-${to}`,
  comment: 'schema.graphql is all that server and client share.',
  severity: 'error',
  from: { path: `^${from}/src/` },
  to: { path: `^${to}/src/` },
})

const SERVER_RULES = [
  {
    name: 'operations-not-to-schema',
    comment: 'Only schema files, graphql/ and statements/ import schema files.',
    severity: 'error',
    from: { path: '^server/src/', pathNot: [SCHEMA, ...pathsOf('server', ['cli', '(top)', 'statements', 'graphql'])] },
    to: { ...VALUES, path: SCHEMA },
  },
  {
    name: 'operations-not-to-graphql',
    comment: 'Only schema files import graphql/.',
    severity: 'error',
    from: { path: '^server/src/', pathNot: [SCHEMA, ...pathsOf('server', NOT_FEATURES)] },
    to: { ...VALUES, path: '^server/src/graphql/' },
  },
  {
    name: 'schema-not-to-start-up',
    comment: 'Schema files import features, not what starts the process.',
    severity: 'error',
    from: { path: `^server/src/.+${SCHEMA}` },
    to: { ...VALUES, path: pathsOf('server', ['cli', '(top)', 'seeding', 'importing', 'jobs']) },
  },
  {
    name: 'policy-pure',
    comment:
      'policy.ts imports types, other policies, and rules about identities and statuses: it decides from its arguments alone.',
    severity: 'error',
    from: { path: '^server/src/.+/policy\\.ts$' },
    to: { ...VALUES, pathNot: ['/policy\\.ts$', '/identity\\.ts$', '/ticketStatus\\.ts$'] },
  },
]

export default {
  forbidden: [
    ...inOrder('server', SERVER),
    ...inOrder('client', CLIENT),
    ...[listed, notListed].flatMap((rule) => [rule('server', SERVER), rule('client', CLIENT)]),
    separate('server', 'client'),
    separate('client', 'server'),
    ...SERVER_RULES,
  ],
  options: {
    // Reads imports from the syntax tree, which tells `import type` apart and takes a quarter of the time.
    parser: 'tsc',
    tsPreCompilationDeps: true,
    includeOnly: { path: '^(server|client)/src/' },
    exclude: { path: String.raw`\.test\.tsx?$|\.soak\.ts$|\.generated\.ts$|/src/generated/` },
  },
}
