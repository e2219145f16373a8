import type { Key, Result } from '../../server/contract/index.ts'
import { offerSetup } from '../../server/people/offer-setup.ts'
import { withAccount } from './accounts.ts'
import { allegation, publishFinding, step } from './cases.ts'
import { publisherToken } from './publisher-token.ts'
import type { TestPerson, TestServer } from './start-server.ts'
import { at, schedule, type Wanted, wanted } from './suspending.ts'
import { unguardedAccount } from './unguarded-account.ts'

/** What there is to write to while the whole site is suspended, each thing for one write alone. */
export interface Unguarded {
  server: TestServer
  ann: TestPerson
  bob: TestPerson
  mo: TestPerson
  /** Becomes the owner for what only owners do, after the setup link was used. */
  olive: TestPerson
  storyId: string
  site: Result<'POST /api/v1/suspensions'>
  /** Of sections that have no stories. */
  toExtend: Result<'POST /api/v1/suspensions'>
  toEnd: Result<'POST /api/v1/suspensions'>
  scheduleId: string
  /** Ann’s. */
  toDelete: string
  toFlag: string
  /** Cases about Ann’s comments, which Bob flagged. */
  caseId: string
  toJudge: string
  toAnswer: string
  toAppeal: string
  toWithdraw: string
  /** About a post elsewhere. */
  toName: string
  setupToken: string
}

const password = 'correct horse battery'
const flag = {
  claim: { exact: 'left at midnight' },
  source: { exact: 'left the harbour at noon' },
}
const explanation = 'The story gives another time.'
const outside = {
  url: 'https://social.example/posts/1',
  postedBy: '@somebody',
  text: 'The paper says that it left at midnight.',
  language: 'en',
}
const origin = 'https://news.example'

const someRule = { name: 'Links', isOn: false, check: { kind: 'links' as const, most: 2 } }

/** A site that is suspended, with something for each write of `unguarded`. The setup link is not used yet. */
export async function worldUnder(server: TestServer, over: Partial<Wanted>): Promise<Unguarded> {
  const setup = await offerSetup(server.ctx)
  const [ann, bob] = [await server.as('Ann'), await server.as('Bob')]
  const mo = await server.as('Mo', { role: 'moderator' })
  const storyId = await server.story()
  const post = async () => {
    const input = { params: { id: storyId }, body: { body: 'It left at midnight.' } }
    return (await ann.call('POST /api/v1/stories/:id/comments', input)).id
  }
  const [toDelete, toFlag] = [await post(), await post()]
  const flagged = async () => {
    const body = { kind: 'misrepresentation', type: 'misquoted', ...flag, explanation } as const
    return (await bob.call('POST /api/v1/comments/:id/flags', { params: { id: await post() }, body })).id
  }
  const by = await mo.reader()
  const [caseId, toJudge, toAnswer] = [await flagged(), await flagged(), await flagged()]
  const [toAppeal, toWithdraw] = [await flagged(), await flagged()]
  const { id: toName } = await bob.call('POST /api/v1/stories/:id/outside-flags', {
    params: { id: storyId },
    body: { post: { ...outside, url: 'https://social.example/posts/2' }, type: 'misquoted', ...flag, explanation },
  })
  await step(server.ctx, by, toAnswer, { step: 'ask_reply', allegation })
  await publishFinding(server.ctx, by, toAppeal)
  const { id: scheduleId } = await schedule(server.ctx, by, {
    ...{ kind: 'weekly', days: [1], from: '00:00', until: '06:00' },
    target: { scope: 'section', section: 'Nowhere' },
  })
  const make = (target: Wanted['target'], more: Partial<Wanted> = {}) =>
    mo.call('POST /api/v1/suspensions', { body: wanted(server.ctx.now(), target, more) })
  return {
    ...{ server, ann, bob, mo, storyId, scheduleId, toDelete, toFlag },
    ...{ caseId, toJudge, toAnswer, toAppeal, toWithdraw, toName },
    toExtend: await make({ scope: 'section', section: 'To be extended' }),
    toEnd: await make({ scope: 'section', section: 'To be ended' }),
    site: await make({ scope: 'site' }, over),
    setupToken: new URL(setup ?? '').searchParams.get('token') ?? '',
    olive: await server.as('Olive Owner'),
  }
}

