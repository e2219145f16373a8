/** Ends of lines, as many systems write them. */
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g
/**
 * What is not seen and says nothing: control characters, blanks without width, notes to programs. Half a character, as
 * cutting leaves it, cannot be seen either.
 */
const SILENT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\p{Cs}]/gu
/** Letters written unseen; after a black flag they name that of a part of a country. */
const TAGS = /(\u{1f3f4}[\u{e0030}-\u{e007a}]+\u{e007f})|[\u{e0000}-\u{e007f}]/gu
/** Joiners that join nothing: they shape most scripts and put emoji together, but not these three scripts. */
const PLAIN = String.raw`\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}`
const SHAPED = String.raw`(?![${PLAIN}])[\p{L}\p{M}]`
const IDLE_JOINERS = new RegExp(
  String.raw`(?<!${SHAPED}|\p{Extended_Pictographic}|\p{Emoji_Modifier})[\u200c\u200d](?!${SHAPED})`,
  'gu',
)
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/

const END_EMBED = '\u202c'
const END_ISOLATE = '\u2069'
/** What ends each beginning; an override goes, with its end. */
const endOf: Record<string, string> = {
  ...{ '\u202a': END_EMBED, '\u202b': END_EMBED, '\u202d': '', '\u202e': '' },
  ...{ '\u2066': END_ISOLATE, '\u2067': END_ISOLATE, '\u2068': END_ISOLATE },
}

/**
 * A text without what nobody sees and means, as copying brings along. What scripts and emoji need stays: joiners where
 * they join, and marks of direction, each closed in its line; those that turn letters round go.
 */
export function seenText(text: string): string {
  const words = text.replace(LINE_ENDS, '\n').replace(SILENT, '').replace(TAGS, '$1').replace(IDLE_JOINERS, '')
  return DIRECTION.test(words) ? words.split('\n').map(closed).join('\n') : words
}

/** A line in which every mark of direction has its end, and every end its mark. */
function closed(line: string): string {
  /** The ends that are due, the nearest last. */
  const due: string[] = []
  let isolated = 0
  /** What an end closes: no embedding reaches out of what is isolated, and with that ends what began within it. */
  const close = (end: string): string => {
    if (end === END_EMBED) return due.at(-1) === END_ISOLATE ? '' : (due.pop() ?? '')
    if (isolated === 0) return ''
    isolated -= 1
    return due.splice(due.lastIndexOf(END_ISOLATE)).reverse().join('')
  }
  let kept = ''
  for (const character of line) {
    const end = endOf[character]
    if (end !== undefined) {
      due.push(end)
      if (end === END_ISOLATE) isolated += 1
      if (end !== '') kept += character
    } else kept += character === END_EMBED || character === END_ISOLATE ? close(character) : character
  }
  return kept + due.reverse().join('')
}
