import type { WebhookData } from '../contract/webhook-events.ts'
import { plainText } from '../text/plain.ts'
import type { Payload } from './payload.ts'

const MOST_QUOTED = 200

/** An event as Slack’s incoming webhooks take it: a sentence and a link. */
export function slackOf({ type, data }: Payload): { text: string } {
  const words = escaped(sentenceOf(type, data))
  return { text: `${words} <${escaped(data.link)}|${linkWords(data)}>` }
}

/** As Slack asks: what stands between angle brackets is a command there. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function linkWords(data: WebhookData): string {
  return /\/console\//.test(data.link) ? 'Open it in the console' : 'Read it'
}

function sentenceOf(type: Payload['type'], data: WebhookData): string {
  const on = data.story ? `“${data.story.title}”` : 'this site'
  if ('comment' in data) return aboutComment(type, data.comment, on)
  if ('update' in data) return aboutUpdate(type, data.update, on)
  if ('suspension' in data) return aboutSuspension(type, data.suspension, on)
  if ('case' in data) return aboutCase(type, data.case, on)
  return `${on} has a thread from now on.`
}

type Of<K extends string> = Extract<WebhookData, Record<K, unknown>>[K & keyof Extract<WebhookData, Record<K, unknown>>]

function aboutComment(type: Payload['type'], comment: Of<'comment'>, on: string): string {
  const by = comment.author?.name ?? 'Somebody'
  const words = quoted(comment.html)
  if (type === 'comment.posted') return `${by} wrote under ${on}${words}`
  if (type === 'comment.edited') return `${by} edited a comment under ${on}${words}`
  if (type === 'comment.restored') return `A comment by ${by} under ${on} can be read again${words}`
  if (type === 'comment.held') return `A comment by ${by} under ${on} waits for a moderator${words}`
  return `A comment under ${on} was taken away.`
}

function quoted(html: string): string {
  const text = plainText(html).replace(/\s+/g, ' ').trim()
  if (text === '') return '.'
  return `: “${text.length > MOST_QUOTED ? `${text.slice(0, MOST_QUOTED).trimEnd()}…` : text}”`
}

function aboutUpdate(type: Payload['type'], { number, html, author, withdrawal }: Of<'update'>, on: string): string {
  if (type === 'update.withdrawn') return `Update ${number} on ${on} was withdrawn: ${withdrawal?.reason ?? ''}`.trim()
  const did = type === 'update.edited' ? 'edited' : 'published'
  return `${author} ${did} update ${number} on ${on}${quoted(html)}`
}

const MODES: Record<Of<'suspension'>['mode'], string> = {
  open: 'stays open',
  slow: 'is in slow mode',
  premoderated: 'is looked at first',
  members: 'is for members only',
  paused: 'is paused',
  closed: 'is closed',
}

function aboutSuspension(type: Payload['type'], suspension: Of<'suspension'>, on: string): string {
  const { scope, section, mode, reason, endsAt } = suspension
  const where =
    scope === 'section' ? `in the section “${section}”` : scope === 'branch' ? `in a branch under ${on}` : `on ${on}`
  if (type === 'suspension.ended') return `What held commenting ${where} has ended.`
  const until = endsAt === null ? '' : ` until ${endsAt.slice(0, 16).replace('T', ' ')} UTC`
  if (type === 'suspension.changed') return `Commenting ${where} ${MODES[mode]}${until || ' without an end'}.`
  return `Commenting ${where} ${MODES[mode]}${until}: ${reason}`
}

function aboutCase(type: Payload['type'], { reference, finding }: Of<'case'>, on: string): string {
  if (type === 'case.opened') return `Something under ${on} was flagged: case ${reference}.`
  if (type === 'case.appealed') return `The decision on case ${reference} under ${on} was appealed.`
  return `Case ${reference} under ${on} is decided: ${(finding ?? 'ended').replaceAll('_', ' ')}.`
}
