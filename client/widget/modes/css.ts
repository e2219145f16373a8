import branch from '../../ui/branch-mark.css?inline'
import pause from '../../ui/pause.css?inline'
import modes from './modes.css?inline'

/** Styles of all that stands where commenting is not plainly open. */
export const css = pause + branch + modes
