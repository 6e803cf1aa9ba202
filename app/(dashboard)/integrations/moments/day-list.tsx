import { type Day, sayDay } from "./group-days";
import { MomentRow } from "./moment-row";

/** The moments of one day, under its name; counted once all of them are there. */
export function DayList({ day: { date, moments }, isWhole }: { day: Day; isWhole: boolean }) {
  return (
    <section aria-labelledby={`day-${date}`} className="@container text-sm">
      <h2
        id={`day-${date}`}
        className="sticky top-12 z-2 flex items-baseline gap-2 border-b bg-background px-4 pt-4 pb-1.5 font-medium text-xs sm:px-6 md:top-0"
      >
        <time dateTime={date}>{sayDay(date, Date.now())}</time>
        {isWhole && (
          <span className="font-normal text-muted-foreground tabular-nums">
            {moments.length} <span className="sr-only">{moments.length === 1 ? "moment" : "moments"}</span>
          </span>
        )}
      </h2>
      <ul>
        {moments.map((moment) => (
          <MomentRow key={moment.id} moment={moment} />
        ))}
      </ul>
    </section>
  );
}
