import { ChevronRight } from "lucide-react";
import { sayTimeOfDay } from "@/components/page/local-time";
import type { DestinationHealthShape } from "@/lib/domain/delivering/destination-health";

/** The chart's figures, newest first; hours in which nothing happened are left out. */
export function HourTable({ hours }: { hours: DestinationHealthShape["hours"] }) {
  const busy = hours.filter(({ sent, failed }) => sent + failed > 0).reverse();
  const cell = "py-0.5 text-right tabular-nums first:text-left";
  return (
    <details className="group mt-1 text-xs">
      <summary className="inline-flex min-h-6 items-center gap-1 rounded-sm text-muted-foreground hover:text-foreground">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
        Hour by hour
      </summary>
      <table className="mt-1 w-full max-w-sm">
        <thead className="text-muted-foreground">
          <tr>
            {["From", "Sent", "Failed"].map((label) => (
              <th key={label} scope="col" className={`font-normal ${cell}`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {busy.map(({ from, sent, failed }) => (
            <tr key={from} className="border-t">
              <th scope="row" className={`font-normal ${cell}`}>
                <time dateTime={from}>{sayTimeOfDay(from, { hour: "2-digit", minute: "2-digit" })}</time>
              </th>
              <td className={cell}>{sent}</td>
              <td className={`${cell} ${failed > 0 ? "text-destructive" : ""}`}>{failed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
