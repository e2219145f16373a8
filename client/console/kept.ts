import { useState } from 'preact/hooks'

const PREFIX = 'afterword:console:'

function read<T>(key: string): T | undefined {
  try {
    const text = sessionStorage.getItem(PREFIX + key)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined // storage may be forbidden or hold something older
  }
}

function write(key: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(PREFIX + key)
    else sessionStorage.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    // Storage may be full or forbidden; the text then lives as long as the page.
  }
}

/**
 * What somebody is filling in, kept in this tab over reloads and a lost session. The component must carry the same key,
 * so that another key starts with another text.
 *
 * @returns the value, a setter that takes the changed fields, and `clear`, which starts over.
 */
export function useKept<T extends object>(key: string, initial: T): [T, (change: Partial<T>) => void, () => void] {
  const [value, setValue] = useState<T>(() => ({ ...initial, ...read<T>(key) }))
  const change = (part: Partial<T>) =>
    setValue((was) => {
      const next = { ...was, ...part }
      write(key, next)
      return next
    })
  const clear = () => {
    write(key, undefined)
    setValue(initial)
  }
  return [value, change, clear]
}
