import type { MomentSourceShape } from "@/lib/domain/moments/moment";

const width = 96;
const height = 24;
/** Share of a bar's place that stays free. */
const gap = 0.2;
/** Of the smallest bar that is not zero. */
const leastHeight = 2;

/** How many moments there were on each day (UTC). Screen readers have the days as a list. */
export function DayBars({ days, label }: { days: MomentSourceShape["days"]; label: string }) {
  const place = width / Math.max(1, days.length);
  const most = Math.max(1, ...days.map(({ count }) => count));
  const busy = days.filter(({ count }) => count > 0);
  return (
    <span className="block h-6 w-24" title={`${label}: at most ${most.toLocaleString()} a day`}>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true" className="size-full">
        <line x1="0" x2={width} y1={height - 0.5} y2={height - 0.5} className="stroke-border" vectorEffect="non-scaling-stroke" />
        {days.map(({ date, count }, index) => {
          const size = count === 0 ? 0 : Math.max(leastHeight, (count / most) * height);
          return (
            <rect key={date} x={index * place} y={height - size} width={place * (1 - gap)} height={size} className="fill-primary/70" />
          );
        })}
      </svg>
      <span className="sr-only">
        {label}: {busy.length === 0 ? "none" : busy.map(({ date, count }) => `${date}: ${count}`).join(", ")}
      </span>
    </span>
  );
}