/**
 * Every write of the contract with the guard `none`, as somebody would make it who may: it goes on while commenting is
 * suspended. The setup link comes first: once there is an owner it is gone.
 */
export const unguarded: Partial<Record<Key, (world: Unguarded) => Promise<unknown>>> = {
  'POST /api/v1/setup': ({ server, setupToken: token }) =>
    server.call('POST /api/v1/setup', { body: { token, name: 'First Owner', email: 'first@example.org', password } }),
  'POST /api/v1/stories': ({ server }) =>
    server.call('POST /api/v1/stories', { body: { url: `${origin}/another`, title: 'Another story' } }),
  'PATCH /api/v1/stories/:id': ({ mo, storyId }) =>
    mo.call('PATCH /api/v1/stories/:id', { params: { id: storyId }, body: { title: 'Renamed', section: 'Harbour' } }),
  'PUT /api/v1/stories/:id/text': async ({ server, mo }) =>
    mo.call('PUT /api/v1/stories/:id/text', {
      params: { id: await server.story('texts') },
      body: { html: '<p>A.</p>' },
    }),
  'POST /api/v1/stories/:id/page-text': async ({ server }) => {
    const story = await server.call('POST /api/v1/stories', { body: { url: `${origin}/a-page`, title: 'A page' } })
    return server.call('POST /api/v1/stories/:id/page-text', {
      params: { id: story.id },
      headers: { origin },
      body: { html: '<p>A.</p>' },
    })
  },
  'POST /api/v1/keys': async (world) => (await ownerOf(world)).call('POST /api/v1/keys', { body: { name: 'CMS' } }),
  'DELETE /api/v1/keys/:id': async (world) => {
    const owner = await ownerOf(world)
    const { id } = await owner.call('POST /api/v1/keys', { body: { name: 'Old CMS' } })
    return owner.call('DELETE /api/v1/keys/:id', { params: { id } })
  },
  'POST /api/v1/stories/:id/updates': async ({ server, storyId }) => {
    const author = await server.as('Ada Author')
    await server.grant(author, 'author', storyId)
    return author.call('POST /api/v1/stories/:id/updates', { params: { id: storyId }, body: { body: 'It was noon.' } })
  },
  'PATCH /api/v1/updates/:id': async ({ mo, storyId }) => {
    const { id, revision } = await updateOf(mo, storyId)
    return mo.call('PATCH /api/v1/updates/:id', { params: { id }, body: { revision, body: 'It was one.' } })
  },
  'POST /api/v1/updates/:id/withdraw': async ({ mo, storyId }) => {
    const { id } = await updateOf(mo, storyId)
    return mo.call('POST /api/v1/updates/:id/withdraw', { params: { id }, body: { reason: 'Our clock was wrong.' } })
  },
  'DELETE /api/v1/updates/:id': async ({ server, mo, storyId }) => {
    const { id } = await updateOf(mo, storyId, at(server.ctx.now(), 60))
    return mo.call('DELETE /api/v1/updates/:id', { params: { id } })
  },
  'DELETE /api/v1/comments/:id': ({ ann, toDelete }) =>
    ann.call('DELETE /api/v1/comments/:id', { params: { id: toDelete } }),
  'PUT /api/v1/stories/:id/drafts': ({ ann, storyId }) =>
    ann.call('PUT /api/v1/stories/:id/drafts', { params: { id: storyId }, body: { body: 'Half a thought' } }),
  'PUT /api/v1/stories/:id/subscription': ({ ann, storyId: id }) =>
    ann.call('PUT /api/v1/stories/:id/subscription', { params: { id } }),
  'DELETE /api/v1/stories/:id/subscription': ({ ann, storyId: id }) =>
    ann.call('DELETE /api/v1/stories/:id/subscription', { params: { id } }),
  'PATCH /api/v1/stories/:id/subscription': ({ ann, storyId: id }) =>
    ann.call('PATCH /api/v1/stories/:id/subscription', { params: { id }, body: { level: 'muted' } }),
  'PATCH /api/v1/me/notice-settings': ({ ann }) =>
    ann.call('PATCH /api/v1/me/notice-settings', { body: { replies: 'off' } }),
  'POST /api/v1/me/notices/read': ({ ann, server }) =>
    ann.call('POST /api/v1/me/notices/read', { body: { until: at(server.ctx.now(), 0) } }),
  'POST /api/v1/comments/:id/flags/check': async ({ server, toFlag }) =>
    (await server.as('Rob')).call('POST /api/v1/comments/:id/flags/check', { params: { id: toFlag }, body: flag }),
  'POST /api/v1/comments/:id/flags': async ({ server, toFlag }) =>
    (await server.as('Rae')).call('POST /api/v1/comments/:id/flags', {
      params: { id: toFlag },
      body: { kind: 'misrepresentation', type: 'misquoted', ...flag, explanation },
    }),
  'POST /api/v1/stories/:id/outside-flags/check': async ({ server, storyId: id }) =>
    (await server.as('Roy')).call('POST /api/v1/stories/:id/outside-flags/check', {
      params: { id },
      body: { text: outside.text, ...flag },
    }),
  'POST /api/v1/stories/:id/outside-flags': async ({ server, storyId: id }) =>
    (await server.as('Ron')).call('POST /api/v1/stories/:id/outside-flags', {
      params: { id },
      body: { post: outside, type: 'misquoted', ...flag, explanation },
    }),
  'PUT /api/v1/queue/:id/claim': ({ mo, toFlag: id }) =>
    mo.call('PUT /api/v1/queue/:id/claim', { params: { id }, body: {} }),
  'DELETE /api/v1/queue/:id/claim': ({ mo, toFlag: id }) =>
    mo.call('DELETE /api/v1/queue/:id/claim', { params: { id } }),
  'POST /api/v1/comments/:id/notes': ({ mo, toFlag: id }) =>
    mo.call('POST /api/v1/comments/:id/notes', { params: { id }, body: { body: 'To be looked at.' } }),
  'PUT /api/v1/comments/:id/pin': ({ mo, toFlag: id }) =>
    mo.call('PUT /api/v1/comments/:id/pin', { params: { id }, body: { isPinned: false } }),
  'POST /api/v1/decisions/undo': async ({ mo, toFlag: id }) => {
    const { actId } = await mo.call('PUT /api/v1/comments/:id/pin', { params: { id }, body: { isPinned: true } })
    return mo.call('POST /api/v1/decisions/undo', { body: { ids: actId ? [actId] : [] } })
  },
  'POST /api/v1/comments/:id/measure': ({ mo, toFlag: id }) =>
    mo.call('POST /api/v1/comments/:id/measure', {
      params: { id },
      body: { action: 'collapse', revision: 1, rule: 'abuse', explanation: 'It insults the whole crew.' },
    }),
  'POST /api/v1/cases/:id/notes': ({ mo, caseId: id }) =>
    mo.call('POST /api/v1/cases/:id/notes', { params: { id }, body: { body: 'To be looked at.' } }),
  'POST /api/v1/cases/:id/steps': ({ mo, caseId: id }) =>
    mo.call('POST /api/v1/cases/:id/steps', { params: { id }, body: { version: 1, step: 'take' } }),
  'PATCH /api/v1/cases/:id/post': ({ mo, toName: id }) =>
    mo.call('PATCH /api/v1/cases/:id/post', { params: { id }, body: { postedBy: '@another', originatedBy: '' } }),
  'PUT /api/v1/cases/:id/answer': async ({ server, storyId, caseId: id }) => {
    const author = await server.as('Asa Author')
    await server.grant(author, 'author', storyId)
    return author.call('PUT /api/v1/cases/:id/answer', { params: { id }, body: { answer: null } })
  },
  'POST /api/v1/cases/:id/decision': ({ mo, toJudge: id }) =>
    mo.call('POST /api/v1/cases/:id/decision', {
      params: { id },
      body: {
        version: 1,
        finding: 'fair_paraphrase',
        explanation: 'Both say the same in other words.',
        action: 'none',
      },
    }),
  'POST /api/v1/me/cases/:id/reply': ({ ann, toAnswer: id }) =>
    ann.call('POST /api/v1/me/cases/:id/reply', { params: { id }, body: { reply: 'I was there.' } }),
  'POST /api/v1/me/cases/:id/appeal': ({ ann, toAppeal: id }) =>
    ann.call('POST /api/v1/me/cases/:id/appeal', {
      params: { id },
      body: { reason: 'The story was changed since then.' },
    }),
  'DELETE /api/v1/me/cases/:id/flag': ({ bob, toWithdraw: id }) =>
    bob.call('DELETE /api/v1/me/cases/:id/flag', { params: { id } }),
  'POST /api/v1/suspensions': ({ server, mo, storyId }) =>
    mo.call('POST /api/v1/suspensions', {
      body: wanted(server.ctx.now(), { scope: 'story', storyId }, { mode: 'slow', slowSeconds: 60 }),
    }),
  'POST /api/v1/suspensions/:id/extend': ({ server, mo, toExtend: { id, version } }) =>
    mo.call('POST /api/v1/suspensions/:id/extend', {
      params: { id },
      body: { version, endsAt: at(server.ctx.now(), 120) },
    }),
  'POST /api/v1/suspensions/:id/end': ({ mo, toEnd: { id } }) =>
    mo.call('POST /api/v1/suspensions/:id/end', { params: { id }, body: {} }),
  'POST /api/v1/suspensions/:id/reopening-requests': ({ ann, site: { id } }) =>
    ann.call('POST /api/v1/suspensions/:id/reopening-requests', { params: { id } }),
  'POST /api/v1/schedules': ({ mo }) =>
    mo.call('POST /api/v1/schedules', {
      body: {
        ...{ kind: 'weekly', mode: 'paused', days: [7], from: '00:00', until: '06:00' },
        ...{ target: { scope: 'section', section: 'Elsewhere' }, reasonCode: 'staffing', reason: 'Nobody is awake.' },
      },
    }),
  'DELETE /api/v1/schedules/:id': ({ mo, scheduleId: id }) =>
    mo.call('DELETE /api/v1/schedules/:id', { params: { id } }),
  'PATCH /api/v1/site/settings': async (world) =>
    (await ownerOf(world)).call('PATCH /api/v1/site/settings', { body: { openFlagLimit: 7 } }),
  'POST /api/v1/screening/rules': async (world) =>
    (await ownerOf(world)).call('POST /api/v1/screening/rules', { body: someRule }),
  'PUT /api/v1/screening/rules/:id': async (world) => {
    const owner = await ownerOf(world)
    const { id, version } = await owner.call('POST /api/v1/screening/rules', { body: someRule })
    return owner.call('PUT /api/v1/screening/rules/:id', { params: { id }, body: { version, rule: someRule } })
  },
  'DELETE /api/v1/screening/rules/:id': async (world) => {
    const owner = await ownerOf(world)
    const { id } = await owner.call('POST /api/v1/screening/rules', { body: someRule })
    return owner.call('DELETE /api/v1/screening/rules/:id', { params: { id } })
  },
  'POST /api/v1/screening/dry-run': async (world) =>
    (await ownerOf(world)).call('POST /api/v1/screening/dry-run', { body: { rule: someRule } }),
  'PUT /api/v1/people/:id/grants': async (world) =>
    (await ownerOf(world)).call('PUT /api/v1/people/:id/grants', {
      params: { id: world.ann.id },
      body: { grants: [{ role: 'member', storyId: null }] },
    }),
  'POST /api/v1/people/:id/sanctions': ({ server, mo }) => limited(server, mo),
  'PATCH /api/v1/sanctions/:id': async ({ server, mo }) => {
    const { id, version, reason } = await limited(server, mo)
    const body = { version, reason, endsAt: at(server.ctx.now(), 60), why: 'Shorter is enough here.' }
    return mo.call('PATCH /api/v1/sanctions/:id', { params: { id }, body })
  },
  'POST /api/v1/sanctions/:id/end': async ({ server, mo }) => {
    const { id, version } = await limited(server, mo)
    const body = { version, why: 'It was somebody else.', inError: true }
    return mo.call('POST /api/v1/sanctions/:id/end', { params: { id }, body })
  },
  'POST /api/v1/me/sanctions/:id/acknowledge': async ({ server, mo }) => {
    const wes = await server.as('Wes Warned')
    const body = { kind: 'warn', rule: 'abuse', reason: 'Insults are not welcome.' } as const
    const { id } = await mo.call('POST /api/v1/people/:id/sanctions', { params: { id: wes.id }, body })
    return wes.call('POST /api/v1/me/sanctions/:id/acknowledge', { params: { id } })
  },
  'POST /api/v1/me/sanctions/:id/appeal': ({ server, mo }) => appealed(server, mo),
  'POST /api/v1/sanctions/:id/appeal-decision': async ({ server, mo }) => {
    const { id } = await appealed(server, mo)
    const body = { version: 2, decision: 'lift', answer: 'That was too much.' } as const
    const max = await server.as('Max', { role: 'moderator' })
    return max.call('POST /api/v1/sanctions/:id/appeal-decision', { params: { id }, body })
  },
  'POST /api/v1/people/:id/notes': ({ ann, mo }) =>
    mo.call('POST /api/v1/people/:id/notes', { params: { id: ann.id }, body: { body: 'Writes at night.' } }),
  'DELETE /api/v1/people/:id/notes/:note': async ({ bob, mo }) => {
    const input = { params: { id: bob.id }, body: { body: 'To be deleted.' } }
    const { id: note } = await mo.call('POST /api/v1/people/:id/notes', input)
    return mo.call('DELETE /api/v1/people/:id/notes/:note', { params: { id: bob.id, note } })
  },
  'POST /api/v1/people': ({ server }) =>
    server.call('POST /api/v1/people', { body: { name: 'New Reader', email: 'new@example.org', password } }),
  'POST /api/v1/sessions/links': ({ server }) =>
    server.call('POST /api/v1/sessions/links', { body: { email: 'link@example.org' } }),
  'POST /api/v1/passwords/links': ({ server }) =>
    server.call('POST /api/v1/passwords/links', { body: { email: 'reset@example.org' } }),
  'POST /api/v1/site/sign-in/secret': async (world) => (await ownerOf(world)).call('POST /api/v1/site/sign-in/secret'),
  'PUT /api/v1/site/sign-in/providers/:id/secret': async (world) => {
    const owner = await ownerOf(world)
    const { settings } = await owner.call('GET /api/v1/site')
    const provider = { id: 'tide', name: 'Tide', issuer: 'https://tide.example', clientId: 'afterword', isOn: true }
    const signIn = { ...settings.signIn, providers: [provider] }
    await owner.call('PATCH /api/v1/site/settings', { body: { signIn } })
    return owner.call('PUT /api/v1/site/sign-in/providers/:id/secret', {
      params: { id: 'tide' },
      body: { secret: 'x' },
    })
  },
  'POST /api/v1/sessions/guest': async (world) => {
    const owner = await ownerOf(world)
    const { settings } = await owner.call('GET /api/v1/site')
    await owner.call('PATCH /api/v1/site/settings', { body: { signIn: { ...settings.signIn, guests: 'name' } } })
    return world.server.call('POST /api/v1/sessions/guest', { body: { name: 'Gwen Passing' } })
  },
  'POST /api/v1/sessions/token': async (world) => {
    const token = await publisherToken(await ownerOf(world), world.server.ctx)
    return world.server.call('POST /api/v1/sessions/token', { headers: { origin }, body: { token } })
  },
  'POST /api/v1/me/confirmation': ({ ann }) => ann.call('POST /api/v1/me/confirmation'),
  'POST /api/v1/sessions': async ({ server }) => {
    const email = 'again@example.org'
    await withAccount(server, { name: 'Back Again', email, password })
    return server.call('POST /api/v1/sessions', { body: { email, password } })
  },
  'DELETE /api/v1/sessions/current': async ({ server }) =>
    (await server.as('Leaving')).call('DELETE /api/v1/sessions/current'),
  'POST /api/v1/sessions/codes': ({ ann }) => ann.call('POST /api/v1/sessions/codes', { body: { origin } }),
  'POST /api/v1/sessions/exchange': async ({ server, ann }) => {
    const { code } = await ann.call('POST /api/v1/sessions/codes', { body: { origin } })
    return server.call('POST /api/v1/sessions/exchange', { headers: { origin }, body: { code } })
  },
  'POST /api/v1/webhooks': async (world) => {
    const { olive, params } = await webhookOf(world)
    return olive.call('DELETE /api/v1/webhooks/:id', { params })
  },
  'PATCH /api/v1/webhooks/:id': async (world) => {
    const { olive, params } = await webhookOf(world)
    return olive.call('PATCH /api/v1/webhooks/:id', { params, body: { state: 'paused' } })
  },
  'DELETE /api/v1/webhooks/:id': async (world) => {
    const { olive, params } = await webhookOf(world)
    return olive.call('DELETE /api/v1/webhooks/:id', { params })
  },
  'POST /api/v1/webhooks/:id/secret': async (world) => {
    const { olive, params } = await webhookOf(world)
    return olive.call('POST /api/v1/webhooks/:id/secret', { params })
  },
  'POST /api/v1/webhooks/:id/test': async (world) => {
    const { olive, params } = await webhookOf(world)
    return olive.call('POST /api/v1/webhooks/:id/test', { params })
  },
  'POST /api/v1/webhooks/:id/replay': async (world) => {
    const { olive, params } = await webhookOf(world)
    return olive.call('POST /api/v1/webhooks/:id/replay', { params, body: {} })
  },
  ...unguardedAccount,
}

