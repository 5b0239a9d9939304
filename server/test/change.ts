import type { Actor, TestApp } from './testApp.ts'

/** Runs a mutation that takes `<Name>Input`, and throws if it is refused. */
export async function change(app: TestApp, who: Actor, field: string, input: object): Promise<void> {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`
  const { data, errors } = await app.gql(
    who,
    `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code message } } }`,
    { input },
  )
  if (errors || data[field].errors.length > 0) throw new Error(JSON.stringify(errors ?? data[field].errors))
}
