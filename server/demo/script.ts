import type * as z from 'zod'
import type { Action, Finding } from '../contract/findings.ts'
import type { MisrepresentationType } from '../contract/flags.ts'
import type { SourceKind } from '../contract/quotations.ts'
import type { ReasonCode } from '../contract/suspensions.ts'
import type { ClaimStatus, UpdateKind } from '../contract/updates.ts'

/** A moment before the first start: by the clock (UTC) some days earlier, or a number of minutes earlier. */
export type When = { daysAgo: 1 | 2 | 3; at: `${number}:${number}` } | { minutesAgo: number }

/** Readers, reporters and the moderator of the demonstration newspaper. */
export interface Cast {
  [key: string]: { name: string; role: 'reader' | 'moderator' }
}

interface Base {
  when: When
  /** Key in the cast. */
  by: string
}

/** One thing somebody does in a story. Labels (`as`) let later steps refer to what it made. */
export type Step = Base &
  (
    | { do: 'comment'; body: string; as?: string; under?: string }
    | { do: 'edit'; comment: string; body: string }
    | { do: 'delete'; comment: string }
    | {
        do: 'flag'
        as?: string
        comment: string
        type: z.infer<typeof MisrepresentationType>
        claim: string
        source: string
        sourceKind?: z.infer<typeof SourceKind>
        /** Label of the update quoted. */
        sourceOf?: string
        explanation: string
      }
    /** A post on another site is reported. */
    | {
        do: 'report'
        as?: string
        post: {
          url: string
          postedBy: string
          originatedBy: string
          text: string
          language: string
          translation: string
        }
        type: z.infer<typeof MisrepresentationType>
        claim: string
        source: string
        explanation: string
      }
    /** The person concerned is asked, and answers. */
    | { do: 'ask'; case: string; allegation: string }
    | { do: 'reply'; case: string; body: string }
    /** A finding, published at once. */
    | {
        do: 'decide'
        case: string
        finding: z.infer<typeof Finding>
        explanation: string
        action: z.infer<typeof Action>
      }
    | {
        do: 'update'
        as?: string
        kind: z.infer<typeof UpdateKind>
        status?: z.infer<typeof ClaimStatus>
        body: string
        /** Label of the case it answers. */
        answers?: string
        /** Words of the story that it amends, and what they are to say now. */
        anchor?: { exact: string; after: string | null }
        /** Label of the comment whose writer it thanks. */
        credit?: string
      }
    | {
        do: 'pause'
        as?: string
        /** `paused` unless said. */
        mode?: 'slow' | 'premoderated'
        slowSeconds?: number
        /** Slow mode that follows it. */
        thenSlow?: { seconds: number; minutes: number }
        reasonCode: z.infer<typeof ReasonCode>
        reason: string
        minutes: number
        note?: string
      }
    | { do: 'reopen'; pause: string }
  )

export interface DemoStory {
  /** Last part of its address, `/stories/<slug>`. */
  slug: string
  title: string
  section: string
  /** Key in the cast: the reporter, who becomes the story's author. */
  author: string
  published: When
  html: string
  steps: readonly Step[]
}
