const BAR = 7
const GAP = 2
const HEIGHT = 28

/** Twelve hours as bars, the present one darker; at least as high as `least` comments would be, so that calm looks calm. */
export function Sparkline({ hours, label, least }: { hours: readonly number[]; label: string; least: number }) {
  const most = Math.max(least, ...hours)
  const width = hours.length * (BAR + GAP) - GAP
  return (
    <svg class="co-spark" width={width} height={HEIGHT} role="img" aria-label={label}>
      <line class="co-spark-base" x1={0} x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} />
      {hours.map((count, at) => {
        const height = count === 0 ? 0 : Math.max(2, Math.round((count / most) * (HEIGHT - 2)))
        const isNow = at === hours.length - 1
        return (
          <rect
            key={at}
            class={isNow ? 'co-spark-now' : 'co-spark-bar'}
            x={at * (BAR + GAP)}
            y={HEIGHT - height}
            width={BAR}
            height={height}
          />
        )
      })}
    </svg>
  )
}
