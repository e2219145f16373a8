import type * as z from 'zod'
import type { MyCase } from '../../contract/my-cases.ts'

export type Mine = z.output<typeof MyCase>

/** What can be done in a case. */
export type Act = 'reply' | 'waive' | 'appeal' | 'withdraw'

/** Something that was sent and refused. */
export interface RefusedAct {
  act: Act
  words: string
  /** Why, in a sentence. */
  problem: string
}
