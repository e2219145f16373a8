import { isAdverse } from '../../cases/rules.ts'
import { isGone, type Published } from './about.ts'

/** What was done, beside the finding. */
export function actionWords(found: Published): string {
  switch (found.action) {
    case 'none':
      return 'Nothing was done beside it.'
    case 'note':
      return isGone(found)
        ? 'A note stood beside the comment.'
        : 'A note stands beside the comment, which can be read as before.'
    case 'ask_edit':
      return isGone(found)
        ? 'A note stood beside the comment, and its writer was asked to correct it.'
        : 'A note stands beside the comment, and its writer was asked to correct it.'
    case 'collapse':
      return isGone(found) || found.correctedAt !== null
        ? 'The comment was folded, with a note beside it.'
        : 'The comment is folded, with a note beside it; readers can open it.'
    case 'remove':
      return 'The comment was removed.'
    case 'statement':
      return 'The site says so here and under its story. The post is on another site, and nothing was done to it.'
  }
}

/** What became of the right of reply where no answer can be shown. */
export function unheardWords(found: Published): string {
  switch (found.hadReply) {
    case 'answered':
      return 'The person concerned answered. The answer went with the comment.'
    case 'waived':
      return 'The person concerned was asked before the finding, and said that no answer would come.'
    case 'lapsed':
      return 'The person concerned was asked before the finding, and did not answer in the time there was.'
    case 'none':
      if (found.outside) return 'Whoever posted it has no account here, so nobody could be asked before the finding.'
      return isAdverse(found)
        ? 'Whoever wrote it has no account here, so nobody could be asked before the finding.'
        : 'Nobody was asked, since the finding does not go against the person who wrote the comment.'
  }
}

/** When a check of the link last said something about it, and what; undefined where none has. */
export function linkWords({ linkState }: NonNullable<Published['outside']>): string | undefined {
  switch (linkState) {
    case 'alive':
      return 'The link answered on'
    case 'gone':
      return 'The post was gone when the link was checked on'
    case 'unreachable':
      return 'The link could not be reached on'
    case 'unchecked':
    case 'refused':
      return undefined
  }
}
