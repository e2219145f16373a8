import { useState } from 'preact/hooks'
import type { Failure } from '../ask.ts'
import { ask, failureOf } from '../ask.ts'
import { useKept } from '../kept.ts'
import { sendOnCtrlEnter } from '../parts/send-keys.ts'
import { TextField, textTrouble } from '../parts/text-field.tsx'
import { href } from '../router.ts'
import { say } from '../session.ts'
import type { CaseFile } from '../shapes.ts'
import { authorSide as words } from '../strings-judging.ts'

const ANSWER = { min: 1, max: 1000 }

interface AuthorAnswerProps {
  file: CaseFile
  onChanged: (file: CaseFile) => void
}

/** Sends the answer, or takes it back. */
function useAnswer({ file, onChanged }: AuthorAnswerProps) {
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, setBusy] = useState(false)
  const put = (answer: string | null, then: () => void) => {
    if (isBusy) return
    setBusy(true)
    setFailure(null)
    ask('PUT /api/v1/cases/:id/answer', { params: { id: file.id }, body: { answer } })
      .then((next) => {
        const saved = file.finding ? words.savedPublic : words.saved
        say(answer === null ? words.takenBack : saved)
        then()
        onChanged(next)
      })
      .catch((error: unknown) => setFailure(failureOf(error)))
      .finally(() => setBusy(false))
  }
  return { failure, isBusy, put }
}

/** Where the story's author says something to a case, beside the finding and apart from it. */
export function AuthorAnswer(props: AuthorAnswerProps) {
  const { file } = props
  const [draft, change, clear] = useKept(`answer ${file.id}`, { answer: file.answer ?? '' })
  const [tried, setTried] = useState(false)
  const { failure, isBusy, put } = useAnswer(props)
  const answer = draft.answer.trim()
  const trouble = answer === '' ? words.empty : textTrouble(answer, ANSWER.min, ANSWER.max)
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    setTried(true)
    if (!trouble) put(answer, () => setTried(false))
  }
  const takeBack = () =>
    put(null, () => {
      clear()
      change({ answer: '' })
    })
  return (
    <form
      class="co-form co-author-answer"
      noValidate
      aria-labelledby="answer-title"
      onSubmit={save}
      onKeyDown={sendOnCtrlEnter}
    >
      <div>
        <h3 id="answer-title" class="co-part-title">
          {words.title}
        </h3>
        <p class="co-hint">{words.hint}</p>
      </div>
      <TextField
        id="author-answer"
        label={words.label}
        value={draft.answer}
        {...ANSWER}
        rows={4}
        error={failure?.detail ?? (tried ? trouble : null)}
        onText={(text) => change({ answer: text })}
      />
      {answer !== '' && (
        <div class="co-preview">
          <p class="co-preview-title">{words.preview}</p>
          <blockquote class="co-said" dir="auto">
            <b>{words.says}:</b> {answer}
          </blockquote>
        </div>
      )}
      <div class="co-actions">
        <button type="submit" class="aw-button aw-button-primary" disabled={isBusy || answer === (file.answer ?? '')}>
          {words.save}
        </button>
        {file.answer !== null && (
          <button type="button" class="aw-quiet" disabled={isBusy} onClick={takeBack}>
            {words.takeBack}
          </button>
        )}
      </div>
      <p class="co-hint">
        {words.updateHint}{' '}
        <a class="aw-link" href={href.answer(file.storyId, file.id)}>
          {words.update}
        </a>
      </p>
    </form>
  )
}
