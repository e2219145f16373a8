export const MY_CASES = '/my-cases'

/** Where somebody reads a case of their own and does what can be done in it. */
export function myCasePath(id: string): string {
  return `${MY_CASES}/${id}`
}

/** The case that an address of a thread opens with scripts: of `#case-…`. */
export function caseIn(hash: string): string | undefined {
  return /^#case-([\da-f-]{36})$/.exec(hash)?.[1]
}
