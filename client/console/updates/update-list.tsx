import { Empty } from '../parts/states.tsx'
import type { Update } from '../shapes.ts'
import { updates } from '../strings-updates.ts'
import { UpdateItem } from './update-item.tsx'

interface UpdateListProps {
  list: Update[]
  /** Whether this person may change them. */
  mayPublish: boolean
  /** What stands on the server is not what stands here. */
  onStale: () => void
}

/** What is scheduled and published on the story, newest first, each with what can be done about it. */
export function UpdateList({ list, mayPublish, onStale }: UpdateListProps) {
  if (list.length === 0) return <Empty>{updates.none}</Empty>
  return (
    <ol class="co-updates">
      {list.map((update) => (
        <UpdateItem key={update.id} update={update} all={list} mayPublish={mayPublish} onStale={onStale} />
      ))}
    </ol>
  )
}
