import { useEffect } from 'preact/hooks'
import { shell } from './strings.ts'

/** Sets the title of the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? shell.name : `${title} – ${shell.name}`
  }, [title])
}
