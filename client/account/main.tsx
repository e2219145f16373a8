import { render } from 'preact'
import { SetUp } from './set-up.tsx'
import { SignIn } from './sign-in.tsx'

const root = document.getElementById('account')
if (root) {
  const { page, site = '', next = '/', origin, state, token = '' } = root.dataset
  root.replaceChildren()
  if (page === 'setup') {
    // The link is as good as a password until it is used: it does not stay in the address bar or the history.
    history.replaceState(null, '', '/setup')
    render(<SetUp token={token} site={site} />, root)
  } else render(<SignIn next={next} popup={origin && state ? { origin, state } : null} />, root)
}
