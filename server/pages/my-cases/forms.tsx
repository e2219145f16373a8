import type { ComponentChildren } from 'preact'
import { strings } from '../../../client/widget/case/strings.ts'
import type { Act, Mine, RefusedAct } from './acts.ts'
import { myCasePath } from './addresses.ts'

interface CanProps {
  mine: Mine
  /** Stands in every form; null for a guest, who cannot send one. */
  token: string | null
  refused: RefusedAct | undefined
  /** How a time is written. */
  write: (iso: string) => string
  /** Where the comment is put into other words; undefined where it cannot be. */
  editHref: string | undefined
}

/** For who wrote the comment, before a finding: what happens next, until when they can answer, and the answer. */
export function Answering(props: CanProps) {
  const { mine, token, refused, editHref } = props
  if (mine.part !== 'concerned') return null
  if (!mine.mayReply) return mine.statement ? null : <Answered mine={mine} />
  if (token === null) return null
  return (
    <section class="case-part" aria-labelledby="case-next">
      <h2 id="case-next">{strings.next}</h2>
      <ol class="my-case-next">
        <li>{strings.nextAnswer}</li>
        <li>{strings.nextDecide}</li>
        <li>{strings.nextTold}</li>
      </ol>
      <TextForm
        {...{ mine, token, act: 'reply', least: 1, refused }}
        label={strings.yourAnswer}
        hint={strings.answerHint}
        send={strings.sendAnswer}
      />
      <Sure
        mine={mine}
        token={token}
        act="waive"
        ask={strings.willNot}
        why={strings.willNotAsk}
        yes={strings.willNotYes}
      />
      {editHref && (
        <p class="my-case-hint">
          <a href={editHref}>{strings.correct}</a> {strings.correctHint}
        </p>
      )}
    </section>
  )
}

function Answered({ mine: { reply, hasWaivedReply } }: { mine: Mine }) {
  if (reply !== null)
    return (
      <section class="case-part">
        <p class="case-said" dir="auto">
          <b>{strings.answered}</b> “{reply}”
        </p>
        <p class="my-case-hint">{strings.answeredNext}</p>
      </section>
    )
  return hasWaivedReply ? <p class="case-part">{strings.waived}</p> : null
}

/** How to appeal and until when, and the appeal; or what was said in it. */
export function Appealing({ mine, token, refused, write, now }: CanProps & { now: number }) {
  const { appeal, mayAppeal, statement } = mine
  const until = statement?.appeal.until ?? null
  const isAgainst = mine.part === 'concerned' && statement !== null && statement.rules.length > 0
  if (!mayAppeal && !appeal && !isAgainst) return null
  return (
    <section class="case-part" aria-labelledby="case-redress">
      <h2 id="case-redress">{strings.redress}</h2>
      {appeal && (
        <p class="case-said" dir="auto">
          <b>{strings.appealedOn(write(appeal.at))}</b> “{appeal.reason}”
        </p>
      )}
      {appeal && mine.stage === 'appealed' && <p class="my-case-hint">{strings.appealNext}</p>}
      {mayAppeal && <p>{until ? strings.appealHow(write(until)) : strings.appealHowBare}</p>}
      {mayAppeal && token !== null && (
        <TextForm
          {...{ mine, token, act: 'appeal', least: 20, refused }}
          label={strings.yourAppeal}
          hint={`${strings.appealHint} ${strings.tooShort(20)}`}
          send={strings.sendAppeal}
        />
      )}
      {!mayAppeal && !appeal && <p>{until && Date.parse(until) <= now ? strings.noAppeal : strings.noAppealFor}</p>}
    </section>
  )
}

/** Takes one’s flag back, as long as nothing is decided. */
export function TakingBack({ mine, token }: CanProps) {
  if (!mine.mayWithdraw || token === null) return null
  return (
    <section class="case-part">
      <Sure
        {...{ mine, token, act: 'withdraw' }}
        ask={strings.takeBack}
        why={strings.takeBackAsk}
        yes={strings.takeBackYes}
      />
    </section>
  )
}

interface FormProps {
  mine: Mine
  token: string
  act: Act
}

interface TextFormProps extends FormProps {
  refused: RefusedAct | undefined
  label: string
  hint: string
  send: string
  /** Characters it must have. */
  least: number
}

/** A text for a case. What was refused stands in it again. */
function TextForm({ mine, token, act, refused, label, hint, send, least }: TextFormProps) {
  const id = `case-${act}`
  const isRefused = refused?.act === act
  return (
    <Form mine={mine} token={token} act={act}>
      <label for={id}>{label}</label>
      <textarea
        class="aw-field"
        id={id}
        name="words"
        rows={5}
        required
        minLength={least}
        maxLength={1000}
        dir="auto"
        aria-describedby={isRefused ? `case-problem ${id}-hint` : `${id}-hint`}
      >
        {/* The first line break in such a field is not part of the text. */}
        {isRefused && `\n${refused.words}`}
      </textarea>
      <p class="field-hint" id={`${id}-hint`}>
        {hint}
      </p>
      <p class="act-buttons">
        <button type="submit" class="aw-button aw-button-primary">
          {send}
        </button>
      </p>
    </Form>
  )
}

/** Makes sure of something that cannot be taken back: the button stands behind a fold, with what it does. */
function Sure({ ask, why, yes, ...form }: FormProps & { ask: string; why: string; yes: string }) {
  return (
    <details class="my-case-sure">
      <summary>{ask}</summary>
      <Form {...form}>
        <p>{why}</p>
        <p class="act-buttons">
          <button type="submit" class="aw-button aw-button-danger">
            {yes}
          </button>
        </p>
      </Form>
    </details>
  )
}

function Form({ mine, token, act, children }: FormProps & { children: ComponentChildren }) {
  return (
    <form method="post" action={`${myCasePath(mine.id)}/${act}`}>
      <input type="hidden" name="token" value={token} />
      {children}
    </form>
  )
}
