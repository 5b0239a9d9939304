export function securityHeaders(_env: object): Record<string, string> {
  return {}
}
export function graphiqlHeaders(_env: object): Record<string, string> {
  return {}
}
