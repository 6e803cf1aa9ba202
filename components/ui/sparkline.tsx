interface Hour {
  from: string;
  sent: number;
  failed: number;
}

interface Props {
  hours: readonly Hour[];
  /** What is counted: "Deliveries of #ops in the last 24 hours". */
  label: string;
  className?: string;
}

const width = 96;
const height = 24;

/** Share of a bar's place that stays free. */
const gap = 0.2;
/** Of the smallest bar that is not zero. */
const leastHeight = 1.5;

/** The bars of each series, failed above sent. By hand: a charting library would be a tenth of what a page may load. */
export function drawBars(hours: readonly Hour[]) {
  const place = width / Math.max(1, hours.length);
  const most = Math.max(1, ...hours.map((hour) => hour.sent + hour.failed));
  const draw = (count: number, below: number, index: number) => {
    if (count === 0) return [];
    const size = Math.max(leastHeight, (count / most) * height);
    const y = Math.max(0, height - (below / most) * height - size);
    return [{ x: index * place, y, width: place * (1 - gap), height: size }];
  };
  return [
    { key: "sent", bars: hours.flatMap(({ sent }, index) => draw(sent, 0, index)) },
    { key: "failed", bars: hours.flatMap(({ sent, failed }, index) => draw(failed, sent, index)) },
  ] as const;
}

const fills = { sent: "fill-success/70", failed: "fill-destructive" };

/** How many were sent and how many failed in each hour. Screen readers have it as a table. */
export function Sparkline({ hours, label, className = "h-6 w-24" }: Props) {
  const busy = hours.filter((hour) => hour.sent + hour.failed > 0);
  const sum = (key: "sent" | "failed") => hours.reduce((total, hour) => total + hour[key], 0);
  return (
    <div className={`relative inline-block ${className}`} title={`${label}: ${sum("sent")} sent, ${sum("failed")} failed`}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true" className="size-full overflow-visible">
        <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} className="stroke-border" vectorEffect="non-scaling-stroke" />
        {drawBars(hours).map(({ key, bars }) => (
          <g key={key} className={fills[key]}>
            {bars.map((bar) => (
              <rect key={bar.x} {...bar} />
            ))}
          </g>
        ))}
      </svg>
      {/* A table keeps the width of its words, whatever it is told: what holds it is cut instead. */}
      <div className="sr-only">
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              <th scope="col">Hour</th>
              <th scope="col">Sent</th>
              <th scope="col">Failed</th>
            </tr>
          </thead>
          <tbody>
            {busy.map((hour) => (
              <tr key={hour.from}>
                <th scope="row">{hour.from.slice(0, 16).replace("T", " ")} UTC</th>
                <td>{hour.sent}</td>
                <td>{hour.failed}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All</th>
              <td>{sum("sent")}</td>
              <td>{sum("failed")}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </div>
  );
}
