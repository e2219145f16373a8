import type { Input, Result } from '../../server/contract/index.ts'

/** What the server sends, by the names the console uses. Types only: no zod in the bundle. */
export type Me = NonNullable<Result<'GET /api/v1/me'>['person']>
export type Story = Result<'GET /api/v1/stories/:id'>
export type Commenting = Story['commenting']
export type Suspension = Result<'POST /api/v1/suspensions/:id/end'>
export type Update = Result<'POST /api/v1/stories/:id/updates'>
export type CaseSummary = Result<'GET /api/v1/cases'>['cases'][number]
export type CaseFile = Result<'GET /api/v1/cases/:id'>
export type CaseState = CaseSummary['state']
export type Finding = NonNullable<CaseFile['finding']>
export type Action = NonNullable<CaseFile['action']>
export type Match = CaseFile['claim']
export type PersonForOwner = Result<'PUT /api/v1/people/:id/grants'>
export type Grant = PersonForOwner['grants'][number]
export type PauseInput = Input<'POST /api/v1/stories/:id/suspensions'>['body']
export type UpdateInput = Required<Input<'POST /api/v1/stories/:id/updates'>['body']>
