import { useId, useState } from 'preact/hooks'
import { When } from '../../ui/when.tsx'
import { ask } from '../ask.ts'
import { useResource } from '../resource.ts'
import type { Comment } from '../shapes.ts'
import { branch } from '../strings-pauses.ts'
import { beginning, plainText } from './plain-text.ts'

const SHOWN = 8
const ID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i

interface Found {
  comments: Comment[]
  /** Why nothing is there; null when something is. */
  none: string | null
}

async function pasted(storyId: string, id: string): Promise<Found> {
  // Not there, or not to be seen: the list then says that nothing fits.
  const answer = await ask('GET /api/v1/comments/:id', { params: { id } }).catch(() => null)
  if (!answer) return { comments: [], none: branch.none }
  const isHere = answer.comment.storyId === storyId
  return isHere ? { comments: [answer.comment], none: null } : { comments: [], none: branch.notHere }
}

async function newest(storyId: string): Promise<Found> {
  const { comments } = await ask('GET /api/v1/stories/:id/thread', { params: { id: storyId }, query: {} })
  const visible = comments.filter((comment) => comment.state === 'visible')
  return { comments: visible, none: visible.length === 0 ? branch.empty : null }
}

function fits(comment: Comment, words: string): boolean {
  const text = `${comment.author?.name ?? ''} ${plainText(comment.html)}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** A comment in two lines: who, when, and how it begins. */
export function CommentLine({ comment }: { comment: Comment }) {
  return (
    <span class="co-comment-line">
      <span class="co-comment-who">
        <b>{comment.author?.name}</b> <When at={comment.createdAt} />
      </span>
      <span class="co-comment-words" dir="auto">
        {beginning(plainText(comment.html))}
      </span>
    </span>
  )
}

interface CommentPickerProps {
  storyId: string
  label: string
  value: string
  onPick: (comment: Comment | null) => void
  error?: string | null
}

/** Finds a comment of a story: among the newest by words or name, or any by its link. */
export function CommentPicker({ storyId, label, value, onPick, error }: CommentPickerProps) {
  const [typed, setTyped] = useState('')
  const field = useId()
  const id = ID.exec(typed)?.[0].toLowerCase()
  const { data } = useResource(id ? `comment ${storyId} ${id}` : `newest ${storyId}`, () =>
    id ? pasted(storyId, id) : newest(storyId),
  )
  const picked = useResource(`picked ${value}`, () => (value ? pasted(storyId, value) : Promise.resolve(null)))
  const chosen = picked.data?.comments[0]
  if (value && chosen)
    return (
      <div class="co-picked">
        <CommentLine comment={chosen} />
        <button type="button" class="aw-quiet" onClick={() => onPick(null)}>
          {branch.another}
        </button>
      </div>
    )
  const words = typed.trim()
  const found = (data?.comments ?? []).filter((comment) => id || words === '' || fits(comment, words)).slice(0, SHOWN)
  return (
    <div class="co-field co-comment-picker">
      <label for={`${field}-find`}>{label}</label>
      <input
        id={`${field}-find`}
        class="aw-field"
        type="text"
        autoComplete="off"
        placeholder={branch.find}
        aria-describedby={`${field}-under`}
        aria-invalid={error ? true : undefined}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      <ul class="co-comment-list" aria-label={label}>
        {found.map((comment) => (
          <li key={comment.id}>
            <button type="button" class="co-comment-row" onClick={() => onPick(comment)}>
              <CommentLine comment={comment} />
            </button>
          </li>
        ))}
      </ul>
      <div id={`${field}-under`} class="co-under">
        {error && <p class="co-error">{error}</p>}
        {data && found.length === 0 && <p class="co-hint">{data.none ?? branch.none}</p>}
      </div>
    </div>
  )
}
