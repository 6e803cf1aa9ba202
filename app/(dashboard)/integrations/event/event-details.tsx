import type { EventShape } from "@/lib/domain/moments/event";
import { Became } from "./became";
import { EventBody } from "./event-body";
import { EventFacts } from "./event-facts";
import { EventHeaders } from "./event-headers";
import { EventProblem } from "./event-problem";

/** Everything known of an event: what is wrong with it, what became of it, and the request. */
export const EventDetails = ({ event, isInPlace = false }: { event: EventShape; isInPlace?: boolean }) => (
  <div className="grid grid-cols-1 gap-6 text-sm xl:grid-cols-[minmax(0,1fr)_24rem] xl:gap-8">
    <div className="grid min-w-0 grid-cols-1 content-start gap-6">
      {event.status === "error" ? <EventProblem key={event.id} event={event} /> : <Became event={event} />}
      <EventBody event={event} />
    </div>
    <div className="grid min-w-0 grid-cols-1 content-start gap-6">
      <EventFacts event={event} isInPlace={isInPlace} />
      <EventHeaders headers={event.headers} />
    </div>
  </div>
);
