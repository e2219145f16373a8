import './console.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { startRouter } from './router.ts'

const root = document.getElementById('console')
if (root) {
  startRouter()
  root.replaceChildren()
  render(<App />, root)
}
