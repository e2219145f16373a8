/** What a WordPress export (WXR 1.0 to 1.2) says, as it says it: untrusted strings, nothing decided. */
export interface ExportedComment {
  id: string
  parent: string
  author: string
  date: string
  dateGmt: string
  content: string
  approved: string
  type: string
}

export interface ExportedItem {
  id: string
  type: string
  status: string
  password: string
  commentStatus: string
  title: string
  link: string
  guid: string
  creator: string
  /** Name of the first category; empty without one. */
  section: string
  pubDate: string
  date: string
  dateGmt: string
  /** When it was last changed; WordPress says so since 5.7. */
  modified: string
  modifiedGmt: string
  content: string
  comments: ExportedComment[]
}

/** What stands before the items. */
export interface ExportHead {
  version: string
  /** Address of the WordPress site; empty when the file does not say. */
  siteUrl: string
  /** Display names by login. */
  authors: Map<string, string>
}

export function emptyItem(): ExportedItem {
  return {
    id: '',
    type: '',
    status: '',
    password: '',
    commentStatus: '',
    title: '',
    link: '',
    guid: '',
    creator: '',
    section: '',
    pubDate: '',
    date: '',
    dateGmt: '',
    modified: '',
    modifiedGmt: '',
    content: '',
    comments: [],
  }
}

export function emptyComment(): ExportedComment {
  return { id: '', parent: '', author: '', date: '', dateGmt: '', content: '', approved: '', type: '' }
}
