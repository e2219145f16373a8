import { type Cell, cell } from '../cells.ts'
import { keep, kept } from '../storage.ts'
import type { Thread } from '../thread.ts'
import { isOf, newSending, type Sending } from './flag-model.ts'
import { CODE, guessLanguage, isSameLanguage } from './languages.ts'
import type { Selected } from './passage.ts'
import { chooseComment, type Lack, loadSources, newQuoting, type Quoting } from './quoting.ts'
import { reportStrings } from './report-strings.ts'

/** A post elsewhere as it is being described. All of it is kept in the browser until it is sent. */
export interface PostFields {
  url: Cell<string>
  postedBy: Cell<string>
  originatedBy: Cell<string>
  text: Cell<string>
  language: Cell<string>
  /** The reader has said which language it is; else it is guessed. */
  isLanguageChosen: Cell<boolean>
  translation: Cell<string>
  claimIn: Cell<'text' | 'translation'>
  explanation: Cell<string>
}

export interface ReportModel extends Sending {
  /** Whose report it is: the id of a person, or empty for somebody signed out. */
  owner: string
  fields: PostFields
  step: Cell<'post' | 'words'>
  quoting: Quoting
}

const FORGET_MS = 30 * 24 * 3_600_000

type Shelved = { [name in keyof PostFields]?: PostFields[name]['value'] } & {
  /** When it was changed last, epoch ms. */
  at?: number
  claim?: Selected | null
  source?: Selected | null
  typed?: string | null
  chosen?: string
  type?: Quoting['type']['value']
}

const models = new WeakMap<Thread, ReportModel>()

/** The report begun on this story, or a new one. */
export function reportModel(thread: Thread): ReportModel {
  const owner = thread.session.person.value?.id ?? ''
  const known = models.get(thread)
  if (known && known.receipt.value === null && isOf(known, owner)) return known
  const shelved = onShelf(thread, owner) ?? onShelf(thread, '') ?? {}
  const fields = newFields(shelved)
  const quoting = newQuoting(thread, null)
  const model: ReportModel = { ...newSending(), owner, fields, step: cell<'post' | 'words'>('post'), quoting }
  models.set(thread, model)
  restoreQuoting(thread, quoting, shelved)
  keepChanges(thread, model)
  return model
}

function newFields(from: Shelved): PostFields {
  return {
    url: cell(from.url ?? ''),
    postedBy: cell(from.postedBy ?? ''),
    originatedBy: cell(from.originatedBy ?? ''),
    text: cell(from.text ?? ''),
    language: cell(from.language ?? ''),
    isLanguageChosen: cell(from.isLanguageChosen ?? false),
    translation: cell(from.translation ?? ''),
    claimIn: cell(from.claimIn ?? 'text'),
    explanation: cell(from.explanation ?? ''),
  }
}

function restoreQuoting(thread: Thread, quoting: Quoting, from: Shelved) {
  const { claim = null, source = null, typed = null, chosen = 'story', type = '' } = from
  if (quoting.sources.value.some(({ key }) => key === chosen)) quoting.chosen.value = chosen
  else chooseComment(thread, quoting, chosen)
  quoting.claim.value = claim
  quoting.source.value = source
  quoting.typed.value = typed
  quoting.type.value = type
  void loadSources(thread, quoting)
}

function shelfOf(thread: Thread, owner: string): string {
  return `report:${thread.base}:${thread.story.value?.id}:${owner}`
}

function onShelf(thread: Thread, owner: string): Shelved | null {
  const found = kept<Shelved>(shelfOf(thread, owner))
  return found && (found.at ?? 0) > Date.now() - FORGET_MS ? found : null
}

/** Keeps every change at once, so that nothing has to be waited for when the page goes. */
function keepChanges(thread: Thread, model: ReportModel) {
  const { fields, quoting, receipt } = model
  const { claim, source, typed, chosen, type } = quoting
  const all = { ...fields, claim, source, typed, chosen, type }
  const onChange = () => {
    if (receipt.value) return
    const values = Object.fromEntries(Object.entries(all).map(([name, one]) => [name, one.value]))
    keep(shelfOf(thread, model.owner), { ...values, at: Date.now() })
    if (model.owner) keep(shelfOf(thread, ''), null)
  }
  for (const one of Object.values(all) as Cell<unknown>[]) one.subscribe(onChange)
  receipt.subscribe(() => {
    keep(shelfOf(thread, model.owner), null)
    keep(shelfOf(thread, ''), null)
  })
}

/** Takes the text of the post, and what its script says of its language. */
export function typeText({ fields, quoting }: ReportModel, text: string) {
  fields.text.value = text
  if (!fields.isLanguageChosen.value) fields.language.value = guessLanguage(text)
  if (fields.claimIn.value === 'text') dropLostClaim(quoting, text)
}

export function typeTranslation({ fields, quoting }: ReportModel, translation: string) {
  fields.translation.value = translation
  if (fields.claimIn.value === 'translation') dropLostClaim(quoting, translation)
}

/** What was selected stays as long as it stands where it did. */
function dropLostClaim({ claim }: Quoting, text: string) {
  if (claim.value && !text.trim().startsWith(claim.value.exact, claim.value.start)) claim.value = null
}

/** The language of the page, into which a translation goes. */
export function pageLanguage({ element }: Thread): string {
  return element.closest<HTMLElement>('[lang]')?.lang || 'en'
}

/** Whether the post is in a language other than the page’s. */
export function isForeign(thread: Thread, { language }: PostFields): boolean {
  return CODE.test(language.value) && !isSameLanguage(language.value, pageLanguage(thread))
}

/** The address as the server can take it, or null. One without a scheme gets the usual one. */
export function addressOf(typed: string): string | null {
  const text = typed.trim()
  const address = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text}`
  try {
    const { protocol, hostname } = new URL(address)
    return /^https?:$/.test(protocol) && hostname.includes('.') && address.length <= 2_000 ? address : null
  } catch {
    return null
  }
}

const LONGEST_TEXT = 10_000
const LONGEST_NAME = 120

/** What the description of the post lacks; null when it is whole. */
export function lackingPost({ fields }: ReportModel): Lack | null {
  const { url, postedBy, originatedBy, text, language, translation } = fields
  const words = reportStrings
  const length = (one: Cell<string>) => one.value.trim().length
  if (!addressOf(url.value)) return { words: words.needUrl, at: 'report-url' }
  if (length(postedBy) === 0) return { words: words.needPostedBy, at: 'report-posted-by' }
  for (const [one, at] of [
    [postedBy, 'report-posted-by'],
    [originatedBy, 'report-originated-by'],
  ] as const)
    if (length(one) > LONGEST_NAME) return { words: words.longest('A name', LONGEST_NAME), at }
  if (length(text) < 3) return { words: words.needText, at: 'report-text' }
  if (length(text) > LONGEST_TEXT) return { words: words.longest('The post', LONGEST_TEXT), at: 'report-text' }
  if (!CODE.test(language.value))
    return language.value || fields.isLanguageChosen.value
      ? { words: words.needCode, at: 'report-code' }
      : { words: words.needLanguage, at: 'report-language' }
  if (length(translation) > LONGEST_TEXT)
    return { words: words.longest('The translation', LONGEST_TEXT), at: 'report-translation' }
  return null
}
