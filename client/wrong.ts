import type { Problem } from './api.ts'

/** What people write: its issues are sentences about it. The rest of a request is the program's. */
const WRITTEN = /^body\.(body|reply|reason|words|explanation|answer)$/

/** Why the server refused, as near to what was written as it says. */
export function reasonOf({ code, detail, extra }: Problem): string {
  if (code !== 'invalid' || !Array.isArray(extra.issues)) return detail
  const issues = extra.issues as { path: string; message: string }[]
  return issues.find(({ path }) => WRITTEN.test(path))?.message ?? detail
}
