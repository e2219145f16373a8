import type { DemoStory } from '../script.ts'
import { ferry } from './ferry.ts'
import { footbridge } from './footbridge.ts'
import { lane } from './lane.ts'
import { oysters } from './oysters.ts'
import { station } from './station.ts'

/** Everything in the demonstration newspaper. */
export const demoStories: readonly DemoStory[] = [station, lane, ferry, footbridge, oysters]
