import { useMemo } from 'preact/hooks'
import quotes from '../../ui/quotes.css?inline'
import { dress } from '../styles.ts'
import { useThread } from '../thread.ts'
import css from './flag.css?inline'
import { FlagDialog } from './flag-dialog.tsx'
import parts from './parts.css?inline'
import { ReportDialog } from './report-dialog.tsx'

/** Whichever form is open: for a comment here, or for a post elsewhere. */
export function Flags() {
  const thread = useThread()
  useMemo(() => dress(thread.root, quotes + css + parts), [thread.root])
  const flagging = thread.flagging.value
  if (flagging) return <FlagDialog key={flagging.comment.id} flagging={flagging} />
  return thread.reporting.value ? <ReportDialog /> : null
}
