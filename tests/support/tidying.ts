import { jobHandlers } from '../../server/jobs/handlers.ts'
import type { TestServer } from './start-server.ts'

/** Does the daily clearing away now. */
export async function hasTidied(server: TestServer): Promise<void> {
  await jobHandlers.tidy?.(server.ctx, {})
}
