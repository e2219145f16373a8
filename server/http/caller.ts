import type { Context, Viewer } from '../context.ts'

/** What is known of a request beside its input: for sign-in and sign-out. Other actions need only the viewer. */
export interface Caller {
  /** The session, or the publisher's key, that the request came with; null when signed out. */
  sessionId: string | null
  userAgent: string | null
  /** What all addresses of one household or office share. */
  network: string
  /** Gives a page of our own the session as a cookie. Does nothing for a request from anywhere else. */
  keepSignedIn(token: string): void
  /** Takes that cookie away again. */
  forget(): void
  /** A token by which the browser is known when it comes back, for a page of our own; null for anything else. */
  browser(): string | null
  /**
   * Counts what the endpoint does only now and then, just before it is done.
   * @throws Refusal `rate_limited`.
   */
  countRare(): Promise<void>
}

/** Who is asking, and by which session. */
export interface Identity {
  viewer: Viewer
  sessionId: string | null
}

/** Finds who holds a session token; null if nobody does. */
export type Identify = (ctx: Context, token: string) => Promise<Identity | null>

/** A request without a session. */
export const nobody: Identity = {
  viewer: {
    ...{ personId: null, name: '', role: 'anyone', authorOf: [], scope: 'full' },
    ...{ isMember: false, sections: [], memberOf: [] },
  },
  sessionId: null,
}
