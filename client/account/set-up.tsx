import { useState } from 'preact/hooks'
import { call, isProblem } from '../api.ts'
import { AccountForm } from './account-form.tsx'
import type { Values } from './rules.ts'
import { words } from './strings.ts'

interface Props {
  token: string
  site: string
}

/** Makes the first owner with the link from the terminal, then opens the console. */
export function SetUp({ token, site }: Props) {
  const [over, setOver] = useState<string>()
  const submit = async (values: Values) => {
    try {
      await call('POST /api/v1/setup', { body: { token, ...values } })
      location.assign('/console')
    } catch (problem) {
      if (!isProblem(problem, 'gone')) throw problem
      setOver(problem.detail)
    }
  }
  if (over)
    return (
      <>
        <h1>{words.setUp}</h1>
        <p role="alert">{over}</p>
        <p>
          <a class="aw-link" href="/sign-in?next=/console">
            {words.signIn}
          </a>
        </p>
      </>
    )
  return (
    <>
      <h1>{words.setUp}</h1>
      <p>{words.setUpWhy(site)}</p>
      <AccountForm fields={['name', 'email', 'password']} isNew action={words.makeOwner} onSubmit={submit} />
    </>
  )
}