/** One to which nothing arrives. */
async function webhookOf(world: Unguarded): Promise<{ olive: TestPerson; params: { id: string } }> {
  const olive = await ownerOf(world)
  const body = { url: 'http://127.0.0.1:9/', events: ['story.begun' as const] }
  const { webhook } = await olive.call('POST /api/v1/webhooks', { body })
  return { olive, params: { id: webhook.id } }
}

async function limited(server: TestServer, mo: TestPerson, person?: TestPerson) {
  const { id } = person ?? (await server.as('Lee Limited'))
  const body = {
    kind: 'limit',
    rule: 'spam',
    reason: 'The same advertisement again and again.',
    endsAt: at(server.ctx.now(), 600),
  } as const
  return mo.call('POST /api/v1/people/:id/sanctions', { params: { id }, body })
}

async function appealed(server: TestServer, mo: TestPerson) {
  const lou = await server.as('Lou Limited')
  const { id } = await limited(server, mo, lou)
  const body = { words: 'It was no advertisement.' }
  return lou.call('POST /api/v1/me/sanctions/:id/appeal', { params: { id }, body })
}

function updateOf(mo: TestPerson, storyId: string, publishAt: string | null = null) {
  const body = { body: 'It was noon.', publishAt }
  return mo.call('POST /api/v1/stories/:id/updates', { params: { id: storyId }, body })
}

async function ownerOf({ server, olive }: Unguarded): Promise<TestPerson> {
  await server.grant(olive, 'owner')
  return olive
}
