import { Presets, SingleBar } from 'cli-progress'

type Phase = 'check' | 'import'

const WORDS = { check: 'Checking', import: 'Importing' }

export interface Progress {
  at(phase: Phase, bytes: number, ofBytes: number): void
  close(): void
}

/** A bar for each phase, by bytes of the file; where nobody watches a terminal, one line at the start of each. */
export function openProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  let phase: Phase | undefined
  let bar: SingleBar | undefined
  return {
    at(now, bytes, ofBytes) {
      if (now !== phase) {
        bar?.stop()
        phase = now
        bar = out.isTTY ? begin(out, now, ofBytes) : undefined
        if (!bar) out.write(`${WORDS[now]} …\n`)
      }
      bar?.update(bytes)
    },
    close: () => bar?.stop(),
  }
}

function begin(stream: NodeJS.WriteStream, phase: Phase, ofBytes: number): SingleBar {
  const bar = new SingleBar(
    {
      format: `${WORDS[phase].padEnd(9)} {bar} {percentage} %  {value} of {total} bytes  {eta_formatted} left`,
      formatValue: (value, _, type) =>
        type === 'value' || type === 'total' ? value.toLocaleString('en') : String(value),
      stream,
      hideCursor: true,
    },
    Presets.rect,
  )
  bar.start(ofBytes, 0)
  return bar
}
