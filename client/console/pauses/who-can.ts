import type { Mode } from '../shapes.ts'
import { can, who } from '../strings-effects.ts'

interface Facts {
  mode: Mode
  slowSeconds: number
  allowsEdits: boolean
}

/** Who can still do what under a mode, in sentences; those to whom the same applies stand together. */
export function whoCan({ mode, slowSeconds, allowsEdits }: Facts): { who: string; can: string }[] {
  const office = { who: who.office, can: can.always }
  if (mode === 'open') return [{ who: who.everybody, can: can.keptOpen }]
  if (mode === 'slow') return [{ who: who.both, can: can.slowly(slowSeconds) }, office]
  if (mode === 'premoderated') return [{ who: who.both, can: can.held }, office]
  if (mode === 'members') return [{ who: who.readers, can: can.nothing }, { who: who.members, can: can.always }, office]
  if (mode === 'closed')
    return [
      { who: who.both, can: can.nothing },
      { who: who.office, can: can.updatesOnly },
    ]
  return [
    { who: who.both, can: allowsEdits ? can.correctOnly : can.nothing },
    { who: who.office, can: can.labelled },
  ]
}
