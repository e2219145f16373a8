/**
 * Runs `act` once what was just changed is drawn, and before anybody can press a key: Preact draws changes in a
 * microtask, and whatever is queued after the change comes after the drawing. A frame later the focus could be taken
 * away from where a quick key has put it meanwhile.
 */
export function onceDrawn(act: () => void): void {
  queueMicrotask(act)
}
