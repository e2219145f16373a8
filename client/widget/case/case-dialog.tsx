import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Dialog } from '../../ui/dialog.tsx'
import { useCells } from '../cells.ts'
import { SignInLine } from '../sign-in-line.tsx'
import { useThread } from '../thread.ts'
import { CaseList } from './case-list.tsx'
import { OneCase } from './one-case.tsx'
import { strings } from './strings.ts'

interface CaseDialogProps {
  /** The case to begin with; null for the list of them. */
  first: string | null
  onClose: () => void
}

/** Cases as one of the people in them sees them: a list, or one of them. */
export function CaseDialog({ first, onClose }: CaseDialogProps) {
  const thread = useThread()
  const { session } = thread
  useCells(thread, session)
  const [at, setAt] = useState(first)
  const [heading, setHeading] = useState<string>(strings.oneCase)
  const ref = useRef<HTMLHeadingElement>(null)
  const isSignedIn = session.token !== null
  useLayoutEffect(() => ref.current?.focus(), [at])
  return (
    <Dialog class="case" labelledBy="case-heading" onClose={onClose}>
      <header class="case-head">
        <h2 id="case-heading" ref={ref} tabIndex={-1}>
          {at ? heading : strings.myCases}
        </h2>
        <button type="button" class="aw-quiet" onClick={onClose}>
          {strings.close}
        </button>
      </header>
      {isSignedIn ? null : <SignInLine session={session} invite={at ? strings.signInCase : strings.signInCases} />}
      {isSignedIn && !at && <CaseList key={session.person.value?.id} onOpen={setAt} />}
      {isSignedIn && at && (
        <OneCase
          key={`${at} ${session.person.value?.id}`}
          id={at}
          onHeading={setHeading}
          onList={() => setAt(null)}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}
