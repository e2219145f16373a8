import type { StoryUpdate } from '../tree.ts'

/** Where updates are shown, and what leads on from there. */
export interface UpdatePlace {
  base: string
  root: ShadowRoot
  storyUrl: string | undefined
  /** Heights in CSS pixels that updates keep by their ids, withdrawn while they were read. */
  heights: ReadonlyMap<string, number>
  hrefOf(commentId: string): string
  /** Goes to a comment; where it is left out the link does. */
  showComment?: (commentId: string) => void
}

export interface PartProps {
  update: StoryUpdate
  place: UpdatePlace
}
