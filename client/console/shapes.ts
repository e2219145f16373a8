import type { Input, Result } from '../../server/contract/index.ts'

/** What the server sends, by the names the console uses. Types only: no zod in the bundle. */
export type Me = NonNullable<Result<'GET /api/v1/me'>['person']>
export type Story = Result<'GET /api/v1/stories/:id'>
export type Comment = Result<'POST /api/v1/stories/:id/comments'>
export type Update = Result<'GET /api/v1/stories/:id/updates'>['updates'][number]
export type UpdateRevision = Result<'GET /api/v1/updates/:id/revisions'>['revisions'][number]
export type UpdateInput = Input<'POST /api/v1/stories/:id/updates'>['body']
export type UpdateEdit = Input<'PATCH /api/v1/updates/:id'>['body']

export type CaseSummary = Result<'GET /api/v1/cases'>['cases'][number]
export type CaseFile = Result<'GET /api/v1/cases/:id'>
export type CaseState = CaseSummary['state']
export type CaseKind = CaseSummary['kind']
export type CasePage = Result<'GET /api/v1/cases'>
export type CaseQueue = keyof CasePage['counts']
export type StaffView = NonNullable<CaseFile['staff']>
export type Flag = StaffView['flags'][number]
export type PersonHistory = StaffView['flaggers'][number]
export type Decision = StaffView['decisions'][number]
export type CaseStep = Input<'POST /api/v1/cases/:id/steps'>['body']
export type Finding = Decision['finding']
export type Action = Decision['action']
export type RuleCode = Flag['kind']
export type Rule = Result<'GET /api/v1/rules'>['rules'][number]
export type Match = NonNullable<CaseFile['claim']>
export type SourceKind = NonNullable<CaseFile['sourceKind']>

export type PersonForOwner = Result<'PUT /api/v1/people/:id/grants'>
export type Grant = PersonForOwner['grants'][number]

export type Standing = Result<'GET /api/v1/people/:id/standing'>
export type StaffSanction = Standing['sanctions'][number]
export type PersonNote = Standing['notes'][number]
export type WrittenComment = Result<'GET /api/v1/people/:id/comments'>['comments'][number]
export type SanctionKind = StaffSanction['kind']
export type SanctionList = NonNullable<Input<'GET /api/v1/sanctions'>['query']['list']>

export type Commenting = Story['commenting']
export type Suspension = Result<'POST /api/v1/suspensions'>
export type Suspensions = Result<'GET /api/v1/suspensions'>
export type StaffSuspension = Suspensions['suspensions'][number]
export type Schedule = Suspensions['schedules'][number]
export type Mode = Suspension['mode']
export type Scope = Suspension['scope']
export type ReasonCode = Suspension['reasonCode']
export type Effects = Result<'GET /api/v1/suspensions/effects'>
export type EffectsQuery = Input<'GET /api/v1/suspensions/effects'>['query']
export type PauseInput = Input<'POST /api/v1/suspensions'>['body']
export type Then = NonNullable<PauseInput['followedBy']>
export type ScheduleInput = Input<'POST /api/v1/schedules'>['body']

export type QueueItem = Result<'GET /api/v1/queue'>['items'][number]
export type DeskQueue = NonNullable<NonNullable<Input<'GET /api/v1/queue'>['query']>['queue']>
export type DeskAge = NonNullable<NonNullable<Input<'GET /api/v1/queue'>['query']>['age']>
export type QueuedComment = Result<'GET /api/v1/queue/:id'>
export type DeskDecision = Result<'GET /api/v1/decisions'>['decisions'][number]
export type DeskCounts = Result<'GET /api/v1/desk'>
export type Claim = Result<'PUT /api/v1/queue/:id/claim'>
export type Verdict = Input<'POST /api/v1/queue/decisions'>['body']['verdict']
export type Heat = Result<'GET /api/v1/heat'>
export type StoryHeat = Heat['stories'][number]
export type FiguresQuery = Input<'GET /api/v1/figures'>['query']
export type FigurePeriod = Result<'GET /api/v1/figures'>['period']
export type Site = Result<'GET /api/v1/site'>
export type PublisherKey = Result<'GET /api/v1/keys'>['keys'][number]
export type MadeKey = Result<'POST /api/v1/keys'>
export type SiteSettings = Site['settings']

export type Webhook = Result<'GET /api/v1/webhooks'>['webhooks'][number]
export type WebhookInput = Input<'POST /api/v1/webhooks'>['body']
export type WebhookEventName = Webhook['events'][number]
export type WebhookState = Webhook['state']
export type Delivery = Result<'GET /api/v1/webhooks/:id/deliveries'>['deliveries'][number]
export type DeliveryState = Delivery['state']
export type ScreeningRule = Result<'GET /api/v1/screening/rules'>['rules'][number]
export type ScreeningKind = ScreeningRule['check']['kind']
export type ScreeningWanted = Input<'POST /api/v1/screening/rules'>['body']
export type DryRun = Result<'POST /api/v1/screening/dry-run'>
export type Excerpt = QueueItem['screenings'][number]['excerpts'][number]
