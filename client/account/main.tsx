import { render } from 'preact'
import { SetUp } from './set-up.tsx'
import { SignIn } from './sign-in.tsx'

const root = document.getElementById('account')
if (root) {
  const { page, site = '', next = '/', origin, state, token = '', ways = '' } = root.dataset
  root.replaceChildren()
  if (page === 'setup') render(<SetUp token={token} site={site} />, root)
  else render(<SignIn next={next} popup={origin && state ? { origin, state } : null} ways={JSON.parse(ways)} />, root)
}
