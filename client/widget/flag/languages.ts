/** Languages that are offered by their own names; any other has its code. */
export const LANGUAGES =
  'ar bn cs da de el en es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sv th tr uk ur vi zh'.split(' ')

/** What a language is called in itself: “Deutsch”, “中文”. Its code where the browser does not know it. */
export function ownName(code: string): string {
  return nameOf(code, code)
}

/** What a language is called in English. */
export function englishName(code: string): string {
  return nameOf(code, 'en')
}

function nameOf(code: string, inLanguage: string): string {
  try {
    const name = new Intl.DisplayNames([inLanguage], { type: 'language' }).of(code) ?? code
    return name.charAt(0).toLocaleUpperCase(inLanguage) + name.slice(1)
  } catch {
    return code
  }
}

export const CODE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

/** True when both codes name one language, whatever its region. */
export function isSameLanguage(one: string, other: string): boolean {
  return one.split('-')[0]?.toLowerCase() === other.split('-')[0]?.toLowerCase()
}

/** Letters that tell languages; the narrower ones first. */
const signs: [RegExp, string][] = [
  [/[\u3040-\u30ff]/, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/[ٹڈڑںے]/, 'ur'],
  [/[پچژگ]/, 'fa'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Bengali}/u, 'bn'],
  [/\p{Script=Devanagari}/u, 'hi'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Greek}/u, 'el'],
  [/[іїєґ]/i, 'uk'],
  [/\p{Script=Cyrillic}/u, 'ru'],
]
/** A few letters of another script make no text of another language. */
const SHARE = 0.3

/** The language that a text seems to be in by its script; empty for those that share one, such as Latin. */
export function guessLanguage(text: string): string {
  const letters = text.match(/\p{L}/gu) ?? []
  const foreign = letters.filter((letter) => !/\p{Script=Latin}/u.test(letter)).join('')
  if (letters.length === 0 || [...foreign].length < letters.length * SHARE) return ''
  return signs.find(([letter]) => letter.test(foreign))?.[1] ?? ''
}
