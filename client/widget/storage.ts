// Storage throws in frames of other sites and where readers forbid it; everything here then works without.

/** Reads a kept value; null where there is none or none can be read. */
export function kept<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(`afterword:${key}`) ?? 'null')
  } catch {
    return null
  }
}

/** Keeps a value, or removes it when it is null. Answers whether that was possible. */
export function keep(key: string, value: unknown): boolean {
  try {
    if (value === null) localStorage.removeItem(`afterword:${key}`)
    else localStorage.setItem(`afterword:${key}`, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

/** The names under which something is kept. */
export function keptNames(): string[] {
  try {
    return Object.keys(localStorage).map((name) => name.replace(/^afterword:/, ''))
  } catch {
    return []
  }
}

/** A random name of 32 characters; also where the page is not served securely and `randomUUID` is missing. */
export function randomName(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
