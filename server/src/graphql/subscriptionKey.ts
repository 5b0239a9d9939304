import { type ArgumentNode, type DocumentNode, type ExecutionArgs, getOperationAST, visit } from 'graphql'

/** The argument of a live field that sets where a subscriber starts. It does not affect what is delivered. */
const START = 'after'

const ids = new WeakMap<DocumentNode, number>()
let lastId = 0

/** The key of a subscription: the same for all subscribers with the same document and variables, wherever they start. */
export function subscriptionKey({ document, operationName, variableValues }: ExecutionArgs): string {
  const start = startVariable(document, operationName)
  const asked = start === undefined ? variableValues : { ...variableValues, [start]: undefined }
  // The name is optional if there is only one operation.
  const name = getOperationAST(document, operationName)?.name?.value ?? ''
  return `${documentId(document)} ${name} ${JSON.stringify(asked)}`
}

/** The parser's cache returns the same document for the same text. */
function documentId(document: DocumentNode): number {
  const id = ids.get(document) ?? ++lastId
  ids.set(document, id)
  return id
}

/** The variable that holds the start, if it is used for nothing else. */
function startVariable(document: DocumentNode, operationName: string | null | undefined): string | undefined {
  const [field] = getOperationAST(document, operationName)?.selectionSet.selections ?? []
  const given = field?.kind === 'Field' ? field.arguments?.find(({ name }) => name.value === START) : undefined
  if (given?.value.kind !== 'Variable') return undefined
  const name = given.value.name.value
  return usesOf(name, document) === 1 ? name : undefined
}

function usesOf(variable: string, document: DocumentNode): number {
  let uses = 0
  const count = (argument: ArgumentNode) =>
    void visit(argument.value, { Variable: ({ name }) => void (name.value === variable && uses++) })
  visit(document, { Argument: count })
  return uses
}
