import type { InterfaceRef, ObjectRef } from '@pothos/core'
import { builder } from './builder.ts'
import type { connectionOf } from './connection.ts'

/** A page of nodes, with other data that the connection's fields need. */
type Connected<T, Extra = unknown> = ReturnType<typeof connectionOf<T>> & Extra

/** Declares `<name>Connection` and `<name>Edge` as specified by Relay; all their fields are non-null (builder.ts). */
export function connectionType<T, Extra = unknown>(
  name: string,
  node: ObjectRef<any, any, any> | InterfaceRef<any, any, any>,
  what: string,
) {
  const connection = builder.connectionObject(
    { type: node, name: `${name}Connection`, description: `A page of ${what}.` },
    { description: `An item of a list of ${what}, with its cursor.` },
  )
  return connection as unknown as ObjectRef<any, Connected<T, Extra>, Connected<T, Extra>>
}
