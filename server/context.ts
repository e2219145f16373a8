import type { Logger } from 'pino'
import type { Database } from '../db/database.ts'
import type { Config } from './config.ts'

/** Who is asking. `role` is what this session may use: an embedded session never carries more than a reader's. */
export interface Viewer {
  /** Null when signed out. */
  personId: string | null
  name: string
  role: 'anyone' | 'reader' | 'moderator' | 'owner'
  /** Stories this person is the author of; empty in an embedded session's powers but kept for the badge. */
  authorOf: readonly string[]
  /** `publisher`: no person but a system of the publisher, with a key; what it may is named by the contract. */
  scope: 'full' | 'embed' | 'publisher'
  /** Whether the person may write where only members may; every office includes it. */
  isMember: boolean
  /** Of staff who have to set up a second factor first: until then they are readers. */
  lacksSecondFactor?: true
  /** Sections the person moderates without moderating the whole site; empty in an embedded session. */
  sections: readonly string[]
  /** Of a moderator of `sections` alone, who is one for this request, which concerns one of them. */
  isLent?: true
  /** Sections in which the person may write where only members may, without being one everywhere. */
  memberOf: readonly string[]
  /** Has no account; known by this session alone. */
  isGuest?: boolean
  /** What the publisher says of the person, beside their name. */
  label?: string | null
}

/** A viewer known to be signed in. */
export interface Reader extends Viewer {
  personId: string
  role: 'reader' | 'moderator' | 'owner'
}

/** A publisher's own system. `name` is the key's. */
export interface Publisher extends Viewer {
  personId: null
  scope: 'publisher'
}

/** Everything an action may reach. Built once at start; tests build their own. */
export interface Context {
  db: Database
  /** Epoch ms by the server's clock. */
  now: () => number
  log: Logger
  config: Config
}
