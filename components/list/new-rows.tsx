import { ArrowUp } from "lucide-react";

interface Props {
  count: number;
  capped: boolean;
  onShow: () => void;
}

/** Newer rows that match, one press away: the rows never move by themselves. */
export function NewRows({ count, capped, onShow }: Props) {
  return (
    <div role="status" className="pointer-events-none sticky top-14 z-5 flex h-0 justify-center md:top-2">
      {count > 0 && (
        <button
          type="button"
          onClick={onShow}
          aria-keyshortcuts="."
          className="touch-target pointer-events-auto relative mt-2 inline-flex h-7 items-center gap-1.5 rounded-full bg-primary px-3 font-medium text-primary-foreground text-xs tabular-nums shadow-lg hover:bg-primary/90"
        >
          <ArrowUp aria-hidden="true" className="size-3.5" />
          {count.toLocaleString()}
          {capped && "+"} new
        </button>
      )}
    </div>
  );
}
