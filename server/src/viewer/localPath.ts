/**
 * Whether this is a path on this desk, so that no redirect to it leads to another site. Browsers ignore tabs and line breaks in
 * addresses, and treat backslashes as slashes.
 */
export const isLocalPath = (path: string | null | undefined): path is string =>
  path != null && /^\/(?!\/)[!-[\]-~]*$/.test(path)
